import type { Engine, Filter, TallyRow } from '../../engine/engine.ts';
import type { Tally } from '../../stats/design/tally.ts';
import { storedForms, atomAxis, engineAxis, type AtomAxis } from './axes.ts';
import type { Sample } from './sample.ts';
import type { Variable } from './variables.ts';

/** Sums of one cell with each replicate weight. */
interface ReplicateSums {
  readonly cell: number;
  readonly w: readonly number[];
  readonly wx: readonly number[] | null;
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
  readonly tallies: readonly Tally[];
  readonly #replicates: ReadonlyMap<number, readonly ReplicateSums[]>;
  readonly #byCell: ReadonlyMap<number, readonly Tally[]>;

  constructor(sample: Sample, axes: readonly AtomAxis[], rows: readonly TallyRow[], origin = 0) {
    this.sample = sample;
    this.origin = origin;
    this.axes = axes;
    this.cells = axes.reduce((product, { atoms }) => product * atoms, 1);
    const cellOf = ({ codes }: TallyRow): number =>
      axes.reduce((cell, axis, i) => cell * axis.atoms + axis.atomOf(codes[i] ?? null), 0);
    // Sums of doubles depend on their order in the last bits, and an engine gives rows in any order.
    this.tallies = rows
      .map((row) => ({
        ...sample.place(row),
        cell: cellOf(row),
        n: row.n,
        nonzero: row.nonzero,
        w: row.w,
        w2: row.w2,
        x: row.x,
      }))
      .toSorted((a, b) => a.cell - b.cell || a.stratum - b.stratum || (a.cluster ?? -1) - (b.cluster ?? -1));
    const sums = rows.flatMap((row) =>
      row.replicates === null ? [] : [{ cell: cellOf(row), ...row.replicates }],
    );
    this.#replicates = Map.groupBy(sums, ({ cell }) => cell);
    this.#byCell = Map.groupBy(this.tallies, ({ cell }) => cell);
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
    return { cells: cells.filter((cell) => this.#byCell.has(cell)), has: (cell) => members.has(cell) };
  }

  talliesOf(cell: number): readonly Tally[] {
    return this.#byCell.get(cell) ?? [];
  }

  replicatesOf(cell: number): readonly ReplicateSums[] {
    return this.#replicates.get(cell) ?? [];
  }
}

/** Adds up records over some variables; a numeric answer, where one is wanted, without the values that are missing. */
export async function tallyTable(
  engine: Engine,
  sample: Sample,
  variables: readonly Variable[],
  { numeric = null, filters = [] }: { numeric?: Variable | null; filters?: readonly Filter[] } = {},
): Promise<TallyTable> {
  // Two variables may be one column, as where a question is what tells the audiences apart.
  const asked = variables.map((variable) => ({
    axis: engineAxis(variable),
    key: JSON.stringify(engineAxis(variable)),
  }));
  const distinct = new Map(asked.map(({ axis, key }) => [key, axis]));
  const at = asked.map(({ key }) => [...distinct.keys()].indexOf(key));
  const all = numeric === null ? filters : [...filters, ...answered(numeric)];
  const origin = numeric === null ? 0 : await originOf(engine, numeric);
  const found = await engine.tally({
    ...sample.split,
    by: [...distinct.values()],
    filters: all,
    numeric: numeric?.column ?? null,
    origin,
    ...(numeric !== null && sample.hasRowUnits ? { deviations: true } : {}),
  });
  const rows = found.map((row) => ({ ...row, codes: at.map((i) => row.codes[i] ?? null) }));
  return new TallyTable(sample, variables.map(atomAxis), rows, origin);
}

/** A whole number near the mean of all answers, so that sums of squares are of deviations and not of large numbers. */
async function originOf(engine: Engine, numeric: Variable): Promise<number> {
  const [row] = await engine.tally({
    by: [],
    filters: answered(numeric),
    weight: null,
    strata: [],
    cluster: null,
    numeric: numeric.column,
    replicates: [],
  });
  return row?.x ? Math.round(row.x.wx / row.n) : 0;
}

/** Rows that answer a numeric question: of a scale those with an option, else those without a missing code. */
function answered({ question, column, categories, missing }: Variable): Filter[] {
  if (question?.type === 'scale')
    return [{ column, in: storedForms(categories.flatMap(({ codes }) => codes)) }];
  return missing.length === 0 ? [] : [{ column, notIn: storedForms(missing.map(({ code }) => code)) }];
}
