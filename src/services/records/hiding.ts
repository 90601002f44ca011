import type { Reason } from '../../schemas/vocabulary.ts';
import { protect, type Protection } from '../../stats/disclosure/protect.ts';
import { nestedIn } from './nesting.ts';
import { product } from './product.ts';
import type { Records } from './records.ts';
import type { TallyTable } from './tally-table.ts';
import type { Variable } from './variables.ts';

/** Whether a figure is shown, and whether its base is. */
export interface Shown {
  /** Null: it is shown. */
  readonly reason: Reason | null;
  /** Whether the base is hidden as well. */
  readonly base: boolean;
}

/** A choice of atoms on each axis of a table; null leaves an axis open. */
export type AtomSets = readonly (ReadonlySet<number> | null)[];

/** What of a table must not be shown. */
export interface Hiding {
  /** Whether anything in the table is hidden. */
  readonly any: boolean;
  /** @param answers the axes whose answers the base is made of; the others say who is in the base */
  of(sets: AtomSets, answers: readonly Variable[]): Shown;
}

const SHOWN: Shown = { reason: null, base: false };

/** Counts of respondents over the answers of a table, and where each atom stands among them. */
class CountCube {
  readonly sizes: readonly number[];
  readonly counts: readonly number[];
  readonly #positions: readonly ReadonlyMap<number, number>[];

  constructor(table: TallyTable) {
    this.#positions = table.axes.map(({ valid }) => new Map([...valid].map((atom, i) => [atom, i])));
    this.sizes = this.#positions.map(({ size }) => size);
    const counts = Array.from({ length: this.sizes.reduce((a, b) => a * b, 1) }, () => 0);
    for (const { cell, n } of table.tallies) {
      const index = this.#positions.reduce<number | null>((before, positions, axis) => {
        const position = positions.get(table.atomAt(cell, axis));
        return before === null || position === undefined ? null : before * positions.size + position;
      }, 0);
      if (index !== null) counts[index] = (counts[index] ?? 0) + n;
    }
    this.counts = counts;
  }

  /** The table over fewer dimensions, and the cells of it, that a choice of atoms is a sum of. */
  locate(sets: AtomSets): { mask: number; cells: number[] } {
    let mask = 0;
    const lists: number[][] = [];
    this.#positions.forEach((positions, axis) => {
      const set = sets[axis] ?? null;
      const chosen = set === null ? [] : [...set].flatMap((atom) => positions.get(atom) ?? []);
      // All answers together are the margin without the axis.
      if (set === null || chosen.length === positions.size) return;
      mask |= 1 << axis;
      lists.push(chosen);
    });
    const sizes = this.sizes.filter((_, axis) => mask & (1 << axis));
    const cells = product(lists).map((row) => row.reduce((cell, at, i) => cell * (sizes[i] ?? 1) + at, 0));
    return { mask, cells };
  }

  /** Counts of the table over the dimensions of a mask. */
  margin(mask: number): number[] {
    const full = (1 << this.sizes.length) - 1;
    const kept = this.sizes.flatMap((size, axis) => (mask & (1 << axis) ? [size] : []));
    const sums = Array.from({ length: kept.reduce((a, b) => a * b, 1) }, () => 0);
    this.counts.forEach((count, index) => {
      const cell = this.above(full, index, mask);
      sums[cell] = (sums[cell] ?? 0) + count;
    });
    return sums;
  }

  /** The cell of the table over `to` that a cell of the table over `from` is a part of; `to` is within `from`. */
  above(from: number, cell: number, to: number): number {
    let [rest, index, factor] = [cell, 0, 1];
    for (let axis = this.sizes.length - 1; axis >= 0; axis -= 1) {
      if (!(from & (1 << axis))) continue;
      const size = this.sizes[axis] ?? 1;
      const at = rest % size;
      rest = Math.floor(rest / size);
      if (!(to & (1 << axis))) continue;
      index += at * factor;
      factor *= size;
    }
    return index;
  }
}

/**
 * What of a table must be hidden: counts below the smallest cell that the survey lets be shown, figures on too small a
 * base, and whatever such a number could be had from by subtraction, within the table, its margins, and any other
 * table over the same variables.
 *
 * @param answers the axes whose answers a base is made of
 */
export async function hidingOf(
  records: Records,
  table: TallyTable,
  answers: readonly Variable[],
): Promise<Hiding> {
  if (!records.hides) return { any: false, of: () => SHOWN };
  const { minimumBase: base, minimumCell: minimum } = records;
  const cube = new CountCube(table);
  const answerMask = table.axes.reduce(
    (mask, { variable }, axis) => (answers.includes(variable) ? mask | (1 << axis) : mask),
    0,
  );
  const margins = new Map<number, readonly number[]>();
  const margin = (mask: number): readonly number[] => {
    const known = margins.get(mask) ?? cube.margin(mask);
    margins.set(mask, known);
    return known;
  };
  const lowBase = (mask: number, cell: number): boolean => {
    if (!(mask & answerMask)) return false;
    const group = mask & ~answerMask;
    return (margin(group)[cube.above(mask, cell, group)] ?? 0) < base;
  };
  const protection: Protection = protect({
    sizes: cube.sizes,
    counts: cube.counts,
    minimum,
    primary: (mask, cell) => (margin(mask)[cell] ?? 0) > 0 && lowBase(mask, cell),
  });
  const full = (1 << cube.sizes.length) - 1;
  const groups = table.axes.map(({ variable }) => variable).filter((one) => !answers.includes(one));
  const nestings = [
    await nestedIn(records, table, answers),
    // What is an answer here is a group in the table that is turned round.
    ...(answers.length > 0 ? [await nestedIn(records, table, groups)] : []),
  ];
  return {
    any: nestings.some(({ any }) => any) || margin(full).some((_, cell) => protection.isHidden(full, cell)),
    of: (sets, of) => {
      if (nestings.some((nesting) => nesting.hides(sets)))
        return { reason: 'suppressed-disclosure', base: true };
      const open = sets.map((set, axis) => {
        const variable = table.axes[axis]?.variable;
        return variable && of.includes(variable) ? null : set;
      });
      const [whole, group] = [cube.locate(sets), cube.locate(open)];
      const n = group.cells.reduce((sum, cell) => sum + (margin(group.mask)[cell] ?? 0), 0);
      const hiddenBase = protection.isHiddenSum(group.mask, group.cells);
      // Where nobody answered, nobody is hidden.
      if (n === 0 && !hiddenBase) return SHOWN;
      if (n < base) return { reason: 'suppressed-low-base', base: hiddenBase };
      const hidden = hiddenBase || protection.isHiddenSum(whole.mask, whole.cells);
      return hidden ? { reason: 'suppressed-disclosure', base: hiddenBase } : SHOWN;
    },
  };
}
