import { tQuantile } from './distributions.ts';
import type { Interval } from './proportion.ts';
import { satterthwaite, type SatterthwaiteTest } from './satterthwaite.ts';

/** A mean of a sample with its standard deviation (divisor n − 1) and base. */
export interface SampleMean {
  readonly mean: number;
  /** In the units of the mean. */
  readonly sd: number;
  /** Respondents, or as many as the design leaves of them, which need not be whole. */
  readonly n: number;
}

/** What can be said of a difference of two means. */
export interface WelchTest extends SatterthwaiteTest {
  /** First mean less the second. */
  readonly difference: number;
}

function check({ sd, n }: SampleMean): void {
  if (!(sd >= 0)) throw new RangeError(`sd must not be negative: ${sd}`);
  if (!(n > 0)) throw new RangeError(`n must be positive, not ${n}`);
}

/**
 * The t interval of a mean: m ± t(n − 1)·s/√n. Student (1908), Biometrika 6:1.
 *
 * @param level of the interval, such as 0.95
 * @returns null if n is not above 1 or the standard deviation is 0
 * @throws RangeError if sd is negative, n not positive, or the level not between 0 and 1
 */
export function meanInterval(sample: SampleMean, level: number): Interval | null {
  check(sample);
  if (!(level > 0 && level < 1)) throw new RangeError(`level must lie between 0 and 1, not ${level}`);
  if (!(sample.n > 1) || sample.sd === 0) return null;
  const spread = (tQuantile((1 + level) / 2, sample.n - 1) * sample.sd) / Math.sqrt(sample.n);
  return { lower: sample.mean - spread, upper: sample.mean + spread };
}

/**
 * Welch's t test for the difference of two means with unequal variances, two-sided.
 *
 *     t = (m₁ − m₂)/√(v₁ + v₂)      vᵢ = sᵢ²/nᵢ      df = (v₁ + v₂)²/(v₁²/(n₁ − 1) + v₂²/(n₂ − 1))
 *
 * Welch (1947), Biometrika 34:28; Satterthwaite (1946), Biometrics Bull 2:110.
 *
 * @returns null if a base is not above 1 or both standard deviations are 0
 * @throws RangeError if an sd is negative, an n not positive, or the level not between 0 and 1
 */
export function welch(a: SampleMean, b: SampleMean, level: number): WelchTest | null {
  check(a);
  check(b);
  if (!(level > 0 && level < 1)) throw new RangeError(`level must lie between 0 and 1, not ${level}`);
  const terms = [a, b].map(({ sd, n }) => ({ variance: sd ** 2 / n, n }));
  if (!(a.n > 1 && b.n > 1 && terms.some(({ variance }) => variance > 0))) return null;
  const difference = a.mean - b.mean;
  return { difference, ...satterthwaite(difference, terms, level) };
}
