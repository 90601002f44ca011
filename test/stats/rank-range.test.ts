import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { competitionRanks } from '../../src/stats/competition-ranks.ts';
import { rankRanges } from '../../src/stats/rank-range.ts';
import { roundingInterval } from '../../src/stats/rounding.ts';

const ofPrinted = (values: readonly number[], decimals = 0) =>
  values.map((value) => {
    const { lower, upper } = roundingInterval({ value, decimals });
    return { lower: lower.value, upper: upper.value };
  });
const ends = (ranges: ReturnType<typeof rankRanges>) =>
  ranges.map((range) => range && [range.lower, range.upper]);

/** Every choice of one number from each list. */
const choices = (lists: readonly (readonly number[])[]): number[][] =>
  lists.reduce<number[][]>((rows, list) => rows.flatMap((row) => list.map((value) => [...row, value])), [[]]);

describe('the places that rounding leaves open', () => {
  test('31 and 31 may stand in any order, 31 and 30 may not', () => {
    expect(ends(rankRanges(ofPrinted([31, 31, 30])))).toEqual([
      [1, 2],
      [1, 2],
      [3, 3],
    ]);
  });

  test('an item without a figure may be anywhere', () => {
    const [first, second] = ofPrinted([40, 30]);
    expect(ends(rankRanges([first ?? null, null, second ?? null], 2))).toEqual([[1, 4], null, [2, 5]]);
  });

  test('figures that were not rounded are tied only if they are the same', () => {
    const points = [5, 5.0001, 5, 7].map((value) => ({ lower: value, upper: value }));
    expect(ends(rankRanges(points))).toEqual([
      [3, 3],
      [2, 2],
      [3, 3],
      [1, 1],
    ]);
  });

  test('a number at the lower end of a rounded figure may be as high, at the upper end it is above', () => {
    const rounded = { lower: 30.5, upper: 31.5 };
    expect(ends(rankRanges([rounded, { lower: 30.5, upper: 30.5 }]))).toEqual([
      [1, 1],
      [1, 2],
    ]);
    expect(ends(rankRanges([rounded, { lower: 31.5, upper: 31.5 }]))).toEqual([
      [2, 2],
      [1, 1],
    ]);
  });

  // Thousandths of every figure that prints as it does are tried, with some whose figure is not rounded at all.
  test('are those of all numbers that print as the figures do', () => {
    const item = fc.oneof(
      fc.integer({ min: 0, max: 3 }).map((value) => ({ value, decimals: 0 })),
      fc.integer({ min: 0, max: 30 }).map((tenths) => ({ value: tenths / 10, decimals: 1 })),
    );
    fc.assert(
      fc.property(fc.array(item, { minLength: 1, maxLength: 4 }), (figures) => {
        const ranges = figures.map((figure) => {
          const { lower, upper } = roundingInterval(figure);
          return { lower: lower.value, upper: upper.value };
        });
        // The lowest number of each interval, one inside, and all but the highest.
        const possible = ranges.map(({ lower, upper }) => [lower, (lower + upper) / 2, upper - 1e-9]);
        const ranks = choices(possible).map((values) => competitionRanks(values));
        const seen = figures.map((_, i) => ranks.map((list) => list[i] ?? 0));
        expect(ends(rankRanges(ranges))).toEqual(
          seen.map((places) => [Math.min(...places), Math.max(...places)]),
        );
      }),
    );
  });

  test('hold the place among the printed figures', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 1 }), (values) => {
        const places = competitionRanks(values);
        rankRanges(ofPrinted(values)).forEach((range, i) => {
          expect(range?.lower).toBeLessThanOrEqual(places[i] ?? 0);
          expect(range?.upper).toBeGreaterThanOrEqual(places[i] ?? Infinity);
        });
      }),
    );
  });

  test('ranges that are none are refused', () => {
    expect(() => rankRanges([{ lower: 2, upper: 1 }])).toThrow(RangeError);
    expect(() => rankRanges([{ lower: Number.NaN, upper: 1 }])).toThrow(RangeError);
  });
});
