import { fUpperTail, tQuantile, tTwoSidedP } from '../distributions.ts';
import { solve } from '../linear-system.ts';
import type { Interval } from '../proportion.ts';

/** One wave of a series: when, and the estimate. */
interface Point {
  readonly time: number;
  readonly estimate: number;
}

/** A straight line through a series of estimates of a complex sample. */
export interface DesignLinearTrend {
  /** Change of the estimate in one unit of time. */
  readonly slope: number;
  /** Of the slope. */
  readonly standardError: number;
  /** Null without degrees of freedom. */
  readonly interval: Interval | null;
  /** t of the slope; null without degrees of freedom, or if its variance is 0. */
  readonly test: { readonly statistic: number; readonly pValue: number } | null;
  /** Whether the waves differ at all; null without degrees of freedom, or if the covariances are singular. */
  readonly heterogeneity: { readonly q: number; readonly df: number; readonly pValue: number } | null;
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** c′Mc. */
const quadratic = (c: readonly number[], matrix: readonly (readonly number[])[]): number =>
  sum(c.map((a, i) => sum(c.map((b, j) => a * b * (matrix[i]?.[j] ?? 0)))));

/** Σ(y_i − y_k)(CVC′)⁻¹_ij(y_j − y_k), C the contrasts with the last estimate; null if CVC′ is singular. */
function wald(estimates: readonly number[], covariance: readonly (readonly number[])[]): number | null {
  const last = estimates.length - 1;
  const v = (i: number, j: number): number => covariance[i]?.[j] ?? 0;
  const scale = Math.max(...estimates.map((_, i) => v(i, i)));
  const rest = estimates.slice(0, last);
  const of = rest.map((_, i) =>
    rest.map((__, j) => (v(i, j) - v(i, last) - v(last, j) + v(last, last)) / scale),
  );
  const differences = rest.map((value) => value - (estimates[last] ?? 0));
  const solved = solve(
    of,
    differences.map((value) => [value]),
  );
  return solved && sum(differences.map((value, i) => value * (solved[i]?.[0] ?? 0))) / scale;
}

/**
 * The weighted linear trend of a series of estimates of one complex sample, or of several, each weighted by the inverse of its
 * variance, with their covariances in its standard error:
 *
 *     b = Σc·y      c = w(t − t̄)/Σw(t − t̄)²      SE² = c′Vc      w = 1/v; t̄ weighted mean
 *
 * y the estimates, v their variances, V their covariances, which are 0 for independent samples: then b and SE are those of
 * `linearTrend`. The test is t = b/SE on the degrees of freedom of the design. Q, (Cy)′(CVC′)⁻¹(Cy) with C the contrasts
 * between waves, is Cochran's where the samples are independent; Q/(k − 1) is read as F on k − 1 and those degrees of freedom.
 * Grizzle, Starmer & Koch (1969), Biometrics 25:489; Cochran (1954), Biometrics 10:417; Korn & Graubard (1999), Analysis of
 * Health Surveys, ch. 3.
 *
 * @param covariance of the estimates, in their order
 * @param df degrees of freedom of the design; null, or below 1: no interval and no test
 * @returns null with fewer than three points, if a variance is not positive, or if all points have the same time
 * @throws RangeError if the level is not between 0 and 1
 */
export function designLinearTrend(
  points: readonly Point[],
  covariance: readonly (readonly number[])[],
  df: number | null,
  level: number,
): DesignLinearTrend | null {
  if (!(level > 0 && level < 1)) throw new RangeError(`level must lie between 0 and 1, not ${level}`);
  const variances = points.map((_, i) => covariance[i]?.[i] ?? 0);
  if (points.length < 3 || variances.some((variance) => !(variance > 0))) return null;
  const weights = variances.map((variance) => 1 / variance);
  const weighted = (of: (point: Point) => number): number =>
    sum(points.map((point, i) => (weights[i] ?? 0) * of(point)));
  const mean = weighted(({ time }) => time) / weighted(() => 1);
  const spread = weighted(({ time }) => (time - mean) ** 2);
  if (!(spread > 0)) return null;
  const factors = points.map(({ time }, i) => ((weights[i] ?? 0) * (time - mean)) / spread);
  const slope = sum(points.map(({ estimate }, i) => (factors[i] ?? 0) * estimate));
  const standardError = Math.sqrt(Math.max(0, quadratic(factors, covariance)));
  if (df === null || !(df >= 1))
    return { slope, standardError, interval: null, test: null, heterogeneity: null };
  const half = tQuantile((1 + level) / 2, df) * standardError;
  const statistic = slope / standardError;
  const q = wald(
    points.map(({ estimate }) => estimate),
    covariance,
  );
  const waves = points.length - 1;
  return {
    slope,
    standardError,
    interval: { lower: slope - half, upper: slope + half },
    test: standardError > 0 ? { statistic, pValue: tTwoSidedP(statistic, df) } : null,
    heterogeneity: q === null || q < 0 ? null : { q, df: waves, pValue: fUpperTail(q / waves, waves, df) },
  };
}
