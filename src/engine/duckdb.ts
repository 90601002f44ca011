import type { DuckDBConnection, DuckDBValue } from '@duckdb/node-api';
import { countCombinations, mostValues, readRange, readShape } from './column-facts.ts';
import { countRows } from './count-rows.ts';
import { asCode, typeOf } from './duckdb-values.ts';
import type { Axis, Column, Engine, Patterns, RowCondition, TallyQuery, TallyRow } from './engine.ts';
import type { InstancePool } from './instance-pool.ts';
import { interruptible } from './interruptible.ts';
import {
  checkConditions,
  checkNames,
  checkNumbers,
  checkSize,
  keysAlone,
  PlanError,
  type Limits,
} from './check-tally-query.ts';
import { rankOfResponses } from './mixed-rows.ts';
import { readPatterns } from './patterns.ts';
import type { QueryQueue } from './query-queue.ts';
import { Remembered } from './remembered.ts';
import { summedColumns, tallyStatement, type NumberRange, type Statement, type StoredColumn } from './sql.ts';

/** What the engines of a process share. */
export interface Shared {
  readonly pool: InstancePool;
  readonly queue: QueryQueue;
  readonly closing: AbortSignal;
  readonly limits: Limits;
  /** How long a query may run, without the time that it waits. */
  readonly timeoutMs: number;
}

/** How long a check of a release may take (ms): a sound one is never refused because the machine is busy. */
const CHECK_MS = 600_000;

/** DuckDB over one Parquet file. */
export class DuckDbEngine implements Engine {
  readonly columns: ReadonlyMap<string, Column>;
  readonly #path: string;
  readonly #state: string;
  readonly #shared: Shared;
  readonly #stored: ReadonlyMap<string, StoredColumn>;
  readonly #rows: number;
  readonly #combinations = new Remembered<number>();
  readonly #most = new Remembered<ReadonlyMap<string, number>>();
  readonly #ranges = new Remembered<NumberRange>();

  private constructor(
    path: string,
    state: string,
    shared: Shared,
    { columns, rows }: { readonly columns: ReadonlyMap<string, StoredColumn>; readonly rows: number },
  ) {
    this.#path = path;
    this.#state = state;
    this.#shared = shared;
    this.#stored = columns;
    this.#rows = rows;
    this.columns = new Map([...columns].map(([name, { kind }]) => [name, { kind }]));
  }

  /**
   * Opens a file and reads its metadata; the records are read when there is a query.
   *
   * @param state names the state of a file that may change: what is open of one is not used for another
   */
  static async open(path: string, shared: Shared, state = ''): Promise<DuckDbEngine> {
    const shape = await shared.pool.use(path, readShape, state);
    return new DuckDbEngine(path, state, shared, shape);
  }

