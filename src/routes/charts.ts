import type { FastifyBaseLogger, FastifyReply } from 'fastify';
import { z } from 'zod';
import type { ChartData, Draw, Look } from '../charts/chart.ts';
import type { GapTrendData } from '../charts/gap-trends.ts';
import { CHARTS, type ChartId } from '../charts/index.ts';
import type { TrendData } from '../charts/trends.ts';
import { invalidQuery, parameterError } from '../errors/parameter-error.ts';
import type { Release } from '../repository/release.ts';
import { crosstabParameters } from '../schemas/crosstab-query.ts';
import { fieldsOf } from '../schemas/fields.ts';
import { pictureParameters, scaleParameter } from '../schemas/picture-query.ts';
import {
  listParameters,
  recordsReference,
  surveyReference,
  type FigureQuery,
  type Paging,
} from '../schemas/query.ts';
import { estimateRow } from '../schemas/results/estimate.ts';
import type { Rows } from '../schemas/rows.ts';
import { gapTrendRow, type GapTrendRow } from '../schemas/results/gap-trend.ts';
import { gapRow } from '../schemas/results/gap.ts';
import { crosstabRow, type CrosstabRow } from '../schemas/results/crosstab.ts';
import { rankRow } from '../schemas/results/rank.ts';
import { trendRow, type TrendRow } from '../schemas/results/trend.ts';
import { computeCrosstab } from '../services/crosstab/crosstab.ts';
import type { CrosstabQuery } from '../services/crosstab/crosstab-plan.ts';
import { crosstabRows } from '../services/crosstab/crosstab-rows.ts';
import { checkCodes } from '../services/figures/check-codes.ts';
import { estimates } from '../services/figures/estimates.ts';
import { gapTrends } from '../services/figures/gap-trends.ts';
import { gaps } from '../services/figures/gaps.ts';
import { ranks } from '../services/figures/ranks.ts';
import type { ReleaseFigures } from '../services/figures/release-figures.ts';
import { trends } from '../services/figures/trends.ts';
import { addWords } from '../services/figures/words.ts';
import type { FigureTable } from '../services/tables/figure-table.ts';
import { page } from '../services/tables/page.ts';
import { address, canonicalQuery, type CheckedQuery } from './address.ts';
import type { RouteContext, ServedResource } from './answer.ts';
import { askedCrosstab } from './crosstab.ts';
import { IN_RECORDS } from './records-in.ts';
import { estimatesParameters } from './estimates.ts';
import { gapTrendsParameters } from './gap-trends.ts';
import { gapsParameters } from './gaps.ts';
import { linkHeader } from './links.ts';
import { ranksParameters } from './ranks.ts';
import { IN_FILTERS, resourceInRelease } from './release-resource.ts';
import type { App } from './route.ts';
import { bytesResponse } from './schema.ts';
import { trendsParameters } from './trends.ts';

/** Rows that one picture may have. */
const MAXIMUM_ROWS = 400;

/** The kinds of file that a picture can be. */
const FILES = {
  svg: { mediaType: 'image/svg+xml', schema: z.string(), what: 'as SVG, which can be enlarged without end' },
  png: { mediaType: 'image/png', schema: z.unknown(), what: 'as PNG, for documents and slides' },
} as const;
type Extension = keyof typeof FILES;

type AnyRow = Readonly<Record<string, unknown>>;
type PictureQuery = Paging &
  CheckedQuery &
  z.infer<z.ZodObject<typeof pictureParameters>> & { readonly scale?: number };

/** What of a query says how a picture looks, and not what is drawn. */
function partsOf({ width, theme, title, scale = 1, ...selection }: PictureQuery): {
  readonly look: Look;
  readonly scale: number;
  readonly selection: CheckedQuery & Paging;
} {
  const own = title === 'none' || title === 'question' ? title : { own: title };
  return { look: { width, theme, title: own }, scale, selection };
}

/** The rows of the page that is to be drawn. @throws ApiError `invalid-query` where they are more than a picture can have */
async function pageOf<Row extends AnyRow>(
  rows: Rows<Row>,
  selection: CheckedQuery & Paging,
  { path, identity }: ServedResource,
): Promise<{ readonly rows: readonly Row[]; readonly total: number }> {
  const { limit: _limit, cursor: _cursor, ...rest } = selection;
  const found = await page(rows, selection, `${path}@${identity['sha256'] ?? ''}?${canonicalQuery(rest)}`);
  if (found.data.length > MAXIMUM_ROWS) {
    const message = `gives ${found.data.length} rows, and a picture has room for ${MAXIMUM_ROWS} at most`;
    throw invalidQuery([parameterError('query', 'limit', 'all', message, [String(MAXIMUM_ROWS)])]);
  }
  return { rows: [...found.data], total: found.total };
}

