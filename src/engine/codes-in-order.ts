import type { Code, CodedColumn } from './engine.ts';

/** Numbers the values of one column in the order in which they come. */
export class CodesInOrder {
  readonly #values: Code[] = [];
  readonly #numbers = new Map<Code, number>();
  #at: Int32Array;
  #length = 0;
  /** The code before, as groups come one key after the other. */
  #last: Code | null = null;
  #lastNumber = -1;

  /** @param room for how many codes there is room at first */
  constructor(room = 1024) {
    this.#at = new Int32Array(room);
  }

  /** Adds the code of the next row; null: it has none. */
  add(code: Code | null): void {
    if (this.#length === this.#at.length) {
      const longer = new Int32Array(Math.max(1, this.#at.length) * 2);
      longer.set(this.#at);
      this.#at = longer;
    }
    if (code !== this.#last) {
      this.#last = code;
      this.#lastNumber = code === null ? -1 : this.#number(code);
    }
    this.#at[this.#length] = this.#lastNumber;
    this.#length += 1;
  }

  /** All codes that were added. */
  get coded(): CodedColumn {
    return { values: this.#values, at: this.#at.slice(0, this.#length) };
  }

  #number(code: Code): number {
    const known = this.#numbers.get(code);
    if (known !== undefined) return known;
    this.#numbers.set(code, this.#values.length);
    this.#values.push(code);
    return this.#values.length - 1;
  }
}
