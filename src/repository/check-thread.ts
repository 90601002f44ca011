import { Worker } from 'node:worker_threads';
import { RECORDS_FILE } from '../schemas/files.ts';
import type { About } from './about.ts';
import type { ListedRelease } from './listed-release.ts';
import type { CheckAsked } from './check-in-thread.ts';

/** What is read of one release is garbage soon: little room for it is enough, and is had from the first one on. */
const YOUNG_MEGABYTES = 16;

/**
 * Checks what is in releases in a thread of its own, whose memory is given back whole once it ends: the heap of a process that has read
 * thousands of releases stays several times as large as what it holds. It tells of those alone that are right.
 */
export class CheckThread {
  readonly #worker: Worker;
  /** Told the answer to what was asked last. */
  #tell: (about: About | null) => void = () => undefined;
  #hasEnded = false;

  private constructor() {
    this.#worker = new Worker(new URL('./check-in-thread.ts', import.meta.url), {
      name: 'check',
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MEGABYTES },
    });
    this.#worker.unref();
    this.#worker.on('message', (about: About | null) => this.#tell(about));
    // Whatever has ended it, what it was to check is checked without it.
    this.#worker.on('error', () => undefined);
    this.#worker.on('exit', () => {
      this.#hasEnded = true;
      this.#tell(null);
    });
  }

  /** Begins one; null: the machine has no more threads to give. */
  static begin(): CheckThread | null {
    try {
      return new CheckThread();
    } catch {
      return null;
    }
  }

  /** Whether it can check a release: records are read by an engine, which it has none of. */
  static canCheck({ folder }: ListedRelease): boolean {
    return folder !== null && folder.files.every(({ name }) => name !== RECORDS_FILE);
  }

  /**
   * Checks one release; the next may be asked for when this one was answered.
   *
   * @returns what lists say of it; null: it is not known to be right
   */
  about({ id, entry, folder }: ListedRelease): Promise<About | null> {
    if (folder === null || this.#hasEnded) return Promise.resolve(null);
    const { directory, files } = folder;
    const asked: CheckAsked = {
      id,
      entry,
      directory,
      files: files.map(({ name, path, hashed }) => ({ name, path, hashed })),
    };
    return new Promise((resolve) => {
      this.#tell = resolve;
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
      this.#worker.postMessage(asked);
    });
  }

  /** Ends it, and what it is at. */
  async end(): Promise<void> {
    await this.#worker.terminate();
  }
}
