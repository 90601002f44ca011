import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { fieldsOf } from '../schemas/fields.ts';
import type { Release } from '../repository/release.ts';
import { listParameters, surveyReference, type FigureQuery } from '../schemas/query.ts';
import { Rows } from '../schemas/rows.ts';
import { figuresMeta, releaseListMeta } from '../schemas/results/common.ts';
import type { FigureTable } from '../services/estimates.ts';
import type { ReleaseFigures } from '../services/release-figures.ts';
import { checkCodes } from '../services/select.ts';
import { sendTable, type RouteContext } from './answer.ts';
import { placeInRelease } from './release-place.ts';
import { okResponse, presentation, type OperationDoc } from './schema.ts';

/** A table that a release answers with: what it is called, what its rows are, and who computes them. */
interface ReleaseTable extends OperationDoc {
  /** Path below the survey, such as `/gaps`. */
  readonly below: string;
  readonly row: z.ZodObject;
  readonly answers: string;
}

type Row = Readonly<Record<string, unknown>>;

function register(
  app: FastifyInstance,
  context: RouteContext,
  parameters: z.ZodRawShape,
  meta: z.ZodObject,
  { below, row, answers, ...doc }: ReleaseTable,
  compute: (release: Release, query: FigureQuery) => Promise<Partial<FigureTable<Row>>>,
): void {
  const fields = fieldsOf(row);
  app.get(
    `/v1/surveys/:survey${below}`,
    {
      schema: {
        ...doc,
        params: surveyReference,
        querystring: z.strictObject({ ...parameters, ...listParameters(row), ...presentation }),
        response: okResponse(answers, z.object({ data: z.array(row), meta })),
      },
    },
    async (request, reply) => {
      const { release, place } = placeInRelease(request, below);
      const query = request.query as FigureQuery;
      checkCodes(release, query);
      const { rows = Rows.of<Row>([]), method, notes = [], extra } = await compute(release, query);
      return sendTable(context, request, reply, place, {
        rows,
        fields,
        notes,
        extra: { ...(method ? { method } : {}), ...extra },
      });
    },
  );
}

/** Registers a table of figures, which says how they were made. */
export function figuresRoute(
  app: FastifyInstance,
  context: RouteContext,
  table: ReleaseTable & {
    readonly parameters: z.ZodRawShape;
    readonly meta?: z.ZodObject;
    readonly rows: (figures: ReleaseFigures, query: FigureQuery) => FigureTable<Row>;
    /** Which figures are needed, where it is not those that the query names. */
    readonly needs?: (release: Release, query: FigureQuery) => FigureQuery;
  },
): void {
  const { parameters, meta = figuresMeta, rows, needs, ...rest } = table;
  register(app, context, parameters, meta, rest, async (release, query) => {
    const figures = await context.computed.of(release, needs ? needs(release, query) : query);
    return rows(figures, query);
  });
}

/** Registers a list of what a release is made of. */
export function codeListRoute(
  app: FastifyInstance,
  context: RouteContext,
  table: ReleaseTable & { readonly rows: (release: Release) => readonly Row[] | Promise<readonly Row[]> },
): void {
  const { rows, ...rest } = table;
  register(app, context, {}, releaseListMeta, rest, async (release) => ({
    rows: Rows.of(await rows(release)),
  }));
}
