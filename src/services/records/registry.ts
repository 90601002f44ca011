import {
  EngineBusyError,
  EngineFileError,
  EngineMemoryError,
  EngineNotLoadedError,
  EngineTimeoutError,
  EngineUnavailableError,
  type Column,
  type Engine,
  type RowCondition,
} from '../../engine/engine.ts';
import { DelegatingEngine } from '../../engine/delegating-engine.ts';
import { PlanError } from '../../engine/check-tally-query.ts';
import { ApiError } from '../../errors/api-error.ts';
import { releaseUnavailable } from '../../errors/release-unavailable.ts';
import type { CheckedFile, PopulationGroup, PopulationQuery } from '../../repository/records-reader.ts';
import type { Release } from '../../repository/release.ts';
import { populationsFrom } from './populations.ts';
import { Records } from './records.ts';

/** What of records the services ask for; only its maker knows how engines are opened. */
export type RecordsOf = (release: Release) => Records | null;

const RETRY_SECONDS = '5';

/** What a client is told where an engine gives up. */
function toApiError(error: unknown): unknown {
  const unavailable = (detail: string): ApiError =>
    new ApiError('unavailable', detail, { headers: { 'retry-after': RETRY_SECONDS } });
  if (error instanceof EngineBusyError)
    return unavailable('Too many computations are under way. Ask again in a few seconds.');
  if (error instanceof EngineTimeoutError)
    return unavailable(
      'The computation took longer than it may. Ask for less at once: fewer variables, or one wave.',
    );
  if (error instanceof EngineMemoryError)
    return unavailable('The computation needs more memory than it may take. Ask for less at once.');
  if (error instanceof EngineUnavailableError)
    return unavailable(
      `What adds up the records cannot be asked: ${error.message}. Ask again in a few seconds.`,
    );
  if (error instanceof EngineNotLoadedError) return releaseUnavailable(error.message);
  // Its bytes are those that were released.
  if (error instanceof EngineFileError) return releaseUnavailable(`the file of its records ${error.message}`);
  // What the codebook could not tell before: a number with more values than a table may have cells.
  if (error instanceof PlanError)
    return new ApiError('invalid-query', `The computation is larger than it may be: ${error.message}.`);
  return error;
}

/** An engine that speaks to clients, and is let go of once nobody uses it any more. */
class HeldEngine extends DelegatingEngine {
  readonly columns: ReadonlyMap<string, Column>;
  /** What the engine asks before it believes its file. */
  readonly file: CheckedFile | undefined;
  readonly #engine: Engine;
  #users = 0;
  #retired = false;

  constructor(engine: Engine, file: CheckedFile | undefined) {
    super();
    this.file = file;
    this.columns = engine.columns;
    this.#engine = engine;
  }

  protected async use<T>(work: (engine: Engine) => Promise<T>): Promise<T> {
    this.#users += 1;
    try {
      return await work(this.#engine);
    } catch (error) {
      throw toApiError(error);
    } finally {
      this.#users -= 1;
      // A request that began before the release went may ask again; what it opened is closed again.
      if (this.#retired) await this.#closeIdle();
    }
  }

  async close(): Promise<void> {
    this.#retired = true;
    await this.#closeIdle();
  }

  async #closeIdle(): Promise<void> {
    if (this.#users === 0) await this.#engine.close();
  }
}

/**
 * Opens the engine of a file of records.
 *
 * @param releaseKey what no other release has
 * @param file tells whether the file still is what was released
 */
export type OpenEngine = (path: string, releaseKey: string, file?: CheckedFile) => Promise<Engine>;

const keyOf = (path: string, releaseKey: string): string => `${releaseKey} ${path}`;

/** The records of all releases that have some, each with its engine. */
export class RecordsRegistry {
  readonly #open: OpenEngine;
  readonly #onFailure: (error: unknown) => void;
  readonly #patienceMs: number | undefined;
  readonly #engines = new Map<string, HeldEngine>();
  /** As long as a release can be asked for, so can its records, also when it is held no more. */
  readonly #records = new WeakMap<Release, Records>();

  /**
   * @param onFailure told why an engine could not be closed
   * @param patienceMs how long a request waits until it is decided what is hidden of records
   */
  constructor(open: OpenEngine, onFailure: (error: unknown) => void = () => undefined, patienceMs?: number) {
    this.#open = open;
    this.#onFailure = onFailure;
    this.#patienceMs = patienceMs;
  }

  /** Opens a file of records, and tells its columns. */
  async columnsOf(
    path: string,
    releaseKey: string,
    file?: CheckedFile,
  ): Promise<ReadonlyMap<string, Column>> {
    const key = keyOf(path, releaseKey);
    const before = this.#engines.get(key);
    // One that a load has left which failed asks what nobody listens to any more.
    if (before && before.file !== file) {
      this.#engines.delete(key);
      before.close().catch(this.#onFailure);
    }
    return (await this.#engineOf(path, releaseKey, file)).columns;
  }

  /** Sums up a column of populations of a file of records. @throws the errors of engines, as clients are told them */
  async populationsOf(
    path: string,
    releaseKey: string,
    query: PopulationQuery,
  ): Promise<readonly PopulationGroup[]> {
    return populationsFrom(await this.#engineOf(path, releaseKey), query);
  }

  /** How many rows of a file of records meet each condition. @throws the errors of engines, as clients are told them */
  async countRows(
    path: string,
    releaseKey: string,
    conditions: readonly RowCondition[],
  ): Promise<readonly number[]> {
    return (await this.#engineOf(path, releaseKey)).countRows(conditions);
  }

  /** How many of some columns are no sum of the others. @throws the errors of engines, as clients are told them */
  async rankOf(path: string, releaseKey: string, columns: readonly string[]): Promise<number> {
    return (await this.#engineOf(path, releaseKey)).rank(columns);
  }

  async #engineOf(path: string, releaseKey: string, file?: CheckedFile): Promise<HeldEngine> {
    const key = keyOf(path, releaseKey);
    const engine = this.#engines.get(key) ?? new HeldEngine(await this.#opened(path, releaseKey, file), file);
    this.#engines.set(key, engine);
    return engine;
  }

  /** @throws ApiError where what adds up the records is elsewhere, and does not have them or cannot be asked: that passes */
  #opened(path: string, releaseKey: string, file?: CheckedFile): Promise<Engine> {
    return this.#open(path, releaseKey, file).catch((error: unknown) => {
      if (error instanceof EngineUnavailableError || error instanceof EngineNotLoadedError)
        throw new ApiError('unavailable', error.message, { headers: { 'retry-after': RETRY_SECONDS } });
      throw error;
    });
  }

  /** From now on releases with these keys are held: the engines of all others are let go of. */
  keep(releaseKeys: ReadonlySet<string>): void {
    for (const [key, engine] of this.#engines) {
      if (releaseKeys.has(key.slice(0, key.indexOf(' ')))) continue;
      this.#engines.delete(key);
      engine.close().catch(this.#onFailure);
    }
  }

  /**
   * The records of a release, or null where it has none. Who has asked once may ask again for as long as he has the release.
   *
   * @throws Error if its file is not open: it was never asked for while it was
   */
  of(release: Release): Records | null {
    const known = this.#records.get(release);
    if (known) return known;
    const { records: path, survey, entry } = release;
    if (path === null || survey.design === null) return null;
    const engine = this.#engines.get(keyOf(path, entry.sha256));
    if (!engine) throw new Error(`the records of ${release.id}@${release.version} are not open`);
    const records = new Records(survey, survey.design, engine, release.disclosure, this.#patienceMs);
    this.#records.set(release, records);
    return records;
  }
}
