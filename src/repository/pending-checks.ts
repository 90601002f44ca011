import { setTimeout as wait } from 'node:timers/promises';
import type { ListedRelease } from './listed-release.ts';

/** Between two releases it rests as long as the last one took (ms), but no longer than this: half of a core is left to requests. */
const LONGEST_REST_MS = 1000;

/** Checks what is in the releases whose hashes alone were checked, one after the other, behind what is asked for. */
export class PendingChecks {
  readonly #check: (listed: ListedRelease) => Promise<void>;
  readonly #signal: AbortSignal;
  #releases: readonly ListedRelease[] = [];
  #running: Promise<void> | null = null;

  /** @param check reads a release; it rejects where that has faults, which it has told of */
  constructor(check: (listed: ListedRelease) => Promise<void>, signal: AbortSignal) {
    this.#check = check;
    this.#signal = signal;
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
    for (;;) {
      const releases = this.#releases;
      const tried = new Set<ListedRelease>();
      for (const listed of releases) {
        if (this.#signal.aborted || releases !== this.#releases) break;
        // One whose files are not what was released waits until they are.
        if (!listed.isPending || tried.has(listed) || listed.folder?.isDamaged) continue;
        tried.add(listed);
        const began = performance.now();
        await this.#check(listed).catch(() => undefined);
        const rest = Math.min(performance.now() - began, LONGEST_REST_MS);
        await wait(rest, undefined, { ref: false, signal: this.#signal }).catch(() => undefined);
      }
      if (this.#signal.aborted || releases === this.#releases) return;
    }
  }
}
