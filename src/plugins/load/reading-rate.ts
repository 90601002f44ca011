/**
 * A client is to take so many bytes a second, by the mean of a window: less than any line gives today. The window is longer than the
 * system takes to fill and empty its buffers for a client that is slow, but fast enough.
 */
const BYTES_A_SECOND = 16 * 1024;
const WINDOW_SECONDS = 60;

/** What can be seen of a connection at a moment. */
export interface ConnectionSample {
  readonly seconds: number;
  /** Bytes that the client has taken so far. */
  readonly taken: number;
  /** Whether bytes wait for it. */
  readonly waits: boolean;
}

/**
 * Whether a client takes what is sent to it fast enough. Only the time counts in which bytes wait for the client: one that has taken
 * everything may wait for us as long as it takes.
 */
export class ReadingRate {
  #first: ConnectionSample | null = null;

  /** Looks at the connection again. @returns whether a whole window has passed in which too little was taken */
  isTooSlow(sample: ConnectionSample): boolean {
    if (!sample.waits) {
      this.#first = null;
      return false;
    }
    if (this.#first === null) {
      this.#first = sample;
      return false;
    }
    const seconds = sample.seconds - this.#first.seconds;
    if (seconds < WINDOW_SECONDS) return false;
    const bytes = sample.taken - this.#first.taken;
    this.#first = sample;
    return bytes < BYTES_A_SECOND * seconds;
  }
}
