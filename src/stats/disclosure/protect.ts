import { hideExposed } from './audit.ts';
import { Hiding } from './hiding.ts';
import { Lattice } from './lattice.ts';
import { completeLines } from './lines.ts';

/** A table of counts that is to be protected with all of its margins. */
export interface CountTable {
  /** Codes of each dimension, at most 6 dimensions, always in the same order of the variables. */
  readonly sizes: readonly number[];
  /** Respondents in each cell, row by row, the last dimension fastest. */
  readonly counts: ArrayLike<number>;
  /** The smallest count, other than 0, that may be shown. */
  readonly minimum: number;
  /** Further cells to hide: the table is named by its dimensions (bit i: dimension i), the cell by its row-major index. */
  readonly primary?: (mask: number, cell: number) => boolean;
}

/** What must be hidden in a table over some dimensions, and in every table over a subset of them. */
export interface Protection {
  /**
   * @param mask bit i is set where dimension i is in the table
   * @param cell row-major index over those dimensions, in their order
   * @throws RangeError if there is no such cell
   */
  readonly isHidden: (mask: number, cell: number) => boolean;
  /** Whether the sum of some cells must be hidden: it must as soon as one of them is. */
  readonly isHiddenSum: (mask: number, cells: readonly number[]) => boolean;
}

/** Hides what must be hidden in one table, after all of its margins. */
function protectTable(hiding: Hiding, mask: number, primary: CountTable['primary']): void {
  hiding.inherit(mask);
  hiding.lattice.places(mask).forEach((place, cell) => {
    const count = hiding.count(place);
    if ((count > 0 && count < hiding.minimum) || primary?.(mask, cell)) hiding.hide(place);
  });
  do hideExposed(hiding, mask);
  while (completeLines(hiding, mask));
}

/**
 * Which cells of a table, and of all tables over fewer of its variables, must be hidden so that no count of a few
 * respondents is shown, nor can be had by adding and subtracting what is shown. From the grand total upwards, in each table
 *
 * 1. primary: a count above 0 and below the minimum is hidden, and what the caller names;
 * 2. inherited: so is every cell below a hidden margin, zeros too;
 * 3. complementary: around each hidden cell that the shown cells of the table and of all of its margins determine, the
 *    hypercube is hidden that hides the fewest further respondents; where all margins are shown, the hidden cells of a
 *    line add up to the minimum at least. Zeros are shown, unless nothing else is left to hide.
 *
 * What is hidden in a table depends on its own counts only, so it is the same in whatever query the table is a part.
 * That no combination of tables gives a hidden cell away follows from 2: every margin of a shown cell is shown. If a sum of
 * multiples of shown cells of any tables were a hidden cell of table T, then averaging over the codes of each variable
 * outside T would turn each term into a multiple of a shown margin within T, and T alone would give it away, which 3
 * excludes. Equal counts are chosen in the order of dimensions and codes; so the caller keeps that order fixed.
 *
 * Beyond adding and subtracting: hidden counts stay open too for readers who know that counts are not below 0, as far as one
 * table decides. Not covered: variables that (almost) determine each other, such as region and country, where two tables
 * have the same count under different names, and each is protected without looking at the other; bounds within
 * which a hidden count must lie; and readers who retrace this procedure.
 *
 * Willenborg & de Waal (2001), Elements of Statistical Disclosure Control; Hundepool et al. (2012), Statistical
 * Disclosure Control; Giessing (2004), LNCS 3050:1, for the hypercubes.
 *
 * @throws RangeError if sizes, counts and minimum are not as said there
 * @example
 * protect({ sizes: [2, 2], counts: [40, 3, 20, 30], minimum: 5 }).isHidden(0b11, 0) // => true
 */
export function protect({ sizes, counts, minimum, primary }: CountTable): Protection {
  if (!(Number.isInteger(minimum) && minimum >= 1))
    throw new RangeError(`the minimum must be an integer of at least 1, not ${minimum}`);
  const lattice = new Lattice(sizes, counts);
  const hiding = new Hiding(lattice, minimum);
  // A dimension with a single code splits nothing: a table is the same with and without it.
  const single = sizes.reduce((mask, size, j) => (size === 1 ? mask | (1 << j) : mask), 0);
  for (let mask = 0; mask <= lattice.full; mask += 1)
    if ((mask & single) === 0) protectTable(hiding, mask, primary);
  const isHidden = (mask: number, cell: number): boolean => {
    const place = lattice.places(mask & ~single)[cell];
    if (place === undefined) throw new RangeError(`there is no cell ${cell} in the table over ${mask}`);
    return hiding.isHidden(place);
  };
  return { isHidden, isHiddenSum: (mask, cells) => cells.some((cell) => isHidden(mask, cell)) };
}
