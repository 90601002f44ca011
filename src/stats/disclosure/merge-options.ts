import { baseOf, optionsOf, type CountedTable, type HiddenOptions, type Minima } from './respondents.ts';
import { fewUnanswered, type UnansweredTable } from './unanswered.ts';

/** A cell that may not be shown as it stands, with the options that would have to be merged. */
type Failure = readonly { readonly position: number; readonly option: number }[];

/** Every non-empty choice of positions, as bits, with all of them last. */
const choices = (length: number): number[] => Array.from({ length: (1 << length) - 1 }, (_, i) => i + 1);

/**
 * The cells of a table and of its margins that may not be shown where some options are merged: more than none, and fewer than a
 * cell (or, in a margin, which is the base of a share, than a base) must have.
 */
function failures(
  { sizes, counts }: CountedTable,
  merged: readonly ReadonlySet<number>[],
  minima: Minima,
  wholeIsBase: boolean,
): Failure[] {
  const found: Failure[] = [];
  const full = (1 << sizes.length) - 1;
  // All merged options of a variable stand as one, the first of them.
  const places = sizes.map((size, i) => {
    const first = Math.min(...(merged[i] ?? []));
    return Array.from({ length: size }, (_, option) => (merged[i]?.has(option) ? first : option));
  });
  for (const choice of choices(sizes.length)) {
    const positions = sizes.flatMap((_, i) => (choice & (1 << i) ? [i] : []));
    const kept = positions.map((i) => sizes[i] ?? 1);
    const sums = new Int32Array(kept.reduce((a, b) => a * b, 1));
    // Where a cell of the table stands in the sums: step by step, as the last variable moves fastest.
    const digits = sizes.map(() => 0);
    for (const count of counts) {
      if (count > 0) {
        let at = 0;
        for (const i of positions) at = at * (sizes[i] ?? 1) + (places[i]?.[digits[i] ?? 0] ?? 0);
        sums[at] = (sums[at] ?? 0) + count;
      }
      for (let i = sizes.length - 1; i >= 0; i -= 1) {
        digits[i] = (digits[i] ?? 0) + 1;
        if ((digits[i] ?? 0) < (sizes[i] ?? 1)) break;
        digits[i] = 0;
      }
    }
    const least = choice === full && !wholeIsBase ? minima.cell : baseOf(minima);
    sums.forEach((n, at) => {
      if (n === 0 || n >= least) return;
      const options = optionsOf(kept, at);
      found.push(positions.map((position, i) => ({ position, option: options[i] ?? 0 })));
    });
  }
  return found;
}

/** How many respondents chose each option of each variable. */
function marginsOf({ sizes, counts }: CountedTable): number[][] {
  const margins = sizes.map((size) => Array.from({ length: size }, () => 0));
  counts.forEach((count, cell) => {
    if (count === 0) return;
    optionsOf(sizes, cell).forEach((option, i) => {
      const margin = margins[i];
      if (margin) margin[option] = (margin[option] ?? 0) + count;
    });
  });
  return margins;
}

/** Options that are apart from each other, merged ones together as one. */
const parts = (size: number, merged: ReadonlySet<number>): number => size - Math.max(0, merged.size - 1);

/**
 * Which options of a combination of variables are hidden, so that nothing else in its table, and in the sums over those that are
 * hidden, is a count too small to be shown. Hidden options of a variable act as one: their sum can be had, what each has cannot.
 * Of all options that stand in a cell that is too small the one goes that such cells have most in common with, for the
 * respondents that are no longer told apart; a second one goes with it, the one with the fewest.
 *
 * @param inherited what is hidden of the table with fewer variables: it stays hidden
 * @param unanswered those who did not answer something: of no group that is shown it may be told that a few did not; null: nothing of them matters
 * @param onWork told how many cells were looked at
 * @returns null: too little would be left to be told apart; in steps between which others may have their turn
 */
export function* mergeOptions(
  table: CountedTable,
  minima: Minima,
  inherited: HiddenOptions,
  wholeIsBase: boolean,
  unanswered: UnansweredTable | null = null,
  onWork: (cells: number) => void = () => undefined,
): Generator<void, HiddenOptions | null> {
  const { combination, sizes } = table;
  const merged = combination.map((index) => new Set(inherited.get(index)));
  const margins = marginsOf(table);
  const margin = (position: number, option: number): number => margins[position]?.[option] ?? 0;
  if (merged.some((set, i) => set.size > 0 && parts(sizes[i] ?? 0, set) < 2)) return null;
  for (;;) {
    const few = unanswered === null ? [] : fewUnanswered(unanswered, merged, minima.cell);
    const failing = [...failures(table, merged, minima, wholeIsBase), ...few];
    onWork(table.counts.length);
    if (failing.length === 0) break;
    const gains = new Map<string, { position: number; option: number; cells: number }>();
    for (const cell of failing) {
      for (const { position, option } of cell) {
        // A variable with one option has nothing to be merged with.
        if ((sizes[position] ?? 0) < 2) continue;
        const key = `${position} ${option}`;
        const known = gains.get(key) ?? { position, option, cells: 0 };
        gains.set(key, { ...known, cells: known.cells + 1 });
      }
    }
    const cost = ({ position, option, cells }: { position: number; option: number; cells: number }): number =>
      (margin(position, option) + 1) / cells;
    const best = [...gains.values()].toSorted(
      (a, b) => cost(a) - cost(b) || a.position - b.position || a.option - b.option,
    )[0];
    if (!best) return null;
    const set = merged[best.position] ?? new Set();
    const isMerged = set.has(best.option);
    set.add(best.option);
    const others = Array.from({ length: sizes[best.position] ?? 0 }, (_, option) => option)
      .filter((option) => !set.has(option))
      .toSorted((a, b) => margin(best.position, a) - margin(best.position, b) || a - b);
    // One alone would be known from the others; merged ones that are too few still need a further one.
    const [next] = others;
    if (next === undefined) return null;
    if (isMerged || set.size === 1) set.add(next);
    if (parts(sizes[best.position] ?? 0, set) < 2) return null;
    yield;
  }
  return new Map(combination.flatMap((index, i) => (merged[i]?.size ? [[index, merged[i]]] : [])));
}
