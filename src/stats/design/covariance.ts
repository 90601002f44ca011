import type { InSteps } from '../in-steps.ts';
import { isLonely, type PreparedTallies, type StratumRun } from './tally-index.ts';

/**
 * A linearised estimate: what a row of weight w in a cell, with the numeric answer x, adds to it is
 * z = w·(constant[cell] + slope[cell]·x).
 */
export interface Score {
  readonly constant: readonly number[];
  /** Null where no numeric answer is in it. */
  readonly slope: readonly number[] | null;
}

/** Which of the scores to multiply: positions of the first and the second of each pair. */
interface Pairs {
  readonly first: readonly number[];
  readonly second: readonly number[];
}

const at = (values: ArrayLike<number>, index: number): number => values[index] ?? 0;

/**
 * Sums of products of z about their means, over the units of one stage, kept about the mean of what was added so far: no
 * square is taken from another, so that nothing cancels where units vary little about a large number (Chan, Golub &
 * LeVeque 1983, Am Stat 37:242).
 */
class Moments {
  readonly #means: Float64Array;
  readonly #products: Float64Array;
  readonly #deltas: Float64Array;
  readonly #pairs: Pairs;
  #units = 0;

  constructor(size: number, pairs: Pairs) {
    this.#pairs = pairs;
    this.#means = new Float64Array(size);
    this.#deltas = new Float64Array(size);
    this.#products = new Float64Array(pairs.first.length);
  }

  clear(): void {
    this.#means.fill(0);
    this.#products.fill(0);
    this.#units = 0;
  }

