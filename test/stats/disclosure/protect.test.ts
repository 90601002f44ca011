import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { protect } from '../../../src/stats/disclosure/protect.ts';
import {
  cellOf,
  codesOf,
  pinnedDown,
  publish,
  shownEmpty,
  subtractable,
  type Cell,
  type Table,
} from './attacker.ts';
import { runs } from '../../runs.ts';

const product = (sizes: readonly number[]): number => sizes.reduce((total, size) => total * size, 1);

/** Tables as surveys have them: most cells small, many empty, a few large; some codes never come together. */
const tables = (dimensions: number, size: number, largest = 60): fc.Arbitrary<Table> =>
  fc
    .record({
      sizes: fc.array(fc.integer({ min: 2, max: size }), { minLength: dimensions, maxLength: dimensions }),
      minimum: fc.integer({ min: 2, max: 6 }),
    })
    .chain(({ sizes, minimum }) => {
      const cells = product(sizes);
      const count = fc.oneof(
        { weight: 1, arbitrary: fc.constant(0) },
        { weight: 4, arbitrary: fc.integer({ min: 0, max: 9 }) },
        { weight: 3, arbitrary: fc.integer({ min: 5, max: largest }) },
      );
      const empty = fc.record({
        mask: fc.integer({ min: 1, max: (1 << dimensions) - 1 }),
        atom: fc.nat({ max: cells - 1 }),
      });
      return fc
        .tuple(
          fc.array(count, { minLength: cells, maxLength: cells }),
          fc.array(empty, { maxLength: dimensions + 1 }),
        )
        .map(([drawn, empties]) => ({
          sizes,
          minimum,
          counts: drawn.map((value, atom) => {
            const codes = codesOf(sizes, atom);
            const isEmpty = empties.some(
              (one) => cellOf(sizes, one.mask, codes) === cellOf(sizes, one.mask, codesOf(sizes, one.atom)),
            );
            return isEmpty ? 0 : value;
          }),
        }));
    });
const withoutZeros = (arbitrary: fc.Arbitrary<Table>): fc.Arbitrary<Table> =>
  arbitrary.map((table) => ({ ...table, counts: table.counts.map((count) => count + 1) }));
const anyTable = fc.oneof(tables(2, 5), tables(3, 4), tables(4, 3));

/** Which cells of a table are hidden, row by row. */
const hiddenIn = (table: Table, mask = (1 << table.sizes.length) - 1): boolean[] => {
  const { isHidden } = protect(table);
  const cells = product(table.sizes.filter((_, j) => (mask >> j) & 1));
  return Array.from({ length: cells }, (_, cell) => isHidden(mask, cell));
};