/** The picture as bytes. @throws ApiError `invalid-query` for what cannot be one picture */
async function drawn<Row, Data extends ChartData<Row>>(
  draw: Draw<Row, Data>,
  data: Data,
  look: Look,
  {
    extension,
    scale,
    log,
  }: { readonly extension: Extension; readonly scale: number; readonly log: FastifyBaseLogger },
): Promise<string | Buffer> {
  // With their fonts only when the first picture is asked for, so that the start does not pay for them.
  const [{ frame }, { ChartError }] = await Promise.all([
    import('../charts/frame.ts'),
    import('../charts/chart.ts'),
  ]);
  try {
    const framed = frame(draw, data, look);
    if (extension === 'svg') return framed.svg;
    const { MAXIMUM_PIXELS, pixelsOf, toPng } = await import('../charts/png.ts');
    if (pixelsOf(framed, scale) > MAXIMUM_PIXELS) {
      const message = `gives a picture of ${framed.width * scale} by ${framed.height * scale} pixels, more than is drawn; take fewer rows, scale=1, or the picture as SVG`;
      throw invalidQuery([parameterError('query', 'limit', String(data.rows.length), message)]);
    }
    return await toPng(framed, scale, (characters) =>
      log.error({ characters: characters.join(' ') }, 'no font has these characters of a picture'),
    );
  } catch (error) {
    if (!(error instanceof ChartError)) throw error;
    throw invalidQuery([parameterError('query', error.parameter, null, error.message, error.allowed)]);
  }
}

/** What picks the figures that trends are made of: all waves. */
const besideQuery = ({ from: _from, to: _to, adjust: _adjust, ...query }: FigureQuery): FigureQuery => query;

/** A chart of a table of figures, and where both come from. */
interface FigureChart<Row extends AnyRow, Data extends ChartData<Row>> {
  readonly id: ChartId;
  readonly row: z.ZodObject;
  readonly parameters: z.ZodRawShape;
  readonly example: string;
  readonly rows: (
    figures: ReleaseFigures,
    query: FigureQuery,
  ) => FigureTable<Row> | Promise<FigureTable<Row>>;
  /** The figures that the rows are made of, with their intervals. */
  readonly beside?: (
    figures: ReleaseFigures,
    query: FigureQuery,
  ) => FigureTable<object> | Promise<FigureTable<object>>;
  /** Loaded when the first picture is asked for. */
  readonly draw: () => Promise<Draw<Row, Data>>;
}

