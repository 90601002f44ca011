import { ByteSourceError, type ByteSource } from '../byte-source.ts';

/** Entries of the records that hold labels or missing values of strings over 8 bytes. */
export class LongValues {
  readonly #source: ByteSource;
  readonly #bytes: Buffer;
  #at = 0;

  constructor(source: ByteSource, bytes: Buffer) {
    this.#source = source;
    this.#bytes = bytes;
  }

  get more(): boolean {
    return this.#at < this.#bytes.length;
  }

  int(): number {
    if (this.#at + 4 > this.#bytes.length)
      throw new ByteSourceError('a record of long strings is cut off', 0);
    this.#at += 4;
    return this.#source.toInt32(this.#bytes, this.#at - 4);
  }

  byte(): number {
    this.#at += 1;
    return this.#bytes[this.#at - 1] ?? 0;
  }

  text(length: number): Buffer {
    if (length < 0 || this.#at + length > this.#bytes.length)
      throw new ByteSourceError('a record of long strings is cut off', 0);
    this.#at += length;
    return this.#bytes.subarray(this.#at - length, this.#at);
  }
}
