import { z } from 'zod';
import { fieldsOf } from '../schemas/fields.ts';
import { ApiError } from '../errors/api-error.ts';
import type { Release } from '../repository/release.ts';
import { crosstabParameters } from '../schemas/crosstab-query.ts';
import { recordsReference } from '../schemas/query.ts';
import { Rows } from '../schemas/rows.ts';
import { objectMeta } from '../schemas/results/common.ts';
import {
  comparisonRow,
  comparisonsMeta,
  crosstabMeta,
  crosstabRow,
  crosstabSize,
} from '../schemas/results/crosstab.ts';
import { comparisonRows, crosstabRows } from '../services/crosstab/crosstab-rows.ts';
import { computeCrosstab } from '../services/crosstab/crosstab.ts';
import { planCrosstab, type CrosstabPlan, type CrosstabQuery } from '../services/crosstab/crosstab-plan.ts';
import { crosstabSizeOf } from '../services/crosstab/size.ts';
import { wideRows } from '../services/crosstab/wide-rows.ts';
import { parameterError } from '../errors/parameter-error.ts';
import type { Records } from '../services/records/records.ts';
import { invalidQuery } from '../errors/parameter-error.ts';
import type { CheckedQuery } from './address.ts';
import { sendObject, sendTable, type ServedResource, type RouteContext } from './answer.ts';
import { citable } from './citable.ts';
import { IN_RELEASE, resourceInRelease, type Addressed } from './release-resource.ts';
import type { App } from './route.ts';
import { listQuery, okResponse, presentation } from './schema.ts';
import { turns } from '../turns/turns.ts';

const LAYOUTS = ['long', 'wide'] as const;
const wideRow = z.record(z.string(), z.union([z.string(), z.number(), z.null()])).meta({
  id: 'CrosstabWideRow',
  description:
    'A row of `layout=wide`: `rowVariable`, `row`, `rowLabel`, `rowKind`, and a field for each column, named as in the head of a printed table: what is shown to people and the letter, `Always (A)`, the total without one; led by the variable where there are several (`voter-category:Always (A)`). Beside it `Always (A).letters` where columns are compared. `meta.columns` says which code each field is of. Below each variable of the rows stand its bases, with the `rowKind` `base`, `baseWeighted` and `baseEffective`.',
});

interface Asked {
  readonly resource: ServedResource;
  readonly records: Records;
  readonly plan: CrosstabPlan;
}

/** What its routes say of themselves. */
const OF_RECORDS = {
  ...IN_RELEASE,
  problems: [...IN_RELEASE.problems, 'no-records', 'unsafe-combination', 'unavailable'],
} as const;
const EXAMPLE = 'rows=q5&columns=voter-category';

/** The crosstab of a release that a query names. @throws ApiError `no-records`, `invalid-query` */
function planIn(
  { recordsOf, config }: RouteContext,
  release: Release,
  query: CrosstabQuery,
): { readonly records: Records; readonly plan: CrosstabPlan } {
  const records = recordsOf(release);
  if (records === null) {
    throw new ApiError(
      'no-records',
      `The release ${release.id}@${release.version} holds published figures and no records.`,
    );
  }
  return { records, plan: planCrosstab(records, query, config.MAX_CELLS) };
}

/** Everything that a request for a crosstab names, found. */
function ask(context: RouteContext, request: Addressed & { query: CrosstabQuery }, below: string): Asked {
  const { release, resource } = resourceInRelease(request, below);
  return { resource, ...planIn(context, release, request.query) };
}

