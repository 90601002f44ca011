import type { Method } from '../../../schemas/results/common.ts';
import type { NoiseSettings } from '../../../stats/disclosure/p-table.ts';
import type { Records } from '../records.ts';
import type { Sample } from '../sample.ts';

/** The choices behind figures of perturbed counts, in the place of those of exact ones. */
export function perturbedMethod(
  { minimumBase }: Records,
  { bound, variance, minimum }: NoiseSettings,
  { kind, replicates }: Sample,
): Method {
  const base =
    minimumBase > 1 ? ` Figures on fewer than ${minimumBase} respondents, as shown, are hidden.` : '';
  const degrees =
    replicates === null
      ? 'Respondents as shown minus strata; with clusters at most clusters minus strata of the whole sample.'
      : 'Those of the replicate weights, at most respondents as shown minus 1.';
  return {
    disclosure: `Cell keys: every number of respondents is perturbed, and all figures are made of perturbed numbers. Noise is a whole number from −${bound} to ${bound} with mean 0 and variance ${variance} (of numbers below ${minimum} more, as none from 1 to ${minimum - 1} is shown); it depends on who is in the group alone, so that the same group has the same noise in whatever query. Totals have noise of their own, and are not the sums of their parts; subtotals and choices of several answers are the sums of their answers. A weighted number is the perturbed one times the mean weight, rounded at random by less than one respondent. Shares are cut at 100 %.${base}`,
    noiseBound: bound,
    noiseVariance: variance,
    ...(kind === 'unknown'
      ? {}
      : {
          variance:
            'deff·p(1 − p)/n and the noise, v₁ + p²v₀ over the square of the base: v the variance of the noise of the weight of the part and of the base; n and p as shown. deff is one of the question in the whole sample, the median over its answers to one decimal. Covariance of groups that share clusters is not in it.',
          degreesOfFreedom: degrees,
        }),
    perturbed:
      'Not given, as they could tell exact numbers: tests of independence, letters, quantiles, means of numbers that are no scale, errors of counts and totals, and comparisons of groups that overlap.',
  };
}