describe('what is shown', () => {
  test('holds no small count, and no margin of it is hidden', () => {
    fc.assert(
      fc.property(anyTable, (table) => {
        const cells = publish(table);
        const hidden = new Set(cells.flatMap((one) => (one.hidden ? [`${one.mask} ${one.cell}`] : [])));
        for (const { mask, count, atoms } of cells.filter((one) => !one.hidden)) {
          expect(count === 0 || count >= table.minimum).toBe(true);
          for (let margin = mask; margin > 0; margin = (margin - 1) & mask)
            expect(hidden).not.toContain(
              `${margin} ${cellOf(table.sizes, margin, codesOf(table.sizes, atoms[0] ?? 0))}`,
            );
        }
      }),
    );
  });

  test('gives no hidden cell away by adding and subtracting, in whatever combination of tables', () => {
    fc.assert(
      fc.property(anyTable, (table) => {
        expect(subtractable(publish(table), table.counts.length)).toEqual([]);
      }),
      { numRuns: runs(75, 300) },
    );
  });

  test('nor one that the caller names, be it a zero', () => {
    const key = fc.integer({ min: 0, max: 12 });
    fc.assert(
      fc.property(anyTable, key, key, (table, a, b) => {
        const primary = (mask: number, cell: number): boolean => (mask * a + cell * 5) % 13 === b;
        expect(subtractable(publish({ ...table, primary }), table.counts.length)).toEqual([]);
      }),
      { numRuns: runs(50, 200) },
    );
  });

  test('nor a hidden zero that nothing but the check of all margins together finds', () => {
    const counts = [51, 16, 8, 2, 1, 19, 3, 0, 0, 0, 9, 0, 3, 0, 1, 2, 2, 0, 0, 0];
    const primary = (mask: number, cell: number): boolean => (mask * 7 + cell * 5) % 13 === 5;
    expect(subtractable(publish({ sizes: [4, 5], counts, minimum: 2, primary }), 20)).toEqual([]);
  });

  test('gives none away by shown zeros, as far as the tables of fewer variables do not between them', () => {
    const leaks = (cells: readonly Cell[], atoms: number): string[] =>
      subtractable(cells, atoms, shownEmpty(cells)).flatMap(({ mask, cell, count }) =>
        count > 0 ? [`${mask} ${cell}`] : [],
      );
    fc.assert(
      fc.property(fc.oneof(tables(2, 5), tables(3, 4)), (table) => {
        const cells = publish(table);
        const all = leaks(cells, table.counts.length);
        if (all.length === 0) return;
        const full = (1 << table.sizes.length) - 1;
        const below = cells.map((cell) => (cell.mask === full ? { ...cell, hidden: true } : cell));
        expect(leaks(below, table.counts.length)).toEqual(expect.arrayContaining(all));
      }),
      { numRuns: runs(125, 500) },
    );
  });

  test('gives none away in a table with more hidden cells than the equations are solved for', () => {
    const sizes = [17, 17, 2];
    const small = (atom: number): boolean => {
      const [i = 0, j = 0] = codesOf(sizes, atom);
      return (i < 15 && j < 15) || atom === product(sizes) - 1;
    };
    const counts = Array.from({ length: product(sizes) }, (_, atom) =>
      small(atom) ? 3 : 9 + ((atom * 7) % 40),
    );
    const cells = publish({ sizes, counts, minimum: 5 });
    const known = new Set(cells.flatMap(({ mask, hidden, atoms }) => (mask === 7 && !hidden ? atoms : [])));
    expect(known.size).toBeLessThan(counts.length - 400);
    expect(subtractable(cells, counts.length, known)).toEqual([]);
  });

  test('never differs by a few respondents between a cell and one that holds it', () => {
    fc.assert(
      fc.property(fc.oneof(tables(2, 4), withoutZeros(tables(3, 3))), (table) => {
        const shown = publish(table).filter(({ hidden }) => !hidden);
        for (const large of shown) {
          const within = new Set(large.atoms);
          for (const small of shown) {
            if (!small.atoms.every((atom) => within.has(atom))) continue;
            const difference = large.count - small.count;
            expect(difference === 0 || difference >= table.minimum).toBe(true);
          }
        }
      }),
    );
  });

  test('leaves a hidden count of two variables open even to who knows that counts are not below 0', () => {
    let decided = 0;
    fc.assert(
      fc.property(tables(2, 3, 15), (table) => {
        const pinned = pinnedDown(publish(table), table.counts);
        if (pinned === null) return;
        decided += 1;
        expect(pinned).toEqual([]);
      }),
      { numRuns: runs(75, 300) },
    );
    expect(decided).toBeGreaterThan(runs(10, 100));
  });

  test('and of three, as far as the tables of two do not pin it down between them', () => {
    let decided = 0;
    fc.assert(
      fc.property(tables(3, 2, 15), (table) => {
        const cells = publish(table);
        const pinned = pinnedDown(cells, table.counts);
        if (pinned === null) return;
        decided += 1;
        if (pinned.length === 0) return;
        const below = cells.map((cell) => (cell.mask === 7 ? { ...cell, hidden: true } : cell));
        const already = pinnedDown(below, table.counts) ?? [];
        for (const { mask, cell } of pinned)
          expect(already.some((one) => one.mask === mask && one.cell === cell)).toBe(true);
      }),
      { numRuns: runs(75, 300) },
    );
    expect(decided).toBeGreaterThan(runs(10, 100));
  });
});

describe('the same in every query', () => {
  test('a table is protected as a part of a larger one as it is alone', () => {
    fc.assert(
      fc.property(anyTable, ({ sizes, counts, minimum }) => {
        const { isHidden } = protect({ sizes, counts, minimum });
        for (let mask = 0; mask < 1 << sizes.length; mask += 1) {
          const own = sizes.filter((_, j) => (mask >> j) & 1);
          const margin = Array.from({ length: product(own) }, () => 0);
          counts.forEach((count, atom) => {
            const cell = cellOf(sizes, mask, codesOf(sizes, atom));
            margin[cell] = (margin[cell] ?? 0) + count;
          });
          const alone = hiddenIn({ sizes: own, counts: margin, minimum });
          expect(margin.map((_, cell) => isHidden(mask, cell))).toEqual(alone);
        }
      }),
    );
  });

  test('the order of dimensions and of codes does not matter where counts differ', () => {
    const distinct = fc.array(fc.integer({ min: 2, max: 4 }), { minLength: 2, maxLength: 3 }).chain((sizes) =>
      fc.record({
        sizes: fc.constant(sizes),
        counts: fc.uniqueArray(fc.integer({ min: 1, max: 1_000_000_000 }), {
          minLength: product(sizes),
          maxLength: product(sizes),
        }),
        dimensions: fc.shuffledSubarray([...sizes.keys()], { minLength: sizes.length }),
        codes: fc.tuple(
          ...sizes.map((size) => fc.shuffledSubarray([...Array(size).keys()], { minLength: size })),
        ),
      }),
    );
    let hid = 0;
    fc.assert(
      fc.property(distinct, fc.integer({ min: 2, max: 300_000_000 }), (table, minimum) => {
        const { sizes, counts, dimensions, codes } = table;
        const before = hiddenIn({ sizes, counts, minimum });
        const moved = dimensions.map((j) => sizes[j] ?? 0);
        /** Where an atom of the moved table was. */
        const origin = counts.map((_, atom) => {
          const there = codesOf(moved, atom);
          const here = sizes.map((__, j) => codes[j]?.[there[dimensions.indexOf(j)] ?? 0] ?? 0);
          return cellOf(sizes, (1 << sizes.length) - 1, here);
        });
        const after = hiddenIn({ sizes: moved, counts: origin.map((atom) => counts[atom] ?? 0), minimum });
        expect(after).toEqual(origin.map((atom) => before[atom]));
        if (before.includes(true) && before.includes(false)) hid += 1;
      }),
      { numRuns: runs(50, 200) },
    );
    expect(hid).toBeGreaterThan(runs(1, 10));
  });
});

