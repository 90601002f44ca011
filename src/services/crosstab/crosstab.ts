import PQueue from 'p-queue';
import type { Method } from '../../schemas/results/common.ts';
import { CROSSTAB_MEASURES } from '../../schemas/results/crosstab.ts';
import { adjust } from '../../stats/adjust.ts';
import { ADJUSTMENTS, alphaOf } from '../inference-method.ts';
import { recordsMethod } from '../records/computed-figures.ts';
import { DIFFERENCE_METHOD, SMALL_COUNTS_METHOD } from '../records/compare.ts';
import { COMPUTED_INTERVAL_METHOD, lacksKappa, NO_KAPPA_METHOD } from '../records/precision.ts';
import type { Records } from '../records/records.ts';
import type { Block } from './block.ts';
import { compareColumns, comparesColumns, type ColumnComparison } from './comparisons.ts';
import { blockOf } from './kept-blocks.ts';
import type { CrosstabPlan } from './plan.ts';
import { tellSiblings } from './siblings.ts';

/** Everything that a crosstab is made of, before it becomes rows. */
export interface Crosstab {
  readonly plan: CrosstabPlan;
  readonly blocks: readonly Block[];
  readonly comparisons: readonly (ColumnComparison & { readonly pAdjusted: number | null })[];
  readonly method: Method;
}

/** Levels of capital and of small letters. */
export const ALPHAS = { strict: 0.05, loose: 0.1 };

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
  const adjusted = adjust(
    compared.map(({ pValue }) => pValue),
    plan.adjust,
  );
  const comparisons = compared.map((one, i) => ({ ...one, pAdjusted: adjusted[i] ?? null }));
  return { plan, blocks, comparisons, method: await methodOf(records, plan, blocks, comparisons) };
}

async function methodOf(
  records: Records,
  plan: CrosstabPlan,
  blocks: readonly Block[],
  comparisons: Crosstab['comparisons'],
): Promise<Method> {
  const { measure, confidence, weight, waves, conditions } = plan;
  const withoutKappa = blocks.some(({ cells }) =>
    cells.some(({ row, column, share, shown }) => {
      const isTotal = row.kind === 'total' || column.kind === 'total';
      return shown.reason === null && !isTotal && lacksKappa(share);
    }),
  );
  const tested = comparisons.filter(({ pValue }) => pValue !== null).length;
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
      ? `${DIFFERENCE_METHOD.test} ${SMALL_COUNTS_METHOD.test} Columns of one side in one row, covariance included; degrees of freedom of all respondents in the block.`
      : 'None: only columns of column percentages and of means are compared.',
    letters: `Capital letters: pAdjusted below ${ALPHAS.strict}; small letters: below ${ALPHAS.loose}.`,
    adjustment: ADJUSTMENTS[plan.adjust],
    familySize: tested,
    notTested: comparisons.length - tested,
    significant: `pAdjusted below ${alphaOf(confidence)}`,
  };
}
