import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Release } from '../repository/release.ts';
import { listParameters, surveyReference, type FigureQuery } from '../schemas/query.ts';
import { figuresMeta, releaseListMeta } from '../schemas/results/common.ts';
import type { FigureTable } from '../services/estimates.ts';
import { checkCodes } from '../services/select.ts';
import { sendTable, type RouteContext } from './answer.ts';
import { placeInRelease } from './release-place.ts';
import { format, okResponse, type OperationDoc } from './schema.ts';

/** A table that a release answers with: what it is called, what its rows are, and who computes them. */
interface ReleaseTable<Row> extends OperationDoc {
  /** Path below the survey, such as `/gaps`. */
  readonly below: string;
  readonly row: z.ZodObject;
  readonly answers: string;
  readonly rows: (release: Release, query: FigureQuery) => FigureTable<Row> | readonly Row[];
}

function register<Row extends Readonly<Record<string, unknown>>>(
  app: FastifyInstance,
  context: RouteContext,
  parameters: z.ZodRawShape,
  meta: z.ZodObject,
  { below, row, answers, rows, ...doc }: ReleaseTable<Row>,
): void {
  const fields = Object.keys(row.shape);
  app.get(
    `/v1/surveys/:survey${below}`,
    {
      schema: {
        ...doc,
        params: surveyReference,
        querystring: z.strictObject({ ...parameters, ...listParameters(row), format }),
        response: okResponse(answers, z.object({ data: z.array(row), meta })),
      },
    },
    (request, reply) => {
      const { release, place } = placeInRelease(context, request, below);
      const query = request.query as FigureQuery;
      checkCodes(release, query);
      const table = rows(release, query);
      if (!('rows' in table)) return sendTable(context, request, reply, place, { rows: table, fields });
      const { method, notes, extra } = table;
      return sendTable(context, request, reply, place, {
        rows: table.rows,
        fields,
        notes,
        extra: { method, ...extra },
      });
    },
  );
}

/** Registers a table of figures, which says how they were made. */
export function figuresRoute<Row extends Readonly<Record<string, unknown>>>(
  app: FastifyInstance,
  context: RouteContext,
  table: ReleaseTable<Row> & { readonly parameters: z.ZodRawShape; readonly meta?: z.ZodObject },
): void {
  const { parameters, meta = figuresMeta, ...rest } = table;
  register(app, context, parameters, meta, rest);
}

/** Registers a list of what a release is made of. */
export function codeListRoute<Row extends Readonly<Record<string, unknown>>>(
  app: FastifyInstance,
  context: RouteContext,
  table: ReleaseTable<Row>,
): void {
  register(app, context, {}, releaseListMeta, table);
}
