import type { CodedColumn, CodedTallies, Engine, Filter, TallyQuery, TallyRow } from '../../engine/engine.ts';
import { TalliedSample } from '../../stats/design/tallied-sample.ts';
import { tallyColumns, type CellSums, type Tally, type TallyColumns } from '../../stats/design/tally.ts';
import { turns } from '../../turns/turns.ts';
import { storedForms, atomAxis, engineAxis, type AtomAxis } from './axes.ts';
import type { Sample } from './sample.ts';
import type { Variable } from './variables.ts';

/** Sums of one cell with each replicate weight. */
interface ReplicateSums {
  readonly cell: number;
  readonly w: readonly number[];
  readonly wx: readonly number[] | null;
}

/** What a table is made of. */
interface PlacedTallies {
  /** The cells that hold respondents, ascending. */
  readonly cells: readonly number[];
  readonly tallied: TalliedSample;
  readonly replicates: ReadonlyMap<number, readonly ReplicateSums[]>;
}

/** Some cells of a table. */
export interface CellSelection {
  /** Those that hold respondents. */
  readonly cells: readonly number[];
  has(cell: number): boolean;
}

/**
 * Tallies over the atoms of some variables. A cell is a combination of atoms, numbered with the last axis running
 * fastest.
 */
export class TallyTable {
  readonly sample: Sample;
  readonly axes: readonly AtomAxis[];
  /** What was taken from the numeric answer before it was summed. */
  readonly origin: number;
  readonly cells: number;
  /** What each cell that holds respondents adds up to, by its number. */
  readonly sums: readonly CellSums[];
  /** The same with how it varies; cells are numbered by their place among those that hold respondents. */
  readonly tallied: TalliedSample;
  readonly #replicates: ReadonlyMap<number, readonly ReplicateSums[]>;
  readonly #places: ReadonlyMap<number, number>;

  private constructor(
    sample: Sample,
    axes: readonly AtomAxis[],
    origin: number,
    { cells, tallied, replicates }: PlacedTallies,
  ) {
    this.sample = sample;
    this.origin = origin;
    this.axes = axes;
    this.cells = axes.reduce((product, { atoms }) => product * atoms, 1);
    this.tallied = tallied;
    this.sums = cells.flatMap((cell, place) => {
      const sums = tallied.sums[place];
      return sums ? [{ ...sums, cell }] : [];
    });
    this.#places = new Map(cells.map((cell, place) => [cell, place]));
    this.#replicates = replicates;
  }

  /** A table in which nobody is. */
  static empty(sample: Sample, axes: readonly AtomAxis[]): TallyTable {
    const tallied = TalliedSample.of(sample.design, []);
    return new TallyTable(sample, axes, 0, { cells: [], tallied, replicates: new Map() });
  }

  /**
   * Sorts what an engine gave into cells, in turns.
   *
   * @param at which code of a row each axis is of
   * @param origin what was taken from the numeric answer before it was summed
   */
  static async of(
    sample: Sample,
    axes: readonly AtomAxis[],
    rows: readonly TallyRow[],
    { at, origin }: { readonly at: readonly number[]; readonly origin: number },
  ): Promise<TallyTable> {
    const cellOf = ({ codes }: TallyRow): number =>
      axes.reduce((cell, axis, i) => cell * axis.atoms + axis.atomOf(codes[at[i] ?? i] ?? null), 0);
    const replicates = new Map<number, ReplicateSums[]>();
    const inTable = await turns.map(rows, (row): number => {
      const cell = cellOf(row);
      if (row.replicates !== null) {
        const sums = replicates.get(cell);
        if (sums) sums.push({ cell, ...row.replicates });
        else replicates.set(cell, [{ cell, ...row.replicates }]);
      }
      return cell;
    });
    const cells = [...new Set(inTable)].toSorted((a, b) => a - b);
    const places = new Map(cells.map((cell, place) => [cell, place]));
    const tallies = await turns.map(rows, (row, i): Tally => {
      const { n, nonzero, w, w2, x } = row;
      return { ...sample.place(row), cell: places.get(inTable[i] ?? -1) ?? -1, n, nonzero, w, w2, x };
    });
    const tallied = await turns.finish(TalliedSample.inSteps(sample.design, tallyColumns(tallies)));
    return new TallyTable(sample, axes, origin, { cells, tallied, replicates });
  }

