import fc from 'fast-check';
import { expect, test } from 'vitest';
import { erfc, erfcinv } from '../../src/stats/error-function.ts';
import { runs } from '../runs.ts';

/** Fixed-point numbers of so many bits after the point. */
const BITS = 320n;
const ONE = 1n << BITS;
/** √π, to 60 digits. */
const ROOT_OF_PI = 1_772_453_850_905_516_027_298_167_483_341_145_182_797_549_456_122_387_128_213_807n;
const DIGITS = 10n ** 60n;
/** What lies beyond so many bits after the point changes nothing here. */
const FRACTION = 200;

function exact(x: number): bigint {
  return (BigInt(Math.round(x * 2 ** FRACTION)) << BITS) >> BigInt(FRACTION);
}

/** 1 − 2/√π Σ (−1)ⁿ x^(2n+1) / (n! (2n+1)), in whole numbers. */
function erfcBySeries(x: bigint): bigint {
  const square = (x * x) >> BITS;
  let [sum, power] = [0n, x];
  for (let n = 0n; power !== 0n; n += 1n) {
    sum += power / (2n * n + 1n);
    power = -((power * square) >> BITS) / (n + 1n);
    // What is shifted to the right is rounded down, and so never comes to 0 from below.
    if (power === -1n) break;
  }
  return ONE - (2n * sum * DIGITS) / ROOT_OF_PI;
}

const numberOf = (fixed: bigint): number => Number(fixed) / 2 ** Number(BITS);

const EPSILON = Number.EPSILON;
/** Where one way of computing ends and another begins. */
const ENDS = [-6, -1.25, -0.84375, 0, 0.25, 0.84375, 1.25, 1 / 0.35, 6];
const x = fc.oneof(
  fc.double({ min: -6.5, max: 8, noNaN: true }).filter((one) => Math.abs(one) > 1e-10),
  fc
    .tuple(fc.constantFrom(...ENDS), fc.double({ min: -1e-3, max: 1e-3, noNaN: true }))
    .map(([a, b]) => a + b),
);

test('the complementary error function is its series, to the last digit but one', () => {
  fc.assert(
    fc.property(x, (at) => {
      const expected = numberOf(erfcBySeries(exact(at)));
      expect(Math.abs(erfc(at) - expected)).toBeLessThanOrEqual(4 * EPSILON * expected);
    }),
    { numRuns: runs(200, 5000) },
  );
});

test('its inverse gives what it is asked for', () => {
  const q = fc.oneof(
    fc.double({ min: 1e-15, max: 2, noNaN: true, minExcluded: true, maxExcluded: true }),
    fc
      .constantFrom(0.25, 0.5, 0.75, 1.5, 0.05, 0.01)
      .chain((end) => fc.double({ min: -1e-6, max: 1e-6, noNaN: true }).map((by) => end + by)),
  );
  fc.assert(
    fc.property(q, (given) => {
      const found = erfcinv(given);
      // By how much x is wrong: the difference over the slope, 2/√π e^(−x²).
      const slope = (2 / Math.sqrt(Math.PI)) * Math.exp(-found * found);
      const wrong = Math.abs(numberOf(erfcBySeries(exact(found)) - exact(given))) / slope;
      expect(wrong).toBeLessThanOrEqual(8 * EPSILON * Math.max(Math.abs(found), EPSILON));
    }),
    { numRuns: runs(200, 5000) },
  );
});

test('both end where they must', () => {
  expect([-Infinity, -28, 0, -0, 28, Infinity].map(erfc)).toEqual([2, 2, 1, 1, 0, 0]);
  expect([0, 1, 2].map(erfcinv)).toEqual([Infinity, 0, -Infinity]);
  expect([erfc(NaN), erfcinv(NaN), erfcinv(-0.1), erfcinv(2.1)]).toEqual([NaN, NaN, NaN, NaN]);
  // R: 2 * pnorm(-sqrt(2) * c(10, 26))
  expect(erfc(10) / 2.088_487_583_762_529e-45).toBeCloseTo(1, 11);
  expect(erfc(26) / 5.663_192_408_854_971e-296).toBeCloseTo(1, 11);
});
