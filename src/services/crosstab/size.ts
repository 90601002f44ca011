import type { z } from 'zod';
import type { crosstabSize } from '../../schemas/results/crosstab.ts';
import { reasonsFor } from '../tables/reasons.ts';
import type { Records } from '../records/records.ts';
import { makeBlock } from './make-block.ts';
import type { CrosstabPlan } from './crosstab-plan.ts';
import { columnPanels, rowPanels, type Panel } from './panels.ts';
import { assertServed } from './served.ts';
import type { Side } from './sides.ts';

const NO_SIDE: Side = { id: '', label: null, variables: [], entries: [], battery: null };

/** How many cells a crosstab would have, and how many respondents are within its filters. @param signal ends the counting */
export async function crosstabSizeOf(
  records: Records,
  plan: CrosstabPlan,
  maximumCells: number,
  signal?: AbortSignal,
): Promise<z.infer<typeof crosstabSize>> {
  await assertServed(records, plan);
  const count = (panels: readonly Panel[]): number =>
    panels.reduce((sum, { lines }) => sum + lines.length, 0);
  const [rows, columns] = [count(rowPanels(plan)), count(columnPanels(plan))];
  const { cells } = await makeBlock(records, { ...plan, measure: 'count' }, NO_SIDE, null, signal);
  const [all] = cells;
  const respondents = all?.countShown ? all.cell.n : null;
  return {
    rows,
    columns,
    cells: rows * columns,
    largestTable: plan.cells,
    maximumCells,
    respondents,
    reasons: reasonsFor({ respondents: respondents === null ? 'suppressed-disclosure' : null }),
  };
}
