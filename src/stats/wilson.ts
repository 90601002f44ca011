import { criticalZ } from './distributions.ts';
import { checkProportion, clip, type Interval, type Proportion } from './proportion.ts';

/**
 * Wilson's score interval for a proportion: all proportions that a two-sided score test would not reject. It holds
 * its level even for small samples and shares near 0 % or 100 %, where the textbook interval fails.
 *
 *     (p + z²/2n ± z·√(p(1−p)/n + z²/4n²)) / (1 + z²/n)
 *
 * p the sample proportion, n the base, z the normal quantile of the level; no continuity correction.
 * Wilson (1927), JASA 22:209; Newcombe (1998), Stat Med 17:857, method 3.
 *
 * @returns proportions from 0 to 1; the interval shrinks to p as n grows
 * @throws RangeError if p is not between 0 and 1, n not positive, or the level not between 0 and 1
 * @example
 * wilson({ p: 0, n: 1 }, 0.95) // => { lower: 0, upper: 0.7934506856227626 }
 */
export function wilson(proportion: Proportion, level: number): Interval {
  checkProportion(proportion);
  const { p, n } = proportion;
  const z = criticalZ(level);
  const shrink = 1 + (z * z) / n;
  const centre = p + (z * z) / (2 * n);
  const spread = z * Math.sqrt((p * (1 - p)) / n + ((z / n) * z) / (4 * n));
  const interval = { lower: (centre - spread) / shrink, upper: (centre + spread) / shrink };
  // At 0 % and 100 % the end is exact; arithmetic would miss it by a rounding error.
  return clip({ lower: p === 0 ? 0 : interval.lower, upper: p === 1 ? 1 : interval.upper }, 0, 1);
}
