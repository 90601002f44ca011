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

/** The level of a test that belongs to a confidence level: 0.05 to 0.95, without the noise of 1 − 0.95 in doubles. */
export const alphaOf = (level: number): number => Number((1 - level).toPrecision(12));

export const levelOf = ({ confidence = 0.95 }: FigureQuery): number => confidence;

export const ADJUSTMENTS = {
  none: 'none: each p-value stands for itself',
  holm: 'Holm (1979), step-down, family-wise error',
  bh: 'Benjamini and Hochberg (1995), step-up, false discovery rate',
} as const;

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
