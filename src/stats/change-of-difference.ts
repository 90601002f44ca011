import { criticalZ } from './distributions.ts';
import type { Interval } from './proportion.ts';
import { zTest, type ZTest } from './two-proportion-test.ts';

/** An estimate of a sample with its sampling variance: p and p(1 − p)/n of a share, m and s²/n of a mean. */
export interface EstimateWithVariance {
  /** In its own units; of a share the proportion from 0 to 1. */
  readonly value: number;
  /** In the square of these units. */
  readonly variance: number;
}

/** Two estimates of which the second is subtracted from the first. */
export type MeasuredPair = readonly [EstimateWithVariance, EstimateWithVariance];

/** What can be said of a change of a difference, in the units of the estimates. */
export interface ChangeOfDifference {
  /** Later difference less the earlier one. */
  readonly change: number;
  /** Of the change. */
  readonly standardError: number;
  readonly interval: Interval;
  /** Null if the standard error is 0. */
  readonly test: ZTest | null;
}

/**
 * The change of a difference between four independent samples, with its normal interval and unpooled two-sided
 * z test:
 *
 *     D = (y₃ − y₄) − (y₁ − y₂)      SE = √(v₁ + v₂ + v₃ + v₄)      z = D/SE      D ± z(level)·SE
 *
 * yᵢ the estimates, vᵢ their variances. A variance may be 0, as if the sample were infinite: that bounds what a base
 * that is not known could show. Variances of independent estimates add: Cochran (1977), Sampling Techniques, ch. 2;
 * for shares, Fleiss, Levin & Paik (2003), ch. 3.
 *
 * @param level of the interval, such as 0.95
 * @returns in the units of the estimates
 * @throws RangeError if a variance is negative, or the level not between 0 and 1
 */
export function changeOfDifference(
  earlier: MeasuredPair,
  later: MeasuredPair,
  level: number,
): ChangeOfDifference {
  const variance = [...earlier, ...later].reduce((sum, measured) => {
    if (!(measured.variance >= 0))
      throw new RangeError(`a variance must not be negative: ${measured.variance}`);
    return sum + measured.variance;
  }, 0);
  const change = later[0].value - later[1].value - (earlier[0].value - earlier[1].value);
  const standardError = Math.sqrt(variance);
  const spread = criticalZ(level) * standardError;
  return {
    change,
    standardError,
    interval: { lower: change - spread, upper: change + spread },
    test: zTest(change, standardError),
  };
}
