import type { DuckDBConnection } from '@duckdb/node-api';
import { countCombinations, mostValues, readRange, readShape } from './column-facts.ts';
import { countRows } from './count-rows.ts';
import { duckdbDialect } from './duckdb-dialect.ts';
import { typeOf } from './duckdb-values.ts';
import { readCodedTallies, talliesOf, type ReadChunks } from './read-tallies.ts';
import type {
  Axis,
  CodedTallies,
  Column,
  Engine,
  Patterns,
  RowCondition,
  TallyOptions,
  TallyQuery,
  TallyRow,
  Waiting,
} from './engine.ts';
import type { InstancePool } from './instance-pool.ts';
import { interruptible } from './interruptible.ts';
import {
  checkConditions,
  checkNames,
  checkNumbers,
  checkSize,
  keysAlone,
  limitsOfCoded,
  type Limits,
} from './check-tally-query.ts';
import { rankOfResponses } from './mixed-rows.ts';
import { readPatterns } from './patterns.ts';
import type { QueryQueue } from './query-queue.ts';
import { Remembered } from './remembered.ts';
import { summedColumns, tallyStatement, type Squares } from './sql.ts';
import type { NumberRange, StoredColumn } from './stored-table.ts';

/** What the engines of a process share. */
export interface Shared {
  readonly pool: InstancePool;
  readonly queue: QueryQueue;
  readonly closing: AbortSignal;
  readonly limits: Limits;
  /** Bytes that a thread of a query may take for a table of a place for each combination of keys. */
  readonly directBytes: number;
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

  async tally(
    query: TallyQuery,
    { isCheck = false, signal }: TallyOptions = {},
  ): Promise<readonly TallyRow[]> {
    checkNames(query, this.columns);
    // What is read is taken apart when the query is over: it waits for turns then, which are no time of its own.
    return talliesOf(query, (squares) => {
      const work = (connection: DuckDBConnection) => this.#run(connection, query, squares);
      return isCheck ? this.#check(work) : this.#queued(work, signal);
    });
  }

  async codedTallies(query: TallyQuery, { signal }: Waiting = {}): Promise<CodedTallies> {
    checkNames(query, this.columns);
    const work = (connection: DuckDBConnection) => this.#run(connection, query, 'coded');
    return readCodedTallies(query, await this.#queued(work, signal));
  }

  /** Does what a client waits for when it is its turn, for as long as a query may take. */
  #queued<T>(work: (connection: DuckDBConnection) => Promise<T>, signal?: AbortSignal): Promise<T> {
    const { queue, pool, closing, timeoutMs } = this.#shared;
    const signals = signal ? [closing, signal] : [closing];
    return queue.run(
      () =>
        pool.use(
          this.#path,
          (connection) => interruptible(connection, timeoutMs, signals, () => work(connection)),
          this.#state,
        ),
      signal,
    );
  }

  async patterns(by: readonly Axis[], maximum: number): Promise<Patterns | null> {
    const query = keysAlone(by);
    checkNames(query, this.columns);
    const table = { rows: this.#rows, columns: this.#stored };
    return this.#queued((connection) => readPatterns(connection, table, by, maximum));
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
      (connection) => interruptible(connection, CHECK_MS, [closing], () => work(connection)),
      this.#state,
    );
  }

  async #run(connection: DuckDBConnection, query: TallyQuery, squares: Squares): Promise<ReadChunks> {
    const count = (columns: readonly string[], limit: number): Promise<number> =>
      this.#combinations.get(JSON.stringify([columns, limit]), () =>
        countCombinations(connection, columns, limit),
      );
    const most = await this.#most.get('', () => mostValues(connection, this.#stored));
    const { limits, directBytes } = this.#shared;
    await checkSize(
      query,
      { rows: this.#rows, count, most: (column) => Promise.resolve(most.get(column) ?? Infinity) },
      squares === 'coded' ? limitsOfCoded(limits) : limits,
    );
    const ranges = new Map<string, NumberRange>();
    for (const name of summedColumns(query)) {
      const stored = this.#stored.get(name);
      if (stored) ranges.set(name, await this.#ranges.get(name, () => readRange(connection, name, stored)));
    }
    const table = { rows: this.#rows, columns: this.#stored, directBytes, ranges, most };
    const { sql, values } = tallyStatement(query, table, duckdbDialect(table), squares);
    const result = await connection.run(sql, [...values], values.map(typeOf));
    return { names: result.deduplicatedColumnNames(), chunks: await result.fetchAllChunks() };
  }

  /** Lets go of the file. Queries that run go on. */
  close(): Promise<void> {
    return this.#shared.pool.release(this.#path, this.#state);
  }
}
