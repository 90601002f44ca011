import { chiSquareUpperTail, criticalZ, normalTwoSidedP } from './distributions.ts';
import type { Interval } from './proportion.ts';

/** One wave of a series: when, the estimate, and its variance. */
export interface TrendPoint {
  /** In any unit, such as years. */
  readonly time: number;
  /** In any unit; a share as a proportion or in percent. */
  readonly estimate: number;
  /** Of the estimate, in the square of its unit. */
  readonly variance: number;
}

/** A straight line through a series. */
export interface LinearTrend {
  /** Change of the estimate in one unit of time. */
  readonly slope: number;
  /** Of the slope. */
  readonly standardError: number;
  /** Of the slope. */
  readonly interval: Interval;
  /** slope/SE */
  readonly z: number;
  /** Two-sided, of a slope of 0. */
  readonly pValue: number;
  /** Cochran's Q, its degrees of freedom and p-value: do the waves differ at all? */
  readonly heterogeneity: { readonly q: number; readonly df: number; readonly pValue: number };
}

/**
 * The weighted linear trend of a series of independent estimates, each weighted by the inverse of its known variance:
 *
 *     b = Σw(t − t̄)(y − ȳ) / Σw(t − t̄)²      SE = 1/√Σw(t − t̄)²      w = 1/v; t̄, ȳ weighted means
 *
 * with the normal test of b = 0, and Q = Σw(y − ȳ)² on k − 1 degrees of freedom. The standard error is not rescaled
 * by the residuals, as the variances are known. It is least squares with inverse variances as Grizzle, Starmer & Koch (1969),
 * Biometrics 25:489, have it for shares; Q is from Cochran (1954), Biometrics 10:417.
 *
 * @param points in any order
 * @param level of the interval, such as 0.95
 * @returns null with fewer than three points, if a variance is 0, or if all points have the same time
 * @throws RangeError if a variance is negative, or the level not between 0 and 1
 */
export function linearTrend(points: readonly TrendPoint[], level: number): LinearTrend | null {
  if (points.some(({ variance }) => !(variance >= 0)))
    throw new RangeError('a variance must not be negative');
  const critical = criticalZ(level);
  if (points.length < 3 || points.some(({ variance }) => variance === 0)) return null;
  const weights = points.map(({ variance }) => 1 / variance);
  const total = (f: (point: TrendPoint, weight: number) => number): number =>
    points.reduce((sum, point, i) => sum + f(point, weights[i] ?? 0), 0);
  const weight = total((_, w) => w);
  const [time, level0] = [
    total((point, w) => w * point.time) / weight,
    total((point, w) => w * point.estimate) / weight,
  ];
  const spread = total((point, w) => w * (point.time - time) ** 2);
  if (!(spread > 0)) return null;
  const slope = total((point, w) => w * (point.time - time) * (point.estimate - level0)) / spread;
  const standardError = 1 / Math.sqrt(spread);
  const q = total((point, w) => w * (point.estimate - level0) ** 2);
  return {
    slope,
    standardError,
    interval: { lower: slope - critical * standardError, upper: slope + critical * standardError },
    z: slope / standardError,
    pValue: normalTwoSidedP(slope / standardError),
    heterogeneity: { q, df: points.length - 1, pValue: chiSquareUpperTail(q, points.length - 1) },
  };
}
