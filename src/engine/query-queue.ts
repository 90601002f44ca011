import PQueue from 'p-queue';
import { EngineBusyError } from './engine.ts';

/** How many queries run and wait, and for how long. */
export interface QueueOptions {
  /** Queries at once. */
  readonly concurrency: number;
  /** Queries that may wait; one more is refused. */
  readonly queue: number;
  /** How long a query may wait (ms). */
  readonly waitMs: number;
}

/** The one line that the queries of a process wait in, whichever file they ask. */
export class QueryQueue {
  readonly #queue: PQueue;
  readonly #options: QueueOptions;
  readonly #waiting = new Set<AbortController>();
  #closed = false;

  constructor(options: QueueOptions) {
    this.#options = options;
    this.#queue = new PQueue({ concurrency: options.concurrency });
  }

  /**
   * Runs something when it is its turn. The time that it waits is not that of the query.
   *
   * @param signal takes it out of the line
   * @throws EngineBusyError if too many wait, or it has waited too long, or the queue is closed meanwhile; the reason of the signal
   */
  async run<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    signal?.throwIfAborted();
    if (this.#closed) throw new EngineBusyError('no query is taken any more');
    if (this.#queue.size >= this.#options.queue && this.#queue.pending >= this.#options.concurrency)
      throw new EngineBusyError(`${this.#queue.size} queries are waiting already`);
    const waiting = new AbortController();
    this.#waiting.add(waiting);
    const timer = setTimeout(
      () => waiting.abort(new EngineBusyError(`the query has waited for ${this.#options.waitMs} ms`)),
      this.#options.waitMs,
    );
    const giveUp = (): void => waiting.abort(signal?.reason);
    signal?.addEventListener('abort', giveUp, { once: true });
    const stopWaiting = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', giveUp);
      this.#waiting.delete(waiting);
    };
    try {
      return await this.#queue.add(
        () => {
          stopWaiting();
          return work();
        },
        { signal: waiting.signal },
      );
    } finally {
      stopWaiting();
    }
  }

  /** Refuses those that wait and those that come, and waits for those that run. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const waiting of this.#waiting) waiting.abort(new EngineBusyError('no query is taken any more'));
    await this.#queue.onIdle();
  }
}
