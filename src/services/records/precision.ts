import type { Reason } from '../../schemas/vocabulary.ts';
import { designEffect } from '../../stats/design/estimates.ts';
import { logitInterval } from '../../stats/design/logit-interval.ts';
import { tQuantile } from '../../stats/distributions.ts';
import type { Interval } from '../../stats/proportion.ts';
import { spreadOfAnswers, varianceOf, whyNoVariance, type Domain, type Linear } from './linear.ts';

/** A share is shown in percent; means and totals in the units of the answer. */
export type EstimateKind = 'share' | 'mean' | 'total';

/** How exact an estimate is, in the units in which it is shown. */
export interface Precision {
  readonly standardError: number | null;
  readonly designEffect: number | null;
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

/** @param base the respondents that a share or mean is of */
export function precisionOf(estimate: Linear, base: Domain, kind: EstimateKind): Precision {
  const factor = kind === 'share' ? 100 : 1;
  const variance = varianceOf(estimate);
  const spread = spreadOf(estimate, base, kind);
  const { df, nEffective, nonzero } = base;
  const error = variance === null ? null : Math.sqrt(variance);
  const free = df !== null && df > 0;
  return {
    standardError: error === null ? null : error * factor,
    designEffect: variance === null || spread === null ? null : designEffect(variance, spread, nonzero),
    reason: error === null ? whyNoVariance(estimate) : free ? null : 'no-degrees-of-freedom',
    interval: (level) => {
      if (error === null) return null;
      if (kind === 'share') {
        // Sums of weights may pass 1 by a rounding error.
        const limits = logitInterval(Math.min(1, estimate.value), error, df ?? 0, nEffective, level);
        return limits && { lower: limits.lower * factor, upper: limits.upper * factor };
      }
      if (!free) return null;
      const half = tQuantile((1 + level) / 2, df) * error;
      return { lower: estimate.value - half, upper: estimate.value + half };
    },
  };
}
