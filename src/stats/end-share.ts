import { checkProportion, type Proportion } from './proportion.ts';

/** Successes, and as many failures, that are added to a share at 0 or 100 %. */
const ADDED = 2;

/**
 * The variance of a share at 0 or 100 % in a sum of several shares, where p(1 − p)/n would be 0, as if it were known:
 *
 *     p̃(1 − p̃)/(e + 4)      p̃ = (e·p + 2)/(e + 4)
 *
 * p the share, 0 or 1; e its base, which need not be whole. Two answers of either kind are added, whatever the level. Agresti
 * & Coull (1998), Am Stat 52:119.
 *
 * @throws RangeError if p is not between 0 and 1, or the base not positive
 * @example
 * endShareVariance({ p: 0, n: 4 }) // => 0.0234375
 */
export function endShareVariance(share: Proportion): number {
  checkProportion(share);
  const { p, n } = share;
  const base = n + 2 * ADDED;
  const moved = (n * p + ADDED) / base;
  return (moved * (1 - moved)) / base;
}
