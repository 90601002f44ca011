import { setTimeout as wait } from 'node:timers/promises';
import { CheckThread } from './check-thread.ts';
import type { ListedRelease } from './listed-release.ts';

/** Between two releases it rests as long as the last one took (ms), but no longer than this: half of a core is left to requests. */
const LONGEST_REST_MS = 1000;

/** To begin a thread takes as long as to check some hundred releases. */
const WORTH_A_THREAD = 250;

/** A thread begins so much later (ms), so that it does not take the processor from a start. */
const AFTER_A_START_MS = 5000;

/**
 * Checks what is in the releases whose hashes alone were checked, one after the other, behind what is asked for: many in a thread, and
 * here those that it does not find right, so that what is wrong is told in one way.
 */
export class PendingChecks {
  readonly #check: (listed: ListedRelease) => Promise<void>;
  readonly #signal: AbortSignal;
  readonly #worthAThread: number;
  readonly #afterMs: number;
  #releases: readonly ListedRelease[] = [];
  #running: Promise<void> | null = null;

  /**
   * @param check reads a release; it rejects where that has faults, which it has told of
   * @param worthAThread so many that are pending are checked in a thread
   * @param afterMs so much later
   */
  constructor(
    check: (listed: ListedRelease) => Promise<void>,
    signal: AbortSignal,
    worthAThread = WORTH_A_THREAD,
    afterMs = AFTER_A_START_MS,
  ) {
    this.#check = check;
    this.#signal = signal;
    this.#worthAThread = worthAThread;
    this.#afterMs = afterMs;
  }

  /** Settled once nothing is left that can be checked. */
  get done(): Promise<void> {
    return this.#running ?? Promise.resolve();
  }

  /** Checks those of these that are pending, and of no others. */
  start(releases: readonly ListedRelease[]): void {
    this.#releases = releases;
    this.#running ??= this.#run().finally(() => {
      this.#running = null;
    });
  }

  async #run(): Promise<void> {
    let thread: CheckThread | null = null;
    const end = (): void => void thread?.end();
    this.#signal.addEventListener('abort', end);
    try {
      for (;;) {
        thread ??= await this.#threadWorthIt();
        const releases = this.#releases;
        await this.#checkAll(releases, thread);
        if (this.#signal.aborted || releases === this.#releases) return;
      }
    } finally {
      this.#signal.removeEventListener('abort', end);
      await thread?.end();
    }
  }

  /** A thread where so many are pending that it is worth it. */
  async #threadWorthIt(): Promise<CheckThread | null> {
    const forThread = this.#releases.filter((listed) => listed.isPending && CheckThread.canCheck(listed));
    if (forThread.length < this.#worthAThread) return null;
    await this.#rest(this.#afterMs);
    return this.#signal.aborted ? null : CheckThread.begin();
  }

  async #checkAll(releases: readonly ListedRelease[], thread: CheckThread | null): Promise<void> {
    const tried = new Set<ListedRelease>();
    for (const listed of releases) {
      if (this.#signal.aborted || releases !== this.#releases) return;
      // One whose files are not what was released waits until they are.
      if (!listed.isPending || tried.has(listed) || listed.folder?.isDamaged) continue;
      tried.add(listed);
      const began = performance.now();
      await this.#checkOne(listed, thread);
      await this.#rest(Math.min(performance.now() - began, LONGEST_REST_MS));
    }
  }

  /** Waits, unless it is to end. */
  async #rest(ms: number): Promise<void> {
    await wait(ms, undefined, { ref: false, signal: this.#signal }).catch(() => undefined);
  }

  async #checkOne(listed: ListedRelease, thread: CheckThread | null): Promise<void> {
    const about = thread && CheckThread.canCheck(listed) ? await thread.about(listed) : null;
    if (about) listed.checked(about);
    else if (!this.#signal.aborted) await this.#check(listed).catch(() => undefined);
  }
}
