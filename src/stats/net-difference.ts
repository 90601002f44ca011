import { endShareVariance } from './end-share.ts';
import { checkProportion } from './proportion.ts';

/** The ends of a difference of two shares, in percentage points, either way. */
export const NET_RANGE = 100;

/** Two shares of one group, from 0 to 1, of answers of which everybody gave one at most. */
export interface NetShares {
  /** The share that is added. */
  readonly plus: number;
  /** The share that is subtracted. */
  readonly minus: number;
}

/**
 * The variance of one respondent's part in the difference p₊ − p₋ of two shares of one group: 1 where the answer is added, −1 where it is
 * subtracted, else 0.
 *
 *     s² = p₊ + p₋ − (p₊ − p₋)²
 *
 * p₊ + p₋ is cut at 1, which rounding may pass, and s² at 0. It is 0 where everybody answers alike. The variance of a difference of
 * multinomial shares: Fleiss, Levin & Paik (2003), Statistical Methods for Rates and Proportions, ch. 13; Franklin (2007), The margin of
 * error for differences in polls.
 *
 * @returns in the square of shares
 * @throws RangeError if a share is not between 0 and 1
 * @example
 * spreadOfNet({ plus: 0.5, minus: 0.25 }) // => 0.6875
 */
export function spreadOfNet({ plus, minus }: NetShares): number {
  checkProportion({ p: plus, n: 1 });
  checkProportion({ p: minus, n: 1 });
  return Math.max(0, Math.min(1, plus + minus) - (plus - minus) ** 2);
}

/**
 * The standard error of the difference p₊ − p₋ of two shares of one simple random sample, √(s²/n) with s² of {@link spreadOfNet}.
 *
 * @param n the base of inference, which need not be whole
 * @returns as a proportion; null where everybody answers alike, so that nothing tells the sampling error
 * @throws RangeError if a share is not between 0 and 1, or n not positive
 * @example
 * netStandardError({ plus: 0.5, minus: 0.25 }, 2.75) // => 0.5
 */
export function netStandardError(shares: NetShares, n: number): number | null {
  checkProportion({ p: 0, n });
  const spread = spreadOfNet(shares);
  return spread > 0 ? Math.sqrt(spread / n) : null;
}

/**
 * The variance of the difference p₊ − p₋ of two shares of one simple random sample in a sum with others: s²/n with s² of
 * {@link spreadOfNet}, and for a share at 0 or 1 that of {@link endShareVariance} besides, as if it were not known exactly.
 *
 * @param n the base of inference, which need not be whole
 * @returns as a proportion; above 0, as one share at an end is enough
 * @throws RangeError if a share is not between 0 and 1, or n not positive
 * @example
 * netVariance({ plus: 0.5, minus: 0.25 }, 2.75) // => 0.25
 */
export function netVariance(shares: NetShares, n: number): number {
  checkProportion({ p: 0, n });
  return [shares.plus, shares.minus].reduce(
    (sum, p) => (p === 0 || p === 1 ? sum + endShareVariance({ p, n }) : sum),
    spreadOfNet(shares) / n,
  );
}
