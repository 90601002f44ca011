import fc from 'fast-check';
import { expect, test } from 'vitest';
import { determined } from '../../../src/stats/disclosure/row-space.ts';
import { runs } from '../../runs.ts';

test('an unknown that stands alone, or is a difference of sums, is determined', () => {
  expect(determined(3, [[0], [0, 1]])).toEqual([true, true, false]);
  expect(
    determined(3, [
      [0, 1],
      [1, 2],
      [0, 2],
    ]),
  ).toEqual([true, true, true]);
  expect(
    determined(4, [
      [0, 1],
      [2, 3],
      [0, 2],
      [1, 3],
    ]),
  ).toEqual([false, false, false, false]);
  expect(determined(2, [])).toEqual([false, false]);
});

test('a determined unknown has one value in all solutions, and another has more', () => {
  const systems = fc.array(fc.subarray([0, 1, 2, 3], { minLength: 1 }), { maxLength: 6 });
  // Differences of solutions of sums of four unknowns are made of minors up to 3 × 3, which are from −2 to 2.
  const shifts = Array.from({ length: 5 ** 4 }, (_, i) =>
    [0, 1, 2, 3].map((k) => (Math.floor(i / 5 ** k) % 5) - 2),
  );
  fc.assert(
    fc.property(systems, (equations) => {
      const kernel = shifts.filter((shift) =>
        equations.every((terms) => terms.reduce((sum, k) => sum + (shift[k] ?? 0), 0) === 0),
      );
      const known = determined(4, equations);
      known.forEach((is, k) => expect(is).toBe(kernel.every((shift) => shift[k] === 0)));
    }),
    { numRuns: runs(100, 500) },
  );
});
