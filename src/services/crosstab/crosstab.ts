import PQueue from 'p-queue';
import type { Method } from '../../schemas/results/common.ts';
import { CROSSTAB_MEASURES, FAMILIES } from '../../schemas/results/crosstab.ts';
import { ADJUSTMENTS, alphaOf } from '../tables/adjustment.ts';
import { recordsMethod } from '../records/method.ts';
import { DIFFERENCE_METHOD, SMALL_COUNTS_METHOD } from '../records/compare.ts';
import { COMPUTED_INTERVAL_METHOD, lacksKappa, NO_KAPPA_METHOD } from '../records/precision.ts';
import type { Records } from '../records/records.ts';
import type { Block } from './block.ts';
import { compareColumns, comparesColumns } from './comparisons.ts';
import { adjustInFamilies, familiesOf, type AdjustedComparison } from './families.ts';
import { blockOf } from './kept-blocks.ts';
import type { CrosstabPlan } from './plan.ts';
import { tellSiblings } from './siblings.ts';

/** Everything that a crosstab is made of, before it becomes rows. */
export interface Crosstab {
  readonly plan: CrosstabPlan;
  readonly blocks: readonly Block[];
  readonly comparisons: readonly AdjustedComparison[];
  readonly method: Method;
}

const BLOCKS_AT_ONCE = 4;

/** Counts and compares: each side of the rows with each side of the columns. */
export async function computeCrosstab(records: Records, plan: CrosstabPlan): Promise<Crosstab> {
  const columns = plan.columns.length === 0 ? [null] : plan.columns;
  // One request takes a few places of the engine at a time: its own blocks must not fill the line.
  const queue = new PQueue({ concurrency: BLOCKS_AT_ONCE });
  const blocks = await queue.addAll(
    plan.rows.flatMap((row) => columns.map((column) => () => blockOf(records, plan, row, column))),
  );
  for (const block of blocks) await tellSiblings(records, plan, block);
  const compared = blocks.flatMap((block) => compareColumns(block, plan));
  const comparisons = adjustInFamilies(compared, plan);
  return { plan, blocks, comparisons, method: await methodOf(records, plan, blocks, comparisons) };
}

/** What letters mean, as they were set. */
function lettersMethod({ lettersAt: [capital = 0, small] }: CrosstabPlan): string {
  const at = `Capital letters: larger than the column of the letter with pAdjusted below ${alphaOf(capital)}`;
  return small === undefined ? `${at}; no small letters.` : `${at}; small letters: below ${alphaOf(small)}.`;
}

async function methodOf(
  records: Records,
  plan: CrosstabPlan,
  blocks: readonly Block[],
  comparisons: Crosstab['comparisons'],
): Promise<Method> {
  const { measure, confidence, weight, waves, conditions, family } = plan;
  const withoutKappa = blocks.some(({ cells }) =>
    cells.some(({ row, column, share, shown }) => {
      const isTotal = row.kind === 'total' || column.kind === 'total';
      return shown.reason === null && !isTotal && lacksKappa(share);
    }),
  );
  const tested = comparisons.filter(({ pValue }) => pValue !== null);
  const sizes = familiesOf(tested, family).map(({ length }) => length);
  return {
    ...recordsMethod(records, weight, await records.sample(weight)),
    measure: `${measure}: ${CROSSTAB_MEASURES[measure]}`,
    base: 'Respondents with an answer to the variables of the rows and of the columns, within the filters.',
    waves: waves === null ? 'one' : waves.join(', '),
    filters: conditions.length === 0 ? 'none' : `${conditions.length}, all of which a respondent fits`,
    confidence,
    interval: `${COMPUTED_INTERVAL_METHOD}${withoutKappa ? ` ${NO_KAPPA_METHOD}` : ''} Means and counts: t.`,
    test: 'Rao–Scott, second order: F of Pearson’s chi-squared on the weighted shares (Rao & Scott 1984; Thomas & Rao 1987).',
    comparisons: comparesColumns(plan)
      ? `${DIFFERENCE_METHOD.test} ${SMALL_COUNTS_METHOD.test} Columns of one side in one row, covariance included; degrees of freedom of all respondents in the block. Answers are held against each other, and a subtotal against columns that it has no part in common with.`
      : 'None: only columns of column percentages and of means are compared.',
    letters: lettersMethod(plan),
    lettersAt: plan.lettersAt.join(', '),
    adjustment: ADJUSTMENTS[plan.adjust],
    family: `${family}: ${FAMILIES[family]}`,
    families: sizes.length,
    familySize: Math.max(0, ...sizes),
    tested: tested.length,
    notTested: comparisons.length - tested.length,
    significant: `pAdjusted below ${alphaOf(confidence)}`,
  };
}
