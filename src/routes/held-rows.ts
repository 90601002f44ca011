import type { ServerResponse } from 'node:http';
import { finished } from 'node:stream';
import { ApiError } from '../errors/api-error.ts';

const RETRY_SECONDS = 5;

/** Rows of answers that are in memory as a whole while they are made, bounded over all of them. */
export class HeldRows {
  readonly #maximum: number;
  #held = 0;

  constructor(maximum: number) {
    this.#maximum = maximum;
  }

  /**
   * Takes room for the rows of an answer, until its response is sent or gone, which it may be already.
   *
   * @returns what gives it back before that, however often it is called
   * @throws ApiError `unavailable` where others have so much that it does not suffice
   */
  take(rows: number, response: ServerResponse): () => void {
    if (this.#held + rows > this.#maximum)
      throw new ApiError(
        'unavailable',
        `Answers of ${this.#held} rows are being laid out in memory, and ${this.#maximum} rows have room. Try again in a few seconds, or take another representation.`,
        { headers: { 'retry-after': String(RETRY_SECONDS) } },
      );
    this.#held += rows;
    let isHeld = true;
    const giveBack = (): void => {
      if (isHeld) this.#held -= rows;
      isHeld = false;
    };
    finished(response, giveBack);
    return giveBack;
  }
}
