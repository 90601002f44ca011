import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { attainableVariance, maximumEntropy } from '../../../src/stats/disclosure/entropy.ts';
import {
  pTable,
  supportOf,
  varianceOfShown,
  whyImpossible,
  type NoiseSettings,
} from '../../../src/stats/disclosure/p-table.ts';

interface Reference {
  readonly tables: readonly (NoiseSettings & {
    readonly rows: readonly { count: number; values: number[]; probabilities: number[] }[];
  })[];
}
const reference = JSON.parse(
  readFileSync(new URL('../../reference/p-table/tables.json', import.meta.url), 'utf8'),
) as Reference;

const settings = fc
  .tuple(
    fc.integer({ min: 1, max: 8 }),
    fc.integer({ min: 0, max: 8 }),
    fc.double({ min: 0.01, max: 1, noNaN: true }),
  )
  .map(([minimum, more, share]): NoiseSettings => {
    const bound = minimum + more;
    return { bound, minimum, variance: share * bound };
  });

const moment = (values: readonly number[], p: readonly number[], power: number): number =>
  values.reduce((sum, v, i) => sum + (p[i] ?? 0) * v ** power, 0);

describe('the table of perturbation', () => {
  test('is that of SciPy', () => {
    let held = 0;
    for (const { rows, ...given } of reference.tables) {
      const table = pTable(given);
      for (const { count, values, probabilities } of rows) {
        const row = table.rows[count];
        expect(row?.values).toEqual(values);
        probabilities.forEach((p, i) =>
          expect(Math.abs((row?.probabilities[i] ?? NaN) - p)).toBeLessThan(1e-9),
        );
        held += 1;
      }
    }
    expect(held).toBeGreaterThan(50);
  });

  test('is that of the R package ptable where that has no further rule: its vignette, D = 2 and V = 1, count 2', () => {
    const row = pTable({ bound: 2, variance: 1, minimum: 1 }).rows[2];
    expect(row?.probabilities[0]).toBeCloseTo(0.0638, 4);
    expect(row?.probabilities[2]).toBeCloseTo(0.383, 3);
  });

  test('is unbiased, bounded, without small counts, and has its variance', () => {
    fc.assert(
      fc.property(settings, (given) => {
        fc.pre(whyImpossible(given) === null);
        const table = pTable(given);
        table.rows.forEach(({ values, probabilities }, count) => {
          expect(probabilities.reduce((a, b) => a + b)).toBeCloseTo(1, 12);
          expect(Math.abs(moment(values, probabilities, 1))).toBeLessThan(1e-9);
          for (const [i, v] of values.entries()) {
            expect(Math.abs(v)).toBeLessThanOrEqual(given.bound);
            expect(count + v === 0 || count + v >= given.minimum).toBe(true);
            expect(probabilities[i]).toBeGreaterThanOrEqual(0);
          }
          const small = count < given.minimum ? count * (given.minimum - count) + 0.5 : 0;
          const wanted = count === 0 ? 0 : Math.max(given.variance, small);
          expect(moment(values, probabilities, 2)).toBeCloseTo(wanted, 8);
        });
        expect(table.rows[0]).toEqual({ values: [0], probabilities: [1] });
      }),
      { numRuns: 60 },
    );
  });

  test('has the largest entropy: ln p is a parabola, and no step within the constraints raises it', () => {
    fc.assert(
      fc.property(settings, (given) => {
        fc.pre(whyImpossible(given) === null);
        for (const { values, probabilities } of pTable(given).rows) {
          if (probabilities.some((p) => p < 1e-6) || values.length < 4) continue;
          // Divided differences of third order of ln p over four numbers are 0 where ln p = c + a·v + b·v².
          for (let i = 0; i + 3 < values.length; i += 1) {
            const four = values.slice(i, i + 4);
            const difference = four.reduce((sum, v, j) => {
              const others = four.reduce((product, u, k) => (k === j ? product : product * (v - u)), 1);
              return sum + Math.log(probabilities[i + j] ?? 0) / others;
            }, 0);
            expect(Math.abs(difference)).toBeLessThan(1e-6);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  test('does not exist beyond what can be had', () => {
    expect(whyImpossible({ bound: 4, variance: 2, minimum: 5 })).toEqual({ what: 'bound', least: 5 });
    expect(whyImpossible({ bound: 5, variance: 5.01, minimum: 5 })).toEqual({ what: 'variance', most: 5 });
    expect(whyImpossible({ bound: 5, variance: 5, minimum: 5 })).toBeNull();
    expect(() => pTable({ bound: 4, variance: 2, minimum: 5 })).toThrow(RangeError);
    expect(() => maximumEntropy([-1, 0, 1], 1.1)).toThrow(RangeError);
    expect(() => maximumEntropy([1, 2], 1)).toThrow(RangeError);
    expect(attainableVariance([-3, 2, 5])).toEqual({ least: 6, most: 15 });
    expect(supportOf(0, { bound: 5, variance: 2, minimum: 5 })).toEqual([0]);
  });

  test('at its limits leaves two numbers', () => {
    expect(maximumEntropy([-1, 4, 5], 4).probabilities).toEqual([0.8, 0.2, 0]);
    expect(maximumEntropy([-1, 0, 5], 5).probabilities).toEqual([5 / 6, 0, 1 / 6]);
    expect(maximumEntropy([-1, 0, 1], 0).probabilities).toEqual([0, 1, 0]);
  });

  test('the variance of a count that is shown is the largest that is behind it', () => {
    const table = pTable({ bound: 5, variance: 2, minimum: 5 });
    expect([0, 1, 4, 5, 6, 11, 500].map((shown) => varianceOfShown(table, shown))).toEqual([
      6.5, 0, 0, 6.5, 6.5, 2, 2,
    ]);
  });
});
