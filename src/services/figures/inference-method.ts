import { ADJUSTMENTS, alphaOf, confidenceOf } from '../tables/adjustment.ts';
import type { FigureQuery } from '../../schemas/query.ts';
import type { Method } from '../../schemas/results/common.ts';
import {
  DIFFERENCE_FREEDOM_METHOD,
  LINEARISED_DIFFERENCE_METHOD,
  hasSmallCounts,
  SMALL_COUNTS_METHOD,
} from '../records/compare-estimates.ts';
import { PERTURBED_DIFFERENCE_METHOD } from '../records/perturbed/combine.ts';
import { END_SHARES_METHOD, hasEndShare, isSumOfSeveral } from './combination.ts';
import type { Estimate } from './estimate.ts';
import type { ReleaseFigures } from './release-figures.ts';
import { turns } from '../../turns/turns.ts';
import { designMethod } from './sampled.ts';
import { NET_DIFFERENCE_METHOD } from './nested-difference.ts';
import { COMBINATION_METHOD } from './published-combinations.ts';
import { NOT_WORKED_OUT, type Sentences } from './samples-method.ts';

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
 * The choices behind differences of computed figures, by what ran; found in turns.
 *
 * @param sums the figures of each difference: two, or the four of a change of a gap
 */
export async function computedDifferenceMethod(
  { variance }: ReleaseFigures,
  sums: readonly (readonly Estimate[])[],
): Promise<Method> {
  const ran = await turns.filter(sums, (figures) => figures.every(({ computed }) => computed !== null));
  if (await turns.some(ran, (figures) => figures.some(({ computed }) => computed?.perturbed)))
    return {
      ...PERTURBED_DIFFERENCE_METHOD,
      rounding: 'None: computed figures are not rounded.',
      leftOut: 'Rows without a test say why under reasons.',
    };
  const isSmall = await turns.some(ran, isSmallDifference);
  const ends = (await turns.some(ran, (figures) => isSumOfSeveral(figures) && hasEndShare(figures)))
    ? END_SHARES_METHOD
    : '';
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
 * The choices behind differences of published figures, found in turns.
 *
 * @param sentences on interval, test and standard error, as the pairs of samples ask for
 * @param samples how the samples are related
 */
export async function publishedDifferenceMethod(
  sentences: Sentences,
  figures: readonly Estimate[],
  samples: string,
): Promise<Method> {
  const anyNet = await turns.some(figures, ({ summed }) => Boolean(summed?.net));
  const of = (name: keyof Sentences): string =>
    anyNet && sentences !== NOT_WORKED_OUT
      ? joined(sentences[name], NET_DIFFERENCE_METHOD[name])
      : sentences[name];
  const [interval, test, standardError] = [of('interval'), of('test'), of('standardError')];
  const made = (await turns.some(figures, ({ summed }) => Boolean(summed)))
    ? { combinations: COMBINATION_METHOD }
    : {};
  return {
    ...made,
    interval,
    assumption: await designMethod(figures),
    samples,
    test,
    leftOut: PUBLISHED_LEFT_OUT,
    standardError,
  };
}

/** The family of the tests, its size, what could not be tested, and at which level; found in turns. */
export async function familyMethod(pValues: readonly (number | null)[], query: FigureQuery): Promise<Method> {
  const familySize = (await turns.filter(pValues, (p) => p !== null)).length;
  return {
    confidence: confidenceOf(query),
    adjustment: ADJUSTMENTS[query.adjust ?? 'none'],
    familySize,
    notTested: pValues.length - familySize,
    significant: `pAdjusted below ${alphaOf(confidenceOf(query))}`,
  };
}
