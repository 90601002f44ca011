import {
  EngineBusyError,
  EngineMemoryError,
  EngineTimeoutError,
  type Column,
  type Engine,
} from '../../engine/engine.ts';
import { PlanError } from '../../engine/plan.ts';
import { ApiError } from '../../errors.ts';
import type { Release } from '../../repository/release.ts';
import { Records } from './records.ts';

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
  // What the codebook could not tell before: a number with more values than a table may have cells.
  if (error instanceof PlanError)
    return new ApiError('invalid-query', `The computation is larger than it may be: ${error.message}.`);
  return error;
}

function answering(engine: Engine): Engine {
  return {
    columns: engine.columns,
    tally: (query) =>
      engine.tally(query).catch((error: unknown) => {
        throw toApiError(error);
      }),
    close: () => engine.close(),
  };
}

/** The records of all releases that have some, each with its engine. */
export class RecordsRegistry {
  readonly #open: (path: string, releaseKey: string) => Promise<Engine>;
  readonly #engines = new Map<string, Engine>();
  readonly #records = new WeakMap<Release, Records>();

  /** @param open opens the engine of a file of records; the key is what no other release has */
  constructor(open: (path: string, releaseKey: string) => Promise<Engine>) {
    this.#open = open;
  }

  /** Opens a file of records, and tells its columns. */
  async columnsOf(path: string, releaseKey: string): Promise<ReadonlyMap<string, Column>> {
    const engine = answering(await this.#open(path, releaseKey));
    this.#engines.set(path, engine);
    return engine.columns;
  }

  /** The records of a release, or null where it has none. */
  of(release: Release): Records | null {
    const known = this.#records.get(release);
    if (known) return known;
    const { records: path, survey } = release;
    const engine = path === null ? undefined : this.#engines.get(path);
    if (!engine || survey.design === null) return null;
    const records = new Records(survey, survey.design, engine);
    this.#records.set(release, records);
    return records;
  }
}
