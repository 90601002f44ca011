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
   * Takes room for the rows of an answer.
   *
   * @returns what gives it back, however often it is called
   * @throws ApiError `unavailable` where others have so much that it does not suffice
   */
  take(rows: number): () => void {
    if (this.#held + rows > this.#maximum)
      throw new ApiError(
        'unavailable',
        `Answers of ${this.#held} rows are being laid out in memory, and ${this.#maximum} rows have room. Try again in a few seconds, or take another representation.`,
        { headers: { 'retry-after': String(RETRY_SECONDS) } },
      );
    this.#held += rows;
    let isHeld = true;
    return () => {
      if (isHeld) this.#held -= rows;
      isHeld = false;
    };
  }
}
