import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { heldChange, isServed, newRefusals, releasesOf, type HeldChange } from './held-change.ts';
import { ReleaseFault } from '../errors/faults.ts';
import { releaseUnavailable } from '../errors/release-unavailable.ts';
import { aboutOf } from './about.ts';
import type { ListedRelease } from './listed-release.ts';
import { readRelease } from './load.ts';
import { folderMark } from './marks.ts';
import { PendingChecks } from './pending-checks.ts';
import type { RecordsReader } from './records-reader.ts';
import {
  faultsOf,
  isAsItWas,
  isWithoutEngine,
  readSurveyFolder,
  refuseRelease,
  withoutRelease,
  type StoredSurvey,
} from './read-survey.ts';
import type { Release } from './release.ts';
import type { ReleaseFolder } from './release-folder.ts';
import { ReleaseStore } from './release-store.ts';
import { liftsAt, viewAt, lookAhead, type Refusal, type View } from './view.ts';
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
  /** Told of each release whose files are what was released again. */
  readonly onRecovery?: (release: Pick<Refusal, 'survey' | 'version'>) => void;
  /** Megabytes of memory that what is in releases may take together; left out: 512. */
  readonly memoryMegabytes?: number;
  /** How long a request waits for a release to be read (ms); left out: 10 s. */
  readonly patienceMs?: number;
  /** Told of each release that was read, before anybody has it. */
  readonly onLoaded?: (release: Release) => void;
  /** Told the keys (sha256) of the releases that are in memory, or are being read: what is held of others can go. */
  readonly onKept?: (keys: ReadonlySet<string>) => void;
  /** Told that other releases are listed from now on, embargoed ones included, before a request can see them. */
  readonly onHeld?: () => void;
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

const MEMORY_MEGABYTES = 512;
const PATIENCE_MS = 10_000;
const MEGABYTE = 1024 * 1024;
/** Surveys whose indexes are looked at at once. */
const LOOKS_AT_ONCE = 64;

/** Of so many releases all files are looked at whenever the data directory is; of more so many at a time, in turn. */
const FOLDERS_AT_A_LOOK = 32;

