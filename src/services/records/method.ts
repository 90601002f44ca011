import type { Method } from '../../schemas/results/common.ts';
import type { Records } from './records.ts';
import type { Sample } from './sample.ts';

/** What degrees of freedom are, in words. */
function degreesOfFreedomOf({ replicates }: Sample): string {
  if (replicates === null)
    return 'Sampling units minus strata, among those with an answer and a weight other than 0.';
  const from =
    replicates.dfFrom === 'declared'
      ? 'as the survey declares'
      : 'the rank of the replicate weights minus 1, as the survey declares none';
  return `${replicates.df}: ${from}; the same for every group.`;
}

/** The choices behind everything that is computed from the records of a release. */
export function recordsMethod(records: Records, weight: string | null, sample: Sample): Method {
  const { design } = records;
  const { strata, clusters, fpc, lonelyPsu, replicates } = design;
  const named = design.weights.find(({ id }) => id === weight);
  const withoutVariance = sample.kind === 'unknown';
  const list = (names: readonly string[] | null): string =>
    names && names.length > 0 ? names.join(', ') : 'none declared';
  return {
    weight: named ? `${named.id}: ${named.label}` : 'none: every respondent counts the same',
    variance: withoutVariance
      ? `None: the survey has replicate weights, which belong to the weight ${records.defaultWeight}. No other weight, and no figure without one, has a standard error, an interval or a test.`
      : sample.replicates
        ? `Replicate weights, ${replicates?.method} with ${replicates?.columns.length} replicates; deviations from ${replicates?.mse ? 'the estimate of the full sample' : 'the mean of the replicates'}.`
        : 'Taylor linearisation with respondents outside the group counted as sampled (Binder 1983; Lumley 2010).',
    assumption: withoutVariance
      ? 'Nothing is assumed of the design.'
      : sample.replicates
        ? 'The replicate weights carry the design.'
        : strata || clusters
          ? 'The declared strata and clusters are the design; first-stage units as drawn with replacement unless fpc is declared.'
          : 'No strata and clusters are declared: respondents are the sampling units.',
    strata: list(sample.split.strata),
    clusters: list(clusters),
    finitePopulationCorrection: list(fpc),
    lonelyPsu,
    waves: withoutVariance
      ? null
      : sample.replicates
        ? 'The replicate weights are of all waves; covariances between waves are included.'
        : design.sharedClusters
          ? 'The same clusters were asked in several waves; covariances between waves are included.'
          : 'Waves are independent samples.',
    degreesOfFreedom: withoutVariance ? null : degreesOfFreedomOf(sample),
    missing:
      'Values that the codebook declares missing, and values it does not explain, are left out of the base.',
    disclosure: records.hides
      ? `Figures on fewer than ${records.minimumBase} respondents and cells of fewer than ${records.minimumCell} are hidden, and so is what they could be had from by subtraction.`
      : 'Nothing is hidden.',
  };
}