  async tally(query: TallyQuery): Promise<readonly TallyRow[]> {
    checkNames(query, this.columns);
    const { queue, pool, closing, timeoutMs } = this.#shared;
    return queue.run(() =>
      pool.use(
        this.#path,
        (connection) => interruptible(connection, timeoutMs, closing, () => this.#run(connection, query)),
        this.#state,
      ),
    );
  }

  async patterns(by: readonly Axis[], maximum: number): Promise<Patterns | null> {
    const query = keysAlone(by);
    checkNames(query, this.columns);
    const table = { rows: this.#rows, columns: this.#stored };
    const { queue, pool, closing, timeoutMs } = this.#shared;
    const read = (connection: DuckDBConnection) => readPatterns(connection, table, by, maximum);
    return queue.run(() =>
      pool.use(
        this.#path,
        (connection) => interruptible(connection, timeoutMs, closing, () => read(connection)),
        this.#state,
      ),
    );
  }

  async rank(columns: readonly string[]): Promise<number> {
    checkNumbers(columns, this.columns);
    return this.#check((connection) => rankOfResponses(connection, columns));
  }

  async countRows(conditions: readonly RowCondition[]): Promise<readonly number[]> {
    checkConditions(conditions, this.columns);
    return this.#check((connection) => countRows(connection, conditions));
  }

  /** Asks what a release is checked by: that no client waits for, so it stands in no line and has a time of its own. */
  #check<T>(work: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
    const { pool, closing } = this.#shared;
    return pool.use(
      this.#path,
      (connection) => interruptible(connection, CHECK_MS, closing, () => work(connection)),
      this.#state,
    );
  }

  async #run(connection: DuckDBConnection, query: TallyQuery): Promise<TallyRow[]> {
    const count = (columns: readonly string[], limit: number): Promise<number> =>
      this.#combinations.get(JSON.stringify([columns, limit]), () =>
        countCombinations(connection, columns, limit),
      );
    const most = async (column: string): Promise<number> =>
      (await this.#most.get('', () => mostValues(connection, this.#stored))).get(column) ?? Infinity;
    await checkSize(query, { rows: this.#rows, count, most }, this.#shared.limits);
    const ranges = new Map<string, NumberRange>();
    for (const name of summedColumns(query)) {
      const stored = this.#stored.get(name);
      if (stored) ranges.set(name, await this.#ranges.get(name, () => readRange(connection, name, stored)));
    }
    const run = async (squares: 'plain' | 'ranged' | 'centred'): Promise<ReadColumns> => {
      const { sql, values } = this.#statement(query, ranges, squares);
      const read = await connection.runAndReadAll(sql, [...values], values.map(typeOf));
      return { columns: read.getColumnsObject(), rows: read.currentRowCount };
    };
    if (!query.deviations) return tallyRows(query, await run('plain'));
    const first = await run('ranged');
    return cancels(first) ? tallyRows(query, await run('centred')) : tallyRows(query, first);
  }

  #statement(
    query: TallyQuery,
    ranges: ReadonlyMap<string, NumberRange>,
    squares: 'plain' | 'ranged' | 'centred',
  ): Statement {
    try {
      return tallyStatement(query, { rows: this.#rows, columns: this.#stored, ranges }, squares);
    } catch (error) {
      if (error instanceof RangeError) throw new PlanError(error.message, { cause: error });
      throw error;
    }
  }

  /** Lets go of the file. Queries that run go on. */
  close(): Promise<void> {
    return this.#shared.pool.release(this.#path, this.#state);
  }
}

/** What a statement gave, column by column. */
interface ReadColumns {
  readonly columns: Readonly<Record<string, readonly DuckDBValue[]>>;
  readonly rows: number;
}

/** Squares of answers may be so many times their variance: five of the sixteen digits are lost then. */
const MOST_LOST = 1e5;
/** Answers that are all the same lose nothing among themselves, but, beyond this, in what is compared with them. */
const LARGE = 1e4;

/** Whether sums of squares cancel in some group, as its answers are far from 0 beside how much they vary. */
function cancels({ columns, rows }: ReadColumns): boolean {
  const at = (name: string, row: number): number => Number(columns[name]?.[row]);
  return Array.from({ length: rows }, (_, row) => row).some((row) => {
    const [n, least, most] = [at('n', row), at('least', row), at('most', row)];
    const level = Math.max(Math.abs(least), Math.abs(most));
    if (n < 2 || level === 0) return false;
    if (least === most) return level > LARGE;
    // The two ends alone make half the square of the range.
    if ((2 * n * level * level) / (most - least) ** 2 <= MOST_LOST) return false;
    const [w2, w2x, w2x2] = [at('w2', row), at('w2x', row), at('w2x2', row)];
    return !(w2x2 - (w2x * w2x) / w2 > (level * level * w2) / MOST_LOST) && w2 > 0;
  });
}

/** The sums of a numeric answer; those around 0 follow from those around the mean, where there are these. */
function numericSums(sum: (name: string) => number, deviations: boolean): NonNullable<TallyRow['x']> {
  const wx = sum('wx');
  if (!deviations) return { wx, wx2: sum('wx2'), w2x: sum('w2x'), w2x2: sum('w2x2') };
  const [mean, w, w2] = [sum('mean'), sum('w'), sum('w2')];
  const [wwd, wd, wd2, w2d2] = [sum('wwd'), sum('wd'), sum('wd2'), sum('w2d2')];
  const w2d = wwd + (w / sum('n')) * wd;
  return {
    wx,
    wx2: wd2 + 2 * mean * wd + mean * mean * w,
    w2x: w2d + mean * w2,
    w2x2: w2d2 + 2 * mean * w2d + mean * mean * w2,
    deviations: { mean, ww: sum('ww'), wwd, wd, wd2, w2d2 },
  };
}

/** The rows of a tally from the columns of the statement's answer. */
function tallyRows(
  { by, strata, numeric, replicates, keys }: TallyQuery,
  { columns, rows }: ReadColumns,
): TallyRow[] {
  const deviations = columns['mean'] !== undefined;
  const codes = by.map((_, i) => columns[`c${i}`]);
  const stratumCodes = strata.map((_, i) => columns[`s${i}`]);
  const replicateW = replicates.map((_, i) => columns[`r${i}`]);
  const replicateWx = replicates.map((_, i) => columns[`rx${i}`]);
  return Array.from({ length: rows }, (_, row) => {
    const sum = (name: string): number => Number(columns[name]?.[row]);
    return {
      codes: codes.map((column) => asCode(column?.[row])),
      strata: stratumCodes.map((column) => asCode(column?.[row])),
      cluster: asCode(columns['cluster']?.[row]),
      n: sum('n'),
      nonzero: sum('nonzero'),
      w: sum('w'),
      w2: sum('w2'),
      x: numeric === null ? null : numericSums(sum, deviations),
      replicates:
        replicates.length === 0
          ? null
          : {
              w: replicateW.map((column) => Number(column?.[row])),
              wx: numeric === null ? null : replicateWx.map((column) => Number(column?.[row])),
            },
      ...(keys === undefined ? {} : { key: sum('rkey') }),
    };
  });
}
