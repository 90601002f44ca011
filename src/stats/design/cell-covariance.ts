import type { InSteps } from '../in-steps.ts';
import type { Score } from './covariance.ts';
import type { PreparedTallies, StratumRun } from './tally-index.ts';

/** Of numbers alone: an array of another kind beside it makes each access some times as long. */
const at = (values: Float64Array, index: number): number => values[index] ?? 0;

/** Additions and multiplications of a step. */
const STEP = 200_000;

/** A larger matrix than of so many sums takes longer to make, and to hold, than the estimates that it is for. */
const MAXIMUM_SUMS = 400;

/**
 * A variance that is less than so much of what it could be, if what it is made of did not cancel, has lost digits: it is worked out
 * from the tallies instead.
 */
const CANCELS = 1e-6;

/** A score as numbers that the sums of its cells are multiplied by; those that are 0 are left out. */
interface Coefficients {
  readonly sums: Int32Array;
  readonly values: Float64Array;
  /** Σ|s|·√C: what the square root of the variance is at most. */
  readonly most: number;
}

/** s′v */
function dot({ sums, values }: Coefficients, vector: Float64Array): number {
  let total = 0;
  for (let i = 0; i < sums.length; i += 1) total += at(values, i) * at(vector, sums[i] ?? 0);
  return total;
}

/** Sums in a matrix that is under way. */
class MatrixInSteps {
  readonly size: number;
  readonly values: Float64Array;
  #work = 0;

  constructor(size: number) {
    this.size = size;
    this.values = new Float64Array(size * size);
  }

  /** Adds to the half above the diagonal. */
  add(i: number, j: number, value: number): void {
    const place = i < j ? i * this.size + j : j * this.size + i;
    this.values[place] = at(this.values, place) + value;
  }

  /** Counts work. @returns whether a step is full */
  isFull(numbers: number): boolean {
    this.#work += numbers;
    if (this.#work < STEP) return false;
    this.#work = 0;
    return true;
  }

  /** Copies the half above the diagonal below it. */
  mirror(): void {
    const { size, values } = this;
    for (let i = 0; i < size; i += 1)
      for (let j = i + 1; j < size; j += 1) values[j * size + i] = at(values, i * size + j);
  }
}

/** The totals of the rows of one cell, and how these vary about their mean; y = w·(x − μ), μ a number of the cell. */
interface RowsOfCell {
  n: number;
  w: number;
  y: number;
  ww: number;
  wy: number;
  yy: number;
}

/**
 * The covariance of the sums of cells, from which every variance follows that is asked for of a table:
 *
 *     C = Σ_h f_h·n_h/(n_h − 1)·Σ_c (t_hc − t̄_h)(t_hc − t̄_h)′      V(s′t) = s′Cs
 *
 * h strata, c primary units (clusters, or rows where there are none), t_hc the sums of a unit by cell: Σw and, where a numeric answer
 * is tallied, Σw(x − μ), μ the mean of the cell; t̄_h their means over the n_h units of the full sample, of which those that are in no
 * cell have t = 0; f_h = 1 − n_h/N_h. With two stages (1 − f_h)·V₂(c) of each cluster is added, the same of its rows. s is a
 * linearised estimate (a share, a mean, a difference, a net) as what it takes of each sum. Where rows are the units,
 * Σ(t − t̄)(t − t̄)′ is Σ(w − w̄)² + (Σw)²·(n − k)/(nk) of the k rows of a cell, and −ΣwΣw/n between two cells. Binder (1983), Int Stat
 * Rev 51:279; Särndal, Swensson & Wretman (1992), Model Assisted Survey Sampling, §5.5; Lumley (2010), Complex Surveys, ch. 2.
 */
export class CellCovariance {
  readonly #matrix: Float64Array;
  readonly #size: number;
  /** μ of each cell; null where no numeric answer is tallied. */
  readonly #centres: Float64Array | null;

  private constructor(matrix: Float64Array, size: number, centres: Float64Array | null) {
    this.#matrix = matrix;
    this.#size = size;
    this.#centres = centres;
  }

