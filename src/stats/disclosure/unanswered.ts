import type { CodedRespondents, VariableSet } from './respondents.ts';

/** How a position of a combination is looked at: each option apart, all answers together, or those without one. */
type State = 'option' | 'answered' | 'none';

/** A cell of respondents who did not answer something: the options of the variables that they did, by their position. */
export type UnansweredCell = readonly { readonly position: number; readonly option: number }[];

/** Respondents by their options in a combination of variables, no answer as the last option of each. */
export interface UnansweredTable {
  readonly sizes: readonly number[];
  /** How many respondents there are in each cell that has some; cells are numbered row by row, the last variable fastest. */
  readonly counts: ReadonlyMap<number, number>;
  /** Positions that tell nothing of a respondent beside that there is one: waves. */
  readonly occasions: ReadonlySet<number>;
}

/** Counts those who did not answer something; null: there are none. */
export function countUnanswered(
  { counts, variables }: CodedRespondents,
  combination: VariableSet,
): UnansweredTable | null {
  const chosen = combination.flatMap((index) => variables[index] ?? []);
  const sizes = chosen.map(({ size }) => size + 1);
  const found = new Map<number, number>();
  for (let row = 0; row < counts.length; row += 1) {
    let [cell, isWhole] = [0, true];
    for (const { codes, size } of chosen) {
      const code = codes[row] ?? -1;
      isWhole &&= code >= 0;
      cell = cell * (size + 1) + (code < 0 ? size : code);
    }
    if (!isWhole) found.set(cell, (found.get(cell) ?? 0) + (counts[row] ?? 0));
  }
  const occasions = new Set(chosen.flatMap(({ isOccasion }, i) => (isOccasion ? [i] : [])));
  return found.size === 0 ? null : { sizes, counts: found, occasions };
}

/** All ways to look at so many positions of which some have no answer and some are told apart. */
function waysOf(length: number): State[][] {
  let ways: State[][] = [[]];
  for (let i = 0; i < length; i += 1)
    ways = ways.flatMap((way) => (['option', 'answered', 'none'] as const).map((state) => [...way, state]));
  return ways.filter((way) => way.includes('none') && way.includes('option'));
}

/**
 * Groups of which a few did not answer another variable of a table: the group in the table with it, and in the one without, differ by
 * these few. How many of all respondents, or of those of a wave, did not answer tells nothing more of them, and is no such cell.
 *
 * @param merged options of each position that stand as one
 * @param least the smallest number that may be told
 */
export function fewUnanswered(
  { sizes, counts, occasions }: UnansweredTable,
  merged: readonly ReadonlySet<number>[],
  least: number,
): UnansweredCell[] {
  const firsts = merged.map((set) => Math.min(...set));
  return waysOf(sizes.length).flatMap((way) => {
    if (way.every((state, i) => state !== 'option' || occasions.has(i))) return [];
    const sums = new Map<string, { cell: UnansweredCell; n: number }>();
    for (const [cell, n] of counts) {
      let rest = cell;
      const options: { position: number; option: number }[] = [];
      let fits = true;
      for (let i = sizes.length - 1; i >= 0; i -= 1) {
        const size = sizes[i] ?? 1;
        const option = rest % size;
        rest = Math.floor(rest / size);
        fits &&= (option === size - 1) === (way[i] === 'none');
        if (way[i] === 'option')
          options.push({ position: i, option: merged[i]?.has(option) ? (firsts[i] ?? option) : option });
      }
      if (!fits) continue;
      const key = options.map(({ option }) => option).join(' ');
      const known = sums.get(key) ?? { cell: options, n: 0 };
      sums.set(key, { ...known, n: known.n + n });
    }
    return [...sums.values()].flatMap(({ cell, n }) => (n < least ? [cell] : []));
  });
}
