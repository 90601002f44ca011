import { normalTwoSidedP } from './distributions.ts';
import { checkProportion, proportionVariance, type Proportion } from './proportion.ts';

/** A normal test statistic and its two-sided p-value. */
export interface ZTest {
  /** estimate/SE */
  readonly z: number;
  /** Two-sided p-value. */
  readonly p: number;
}

/**
 * z = estimate/SE with its two-sided p-value.
 *
 * @param standardError in the units of the estimate
 * @returns null if the standard error is 0 or not a number: then there is nothing to hold the estimate against
 */
export function zTest(estimate: number, standardError: number): ZTest | null {
  if (!(standardError > 0)) return null;
  const z = estimate / standardError;
  return { z, p: normalTwoSidedP(z) };
}

/**
 * The two-proportion z test with pooled variance, two-sided: is the difference larger than sampling alone explains?
 *
 *     z = (p₁ − p₂) / √(p̄(1 − p̄)(1/n₁ + 1/n₂))      p̄ = (n₁p₁ + n₂p₂)/(n₁ + n₂)
 *
 * No continuity correction; z² is Pearson's chi-squared of the 2×2 table. Fleiss, Levin & Paik (2003), ch. 3.
 *
 * One base may be Infinity: that sample then adds no error.
 *
 * @returns null if p̄ is 0 or 1: both samples all say the same, and the statistic is not defined; or if both bases
 *   are infinite
 * @throws RangeError if a p is not between 0 and 1, or an n not positive
 * @example
 * pooledZTest({ p: 0, n: 5 }, { p: 0, n: 9 }) // => null
 */
export function pooledZTest(a: Proportion, b: Proportion): ZTest | null {
  checkProportion(a);
  checkProportion(b);
  const infinite = [a, b].find(({ n }) => n === Infinity);
  const pooled = infinite ? infinite.p : (a.p * a.n + b.p * b.n) / (a.n + b.n);
  return zTest(a.p - b.p, Math.sqrt(pooled * (1 - pooled) * (1 / a.n + 1 / b.n)));
}

/**
 * The smallest count that is expected in either sample if both have the same share: min(n₁, n₂)·min(p̄, 1 − p̄), p̄ pooled as
 * in the test. Below 1 the normal distribution is a rough guide to the test. Cochran (1954), Biometrics 10:417.
 *
 * @throws RangeError if a p is not between 0 and 1, or an n not positive
 * @example
 * fewestExpected({ p: 0.01, n: 50 }, { p: 0.01, n: 500 }) // => 0.5
 */
export function fewestExpected(a: Proportion, b: Proportion): number {
  checkProportion(a);
  checkProportion(b);
  const pooled = (a.p * a.n + b.p * b.n) / (a.n + b.n);
  return Math.min(a.n, b.n) * Math.min(pooled, 1 - pooled);
}

/**
 * √(p₁q₁/n₁ + p₂q₂/n₂): the standard error of a difference of two independent proportions, unpooled.
 *
 * @throws RangeError if a p is not between 0 and 1, or an n not positive
 * @example
 * differenceStandardError({ p: 0.5, n: 50 }, { p: 0.5, n: 50 }) // => 0.1
 */
export function differenceStandardError(a: Proportion, b: Proportion): number {
  checkProportion(a);
  checkProportion(b);
  return Math.sqrt(proportionVariance(a) + proportionVariance(b));
}
