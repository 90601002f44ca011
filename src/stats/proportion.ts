/** A share of a sample. */
export interface Proportion {
  /** The proportion, from 0 to 1. */
  readonly p: number;
  /** The base: respondents, or as many as the design leaves of them, which need not be whole. */
  readonly n: number;
}

/** A confidence interval, in the units of what it is the interval of. */
export interface Interval {
  /** Its lower end, never above the upper one. */
  readonly lower: number;
  /** Its upper end. */
  readonly upper: number;
}

/** Refuses what is no share of a sample. @throws RangeError if p is not between 0 and 1, or n not positive */
export function checkProportion({ p, n }: Proportion): void {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`p must be between 0 and 1, not ${p}`);
  if (!(n > 0)) throw new RangeError(`n must be positive, not ${n}`);
}

/** An interval cut at the ends of a range, the least possible value `minimum` and the greatest, `maximum`. */
export function clip({ lower, upper }: Interval, minimum: number, maximum: number): Interval {
  return { lower: Math.max(lower, minimum), upper: Math.min(upper, maximum) };
}

/** p(1 − p)/n: the variance of a proportion in a simple random sample; 0 if the sample is infinite. */
export function proportionVariance({ p, n }: Proportion): number {
  return (p * (1 - p)) / n;
}
