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
