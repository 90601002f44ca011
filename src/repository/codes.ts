/** Numbers of a column, in as few bytes each as the largest takes. */
export type Codes = Uint8Array | Uint16Array | Uint32Array;

/**
 * Room for numbers.
 *
 * @param largest that may be among them
 * @param length how many
 */
export function codesFor(largest: number, length: number): Codes {
  if (largest < 2 ** 8) return new Uint8Array(length);
  return largest < 2 ** 16 ? new Uint16Array(length) : new Uint32Array(length);
}

const largestOf = (codes: Codes): number => 2 ** (8 * codes.BYTES_PER_ELEMENT) - 1;

/** A column of numbers that grows, in number and in size. */
export class GrowingCodes {
  #codes: Codes = new Uint8Array(1024);
  #length = 0;

  /**
   * Takes numbers as the next ones.
   *
   * @param largest that any may be so far
   */
  append(codes: Uint32Array, largest: number): void {
    const length = this.#length + codes.length;
    const room = largestOf(this.#codes);
    if (length > this.#codes.length || largest > room) {
      const grown = codesFor(Math.max(largest, room), Math.max(2 * this.#length, length));
      grown.set(this.#codes.subarray(0, this.#length));
      this.#codes = grown;
    }
    this.#codes.set(codes, this.#length);
    this.#length = length;
  }

  /** What is in it, in no more room than it takes. */
  done(): Codes {
    return this.#codes.slice(0, this.#length);
  }
}

/** The numbers of a column in another order. */
export function reordered(codes: Codes, order: Uint32Array): Codes {
  const result = codesFor(largestOf(codes), order.length);
  for (let i = 0; i < order.length; i += 1) result[i] = codes[order[i] as number] as number;
  return result;
}

/**
 * The rows of columns in the order of their numbers, by the first column before the second and so on; what is equal keeps its order.
 * One pass over all rows for each column, however large they are.
 *
 * @param length how many rows
 */
export function orderBy(columns: readonly Codes[], length: number): Uint32Array {
  let order = new Uint32Array(length);
  for (let i = 0; i < length; i += 1) order[i] = i;
  for (const codes of columns.toReversed()) {
    let largest = 0;
    for (let i = 0; i < length; i += 1) largest = Math.max(largest, codes[i] as number);
    const places = new Uint32Array(largest + 2);
    for (let i = 0; i < length; i += 1)
      places[(codes[i] as number) + 1] = (places[(codes[i] as number) + 1] as number) + 1;
    for (let code = 0; code <= largest; code += 1)
      places[code + 1] = (places[code + 1] as number) + (places[code] as number);
    const next = new Uint32Array(length);
    for (let i = 0; i < length; i += 1) {
      const row = order[i] as number;
      const code = codes[row] as number;
      next[places[code] as number] = row;
      places[code] = (places[code] as number) + 1;
    }
    order = next;
  }
  return order;
}
