import { ADJUSTMENTS, alphaOf, confidenceOf } from '../tables/adjustment.ts';
import type { FigureQuery } from '../../schemas/query.ts';
import type { Method } from '../../schemas/results/common.ts';
import {
  DIFFERENCE_FREEDOM_METHOD,
  LINEARISED_DIFFERENCE_METHOD,
  hasSmallCounts,
  SMALL_COUNTS_METHOD,
} from '../records/compare-estimates.ts';
import { END_SHARES_METHOD, hasEndShare } from './combination.ts';
import type { Estimate } from './estimate.ts';
import type { ReleaseFigures } from './release-figures.ts';
import { designMethod } from './sampled.ts';
import type { Sentences } from './samples-method.ts';

/** What every tested row shows of its test. */
export interface TestedRow {
  readonly pValue: number | null;
  readonly pAdjusted: number | null;
  readonly significant: boolean | null;
}

const joined = (...sentences: readonly string[]): string =>
  sentences.filter((sentence) => sentence !== '').join(' ');

/** Whether a difference of computed figures is one of small counts. */
export const isSmallDifference = ([a, b, ...more]: readonly Estimate[]): boolean =>
  more.length === 0 && hasSmallCounts(a?.computed?.share ?? null, b?.computed?.share ?? null);

/**
 * The choices behind differences of computed figures, by what ran.
 *
 * @param sums the figures of each difference: two, or the four of a change of a gap
 */
export function computedDifferenceMethod(
  { variance }: ReleaseFigures,
  sums: readonly (readonly Estimate[])[],
): Method {
  const ran = sums.filter((figures) => figures.every(({ computed }) => computed !== null));
  const isSmall = ran.some(isSmallDifference);
  const ends = ran.some((figures) => figures.length > 2 && hasEndShare(figures)) ? END_SHARES_METHOD : '';
  return {
    interval: joined(
      LINEARISED_DIFFERENCE_METHOD.interval,
      isSmall ? SMALL_COUNTS_METHOD.interval : '',
      ends,
    ),
    test: joined(LINEARISED_DIFFERENCE_METHOD.test, isSmall ? SMALL_COUNTS_METHOD.test : '', ends),
    // Of replicate weights they are those of the whole sample for everything.
    ...(variance === 'taylor' ? { degreesOfFreedom: DIFFERENCE_FREEDOM_METHOD } : {}),
    standardError: joined('Root of the design-based variance of the difference.', ends),
    rounding: 'None: computed figures are not rounded.',
    leftOut: 'Rows without a test say why under reasons.',
  };
}

/** What published rows without a test are told. */
const PUBLISHED_LEFT_OUT =
  'Rows without a test say why under reasons: mostly a base that is not known. Finite population correction: none.';

/**
 * The choices behind differences of published figures.
 *
 * @param sentences on interval, test and standard error, as the pairs of samples ask for
 * @param samples how the samples are related
 */
export function publishedDifferenceMethod(
  { interval, test, standardError }: Sentences,
  figures: readonly Estimate[],
  samples: string,
): Method {
  return {
    interval,
    assumption: designMethod(figures),
    samples,
    test,
    leftOut: PUBLISHED_LEFT_OUT,
    standardError,
  };
}

/** The family of the tests, its size, what could not be tested, and at which level. */
export function familyMethod(pValues: readonly (number | null)[], query: FigureQuery): Method {
  const familySize = pValues.filter((p) => p !== null).length;
  return {
    confidence: confidenceOf(query),
    adjustment: ADJUSTMENTS[query.adjust ?? 'none'],
    familySize,
    notTested: pValues.length - familySize,
    significant: `pAdjusted below ${alphaOf(confidenceOf(query))}`,
  };
}
