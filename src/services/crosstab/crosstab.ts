import PQueue from 'p-queue';
import type { Method } from '../../schemas/results/common.ts';
import { recordsMethod } from '../records/method.ts';
import type { Records } from '../records/records.ts';
import type { Block } from './block.ts';
import { compareColumns } from './comparisons.ts';
import { crosstabMethod } from './crosstab-method.ts';
import { adjustInFamilies, type AdjustedComparison } from './families.ts';
import { blockOf } from './kept-blocks.ts';
import type { CrosstabPlan } from './crosstab-plan.ts';
import { assertServed } from './served.ts';
import type { BaseThresholds } from '../tables/base-flag.ts';
import { tellSiblings } from './siblings.ts';
import { turns } from '../../turns/turns.ts';

/** Everything that a crosstab is made of, before it becomes rows. */
export interface Crosstab {
  readonly plan: CrosstabPlan;
  readonly blocks: readonly Block[];
  readonly comparisons: readonly AdjustedComparison[];
  readonly method: Method;
  /** Which bases are marked. */
  readonly bases: BaseThresholds;
}

const BLOCKS_AT_ONCE = 4;

/**
 * Counts and compares: each side of the rows with each side of the columns.
 *
 * @param signal aborted when who asks leaves: what nobody else waits for is then counted no further
 * @throws ApiError `unsafe-combination`; the reason of the signal
 */
export async function computeCrosstab(
  records: Records,
  plan: CrosstabPlan,
  signal?: AbortSignal,
): Promise<Crosstab> {
  await assertServed(records, plan);
  const columns = plan.columns.length === 0 ? [null] : plan.columns;
  // One request takes a few slots of the engine at a time: its own blocks must not fill the line.
  const queue = new PQueue({ concurrency: BLOCKS_AT_ONCE });
  const blocks = await queue.addAll(
    plan.rows.flatMap((row) => columns.map((column) => () => blockOf(records, plan, row, column, signal))),
  );
  for (const block of blocks) await tellSiblings(records, plan, block, signal);
  const compared = await turns.flatMap(blocks, (block) => compareColumns(block, plan));
  const comparisons = await adjustInFamilies(compared, plan);
  const sample = await records.sample(plan.weight);
  return {
    plan,
    blocks,
    comparisons,
    bases: records.survey.bases,
    method: await crosstabMethod(
      plan,
      blocks,
      comparisons,
      recordsMethod(records, plan.weight, sample),
      sample,
      records.survey.bases,
    ),
  };
}
