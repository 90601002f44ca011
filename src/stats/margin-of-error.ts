import type { Decimal } from './decimal.ts';
import { criticalZ } from './distributions.ts';
import { roundingInterval } from './rounding.ts';

/** What a published margin of error says of the design of a sample. */
export interface MarginDesign {
  /** Variance compared with a simple random sample; 1 where the margin is not above that of one. */
  readonly designEffect: number;
  /** The margin is below that of simple random sampling, whatever the rounding: it cannot be right. */
  readonly isTooSmall: boolean;
}

/**
 * The design effect that a published margin of error implies: it is half the width of the interval of a share of 50 %, so that
 *
 *     deff = (m/100 · 2/z)² · n
 *
 * m the margin in percentage points, z the normal quantile of its level, n the respondents. A margin whose rounding interval contains
 * that of simple random sampling, 50·z/√n, says no more than that: 1. Kish (1965), Survey Sampling, §8.2.
 *
 * @throws RangeError if the margin or n is not positive, or the level not between 0 and 1
 * @example
 * designEffectOfMargin({ value: 3.1, decimals: 1 }, 0.95, 1000) // => { designEffect: 1, isTooSmall: false }
 */
export function designEffectOfMargin(points: Decimal, level: number, n: number): MarginDesign {
  if (!(points.value > 0)) throw new RangeError(`a margin must be positive, not ${points.value}`);
  if (!(n > 0)) throw new RangeError(`n must be positive, not ${n}`);
  const z = criticalZ(level);
  const simple = (50 * z) / Math.sqrt(n);
  const { lower, upper } = roundingInterval(points);
  if (upper.value <= simple) return { designEffect: 1, isTooSmall: true };
  if (lower.value <= simple) return { designEffect: 1, isTooSmall: false };
  return { designEffect: ((points.value / 100) * (2 / z)) ** 2 * n, isTooSmall: false };
}
