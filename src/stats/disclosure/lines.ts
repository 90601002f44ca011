import type { Hiding } from './hiding.ts';

/** All cells of a table that differ in one dimension only, and the margin that they add up to. */
interface Line {
  readonly margin: number;
  readonly cells: readonly number[];
}

/** The lines of a table through a cell, without those whose margin is not known: nothing can be subtracted there. */
function linesThrough(hiding: Hiding, dimensions: readonly number[], place: number): Line[] {
  const { lattice } = hiding;
  return dimensions
    .map((j) => ({ j, margin: lattice.total(place, j) }))
    .filter(({ margin }) => !hiding.isUnknown(margin))
    .map(({ j, margin }) => ({ margin, cells: lattice.line(margin, j) }));
}

/**
 * Whether subtraction in a line tells too little: nothing is hidden, or at least two cells are, whose sum is itself
 * large enough to be shown and, unless a zero may be among them, is larger than if each were 1.
 */
function isSafe(hiding: Hiding, { cells }: Line): boolean {
  const hidden = cells.filter((cell) => hiding.isUnknown(cell));
  if (hidden.length === 0) return true;
  const sum = hidden.reduce((total, cell) => total + hiding.count(cell), 0);
  const oneEach = sum === hidden.length && hidden.every((cell) => hiding.count(cell) > 0);
  return hidden.length > 1 && sum >= hiding.minimum && !oneEach;
}

/** Whether a cell is better hidden than another: the smaller count, a zero last, the earlier place. */
function isBetter(hiding: Hiding, a: number, b: number): boolean {
  const [x, y] = [hiding.count(a) || Infinity, hiding.count(b) || Infinity];
  return x === y ? a < b : x < y;
}

/** The best cell of a line to hide next; undefined if the line is safe, or nothing is left in it to hide. */
function candidate(hiding: Hiding, line: Line): number | undefined {
  if (isSafe(hiding, line)) return undefined;
  let best: number | undefined;
  for (const cell of line.cells) {
    if (hiding.isHidden(cell) || hiding.isGiven(cell)) continue;
    if (best === undefined || isBetter(hiding, cell, best)) best = cell;
  }
  return best;
}

/**
 * Complementary suppression on lines: hides cells of a table until no hidden cell stands alone in a line whose margin is
 * shown. Of all lines that are not safe the best cell to hide is hidden first, so that the result does not depend on
 * the order of dimensions and codes except where counts are equal.
 *
 * @returns whether cells were hidden
 */
export function completeLines(hiding: Hiding, mask: number): boolean {
  const dimensions = hiding.lattice.dimensions(mask);
  // By margin: a margin has as many lines below it as dimensions are summed out, but only one of them in this table.
  const open = new Map<number, { line: Line; best: number }>();
  const look = (place: number): void => {
    for (const line of linesThrough(hiding, dimensions, place)) {
      const best = candidate(hiding, line);
      if (best === undefined) open.delete(line.margin);
      else open.set(line.margin, { line, best });
    }
  };
  for (const place of hiding.lattice.places(mask)) if (hiding.isUnknown(place)) look(place);
  const changed = open.size > 0;
  while (open.size > 0) {
    let next: number | undefined;
    for (const { best } of open.values()) if (next === undefined || isBetter(hiding, best, next)) next = best;
    if (next === undefined) break;
    hiding.hide(next);
    look(next);
  }
  return changed;
}
