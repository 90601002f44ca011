import type { AtomSets } from './axes.ts';
import { product } from './combinations.ts';
import type { TallyTable } from './tally-table.ts';

/** Counts of respondents over the answers of a table, and where each atom stands among them. */
export class CountCube {
  readonly sizes: readonly number[];
  readonly counts: readonly number[];
  readonly #margins = new Map<number, readonly number[]>();
  readonly #positions: readonly ReadonlyMap<number, number>[];

  constructor(table: TallyTable) {
    this.#positions = table.axes.map(({ valid }) => new Map([...valid].map((atom, i) => [atom, i])));
    this.sizes = this.#positions.map(({ size }) => size);
    const counts = Array.from({ length: this.sizes.reduce((a, b) => a * b, 1) }, () => 0);
    // In a loop with the steps worked out before: there may be a hundred thousand cells.
    const steps = table.axes.map(({ atoms }, axis) => ({
      atoms,
      below: table.axes.slice(axis + 1).reduce((below, after) => below * after.atoms, 1),
      positions: this.#positions[axis] ?? new Map<number, number>(),
    }));
    for (const { cell, n } of table.sums) {
      let index = 0;
      for (const { atoms, below, positions } of steps) {
        const position = positions.get(Math.floor(cell / below) % atoms);
        index = position === undefined || index < 0 ? -1 : index * positions.size + position;
      }
      if (index >= 0) counts[index] = (counts[index] ?? 0) + n;
    }
    this.counts = counts;
  }

  /** Respondents with an answer on all axes, within some atoms of each. */
  count(sets: AtomSets): number {
    const { mask, cells } = this.locate(sets);
    const margin = this.#margins.get(mask) ?? this.margin(mask);
    this.#margins.set(mask, margin);
    return cells.reduce((sum, cell) => sum + (margin[cell] ?? 0), 0);
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
