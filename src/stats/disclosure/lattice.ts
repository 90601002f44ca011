/** Tables over more variables than this are refused: their margins are too many, their cells too small. */
export const MAX_DIMENSIONS = 6;

const at = (values: ArrayLike<number>, index: number): number => values[index] ?? 0;

/**
 * A table of counts together with all of its margins, in one array: each dimension has one place more than codes, and
 * that last place is the total over it. So every cell of every table over a subset of the dimensions is one index
 * (its place), and to sum a dimension out is to move to another place.
 */
export class Lattice {
  /** Codes of each dimension. */
  readonly sizes: readonly number[];
  /** How far apart neighbouring codes of a dimension stand. */
  readonly strides: readonly number[];
  /** Counts of all cells and margins, by place. */
  readonly counts: Float64Array;
  readonly #places: Int32Array[];

  /**
   * @param counts row by row, the last dimension fastest
   * @throws RangeError if sizes or counts are no integers, are out of range, or do not fit each other
   */
  constructor(sizes: readonly number[], counts: ArrayLike<number>) {
    check(sizes, counts);
    this.sizes = [...sizes];
    const strides = sizes.map(() => 1);
    for (let j = sizes.length - 2; j >= 0; j -= 1) strides[j] = at(strides, j + 1) * (at(sizes, j + 1) + 1);
    this.strides = strides;
    this.#places = [Int32Array.of(sizes.reduce((place, size, j) => place + size * at(strides, j), 0))];
    for (let mask = 1; mask < 1 << sizes.length; mask += 1) this.#places.push(this.#placesOf(mask));
    this.counts = new Float64Array(sizes.reduce((product, size) => product * (size + 1), 1));
    this.#sum(counts);
  }

  /** The bits of the dimensions, each alone. */
  get full(): number {
    return (1 << this.sizes.length) - 1;
  }

  /** The dimensions in a subset. */
  dimensions(mask: number): number[] {
    return this.sizes.map((_, j) => j).filter((j) => (mask >> j) & 1);
  }

  /** Places of the cells of the table over a subset, row by row. */
  places(mask: number): Int32Array {
    return this.#places[mask] ?? new Int32Array(0);
  }

  /** Which code a place has in a dimension; the size of the dimension for its total. */
  code(place: number, j: number): number {
    return Math.floor(place / at(this.strides, j)) % (at(this.sizes, j) + 1);
  }

  /** The place in which a dimension is summed out. */
  total(place: number, j: number): number {
    return place + (at(this.sizes, j) - this.code(place, j)) * at(this.strides, j);
  }

  /** The places that add up to a place in which dimension j is summed out. */
  line(place: number, j: number): number[] {
    const [size, stride] = [at(this.sizes, j), at(this.strides, j)];
    return Array.from({ length: size }, (_, code) => place - (size - code) * stride);
  }

  #placesOf(mask: number): Int32Array {
    const last = 31 - Math.clz32(mask);
    const [size, stride] = [at(this.sizes, last), at(this.strides, last)];
    // The table without its last dimension, each of its cells followed by the codes of that dimension.
    return Int32Array.from(
      [...this.places(mask ^ (1 << last))].flatMap((place) =>
        Array.from({ length: size }, (_, code) => place - (size - code) * stride),
      ),
    );
  }

  #sum(counts: ArrayLike<number>): void {
    this.places(this.full).forEach((place, cell) => (this.counts[place] = at(counts, cell)));
    for (let mask = this.full - 1; mask >= 0; mask -= 1) {
      const j = this.sizes.findIndex((_, dimension) => !((mask >> dimension) & 1));
      for (const place of this.places(mask))
        for (const part of this.line(place, j))
          this.counts[place] = at(this.counts, place) + at(this.counts, part);
    }
  }
}

function check(sizes: readonly number[], counts: ArrayLike<number>): void {
  if (sizes.length > MAX_DIMENSIONS)
    throw new RangeError(`at most ${MAX_DIMENSIONS} dimensions, not ${sizes.length}`);
  const wrong = sizes.find((size) => !(Number.isInteger(size) && size >= 1));
  if (wrong !== undefined) throw new RangeError(`a dimension has at least one code, not ${wrong}`);
  const cells = sizes.reduce((product, size) => product * size, 1);
  if (counts.length !== cells) throw new RangeError(`${counts.length} counts for ${cells} cells`);
  for (let cell = 0; cell < cells; cell += 1) {
    const count = counts[cell];
    if (count === undefined || !Number.isSafeInteger(count) || count < 0)
      throw new RangeError(`the count of cell ${cell} must be an integer of at least 0, not ${count}`);
  }
}
