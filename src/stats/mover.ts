import type { Interval } from './proportion.ts';

/** An estimate with its interval at some level. */
export interface Bounded {
  readonly estimate: number;
  readonly interval: Interval;
}

/**
 * The interval of a difference of two independent estimates from their single intervals, squared and added (MOVER, method
 * of variance estimates recovery):
 *
 *     [d − √((e₁ − l₁)² + (u₂ − e₂)²),  d + √((u₁ − e₁)² + (e₂ − l₂)²)]      d = e₁ − e₂
 *
 * eᵢ the estimates, lᵢ and uᵢ the ends of their intervals, all at one level, which is that of the result. Each side has the
 * width of the single intervals on that side, so that it fits shares near 0 and 100 %, where d ± t·SE does not. With
 * Wilson's intervals it is Newcombe's. Zou & Donner (2008), Stat Med 27:1693.
 *
 * @returns in the units of the estimates; not cut at any range
 * @example
 * mover({ estimate: 0, interval: { lower: 0, upper: 3 } }, { estimate: 5, interval: { lower: 1, upper: 9 } }) // => { lower: -9, upper: 0 }
 */
export function mover(a: Bounded, b: Bounded): Interval {
  const d = a.estimate - b.estimate;
  return {
    lower: d - Math.hypot(a.estimate - a.interval.lower, b.interval.upper - b.estimate),
    upper: d + Math.hypot(a.interval.upper - a.estimate, b.estimate - b.interval.lower),
  };
}
