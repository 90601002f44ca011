import { betaQuantile, criticalZ } from './distributions.ts';
import { checkProportion, clip, type Interval, type Proportion } from './proportion.ts';

/**
 * The textbook interval p ± z·√(p(1−p)/n), cut at 0 and 1. Shown for comparison only: it covers far less than its
 * level for small samples and extreme shares, and has no width at 0 % and 100 %. Brown, Cai & DasGupta (2001),
 * Stat Sci 16:101.
 *
 * @throws RangeError if p is not between 0 and 1, n not positive, or the level not between 0 and 1
 * @example
 * wald({ p: 0, n: 10 }, 0.95) // => { lower: 0, upper: 0 }
 */
export function wald(proportion: Proportion, level: number): Interval {
  checkProportion(proportion);
  const { p, n } = proportion;
  const spread = criticalZ(level) * Math.sqrt((p * (1 - p)) / n);
  return clip({ lower: p - spread, upper: p + spread }, 0, 1);
}

/**
 * Agresti and Coull's interval: the textbook one around p̃ = (x + z²/2)/(n + z²) with base ñ = n + z², x = p·n, cut
 * at 0 and 1. Agresti & Coull (1998), Am Stat 52:119.
 *
 * @throws RangeError if p is not between 0 and 1, n not positive, or the level not between 0 and 1
 * @example
 * agrestiCoull({ p: 0, n: 1 }, 0.95) // => { lower: 0, upper: 0.832500514520587 }
 */
export function agrestiCoull(proportion: Proportion, level: number): Interval {
  checkProportion(proportion);
  const { p, n } = proportion;
  const z = criticalZ(level);
  const base = n + z * z;
  const centre = (p * n + (z * z) / 2) / base;
  const spread = z * Math.sqrt((centre * (1 - centre)) / base);
  return clip({ lower: centre - spread, upper: centre + spread }, 0, 1);
}

/**
 * Clopper and Pearson's "exact" interval, from the binomial tails: the quantiles of Beta(x, n − x + 1) at α/2 and of
 * Beta(x + 1, n − x) at 1 − α/2, x = p·n, α = 1 − level. It never covers less than its level, and so is wide.
 * Clopper & Pearson (1934), Biometrika 26:404.
 *
 * @throws RangeError if p is not between 0 and 1, n not positive, or the level not between 0 and 1
 * @example
 * clopperPearson({ p: 0, n: 1 }, 0.95) // => { lower: 0, upper: 0.975 }
 */
export function clopperPearson(proportion: Proportion, level: number): Interval {
  checkProportion(proportion);
  if (!(level > 0 && level < 1)) throw new RangeError(`level must lie between 0 and 1, not ${level}`);
  const { p, n } = proportion;
  const x = p * n;
  const tail = (1 - level) / 2;
  return { lower: betaQuantile(tail, x, n - x + 1), upper: betaQuantile(1 - tail, x + 1, n - x) };
}

/**
 * Jeffreys' interval: the equal-tailed interval of the posterior Beta(x + ½, n − x + ½), x = p·n. At 0 % and 100 %
 * its end is not set to 0 or 1. Brown, Cai & DasGupta (2001), Stat Sci 16:101.
 *
 * @throws RangeError if p is not between 0 and 1, n not positive, or the level not between 0 and 1
 */
export function jeffreys(proportion: Proportion, level: number): Interval {
  checkProportion(proportion);
  if (!(level > 0 && level < 1)) throw new RangeError(`level must lie between 0 and 1, not ${level}`);
  const { p, n } = proportion;
  const [a, b, tail] = [p * n + 0.5, n * (1 - p) + 0.5, (1 - level) / 2];
  return { lower: betaQuantile(tail, a, b), upper: betaQuantile(1 - tail, a, b) };
}
