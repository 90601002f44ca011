import { gammaln } from './special-functions.ts';

/** From here on, four terms of Stirling's series leave less than a double can show. */
const LARGE = 20;

/** lnΓ(z) − ((z − ½)·ln z − z + ½·ln 2π), by Stirling's series. */
function stirlingRest(z: number): number {
  const square = z * z;
  return (1 / 12 - (1 / 360 - (1 / 1260 - 1 / (1680 * square)) / square) / square) / z;
}

/**
 * ln of the falling factorial a·(a − 1)·…·(a − x + 1), for any real x: lnΓ(a + 1) − lnΓ(a − x + 1).
 *
 * Of a large a the two logarithms are large and nearly equal, and their difference would lose its digits: there the
 * terms of Stirling's series are subtracted one by one. Abramowitz & Stegun (1964), 6.1.41.
 *
 * @param a more than −1
 * @param x less than a + 1
 * @throws RangeError if a or a − x is not above −1
 * @example
 * logFalling(5, 2) // => 2.995732273553991
 */
export function logFalling(a: number, x: number): number {
  if (!(a > -1 && a - x > -1)) throw new RangeError(`the gamma function has no value for ${a} and ${x}`);
  const [above, below] = [a + 1, a + 1 - x];
  if (Math.min(above, below) < LARGE) return gammaln(above) - gammaln(below);
  return (
    x * Math.log(above) -
    (below - 0.5) * Math.log1p(-x / above) -
    x +
    stirlingRest(above) -
    stirlingRest(below)
  );
}
