import type { Measure, Reason } from '../../schemas/vocabulary.ts';
import { NET_RANGE } from '../../stats/net-difference.ts';
import { roundingInterval, type RoundingInterval } from '../../stats/rounding.ts';
import type { Estimate } from './estimate.ts';

/** The range that a measure cannot leave. */
const RANGES: Partial<Record<Measure, { minimum: number; maximum: number }>> = {
  percent: { minimum: 0, maximum: 100 },
  net: { minimum: -NET_RANGE, maximum: NET_RANGE },
};

/** A measure whose printed digits were rounded; ranks and counts are exact. */
export const isRounded = (measure: Measure): boolean => measure !== 'rank' && measure !== 'count';

/** What a figure may stand for by its digits, or the reason why that cannot be said. */
export function rounding(figure: Estimate): RoundingInterval | Reason {
  if (figure.computed) return 'not-rounded';
  if (figure.summed) return figure.summed.rounding;
  if (!isRounded(figure.measure)) return 'not-applicable-to-measure';
  if (figure.qualifier !== 'exact') return 'inexact-figure';
  return roundingInterval(figure, RANGES[figure.measure]);
}

/** What the digits of published figures leave open. */
export const ROUNDING_METHOD =
  'A figure printed with d decimals stands for half a unit of its last digit either way; for a difference the half units of all figures in it add up, as for a net or a difference of answers those of its shares.';
