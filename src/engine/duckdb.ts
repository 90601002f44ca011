import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import PQueue from 'p-queue';
import {
  EngineBusyError,
  EngineTimeoutError,
  type Code,
  type Column,
  type Engine,
  type TallyQuery,
  type TallyRow,
} from './engine.ts';
import { openLocked } from './locked-instance.ts';
import { checkPlan } from './plan.ts';
import { tallyStatement } from './sql.ts';

export interface DuckDbOptions {
  /** Memory that queries may take, such as `1GB`. */
  readonly memory: string;
  readonly threads: number;
  readonly timeoutMs: number;
  readonly maximumCells: number;
  /** Queries at once. */
  readonly concurrency: number;
  /** Queries that may wait; one more is refused. */
  readonly queue: number;
}

const NUMBERS = /^(U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|FLOAT|DOUBLE|DECIMAL.*)$/;

const asCode = (value: unknown): Code | null =>
  typeof value === 'bigint'
    ? Number(value)
    : typeof value === 'string' || typeof value === 'number'
      ? value
      : null;

/** DuckDB over one Parquet file. */
export class DuckDbEngine implements Engine {
  readonly columns: ReadonlyMap<string, Column>;
  readonly #instance: DuckDBInstance;
  readonly #idle: DuckDBConnection[];
  readonly #queue: PQueue;
  readonly #options: DuckDbOptions;

  private constructor(
    instance: DuckDBInstance,
    connections: DuckDBConnection[],
    columns: ReadonlyMap<string, Column>,
    options: DuckDbOptions,
  ) {
    this.#instance = instance;
    this.#idle = connections;
    this.columns = columns;
    this.#options = options;
    this.#queue = new PQueue({ concurrency: options.concurrency });
  }

  static async open(path: string, options: DuckDbOptions): Promise<DuckDbEngine> {
    const { instance, connection: first } = await openLocked(path, options);
    const described = (
      await first.runAndReadAll('SELECT column_name, column_type FROM (DESCRIBE responses)')
    ).getRowObjects();
    const columns = new Map<string, Column>();
    for (const { column_name: name, column_type: type } of described) {
      const column = String(name);
      const quoted = `"${column.replaceAll('"', '""')}"`;
      const [count] = (
        await first.runAndReadAll(
          `SELECT count(DISTINCT ${quoted}) + CASE WHEN count(*) > count(${quoted}) THEN 1 ELSE 0 END AS n FROM responses`,
        )
      ).getRowObjects();
      columns.set(column, {
        kind: NUMBERS.test(String(type)) ? 'number' : 'code',
        distinct: Number(count?.['n'] ?? 0),
      });
    }
    const others = await Promise.all(
      Array.from({ length: options.concurrency - 1 }, () => instance.connect()),
    );
    return new DuckDbEngine(instance, [first, ...others], columns, options);
  }

  async tally(query: TallyQuery): Promise<readonly TallyRow[]> {
    checkPlan(query, this.columns, this.#options.maximumCells);
    if (this.#queue.size >= this.#options.queue)
      throw new EngineBusyError(`${this.#queue.size} queries are waiting already`);
    return this.#queue.add(() => this.#run(query));
  }

  async #run(query: TallyQuery): Promise<TallyRow[]> {
    const connection = this.#idle.pop();
    if (!connection) throw new Error('more queries than connections');
    const { sql, values } = tallyStatement(query);
    let interrupted = false;
    const timer = setTimeout(() => {
      interrupted = true;
      connection.interrupt();
    }, this.#options.timeoutMs);
    try {
      const rows = (await connection.runAndReadAll(sql, [...values])).getRowObjects();
      return rows.map((row) => ({
        codes: query.by.map((_, i) => asCode(row[`c${i}`])),
        stratum: asCode(row['stratum']),
        cluster: asCode(row['cluster']),
        n: Number(row['n']),
        nonzero: Number(row['nonzero']),
        w: Number(row['w']),
        w2: Number(row['w2']),
        x:
          query.numeric === null
            ? null
            : {
                wx: Number(row['wx']),
                wx2: Number(row['wx2']),
                w2x: Number(row['w2x']),
                w2x2: Number(row['w2x2']),
              },
      }));
    } catch (error) {
      if (interrupted)
        throw new EngineTimeoutError(`the query took longer than ${this.#options.timeoutMs} ms`, {
          cause: error,
        });
      throw error;
    } finally {
      clearTimeout(timer);
      this.#idle.push(connection);
    }
  }

  async close(): Promise<void> {
    await this.#queue.onIdle();
    for (const connection of this.#idle) connection.closeSync();
    this.#instance.closeSync();
  }
}
