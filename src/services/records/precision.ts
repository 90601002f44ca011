import type { Reason } from '../../schemas/vocabulary.ts';
import { designBase } from '../../stats/design/effective-base.ts';
import { designEffect } from '../../stats/design/linearised-estimates.ts';
import { logitInterval } from '../../stats/design/logit-interval.ts';
import { tQuantile } from '../../stats/distributions.ts';
import type { Interval } from '../../stats/proportion.ts';
import type { GroupShare } from './group-share.ts';
import { spreadOfAnswers, varianceOf, whyNoVariance, type Domain, type Linear } from './linearised.ts';

/** A share is shown in percent; means and totals in the units of the answer. */
export type EstimateKind = 'share' | 'mean' | 'total';

/** How exact an estimate is, in the units in which it is shown. */
export interface Precision {
  readonly standardError: number | null;
  readonly designEffect: number | null;
  /** Respondents with a weight, divided by the design effect; null without one. */
  readonly nDesign: number | null;
  readonly interval: (level: number) => Interval | null;
  /** Why the standard error, or else the interval, is null. */
  readonly reason: Reason | null;
}

/** Σw(y − ȳ)²/Σw of a share or mean; null for a total. */
function spreadOf({ value }: Linear, base: Domain, kind: EstimateKind): number | null {
  if (kind === 'total') return null;
  if (kind === 'share') return value * (1 - value);
  return spreadOfAnswers(base);
}

/** What an interval needs of a design: fewer degrees of freedom than one say nothing of the sampling error. */
export const hasFreedom = (df: number | null): df is number => df !== null && df >= 1;

/**
 * @param base the respondents that a share or mean is of
 * @param share the same share as one of a group, which tells κ at 0 and 100 %; null: none is known
 */
export function precisionOf(
  estimate: Linear,
  base: Domain,
  kind: EstimateKind,
  share: GroupShare | null = null,
): Precision {
  const factor = kind === 'share' ? 100 : 1;
  const variance = varianceOf(estimate);
  const spread = spreadOf(estimate, base, kind);
  const { df, nEffective, nonzero } = base;
  const error = variance === null ? null : Math.sqrt(variance);
  const free = hasFreedom(df);
  const deff = variance === null || spread === null ? null : designEffect(variance, spread, nonzero);
  return {
    standardError: error === null ? null : error * factor,
    designEffect: deff,
    nDesign: designBase(nonzero, deff),
    reason: error === null ? whyNoVariance(estimate) : free ? null : 'no-degrees-of-freedom',
    interval: (level) => {
      if (error === null || !free) return null;
      if (kind === 'share') {
        // Sums of weights may pass 1 by a rounding error.
        const p = share?.p ?? Math.min(1, estimate.value);
        const effective = nEffective === null ? null : nEffective * (share?.kappa ?? 1);
        const limits = logitInterval(p, error, df, effective, level);
        return limits && { lower: limits.lower * factor, upper: limits.upper * factor };
      }
      const half = tQuantile((1 + level) / 2, df) * error;
      return { lower: estimate.value - half, upper: estimate.value + half };
    },
  };
}

/** How intervals of computed figures are made. */
export const COMPUTED_INTERVAL_METHOD =
  'Shares: logit scale, t (Korn & Graubard 1998); at exactly 0 and 100 % Clopper–Pearson on Kish’s base times κ, the median of min(1, (n/deff)/Kish’s base) over the other options of the question in the same group.';

/** The same of means, counts and totals. */
export const T_INTERVAL_METHOD = 'Estimate ± t·SE.';

/** What is said where a share at 0 or 100 % has no κ. */
export const NO_KAPPA_METHOD =
  'Of some shares at exactly 0 or 100 % no other option tells κ: it is 1 there, so that weighting is in these intervals and clustering is not.';

/** Whether a share is at 0 or 100 % and nothing tells what the design does to it. */
export const lacksKappa = (share: GroupShare | null): boolean =>
  share !== null && share.isAtEnd && share.kappa === null;
