import { tQuantile, tTwoSidedP } from './distributions.ts';
import type { Interval } from './proportion.ts';

/** What t says of a sum of independent means. */
export interface SatterthwaiteTest {
  /** Of the sum, in the units of the means. */
  readonly standardError: number;
  /** Degrees of freedom; not whole. */
  readonly df: number;
  /** estimate/SE */
  readonly t: number;
  /** Two-sided, of a sum of 0. */
  readonly pValue: number;
  readonly interval: Interval;
}

/**
 * The t test and interval of a sum or difference of independent means, with the degrees of freedom that fit its variance:
 *
 *     SE² = Σv      t = estimate/SE      df = (Σv)²/Σ(v²/(n − 1))      v = s²/n
 *
 * Satterthwaite (1946), Biometrics Bull 2:110; Welch (1947), Biometrika 34:28.
 *
 * @param estimate the sum or difference
 * @param terms variance of each mean, not all 0, and its base, above 1
 * @param level of the interval, such as 0.95
 */
export function satterthwaite(
  estimate: number,
  terms: readonly { readonly variance: number; readonly n: number }[],
  level: number,
): SatterthwaiteTest {
  const total = terms.reduce((sum, { variance }) => sum + variance, 0);
  const standardError = Math.sqrt(total);
  const df = total ** 2 / terms.reduce((sum, { variance, n }) => sum + variance ** 2 / (n - 1), 0);
  const t = estimate / standardError;
  const spread = tQuantile((1 + level) / 2, df) * standardError;
  const interval = { lower: estimate - spread, upper: estimate + spread };
  return { standardError, df, t, pValue: tTwoSidedP(t, df), interval };
}
