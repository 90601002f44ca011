import {
  checkConditions,
  checkNames,
  checkNumbers,
  checkSize,
  keysAlone,
  limitsOfCoded,
  type Limits,
} from '../check-tally-query.ts';
import { columnRank } from '../column-rank.ts';
import type { SqlDialect } from '../sql-dialect.ts';
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
} from '../engine.ts';
import { PatternColumns } from '../patterns.ts';
import type { QueryQueue } from '../query-queue.ts';
import { readCodedTallies, talliesOf, type ReadChunks } from '../read-tallies.ts';
import { turns } from '../../turns/turns.ts';
import { Remembered } from '../remembered.ts';
import {
  combinationsStatement,
  patternsStatement,
  tallyStatement,
  type Squares,
  type Statement,
} from '../sql.ts';
import type { NumberRange, StoredTable } from '../stored-table.ts';
import { clickhouseDialect } from './clickhouse-dialect.ts';
import { countStatement, spanningSql } from './checks-sql.ts';
import type { Allowance, Connection, RowPart } from './connection.ts';
import { quotedName, type LoadedShape } from './loaded-table.ts';
import { codeReader, RowChunk, type CodeOf } from './read-rows.ts';
import type { SlimColumn } from './slim-columns.ts';

/** What the engines of a cluster share. */
export interface ClusterShared {
  readonly connection: Connection;
  readonly queue: QueryQueue;
  readonly limits: Limits;
  /** How long a query may run, without the time that it waits. */
  readonly timeoutMs: number;
  /** Memory of a query on each server (MB of a million bytes). */
  readonly memoryMegabytes: number;
  readonly closing: AbortSignal;
}

/** How long a statement may run (ms), and what ends it before. */
type Until = Pick<Allowance, 'timeoutMs' | 'signal'>;

/** How long a check of a release may take (ms): a sound one is never refused because the cluster is busy. */
const CHECK_MS = 600_000;

/** Conditions of one statement. */
const CONDITIONS_AT_ONCE = 50;

/** ClickHouse over the records of a release that were loaded into it. */
export class ClickHouseEngine implements Engine {
  readonly columns: ReadonlyMap<string, Column>;
  readonly #shared: ClusterShared;
  readonly #rows: number;
  readonly #slim: ReadonlyMap<string, SlimColumn>;
  readonly #table: StoredTable;
  readonly #dialect: SqlDialect;
  readonly #from: string;
  readonly #combinations = new Remembered<number>();