/** How often the files of a release are looked at that are not what was released. */
const LOOK_AGAIN_MS = 1000;

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
 * The only reader of the data directory. The hash of every release is checked before it is listed, and what is in it once: at a start
 * that of the newest, and all others behind. What is in a release is read when it is asked for, and let go of when it was not for long. A list
 * replaces another in one step, so that a request that takes one view answers from one state. Files that are read again for
 * a request, and all others from time to time, are looked at: a release whose files are not what was released is listed,
 * and not answered from until they are.
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
  /** What was told of files that are not what was released, by release. */
  #damage: ReadonlyMap<string, Refusal> = new Map();
  #lookingAgain: NodeJS.Timeout | undefined;
  /** The folders in which a change was reported since the last look; null: all are to be looked at. */
  #reported: Set<string> | null = new Set();
  /** How many releases were looked at in turn, over all rounds. */
  #turn = 0;
  readonly #store: ReleaseStore;
  readonly #checks: PendingChecks;
  /** The folders of all releases that are listed, in a row, and by their path. */
  #folders: readonly ReleaseFolder[] = [];
  #folderAt: ReadonlyMap<string, ReleaseFolder> = new Map();
  /** The folders to watch; the same list as long as they are the same. */
  #watched: readonly string[] = [];

  private constructor(directory: string, options: RepositoryOptions) {
    this.#directory = directory;
    this.#options = options;
    this.#now = options.now ?? Date.now;
    this.#store = new ReleaseStore({
      read: (listed) => this.#readRelease(listed),
      explain: (listed, error) => this.#explain(listed, error),
      maximumBytes: (options.memoryMegabytes ?? MEMORY_MEGABYTES) * MEGABYTE,
      patienceMs: options.patienceMs ?? PATIENCE_MS,
      onLoaded: options.onLoaded,
      onKept: options.onKept,
    });
    this.#checks = new PendingChecks((listed) => this.#store.check(listed), this.#closing.signal);
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
    const surveys = await repository.#read(repository.#now());
    for (const refusal of newRefusals(new Map(), surveys)) options.onRefusal?.(refusal);
    if (!isServed(surveys)) throw nothingToServe(directory, surveys);
    repository.#hold(surveys, null);
    return repository;
  }

  /**
   * What everyone can see now. Cheap: it is computed anew only when an embargo has lifted, or has not yet, as the clock
   * was set back.
   */
  view(): View {
    const { since, until } = this.#view;
    const now = this.#now();
    if ((until !== null && now >= until) || (since !== null && now < since))
      this.#view = viewAt(this.#surveys.values(), now, this.#view, null);
    return this.#view;
  }

  /** What those may see who may see everything, embargoed releases included. */
  preview(): View {
    return this.#preview;
  }

  /** Waits until what is in each release was checked, but for those whose files are not what was released now. */
  checked(): Promise<void> {
    return this.#checks.done;
  }

  /**
   * Looks whether the data directory has changed, and reads what has. One look at a time; a look that waits is shared
   * by all who ask meanwhile.
   *
   * @param changed the folders in which the file system reported a change: the files of releases there are looked at, and those of
   *   some others, in turn; left out, those of all releases
   * @throws EmptyRepositoryError if the directory cannot be read, or holds nothing any more: rather a file system that
   * is not mounted than a decision. What was held stays.
   */
  reload(changed?: ReadonlySet<string>): Promise<void> {
    if (changed === undefined) this.#reported = null;
    else for (const folder of changed) this.#reported?.add(folder);
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
    this.#stopWatching = watchFolders(async (changed) => {
      const error = await this.reload(changed).then(
        () => null,
        (reason: unknown) => (reason instanceof Error ? reason : new Error(String(reason))),
      );
      if (error && error.message !== trouble) this.#options.onTrouble?.(error);
      trouble = error && error.message;
      return this.#watched;
    }, seconds * 1000);
  }

  /** Ends the watching, and a reload that is under way. */
  async close(): Promise<void> {
    this.#closing.abort();
    clearTimeout(this.#lookingAgain);
    this.#stopWatching();
    await this.#loading;
    await this.#checks.done;
  }

  /** @param start the moment of the start; null: it is none */
  async #read(start: number | null): Promise<Surveys> {
    const { signal } = this.#closing;
    const surveys = new Map<string, StoredSurvey>();
    const ids = await surveyFolders(this.#directory);
    for (let first = 0; first < ids.length && !signal.aborted; first += LOOKS_AT_ONCE) {
      const some = ids.slice(first, first + LOOKS_AT_ONCE).map((id) => ({
        id,
        folder: join(this.#directory, id),
        before: this.#surveys.get(id),
      }));
      const same = await Promise.all(
        some.map(({ folder, before }) => (before ? isAsItWas(folder, before) : Promise.resolve(false))),
      );
      for (const [i, { id, folder, before }] of some.entries()) {
        const options = { store: this.#store, start, signal };
        const survey =
          before && same[i] === true ? before : await readSurveyFolder(folder, id, before, options);
        surveys.set(id, survey);
      }
    }
    return surveys;
  }

  /** Reads what is in a release. @throws ReleaseFault */
  async #readRelease(listed: ListedRelease): Promise<Release> {
    const { id, entry, folder, isPending } = listed;
    this.#closing.signal.throwIfAborted();
    if (folder === null) throw new Error(`${id}@${entry.version} was made of no files`);
    const options = { reader: this.#options.records, isChecked: !isPending };
    const release = await readRelease(folder, id, entry, options);
    listed.checked(aboutOf(release));
    return release;
  }

  /** What a request is told of a release that could not be read. One with faults of its own is no longer listed. */
  async #explain(listed: ListedRelease, error: unknown): Promise<unknown> {
    const { folder, isPending } = listed;
    if (folder === null || this.#closing.signal.aborted) return error;
    // The mark is taken first, so that what changes from now on is seen.
    const mark = await folderMark(folder.directory);
    await folder.check();
    if (folder.isDamaged) return releaseUnavailable(folder.faults.join('; '));
    // Nothing is wrong with it, and it is tried again by who asks next.
    if (isWithoutEngine(error)) return releaseUnavailable(faultsOf(error).join('; '));
    if (!isPending)
      return error instanceof ReleaseFault ? releaseUnavailable(faultsOf(error).join('; ')) : error;
    this.#loading = this.#loading.then(() => this.#refuse(listed, error, mark));
    return releaseUnavailable(faultsOf(error).join('; '));
  }

  /** Lists a release no more that turned out to have faults. */
  #refuse(listed: ListedRelease, error: unknown, mark: string): void {
    const survey = this.#surveys.get(listed.id);
    if (!survey?.releases.includes(listed)) return;
    const refused = refuseRelease(listed.id, listed.entry, error, mark);
    const { version, faults } = refused.refusal;
    this.#options.onRefusal?.({ survey: listed.id, version, faults });
    const surveys = new Map(this.#surveys).set(listed.id, withoutRelease(survey, listed, refused));
    this.#hold(surveys, this.#now());
  }

  /** So that nobody sees a newest release that was never read, where that can be told. */
  async #checkNewest(surveys: Surveys): Promise<void> {
    const now = this.#now();
    for (const { releases } of surveys.values()) {
      const seen = releases.findLast(({ entry }) => liftsAt(entry) <= now);
      for (const newest of new Set([seen, releases.at(-1)]))
        if (newest?.isPending) await this.#store.check(newest).catch(() => undefined);
    }
  }

  async #load(): Promise<void> {
    const before = this.#surveys;
    const surveys = await this.#read(null);
    if (this.#closing.signal.aborted) return;
    const same =
      surveys.size === before.size && [...surveys].every(([id, survey]) => before.get(id) === survey);
    if (same) return this.#checkFiles();
    if (!isServed(surveys)) throw nothingToServe(this.#directory, surveys);
    await this.#checkNewest(surveys);
    for (const refusal of newRefusals(before, surveys)) this.#options.onRefusal?.(refusal);
    this.#hold(surveys, this.#now());
    const change = heldChange(before, surveys);
    if (Object.values(change).some((list) => list.length > 0)) this.#options.onChange?.(change);
    await this.#checkFiles();
  }

  /** Looks whether the files of releases are still those that were read; those that are not tell of it. */
  async #checkFiles(): Promise<void> {
    const reported = this.#reported;
    this.#reported = new Set();
    const folders = this.#foldersToCheck(reported);
    for (let first = 0; first < folders.length; first += FOLDERS_AT_A_LOOK) {
      if (this.#closing.signal.aborted) return;
      await Promise.all(folders.slice(first, first + FOLDERS_AT_A_LOOK).map((folder) => folder.check()));
    }
  }

  /** The folders of releases in which a change was reported, and some others, which all have their turn; of few releases all. */
  #foldersToCheck(reported: ReadonlySet<string> | null): readonly ReleaseFolder[] {
    const folders = this.#folders;
    if (reported === null || folders.length <= FOLDERS_AT_A_LOOK) return folders;
    const first = this.#turn % folders.length;
    this.#turn = first + FOLDERS_AT_A_LOOK;
    const inTurn = [...folders.slice(first, this.#turn), ...folders.slice(0, FOLDERS_AT_A_LOOK)];
    const told = [...reported].flatMap((path) => this.#folderAt.get(path) ?? []);
    return [...new Set([...told, ...inTurn.slice(0, FOLDERS_AT_A_LOOK)])];
  }

  readonly #onDamage = (): void => this.#tellDamage();

  /** Tells of releases that are damaged, or no more, and shows them so from now on. */
  #tellDamage(): void {
    const damage = new Map<string, Refusal>(
      releasesOf(this.#surveys).flatMap(({ id, version, folder }) =>
        folder?.isDamaged
          ? [[`${id}@${version}`, { survey: id, version, faults: folder.faults }] as const]
          : [],
      ),
    );
    const before = this.#damage;
    this.#damage = damage;
    this.#look(null);
    for (const [address, refusal] of damage) {
      if (JSON.stringify(before.get(address)) !== JSON.stringify(refusal)) this.#options.onRefusal?.(refusal);
    }
    for (const [address, { survey, version }] of before) {
      if (!damage.has(address)) this.#options.onRecovery?.({ survey, version });
    }
    this.#checks.start(releasesOf(this.#surveys));
    if (damage.size > 0) this.#lookAgain();
  }

  /** Looks at damaged files until none is left, whether or not the data directory is read again. */
  #lookAgain(): void {
    if (this.#lookingAgain !== undefined || this.#closing.signal.aborted) return;
    this.#lookingAgain = setTimeout(() => {
      void this.#checkDamaged().finally(() => {
        this.#lookingAgain = undefined;
        if (this.#damage.size > 0) this.#lookAgain();
      });
    }, LOOK_AGAIN_MS).unref();
  }

  async #checkDamaged(): Promise<void> {
    for (const { folder } of releasesOf(this.#surveys)) {
      if (folder?.isDamaged) await folder.check();
    }
  }

  /** The switch: nothing waits in here, so that no request can come in between. */
  #hold(surveys: Surveys, changed: number | null): void {
    const releases = releasesOf(surveys);
    this.#options.onHeld?.();
    this.#store.list(releases);
    const isFirst = this.#surveys.size === 0;
    this.#surveys = surveys;
    const folders = releases.flatMap(({ folder }) => folder ?? []);
    for (const folder of folders) folder.onChange = this.#onDamage;
    this.#folders = folders;
    this.#folderAt = new Map(folders.map((folder) => [folder.directory, folder]));
    this.#watched = [
      this.#directory,
      ...[...surveys.keys()].map((id) => join(this.#directory, id)),
      ...this.#folderAt.keys(),
    ];
    this.#checks.start(releases);
    this.#look(changed, isFirst);
    // Between its being read and now a file may have changed, which nobody was told of.
    if (this.#damage.size > 0 || releases.some(({ folder }) => folder?.isDamaged)) this.#tellDamage();
  }

  #look(changed: number | null, isFirst = false): void {
    const held = [...this.#surveys.values()];
    this.#view = viewAt(held, this.#now(), isFirst ? null : this.#view, changed);
    this.#preview = lookAhead(held, this.#preview.generation + 1);
  }
}
