import type { Score } from './covariance.ts';
import type { Tally } from './tally.ts';

/** What estimates are made of: tallies, or what those of a cell add up to. */
interface Summed extends Pick<Tally, 'cell' | 'n' | 'nonzero' | 'w' | 'w2'> {
  readonly x: { readonly wx: number } | null;
}

/** A weighted estimate with its linearisation, which is made when it is asked for: it has a number for each cell. */
export interface LinearisedEstimate {
  readonly estimate: number;
  readonly score: Score;
}

/** A set of cells, as a test on their index. */
export type CellSet = (cell: number) => boolean;

/** A number for each cell. In a loop: of a table of thousands of cells there are as many figures, each with as many numbers. */
function byCell(cells: number, of: (cell: number) => number): number[] {
  const numbers: number[] = [];
  for (let cell = 0; cell < cells; cell += 1) numbers.push(of(cell));
  return numbers;
}

function sumOver(tallies: readonly Summed[], set: CellSet, of: (tally: Summed) => number): number {
  return tallies.reduce((sum, tally) => (set(tally.cell) ? sum + of(tally) : sum), 0);
}

/** Rows, rows with weight, Σw and Σw² of a set of cells. */
export function bases(
  tallies: readonly Summed[],
  set: CellSet,
): { n: number; nonzero: number; w: number; w2: number } {
  return {
    n: sumOver(tallies, set, ({ n }) => n),
    nonzero: sumOver(tallies, set, ({ nonzero }) => nonzero),
    w: sumOver(tallies, set, ({ w }) => w),
    w2: sumOver(tallies, set, ({ w2 }) => w2),
  };
}

/**
 * The weighted share of some cells among others, p = Σw(part)/Σw(whole), with its linearisation
 * z = w·(1[part] − p·1[whole])/Σw(whole).
 *
 * @param cells how many cells there are
 * @returns null if nothing with weight is in the whole
 */
export function weightedShare(
  tallies: readonly Summed[],
  cells: number,
  part: CellSet,
  whole: CellSet,
): LinearisedEstimate | null {
  const base = sumOver(tallies, whole, ({ w }) => w);
  return shareOfSums(
    sumOver(tallies, part, ({ w }) => w),
    base,
    cells,
    part,
    whole,
  );
}

/**
 * The same as {@link weightedShare} from sums of weights that are known.
 *
 * @param sum Σw of the part
 * @param base Σw of the whole
 * @param cells how many cells there are
 * @returns null if nothing with weight is in the whole
 */
export function shareOfSums(
  sum: number,
  base: number,
  cells: number,
  part: CellSet,
  whole: CellSet,
): LinearisedEstimate | null {
  if (!(base > 0)) return null;
  const estimate = sum / base;
  return {
    estimate,
    get score() {
      const of = (cell: number): number => ((part(cell) ? 1 : 0) - (whole(cell) ? estimate : 0)) / base;
      return { constant: byCell(cells, of), slope: null };
    },
  };
}

/** The weighted total of some cells, Σw, with z = w. */
export function weightedTotal(tallies: readonly Summed[], cells: number, part: CellSet): LinearisedEstimate {
  return {
    estimate: sumOver(tallies, part, ({ w }) => w),
    get score() {
      return { constant: byCell(cells, (cell) => (part(cell) ? 1 : 0)), slope: null };
    },
  };
}

/**
 * The weighted mean of a numeric answer over some cells, m = Σwx/Σw, with z = w·(x − m)/Σw.
 *
 * @returns null if nothing with weight is in the cells
 * @throws RangeError if a tally has no numeric sums
 */
export function weightedMean(
  tallies: readonly Summed[],
  cells: number,
  domain: CellSet,
): LinearisedEstimate | null {
  const base = sumOver(tallies, domain, ({ w }) => w);
  if (!(base > 0)) return null;
  const estimate =
    sumOver(tallies, domain, ({ x }) => {
      if (x === null) throw new RangeError('the tallies hold no numeric sums');
      return x.wx;
    }) / base;
  return {
    estimate,
    score: {
      constant: byCell(cells, (cell) => (domain(cell) ? -estimate / base : 0)),
      slope: byCell(cells, (cell) => (domain(cell) ? 1 / base : 0)),
    },
  };
}

/**
 * The design effect of a share or mean: its variance divided by that of a simple random sample with replacement of as
 * many rows, s²/n with s² = n/(n − 1)·Σw(y − ȳ)²/Σw. Kish (1965), Survey Sampling, §8.2.
 *
 * @param spread Σw(y − ȳ)²/Σw: p(1 − p) for a share
 * @param n rows whose weight is not 0
 * @returns null if the answers do not vary, or n is not above 1
 */
export function designEffect(variance: number, spread: number, n: number): number | null {
  if (!(n > 1) || !(spread > 0)) return null;
  return variance / (spread / (n - 1));
}

/**
 * Kish's effective base, (Σw)²/Σw²: how large a sample with equal weights would be as good, as far as the weights go.
 * Kish (1965), §11.7.
 *
 * @param sumOfWeights Σw
 * @param sumOfSquares Σw²
 * @returns null without weight
 * @example
 * effectiveBase(4, 4) // => 4
 */
export function effectiveBase(sumOfWeights: number, sumOfSquares: number): number | null {
  return sumOfSquares > 0 ? sumOfWeights ** 2 / sumOfSquares : null;
}
