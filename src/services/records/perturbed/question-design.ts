import type { Reason } from '../../../schemas/vocabulary.ts';
import { designEffect } from '../../../stats/design/linearised-estimates.ts';
import { domainOf, linearisedShare, varianceOf, whyNoVariance } from '../linearised.ts';
import type { Records } from '../records.ts';
import { tallyTable } from '../tally-table.ts';
import type { Variable } from '../variables.ts';

/** The design effect of a question, or why there is none. */
export type QuestionDesign = number | Reason;

/** Design effects have one decimal: what is exact could be an equation between answers. */
const rounded = (deff: number): number => Math.max(1, Math.round(deff * 10)) / 10;

function median(values: readonly number[]): number {
  const ordered = values.toSorted((a, b) => a - b);
  const middle = (ordered.length - 1) / 2;
  return ((ordered[Math.floor(middle)] ?? 1) + (ordered[Math.ceil(middle)] ?? 1)) / 2;
}

/**
 * One design effect for all figures of a question, whoever is asked: the median of those of its answers in the whole sample, rounded. That of
 * a group would be made of exact counts by stratum and cluster, from which they could be found; one number of the whole sample says of a
 * group nothing. A generalised variance function, Wolter (2007), Introduction to variance estimation, ch. 7.
 *
 * @param kish 1 + CV² of the weights, for what has no answers inside (0, 1), and for what places respondents
 */
export async function questionDesign(
  records: Records,
  weight: string | null,
  variable: Variable,
  kish: number,
): Promise<QuestionDesign> {
  const sample = await records.sample(weight);
  if (sample.kind === 'unknown') return 'no-replicates';
  if (variable.question === null || variable.categories.length === 0) return rounded(kish);
  const table = await tallyTable(records.engine, sample, [variable]);
  const [axis] = table.axes;
  const domain = domainOf(table, table.where([axis?.valid ?? null]));
  const effects: number[] = [];
  for (const atoms of axis?.categories ?? []) {
    const share = linearisedShare(domain, table.where([atoms]));
    if (share === null || !(share.value > 0 && share.value < 1)) continue;
    const variance = varianceOf(share);
    if (variance === null) return whyNoVariance(share);
    const deff = designEffect(variance, share.value * (1 - share.value), domain.nonzero);
    if (deff !== null && deff > 0) effects.push(deff);
  }
  return rounded(effects.length === 0 ? kish : median(effects));
}
