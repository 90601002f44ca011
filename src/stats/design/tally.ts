/** Sums of deviations d = x − m from a number m near the mean of the answers of a tally, and of its weights. */
interface DeviationSums {
  /** m */
  readonly mean: number;
  /** Σ(w − w̄)², w̄ the mean weight of its rows */
  readonly ww: number;
  /** Σ(w − w̄)wd */
  readonly wwd: number;
  /** Σwd */
  readonly wd: number;
  /** Σwd² */
  readonly wd2: number;
  /** Σw²d² */
  readonly w2d2: number;
}

/** Sums of a numeric answer x over the rows of a tally. */
interface NumericSums {
  /** Σwx */
  readonly wx: number;
  /** Σwx² */
  readonly wx2: number;
  /** Σw²x */
  readonly w2x: number;
  /** Σw²x² */
  readonly w2x2: number;
  /** Where answers lie far from 0, beside how much they vary, variances are exact only with these. */
  readonly deviations?: DeviationSums;
}

/**
 * What the rows of one cell add up to within one stratum (and one cluster, where there are clusters): sufficient for
 * every weighted estimate of the cells and its design-based variance. w is the weight of a row.
 */
export interface Tally {
  /** Index into the strata of the design. */
  readonly stratum: number;
  /** Index into the clusters of the design; null where each row is a sampling unit of its own. */
  readonly cluster: number | null;
  /** Index of the cell: a combination of answers. */
  readonly cell: number;
  /** Rows. */
  readonly n: number;
  /** Rows whose weight is not 0. */
  readonly nonzero: number;
  /** Σw */
  readonly w: number;
  /** Σw² */
  readonly w2: number;
  /** Sums of a numeric answer; null where none is tallied. */
  readonly x: NumericSums | null;
}

/** Sums of a numeric answer by tally; d = x − m. */
interface NumericColumns {
  /** Σwx */
  readonly wx: Float64Array;
  /** Σw²x */
  readonly w2x: Float64Array;
  /** Σw²x² */
  readonly w2x2: Float64Array;
  /** m, the number that deviations are from; 0 where they are not known, so that d = x. */
  readonly mean: Float64Array;
  /** Σwd */
  readonly wd: Float64Array;
  /** Σwd² */
  readonly wd2: Float64Array;
  /** Σ(w − w̄)wd */
  readonly wwd: Float64Array;
  /** Σw²d² */
  readonly w2d2: Float64Array;
  /** Whether deviations are known of all tallies. */
  readonly centred: boolean;
}

/** Tallies as columns of numbers, in any order: each tally has the same place in all of them. There may be a million. */
export interface TallyColumns {
  readonly stratum: Int32Array;
  /** Null where each row is a sampling unit of its own. */
  readonly cluster: Int32Array | null;
  readonly cell: Int32Array;
  /** Rows. */
  readonly n: Float64Array;
  /** Rows whose weight is not 0. */
  readonly nonzero: Float64Array;
  /** Σw */
  readonly w: Float64Array;
  /** Σw² */
  readonly w2: Float64Array;
  /** Σ(w − w̄)², w̄ the mean weight of the rows of a tally. */
  readonly ww: Float64Array;
  /** Null where no numeric answer is tallied. */
  readonly x: NumericColumns | null;
}

/** A column of numbers, one of each thing. */
function numbersOf<Thing>(things: readonly Thing[], of: (thing: Thing) => number): Float64Array {
  const column = new Float64Array(things.length);
  things.forEach((thing, i) => (column[i] = of(thing)));
  return column;
}

/** The same tallies as columns. */
export function tallyColumns(tallies: readonly Tally[]): TallyColumns {
  const numbers = (of: (tally: Tally) => number): Float64Array => numbersOf(tallies, of);
  const places = (of: (tally: Tally) => number): Int32Array => Int32Array.from(numbers(of));
  const sums = (of: (x: NumericSums, tally: Tally) => number): Float64Array =>
    numbers((tally) => (tally.x === null ? 0 : of(tally.x, tally)));
  return {
    stratum: places(({ stratum }) => stratum),
    cluster: tallies.some(({ cluster }) => cluster !== null) ? places(({ cluster }) => cluster ?? -1) : null,
    cell: places(({ cell }) => cell),
    n: numbers(({ n }) => n),
    nonzero: numbers(({ nonzero }) => nonzero),
    w: numbers(({ w }) => w),
    w2: numbers(({ w2 }) => w2),
    ww: numbers(({ n, w, w2, x }) => x?.deviations?.ww ?? Math.max(0, w2 - w ** 2 / n)),
    x: tallies.every(({ x }) => x === null)
      ? null
      : {
          wx: sums(({ wx }) => wx),
          w2x: sums(({ w2x }) => w2x),
          w2x2: sums(({ w2x2 }) => w2x2),
          mean: sums(({ deviations }) => deviations?.mean ?? 0),
          wd: sums(({ deviations, wx }) => deviations?.wd ?? wx),
          wd2: sums(({ deviations, wx2 }) => deviations?.wd2 ?? wx2),
          wwd: sums(({ deviations, w2x, wx }, { w, n }) => deviations?.wwd ?? w2x - (w * wx) / n),
          w2d2: sums(({ deviations, w2x2 }) => deviations?.w2d2 ?? w2x2),
          centred: tallies.every(({ x }) => x?.deviations !== undefined),
        },
  };
}

/** What the rows of one cell add up to in all strata and clusters. */
export interface CellSums extends Pick<Tally, 'cell' | 'n' | 'nonzero' | 'w' | 'w2'> {
  /** Sums of a numeric answer; null where none is tallied. */
  readonly x: {
    readonly wx: number;
    readonly w2x: number;
    readonly w2x2: number;
    /** The number that deviations d are from. */
    readonly mean: number;
    /** Σwd */
    readonly wd: number;
    /** Σwd² */
    readonly wd2: number;
  } | null;
}

/** A stratum of the full sample, whatever part of it is tallied. */
interface Stratum {
  /** Primary sampling units in the sample. */
  readonly psus: number;
  /** Primary sampling units in the population; null: so many that it does not matter. */
  readonly population: number | null;
}

/** A cluster of the full sample, as the first of two stages. */
interface Cluster {
  /** Second-stage units (rows) in the sample. */
  readonly units: number;
  /** Second-stage units in the population of the cluster; null: the second stage adds no variance of its own. */
  readonly population: number | null;
}

/**
 * How the sample was drawn: strata, and within them rows, or clusters of rows (which may have been subsampled). What
 * a stratum with a single primary unit does to the variance: `fail` makes it undefined, `remove` lets it add nothing,
 * `adjust` takes its deviation from the mean of the whole sample.
 */
export interface SampleDesign {
  readonly strata: readonly Stratum[];
  /** Null: rows are the sampling units. */
  readonly clusters: readonly Cluster[] | null;
  readonly lonelyPsu: 'fail' | 'remove' | 'adjust';
}