describe('no more than is needed', () => {
  test('nothing is hidden where all counts are 0 or large enough', () => {
    const counts = fc.oneof(fc.constant(0), fc.integer({ min: 5, max: 500 }));
    fc.assert(
      fc.property(fc.array(counts, { minLength: 24, maxLength: 24 }), (values) => {
        const cells = publish({ sizes: [3, 2, 4], counts: values, minimum: 5 });
        expect(cells.filter(({ hidden }) => hidden)).toEqual([]);
      }),
    );
  });

  test.each([
    [[5, 6], 4],
    [[4, 5, 3], 8],
    [[3, 4, 3, 3], 16],
  ])('one small cell in a table of %j takes the corners of one hypercube with it', (sizes, corners) => {
    const counts = Array.from({ length: product(sizes) }, (_, atom) => (atom === 7 ? 2 : 20 + atom));
    const cells = publish({ sizes, counts, minimum: 5 });
    expect(cells.filter(({ hidden }) => hidden)).toHaveLength(corners);
  });

  test('the smallest counts are taken along, and zeros only where nothing else is left', () => {
    const hidden = (...rows: readonly (readonly number[])[]): string =>
      hiddenIn({ sizes: [rows.length, rows[0]?.length ?? 0], counts: rows.flat(), minimum: 5 })
        .map(Number)
        .join('');
    expect(hidden([2, 30, 10], [40, 50, 60], [11, 70, 12])).toBe('101000101');
    expect(hidden([2, 0, 10], [40, 50, 60], [11, 0, 12])).toBe('101000101');
    expect(hidden([2, 0, 10], [40, 50, 60], [0, 70, 0])).toBe('101101000');
    expect(hidden([2, 30], [6, 0])).toBe('1111');
  });

  test('two small cells that protect each other are still too few respondents together', () => {
    expect(hiddenIn({ sizes: [4], counts: [1, 2, 9, 30], minimum: 5 })).toEqual([true, true, true, false]);
    expect(hiddenIn({ sizes: [4], counts: [3, 4, 9, 30], minimum: 5 })).toEqual([true, true, false, false]);
    expect(hiddenIn({ sizes: [4], counts: [1, 0, 2, 9], minimum: 5 })).toEqual([true, false, true, true]);
  });

  test('a cell that a shown zero gives away is not taken along in vain', () => {
    // Nobody has the second code of the first variable and the third of the second: who has the third has the first.
    const counts = [34, 10, 14, 9, 2, 2, 6, 2, 1, 3, 0, 0];
    const cells = publish({ sizes: [2, 3, 2], counts, minimum: 2 });
    expect(subtractable(cells, 12, shownEmpty(cells)).filter(({ count }) => count > 0)).toEqual([]);
    expect(cells.filter(({ mask, cell }) => mask === 7 && (cell === 4 || cell === 5))).toMatchObject([
      { hidden: false },
      { hidden: false },
    ]);
  });

  test.each([
    { sizes: [3, 2, 2], counts: [20, 3, 1, 2, 4, 0, 2, 0, 5, 0, 1, 1], minimum: 2 },
    { sizes: [2, 2, 3], counts: [10, 6, 3, 5, 4, 0, 7, 9, 0, 1, 1, 0], minimum: 2 },
  ])('nor one that follows from such cells in turn: %j', (table) => {
    const cells = publish(table);
    expect(subtractable(cells, 12, shownEmpty(cells)).filter(({ count }) => count > 0)).toEqual([]);
  });

  test('hidden zeros protect no one: nothing can be taken from them', () => {
    const counts = [2, 0, 6, 7, 0, 8, 9, 9, 9];
    const primary = (mask: number, cell: number): boolean => mask === 0b11 && (cell === 1 || cell === 4);
    const cells = publish({ sizes: [3, 3], counts, minimum: 5, primary });
    expect(pinnedDown(cells, counts)).toEqual([]);
  });

  test('two ones that add up to the minimum would be pinned down', () => {
    expect(hiddenIn({ sizes: [4], counts: [1, 1, 9, 20], minimum: 2 })).toEqual([true, true, true, false]);
    expect(hiddenIn({ sizes: [4], counts: [2, 1, 1, 9], minimum: 3 })).toEqual([true, true, true, false]);
  });
});

