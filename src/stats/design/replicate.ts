/** How the estimates of replicate weights make a variance. */
export interface ReplicateDesign {
  /** Factor of the whole sum: (R − 1)/R for JK1, 1/R for BRR and the bootstrap, 1/(R(1 − k)²) for Fay's method. */
  readonly scale: number;
  /** Factor of each replicate: 1, or (n_h − 1)/n_h for JKn. */
  readonly rscales: readonly number[];
  /** Whether deviations are taken from the estimate of the full sample (mse), or from the mean of the replicates. */
  readonly mse: boolean;
}

/**
 * Covariances of estimates from replicate weights:
 *
 *     V = scale·Σ_r rscales_r·(θ_r − c)(θ_r − c)′
 *
 * θ_r the estimates with the weights of replicate r; c their mean, or the estimates of the full sample. Wolter (2007),
 * Introduction to Variance Estimation; Lumley (2010), Complex Surveys, ch. 2.
 *
 * @param full the estimates of the full sample
 * @param replicates the same estimates with each set of replicate weights
 * @throws RangeError if there are not as many factors as replicates, or fewer than two replicates
 */
export function replicateCovariance(
  full: readonly number[],
  replicates: readonly (readonly number[])[],
  design: ReplicateDesign,
): number[][] {
  if (replicates.length < 2) throw new RangeError('at least two replicates are needed');
  if (design.rscales.length !== replicates.length) {
    throw new RangeError(`${design.rscales.length} factors for ${replicates.length} replicates`);
  }
  const mean = full.map(
    (_, k) => replicates.reduce((sum, replicate) => sum + (replicate[k] ?? 0), 0) / replicates.length,
  );
  const centre = design.mse ? full : mean;
  const deviations = replicates.map((replicate) => replicate.map((value, k) => value - (centre[k] ?? 0)));
  return full.map((_, k) =>
    full.map((__, l) =>
      deviations.reduce(
        (sum, deviation, r) =>
          sum + design.scale * (design.rscales[r] ?? 0) * (deviation[k] ?? 0) * (deviation[l] ?? 0),
        0,
      ),
    ),
  );
}