  constructor({ table, rows, columns }: LoadedShape, shared: ClusterShared) {
    this.#shared = shared;
    this.#rows = rows;
    this.#slim = new Map(columns.map((column) => [column.name, column]));
    this.#from = `${quotedName(shared.connection.database)}.${quotedName(table)}`;
    this.#table = {
      rows,
      columns: new Map(columns.map(({ name, stored }) => [name, stored])),
      ranges: new Map(
        columns.flatMap(({ name, range }): [string, NumberRange][] => (range ? [[name, range]] : [])),
      ),
    };
    this.#dialect = clickhouseDialect(this.#from, this.#slim, this.#table);
    this.columns = new Map(columns.map(({ name, stored: { kind } }) => [name, { kind }]));
  }

  async tally(
    query: TallyQuery,
    { isCheck = false, signal }: TallyOptions = {},
  ): Promise<readonly TallyRow[]> {
    checkNames(query, this.columns);
    return talliesOf(query, (squares) => {
      const { queue, timeoutMs } = this.#shared;
      return isCheck
        ? this.#run(query, squares, { timeoutMs: CHECK_MS })
        : queue.run(() => this.#run(query, squares, { timeoutMs, signal }), signal);
    });
  }

  async codedTallies(query: TallyQuery, { signal }: Waiting = {}): Promise<CodedTallies> {
    checkNames(query, this.columns);
    const { queue, timeoutMs } = this.#shared;
    const work = () => this.#run(query, 'coded', { timeoutMs, signal });
    return readCodedTallies(query, await queue.run(work, signal));
  }

  async #run(query: TallyQuery, squares: Squares, until: Until): Promise<ReadChunks> {
    const { limits } = this.#shared;
    await checkSize(
      query,
      {
        rows: this.#rows,
        count: (columns, limit) =>
          this.#combinations.get(JSON.stringify([columns, limit]), () =>
            this.#countCombinations(
              columns.map((column) => ({ column })),
              limit,
              until,
            ),
          ),
        most: (column) => Promise.resolve(this.#slim.get(column)?.most ?? Infinity),
      },
      squares === 'coded' ? limitsOfCoded(limits) : limits,
    );
    const statement = tallyStatement(query, this.#table, this.#dialect, squares);
    const readers = this.#readersOf(query);
    let names: readonly string[] = [];
    const chunks: RowChunk[] = [];
    for await (const part of this.#read(statement, until)) {
      ({ names } = part);
      chunks.push(
        new RowChunk(
          part.rows,
          names.map((name) => readers.get(name)),
        ),
      );
    }
    return { names, chunks };
  }

  /** How the keys of a query are read, by the names that they have in a statement. */
  #readersOf({ by, strata, cluster }: TallyQuery): ReadonlyMap<string, CodeOf> {
    const reader = (axis: Axis): CodeOf => codeReader(axis, this.#slim.get(axis.column));
    return new Map([
      ...by.map((axis, i) => [`c${i}`, reader(axis)] as const),
      ...strata.map((column, i) => [`s${i}`, reader({ column })] as const),
      ...(cluster === null ? [] : [['cluster', reader({ column: cluster })] as const]),
    ]);
  }

  #allowance({ timeoutMs, signal }: Until): Allowance {
    const { memoryMegabytes, closing } = this.#shared;
    return { timeoutMs, memoryMegabytes, signal: signal ? AbortSignal.any([closing, signal]) : closing };
  }

  #read({ sql, values }: Statement, until: Until): AsyncGenerator<RowPart> {
    return this.#shared.connection.rows(sql, values, this.#allowance(until));
  }

  async #countCombinations(by: readonly Axis[], limit: number, until: Until): Promise<number> {
    const { sql, values } = combinationsStatement(keysAlone(by), this.#table, this.#dialect, limit);
    const [row] = await this.#shared.connection.all(sql, values, this.#allowance(until));
    return Number(row?.[0] ?? 0);
  }

  async patterns(by: readonly Axis[], maximum: number): Promise<Patterns | null> {
    const query = keysAlone(by);
    checkNames(query, this.columns);
    const { queue, timeoutMs } = this.#shared;
    return queue.run(async () => {
      const until = { timeoutMs };
      const most = Math.floor(maximum / Math.max(1, by.length));
      if (this.#rows > most && (await this.#countCombinations(by, most + 1, until)) > most) return null;
      const readers = this.#readersOf(query);
      const found = new PatternColumns(by.length);
      for await (const { names, rows } of this.#read(
        patternsStatement(query, this.#table, this.#dialect),
        until,
      )) {
        const keys = by.map((_, i) => ({ place: names.indexOf(`c${i}`), read: readers.get(`c${i}`) }));
        const count = names.indexOf('n');
        for (const row of rows)
          found.add(
            keys.map(({ place, read }) => read?.(row[place]) ?? null),
            Number(row[count]),
          );
        await turns.pause();
      }
      return found.patterns;
    });
  }

  async rank(columns: readonly string[]): Promise<number> {
    checkNumbers(columns, this.columns);
    const numbers = columns.map((name) => this.#dialect.factor(name, false).double);
    const rows = await this.#shared.connection.all(
      spanningSql(numbers, this.#from, this.#rows),
      [],
      this.#allowance({ timeoutMs: CHECK_MS }),
    );
    return columnRank(columns.map((_, i) => Float64Array.from(rows, (row) => Number(row[i]))));
  }

  async countRows(conditions: readonly RowCondition[]): Promise<readonly number[]> {
    checkConditions(conditions, this.columns);
    const counts: number[] = [];
    for (let start = 0; start < conditions.length; start += CONDITIONS_AT_ONCE) {
      const { sql, values } = countStatement(
        conditions.slice(start, start + CONDITIONS_AT_ONCE),
        this.#slim,
        this.#dialect,
      );
      const [row = []] = await this.#shared.connection.all(
        sql,
        values,
        this.#allowance({ timeoutMs: CHECK_MS }),
      );
      counts.push(...row.map(Number));
    }
    return counts;
  }

  /** There is nothing of its own to be let go of. */
  close(): Promise<void> {
    return Promise.resolve();
  }
}
