import type { Records } from '../records/records.ts';
import { computeBlock, type Block } from './block.ts';
import { computePerturbedBlock } from './perturbed-block.ts';
import type { CrosstabPlan } from './crosstab-plan.ts';
import type { Side } from './sides.ts';

/**
 * Counts one block by the method that the survey protects small numbers with.
 *
 * @param signal ends the counting
 */
export function makeBlock(
  records: Records,
  plan: CrosstabPlan,
  rows: Side,
  columns: Side | null,
  signal?: AbortSignal,
): Promise<Block> {
  const compute = records.noise === null ? computeBlock : computePerturbedBlock;
  return compute(records, plan, rows, columns, signal);
}
