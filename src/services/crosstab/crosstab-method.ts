import type { Method } from '../../schemas/results/common.ts';
import { CROSSTAB_MEASURES, FAMILIES } from '../../schemas/results/crosstab.ts';
import {
  LINEARISED_DIFFERENCE_METHOD,
  hasSmallCounts,
  SMALL_COUNTS_METHOD,
} from '../records/compare-estimates.ts';
import { PERTURBED_DIFFERENCE_METHOD, PERTURBED_INTERVAL_METHOD } from '../records/perturbed/combine.ts';
import { NO_SAMPLING_ERROR } from '../records/method.ts';
import {
  COMPUTED_INTERVAL_METHOD,
  lacksKappa,
  NO_KAPPA_METHOD,
  T_INTERVAL_METHOD,
} from '../records/precision.ts';
import type { Sample } from '../records/sample.ts';
import { ADJUSTMENTS, alphaOf } from '../tables/adjustment.ts';
import { baseFlagMethod, type BaseThresholds } from '../tables/base-flag.ts';
import { turns } from '../../turns/turns.ts';
import type { Block } from './block.ts';
import { comparesColumns } from './comparisons.ts';
import { familiesOf, type AdjustedComparison } from './families.ts';
import { INDEPENDENCE_METHOD, testIndependence } from './independence.ts';
import type { CrosstabPlan } from './crosstab-plan.ts';

/** What letters mean, as they were set. */
function lettersMethod({ lettersAt: [capital = 0, small] }: CrosstabPlan): string {
  const at = `Capital letters: larger than the column of the letter with pAdjusted below ${alphaOf(capital)}`;
  return small === undefined ? `${at}; no small letters.` : `${at}; small letters: below ${alphaOf(small)}.`;
}

async function intervalMethod({ measure }: CrosstabPlan, blocks: readonly Block[]): Promise<string> {
  if (measure === 'count' || measure === 'mean') return T_INTERVAL_METHOD;
  const cells = await turns.flatMap(blocks, (block) => block.cells);
  const withoutKappa = await turns.some(cells, ({ row, column, share, shown }) => {
    const isTotal = row.kind === 'total' || column.kind === 'total';
    return shown.reason === null && !isTotal && lacksKappa(share);
  });
  return withoutKappa ? `${COMPUTED_INTERVAL_METHOD} ${NO_KAPPA_METHOD}` : COMPUTED_INTERVAL_METHOD;
}

const NOT_COMPARED = 'None: only columns of column percentages and of means are compared.';
const NO_PAIRS = 'None: there are no two columns to compare.';

async function comparisonsMethod(
  comparisons: readonly AdjustedComparison[],
  { kind }: Sample,
): Promise<string> {
  const isSmall = await turns.some(
    comparisons,
    ({ a, b, reason }) => reason === null && hasSmallCounts(a.share, b.share),
  );
  const df =
    kind === 'replicates'
      ? 'the degrees of freedom of the replicate weights'
      : 'degrees of freedom of all respondents in the block';
  return `${LINEARISED_DIFFERENCE_METHOD.test} ${isSmall ? `${SMALL_COUNTS_METHOD.test} ` : ''}Columns of one side in one row, covariance included; ${df}. Answers are held against each other, and a subtotal against columns that it has no part in common with.`;
}

/** Sentences about errors of perturbed counts. */
function perturbedErrors(plan: CrosstabPlan, comparisons: readonly AdjustedComparison[]) {
  const { interval, test } = PERTURBED_DIFFERENCE_METHOD;
  const why = comparesColumns(plan) ? NO_PAIRS : NOT_COMPARED;
  return {
    interval: PERTURBED_INTERVAL_METHOD,
    test: 'None: counts are perturbed.',
    comparisons: comparisons.length > 0 ? `${test} ${interval}` : why,
    letters: 'None: counts are perturbed; comparisons tell which columns differ.',
  };
}

/** Sentences about sampling errors, by what ran. */
async function errorsMethod(
  plan: CrosstabPlan,
  blocks: readonly Block[],
  comparisons: readonly AdjustedComparison[],
  sample: Sample,
) {
  const areCompared = comparisons.length > 0;
  const why = comparesColumns(plan) ? NO_PAIRS : NOT_COMPARED;
  // One that ran is enough to say how; a table that shows them asks for the others, and this one is kept.
  let isTested = false;
  for (const block of blocks) {
    isTested = typeof (await testIndependence(block)) !== 'string';
    if (isTested) break;
  }
  return {
    interval: await intervalMethod(plan, blocks),
    test: isTested ? INDEPENDENCE_METHOD : 'None, see the reasons under tests.',
    comparisons: areCompared ? await comparisonsMethod(comparisons, sample) : why,
    letters: areCompared ? lettersMethod(plan) : why,
  };
}

/** The choices behind a table, put together from what ran, in turns. */
export async function crosstabMethod(
  plan: CrosstabPlan,
  blocks: readonly Block[],
  comparisons: readonly AdjustedComparison[],
  records: Method,
  sample: Sample,
  bases: BaseThresholds,
): Promise<Method> {
  const { measure, confidence, waves, conditions, family } = plan;
  const tested = await turns.filter(comparisons, ({ pValue }) => pValue !== null);
  const sizes = (await familiesOf(tested, family)).map(({ length }) => length);
  const [none, hasErrors] = [NO_SAMPLING_ERROR, sample.kind !== 'unknown'];
  return {
    ...records,
    measure: `${measure}: ${CROSSTAB_MEASURES[measure]}`,
    base: 'Respondents with an answer to the variables of the rows and of the columns, within the filters.',
    waves: waves === null ? 'one' : waves.join(', '),
    filters: conditions.length === 0 ? 'none' : `${conditions.length}, all of which a respondent fits`,
    confidence,
    baseFlag: baseFlagMethod(bases),
    ...(hasErrors
      ? blocks.some(({ isPerturbed }) => isPerturbed)
        ? perturbedErrors(plan, comparisons)
        : await errorsMethod(plan, blocks, comparisons, sample)
      : { interval: none, test: none, comparisons: none, letters: none }),
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
