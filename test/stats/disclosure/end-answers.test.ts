import { expect, test } from 'vitest';
import { areEndsOpen, type KnownOfNumbers } from '../../../src/stats/disclosure/end-answers.ts';

const given = (values: readonly number[]) => values.map((value) => ({ value, design: 0, n: 1 }));
const MOST = 5;

/** Every list of so many whole numbers, ascending. */
function* lists(length: number, from = 0): Generator<number[]> {
  if (length === 0) yield [];
  else
    for (let first = from; first <= MOST; first += 1)
      for (const rest of lists(length - 1, first)) yield [first, ...rest];
}
const sum = (values: readonly number[], power: number): number =>
  values.reduce((total, x) => total + x ** power, 0);

test.each([false, true])(
  'what is taken for open is: others could have given all numbers with the same sums, squares: %s',
  (squares) => {
    const known: KnownOfNumbers = { least: 3, from: 0, to: MOST, cuts: [2.5], squares };
    const all = [...lists(6)];
    let open = 0;
    for (const values of all) {
      if (!areEndsOpen(given(values), known)) continue;
      open += 1;
      const alike = all.filter(
        (other) =>
          sum(other, 1) === sum(values, 1) &&
          (!squares || sum(other, 2) === sum(values, 2)) &&
          other.filter((x) => x > 2.5).length === values.filter((x) => x > 2.5).length,
      );
      const count = (isIn: (x: number) => boolean): number => values.filter(isIn).length;
      const few = values.filter(
        (answer) =>
          Math.min(
            count((x) => x <= answer),
            count((x) => x >= answer),
          ) < known.least,
      );
      for (const answer of few) expect(alike.some((other) => !other.includes(answer))).toBe(true);
    }
    expect(open).toBeGreaterThan(3);
  },
);

test.each<[string, readonly number[], Partial<KnownOfNumbers>, boolean]>([
  ['one who alone gave something', [0, 0, 0, 0, 0, 1], {}, false],
  ['several who did', [0, 0, 0, 2, 2, 2], {}, true],
  ['two that the squares tell', [0, 0, 0, 0, 0, 8, 10], { squares: true, to: 10 }, false],
  ['the same without squares', [0, 0, 0, 0, 0, 8, 10], {}, true],
  ['nobody below what is the least anyway', [0, 0, 3, 3, 3, 3], { cuts: [1] }, false],
  ['multiples of a hundredth', [0.25, 0.5, 0.75, 1, 1.25, 2], {}, true],
  ['all alike', [4, 4, 4, 4], { squares: true }, true],
])('%s', (_, values, changes, isOpen) => {
  expect(
    areEndsOpen(given(values), { least: 3, from: 0, to: 12, cuts: [], squares: false, ...changes }),
  ).toBe(isOpen);
});

test('numbers go from one to another of the same weight and stratum only', () => {
  const apart = [1, 2, 3, 9].map((value, design) => ({ value, design, n: 1 }));
  const known = { least: 2, from: 0, to: 12, cuts: [], squares: false };
  expect(areEndsOpen(apart, known)).toBe(false);
  expect(
    areEndsOpen(
      apart.map((one) => ({ ...one, design: 0 })),
      known,
    ),
  ).toBe(true);
});
