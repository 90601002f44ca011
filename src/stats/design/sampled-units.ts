import type { SampleDesign, TallyColumns } from './tally.ts';

/** A bit for each of some things, thirty-two in a number. */
class Bits {
  readonly #words: Uint32Array;

  constructor(size: number) {
    this.#words = new Uint32Array(Math.ceil(size / 32));
  }

  set(place: number): void {
    const word = place >>> 5;
    this.#words[word] = (this.#words[word] ?? 0) | (1 << (place & 31));
  }

  /** Sets all that are set in another one. */
  join(other: Bits): void {
    for (let i = 0; i < this.#words.length; i += 1)
      this.#words[i] = (this.#words[i] ?? 0) | (other.#words[i] ?? 0);
  }

  get count(): number {
    let sum = 0;
    for (let bits of this.#words) for (; bits !== 0; bits &= bits - 1) sum += 1;
    return sum;
  }
}

/** Who of a cell is in the sample. */
interface CellUnits {
  rows: number;
  readonly strata: Bits;
  /** Null where rows are the units. */
  readonly clusters: Bits | null;
}

/** Which respondents are counted as sampling units: all, or those whose weight is not 0. */
export type Counted = 'all' | 'weighted';

/** Which strata and clusters the respondents of each cell are in: a bit each, so that those of any cells together can be counted. */
export class SampledUnits {
  readonly #design: SampleDesign;
  /** By cell; of one that nobody is in there is none. */
  readonly #cells: Readonly<Record<Counted, readonly (CellUnits | undefined)[]>>;

  constructor(design: SampleDesign, columns: TallyColumns) {
    this.#design = design;
    const { n, nonzero } = columns;
    const all = this.#unitsBy(columns, n);
    // Mostly everybody has a weight.
    const isSame = n.every((rows, i) => rows === nonzero[i]);
    this.#cells = { all, weighted: isSame ? all : this.#unitsBy(columns, nonzero) };
  }

  #empty(): CellUnits {
    const { strata, clusters } = this.#design;
    return {
      rows: 0,
      strata: new Bits(strata.length),
      clusters: clusters === null ? null : new Bits(clusters.length),
    };
  }

  #unitsBy({ cell, stratum, cluster }: TallyColumns, counted: Float64Array): CellUnits[] {
    const found: CellUnits[] = [];
    for (let i = 0; i < counted.length; i += 1) {
      const rows = counted[i] ?? 0;
      if (!(rows > 0)) continue;
      const units = (found[cell[i] ?? 0] ??= this.#empty());
      units.rows += rows;
      units.strata.set(stratum[i] ?? 0);
      units.clusters?.set(cluster?.[i] ?? 0);
    }
    return found;
  }

  /**
   * Degrees of freedom of the respondents of some cells: primary units minus strata.
   *
   * @returns null without respondents
   */
  degreesOfFreedom(cells: readonly number[], counted: Counted): number | null {
    const all = this.#empty();
    for (const cell of cells) {
      const units = this.#cells[counted][cell];
      if (!units) continue;
      all.rows += units.rows;
      all.strata.join(units.strata);
      if (units.clusters) all.clusters?.join(units.clusters);
    }
    if (all.rows === 0) return null;
    return (all.clusters?.count ?? all.rows) - all.strata.count;
  }
}
