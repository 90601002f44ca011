/**
 * Cohen's h, the size of a difference of two proportions on a scale where a step means the same everywhere:
 *
 *     h = 2·asin(√p₁) − 2·asin(√p₂)
 *
 * Signed; by convention 0.2 is small, 0.5 medium, 0.8 large. Cohen (1988), Statistical Power Analysis, ch. 6.
 *
 * @param p1 proportion from 0 to 1
 * @param p2 proportion from 0 to 1
 * @throws RangeError if a proportion is not between 0 and 1
 * @example
 * cohensH(1, 0) // => 3.141592653589793
 */
export function cohensH(p1: number, p2: number): number {
  for (const p of [p1, p2])
    if (!(p >= 0 && p <= 1)) throw new RangeError(`p must be between 0 and 1, not ${p}`);
  return 2 * Math.asin(Math.sqrt(p1)) - 2 * Math.asin(Math.sqrt(p2));
}