  /**
   * The same of what an engine gave column by column.
   *
   * @param at which column of codes each axis is of
   */
  static async ofColumns(
    sample: Sample,
    axes: readonly AtomAxis[],
    coded: CodedTallies,
    { at, origin }: { readonly at: readonly number[]; readonly origin: number },
  ): Promise<TallyTable> {
    const inTable = new Float64Array(coded.n.length);
    for (const [i, axis] of axes.entries()) {
      const column = coded.codes[at[i] ?? i];
      if (!column) continue;
      // The last is of what is missing.
      const atoms = Int32Array.from([...column.values, null], (code) => axis.atomOf(code));
      const none = column.values.length;
      for (let row = 0; row < inTable.length; row += 1) {
        const place = column.at[row] ?? -1;
        inTable[row] = (inTable[row] ?? 0) * axis.atoms + (atoms[place < 0 ? none : place] ?? 0);
      }
      await turns.pause();
    }
    const cells = distinctNumbers(inTable).toSorted((a, b) => a - b);
    const places = new Map(cells.map((cell, place) => [cell, place]));
    await turns.pause();
    const columns = { ...(await placesInSample(sample, coded)), ...sumsInColumns(coded) };
    const cell = new Int32Array(inTable.length);
    let [last, place] = [-1, -1];
    for (let row = 0; row < inTable.length; row += 1) {
      const one = inTable[row] ?? 0;
      if (one !== last) [last, place] = [one, places.get(one) ?? -1];
      cell[row] = place;
    }
    await turns.pause();
    const tallied = await turns.finish(TalliedSample.inSteps(sample.design, { ...columns, cell }));
    return new TallyTable(sample, axes, origin, { cells, tallied, replicates: new Map() });
  }

  /** Atom of a cell on an axis. */
  atomAt(cell: number, axis: number): number {
    const below = this.axes.slice(axis + 1).reduce((product, { atoms }) => product * atoms, 1);
    return Math.floor(cell / below) % (this.axes[axis]?.atoms ?? 1);
  }