describe('protect', () => {
  const table = { sizes: [3, 2], counts: [50, 40, 2, 1, 30, 20], minimum: 5 };

  test('hides all below a hidden margin, zeros too', () => {
    const rows = { sizes: [3, 3], counts: [50, 40, 30, 2, 0, 1, 30, 20, 9], minimum: 5 };
    expect(hiddenIn(rows, 0b01)).toEqual([false, true, true]);
    expect(hiddenIn(rows).slice(3)).toEqual([true, true, true, true, true, true]);
    expect(hiddenIn({ sizes: [2, 2], counts: [1, 0, 0, 2], minimum: 5 })).toEqual([true, true, true, true]);
  });

  test('hides a sum as soon as one of its cells is hidden', () => {
    const { isHidden, isHiddenSum } = protect(table);
    expect([0, 1, 2].map((cell) => isHidden(0b01, cell))).toEqual([false, true, true]);
    expect(isHiddenSum(0b01, [0])).toBe(false);
    expect(isHiddenSum(0b01, [0, 2])).toBe(true);
    expect(isHiddenSum(0b01, [])).toBe(false);
  });

  test('hides what the caller names, and what would give it away', () => {
    const counts = [50, 40, 35, 60, 30, 20];
    const named = protect({ ...table, counts, primary: (mask, cell) => mask === 0b11 && cell === 5 });
    expect([0, 1, 2, 3, 4, 5].map((cell) => named.isHidden(0b11, cell))).toEqual(
      [1, 1, 0, 0, 1, 1].map(Boolean),
    );
    expect([0, 1, 2].some((cell) => named.isHidden(0b01, cell))).toBe(false);
  });

  test('a dimension with a single code changes nothing', () => {
    const { isHidden } = protect({ sizes: [3, 1, 2], counts: table.counts, minimum: 5 });
    expect(table.counts.map((_, cell) => isHidden(0b111, cell))).toEqual(hiddenIn(table));
    expect([0, 1, 2].map((cell) => isHidden(0b011, cell))).toEqual([false, true, true]);
    expect(isHidden(0b010, 0)).toBe(false);
    const asked = new Set<number>();
    protect({ sizes: [3, 1, 2], counts: table.counts, minimum: 5, primary: (mask) => !asked.add(mask) });
    expect([...asked]).toEqual([0b000, 0b001, 0b100, 0b101]);
  });

  test('the example', () => {
    const example = protect({ sizes: [2, 2], counts: [40, 3, 20, 30], minimum: 5 });
    expect(example.isHidden(0b11, 0)).toBe(true);
  });

  test('an empty survey has nothing to hide, and a survey of a few is hidden', () => {
    expect(protect({ sizes: [], counts: [0], minimum: 5 }).isHidden(0, 0)).toBe(false);
    expect(protect({ sizes: [], counts: [4], minimum: 5 }).isHidden(0, 0)).toBe(true);
  });

  test.each([
    [{ sizes: [2, 2], counts: [1, 2, 3], minimum: 5 }, '3 counts for 4 cells'],
    [{ sizes: [2, 0], counts: [], minimum: 5 }, 'at least one code, not 0'],
    [{ sizes: [2], counts: [1, 2.5], minimum: 5 }, 'the count of cell 1'],
    [{ sizes: [2], counts: [-1, 2], minimum: 5 }, 'the count of cell 0'],
    [{ sizes: [2], counts: [1, 2], minimum: 0 }, 'the minimum'],
    [{ sizes: [1, 1, 1, 1, 1, 1, 1], counts: [9], minimum: 5 }, 'at most 6 dimensions, not 7'],
  ])('refuses %j', (wrong, message) => {
    expect(() => protect(wrong)).toThrow(message);
  });

  test('refuses cells that are not there', () => {
    const { isHidden } = protect(table);
    expect(() => isHidden(0b01, 3)).toThrow('no cell 3');
    expect(() => isHidden(0b100, 0)).toThrow('no cell 0');
  });
});
