import type { z } from 'zod';
import type { ChartData, Draw, Look } from '../charts/chart.ts';
import type { Framed } from '../charts/frame.ts';
import type { GapTrendData } from '../charts/gap-trends.ts';
import type { ChartId } from '../charts/index.ts';
import type { TrendData } from '../charts/trends.ts';
import { invalidQuery, parameterError } from '../errors/parameter-error.ts';
import { crosstabParameters } from '../schemas/crosstab-query.ts';
import { fieldsOf } from '../schemas/fields.ts';
import type { FigureQuery, Paging } from '../schemas/query.ts';
import { crosstabRow, type CrosstabRow } from '../schemas/results/crosstab.ts';
import { estimateRow, type EstimateRow } from '../schemas/results/estimate.ts';
import { gapTrendRow, type GapTrendRow } from '../schemas/results/gap-trend.ts';
import { gapRow, type GapRow } from '../schemas/results/gap.ts';
import { rankRow, type RankRow } from '../schemas/results/rank.ts';
import { trendRow, type TrendRow } from '../schemas/results/trend.ts';
import type { Rows } from '../schemas/rows.ts';
import type { CrosstabQuery } from '../services/crosstab/crosstab-plan.ts';
import { crosstabRows } from '../services/crosstab/crosstab-rows.ts';
import { computeCrosstab } from '../services/crosstab/crosstab.ts';
import { checkCodes } from '../services/figures/check-codes.ts';
import { estimates } from '../services/figures/estimates.ts';
import { gapTrends } from '../services/figures/gap-trends.ts';
import { gaps } from '../services/figures/gaps.ts';
import { ranks } from '../services/figures/ranks.ts';
import type { ReleaseFigures } from '../services/figures/release-figures.ts';
import { trends } from '../services/figures/trends.ts';
import { addWords } from '../services/figures/words.ts';
import { confidenceOf } from '../services/tables/adjustment.ts';
import type { FigureTable } from '../services/tables/figure-table.ts';
import { turns } from '../turns/turns.ts';
import { address, type CheckedQuery } from './address.ts';
import { pageIn, type RouteContext, type ServedResource } from './answer.ts';
import { askedCrosstab } from './crosstab.ts';
import { estimatesParameters } from './estimates.ts';
import { gapTrendsParameters } from './gap-trends.ts';
import { gapsParameters } from './gaps.ts';
import { ranksParameters } from './ranks.ts';
import { resourceInRelease, type Addressed } from './release-resource.ts';
import type { Heeded } from './release-table.ts';
import { trendsParameters } from './trends.ts';

/** Rows that one picture may have. */
const MAXIMUM_ROWS = 400;

type AnyRow = Readonly<Record<string, unknown>>;

/** An answer that waits to be drawn. */
export interface Prepared {
  readonly id: ChartId;
  /** The figures, where they have their address. */
  readonly resource: ServedResource;
  readonly data: ChartData<AnyRow>;
  /** Draws it. @throws ApiError `invalid-query` for what cannot be one picture */
  readonly frame: (look: Look) => Promise<Framed>;
}

/** A resource that there is a picture of. */
export interface Charted {
  readonly id: ChartId;
  readonly row: z.ZodObject;
  /** What picks its rows. */
  readonly parameters: z.ZodRawShape;
  /** Whether it is computed from records in any case. */
  readonly needsRecords: boolean;
  readonly example: string;
  /**
   * The page of the answer that a query asks for.
   *
   * @param selection the query without what says how the picture looks
   * @throws ApiError `invalid-query`, and those of the release that the address names
   */
  readonly prepare: (
    context: RouteContext,
    request: Addressed,
    selection: CheckedQuery & Paging,
  ) => Promise<Prepared>;
}

/** The rows of the page that is to be drawn. @throws ApiError `invalid-query` where they are more than a picture can have */
async function pageOf<Row extends AnyRow>(
  rows: Rows<Row>,
  selection: CheckedQuery & Paging,
  resource: ServedResource,
): Promise<{ readonly rows: readonly Row[]; readonly total: number }> {
  const found = await pageIn(resource, rows, selection);
  if (found.data.length > MAXIMUM_ROWS) {
    const message = `gives ${found.data.length} rows, and a picture has room for ${MAXIMUM_ROWS} at most`;
    throw invalidQuery([parameterError('query', 'limit', 'all', message, [String(MAXIMUM_ROWS)])]);
  }
  return { rows: await turns.map(found.data, (row) => row), total: found.total };
}

/** What a picture is made of beside its rows. */
function surroundings(
  { config }: RouteContext,
  survey: ChartData<never>['survey'],
  resource: ServedResource,
  selection: CheckedQuery,
  { notes, confidence }: Pick<ChartData<never>, 'notes' | 'confidence'>,
): Omit<ChartData<never>, 'rows' | 'total'> {
  return {
    survey,
    citation: survey.citation,
    permalink: address(config.PUBLIC_URL, resource.path, selection),
    notes,
    confidence,
  };
}

/** Draws with the fonts that are loaded when the first picture is asked for, so that the start does not pay for them. */
async function framed<Row, Data extends ChartData<Row>>(
  draw: Draw<Row, Data>,
  data: Data,
  look: Look,
): Promise<Framed> {
  const [{ frame }, { ChartError }] = await Promise.all([
    import('../charts/frame.ts'),
    import('../charts/chart.ts'),
  ]);
  try {
    return frame(draw, data, look);
  } catch (error) {
    if (!(error instanceof ChartError)) throw error;
    throw invalidQuery([parameterError('query', error.parameter, null, error.message, error.allowed)]);
  }
}

type Compute<Row> = (
  figures: ReleaseFigures,
  query: FigureQuery,
) => FigureTable<Row> | Promise<FigureTable<Row>>;

