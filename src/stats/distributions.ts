import { erfc, erfcinv } from './error-function.ts';
import { betainc, betaincinv, gammainc } from './special-functions.ts';

/**
 * Probability distributions, each tail computed as a tail: 1 − cdf would lose every digit of a small p-value.
 * The special functions give what @stdlib's do; held against 60-digit arithmetic in the tests. What they are put together by:
 * Abramowitz & Stegun (1964), Handbook of Mathematical Functions, ch. 7 and 26.
 */

/**
 * P(Z > z) of the standard normal distribution: ½·erfc(z/√2).
 *
 * @example
 * normalUpperTail(0) // => 0.5
 */
export function normalUpperTail(z: number): number {
  return erfc(z / Math.SQRT2) / 2;
}

/**
 * P(|Z| > |z|): the two-sided p-value of a normal test statistic.
 *
 * @example
 * normalTwoSidedP(0) // => 1
 */
export function normalTwoSidedP(z: number): number {
  return erfc(Math.abs(z) / Math.SQRT2);
}

/**
 * The number that a standard normal variable stays below with probability p: −√2·erfc⁻¹(2p).
 *
 * @throws RangeError if p is not between 0 and 1
 * @example
 * normalQuantile(0.5) // => 0
 */
export function normalQuantile(p: number): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`p must be between 0 and 1, not ${p}`);
  const z = -Math.SQRT2 * erfcinv(2 * p);
  return z === 0 ? 0 : z;
}

/**
 * z of a two-sided interval: the quantile at 1 − (1 − level)/2.
 *
 * @param level confidence level, between 0 and 1
 * @throws RangeError if the level is not strictly between 0 and 1
 * @example
 * criticalZ(0.95) // => 1.959963984540054
 */
export function criticalZ(level: number): number {
  if (!(level > 0 && level < 1)) throw new RangeError(`level must lie between 0 and 1, not ${level}`);
  return Math.SQRT2 * erfcinv(1 - level);
}

/**
 * P(|T| > |t|) of Student's t with `df` degrees of freedom: I(df/(df + t²); df/2, ½), the regularised incomplete
 * beta function.
 *
 * @throws RangeError if df is not positive, or t no number
 * @example
 * tTwoSidedP(0, 5) // => 1
 */
export function tTwoSidedP(t: number, df: number): number {
  if (!(df > 0)) throw new RangeError(`df must be positive, not ${df}`);
  if (Number.isNaN(t)) throw new RangeError('t is no number');
  if (!Number.isFinite(t)) return 0;
  const x = df / (df + t * t);
  // Near t = 0 the complement is the accurate one.
  return x < 0.9 ? betainc(x, df / 2, 0.5) : betainc((t * t) / (df + t * t), 0.5, df / 2, true, true);
}

/** What t was last asked for: all intervals of a table have one level, and mostly the degrees of freedom of its design. */
let lastT = { p: NaN, df: NaN, t: NaN };

/**
 * The number that Student's t stays below with probability p.
 *
 * @throws RangeError if p is not between 0 and 1, or df not positive
 * @example
 * tQuantile(0.5, 3) // => 0
 */
export function tQuantile(p: number, df: number): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`p must be between 0 and 1, not ${p}`);
  if (!(df > 0)) throw new RangeError(`df must be positive, not ${df}`);
  if (lastT.p !== p || lastT.df !== df) lastT = { p, df, t: computeTQuantile(p, df) };
  return lastT.t;
}

function computeTQuantile(p: number, df: number): number {
  if (p === 0.5) return 0;
  const tail = 2 * Math.min(p, 1 - p);
  const sign = p < 0.5 ? -1 : 1;
  // From x = df/(df + t²) or from y = 1 − x, whichever is small: the other would lose digits.
  const x = betaincinv(tail, df / 2, 0.5);
  if (x < 0.5) return sign * Math.sqrt((df * (1 - x)) / x);
  const y = betaincinv(tail, 0.5, df / 2, true);
  return sign * Math.sqrt((df * y) / (1 - y));
}

/**
 * P(X > x) of chi-squared with `df` degrees of freedom: Q(df/2, x/2), the upper regularised incomplete gamma
 * function.
 *
 * @throws RangeError if df is not positive or x negative
 * @example
 * chiSquareUpperTail(0, 2) // => 1
 */
export function chiSquareUpperTail(x: number, df: number): number {
  if (!(df > 0)) throw new RangeError(`df must be positive, not ${df}`);
  if (!(x >= 0)) throw new RangeError(`x must not be negative: ${x}`);
  return gammainc(x / 2, df / 2, true, true);
}

/**
 * P(F > x) of the F distribution with d1 and d2 degrees of freedom: I(d2/(d2 + d1·x); d2/2, d1/2).
 *
 * @throws RangeError if a degree of freedom is not positive or x negative
 * @example
 * fUpperTail(0, 2, 3) // => 1
 */
export function fUpperTail(x: number, d1: number, d2: number): number {
  if (!(d1 > 0 && d2 > 0)) throw new RangeError(`degrees of freedom must be positive, not ${d1} and ${d2}`);
  if (!(x >= 0)) throw new RangeError(`x must not be negative: ${x}`);
  const small = d2 / (d2 + d1 * x);
  // Where the argument is close to 1, its complement keeps the digits.
  return small < 0.5
    ? betainc(small, d2 / 2, d1 / 2)
    : betainc((d1 * x) / (d2 + d1 * x), d1 / 2, d2 / 2, true, true);
}

/**
 * The number that a Beta(a, b) variable stays below with probability p. With a = 0 it is 0, with b = 0 it is 1:
 * the limits that Clopper and Pearson need at 0 % and 100 %.
 *
 * @throws RangeError if p is not between 0 and 1, or a or b negative
 * @example
 * betaQuantile(0.25, 1, 1) // => 0.25
 */
export function betaQuantile(p: number, a: number, b: number): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`p must be between 0 and 1, not ${p}`);
  if (!(a >= 0 && b >= 0 && a + b > 0)) throw new RangeError(`a and b must not be negative: ${a}, ${b}`);
  if (a === 0) return 0;
  if (b === 0) return 1;
  return betaincinv(p, a, b);
}
