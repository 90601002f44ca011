import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { CODE_PATTERN } from '../schemas/codes.ts';
import type { ObjectStore } from './object-store.ts';
import { removeAtOnce } from './remove-at-once.ts';
import { StoreError } from './store-error.ts';
import { pullSurvey, type PullFolders } from './pull-survey.ts';
import { SharedLooks } from './shared-looks.ts';

/** What a mirror needs to know of its surroundings. */
export interface MirrorOptions {
  /** Folder of this machine that is ours alone. */
  readonly cache: string;
  /** Seconds between two looks; 0: none after the first. */
  readonly seconds: number;
  /** Told once of each trouble, until it is another. */
  readonly onTrouble: (error: Error) => void;
}

/** Surveys whose indexes are looked at at once. */
const AT_ONCE = 8;
/** What clients name and is not there is looked for so often, waited for so long (ms), and for so many surveys at a time. */
const SEEKING = { everyMs: 250, patienceMs: 3000, most: 16 };
const TEMPORARY = 'temporary-';

/** @throws StoreError if somebody else could have put something there */
async function ownFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true, mode: 0o700 });
  const { uid } = await stat(path);
  if (process.getuid && uid !== process.getuid())
    throw new StoreError(`${path}: the folder of the cache belongs to somebody else: set CACHE_DIR`);
}

/** Does work for each, some at once. */
async function someAtOnce<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const rest = [...items];
  const one = async (): Promise<void> => {
    for (let item = rest.shift(); item !== undefined; item = rest.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
}

/** Keeps a folder of this machine what a data directory in an object store is. */
export class Mirror {
  /** The folder to be read. */
  readonly data: string;
  readonly #store: ObjectStore;
  readonly #options: MirrorOptions;
  readonly #folders: PullFolders;
  /** What each index was known by when all of it was fetched. */
  readonly #known = new Map<string, string>();
  /** The last work on the folder of each survey: one follows the other. */
  readonly #pulling = new Map<string, Promise<unknown>>();
  /** Surveys that were looked for since the last look at all of them began, which may not know them yet. */
  readonly #sought = new Set<string>();
  readonly #seeks = new SharedLooks((survey) => this.#seek(survey), SEEKING);
  /** Whether the store did not answer when it was asked last. */
  #isAway = false;
  readonly #closing = new AbortController();
  #trouble = '';
  #next: NodeJS.Timeout | undefined;
  #looking: Promise<void> = Promise.resolve();

  private constructor(store: ObjectStore, options: MirrorOptions) {
    this.#store = store;
    this.#options = options;
    this.data = join(options.cache, 'data');
    this.#folders = { data: this.data, temporary: join(options.cache, `${TEMPORARY}${process.pid}`) };
  }

  /**
   * Fetches all that there is, and goes on looking.
   *
   * @throws StoreError if the store cannot be had and nothing was kept of it before
   */
  static async open(store: ObjectStore, options: MirrorOptions): Promise<Mirror> {
    const mirror = new Mirror(store, options);
    await ownFolder(options.cache);
    // Of servers that were ended.
    for (const name of await readdir(options.cache))
      if (name.startsWith(TEMPORARY)) await rm(join(options.cache, name), { recursive: true, force: true });
    await mkdir(mirror.#folders.temporary);
    await mkdir(mirror.data, { recursive: true });
    try {
      await mirror.#look();
    } catch (error) {
      if ((await readdir(mirror.data)).length === 0) throw error;
      mirror.#tell(error);
    }
    mirror.#goOn();
    return mirror;
  }

  #goOn(): void {
    const { seconds } = this.#options;
    if (seconds === 0 || this.#closing.signal.aborted) return;
    this.#next = setTimeout(() => {
      this.#looking = this.#look()
        .catch((error: unknown) => this.#tell(error))
        .finally(() => this.#goOn());
    }, seconds * 1000).unref();
  }

  #tell(error: unknown): void {
    if (this.#closing.signal.aborted || !(error instanceof Error) || error.message === this.#trouble) return;
    this.#trouble = error.message;
    this.#options.onTrouble(error);
  }

  /**
   * Looks for a survey, of which somebody names a release that is not there: another server may have it already. It is over when the store has
   * been asked, and what it has is there; or when that takes too long, was done a moment ago, or the store is away.
   *
   * @returns false: it takes too long, so that nobody knows yet
   */
  seek(survey: string): Promise<boolean> {
    const { seconds } = this.#options;
    if (seconds === 0 || this.#isAway || this.#closing.signal.aborted || !CODE_PATTERN.test(survey))
      return Promise.resolve(true);
    return this.#seeks.ask(survey);
  }

  async #seek(survey: string): Promise<void> {
    this.#sought.add(survey);
    try {
      const [fault] = await this.#pull(survey);
      if (fault) this.#tell(fault);
    } catch (error) {
      this.#isAway = true;
      this.#tell(error);
    }
  }

  /** Makes the folder of a survey what the store has. @returns what cannot be had of it @throws StoreError if nothing can */
  async #pull(survey: string): Promise<readonly StoreError[]> {
    const before = this.#pulling.get(survey);
    const pulled = (async () => {
      await before?.catch(() => undefined);
      const known = this.#known.get(survey) ?? null;
      const { signal } = this.#closing;
      const { etag, faults } = await pullSurvey(this.#store, survey, known, this.#folders, signal);
      // What could not be had is asked for again.
      if (etag !== null && faults.length === 0) this.#known.set(survey, etag);
      else this.#known.delete(survey);
      return faults;
    })();
    this.#pulling.set(survey, pulled);
    try {
      return await pulled;
    } finally {
      if (this.#pulling.get(survey) === pulled) this.#pulling.delete(survey);
    }
  }

  /** Looks once. @throws StoreError with the first trouble, when all that can be had is there */
  async #look(): Promise<void> {
    const { signal } = this.#closing;
    this.#sought.clear();
    const surveys = await this.#list();
    const troubles: Error[] = [];
    await someAtOnce(surveys, async (survey) => {
      try {
        troubles.push(...(await this.#pull(survey)));
      } catch (error) {
        if (error instanceof Error) troubles.push(error);
      }
    });
    signal.throwIfAborted();
    await this.#removeAllBut(new Set([...surveys, ...this.#sought]));
    const [first] = troubles;
    if (first) throw first;
    this.#trouble = '';
  }

  /** The surveys that the store has. @throws StoreError */
  async #list(): Promise<string[]> {
    try {
      const { folders } = await this.#store.list('', this.#closing.signal);
      this.#isAway = false;
      return folders.filter((name) => CODE_PATTERN.test(name));
    } catch (error) {
      this.#isAway = true;
      throw error;
    }
  }

  async #removeAllBut(surveys: ReadonlySet<string>): Promise<void> {
    for (const name of await readdir(this.data)) {
      if (surveys.has(name)) continue;
      this.#known.delete(name);
      await removeAtOnce(join(this.data, name), this.#folders.temporary);
    }
  }

  /** Looks no more. */
  async close(): Promise<void> {
    this.#closing.abort();
    clearTimeout(this.#next);
    await this.#looking;
    this.#store.close();
  }
}
