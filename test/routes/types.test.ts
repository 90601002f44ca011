import { describe, expectTypeOf, test } from 'vitest';
import { gapRow } from '../../src/schemas/results/gap.ts';
import type { FigureQuery, Paging } from '../../src/schemas/query.ts';
import { Rows, tableOf } from '../../src/schemas/rows.ts';
import { gaps } from '../../src/services/figures/gaps.ts';
import type { CrosstabQuery } from '../../src/services/crosstab/crosstab-plan.ts';
import type { App } from '../../src/routes/route.ts';
import { missing } from '../../src/routes/calculator-query.ts';
import { listQuery } from '../../src/routes/schema.ts';
import { figureParameters, pairParameters } from '../../src/schemas/query.ts';

/** What `tsc` holds, which checks the tests too: each line that must not compile says so. Nothing here is run. */
describe('types go from the schemas to the handlers', () => {
  test('the query of the services is what the schemas let through', () => {
    expectTypeOf<FigureQuery['between']>().toEqualTypeOf<readonly string[] | undefined>();
    expectTypeOf<FigureQuery['confidence']>().toEqualTypeOf<number | undefined>();
    expectTypeOf<FigureQuery['quantile']>().toEqualTypeOf<readonly number[] | undefined>();
    expectTypeOf<Paging['limit']>().toEqualTypeOf<number | 'all' | undefined>();
    expectTypeOf<CrosstabQuery['rows']>().toEqualTypeOf<readonly string[]>();
    // @ts-expect-error there is no such parameter
    expectTypeOf<FigureQuery['betwixt']>().toBeAny();
  });

  test('a handler has the parameters of its own schemas, and no others', () => {
    const routes = (app: App) =>
      app.get(
        '/x/:survey',
        { schema: { querystring: listQuery(gapRow, { ...figureParameters, ...pairParameters }) } },
        ({ query, params }) => {
          expectTypeOf(query.between).toEqualTypeOf<string[] | undefined>();
          expectTypeOf(query.limit).toEqualTypeOf<number | 'all'>();
          // @ts-expect-error of a parameter that the schema does not have
          void query.betwixt;
          // @ts-expect-error of a route without a schema of its path nothing is known
          void params.survey;
        },
      );
    expectTypeOf(routes).toBeFunction();
  });

  test('rows are what the schema of a row says', () => {
    expectTypeOf(gaps).returns.toHaveProperty('rows');
    // @ts-expect-error a gap is more than its question
    const table = () => tableOf(gapRow, Rows.of([{ question: 'q' }]));
    expectTypeOf(table).toBeFunction();
  });

  test('what is missing is asked for by the name of a parameter', () => {
    // @ts-expect-error there is no such parameter
    const wrong = () => missing({ percentA: 1, nA: 1 }, ['percentB']);
    expectTypeOf(wrong).toBeFunction();
  });
});
