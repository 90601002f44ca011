import { DuckDbEngine, type Shared } from './duckdb.ts';
import { EngineBusyError, type Engine, type FileGuard } from './engine.ts';
import { GuardedEngine } from './guarded-engine.ts';
import { InstancePool } from './instance-pool.ts';
import { MAXIMUM_TALLY_ROWS } from './check-tally-query.ts';
import { QueryQueue } from './query-queue.ts';
import { cachedEngine, TallyCache } from './tally-cache.ts';

/** What all engines of a process may take together. */
export interface EngineOptions {
  /** Memory (MB of a million bytes) that all queries together may take, without that of the answers. */
  readonly memoryMegabytes: number;
  /** Threads of a query. */
  readonly threads: number;
  /** How long a query may run (ms); and how long it may wait before that. */
  readonly timeoutMs: number;
  /** Cells of a tally: combinations of its axes. */
  readonly maximumCells: number;
  /** Rows of a tally: cells by stratum and cluster. */
  readonly maximumTallyRows?: number;
  /** Queries at once. */
  readonly concurrency: number;
  /** Queries that may wait; one more is refused. */
  readonly queue: number;
  /** Rows of tallies that are kept for the next who asks; 0: none. A row takes about 400 bytes. */
  readonly cacheRows: number;
  /** Values that a file may have to be held in memory as a whole. */
  readonly heldValues?: number;
}

/** Bytes of each megabyte of the memory of a query that tables of a place for each combination of keys may take. */
const DIRECT_PART = 125_000;

/** Files that stay open while nobody asks. */
const IDLE_INSTANCES = 4;

/**
 * The engines of a process. All share one queue, one cache and one limit of memory, however many releases there are:
 * each of the queries at once has its share of the memory.
 */
export class Engines {
  readonly #shared: Shared;
  readonly #cache: TallyCache | null;
  readonly #closing = new AbortController();

  constructor(options: EngineOptions) {
    const { memoryMegabytes, threads, concurrency, queue, timeoutMs, maximumCells, cacheRows, heldValues } =
      options;
    const memory = Math.max(1, Math.floor(memoryMegabytes / concurrency));
    this.#shared = {
      pool: new InstancePool(
        { memoryMegabytes: memory, threads, ...(heldValues !== undefined && { heldValues }) },
        IDLE_INSTANCES,
      ),
      queue: new QueryQueue({ concurrency, queue, waitMs: timeoutMs }),
      closing: this.#closing.signal,
      directBytes: (memory * DIRECT_PART) / threads,
      limits: { maximumCells, maximumTallyRows: options.maximumTallyRows ?? MAXIMUM_TALLY_ROWS },
      timeoutMs,
    };
    this.#cache = cacheRows > 0 ? new TallyCache(cacheRows) : null;
  }

  /**
   * The engine of a release's records.
   *
   * @param path a Parquet file
   * @param releaseKey what no other release has, such as its sha256
   * @param guard tells whether the file still is what it was; left out: it does not change
   * @throws if the file cannot be read
   */
  async open(path: string, releaseKey: string, guard?: FileGuard): Promise<Engine> {
    const open = (state: string): Promise<Engine> => DuckDbEngine.open(path, this.#shared, state);
    const engine = guard ? await GuardedEngine.open(open, guard) : await open('');
    return this.#cache ? cachedEngine(engine, this.#cache, releaseKey) : engine;
  }

  /** Refuses queries that wait, interrupts those that run, and closes all files. */
  async close(): Promise<void> {
    this.#closing.abort(new EngineBusyError('the engine is closing'));
    await this.#shared.queue.close();
    await this.#shared.pool.close();
  }
}
