import { constrained } from './miettinen-nurminen.ts';
import type { Proportion } from './proportion.ts';
import { pooledZTest } from './two-proportion-test.ts';

/**
 * The score statistic of the hypothesis that the difference of two independent proportions is δ:
 *
 *     z = (p₁ − p₂ − δ)/√(p̃₁q̃₁/n₁ + p̃₂q̃₂/n₂)
 *
 * p̃₁ and p̃₂ the most likely proportions with p̃₁ − p̃₂ = δ. For δ = 0 they are the pooled share, and z is that of the
 * two-proportion test. Mee (1984), Biometrics 40:1175; without the factor N/(N − 1) of Miettinen and Nurminen.
 *
 * @param delta from −1 to 1
 * @returns null if the variance is 0: both are at the same end, or δ leaves nothing to vary
 * @throws RangeError if a p is not between 0 and 1, a base not positive, or δ not between −1 and 1
 * @example
 * scoreDifference({ p: 0.8, n: 50 }, { p: 0.6, n: 50 }, 0.2) // => 0
 */
export function scoreDifference(a: Proportion, b: Proportion, delta: number): number | null {
  if (!(delta >= -1 && delta <= 1)) throw new RangeError(`a difference lies between −1 and 1, not ${delta}`);
  if (delta === 0) return pooledZTest(a, b)?.z ?? null;
  const [p1, p2] = constrained(a, b, delta);
  const variance = (p1 * (1 - p1)) / a.n + (p2 * (1 - p2)) / b.n;
  if (!(variance > 0)) return null;
  const distance = a.p - b.p - delta;
  return (Math.abs(distance) < 1e-15 ? 0 : distance) / Math.sqrt(variance);
}
