import type { Method } from '../../../schemas/results/common.ts';
import {
  DIFFERENCE_FREEDOM_METHOD,
  LINEARISED_DIFFERENCE_METHOD,
  SMALL_COUNTS_AGAINST_METHOD,
  SMALL_COUNTS_METHOD,
} from '../../records/compare-estimates.ts';
import { END_SHARES_METHOD, hasEndShare, SINGLE_SHARE_METHOD } from '../combination.ts';
import { isSmallDifference } from '../inference-method.ts';
import { NESTED_METHOD } from '../nested-difference.ts';
import type { ReleaseFigures } from '../release-figures.ts';
import type { Samples } from '../samples.ts';
import type { Quantity } from './quantity.ts';
import { overlapsOf, PUBLISHED_TESTS } from './significance.ts';

/** A quantity that is claimed to differ from a value by more than chance. */
export interface ClaimedQuantity {
  readonly quantity: Quantity;
  readonly value: number;
}

const isComputed = ({ quantity: { figures } }: ClaimedQuantity): boolean =>
  figures[0] !== undefined && figures[0].computed !== null;

/** The test of a quantity of published figures, in words; none where there is no test. */
function publishedTest({ quantity, value }: ClaimedQuantity, samples: Samples): string[] {
  const { kind, figures } = quantity;
  if (!figures.every(({ measure }) => measure === 'percent')) return [];
  const overlaps = overlapsOf(quantity, samples);
  if (overlaps.includes('panel') || overlaps.includes('overlapping')) return [];
  if (overlaps.some((overlap) => overlap !== 'disjoint'))
    return [kind === 'gap' && value === 0 ? NESTED_METHOD.test : PUBLISHED_TESTS.nestedAgainst];
  if (kind === 'figure') return [PUBLISHED_TESTS.figure];
  if (kind === 'gap-change') return [PUBLISHED_TESTS.change];
  return [value === 0 ? PUBLISHED_TESTS.difference : PUBLISHED_TESTS.differenceAgainst];
}

/** The test of a quantity of computed figures, in words. */
function computedTest({ quantity: { kind, figures }, value }: ClaimedQuantity): string[] {
  if (kind === 'figure') {
    const isSmall = figures.some(({ computed }) => computed?.share?.isSmall);
    return [SINGLE_SHARE_METHOD.t, ...(isSmall ? [SINGLE_SHARE_METHOD.small] : [])];
  }
  if (kind === 'gap-change')
    return [LINEARISED_DIFFERENCE_METHOD.test, ...(hasEndShare(figures) ? [END_SHARES_METHOD] : [])];
  if (!isSmallDifference(figures)) return [LINEARISED_DIFFERENCE_METHOD.test];
  const against = value === 0 ? [] : [SMALL_COUNTS_AGAINST_METHOD];
  return [LINEARISED_DIFFERENCE_METHOD.test, SMALL_COUNTS_METHOD.test, ...against];
}

function told(alpha: number, anyClaimed: boolean, sentences: readonly string[]): string {
  if (!anyClaimed) return 'None: nothing is claimed to be significant.';
  const tests = [...new Set(sentences)];
  return tests.length > 0
    ? `Two-sided test at ${alpha}. ${tests.join(' ')}`
    : 'None: what is claimed to be significant cannot be tested, see the claims.';
}

/** How the claims of significance were tested, by what ran. */
export function significanceMethod(
  { samples, variance }: ReleaseFigures,
  claimed: readonly ClaimedQuantity[],
  alpha: number,
): { readonly published: Method; readonly computed: Method } {
  const known = claimed.filter(({ quantity }) => quantity.figures.length > 0);
  const published = known.filter((one) => !isComputed(one));
  const computed = known.filter(isComputed);
  return {
    published: {
      significance: told(
        alpha,
        published.length > 0,
        published.flatMap((one) => publishedTest(one, samples)),
      ),
    },
    computed: {
      significance: told(alpha, computed.length > 0, computed.flatMap(computedTest)),
      ...(variance === 'taylor' ? { degreesOfFreedom: DIFFERENCE_FREEDOM_METHOD } : {}),
    },
  };
}
