import { ADJUSTMENTS, alphaOf, levelOf } from '../tables/adjustment.ts';
import type { FigureQuery } from '../../schemas/query.ts';
import type { Method } from '../../schemas/results/common.ts';
import type { Estimate } from './estimate.ts';
import { DIFFERENCE_METHOD, SMALL_COUNTS_METHOD } from '../records/compare.ts';
import { designMethod } from './sampled.ts';

/** What every tested row shows of its test. */
export interface TestedRow {
  readonly pValue: number | null;
  readonly pAdjusted: number | null;
  readonly significant: boolean | null;
}

/** The choices behind differences of computed figures. */
export const COMPUTED_DIFFERENCE_METHOD: Method = {
  interval: `${DIFFERENCE_METHOD.interval} ${SMALL_COUNTS_METHOD.interval}`,
  test: `${DIFFERENCE_METHOD.test} ${SMALL_COUNTS_METHOD.test}`,
  degreesOfFreedom:
    'Sampling units minus strata among all who answered in the waves that are compared; of replicate weights as declared, else their rank minus 1.',
  standardError: 'Root of the design-based variance of the difference.',
  rounding: 'None: computed figures are not rounded.',
};

/** The choices behind intervals; `figures` are those that they are of. */
export function intervalMethod(interval: string, query: FigureQuery, figures: readonly Estimate[]): Method {
  return { interval, confidence: levelOf(query), assumption: designMethod(figures) };
}

/** The choices behind tests, with the size of the family and what could not be tested. */
export function testMethod(test: string, pValues: readonly (number | null)[], query: FigureQuery): Method {
  const familySize = pValues.filter((p) => p !== null).length;
  return {
    test,
    adjustment: ADJUSTMENTS[query.adjust ?? 'none'],
    familySize,
    notTested: pValues.length - familySize,
    significant: `pAdjusted below ${alphaOf(levelOf(query))}`,
    leftOut:
      'Rows without a test say why under reasons: mostly a base that is not known. Finite population correction: none.',
  };
}
