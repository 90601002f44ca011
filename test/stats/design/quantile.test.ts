import fc from 'fast-check';
import { expect, test } from 'vitest';
import { weightedQuantile, woodruffInterval } from '../../../src/stats/design/quantile.ts';

const answers = (...weights: number[]) => weights.map((w, i) => ({ value: i + 1, w }));

test('the smallest answer that at least that share of the weight does not exceed', () => {
  const four = answers(1, 1, 1, 1);
  // Exactly a quarter does not exceed 1, so that 1 is the first quartile; a little more needs 2.
  expect([0, 0.25, 0.26, 0.5, 0.75, 1].map((p) => weightedQuantile(four, p))).toEqual([1, 1, 2, 2, 3, 4]);
  expect([0, 0.25, 0.26].map((p) => weightedQuantile(answers(0, 1, 3), p))).toEqual([2, 2, 3]);
  expect(weightedQuantile(answers(1, 1, 0), 1)).toBe(2);
  expect(weightedQuantile(answers(0, 0), 0.5)).toBeNull();
  expect(weightedQuantile([], 0.5)).toBeNull();
});

test('is that of the answers written out one by one', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 8 }),
      fc.integer({ min: 0, max: 16 }),
      (counts, sixteenths) => {
        const all = counts.flatMap((count, i) => Array.from({ length: count }, () => i + 1));
        // Sixteenths are exact: the ceiling of share times number is the place, and the first at the least.
        const place = Math.max(1, Math.ceil((sixteenths * all.length) / 16));
        const values = counts.map((w, i) => ({ value: i + 1, w }));
        expect(weightedQuantile(values, sixteenths / 16)).toBe(all[place - 1] ?? null);
      },
    ),
  );
});

test('an end beyond all answers is none', () => {
  const four = answers(1, 1, 1, 1);
  expect(woodruffInterval(four, { lower: 0.25, upper: 0.75 })).toEqual({ lower: 1, upper: 3 });
  expect(woodruffInterval(four, { lower: -0.1, upper: 1.1 })).toEqual({ lower: null, upper: null });
  expect(woodruffInterval(four, { lower: 0, upper: 1 })).toEqual({ lower: 1, upper: 4 });
});

test('a share that is none is refused', () => {
  for (const p of [-0.1, 1.1, Number.NaN]) expect(() => weightedQuantile(answers(1), p)).toThrow(RangeError);
});