export function crosstabRoutes(app: App, context: RouteContext): void {
  const { layout, ...shared } = crosstabParameters(LAYOUTS);
  const tableQuery = listQuery(crosstabRow, { ...shared, layout });
  const comparisonsQuery = listQuery(comparisonRow, shared);
  const sizeQuery = z.strictObject({ ...shared, ...presentation });
  const cited = <Query extends CrosstabQuery & CheckedQuery>(querystring: z.ZodType<Query>) =>
    citable(querystring, ({ release }, query) => {
      planIn(context, release, query);
      return query;
    });
  app.get(
    '/v1/surveys/:survey/crosstab',
    {
      config: {
        ...OF_RECORDS,
        computes: 'records',
        sends: 'table',
        example: `${EXAMPLE}&limit=2`,
        cited: cited(tableQuery),
      },
      schema: {
        operationId: 'getCrosstab',
        tags: ['Records'],
        summary: 'Rows by columns, weighted, with tests',
        description:
          'A table computed from respondents’ records: variables of the rows by variables of the columns, with totals, bases, intervals from the design of the sample, letters that say which columns differ, and a Rao–Scott test of each block in `meta.tests`. Variables are questions (`q5`), items of batteries (`q2.voting`), `wave` and `audience`. With commas they stand side by side; `a*b` nests b in a; a battery stands for all of its items.',
        params: recordsReference,
        querystring: tableQuery,
        response: okResponse(
          'The cells, row by row; with `layout=wide` one record a row.',
          z.object({ data: z.array(z.union([crosstabRow, wideRow])), meta: crosstabMeta }),
        ),
      },
    },
    async (request, reply) => {
      const { resource, records, plan } = ask(context, request, '/crosstab');
      const { query } = request;
      if (query.layout === 'wide' && query.sort) {
        const message = 'contradicts layout=wide, whose rows stand in the order of the codebook';
        throw invalidQuery([parameterError('query', 'sort', query.sort.join(','), message)]);
      }
      const crosstab = await computeCrosstab(records, plan);
      const { rows, notes, method, extra } = await crosstabRows(crosstab);
      const table =
        query.layout === 'wide'
          ? // Each row is asked for several times.
            wideRows(crosstab, Rows.of(await turns.map(rows, (row) => row)))
          : { rows, fields: fieldsOf(crosstabRow) };
      return sendTable(context, request, reply, resource, { ...table, notes, extra: { method, ...extra } });
    },
  );
  app.get(
    '/v1/surveys/:survey/crosstab/comparisons',
    {
      config: {
        ...OF_RECORDS,
        computes: 'records',
        sends: 'table',
        example: `${EXAMPLE}&limit=2`,
        cited: cited(comparisonsQuery),
      },
      schema: {
        operationId: 'listColumnComparisons',
        tags: ['Records'],
        summary: 'Every pair of columns of a crosstab, tested',
        description:
          'The tests behind the letters of a crosstab, one pair of columns of one row a record: the difference with its interval, t, and p-values. Columns of `column-percent` and `mean` are compared.',
        params: recordsReference,
        querystring: comparisonsQuery,
        response: okResponse(
          'The pairs, row by row.',
          z.object({ data: z.array(comparisonRow), meta: comparisonsMeta }),
        ),
      },
    },
    async (request, reply) => {
      const { resource, records, plan } = ask(context, request, '/crosstab/comparisons');
      const { rows, notes, method, extra } = comparisonRows(await computeCrosstab(records, plan));
      const fields = fieldsOf(comparisonRow);
      return sendTable(context, request, reply, resource, {
        rows,
        fields,
        notes,
        extra: { method, ...extra },
      });
    },
  );
  app.get(
    '/v1/surveys/:survey/crosstab/size',
    {
      config: {
        ...OF_RECORDS,
        sends: 'object',
        example: `${EXAMPLE}&filter=gender:female`,
        cited: cited(sizeQuery),
      },
      schema: {
        operationId: 'getCrosstabSize',
        tags: ['Records'],
        summary: 'How large a crosstab would be',
        description:
          'Rows, columns and cells of a crosstab and the respondents within its filters, before it is computed.',
        params: recordsReference,
        querystring: sizeQuery,
        response: okResponse('The size.', z.object({ data: crosstabSize, meta: objectMeta })),
      },
    },
    async (request, reply) => {
      const { resource, records, plan } = ask(context, request, '/crosstab/size');
      const data = await crosstabSizeOf(records, plan, context.config.MAX_CELLS);
      return sendObject(context, request, reply, resource, { data, fields: fieldsOf(crosstabSize) });
    },
  );
}
