import { describe, expect, test } from 'vitest';
import { mergeOptions } from '../../../src/stats/disclosure/merge-options.ts';
import { countTable, type HiddenOptions, type Minima } from '../../../src/stats/disclosure/respondents.ts';
import { countUnanswered, fewUnanswered } from '../../../src/stats/disclosure/unanswered.ts';
import { generator } from '../../disclosure/random.ts';
import { finish } from '../../../src/stats/disclosure/steps.ts';
import { respondentsOf } from './made-respondents.ts';

const SIZES = [4, 3];
const NOTHING: HiddenOptions = new Map();

/** Sums of a table of two variables by what is shown apart, from the rows: whole, and over each variable. */
function shownSums(codes: readonly number[][], hidden: HiddenOptions): { cells: number[]; bases: number[] } {
  const sums = [[0, 1], [0], [1]].map((kept) => {
    const found = new Map<string, number>();
    for (const row of codes) {
      const key = kept.map((i) => (hidden.get(i)?.has(row[i] ?? -1) ? 'merged' : row[i])).join();
      found.set(key, (found.get(key) ?? 0) + 1);
    }
    return [...found.values()];
  });
  return { cells: sums[0] ?? [], bases: [...(sums[1] ?? []), ...(sums[2] ?? [])] };
}

describe('what is merged in a table', () => {
  test.each<Minima>([
    { base: 0, cell: 5 },
    { base: 20, cell: 3 },
  ])('leaves no cell and no base too small, and no option hidden alone: %o', async (minima) => {
    let merged = 0;
    for (let seed = 1; seed <= 20; seed += 1) {
      const random = generator(seed);
      const codes = Array.from({ length: 150 }, () => SIZES.map((size) => Math.floor(random() ** 2 * size)));
      const respondents = respondentsOf(
        150,
        SIZES.map((size, i) => ({ size, of: (row) => codes[row]?.[i] ?? -1 })),
      );
      const hidden = await finish(mergeOptions(countTable(respondents, [0, 1]), minima, NOTHING, false));
      if (hidden === null) continue;
      merged += hidden.size;
      const { cells, bases } = shownSums(codes, hidden);
      expect(Math.min(...cells)).toBeGreaterThanOrEqual(minima.cell);
      expect(Math.min(...bases)).toBeGreaterThanOrEqual(Math.max(minima.base, minima.cell));
      for (const [index, options] of hidden) {
        expect(options.size).toBeGreaterThan(1);
        // Something is left to be told apart.
        expect(options.size).toBeLessThan(SIZES[index] ?? 0);
      }
    }
    expect(merged).toBeGreaterThan(5);
  });

  test('is nothing where nothing is small, and stays where it was before', async () => {
    const even = respondentsOf(
      240,
      SIZES.map((size, i) => ({ size, of: (row) => (i === 0 ? row % 4 : Math.floor(row / 4) % 3) })),
    );
    const table = countTable(even, [0, 1]);
    expect(await finish(mergeOptions(table, { base: 0, cell: 5 }, NOTHING, false))).toEqual(new Map());
    const before = new Map([[0, new Set([1, 2])]]);
    expect(await finish(mergeOptions(table, { base: 0, cell: 5 }, before, false))).toEqual(before);
    // Nothing would be left of a variable of which all is merged.
    expect(
      await finish(mergeOptions(table, { base: 0, cell: 5 }, new Map([[1, new Set([0, 1, 2])]]), false)),
    ).toBeNull();
    // A whole table that is a base needs as many as a base.
    expect(await finish(mergeOptions(table, { base: 21, cell: 5 }, NOTHING, false))).toEqual(new Map());
    expect((await finish(mergeOptions(table, { base: 21, cell: 5 }, NOTHING, true)))?.size).not.toBe(0);
  });
});

describe('those who did not answer', () => {
  // Of group 0 two, of group 1 six did not answer; of group 2 all did.
  const respondents = respondentsOf(90, [
    { size: 3, of: (row) => row % 3 },
    { size: 2, of: (row) => (row < 18 && (row % 3 === 1 || (row % 3 === 0 && row < 6)) ? -1 : row % 2) },
  ]);
  const apart = [new Set<number>(), new Set<number>()];

  test('are few in a group where there are some, and fewer than a cell has', () => {
    const table = countUnanswered(respondents, [0, 1]);
    expect(table && fewUnanswered(table, apart, 5)).toEqual([[{ position: 0, option: 0 }]]);
    expect(table && fewUnanswered(table, apart, 7)).toHaveLength(2);
    expect(table && fewUnanswered(table, apart, 2)).toEqual([]);
    // With the group beside them they are eight.
    expect(table && fewUnanswered(table, [new Set([0, 1]), new Set()], 7)).toEqual([]);
  });

  test('of a wave tell nothing, and there may be none', () => {
    const waves = respondents.variables.map((one, i) => ({ ...one, isOccasion: i === 0 }));
    const table = countUnanswered({ ...respondents, variables: waves }, [0, 1]);
    expect(table && fewUnanswered(table, apart, 5)).toEqual([]);
    expect(countUnanswered(respondents, [0])).toBeNull();
  });
});
