import { protect, type CountTable } from '../../../src/stats/disclosure/protect.ts';

/** A cell of the table over some dimensions (bit i: dimension i), and which atoms of the full table it sums. */
export interface Cell {
  readonly mask: number;
  readonly cell: number;
  readonly count: number;
  readonly hidden: boolean;
  readonly atoms: readonly number[];
}

export interface Table extends CountTable {
  readonly counts: readonly number[];
}

/** The codes of an atom, by dimension. */
export function codesOf(sizes: readonly number[], atom: number): number[] {
  const codes: number[] = [];
  let rest = atom;
  for (const size of sizes.toReversed()) {
    codes.unshift(rest % size);
    rest = Math.floor(rest / size);
  }
  return codes;
}

/** The row-major index, in the table over a mask, of the cell that codes fall into. */
export function cellOf(sizes: readonly number[], mask: number, codes: readonly number[]): number {
  return sizes.reduce((cell, size, j) => ((mask >> j) & 1 ? cell * size + (codes[j] ?? 0) : cell), 0);
}

/** All that can be asked for: every cell of the tables over all subsets. */
export function publish(table: Table): Cell[] {
  const { sizes, counts } = table;
  const protection = protect(table);
  const cells: Cell[] = [];
  for (let mask = 0; mask < 1 << sizes.length; mask += 1) {
    const atoms = Map.groupBy(counts.keys(), (atom) => cellOf(sizes, mask, codesOf(sizes, atom)));
    for (const [cell, within] of atoms) {
      const count = within.reduce((sum, atom) => sum + (counts[atom] ?? 0), 0);
      cells.push({ mask, cell, count, hidden: protection.isHidden(mask, cell), atoms: within });
    }
  }
  return cells;
}

const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);

/** What is left of a vector outside the space of an orthonormal basis (taken off twice, against rounding). */
function outside(vector: readonly number[], basis: readonly (readonly number[])[]): number[] {
  const rest = [...vector];
  for (const direction of [...basis, ...basis]) {
    const share = dot(rest, direction);
    if (share !== 0) direction.forEach((value, i) => (rest[i] = (rest[i] ?? 0) - share * value));
  }
  return rest;
}

/**
 * The cells that adding and subtracting shown cells gives away: those that are no further than rounding from the space
 * that the shown ones span.
 *
 * @param ignored atoms whose count the attacker knows from elsewhere
 */
export function subtractable(
  cells: readonly Cell[],
  atoms: number,
  ignored: ReadonlySet<number> = new Set(),
): Cell[] {
  const vector = (cell: Cell): number[] => {
    const values = Array.from({ length: atoms }, () => 0);
    for (const atom of cell.atoms) if (!ignored.has(atom)) values[atom] = 1;
    return values;
  };
  const basis: number[][] = [];
  for (const cell of cells.filter(({ hidden }) => !hidden)) {
    const rest = outside(vector(cell), basis);
    const length = Math.sqrt(dot(rest, rest));
    if (length > 1e-7) basis.push(rest.map((value) => value / length));
  }
  return cells
    .filter(({ hidden }) => hidden)
    .filter((cell) => Math.hypot(...outside(vector(cell), basis)) < 1e-7);
}

/** Atoms that a shown zero says to be 0, since counts are not negative. */
export function shownEmpty(cells: readonly Cell[]): Set<number> {
  return new Set(cells.filter(({ hidden, count }) => !hidden && count === 0).flatMap(({ atoms }) => atoms));
}

/**
 * The hidden cells, other than zeros, that have the same count in every table of whole counts of at least 0 that agrees with all that
 * is shown: found by going through such tables until each cell has had two values.
 *
 * @returns null if there were too many tables to go through
 */
export function pinnedDown(
  cells: readonly Cell[],
  counts: readonly number[],
  budget = 200_000,
): Cell[] | null {
  const top = counts.reduce((sum, count) => sum + count, 0) + 2;
  const shown = cells.filter(({ hidden }) => !hidden);
  const open = new Set(cells.filter(({ hidden, count }) => hidden && count > 0));
  const through = counts.map((_, atom) => shown.flatMap(({ atoms }, i) => (atoms.includes(atom) ? [i] : [])));
  const left = shown.map(({ count }) => count);
  const unset = shown.map(({ atoms }) => atoms.length);
  const values = counts.map(() => 0);
  let steps = 0;
  const visit = (atom: number): void => {
    if (open.size === 0 || steps > budget) return;
    steps += 1;
    if (atom === counts.length) {
      for (const cell of open)
        if (cell.atoms.reduce((sum, one) => sum + (values[one] ?? 0), 0) !== cell.count) open.delete(cell);
      return;
    }
    const sums = through[atom] ?? [];
    const last = sums.filter((i) => unset[i] === 1);
    const most = Math.min(top, ...sums.map((i) => left[i] ?? 0));
    const least = last.length > 0 ? Math.max(...last.map((i) => left[i] ?? 0)) : 0;
    // Values near the true one first: other tables are found sooner.
    const truth = counts[atom] ?? 0;
    const range = Array.from({ length: Math.max(0, most - least + 1) }, (_, i) => least + i);
    for (const value of range.toSorted((a, b) => Math.abs(a - truth) - Math.abs(b - truth))) {
      if (last.some((i) => left[i] !== value)) continue;
      for (const i of sums) [left[i], unset[i]] = [(left[i] ?? 0) - value, (unset[i] ?? 0) - 1];
      values[atom] = value;
      visit(atom + 1);
      for (const i of sums) [left[i], unset[i]] = [(left[i] ?? 0) + value, (unset[i] ?? 0) + 1];
    }
  };
  visit(0);
  return steps > budget ? null : [...open];
}
