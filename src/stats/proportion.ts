/** A share of a sample. `p` is the proportion, from 0 to 1; `n` the base, which need not be whole. */
export interface Proportion {
  readonly p: number;
  readonly n: number;
}

/** Lower and upper end of a confidence interval. */
export interface Interval {
  readonly lower: number;
  readonly upper: number;
}

/** @throws RangeError if p is not between 0 and 1, or n not positive */
export function checkProportion({ p, n }: Proportion): void {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`p must be between 0 and 1, not ${p}`);
  if (!(n > 0)) throw new RangeError(`n must be positive, not ${n}`);
}

/** An interval cut at the ends of a range. */
export function clip({ lower, upper }: Interval, minimum: number, maximum: number): Interval {
  return { lower: Math.max(lower, minimum), upper: Math.min(upper, maximum) };
}

/** p(1 − p)/n: the variance of a proportion in a simple random sample; 0 if the sample is infinite. */
export function proportionVariance({ p, n }: Proportion): number {
  return (p * (1 - p)) / n;
}
