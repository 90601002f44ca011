import type { Lattice } from './lattice.ts';

/** What is hidden so far in a table and its margins, and what is known in spite of that. */
export class Hiding {
  readonly lattice: Lattice;
  readonly minimum: number;
  readonly #hidden: Uint8Array;
  readonly #given: Uint8Array;
  /** How many cells are hidden. */
  total = 0;

  constructor(lattice: Lattice, minimum: number) {
    this.lattice = lattice;
    this.minimum = minimum;
    this.#hidden = new Uint8Array(lattice.counts.length);
    this.#given = new Uint8Array(lattice.counts.length);
  }

  count(place: number): number {
    return this.lattice.counts[place] ?? 0;
  }

  isHidden(place: number): boolean {
    return this.#hidden[place] === 1;
  }

  hide(place: number): void {
    if (this.isHidden(place)) return;
    this.#hidden[place] = 1;
    this.total += 1;
  }

  /** Whether the margins that are shown give this cell away, whatever is hidden in its own table. */
  isGiven(place: number): boolean {
    return this.#given[place] === 1;
  }

  /** Whether a cell is hidden and its margins do not give it away. */
  isUnknown(place: number): boolean {
    return this.#hidden[place] === 1 && this.#given[place] === 0;
  }

  /**
   * Takes over into a table what its margins say, once those are done. A cell below a hidden margin is hidden (zeros
   * too: which of the codes a few respondents did not choose is theirs). A cell below a margin of 0 is given, and so is
   * the only cell of a line that is not, such as a code of one variable that comes with a single code of another.
   */
  inherit(mask: number): void {
    const { lattice } = this;
    const dimensions = lattice.dimensions(mask);
    let anyGiven = false;
    for (const place of lattice.places(mask)) {
      for (const j of dimensions) {
        const margin = lattice.total(place, j);
        if (this.isHidden(margin)) this.hide(place);
        if (this.count(margin) > 0 || this.isUnknown(margin)) continue;
        this.#given[place] = 1;
        anyGiven = true;
      }
    }
    while (anyGiven) anyGiven = dimensions.some((j) => this.#giveLastOfLines(mask, j));
  }

  #giveLastOfLines(mask: number, j: number): boolean {
    const { lattice } = this;
    let changed = false;
    for (const margin of lattice.places(mask ^ (1 << j))) {
      if (this.isUnknown(margin)) continue;
      const open = lattice.line(margin, j).filter((place) => !this.isGiven(place));
      const [last] = open;
      if (last === undefined || open.length > 1) continue;
      this.#given[last] = 1;
      changed = true;
    }
    return changed;
  }
}
