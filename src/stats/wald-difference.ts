import { criticalZ } from './distributions.ts';
import { checkProportion, proportionVariance, type Interval, type Proportion } from './proportion.ts';

/**
 * The textbook interval of a difference, d ± z·√(p₁q₁/n₁ + p₂q₂/n₂), not cut at −1 and
 * 1. Shown for comparison: it covers less than its level for small samples and extreme shares, and may pass ±1. Newcombe (1998), Stat Med 17:873, method 1.
 *
 * @throws RangeError if a p is not between 0 and 1, an n not positive, or the level not between 0 and 1
 * @example
 * waldDifference({ p: 1, n: 5 }, { p: 0, n: 5 }, 0.95) // => { lower: 1, upper: 1 }
 */
export function waldDifference(a: Proportion, b: Proportion, level: number): Interval {
  checkProportion(a);
  checkProportion(b);
  const spread = criticalZ(level) * Math.sqrt(proportionVariance(a) + proportionVariance(b));
  return { lower: a.p - b.p - spread, upper: a.p - b.p + spread };
}
