import type { Hiding } from './hiding.ts';

/**
 * What completing a hypercube costs, as one number, the most important part first: whether a corner is given away by
 * margins; whether zeros at corners of both signs pin it down; zeros, and then respondents, hidden in addition.
 */
const RESPONDENT = 1;
const ZERO = 2 ** 42;
const PINNED = 2 ** 50;
const GIVEN = 2 ** 51;

/** The cheapest hypercube around a cell, built up dimension by dimension, giving up what costs too much already. */
class Search {
  readonly #hiding: Hiding;
  readonly #dimensions: readonly number[];
  readonly #corners: Int32Array;
  #limit: number;
  best: number[] | null = null;

  /** @param limit cost that must be undercut */
  constructor(hiding: Hiding, mask: number, place: number, limit: number) {
    this.#hiding = hiding;
    this.#dimensions = hiding.lattice.dimensions(mask);
    this.#corners = new Int32Array(1 << this.#dimensions.length);
    this.#limit = limit;
    this.#corners[0] = place;
    this.#extend(0, hiding.isGiven(place) ? GIVEN : 0, hiding.count(place) === 0 ? 1 : 0);
  }

  /**
   * @param zeros bit 0: a corner to which a shift of respondents adds is 0; bit 1: one from which it takes away is
   */
  #extend(depth: number, cost: number, zeros: number): void {
    const j = this.#dimensions[depth];
    if (j === undefined) {
      this.best = [...this.#corners];
      this.#limit = cost;
      return;
    }
    const { sizes, strides } = this.#hiding.lattice;
    const code = this.#hiding.lattice.code(this.#corners[0] ?? 0, j);
    for (let other = 0; other < (sizes[j] ?? 0); other += 1)
      if (other !== code) this.#add(depth, (other - code) * (strides[j] ?? 0), cost, zeros);
  }

  /** Doubles the corners so far by a shift. */
  #add(depth: number, shift: number, cost: number, zeros: number): void {
    const hiding = this.#hiding;
    const [half, corners] = [1 << depth, this.#corners];
    let [total, empty] = [cost, zeros];
    for (let i = 0; i < half; i += 1) {
      const corner = (corners[i] ?? 0) + shift;
      const count = hiding.count(corner);
      corners[half + i] = corner;
      if (count === 0) empty |= isAdding(half + i) ? 1 : 2;
      if (total < GIVEN && hiding.isGiven(corner)) total += GIVEN;
      if (!hiding.isHidden(corner)) total += count === 0 ? ZERO : count * RESPONDENT;
      if (total >= this.#limit) return;
    }
    if (empty === 3 && zeros !== 3) total += PINNED;
    if (total < this.#limit) this.#extend(depth + 1, total, empty);
  }
}

/** Whether a corner has the sign of the first one: it differs from it in an even number of dimensions. */
function isAdding(corner: number): boolean {
  let parity = 0;
  for (let bits = corner; bits > 0; bits &= bits - 1) parity ^= 1;
  return parity === 0;
}

/**
 * The hypercube method: a cell cannot be had from the margins of its table if all corners of a hypercube around it are
 * hidden, one further code in each dimension, since respondents can be shifted between the corners without changing any
 * margin. It stays possible with counts of at least 0 where the corners from which they are taken are not 0.
 *
 * Giessing (2004), Survey on methods for tabular data protection in ARGUS, LNCS 3050:1.
 *
 * @returns the corners of the hypercube that hides the fewest further respondents, with zeros and corners that margins give
 * away last; null if a dimension has a single code
 */
export function cheapestCube(hiding: Hiding, mask: number, place: number): number[] | null {
  return new Search(hiding, mask, place, Infinity).best;
}

/** Whether all corners of a hypercube around a cell are hidden, and respondents can be shifted between them. */
export function hasCube(hiding: Hiding, mask: number, place: number): boolean {
  return new Search(hiding, mask, place, RESPONDENT).best !== null;
}
