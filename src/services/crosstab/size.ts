import type { z } from 'zod';
import type { crosstabSize } from '../../schemas/results/crosstab.ts';
import { reasonsFor } from '../tables/reasons.ts';
import type { Records } from '../records/records.ts';
import { makeBlock } from './make-block.ts';
import type { CrosstabPlan } from './crosstab-plan.ts';
import { assertServed } from './served.ts';
import type { Side } from './sides.ts';

const NO_SIDE: Side = { id: '', variables: [], entries: [] };

/** How many cells a crosstab would have, and how many respondents are within its filters. */
export async function crosstabSizeOf(
  records: Records,
  plan: CrosstabPlan,
  maximumCells: number,
): Promise<z.infer<typeof crosstabSize>> {
  await assertServed(records, plan);
  const lines = (sides: readonly Side[]): number[] => sides.map(({ entries }) => entries.length + 1);
  const rows = plan.measure === 'mean' ? plan.rows.map(() => 1) : lines(plan.rows);
  const columns = plan.columns.length === 0 ? [1] : lines(plan.columns);
  const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
  const { cells } = await makeBlock(records, { ...plan, measure: 'count' }, NO_SIDE, null);
  const [all] = cells;
  const respondents = all?.countShown ? all.cell.n : null;
  return {
    rows: sum(rows),
    columns: sum(columns),
    cells: sum(rows) * sum(columns),
    largestTable: plan.cells,
    maximumCells,
    respondents,
    reasons: reasonsFor({ respondents: respondents === null ? 'suppressed-disclosure' : null }),
  };
}
