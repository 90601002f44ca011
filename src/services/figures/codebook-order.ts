import type { FigureKey } from '../../repository/figures.ts';
import { comparePlaces } from '../../repository/codebook-place.ts';
import type { Release } from '../../repository/release.ts';
import { turns } from '../../turns/turns.ts';

/**
 * Things with a figure's coordinates in the order of the codebook, in turns; those of one place keep their order.
 *
 * @param ordered stand in that order already
 * @param others may stand in any, and come after what is of the same place
 */
export async function inCodebookOrder<Keyed extends FigureKey>(
  release: Release,
  ordered: readonly Keyed[],
  others: readonly Keyed[] = [],
): Promise<readonly Keyed[]> {
  if (others.length === 0) return ordered;
  const placeOf = release.placeInCodebook;
  const placed = await turns.map([...ordered, ...others], (thing) => ({ thing, place: placeOf(thing) }));
  const sorted = await turns.sorted(placed, (a, b) => comparePlaces(a.place, b.place));
  return turns.map(sorted, ({ thing }) => thing);
}
