import { atOnce, type InSteps } from '../in-steps.ts';
import { CellCovariance } from './cell-covariance.ts';
import { preparedCovariance, type Score } from './covariance.ts';
import { SampledUnits, type Counted } from './sampled-units.ts';
import { isLonely, preparedOf, prepareInSteps, talliesInOrder, type PreparedTallies } from './tally-index.ts';
import { tallyColumns, type CellSums, type SampleDesign, type Tally, type TallyColumns } from './tally.ts';

const at = (values: ArrayLike<number>, index: number): number => values[index] ?? 0;

const finite = (value: number | undefined): number | null =>
  value !== undefined && Number.isFinite(value) ? value : null;

type Changing<Sums> = { -readonly [Key in keyof Sums]: Sums[Key] };

/** What the tallies of each cell add up to, in their order. */
function cellSums({ cell, n, nonzero, w, w2, x }: TallyColumns, cells: number): CellSums[] {
  const found = Array.from({ length: cells }, (_, one): Changing<CellSums> => ({
    cell: one,
    n: 0,
    nonzero: 0,
    w: 0,
    w2: 0,
    x: null,
  }));
  cell.forEach((one, i) => {
    const sums = found[one];
    if (!sums) return;
    const weight = at(w, i);
    sums.n += at(n, i);
    sums.nonzero += at(nonzero, i);
    sums.w += weight;
    sums.w2 += at(w2, i);
    if (x === null) return;
    const before = sums.x ?? { wx: 0, w2x: 0, w2x2: 0, mean: at(x.mean, i), wd: 0, wd2: 0 };
    const step = at(x.mean, i) - before.mean;
    sums.x = {
      wx: before.wx + at(x.wx, i),
      w2x: before.w2x + at(x.w2x, i),
      w2x2: before.w2x2 + at(x.w2x2, i),
      mean: before.mean,
      wd: before.wd + at(x.wd, i) + step * weight,
      wd2: before.wd2 + at(x.wd2, i) + 2 * step * at(x.wd, i) + step * step * weight,
    };
  });
  return found;
}

/**
 * Tallies of a sample, which cells are numbered in from 0: what each cell adds up to, and the variances of all that is made of these
 * sums. The order in which tallies come says nothing: all is the same bit for bit.
 */
export class TalliedSample {
  /** By cell. */
  readonly sums: readonly CellSums[];
  /** How many tallies it is made of. */
  readonly size: number;
  /** Whether squares of numbers are of deviations from their mean, so that nothing of them cancels. */
  readonly isCentred: boolean;
  readonly #prepared: PreparedTallies;
  readonly #units: SampledUnits;
  /** Cells of strata that have a single unit, where the design says `fail`. */
  readonly #lonely: ReadonlySet<number>;
  /** Null: there are too many cells for it. */
  #covariance: CellCovariance | null | undefined;
  readonly #ofCells = new WeakMap<readonly number[], PreparedTallies>();

  private constructor(prepared: PreparedTallies, columns: TallyColumns, units: SampledUnits) {
    this.sums = cellSums(columns, prepared.cells);
    this.size = columns.cell.length;
    this.isCentred = columns.x?.centred === true;
    this.#prepared = prepared;
    this.#units = units;
    const lonely = prepared.lonelyPsu === 'fail' ? prepared.strata.filter(isLonely) : [];
    this.#lonely = new Set(lonely.flatMap(({ from, to }) => Array.from(prepared.cell.subarray(from, to))));
  }

  /** @throws RangeError if a tally names a stratum that the design does not have */
  static *inSteps(design: SampleDesign, columns: TallyColumns): InSteps<TalliedSample> {
    const ordered = yield* talliesInOrder(columns);
    const prepared = yield* prepareInSteps(design, ordered);
    yield;
    return new TalliedSample(prepared, ordered, new SampledUnits(design, ordered));
  }

  /** The same of tallies one by one. @throws RangeError if a tally names a stratum that the design does not have */
  static of(design: SampleDesign, tallies: readonly Tally[]): TalliedSample {
    return atOnce(TalliedSample.inSteps(design, tallyColumns(tallies)));
  }

  /**
   * Degrees of freedom of the respondents of some cells: primary units minus strata.
   *
   * @returns null without respondents
   */
  degreesOfFreedom(cells: readonly number[], counted: Counted): number | null {
    return this.#units.degreesOfFreedom(cells, counted);
  }

  /**
   * Covariances of linearised estimates: s′Cs of the covariance of all cells, which is made once, and where too much of that cancels
   * from the tallies themselves.
   *
   * @param cells that the scores are of, in their order, each once
   * @returns a matrix in the order of the scores; null if a stratum that they are in has a single unit and the design says `fail`
   */
  *covariances(cells: readonly number[], scores: readonly Score[]): InSteps<number[][] | null> {
    if (cells.some((cell) => this.#lonely.has(cell))) return null;
    if (this.#covariance === undefined) this.#covariance = yield* CellCovariance.of(this.#prepared);
    const found = this.#covariance && (yield* this.#covariance.covariances(cells, scores));
    if (found?.flat().every(Number.isFinite)) return found;
    const ofCells = this.#ofCells.get(cells) ?? preparedOf(this.#prepared, cells);
    this.#ofCells.set(cells, ofCells);
    const passed = yield* preparedCovariance(ofCells, scores);
    return passed?.map((row, k) => row.map((value, l) => finite(found?.[k]?.[l]) ?? value)) ?? null;
  }
}
