import { tQuantile, tTwoSidedP } from './distributions.ts';
import type { Interval } from './proportion.ts';
import type { SampleMean } from './welch.ts';

/** What can be said of a change of a difference of means. */
export interface ChangeOfMeans {
  readonly change: number;
  readonly standardError: number;
  /** Welch–Satterthwaite degrees of freedom; not whole. */
  readonly df: number;
  readonly t: number;
  readonly pValue: number;
  readonly interval: Interval;
}

/** Two means of which the second is subtracted from the first; `n` is the base of inference. */
export type MeanPair = readonly [SampleMean, SampleMean];

/**
 * The change of a difference between the means of four independent samples, with Welch's t test and Satterthwaite's degrees
 * of freedom:
 *
 *     D = (m₃ − m₄) − (m₁ − m₂)      vᵢ = sᵢ²/eᵢ      SE = √Σv      t = D/SE      ν = (Σv)²/Σ(vᵢ²/(eᵢ − 1))
 *
 * sᵢ standard deviations (divisor n − 1), eᵢ bases of inference. A z test would be too sure of small samples.
 * Welch (1947), Biometrika 34:28; Satterthwaite (1946), Biometrics Bull 2:110.
 *
 * @returns in the units of the means; `no-degrees-of-freedom` if a base is not above 1; `no-variance` if all standard deviations are 0
 * @throws RangeError if an sd is negative, a base not positive, or the level not between 0 and 1
 * @example
 * changeOfMeans([{ mean: 1, sd: 1, n: 1 }, { mean: 1, sd: 1, n: 9 }], [{ mean: 1, sd: 1, n: 9 }, { mean: 1, sd: 1, n: 9 }], 0.95) // => "no-degrees-of-freedom"
 */
export function changeOfMeans(
  earlier: MeanPair,
  later: MeanPair,
  level: number,
): ChangeOfMeans | 'no-degrees-of-freedom' | 'no-variance' {
  const all = [...earlier, ...later];
  for (const { sd, n } of all) {
    if (!(sd >= 0)) throw new RangeError(`sd must not be negative: ${sd}`);
    if (!(n > 0)) throw new RangeError(`n must be positive, not ${n}`);
  }
  if (!(level > 0 && level < 1)) throw new RangeError(`level must lie between 0 and 1, not ${level}`);
  if (!all.every(({ n }) => n > 1)) return 'no-degrees-of-freedom';
  const variances = all.map(({ sd, n }) => sd ** 2 / n);
  const total = variances.reduce((sum, v) => sum + v, 0);
  if (total === 0) return 'no-variance';
  const change = later[0].mean - later[1].mean - (earlier[0].mean - earlier[1].mean);
  const standardError = Math.sqrt(total);
  const df = total ** 2 / all.reduce((sum, { n }, i) => sum + (variances[i] ?? 0) ** 2 / (n - 1), 0);
  const t = change / standardError;
  const spread = tQuantile((1 + level) / 2, df) * standardError;
  return {
    change,
    standardError,
    df,
    t,
    pValue: tTwoSidedP(t, df),
    interval: { lower: change - spread, upper: change + spread },
  };
}
