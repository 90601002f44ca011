import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { heldChange, newRefusals, releasesOf, type HeldChange } from './held-change.ts';
import type { RecordsReader } from './records-reader.ts';
import { readSurveyFolder, type StoredSurvey } from './read-survey.ts';
import type { Release } from './release.ts';
import { viewAt, lookAhead, type Refusal, type View } from './view.ts';
import { watchFolders } from './watch.ts';

export type { Refusal, SurveyView, View } from './view.ts';

/** What a repository uses, and whom it tells of what happens. */
export interface RepositoryOptions {
  /** The moment (ms since 1970); left out: the clock of the machine. */
  readonly now?: () => number;
  /** Tells what files of records hold. */
  readonly records?: RecordsReader;
  /** Told of each refusal once, with all that is known of it. */
  readonly onRefusal?: (refusal: Refusal) => void;
  /** Told which releases are held, embargoed ones included, before a request can see them. */
  readonly onHeld?: (releases: readonly Release[]) => void;
  /** Told what a reload changed. */
  readonly onChange?: (change: HeldChange) => void;
  /** Told why the data directory cannot be read again; what was read from it stays. */
  readonly onTrouble?: (error: Error) => void;
}

/** A data directory that holds nothing to serve. */
export class EmptyRepositoryError extends Error {
  override readonly name = 'EmptyRepositoryError';
}

type Surveys = ReadonlyMap<string, StoredSurvey>;

/** The folders of the data directory that may hold a survey. */
async function surveyFolders(directory: string): Promise<string[]> {
  const entries = await readdir(directory, { withFileTypes: true }).catch((error: unknown) => {
    throw new EmptyRepositoryError(
      (error as NodeJS.ErrnoException).code === 'ENOENT'
        ? `DATA_DIR=${directory}: there is no such folder`
        : `DATA_DIR=${directory} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    );
  });
  return entries
    .filter((entry) => !entry.isFile() && !entry.name.startsWith('.'))
    .map(({ name }) => name)
    .toSorted();
}

const FIRST_STEP = '; publish a first release: topline publish DRAFT --data DIR';

function nothingToServe(directory: string, surveys: Surveys): EmptyRepositoryError {
  const why = [...surveys.values()]
    .flatMap(({ refusals }) => refusals)
    .flatMap(({ survey, version, faults }) =>
      faults.map((fault) => `${survey}${version === null ? '' : `@${version}`}: ${fault}`),
    );
  return new EmptyRepositoryError(
    `DATA_DIR=${directory} holds no release that can be served${why.length > 0 ? ` (${why.join('; ')})` : FIRST_STEP}`,
  );
}

/**
 * The only reader of the data directory. Every release is read, checked and indexed once; a request never touches a
 * file. What is read later replaces what was held in one step, so that a request that takes one view answers from one
 * state.
 */
export class Repository {
  readonly #directory: string;
  readonly #options: RepositoryOptions;
  readonly #now: () => number;
  readonly #closing = new AbortController();
  #surveys: Surveys = new Map();
  #view: View;
  #preview: View;
  #loading: Promise<void> = Promise.resolve();
  #waiting: Promise<void> | null = null;
  #stopWatching: () => void = () => undefined;

  private constructor(directory: string, options: RepositoryOptions) {
    this.#directory = directory;
    this.#options = options;
    this.#now = options.now ?? Date.now;
    this.#view = viewAt([], this.#now(), null, null);
    this.#preview = lookAhead([], 0);
  }

  /**
   * Opens a data directory: a folder a survey, each with releases.json and a folder a release.
   *
   * @throws EmptyRepositoryError if there is no release that can be served.
   */
  static async open(directory: string, options: RepositoryOptions = {}): Promise<Repository> {
    const repository = new Repository(directory, options);
    const surveys = await repository.#read();
    for (const refusal of newRefusals(new Map(), surveys)) options.onRefusal?.(refusal);
    if (releasesOf(surveys).length === 0) throw nothingToServe(directory, surveys);
    repository.#hold(surveys, null);
    return repository;
  }

  /** What everyone can see now. Cheap: it is computed anew only when an embargo has lifted. */
  view(): View {
    const { until } = this.#view;
    const now = this.#now();
    if (until !== null && now >= until) this.#view = viewAt(this.#surveys.values(), now, this.#view, null);
    return this.#view;
  }

  /** What those may see who may see everything, embargoed releases included. */
  preview(): View {
    return this.#preview;
  }

  /**
   * Looks whether the data directory has changed, and reads what has. One look at a time; a look that waits is shared
   * by all who ask meanwhile.
   *
   * @throws EmptyRepositoryError if the directory cannot be read, or holds nothing any more: rather a file system that
   * is not mounted than a decision. What was held stays.
   */
  reload(): Promise<void> {
    if (this.#waiting) return this.#waiting;
    const waiting = this.#loading.then(() => {
      this.#waiting = null;
      return this.#load();
    });
    this.#waiting = waiting;
    this.#loading = waiting.catch(() => undefined);
    return waiting;
  }

  /** Reloads when something changes: at once where the file system tells, else after at most so many seconds. */
  watch(seconds: number): void {
    let trouble: string | null = null;
    this.#stopWatching();
    this.#stopWatching = watchFolders(async () => {
      const error = await this.reload().then(
        () => null,
        (reason: unknown) => (reason instanceof Error ? reason : new Error(String(reason))),
      );
      if (error && error.message !== trouble) this.#options.onTrouble?.(error);
      trouble = error && error.message;
      return [this.#directory, ...[...this.#surveys.keys()].map((id) => join(this.#directory, id))];
    }, seconds * 1000);
  }

  /** Ends the watching, and a reload that is under way. */
  async close(): Promise<void> {
    this.#closing.abort();
    this.#stopWatching();
    await this.#loading;
  }

  async #read(): Promise<Surveys> {
    const { records } = this.#options;
    const { signal } = this.#closing;
    const surveys = new Map<string, StoredSurvey>();
    for (const id of await surveyFolders(this.#directory)) {
      if (signal.aborted) break;
      const folder = join(this.#directory, id);
      surveys.set(id, await readSurveyFolder(folder, id, this.#surveys.get(id), { records, signal }));
    }
    return surveys;
  }

  async #load(): Promise<void> {
    const before = this.#surveys;
    const surveys = await this.#read();
    if (this.#closing.signal.aborted) return;
    const same =
      surveys.size === before.size && [...surveys].every(([id, survey]) => before.get(id) === survey);
    if (same) return;
    if (releasesOf(surveys).length === 0) throw nothingToServe(this.#directory, surveys);
    for (const refusal of newRefusals(before, surveys)) this.#options.onRefusal?.(refusal);
    this.#hold(surveys, this.#now());
    const change = heldChange(before, surveys);
    if (Object.values(change).some((list) => list.length > 0)) this.#options.onChange?.(change);
  }

  /** The switch: nothing waits in here, so that no request can come in between. */
  #hold(surveys: Surveys, changed: number | null): void {
    this.#options.onHeld?.(releasesOf(surveys));
    const now = this.#now();
    this.#surveys = surveys;
    this.#view = viewAt(surveys.values(), now, changed === null ? null : this.#view, changed);
    this.#preview = lookAhead(surveys.values(), this.#preview.generation + 1);
  }
}
