import type { Reason } from '../../schemas/vocabulary.ts';
import { protect, type Protection } from '../../stats/disclosure/protect.ts';
import type { AtomSets } from './axes.ts';
import { nestedIn, type Nesting } from './nested-groups.ts';
import { product } from './combinations.ts';
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

/** What of a table must not be shown. */
export interface Hiding {
  /** Whether anything in the table is hidden. */
  readonly any: boolean;
  /**
   * @param answers the axes whose answers the base is made of; the others say who is in the base
   * @param base who is in the base, where `sets` does not tell: a variable may part both the base and the answers
   */
  of(sets: AtomSets, answers: readonly Variable[], base?: AtomSets): Shown;
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

/** Tables of means have values that the larger of the two bounds protects: the mean of a few is as telling as their number. */
interface HidingOptions {
  readonly means?: boolean;
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
  { means = false }: HidingOptions = {},
): Promise<Hiding> {
  if (!records.hides) return { any: false, of: () => SHOWN };
  const { minimumBase: base, minimumCell } = records;
  const cube = new CountCube(table);
  const margins = new Map<number, readonly number[]>();
  const margin = (mask: number): readonly number[] => {
    const known = margins.get(mask) ?? cube.margin(mask);
    margins.set(mask, known);
    return known;
  };
  const groupOf = (sets: AtomSets, of: readonly Variable[]): { mask: number; cells: number[]; n: number } => {
    const group = cube.locate(
      sets.map((set, axis) => {
        const variable = table.axes[axis]?.variable;
        return variable && of.includes(variable) ? null : set;
      }),
    );
    return { ...group, n: group.cells.reduce((sum, cell) => sum + (margin(group.mask)[cell] ?? 0), 0) };
  };
  // Of records that anybody has, a small base is only a figure that says little: there is nothing to protect.
  if (minimumCell === 1) {
    const isLow = (n: number): boolean => n > 0 && n < base;
    return {
      any: false,
      of: (sets, of, inBase = sets) =>
        isLow(groupOf(inBase, of).n) ? { reason: 'suppressed-low-base', base: false } : SHOWN,
    };
  }
  // Whichever axes a measure takes the base from, the same is hidden: else one measure would show what another hides.
  const lowBase = (mask: number, cell: number): boolean => {
    for (let group = (mask - 1) & mask; group > 0; group = (group - 1) & mask)
      if ((margin(group)[cube.above(mask, cell, group)] ?? 0) < base) return true;
    return mask > 0 && (margin(0)[0] ?? 0) < base;
  };
  const protectFrom = (minimum: number): Protection =>
    protect({
      sizes: cube.sizes,
      counts: cube.counts,
      minimum,
      primary: (mask, cell) => (margin(mask)[cell] ?? 0) > 0 && lowBase(mask, cell),
    });
  // Counts are hidden alike in every table; the values of means besides where their groups are small.
  const protection = protectFrom(minimumCell);
  const values = means && base > minimumCell ? protectFrom(base) : protection;
  const full = (1 << cube.sizes.length) - 1;
  const nestings = await nestingsOf(records, table, answers);
  return {
    any: nestings.some(({ any }) => any) || margin(full).some((_, cell) => protection.isHidden(full, cell)),
    of: (sets, of, inBase = sets) => {
      if (nestings.some((nesting) => nesting.hides(sets) || (inBase !== sets && nesting.hides(inBase))))
        return { reason: 'suppressed-disclosure', base: true };
      const [whole, group] = [cube.locate(sets), groupOf(inBase, of)];
      const hiddenBase = protection.isHiddenSum(group.mask, group.cells);
      // Where nobody answered, nobody is hidden.
      if (group.n === 0 && !hiddenBase) return SHOWN;
      if (group.n < base) return { reason: 'suppressed-low-base', base: hiddenBase };
      const hidden =
        [protection, values].some((one) => one.isHiddenSum(whole.mask, whole.cells)) || hiddenBase;
      return hidden ? { reason: 'suppressed-disclosure', base: hiddenBase } : SHOWN;
    },
  };
}

/**
 * Groups within the answers of other variables, in every part that an axis of the table can play: the groups that the
 * base is made of, the answers as groups of a table that is turned round, and each axis for itself.
 */
async function nestingsOf(
  records: Records,
  table: TallyTable,
  answers: readonly Variable[],
): Promise<Nesting[]> {
  const variables = table.axes.map(({ variable }) => variable);
  const parts = [
    variables.filter((one) => !answers.includes(one)),
    variables.filter((one) => answers.includes(one)),
    ...variables.map((one) => [one]),
  ].filter(({ length }) => length > 0);
  const distinct = new Map(parts.map((groups) => [groups.map(({ id }) => id).join(' '), groups]));
  const found: Nesting[] = [];
  for (const groups of distinct.values()) {
    found.push(
      await nestedIn(
        records,
        table,
        variables.filter((one) => !groups.includes(one)),
      ),
    );
  }
  return found;
}
