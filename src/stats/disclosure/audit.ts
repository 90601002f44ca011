import { cheapestCube, hasCube } from './cubes.ts';
import type { Hiding } from './hiding.ts';
import { determined } from './row-space.ts';

/** Up to this many unknowns the system of equations is solved; beyond, each needs a hypercube. */
const SOLVED = 400;

/** Subsets of a mask, without itself. */
function* subsets(mask: number): Generator<number> {
  for (let subset = (mask - 1) & mask; subset !== mask; subset = (subset - 1) & mask) yield subset;
}

/** Whether a cell is unknown to whoever attacks a table. */
type Unknown = (place: number) => boolean;

/**
 * The equations that the known margins of a table make for its unknowns, without those that are sums of others: a
 * margin whose parts along some dimension are all known says no more than they do.
 */
function equationsOf(
  hiding: Hiding,
  mask: number,
  places: readonly number[],
  isUnknown: Unknown,
): number[][] {
  const { lattice } = hiding;
  const dimensions = lattice.dimensions(mask);
  const equations: number[][] = [];
  for (const subset of subsets(mask)) {
    const out = mask & ~subset;
    const summed = dimensions.filter((j) => (out >> j) & 1);
    const margins = new Map<number, { terms: number[]; split: number }>();
    places.forEach((place, term) => {
      const margin = summed.reduce((to, j) => lattice.total(to, j), place);
      if (isUnknown(margin)) return;
      const entry = margins.get(margin) ?? { terms: [], split: 0 };
      entry.terms.push(term);
      for (const j of summed) {
        const part = summed.reduce((to, other) => (other === j ? to : lattice.total(to, other)), place);
        if (isUnknown(part)) entry.split |= 1 << j;
      }
      margins.set(margin, entry);
    });
    for (const { terms, split } of margins.values()) if (split === out) equations.push(terms);
  }
  return equations;
}

/** Those of some doubtful cells that the margins determine, or may determine where there are too many to tell. */
function determinedAmong(
  hiding: Hiding,
  mask: number,
  doubtful: readonly number[],
  isUnknown: Unknown,
): number[] {
  const places = doubtful.length === 0 ? [] : [...hiding.lattice.places(mask)].filter(isUnknown);
  if (places.length > SOLVED) return [...doubtful];
  const known = determined(places.length, equationsOf(hiding, mask, places, isUnknown));
  const wanted = new Set(doubtful);
  return places.filter((place, term) => known[term] && wanted.has(place));
}

/**
 * Hidden cells of a table that its shown cells and margins may determine, against three attackers: one who knows what
 * margins give away by counts not being below 0; one who finds out the hidden zeros too, as nothing can be taken from
 * them; and, for hidden cells that margins give away to these, one who only adds and subtracts. A cell below a hidden
 * margin need not be looked at for the last one: see `protect`.
 */
function exposed(hiding: Hiding, mask: number): number[] {
  const { lattice } = hiding;
  const dimensions = lattice.dimensions(mask);
  const hidden = [...lattice.places(mask)].filter((place) => hiding.isHidden(place));
  const isOwn = (place: number): boolean =>
    dimensions.every((j) => !hiding.isHidden(lattice.total(place, j)));
  const isPositive = (place: number): boolean => hiding.count(place) > 0;
  const isUnknown = (place: number): boolean => hiding.isUnknown(place);
  const uncertain = hidden.filter((place) => isUnknown(place) && !hasCube(hiding, mask, place));
  const given = hidden.filter((place) => hiding.isGiven(place) && isOwn(place));
  return [
    ...determinedAmong(hiding, mask, uncertain, isUnknown),
    ...determinedAmong(
      hiding,
      mask,
      uncertain.filter(isPositive),
      (place) => isUnknown(place) && isPositive(place),
    ),
    ...determinedAmong(hiding, mask, given, (place) => hiding.isHidden(place)),
  ];
}

/**
 * The check of a table: finds the hidden cells that the shown cells of the table and of all of its margins determine
 * together, and hides a hypercube around each, the smallest counts first.
 */
export function hideExposed(hiding: Hiding, mask: number): void {
  for (let before = -1; before !== hiding.total;) {
    before = hiding.total;
    const order = exposed(hiding, mask).toSorted((a, b) => hiding.count(a) - hiding.count(b) || a - b);
    for (const place of order)
      for (const corner of cheapestCube(hiding, mask, place) ?? []) hiding.hide(corner);
  }
}
