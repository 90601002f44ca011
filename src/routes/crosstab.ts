import { z } from 'zod';
import { fieldsOf } from '../schemas/fields.ts';
import type { Release } from '../repository/release.ts';
import { crosstabParameters } from '../schemas/crosstab-query.ts';
import { recordsReference, type Paging } from '../schemas/query.ts';
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
import { gridFault, gridRows } from '../services/crosstab/grid-rows.ts';
import { wideRows } from '../services/crosstab/wide-rows.ts';
import { parameterError } from '../errors/parameter-error.ts';
import type { Records } from '../services/records/records.ts';
import { invalidQuery } from '../errors/parameter-error.ts';
import type { CheckedQuery } from './address.ts';
import { CHARTED_VARIANT, sendObject, sendTable, type ServedResource, type RouteContext } from './answer.ts';
import { citable } from './citable.ts';
import { IN_RECORDS, recordsIn } from './records-in.ts';
import { resourceInRelease, type Addressed } from './release-resource.ts';
import type { App } from './route.ts';
import { chartedQuery, listQuery, okResponse, presentation, rowsOf, rowOf } from './schema.ts';
import { turns } from '../turns/turns.ts';

const LAYOUTS = ['long', 'wide', 'grid'] as const;
const wideRow = z.record(z.string(), z.union([z.string(), z.number(), z.null()])).meta({
  id: 'CrosstabWideRow',
  description:
    'A row of `layout=wide` or `layout=grid`. Of `wide`: `rowVariable`, `rowVariableLabel`, `row`, `rowLabel`, `rowKind`, and a field for each column, named as in the head of a printed table: what is shown to people and the letter, `Always (A)`, the total without one; led by the variable where there are several (`voter-category:Always (A)`). Beside it `Always (A).letters` where columns are compared, and `Always (A).baseFlag` where a base of the column is small. `meta.columns` says which code each field is of. Below each variable of the rows stand its bases, with the `rowKind` `base`, `baseWeighted` and `baseEffective`; below the items of a question those of them all, and where there are none of them all the `base` of each item. Of `grid`: the same names, a field for each answer, named likewise, and the fields `Base, unweighted`, `Base, weighted`, `Base, effective` and `Base flag`.',
});

interface Asked {
  readonly release: Release;
  readonly resource: ServedResource;
  readonly records: Records;
  readonly plan: CrosstabPlan;
}

const EXAMPLE = 'rows=q5&columns=voter-category';

/** The crosstab of a release that a query names. @throws ApiError `no-records`, `invalid-query` */
function planIn(
  context: RouteContext,
  release: Release,
  query: CrosstabQuery,
): { readonly records: Records; readonly plan: CrosstabPlan } {
  const records = recordsIn(context, release);
  return { records, plan: planCrosstab(records, query, context.config.MAX_CELLS) };
}

/** Refuses what says something of the cells as records. @throws ApiError `invalid-query` */
function refuseInWide(
  layout: string,
  { sort, fields, format }: Pick<Paging, 'sort' | 'fields'> & { readonly format?: string | undefined },
): void {
  const faults = [
    sort &&
      parameterError(
        'query',
        'sort',
        sort.join(','),
        `contradicts layout=${layout}, whose rows stand in the order of the codebook`,
      ),
    fields &&
      parameterError(
        'query',
        'fields',
        fields.join(','),
        `contradicts layout=${layout}, whose columns are those of the table`,
      ),
    // A chart is made of the cells.
    format === 'vega-lite'
      ? parameterError(
          'query',
          'layout',
          layout,
          'contradicts format=vega-lite, which draws the cells of layout=long',
          ['long'],
        )
      : undefined,
  ].filter((fault) => fault !== undefined);
  if (faults.length > 0) throw invalidQuery(faults);
}

/** Everything that a request for a crosstab names, found. */
export async function askedCrosstab(
  context: RouteContext,
  request: Addressed & { query: CrosstabQuery },
  below: string,
): Promise<Asked> {
  const { release, resource } = await resourceInRelease(request, below);
  return { release, resource, ...planIn(context, release, request.query) };
}

export function crosstabRoutes(app: App, context: RouteContext): void {
  const { layout, ...shared } = crosstabParameters(LAYOUTS);
  const tableQuery = chartedQuery(crosstabRow, { ...shared, layout });
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
        ...IN_RECORDS,
        ...CHARTED_VARIANT,
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
          'A table computed from respondents’ records: variables of the rows by variables of the columns, with totals, bases, intervals from the design of the sample, letters that say which columns differ, and a Rao–Scott test of each block in `meta.tests`. Variables are questions (`q5`), items of batteries (`q2.voting`), `wave` and `audience`. With commas they stand side by side; `a*b` nests b in a. A question with items (`q19`) stands for all of them: where each has one row (a choice among several, means) the items are rows of the question, where each has several (a scale) an item is a variable of its own; below them stands one base in the place of their totals, null with `bases-differ` where the items were not answered by the same respondents. In columns the items of a choice among several are columns of the question. Every cell is that of the item named alone.',
        params: recordsReference,
        querystring: tableQuery,
        response: okResponse(
          'The cells, row by row; with `layout=wide` one record a row, with `layout=grid` one an item.',
          z.object({ data: z.array(z.union([rowOf(crosstabRow), wideRow])), meta: crosstabMeta }),
          true,
        ),
      },
    },
    async (request, reply) => {
      const { release, resource, records, plan } = await askedCrosstab(context, request, '/crosstab');
      const { query } = request;
      const { layout: asked } = query;
      if (asked !== 'long')
        refuseInWide(asked, {
          ...query,
          format: query.format ?? CHARTED_VARIANT.variant(request.headers.accept) ?? undefined,
        });
      const fault = asked === 'grid' ? gridFault(plan) : null;
      if (fault) throw invalidQuery([fault]);
      const crosstab = await computeCrosstab(records, plan, request.signal);
      const long = await crosstabRows(crosstab);
      const { rows, notes, method, extra } = long;
      if (asked === 'grid') {
        const { columns, ...grid } = gridRows(plan, long);
        return sendTable(context, request, reply, resource, {
          ...grid,
          notes,
          extra: { method, ...extra, columns },
        });
      }
      const table =
        asked === 'wide'
          ? // Each row is asked for several times.
            await wideRows(crosstab, { ...long, rows: Rows.of(await turns.map(rows, (row) => row)) })
          : { rows, fields: fieldsOf(crosstabRow) };
      return sendTable(context, request, reply, resource, {
        ...table,
        notes,
        extra: { method, ...extra },
        chart: asked === 'long' ? { id: 'crosstab', survey: release.survey } : undefined,
      });
    },
  );
  app.get(
    '/v1/surveys/:survey/crosstab/comparisons',
    {
      config: {
        ...IN_RECORDS,
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
          z.object({ data: rowsOf(comparisonRow), meta: comparisonsMeta }),
        ),
      },
    },
    async (request, reply) => {
      const { resource, records, plan } = await askedCrosstab(context, request, '/crosstab/comparisons');
      const { rows, notes, method, extra } = await comparisonRows(
        await computeCrosstab(records, plan, request.signal),
      );
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
        ...IN_RECORDS,
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
      const { resource, records, plan } = await askedCrosstab(context, request, '/crosstab/size');
      const data = await crosstabSizeOf(records, plan, context.config.MAX_CELLS, request.signal);
      return sendObject(context, request, reply, resource, { data, fields: fieldsOf(crosstabSize) });
    },
  );
}