/** Everything that belongs to one picture, told to whoever asked. */
async function send(
  { config }: RouteContext,
  reply: FastifyReply,
  {
    resource,
    id,
    extension,
    query,
    body,
  }: {
    readonly resource: ServedResource;
    readonly id: ChartId;
    readonly extension: Extension;
    readonly query: PictureQuery;
    readonly body: string | Buffer;
  },
): Promise<FastifyReply> {
  const { PUBLIC_URL } = config;
  const { selection } = partsOf(query);
  const own = resource.path.replace(/[^/]*$/, `charts/${id}.${extension}`);
  const { mediaType } = FILES[extension];
  const figures = address(PUBLIC_URL, resource.path, selection);
  const name = own.replace(/^\/v1\/surveys\//, '').replaceAll(/[^\w.@-]+/g, '-');
  return reply.represent({
    body,
    contentType: extension === 'svg' ? `${mediaType}; charset=utf-8` : mediaType,
    compressed: extension === 'png',
    headers: { 'content-disposition': `inline; filename="${name}"` },
    lastModified: resource.lastModified,
    pinned: resource.pinned,
    link: linkHeader([
      { rel: 'canonical', href: address(PUBLIC_URL, own, query) },
      { rel: 'cite-as', href: figures },
      { rel: 'describedby', href: `${PUBLIC_URL ?? ''}/openapi.json`, type: 'application/json' },
      ...(resource.licence === null ? [] : [{ rel: 'license', href: resource.licence }]),
      { rel: 'alternate', href: figures, type: 'application/json' },
    ]),
  });
}

/** What a picture is made of beside its rows. */
function surroundings(
  { config }: RouteContext,
  release: Release,
  resource: ServedResource,
  selection: CheckedQuery,
  notes: readonly string[],
): Omit<ChartData<never>, 'rows' | 'total'> {
  const { confidence = 0.95 } = selection;
  return {
    survey: release.survey,
    citation: release.survey.citation,
    permalink: address(config.PUBLIC_URL, resource.path, selection),
    notes,
    confidence: Number(confidence),
  };
}

/** What the document says of one kind of picture as one kind of file, and what it takes. */
function described(id: ChartId, extension: Extension, row: z.ZodObject, parameters: z.ZodRawShape) {
  const { sort, limit, cursor } = listParameters(row);
  const { mediaType, schema, what } = FILES[extension];
  const letters = id.replaceAll(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
  return {
    config: { heavy: extension === 'png', sends: 'picture', variant: () => extension },
    schema: {
      operationId: `draw${letters}${extension === 'svg' ? 'Svg' : 'Png'}`,
      tags: ['Pictures'],
      summary: `A picture of /${id}, ${what}`,
      description: `${CHARTS[id]} It takes the parameters that pick rows of \`/${id}\`, and some of its own. The words of the question are its title; bases, intervals, notes, source and the address of the figures stand below, and what is hidden or not known is said where it would be.`,
      response: bytesResponse('The picture.', { [mediaType]: schema }),
    },
    querystring: {
      ...parameters,
      sort,
      limit,
      cursor,
      ...pictureParameters,
      ...(extension === 'png' ? { scale: scaleParameter } : {}),
    },
  } as const;
}

const EXTENSIONS = Object.keys(FILES) as Extension[];

function figureChart<Row extends AnyRow, Data extends ChartData<Row> = ChartData<Row>>(
  app: App,
  context: RouteContext,
  chart: FigureChart<Row, Data>,
): void {
  const { id, row, parameters } = chart;
  for (const extension of EXTENSIONS) {
    const { config, schema, querystring } = described(id, extension, row, parameters);
    app.get(
      `/v1/surveys/:survey/charts/${id}.${extension}`,
      {
        config: { ...IN_FILTERS, ...config, computes: 'figures', example: chart.example },
        schema: {
          ...schema,
          params: surveyReference,
          querystring: z.strictObject(querystring) as unknown as z.ZodType<PictureQuery & FigureQuery>,
        },
      },
      async (request, reply) => {
        const { release, resource } = resourceInRelease(request, `/${id}`);
        const { query } = request;
        checkCodes(release, query, context.recordsOf(release));
        const { look, scale, selection } = partsOf(query);
        const figures = await context.computed.of(release, query);
        const table = await chart.rows(figures, query);
        const beside = await chart.beside?.(figures, besideQuery(query));
        const rows = addWords(release, fieldsOf(row), table.rows);
        const data = {
          ...surroundings(context, release, resource, selection, table.notes),
          ...(await pageOf(rows, selection, resource)),
          ...(beside && { beside: [...beside.rows] }),
        } as unknown as Data;
        const body = await drawn(await chart.draw(), data, look, { extension, scale, log: request.log });
        return send(context, reply, { resource, id, extension, query, body });
      },
    );
  }
}

function crosstabChart(app: App, context: RouteContext): void {
  const { layout: _layout, ...parameters } = crosstabParameters(['long']);
  for (const extension of EXTENSIONS) {
    const { config, schema, querystring } = described('crosstab', extension, crosstabRow, parameters);
    app.get(
      `/v1/surveys/:survey/charts/crosstab.${extension}`,
      {
        config: {
          ...IN_RECORDS,
          ...config,
          computes: 'records',
          example: 'rows=gender&columns=voter-category',
        },
        schema: {
          ...schema,
          params: recordsReference,
          querystring: z.strictObject(querystring) as unknown as z.ZodType<PictureQuery & CrosstabQuery>,
        },
      },
      async (request, reply) => {
        const { release } = resourceInRelease(request, '/crosstab');
        const { resource, records, plan } = askedCrosstab(context, request, '/crosstab');
        const { query } = request;
        const { look, scale, selection } = partsOf(query);
        const { rows, notes } = await crosstabRows(await computeCrosstab(records, plan));
        const data: ChartData<CrosstabRow> = {
          ...surroundings(context, release, resource, selection, notes),
          ...(await pageOf(rows, selection, resource)),
        };
        const { drawCrosstab } = await import('../charts/crosstab.ts');
        const body = await drawn(drawCrosstab, data, look, { extension, scale, log: request.log });
        return send(context, reply, { resource, id: 'crosstab', extension, query, body });
      },
    );
  }
}

/** Pictures of the tables of figures. */
export function chartRoutes(app: App, context: RouteContext): void {
  figureChart(app, context, {
    id: 'estimates',
    row: estimateRow,
    parameters: estimatesParameters,
    example: 'question=need-to-align&wave=2012&audience=cio',
    rows: estimates,
    draw: async () => (await import('../charts/estimates.ts')).drawEstimates,
  });
  figureChart(app, context, {
    id: 'gaps',
    row: gapRow,
    parameters: gapsParameters,
    example: 'question=need-to-align&wave=2012',
    rows: gaps,
    draw: async () => (await import('../charts/gaps.ts')).drawGaps,
  });
  figureChart<TrendRow, TrendData>(app, context, {
    id: 'trends',
    row: trendRow,
    parameters: trendsParameters,
    example: 'question=need-to-align&audience=cio',
    rows: trends,
    beside: estimates,
    draw: async () => (await import('../charts/trends.ts')).drawTrends,
  });
  figureChart<GapTrendRow, GapTrendData>(app, context, {
    id: 'gap-trends',
    row: gapTrendRow,
    parameters: gapTrendsParameters,
    example: 'question=need-to-align&between=cio,cmo',
    rows: gapTrends,
    beside: gaps,
    draw: async () => (await import('../charts/gap-trends.ts')).drawGapTrends,
  });
  figureChart(app, context, {
    id: 'ranks',
    row: rankRow,
    parameters: ranksParameters,
    example: 'question=driver-ranks',
    rows: ranks,
    draw: async () => (await import('../charts/ranks.ts')).drawRanks,
  });
  crosstabChart(app, context);
}
