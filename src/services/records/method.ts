import type { Method } from '../../schemas/results/common.ts';
import { perturbedMethod } from './perturbed/method.ts';
import type { Records } from './records.ts';
import type { Sample } from './sample.ts';

/** What an answer says of intervals and tests where figures have no sampling error. */
export const NO_SAMPLING_ERROR = 'None, see variance.';

/** The names of sentences that are about a sampling error. */
export const OF_SAMPLING_ERROR: ReadonlySet<string> = new Set([
  'interval',
  'test',
  'significance',
  'standardError',
  'designEffect',
  'linearTrend',
]);

/** What a figure rests on that has no sampling error, such as a place in a list. */
const COUNTING = ['weight', 'missing', 'disclosure', 'filters'] as const;

/** Of the choices behind records, those without the ones about a sampling error. */
export const countingMethod = (method: Method): Method =>
  Object.fromEntries(
    COUNTING.flatMap((name) =>
      name === 'filters' && method[name] === undefined ? [] : [[name, method[name] ?? null]],
    ),
  );

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

/** What may be hidden. */
function disclosureOf({ hides, minimumBase, minimumCell }: Records): string {
  if (!hides) return 'Nothing is hidden.';
  const bases = `figures on fewer than ${minimumBase} respondents`;
  // Of records that anybody has nothing can be had by subtraction that is not known.
  if (minimumCell === 1) return `Hidden are ${bases}, because they say little; nothing else is.`;
  const cells = `cells of fewer than ${minimumCell} respondents`;
  const first = minimumBase > 1 ? `${bases} and ${cells}` : cells;
  return `Hidden are ${first}, and what they could be had from by subtraction.`;
}

/** What the design is taken to be. */
function assumptionOf({ design: { strata, clusters, fpc } }: Records, { kind }: Sample): string {
  if (kind === 'unknown') return 'Nothing is assumed of the design.';
  if (kind === 'replicates') return 'The replicate weights carry the design.';
  const declared = [strata?.length ? 'strata' : [], clusters?.length ? 'clusters' : []].flat();
  const drawn = fpc?.length ? 'without replacement, as fpc declares' : 'as if with replacement';
  const units = clusters?.length ? 'first-stage units' : 'respondents are the sampling units,';
  return declared.length === 0
    ? `No strata and clusters are declared: ${units} drawn ${drawn}.`
    : `The declared ${declared.join(' and ')} are the design; ${units} drawn ${drawn}.`;
}

function varianceOf({ design: { replicates }, defaultWeight }: Records, { kind }: Sample): string {
  if (kind === 'unknown')
    return `None: the survey has replicate weights, which belong to the weight ${defaultWeight}. No other weight, and no figure without one, has a standard error, an interval or a test.`;
  return kind === 'replicates'
    ? `Replicate weights, ${replicates?.method} with ${replicates?.columns.length} replicates; deviations from ${replicates?.mse ? 'the estimate of the full sample' : 'the mean of the replicates'}.`
    : 'Taylor linearisation with respondents outside the group counted as sampled (Binder 1983; Lumley 2010).';
}

function wavesOf({ design, wave }: Records, { kind }: Sample): string | null {
  if (kind === 'unknown' || wave === null) return null;
  if (kind === 'replicates')
    return 'The replicate weights are of all waves; covariances between waves are included.';
  return design.sharedClusters
    ? 'The same clusters were asked in several waves; covariances between waves are included.'
    : 'Waves are independent samples.';
}

/** Of questions with several answers, whose base not everyone is in. */
function askedOf({ survey }: Records): string[] {
  const any = survey.questions.filter(({ asked }) => asked === 'any').map(({ id }) => id);
  const some = survey.questions.flatMap(({ id, asked }) =>
    typeof asked === 'object'
      ? [`Of ${id} those who have no value in ${asked.column} are not in the base.`]
      : [],
  );
  return any.length === 0
    ? some
    : [`Of ${any.join(', ')} those who were asked and chose nothing are not in the base.`, ...some];
}

/** The choices behind everything that is computed from the records of a release. */
export function recordsMethod(records: Records, weight: string | null, sample: Sample): Method {
  const { split, kind } = sample;
  const { clusters, fpc, lonelyPsu, weights } = records.design;
  const named = weights.find(({ id }) => id === weight);
  const list = (names: readonly string[] | null): string =>
    names && names.length > 0 ? names.join(', ') : 'none declared';
  // Strata, clusters and what goes with them are of no use where the design is in replicate weights.
  const drawn =
    kind === 'taylor'
      ? {
          strata: list(split.strata),
          clusters: list(clusters),
          finitePopulationCorrection: list(fpc),
          lonelyPsu,
        }
      : { strata: null, clusters: null, finitePopulationCorrection: null, lonelyPsu: null };
  const method: Method = {
    weight: named ? `${named.id}: ${named.label}` : 'none: every respondent counts the same',
    variance: varianceOf(records, sample),
    assumption: assumptionOf(records, sample),
    ...drawn,
    waves: wavesOf(records, sample),
    degreesOfFreedom: kind === 'unknown' ? null : degreesOfFreedomOf(sample),
    missing: [
      'Values that the codebook declares missing, and values it does not explain, are left out of the base.',
      ...askedOf(records),
    ].join(' '),
    disclosure: disclosureOf(records),
  };
  return records.noise === null ? method : { ...method, ...perturbedMethod(records, records.noise, sample) };
}