/** A table of figures, and how it becomes a picture. */
interface FigureChart<Row extends AnyRow, Data extends ChartData<Row>, Shape extends z.ZodRawShape> {
  readonly id: ChartId;
  readonly row: z.ZodObject;
  readonly parameters: Shape & Heeded<Shape, never>;
  readonly example: string;
  readonly rows: Compute<Row>;
  /** Adds what a picture needs beside the rows that it is of. */
  readonly complete: (
    data: ChartData<Row>,
    figures: ReleaseFigures,
    query: FigureQuery,
  ) => Data | Promise<Data>;
  /** Loaded when the first picture is asked for. */
  readonly draw: () => Promise<Draw<Row, Data>>;
}

function ofFigures<Row extends AnyRow, Data extends ChartData<Row>, Shape extends z.ZodRawShape>({
  id,
  row,
  parameters,
  example,
  rows,
  complete,
  draw,
}: FigureChart<Row, Data, Shape>): Charted {
  return {
    id,
    row,
    parameters,
    example,
    needsRecords: false,
    async prepare(context, request, selection) {
      const { release, resource } = await resourceInRelease(request, `/${id}`);
      // Every parameter is one that figures heed: see `parameters`.
      const query = selection as FigureQuery & Paging & CheckedQuery;
      checkCodes(release, query, context.recordsOf(release));
      const figures = await context.computed.of(release, query);
      const table = await rows(figures, query);
      const plain: ChartData<Row> = {
        ...surroundings(context, release.survey, resource, query, {
          notes: table.notes,
          confidence: confidenceOf(query),
        }),
        ...(await pageOf(addWords(release, fieldsOf(row), table.rows), query, resource)),
      };
      const data = await complete(plain, figures, query);
      return { id, resource, data, frame: async (look) => framed(await draw(), data, look) };
    },
  };
}

const asItIs = <Data>(data: Data): Data => data;
const codes = (all: readonly (string | null)[]): string[] => [...new Set(all)].filter((one) => one !== null);

/** The figures at both ends of changes that are drawn, and of no others, with their intervals. */
async function figuresBeside<Row>(
  changes: readonly (TrendRow | GapTrendRow)[],
  compute: Compute<Row>,
  figures: ReleaseFigures,
  { from: _from, to: _to, adjust: _adjust, ...query }: FigureQuery,
): Promise<readonly Row[]> {
  if (changes.length === 0) return [];
  const { rows } = await compute(figures, {
    ...query,
    question: codes(changes.map(({ question }) => question)),
    wave: codes(changes.flatMap(({ waveFrom, waveTo }) => [waveFrom, waveTo])),
  });
  return turns.map(rows, (row) => row);
}

const crosstab: Charted = {
  id: 'crosstab',
  row: crosstabRow,
  parameters: (({ layout: _layout, ...shape }) => shape)(crosstabParameters(['long'])),
  example: 'rows=gender&columns=voter-category',
  needsRecords: true,
  async prepare(context, request, selection) {
    const query = selection as CrosstabQuery & Paging & CheckedQuery;
    const { release, resource, records, plan } = await askedCrosstab(
      context,
      { view: request.view, params: request.params, signal: request.signal, query },
      '/crosstab',
    );
    const { rows, notes } = await crosstabRows(await computeCrosstab(records, plan, request.signal));
    const data: ChartData<CrosstabRow> = {
      ...surroundings(context, release.survey, resource, selection, {
        notes,
        confidence: plan.confidence,
      }),
      ...(await pageOf(rows, selection, resource)),
    };
    return {
      id: 'crosstab',
      resource,
      data,
      frame: async (look) => framed((await import('../charts/crosstab.ts')).drawCrosstab, data, look),
    };
  },
};

/** The resources that there are pictures of. */
export const CHARTED: readonly Charted[] = [
  ofFigures({
    id: 'estimates',
    row: estimateRow,
    parameters: estimatesParameters,
    example: 'question=need-to-align&wave=2012&audience=cio',
    rows: estimates,
    complete: asItIs<ChartData<EstimateRow>>,
    draw: async () => (await import('../charts/estimates.ts')).drawEstimates,
  }),
  ofFigures({
    id: 'gaps',
    row: gapRow,
    parameters: gapsParameters,
    example: 'question=need-to-align&wave=2012',
    rows: gaps,
    complete: asItIs<ChartData<GapRow>>,
    draw: async () => (await import('../charts/gaps.ts')).drawGaps,
  }),
  ofFigures({
    id: 'trends',
    row: trendRow,
    parameters: trendsParameters,
    example: 'question=need-to-align&audience=cio',
    rows: trends,
    complete: async (data: ChartData<TrendRow>, figures, query): Promise<TrendData> => {
      const audience = codes(data.rows.map((row) => row.audience));
      return { ...data, beside: await figuresBeside(data.rows, estimates, figures, { ...query, audience }) };
    },
    draw: async () => (await import('../charts/trends.ts')).drawTrends,
  }),
  ofFigures({
    id: 'gap-trends',
    row: gapTrendRow,
    parameters: gapTrendsParameters,
    example: 'question=need-to-align&between=cio,cmo',
    rows: gapTrends,
    complete: async (data: ChartData<GapTrendRow>, figures, query): Promise<GapTrendData> => ({
      ...data,
      beside: await figuresBeside(data.rows, gaps, figures, query),
    }),
    draw: async () => (await import('../charts/gap-trends.ts')).drawGapTrends,
  }),
  ofFigures({
    id: 'ranks',
    row: rankRow,
    parameters: ranksParameters,
    example: 'question=driver-ranks',
    rows: ranks,
    complete: asItIs<ChartData<RankRow>>,
    draw: async () => (await import('../charts/ranks.ts')).drawRanks,
  }),
  crosstab,
];
