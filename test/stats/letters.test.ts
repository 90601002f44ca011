import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { columnLetter, columnLetters, type ColumnPair } from '../../src/stats/letters.ts';

const pair = (a: number, b: number, difference: number | null, pAdjusted: number | null): ColumnPair => ({
  a,
  b,
  difference,
  pAdjusted,
});

test.each([
  [0, 'A'],
  [25, 'Z'],
  [26, 'AA'],
  [51, 'AZ'],
  [52, 'BA'],
  [701, 'ZZ'],
  [702, 'AAA'],
])('column %i has the letter %s', (column, letter) => {
  expect(columnLetter(column)).toBe(letter);
});

test.each([-1, 0.5, Number.NaN])('there is no column %d', (column) => {
  expect(() => columnLetter(column)).toThrow(RangeError);
});

describe('columnLetters', () => {
  test('marks the larger figure with the letter of the smaller one, by level', () => {
    const pairs = [
      pair(0, 1, 5, 0.01),
      pair(0, 2, 3, 0.07),
      pair(1, 2, -2, 0.03),
      pair(3, 0, 9, 0.0499),
      pair(3, 1, 9, 0.2),
      pair(2, 3, null, null),
    ];
    expect(columnLetters(4, pairs)).toEqual([['B', 'c'], [], ['B'], ['A']]);
  });

  test('a level is not reached by a p-value that equals it', () => {
    expect(columnLetters(2, [pair(0, 1, 5, 0.05)])).toEqual([['b'], []]);
    expect(columnLetters(2, [pair(0, 1, 5, 0.1)])).toEqual([[], []]);
  });

  test('the levels can be chosen; with equal ones there are no lower-case letters', () => {
    expect(columnLetters(2, [pair(0, 1, 5, 0.03)], 0.01, 0.05)).toEqual([['b'], []]);
    expect(columnLetters(2, [pair(0, 1, 5, 0.07)], 0.05, 0.05)).toEqual([[], []]);
    expect(() => columnLetters(2, [], 0.1, 0.05)).toThrow('above the loose one');
  });

  test('an equal figure, an unknown difference and a missing test leave no letter', () => {
    const pairs = [pair(0, 1, 0, 0.001), pair(1, 2, null, 0.001), pair(0, 2, 4, null)];
    expect(columnLetters(3, pairs)).toEqual([[], [], []]);
  });

  test('letters stand in the order of columns, also past Z', () => {
    const pairs = Array.from({ length: 27 }, (_, i) => pair(27, 26 - i, 1, 0.001));
    expect(columnLetters(28, pairs)[27]?.slice(-3)).toEqual(['Y', 'Z', 'AA']);
  });

  test.each([
    [0, 2],
    [-1, 0],
    [1, 1],
  ])('refuses the pair %i and %i of two columns', (a, b) => {
    expect(() => columnLetters(2, [pair(a, b, 1, 0.01)])).toThrow(`columns ${a} and ${b}`);
  });

  test('the order of pairs, and of the columns within them, does not matter', () => {
    const some = fc.uniqueArray(
      fc.record({
        a: fc.integer({ min: 0, max: 2 }),
        b: fc.integer({ min: 3, max: 5 }),
        difference: fc.option(fc.integer({ min: -3, max: 3 })),
        pAdjusted: fc.option(fc.double({ min: 0, max: 0.2, noNaN: true })),
      }),
      { selector: ({ a, b }) => `${a} ${b}` },
    );
    fc.assert(
      fc.property(some, (pairs) => {
        const turned = pairs
          .toReversed()
          .map(({ a, b, difference, pAdjusted }) =>
            pair(b, a, difference === null ? null : -difference, pAdjusted),
          );
        const letters = columnLetters(6, pairs);
        expect(columnLetters(6, turned)).toEqual(letters);
        expect(letters.flat().length).toBeLessThanOrEqual(pairs.length);
      }),
    );
  });
});