  /**
   * Adds units with these totals together. How they vary among themselves is added by `addWithin`.
   *
   * @param totals null: each of them is 0
   */
  addUnits(units: number, totals: Float64Array | null): void {
    if (!(units > 0)) return;
    const { first, second } = this.#pairs;
    const [means, deltas, products] = [this.#means, this.#deltas, this.#products];
    const all = this.#units + units;
    for (let k = 0; k < means.length; k += 1) {
      const delta = (totals === null ? 0 : at(totals, k) / units) - at(means, k);
      deltas[k] = delta;
      means[k] = at(means, k) + (delta * units) / all;
    }
    const factor = (this.#units * units) / all;
    if (factor > 0)
      for (let p = 0; p < first.length; p += 1)
        products[p] = at(products, p) + factor * at(deltas, at(first, p)) * at(deltas, at(second, p));
    this.#units = all;
  }

  /** Adds to the sum of products of one pair of scores. */
  addWithin(pair: number, product: number): void {
    this.#products[pair] = at(this.#products, pair) + product;
  }

  /** Adds to a total f·n/(n − 1)·Σ(z − z̄)(z − z̄)′ of n units, those that were not added being 0. */
  addVariance(total: Float64Array, n: number, factor: number): void {
    this.addUnits(n - this.#units, null);
    const scale = (factor * n) / (n - 1);
    for (let p = 0; p < total.length; p += 1) total[p] = at(total, p) + scale * at(this.#products, p);
  }

  /** Adds f·Σzz′: deviations from 0, the mean over a whole sample of any linearised mean or share. */
  addUncentred(total: Float64Array, factor: number): void {
    const { first, second } = this.#pairs;
    for (let p = 0; p < total.length; p += 1) {
      const means = at(this.#means, at(first, p)) * at(this.#means, at(second, p));
      total[p] = at(total, p) + factor * (at(this.#products, p) + this.#units * means);
    }
  }
}

/** A score by cell, as columns of numbers. */
interface Coefficients {
  readonly constant: Float64Array;
  readonly slope: Float64Array | null;
}

function columnOf(values: readonly number[], cells: number): Float64Array {
  const column = new Float64Array(cells);
  for (let cell = 0; cell < cells; cell += 1) column[cell] = values[cell] ?? 0;
  return column;
}

const columnsOf = (scores: readonly Score[], cells: number): Coefficients[] =>
  scores.map(({ constant, slope }) => ({
    constant: columnOf(constant, cells),
    slope: slope && columnOf(slope, cells),
  }));

/** Additions and multiplications of a step: some hundreds of microseconds. */
const STEP = 200_000;

/** Passes over prepared tallies with a set of scores. */
class Pass {
  #work = 0;
  readonly #prepared: PreparedTallies;
  readonly #scores: readonly Coefficients[];
  readonly #pairs: Pairs;
  readonly #units: Moments;
  readonly #rows: Moments;
  readonly #totals: Float64Array;

  constructor(prepared: PreparedTallies, scores: readonly Score[], pairs: Pairs) {
    this.#prepared = prepared;
    this.#scores = columnsOf(scores, prepared.cells);
    this.#pairs = pairs;
    this.#units = new Moments(scores.length, pairs);
    this.#rows = new Moments(scores.length, pairs);
    this.#totals = new Float64Array(scores.length);
  }

  /** Counts work. @returns whether a step is full */
  #isFull(numbers: number): boolean {
    this.#work += numbers;
    if (this.#work < STEP) return false;
    this.#work = 0;
    return true;
  }

  /** Adds the variance of one stratum to a total. */
  *addStratum(stratum: StratumRun, total: Float64Array): InSteps<void> {
    const units = this.#units;
    units.clear();
    if (stratum.clusters === null) yield* this.#addRows(stratum.from, stratum.to, units);
    for (const { from, to, secondStage } of stratum.clusters ?? []) {
      this.#sum(from, to);
      units.addUnits(1, this.#totals);
      if (this.#isFull((to - from) * this.#scores.length + total.length)) yield;
      if (secondStage === null || stratum.sampled === 0) continue;
      this.#rows.clear();
      yield* this.#addRows(from, to, this.#rows);
      this.#rows.addVariance(total, secondStage.units, secondStage.fraction * stratum.sampled);
    }
    if (stratum.psus > 1) units.addVariance(total, stratum.psus, stratum.fraction);
    else if (this.#prepared.lonelyPsu === 'adjust') units.addUncentred(total, stratum.fraction);
  }

  /** The totals of z over a run of tallies: Σw(c + s·m) + s·Σwd. */
  #sum(from: number, to: number): void {
    const { cell, w, x } = this.#prepared;
    this.#scores.forEach(({ constant, slope }, k) => {
      let sum = 0;
      if (slope === null || x === null)
        for (let i = from; i < to; i += 1) sum += at(constant, at(cell, i)) * at(w, i);
      else
        for (let i = from; i < to; i += 1) {
          const [c, s] = [at(constant, at(cell, i)), at(slope, at(cell, i))];
          sum += (c + s * at(x.mean, i)) * at(w, i) + s * at(x.wd, i);
        }
      this.#totals[k] = sum;
    });
  }

  /** Adds a run of tallies to moments, each of its rows being a unit. */
  *#addRows(from: number, to: number, moments: Moments): InSteps<void> {
    const { n } = this.#prepared;
    const { first, second } = this.#pairs;
    for (let i = from; i < to; i += 1) {
      this.#sum(i, i + 1);
      moments.addUnits(at(n, i), this.#totals);
      if (this.#isFull(this.#scores.length + first.length)) yield;
    }
    for (let p = 0; p < first.length; p += 1) {
      const [a, b] = [this.#scores[at(first, p)], this.#scores[at(second, p)]];
      if (a && b) moments.addWithin(p, this.#within(from, to, a, b));
      if (this.#isFull(to - from)) yield;
    }
  }

  /** Σ(z − z̄)(z − z̄)′ over the rows of each tally of a run, z̄ the mean of the tally. */
  #within(from: number, to: number, a: Coefficients, b: Coefficients): number {
    const { cell, ww, x: answers } = this.#prepared;
    let sum = 0;
    if (answers === null || (a.slope === null && b.slope === null)) {
      for (let i = from; i < to; i += 1) {
        const c = at(cell, i);
        sum += at(a.constant, c) * at(b.constant, c) * at(ww, i);
      }
      return sum;
    }
    for (let i = from; i < to; i += 1) {
      const c = at(cell, i);
      const [x, y] = [a.slope?.[c] ?? 0, b.slope?.[c] ?? 0];
      const mean = at(answers.mean, i);
      const [u, v] = [at(a.constant, c) + x * mean, at(b.constant, c) + y * mean];
      sum += u * v * at(ww, i) + (u * y + x * v) * at(answers.wwd, i) + x * y * at(answers.wdwd, i);
    }
    return sum;
  }
}

/** The covariances of pairs of scores; null if a stratum has a single unit and the design says `fail`. */
function* covariances(
  prepared: PreparedTallies,
  scores: readonly Score[],
  pairs: Pairs,
): InSteps<Float64Array | null> {
  if (prepared.lonelyPsu === 'fail' && prepared.strata.some(isLonely)) return null;
  const pass = new Pass(prepared, scores, pairs);
  const total = new Float64Array(pairs.first.length);
  for (const stratum of prepared.strata) yield* pass.addStratum(stratum, total);
  return total;
}

/**
 * Covariances of linearised estimates by Taylor series, from tallies:
 *
 *     V = Σ_h (1 − f_h)·n_h/(n_h − 1)·Σ_c (t_hc − t̄_h)(t_hc − t̄_h)′ (+ f_h·Σ_c V₂(c) with two stages)
 *
 * h strata, c primary units (clusters, or rows where there are none), t_hc the totals of z in a unit, n_h the units of
 * the stratum in the full sample (those outside the domain have t = 0), f_h = n_h/N_h. Where rows are the units, their
 * squares come from Σw², Σw²x and Σw²x² by cell, so that no row is needed, or from sums of deviations where the tallies
 * have them. Squares are of deviations of z throughout: of numbers that are large beside how much they vary nothing is lost, and of
 * those that cancel between cells neither. Each score costs a pass over all tallies: where nothing cancels `CellCovariance` does with
 * one for all. Binder (1983), Int Stat Rev 51:279; Särndal, Swensson & Wretman (1992), ch. 4 and 5; Lumley (2010), Complex Surveys.
 *
 * @param prepared tallies of the domain; strata without a tally in it add nothing
 * @returns a matrix in the order of the scores; null if a stratum has a single unit and the design says `fail`
 */
export function* preparedCovariance(
  prepared: PreparedTallies,
  scores: readonly Score[],
): InSteps<number[][] | null> {
  const positions = scores.map((_, k) => k);
  const first = positions.flatMap((k) => positions.slice(k).map(() => k));
  const second = positions.flatMap((k) => positions.slice(k));
  const values = yield* covariances(prepared, scores, { first, second });
  if (values === null) return null;
  const matrix = positions.map(() => positions.map(() => 0));
  values.forEach((value, p) => {
    const [k, l] = [at(first, p), at(second, p)];
    const [row, column] = [matrix[k], matrix[l]];
    if (row) row[l] = value;
    if (column) column[k] = value;
  });
  return matrix;
}
