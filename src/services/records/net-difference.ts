import { designBase } from '../../stats/design/effective-base.ts';
import { designEffect } from '../../stats/design/linearised-estimates.ts';
import { tQuantile } from '../../stats/distributions.ts';
import { NET_RANGE, spreadOfNet } from '../../stats/net-difference.ts';
import { clip } from '../../stats/proportion.ts';
import type { GroupShare } from './group-share.ts';
import { combine, varianceOf, whyNoVariance, type Linear } from './linearised.ts';
import { hasFreedom, type Precision } from './precision.ts';

const POINTS = 100;

/** A difference of two shares of one group, in percentage points, with what follows from its linearisation. */
export interface NetEstimate {
  readonly linear: Linear;
  readonly value: number;
  readonly precision: Precision;
}

/**
 * The difference p₊ − p₋ of two shares of one group that have no answer in common, such as approval less disapproval, in percentage points.
 * Its variance is that of the linearised difference, so that the covariance of the two shares is in it; the design effect compares it with
 * (p₊ + p₋ − (p₊ − p₋)²)/n of a simple random sample. Interval: difference ± t·SE, cut at −100 and 100. Where all answer alike the
 * variance is 0 and says nothing: no standard error, `no-variance`.
 *
 * @param plus the share that is added; @param minus the one that is subtracted, of the same group
 */
export function netOf(plus: GroupShare, minus: GroupShare): NetEstimate {
  const linear = combine([
    [POINTS, plus.linear],
    [-POINTS, minus.linear],
  ]);
  const value = POINTS * (plus.p - minus.p);
  const { df, nonzero } = plus.domain;
  const variance = varianceOf(linear);
  const error = variance === null || variance === 0 ? null : Math.sqrt(variance);
  const spread = spreadOfNet({ plus: plus.p, minus: minus.p }) * POINTS ** 2;
  const effect = variance === null || error === null ? null : designEffect(variance, spread, nonzero);
  const free = hasFreedom(df);
  return {
    linear,
    value,
    precision: {
      standardError: error,
      designEffect: effect,
      nDesign: designBase(nonzero, effect),
      reason:
        variance === null
          ? whyNoVariance(linear)
          : error === null
            ? 'no-variance'
            : free
              ? null
              : 'no-degrees-of-freedom',
      interval: (level) => {
        if (error === null || !free) return null;
        const half = tQuantile((1 + level) / 2, df) * error;
        return clip({ lower: value - half, upper: value + half }, -NET_RANGE, NET_RANGE);
      },
    },
  };
}

/** How intervals of differences of two shares of one group are made. */
export const NET_INTERVAL_METHOD =
  'Differences of two shares of one group (measure net): difference ± t·SE, their covariance included, cut at −100 and 100.';
