import type { Interval } from '../proportion.ts';

/** One distinct answer and the weight of all who gave it. */
export interface WeightedValue {
  /** The answer. */
  readonly value: number;
  /** Σw of those who gave it. */
  readonly w: number;
}

/**
 * A weighted quantile: the smallest answer that at least the share p of the weight does not exceed, the inverse of the
 * distribution function. R's svyquantile has the same rule (qrule "math"); type 1 of Hyndman & Fan (1996), Am Stat 50:361.
 *
 * @param values distinct answers, in ascending order
 * @param p share, from 0 to 1
 * @returns null without weight
 * @throws RangeError if p is not between 0 and 1
 */
export function weightedQuantile(values: readonly WeightedValue[], p: number): number | null {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`p must be between 0 and 1, not ${p}`);
  const total = values.reduce((sum, { w }) => sum + w, 0);
  if (!(total > 0)) return null;
  let below = 0;
  for (const { value, w } of values) {
    below += w;
    // The last sum may miss the total by a rounding error.
    if (w > 0 && below / total >= p) return value;
  }
  return values.findLast(({ w }) => w > 0)?.value ?? null;
}

/**
 * Woodruff's interval of a quantile: the interval of the share that does not exceed it, read back as quantiles.
 * Woodruff (1952), JASA 47:635.
 *
 * @param values distinct answers, in ascending order
 * @param share interval of the share of answers up to the quantile
 * @returns ends in the units of the answers; an end is null where the share leaves 0 to 1
 */
export function woodruffInterval(
  values: readonly WeightedValue[],
  share: Interval,
): { lower: number | null; upper: number | null } {
  const inside = (p: number): number | null => (p >= 0 && p <= 1 ? weightedQuantile(values, p) : null);
  return { lower: inside(share.lower), upper: inside(share.upper) };
}
