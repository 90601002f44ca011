import { satterthwaite, type SatterthwaiteTest } from './satterthwaite.ts';
import type { SampleMean } from './welch.ts';

/** What can be said of a change of a difference of means. */
export interface ChangeOfMeans extends SatterthwaiteTest {
  readonly change: number;
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
  const terms = all.map(({ sd, n }) => ({ variance: sd ** 2 / n, n }));
  if (terms.every(({ variance }) => variance === 0)) return 'no-variance';
  const change = later[0].mean - later[1].mean - (earlier[0].mean - earlier[1].mean);
  return { change, ...satterthwaite(change, terms, level) };
}
