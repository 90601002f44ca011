import type { Interval, Proportion } from './proportion.ts';
import { wilson } from './wilson.ts';

/**
 * Newcombe's hybrid score interval for a difference of two independent proportions (his method 10): Wilson's limits
 * of both, put together.
 *
 *     [d − √((p₁−l₁)² + (u₂−p₂)²),  d + √((u₁−p₁)² + (p₂−l₂)²)]      d = p₁ − p₂
 *
 * lᵢ and uᵢ are Wilson's limits of pᵢ; no continuity correction. Newcombe (1998), Stat Med 17:873.
 *
 * @param level of the interval, such as 0.95
 * @returns differences from −1 to 1
 * @throws RangeError as {@link wilson}
 * @example
 * newcombe({ p: 0.8, n: 70 }, { p: 0.6, n: 80 }, 0.95) // => { lower: 0.05243147240236498, upper: 0.333872654036906 }
 */
export function newcombe(a: Proportion, b: Proportion, level: number): Interval {
  const [wa, wb] = [wilson(a, level), wilson(b, level)];
  const d = a.p - b.p;
  return {
    lower: d - Math.hypot(a.p - wa.lower, wb.upper - b.p),
    upper: d + Math.hypot(wa.upper - a.p, b.p - wb.lower),
  };
}