  /** The cells whose atoms are in the given sets; an axis without a set is open. */
  where(sets: readonly (ReadonlySet<number> | null)[]): CellSelection {
    const cells = this.axes.reduce<number[]>(
      (before, { atoms }, axis) => {
        const chosen = sets[axis] ?? Array.from({ length: atoms }, (_, atom) => atom);
        return before.flatMap((cell) => [...chosen].map((atom) => cell * atoms + atom));
      },
      [0],
    );
    const members = new Set(cells);
    // Cells without respondents add nothing.
    return { cells: cells.filter((cell) => this.#places.has(cell)), has: (cell) => members.has(cell) };
  }

  /** The place of a cell among those that hold respondents; −1: nobody is in it. */
  placeOf(cell: number): number {
    return this.#places.get(cell) ?? -1;
  }

  replicatesOf(cell: number): readonly ReplicateSums[] {
    return this.#replicates.get(cell) ?? [];
  }
}

/** Numbers of a column, each once. Tallies of one cell mostly come one after the other. */
function distinctNumbers(column: Float64Array): number[] {
  const found = new Set<number>();
  let last = -1;
  for (let row = 0; row < column.length; row += 1) {
    const one = column[row] ?? 0;
    if (one !== last) found.add((last = one));
  }
  return [...found];
}

/** Tallies after which the clock is looked at: they are placed in less than a slice. */
const LOOK_EVERY = 20_000;

/** Where tallies belong: each stratum and cluster is looked up once. */
async function placesInSample(
  sample: Sample,
  { strata, cluster, n }: CodedTallies,
): Promise<Pick<TallyColumns, 'stratum' | 'cluster'>> {
  const found = { stratum: new Int32Array(n.length), cluster: new Int32Array(n.length) };
  const known = new Map<number, { readonly stratum: number; readonly cluster: number }>();
  for (let row = 0; row < n.length; row += 1) {
    let key = 0;
    for (const { values, at } of strata) key = key * (values.length + 1) + (at[row] ?? -1) + 1;
    key = key * ((cluster?.values.length ?? 0) + 1) + (cluster?.at[row] ?? -1) + 1;
    let placed = known.get(key);
    if (placed === undefined) {
      const code = (column: CodedColumn | null) => column?.values[column.at[row] ?? -1] ?? null;
      const { stratum, cluster: unit } = sample.place({ strata: strata.map(code), cluster: code(cluster) });
      placed = { stratum, cluster: unit ?? -1 };
      known.set(key, placed);
    }
    found.stratum[row] = placed.stratum;
    found.cluster[row] = placed.cluster;
    if (row % LOOK_EVERY === 0) await turns.pause();
  }
  return found;
}

/** Sums of tallies, none of deviations. */
function sumsInColumns({
  n,
  nonzero,
  w,
  w2,
  x,
}: CodedTallies): Pick<TallyColumns, 'n' | 'nonzero' | 'w' | 'w2' | 'ww' | 'x'> {
  const less = (sum: Float64Array, left: Float64Array, right: Float64Array, least: number): Float64Array => {
    const found = new Float64Array(sum.length);
    for (let i = 0; i < sum.length; i += 1)
      found[i] = Math.max(least, (sum[i] ?? 0) - ((left[i] ?? 0) * (right[i] ?? 0)) / (n[i] ?? 1));
    return found;
  };
  const own = { n, nonzero, w, w2, ww: less(w2, w, w, 0) };
  if (x === null) return { ...own, x: null };
  const { wx, wx2, w2x, w2x2 } = x;
  const mean = new Float64Array(n.length);
  return {
    ...own,
    x: {
      wx,
      w2x,
      w2x2,
      mean,
      wd: wx,
      wd2: wx2,
      wwd: less(w2x, w, wx, -Infinity),
      w2d2: w2x2,
      centred: false,
    },
  };
}

/** Adds up records over some variables; a numeric answer, where one is wanted, without the values that are missing. */
export async function tallyTable(
  engine: Engine,
  sample: Sample,
  variables: readonly Variable[],
  {
    numeric = null,
    filters = [],
    cellsFactor = 1,
    signal,
  }: {
    numeric?: Variable | null;
    filters?: readonly Filter[];
    cellsFactor?: number;
    /** Ends the counting. */
    signal?: AbortSignal | undefined;
  } = {},
): Promise<TallyTable> {
  // Two variables may be one column, as where a question is what tells the audiences apart.
  const asked = variables.map((variable) => ({
    axis: engineAxis(variable),
    key: JSON.stringify(engineAxis(variable)),
  }));
  const distinct = new Map(asked.map(({ axis, key }) => [key, axis]));
  const at = asked.map(({ key }) => [...distinct.keys()].indexOf(key));
  const all = numeric === null ? filters : [...filters, ...answered(numeric)];
  const origin = numeric === null ? 0 : await originOf(engine, numeric, signal);
  const query: TallyQuery = {
    ...sample.split,
    ...(sample.isNested ? { strata: [] } : {}),
    by: [...distinct.values()],
    filters: all,
    numeric: numeric?.column ?? null,
    origin,
    ...(cellsFactor === 1 ? {} : { cellsFactor }),
    ...(numeric !== null && sample.hasRowUnits ? { deviations: true } : {}),
  };
  const axes = variables.map(atomAxis);
  // Of strata and clusters there are many; what columns do not have are replicate weights and sums of deviations.
  return query.deviations === true || query.replicates.length > 0
    ? TallyTable.of(sample, axes, await engine.tally(query, { signal }), { at, origin })
    : TallyTable.ofColumns(sample, axes, await engine.codedTallies(query, { signal }), { at, origin });
}

/** A whole number near the mean of all answers, so that sums of squares are of deviations and not of large numbers. */
async function originOf(engine: Engine, numeric: Variable, signal?: AbortSignal): Promise<number> {
  const all: TallyQuery = {
    by: [],
    filters: answered(numeric),
    weight: null,
    strata: [],
    cluster: null,
    numeric: numeric.column,
    replicates: [],
  };
  const [row] = await engine.tally(all, { signal });
  return row?.x ? Math.round(row.x.wx / row.n) : 0;
}

/** Rows that answer a numeric question: of a scale those with an option, else those without a missing code. */
export function answered({ question, column, categories, missing }: Variable): Filter[] {
  if (question?.type === 'scale')
    return [{ column, in: storedForms(categories.flatMap(({ codes }) => codes)) }];
  return missing.length === 0 ? [] : [{ column, notIn: storedForms(missing.map(({ code }) => code)) }];
}
