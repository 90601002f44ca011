import { criticalZ } from './distributions.ts';
import { wilson } from './wilson.ts';

/** @throws RangeError if p is not strictly between 0 and 1, or the margin not between 0 and ½ */
function check(p: number, margin: number): void {
  if (!(p > 0 && p < 1)) throw new RangeError(`p must lie between 0 and 1, not ${p}`);
  if (!(margin > 0 && margin < 0.5)) throw new RangeError(`margin must lie between 0 and 0.5, not ${margin}`);
}

/**
 * The smallest simple random sample whose textbook interval is at most ± margin: n = ⌈z²·p(1 − p)/margin²⌉.
 * With p = ½ it is large enough for any share. Cochran (1977), Sampling Techniques, ch. 4.
 *
 * @param p the share that is expected, from 0 to 1
 * @param margin half the width of the interval, on the scale from 0 to 1
 * @throws RangeError if p or the margin is out of range, or the level not between 0 and 1
 * @example
 * sampleSizeWald(0.5, 0.03, 0.95) // => 1068
 */
export function sampleSizeWald(p: number, margin: number, level: number): number {
  check(p, margin);
  const z = criticalZ(level);
  return Math.ceil((z * z * p * (1 - p)) / margin ** 2);
}

/**
 * The smallest simple random sample whose Wilson interval is at most two margins wide, found by bisection: the width
 * falls as n grows. Piegorsch (2004), Comput Stat Data Anal 46:309.
 *
 * @param p the share that is expected, from 0 to 1
 * @param margin half the width of the interval, on the scale from 0 to 1
 * @throws RangeError if p or the margin is out of range, or the level not between 0 and 1
 * @example
 * sampleSizeWilson(0.5, 0.03, 0.95) // => 1064
 */
export function sampleSizeWilson(p: number, margin: number, level: number): number {
  check(p, margin);
  const tooWide = (n: number): boolean => {
    const { lower, upper } = wilson({ p, n }, level);
    return upper - lower > 2 * margin;
  };
  let high = 1;
  while (tooWide(high)) high *= 2;
  let low = Math.floor(high / 2);
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (tooWide(middle)) low = middle;
    else high = middle;
  }
  return high;
}

/**
 * The sample that is left to take from a population of N: n/(1 + (n − 1)/N), rounded up. Cochran (1977), ch. 4.
 *
 * @throws RangeError if n or the population is not at least 1
 * @example
 * finitePopulation(1068, 1000) // => 517
 */
export function finitePopulation(n: number, population: number): number {
  if (!(n >= 1 && population >= 1)) throw new RangeError('n and population must be at least 1');
  return Math.ceil(n / (1 + (n - 1) / population));
}

/**
 * The size of each of two equal samples that finds a gap between p₁ and p₂ with the given power, in the pooled
 * two-sided z test at 1 − level:
 *
 *     n = (z_α/2·√(2p̄q̄) + z_β·√(p₁q₁ + p₂q₂))² / (p₁ − p₂)²      p̄ = (p₁ + p₂)/2, rounded up
 *
 * No continuity correction. Fleiss, Levin & Paik (2003), Statistical Methods for Rates and Proportions, ch. 4.
 *
 * @param power chance of finding the gap, from 0 to 1
 * @throws RangeError if a share is not strictly between 0 and 1, both are equal, or power or level out of range
 * @example
 * sampleSizeGap(0.5, 0.6, 0.95, 0.8) // => 388
 */
export function sampleSizeGap(p1: number, p2: number, level: number, power: number): number {
  for (const p of [p1, p2])
    if (!(p > 0 && p < 1)) throw new RangeError(`p must lie between 0 and 1, not ${p}`);
  if (p1 === p2) throw new RangeError('the two shares must differ');
  if (!(power > 0 && power < 1)) throw new RangeError(`power must lie between 0 and 1, not ${power}`);
  const mean = (p1 + p2) / 2;
  const alpha = criticalZ(level) * Math.sqrt(2 * mean * (1 - mean));
  // criticalZ is two-sided: the one-sided quantile at the power is that of 2·power − 1, mirrored below one half.
  const beta =
    (power >= 0.5 ? (power === 0.5 ? 0 : criticalZ(2 * power - 1)) : -criticalZ(1 - 2 * power)) *
    Math.sqrt(p1 * (1 - p1) + p2 * (1 - p2));
  return Math.ceil(((alpha + beta) / (p1 - p2)) ** 2);
}