  /** Null of more cells than it is worth for. */
  static *of(prepared: PreparedTallies): InSteps<CellCovariance | null> {
    const size = prepared.cells * (prepared.x === null ? 1 : 2);
    if (size > MAXIMUM_SUMS) return null;
    const sums = new CellSumsByUnit(prepared);
    for (const stratum of prepared.strata) yield* sums.addStratum(stratum);
    sums.matrix.mirror();
    return new CellCovariance(sums.matrix.values, size, sums.centres);
  }

  #coefficients(cells: readonly number[], { constant, slope }: Score): Coefficients {
    const [width, size] = [this.#centres === null ? 1 : 2, this.#size];
    const sums = new Int32Array(cells.length * width);
    const values = new Float64Array(cells.length * width);
    let [count, most] = [0, 0];
    for (let i = 0; i < cells.length; i += 1) {
      const cell = cells[i] ?? 0;
      const s = slope?.[i] ?? 0;
      const c = constant[i] ?? 0;
      for (let k = 0; k < width; k += 1) {
        const value = k === 1 ? s : c + (this.#centres === null ? 0 : s * at(this.#centres, cell));
        if (value === 0) continue;
        const sum = cell * width + k;
        sums[count] = sum;
        values[count] = value;
        count += 1;
        most += Math.abs(value) * Math.sqrt(Math.max(0, at(this.#matrix, sum * size + sum)));
      }
    }
    return { sums: sums.subarray(0, count), values: values.subarray(0, count), most };
  }

  /** Cs, of some sums; that of all others is not looked at. */
  #times({ sums, values }: Coefficients, wanted: Int32Array): Float64Array {
    const product = new Float64Array(this.#size);
    for (let k = 0; k < wanted.length; k += 1) {
      const one = wanted[k] ?? 0;
      const row = one * this.#size;
      let total = 0;
      for (let j = 0; j < sums.length; j += 1)
        total += at(this.#matrix, row + (sums[j] ?? 0)) * at(values, j);
      product[one] = total;
    }
    return product;
  }

  /** The sums that some scores are of, each once. */
  #wanted(scores: readonly Coefficients[]): Int32Array {
    const [only, ...others] = scores;
    if (only && others.length === 0) return only.sums;
    const isWanted = new Uint8Array(this.#size);
    for (const { sums } of scores) for (const sum of sums) isWanted[sum] = 1;
    return Int32Array.from(isWanted.keys()).filter((sum) => isWanted[sum] === 1);
  }

  /**
   * The covariances of linearised estimates.
   *
   * @param cells that the scores are of, in their order
   * @returns a matrix in the order of the scores; NaN where so much of a variance cancels that it has to be made of the tallies
   */
  *covariances(cells: readonly number[], scores: readonly Score[]): InSteps<number[][]> {
    const all = scores.map((score) => this.#coefficients(cells, score));
    const wanted = this.#wanted(all);
    const products: Float64Array[] = [];
    const exact: boolean[] = [];
    for (const s of all) {
      const product = this.#times(s, wanted);
      products.push(product);
      exact.push(dot(s, product) >= CANCELS * s.most ** 2);
      yield;
    }
    const matrix = all.map(() => all.map(() => Number.NaN));
    for (const [k, product] of products.entries()) {
      for (let l = exact[k] ? k : all.length; l < all.length; l += 1) {
        const [row, column, t] = [matrix[k], matrix[l], all[l]];
        if (exact[l] && row && column && t) row[l] = column[k] = dot(t, product);
      }
      yield;
    }
    return matrix;
  }
}

/** Adds C up, stratum by stratum. */
class CellSumsByUnit {
  readonly matrix: MatrixInSteps;
  readonly centres: Float64Array | null;
  readonly #prepared: PreparedTallies;
  /** Places of the sums of a cell. */
  readonly #width: 1 | 2;

  constructor(prepared: PreparedTallies) {
    this.#prepared = prepared;
    this.#width = prepared.x === null ? 1 : 2;
    this.matrix = new MatrixInSteps(prepared.cells * this.#width);
    this.centres = this.#centresOf(prepared);
  }

  #centresOf({ x, w, cell, cells }: PreparedTallies): Float64Array | null {
    if (x === null) return null;
    const [sums, weights] = [new Float64Array(cells), new Float64Array(cells)];
    for (let i = 0; i < cell.length; i += 1) {
      const one = cell[i] ?? 0;
      sums[one] = at(sums, one) + at(x.mean, i) * at(w, i) + at(x.wd, i);
      weights[one] = at(weights, one) + at(w, i);
    }
    return sums.map((sum, one) => (at(weights, one) > 0 ? sum / at(weights, one) : 0));
  }

  /** Σw(x − μ) of a tally. */
  #y(i: number): number {
    const { x, w, cell } = this.#prepared;
    if (x === null || this.centres === null) return 0;
    return at(x.wd, i) + (at(x.mean, i) - at(this.centres, cell[i] ?? 0)) * at(w, i);
  }

  *addStratum(stratum: StratumRun): InSteps<void> {
    const { psus, fraction, sampled, clusters } = stratum;
    const isLonely = psus <= 1;
    // Deviations from 0, the mean over a whole sample of any linearised mean or share.
    const adjusts = isLonely && this.#prepared.lonelyPsu === 'adjust';
    const factor = isLonely ? (adjusts ? fraction : 0) : (fraction * psus) / (psus - 1);
    if (clusters === null) yield* this.#addRows(stratum.from, stratum.to, isLonely ? Infinity : psus, factor);
    else {
      yield* this.#addClusters(stratum, clusters, isLonely ? Infinity : psus, factor);
      for (const { from, to, secondStage } of clusters) {
        if (secondStage === null || sampled === 0) continue;
        const { units, fraction: rest } = secondStage;
        yield* this.#addRows(from, to, units, (rest * sampled * units) / (units - 1));
      }
    }
  }

  /** Places of the sums that some tallies add to, ascending; and each place's among these. */
  #placesIn(from: number, to: number): { readonly sums: Int32Array; readonly among: Int32Array } {
    const { cell } = this.#prepared;
    const among = new Int32Array(this.matrix.size).fill(-1);
    for (let i = from; i < to; i += 1)
      for (let k = 0; k < this.#width; k += 1) among[(cell[i] ?? 0) * this.#width + k] = 0;
    const sums: number[] = [];
    among.forEach((seen, sum) => {
      if (seen === 0) among[sum] = sums.push(sum) - 1;
    });
    return { sums: Int32Array.from(sums), among };
  }

  /** Adds the sums of some tallies to numbers in their places. */
  #addTotals(from: number, to: number, among: Int32Array, totals: Float64Array): void {
    const { cell, w, x } = this.#prepared;
    for (let i = from; i < to; i += 1) {
      const place = among[(cell[i] ?? 0) * this.#width] ?? 0;
      totals[place] = at(totals, place) + at(w, i);
      if (x !== null) totals[place + 1] = at(totals, place + 1) + this.#y(i);
    }
  }

  /** Adds factor·Σ(t − t̄)(t − t̄)′ of clusters, of n in all; of infinitely many, whose mean is 0, Σtt′. */
  *#addClusters(
    stratum: StratumRun,
    clusters: NonNullable<StratumRun['clusters']>,
    n: number,
    factor: number,
  ): InSteps<void> {
    if (factor === 0) return;
    const { sums, among } = this.#placesIn(stratum.from, stratum.to);
    const [size, all] = [sums.length, Math.max(n, clusters.length)];
    const means = new Float64Array(size);
    this.#addTotals(stratum.from, stratum.to, among, means);
    for (let k = 0; k < size; k += 1) means[k] = at(means, k) / all;
    const products = new Float64Array(size * size);
    const deviations = new Float64Array(size);
    for (const { from, to } of clusters) {
      for (let k = 0; k < size; k += 1) deviations[k] = -at(means, k);
      this.#addTotals(from, to, among, deviations);
      addProducts(products, deviations, 1);
      if (this.matrix.isFull((size * size) / 2 + to - from)) yield;
    }
    // Those that nobody of these cells is in.
    if (all > clusters.length && all < Infinity) {
      for (let k = 0; k < size; k += 1) deviations[k] = -at(means, k);
      addProducts(products, deviations, all - clusters.length);
    }
    for (let i = 0; i < size; i += 1)
      for (let j = i; j < size; j += 1)
        this.matrix.add(sums[i] ?? 0, sums[j] ?? 0, factor * at(products, i * size + j));
  }

  /** What the rows of each cell add up to in a run of tallies; of some there are several. */
  #rowsByCell(from: number, to: number): Map<number, RowsOfCell> {
    const { cell, n, w, ww, x } = this.#prepared;
    const found = new Map<number, RowsOfCell>();
    for (let i = from; i < to; i += 1) {
      const one = cell[i] ?? 0;
      const y = this.#y(i);
      const shift = x === null || this.centres === null ? 0 : at(x.mean, i) - at(this.centres, one);
      const [wwd, wdwd] = x === null ? [0, 0] : [at(x.wwd, i), at(x.wdwd, i)];
      const [own, spread] = [at(n, i), at(ww, i)];
      const rows = found.get(one) ?? { n: 0, w: 0, y: 0, ww: 0, wy: 0, yy: 0 };
      found.set(one, rows);
      const [dw, dy] = rows.n === 0 ? [0, 0] : [at(w, i) / own - rows.w / rows.n, y / own - rows.y / rows.n];
      const between = (rows.n * own) / (rows.n + own);
      rows.ww += spread + between * dw * dw;
      rows.wy += wwd + shift * spread + between * dw * dy;
      rows.yy += wdwd + 2 * shift * wwd + shift * shift * spread + between * dy * dy;
      rows.n += own;
      rows.w += at(w, i);
      rows.y += y;
    }
    return found;
  }

  /** Adds factor·Σ(t − t̄)(t − t̄)′ of rows, of `units` in all; of infinitely many, whose mean is 0, Σtt′. */
  *#addRows(from: number, to: number, units: number, factor: number): InSteps<void> {
    if (factor === 0) return;
    const cells = [...this.#rowsByCell(from, to)];
    const all = Math.max(
      units,
      cells.reduce((sum, [, { n }]) => sum + n, 0),
    );
    const width = this.#width;
    const sums = new Int32Array(cells.length * width);
    const totals = new Float64Array(cells.length * width);
    for (const [place, [cell, { n, w, y, ww, wy, yy }]] of cells.entries()) {
      const [one, rest] = [cell * width, 1 / n - 1 / all];
      this.matrix.add(one, one, factor * (ww + w * w * rest));
      sums[place * width] = one;
      totals[place * width] = w;
      if (width === 1) continue;
      this.matrix.add(one, one + 1, factor * (wy + w * y * rest));
      this.matrix.add(one + 1, one + 1, factor * (yy + y * y * rest));
      sums[place * width + 1] = one + 1;
      totals[place * width + 1] = y;
    }
    for (let i = 0; i < sums.length; i += 1) {
      const each = (factor * at(totals, i)) / all;
      // The sums of one cell are done.
      const next = width === 1 ? i + 1 : i + 2 - (i % 2);
      for (let j = next; j < sums.length; j += 1)
        this.matrix.add(sums[i] ?? 0, sums[j] ?? 0, -each * at(totals, j));
      if (this.matrix.isFull(sums.length - i)) yield;
    }
  }
}

/** Adds times·dd′ to products, to the half above the diagonal. */
function addProducts(products: Float64Array, deviations: Float64Array, times: number): void {
  const size = deviations.length;
  for (let i = 0; i < size; i += 1) {
    const d = times * at(deviations, i);
    for (let j = i, place = i * size + i; j < size; j += 1, place += 1)
      products[place] = at(products, place) + d * at(deviations, j);
  }
}
