import { z } from 'zod';
import type { ChartId } from '../charts/index.ts';
import type { Release } from '../repository/release.ts';
import { surveyReference, type FigureQuery, type Paging } from '../schemas/query.ts';
import { fieldsOf } from '../schemas/fields.ts';
import type { ProblemCode } from '../errors/api-error.ts';
import { Rows, tableOf } from '../schemas/rows.ts';
import { figuresMeta, releaseListMeta } from '../schemas/results/common.ts';
import type { FigureTable } from '../services/tables/figure-table.ts';
import type { ReleaseFigures } from '../services/figures/release-figures.ts';
import { wordingOf } from '../services/figures/words.ts';
import { checkCodes } from '../services/figures/check-codes.ts';
import type { CheckedQuery } from './address.ts';
import { CHARTED_VARIANT, sendTable, type RouteContext } from './answer.ts';
import { citable } from './citable.ts';
import { IN_RELEASE, resourceInRelease } from './release-resource.ts';
import type { App } from './route.ts';
import { listQuery, okResponse, presentation, rowsOf, type OperationDoc } from './schema.ts';

/** A table that a release answers with: what it is called, what its rows are, and who computes them. */
interface ReleaseTable<Row extends z.ZodObject> extends OperationDoc {
  /** Path below the survey, such as `/gaps`. */
  readonly below: string;
  readonly row: Row;
  /** The query of the request whose answer the OpenAPI document shows; left out, there is none. */
  readonly example?: string;
  readonly answers: string;
  /** The problems that it can answer with; left out, those of every address of a release. */
  readonly problems?: readonly ProblemCode[];
  /** What it is drawn as, where there is a picture of it. */
  readonly chart?: ChartId;
  /** The path; left out, that of any survey. */
  readonly params?: typeof surveyReference;
}

type TableQuery = FigureQuery & Paging & CheckedQuery;
/** `never` for a query that holds a parameter which nobody heeds, beside what picks figures and further ones. */
export type Heeded<Query, Further = keyof Paging | keyof typeof presentation> =
  Exclude<keyof Query, keyof FigureQuery | Further> extends never ? unknown : never;

function register<Row extends z.ZodObject>(
  app: App,
  context: RouteContext,
  querystring: z.ZodType<TableQuery>,
  meta: z.ZodObject,
  {
    below,
    row,
    answers,
    example = '',
    problems = IN_RELEASE.problems,
    params = surveyReference,
    chart,
    ...doc
  }: ReleaseTable<Row>,
  compute: (release: Release, query: FigureQuery) => Promise<Partial<FigureTable<z.infer<Row>>>>,
): void {
  app.get(
    `/v1/surveys/:survey${below}`,
    {
      config: {
        ...IN_RELEASE,
        problems,
        ...(chart === undefined ? {} : CHARTED_VARIANT),
        ...(meta !== releaseListMeta ? { computes: 'figures' as const } : {}),
        sends: 'table',
        example,
        cited: citable(querystring, ({ release }, query) => {
          checkCodes(release, query, context.recordsOf(release));
          return query;
        }),
      },
      schema: {
        ...doc,
        params,
        querystring,
        response: okResponse(answers, z.object({ data: rowsOf(row), meta }), chart !== undefined),
      },
    },
    async (request, reply) => {
      const { release, resource } = await resourceInRelease(request, below);
      const { query } = request;
      checkCodes(release, query, context.recordsOf(release));
      const { rows = Rows.of([]), method, notes = [], extra } = await compute(release, query);
      return sendTable(context, request, reply, resource, {
        ...tableOf(row, rows),
        wording: wordingOf(release, fieldsOf(row)),
        chart: chart && { id: chart, survey: release.survey },
        notes,
        extra: { ...(method ? { method } : {}), ...extra },
      });
    },
  );
}

/** Registers a table of figures, which says how they were made. */
export function figuresRoute<Row extends z.ZodObject, Query extends TableQuery>(
  app: App,
  context: RouteContext,
  table: ReleaseTable<Row> & {
    readonly querystring: z.ZodType<Query> & Heeded<Query>;
    readonly meta?: z.ZodObject;
    readonly rows: (
      figures: ReleaseFigures,
      query: FigureQuery,
    ) => FigureTable<z.infer<Row>> | Promise<FigureTable<z.infer<Row>>>;
    /** Which figures are needed, where it is not those that the query names. */
    readonly needs?: (release: Release, query: FigureQuery) => FigureQuery;
  },
): void {
  const { querystring, meta = figuresMeta, rows, needs, ...rest } = table;
  register(app, context, querystring, meta, rest, async (release, query) => {
    const figures = await context.computed.of(release, needs ? needs(release, query) : query);
    return rows(figures, query);
  });
}

/** Registers a list of what a release is made of. */
export function codeListRoute<Row extends z.ZodObject>(
  app: App,
  context: RouteContext,
  table: ReleaseTable<Row> & {
    readonly rows: (release: Release) => readonly z.infer<Row>[] | Promise<readonly z.infer<Row>[]>;
  },
): void {
  const { rows, ...rest } = table;
  register(app, context, listQuery(rest.row, {}), releaseListMeta, rest, async (release) => ({
    rows: Rows.of(await rows(release)),
  }));
}
