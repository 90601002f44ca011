import type { SampleDesign, Tally } from './tally.ts';

/**
 * A linearised estimate: what a row of weight w in a cell, with the numeric answer x, adds to it is
 * z = w·(constant[cell] + slope[cell]·x).
 */
export interface Score {
  readonly constant: readonly number[];
  /** Null where no numeric answer is in it. */
  readonly slope: readonly number[] | null;
}

/** Sums of z and of products of z over the units of one stage. */
class Moments {
  readonly sums: number[];
  readonly products: number[][];

  constructor(size: number) {
    this.sums = Array.from({ length: size }, () => 0);
    this.products = Array.from({ length: size }, () => Array.from({ length: size }, () => 0));
  }

  /** Adds the rows of a tally, each as a unit of its own. */
  addRows({ cell, w, w2, x }: Tally, scores: readonly Score[]): void {
    const at = scores.map(({ constant, slope }) => [constant[cell] ?? 0, slope?.[cell] ?? 0] as const);
    at.forEach(([a, b], k) => {
      this.sums[k] = (this.sums[k] ?? 0) + a * w + b * (x?.wx ?? 0);
      at.forEach(([c, d], l) => {
        const product = a * c * w2 + (a * d + b * c) * (x?.w2x ?? 0) + b * d * (x?.w2x2 ?? 0);
        const row = this.products[k];
        if (row) row[l] = (row[l] ?? 0) + product;
      });
    });
  }

  /** Adds one unit with these totals. */
  addUnit(totals: readonly number[]): void {
    totals.forEach((a, k) => {
      this.sums[k] = (this.sums[k] ?? 0) + a;
      const row = this.products[k];
      if (row) totals.forEach((b, l) => (row[l] = (row[l] ?? 0) + a * b));
    });
  }

  /** f·n/(n − 1)·Σ(z − z̄)(z − z̄)′ of n units, those that were not added being 0. */
  variance(n: number, fraction: number): number[][] {
    const scale = (fraction * n) / (n - 1);
    return this.products.map((row, k) =>
      row.map((product, l) => scale * (product - ((this.sums[k] ?? 0) * (this.sums[l] ?? 0)) / n)),
    );
  }

  /** f·Σzz′: deviations from 0, the mean over a whole sample of any linearised mean or share. */
  uncentred(fraction: number): number[][] {
    return this.products.map((row) => row.map((product) => fraction * product));
  }
}

function addTo(total: number[][], part: readonly (readonly number[])[], factor = 1): void {
  part.forEach((row, k) =>
    row.forEach((value, l) => {
      const target = total[k];
      if (target) target[l] = (target[l] ?? 0) + factor * value;
    }),
  );
}

/** The share of a population that is not in the sample: 1 − n/N. */
const unsampled = (sample: number, population: number | null): number =>
  population === null ? 1 : Math.max(0, 1 - sample / population);

/** Variance within the clusters of one stratum, from the second stage: n/N·Σ V₂(c). */
function secondStage(
  design: SampleDesign,
  byCluster: ReadonlyMap<number, readonly Tally[]>,
  sampled: number,
  scores: readonly Score[],
  total: number[][],
): void {
  for (const [index, tallies] of byCluster) {
    const cluster = design.clusters?.[index];
    if (!cluster || cluster.population === null || cluster.units < 2) continue;
    const moments = new Moments(scores.length);
    for (const tally of tallies) moments.addRows(tally, scores);
    addTo(total, moments.variance(cluster.units, unsampled(cluster.units, cluster.population)), sampled);
  }
}

/**
 * Covariances of linearised estimates by Taylor series, from tallies:
 *
 *     V = Σ_h (1 − f_h)·n_h/(n_h − 1)·Σ_c (t_hc − t̄_h)(t_hc − t̄_h)′ (+ f_h·Σ_c V₂(c) with two stages)
 *
 * h strata, c primary units (clusters, or rows where there are none), t_hc the totals of z in a unit, n_h the units of
 * the stratum in the full sample (those outside the domain have t = 0), f_h = n_h/N_h. Where rows are the units, their
 * squares come from Σw², Σw²x and Σw²x² by cell, so that no row is needed. Binder (1983), Int Stat Rev 51:279; Särndal,
 * Swensson & Wretman (1992), ch. 4 and 5; Lumley (2010), Complex Surveys.
 *
 * @param tallies of the domain; strata without a tally in it add nothing
 * @returns a matrix in the order of the scores; null if a stratum has a single unit and the design says `fail`
 */
export function taylorCovariance(
  design: SampleDesign,
  tallies: readonly Tally[],
  scores: readonly Score[],
): number[][] | null {
  const total = scores.map(() => scores.map(() => 0));
  for (const [index, inStratum] of Map.groupBy(tallies, ({ stratum }) => stratum)) {
    const stratum = design.strata[index];
    if (!stratum) throw new RangeError(`there is no stratum ${index}`);
    const moments = new Moments(scores.length);
    const fraction = unsampled(stratum.psus, stratum.population);
    if (design.clusters === null) {
      for (const tally of inStratum) moments.addRows(tally, scores);
    } else {
      const byCluster = Map.groupBy(inStratum, ({ cluster }) => cluster ?? -1);
      for (const rows of byCluster.values()) {
        const unit = new Moments(scores.length);
        for (const tally of rows) unit.addRows(tally, scores);
        moments.addUnit(unit.sums);
      }
      if (stratum.population !== null)
        secondStage(design, byCluster, stratum.psus / stratum.population, scores, total);
    }
    if (stratum.psus > 1) addTo(total, moments.variance(stratum.psus, fraction));
    else if (fraction > 0 && design.lonelyPsu === 'fail') return null;
    else if (design.lonelyPsu === 'adjust') addTo(total, moments.uncentred(fraction));
  }
  return total;
}

/**
 * Degrees of freedom of a domain: primary units minus strata, counted over rows whose weight is not 0.
 *
 * @returns null for an empty domain
 */
export function designDegreesOfFreedom(design: SampleDesign, tallies: readonly Tally[]): number | null {
  const used = tallies.filter(({ nonzero }) => nonzero > 0);
  if (used.length === 0) return null;
  const units =
    design.clusters === null
      ? used.reduce((sum, { nonzero }) => sum + nonzero, 0)
      : new Set(used.map(({ cluster }) => cluster)).size;
  return units - new Set(used.map(({ stratum }) => stratum)).size;
}
