import { MAXIMUM_TALLY_ROWS } from '../check-tally-query.ts';
import { EngineBusyError, type Engine } from '../engine.ts';
import { QueryQueue } from '../query-queue.ts';
import { cachedEngine, TallyCache } from '../tally-cache.ts';
import { ClickHouseEngine, type ClusterShared } from './clickhouse.ts';
import { Connection, type ClusterSettings } from './connection.ts';
import { LoadedEngine } from './loaded-engine.ts';
import { readLoadedShape } from './loaded-releases.ts';

/** What all queries to a cluster may take together. */
export interface ClusterOptions {
  /** Memory (MB of a million bytes) that all queries of this process together may take on a server. */
  readonly memoryMegabytes: number;
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
  /** Rows of tallies that are kept for the next who asks; 0: none. */
  readonly cacheRows: number;
}

/** The engines of a process over a cluster that holds the records of releases. */
export class ClusterEngines {
  readonly #shared: ClusterShared;
  readonly #cache: TallyCache | null;
  readonly #closing = new AbortController();

  constructor(settings: ClusterSettings, options: ClusterOptions) {
    const { memoryMegabytes, concurrency, queue, timeoutMs, maximumCells, cacheRows } = options;
    this.#shared = {
      connection: new Connection(settings),
      queue: new QueryQueue({ concurrency, queue, waitMs: timeoutMs }),
      limits: { maximumCells, maximumTallyRows: options.maximumTallyRows ?? MAXIMUM_TALLY_ROWS },
      timeoutMs,
      memoryMegabytes: Math.max(1, Math.floor(memoryMegabytes / concurrency)),
      closing: this.#closing.signal,
    };
    this.#cache = cacheRows > 0 ? new TallyCache(cacheRows) : null;
  }

  /**
   * The engine of a release's records, which must have been loaded.
   *
   * @param sha256 of the release
   * @throws EngineNotLoadedError, EngineUnavailableError
   */
  async open(sha256: string): Promise<Engine> {
    const { connection, timeoutMs, memoryMegabytes } = this.#shared;
    const allowance = { timeoutMs, memoryMegabytes, signal: this.#closing.signal };
    const engine = await LoadedEngine.open(
      async () => new ClickHouseEngine(await readLoadedShape(connection, sha256, allowance), this.#shared),
    );
    return this.#cache ? cachedEngine(engine, this.#cache, sha256) : engine;
  }

  /** Refuses queries that wait, and ends those that run. */
  async close(): Promise<void> {
    this.#closing.abort(new EngineBusyError('the engine is closing'));
    await this.#shared.queue.close();
    await this.#shared.connection.close();
  }
}
