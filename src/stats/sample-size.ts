import { criticalZ } from './distributions.ts';

/** @throws RangeError if p is not strictly between 0 and 1, or the margin not between 0 and ½ */
function check(p: number, margin: number): void {
  if (!(p > 0 && p < 1)) throw new RangeError(`p must lie between 0 and 1, not ${p}`);
  if (!(margin > 0 && margin < 0.5)) throw new RangeError(`margin must lie between 0 and 0.5, not ${margin}`);
}

/**
 * Whole respondents: a size rounded up, once, after the design effect and the finite population. A size that is a whole
 * number but for the rounding of doubles, a part in 10¹², stays that number.
 *
 * @param size as the functions below give it, more than 0
 * @example
 * wholeSample(1067.07) // => 1068
 */
export function wholeSample(size: number): number {
  return Math.ceil(size * (1 - 1e-12));
}

/**
 * The size of the simple random sample whose textbook interval is ± margin: n = z²·p(1 − p)/margin², not rounded.
 * With p = ½ it is large enough for any share. Cochran (1977), Sampling Techniques, ch. 4.
 *
 * @param p the share that is expected, from 0 to 1
 * @param margin half the width of the interval, on the scale from 0 to 1
 * @throws RangeError if p or the margin is out of range, or the level not between 0 and 1
 * @example
 * wholeSample(sampleSizeWald(0.5, 0.03, 0.95)) // => 1068
 */
export function sampleSizeWald(p: number, margin: number, level: number): number {
  check(p, margin);
  const z = criticalZ(level);
  return (z * z * p * (1 - p)) / margin ** 2;
}

/**
 * The size of the simple random sample whose Wilson interval is two margins wide, not rounded:
 *
 *     n = z²·(pq − 2m² + √(p²q² + m²(1 − 4pq))) / (2m²)      m the margin, q = 1 − p
 *
 * the root of z²(pq·n + z²/4) = m²(n + z²)², which says that half the width is m; the width falls as n grows. Piegorsch
 * (2004), Comput Stat Data Anal 46:309.
 *
 * @param p the share that is expected, from 0 to 1
 * @param margin half the width of the interval, on the scale from 0 to 1
 * @throws RangeError if p or the margin is out of range, or the level not between 0 and 1
 * @example
 * wholeSample(sampleSizeWilson(0.5, 0.03, 0.95)) // => 1064
 */
export function sampleSizeWilson(p: number, margin: number, level: number): number {
  check(p, margin);
  const [z, pq, m2] = [criticalZ(level), p * (1 - p), margin ** 2];
  return (z * z * (pq - 2 * m2 + Math.sqrt(pq * pq + m2 * (1 - 4 * pq)))) / (2 * m2);
}

/**
 * The sample that is left to take from a population of N: n/(1 + (n − 1)/N), not rounded. Cochran (1977), ch. 4.
 *
 * @param n the sample that an endless population would need
 * @throws RangeError if n is not above 0, or the population not at least 1
 * @example
 * wholeSample(finitePopulation(1067.07, 1000)) // => 517
 */
export function finitePopulation(n: number, population: number): number {
  if (!(n > 0 && population >= 1)) throw new RangeError('n must be above 0, and the population at least 1');
  return n / (1 + (n - 1) / population);
}

/**
 * The size of each of two equal samples that finds a gap between p₁ and p₂ with the given power, in the pooled
 * two-sided z test at 1 − level:
 *
 *     n = (z_α/2·√(2p̄q̄) + z_β·√(p₁q₁ + p₂q₂))² / (p₁ − p₂)²      p̄ = (p₁ + p₂)/2, not rounded
 *
 * No continuity correction. Fleiss, Levin & Paik (2003), Statistical Methods for Rates and Proportions, ch. 4.
 *
 * @param p1 share in one population, strictly between 0 and 1
 * @param p2 share in the other
 * @param level of the test, such as 0.95
 * @param power chance of finding the gap, from 0 to 1
 * @throws RangeError if a share is not strictly between 0 and 1, both are equal, or power or level out of range
 * @example
 * wholeSample(sampleSizeGap(0.5, 0.6, 0.95, 0.8)) // => 388
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
  return ((alpha + beta) / (p1 - p2)) ** 2;
}
