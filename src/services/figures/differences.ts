import type { Estimate } from './estimate.ts';
import type { Reason } from '../../schemas/vocabulary.ts';
import { negate, sumDecimals, type Decimal } from '../../stats/decimal.ts';
import { differenceRounding, hidesSign, type RoundingInterval } from '../../stats/rounding.ts';
import { isRounded, rounding } from './rounding.ts';

/** A difference of published figures, or the reasons why it cannot be had. */
export interface FigureDifference {
  readonly value: number | null;
  /** Null where the figures were computed: there are no digits to keep. */
  readonly decimals: number | null;
  readonly rounding: RoundingInterval | null;
  /** Ranks, counts and computed figures are not rounded: their differences are what they are. */
  readonly exact: boolean;
  /** −1, 0 or 1 where the published digits settle the sign (0: the digits are the same), else null. */
  readonly sign: -1 | 0 | 1 | null;
  readonly valueReason: Reason | null;
  readonly roundingReason: Reason | null;
}

export function noDifference(reason: Reason): FigureDifference {
  return {
    value: null,
    decimals: 0,
    rounding: null,
    exact: false,
    sign: null,
    valueReason: reason,
    roundingReason: reason,
  };
}

const isBound = ({ qualifier }: Estimate): boolean => qualifier === 'more-than' || qualifier === 'less-than';

function settledSign(value: number, interval: RoundingInterval | null, exact: boolean): -1 | 0 | 1 | null {
  const sign = Math.sign(value) as -1 | 0 | 1;
  if (exact) return sign;
  if (interval === null) return null;
  return sign === 0 || !hidesSign(interval) ? sign : null;
}

function settled(
  { value, decimals }: Decimal | { readonly value: number; readonly decimals: null },
  interval: RoundingInterval | null,
  exact: boolean,
  roundingReason: Reason | null,
): FigureDifference {
  const sign = settledSign(value, interval, exact);
  return { value, decimals, rounding: interval, exact, sign, valueReason: null, roundingReason };
}

/**
 * a − b of two figures: of published ones exact in their decimals, of computed ones in full precision. A figure that was published as a bound has no
 * difference; one that was published as approximate has a difference, but no rounding interval.
 */
export function difference(a: Estimate, b: Estimate): FigureDifference {
  if (a.computed || b.computed) {
    return settled({ value: a.value - b.value, decimals: null }, null, true, 'not-rounded');
  }
  if (isBound(a) || isBound(b)) return noDifference('inexact-figure');
  const total = sumDecimals(a, negate(b));
  const [ra, rb] = [rounding(a), rounding(b)];
  const roundingReason = typeof ra === 'string' ? ra : typeof rb === 'string' ? rb : null;
  const interval = typeof ra === 'string' || typeof rb === 'string' ? null : differenceRounding(ra, rb);
  const exact = !isRounded(a.measure) && a.qualifier === 'exact' && b.qualifier === 'exact';
  return settled(total, interval, exact, roundingReason);
}

/** The difference of two differences, later minus earlier: the change of a gap. */
export function differenceOfDifferences(
  later: FigureDifference,
  earlier: FigureDifference,
): FigureDifference {
  const missing = later.valueReason ?? earlier.valueReason;
  if (missing !== null || later.value === null || earlier.value === null)
    return noDifference(missing ?? 'not-reported');
  if (later.decimals === null || earlier.decimals === null) {
    return settled({ value: later.value - earlier.value, decimals: null }, null, true, 'not-rounded');
  }
  const total = sumDecimals(
    { value: later.value, decimals: later.decimals },
    negate({ value: earlier.value, decimals: earlier.decimals }),
  );
  const roundingReason = later.roundingReason ?? earlier.roundingReason;
  const interval =
    later.rounding && earlier.rounding ? differenceRounding(later.rounding, earlier.rounding) : null;
  return settled(total, interval, later.exact && earlier.exact, roundingReason);
}

/** The distances from zero that a difference may have: that of an exact one, else those that its digits allow; null where neither is known. */
function distances({
  value,
  exact,
  rounding: interval,
}: FigureDifference): readonly [nearest: number, farthest: number] | null {
  if (value !== null && exact) return [Math.abs(value), Math.abs(value)];
  if (!interval) return null;
  const ends = [Math.abs(interval.lower.value), Math.abs(interval.upper.value)];
  return [hidesSign(interval) ? 0 : Math.min(...ends), Math.max(...ends)];
}

/**
 * Whether the distance between two audiences fell (−1), stayed (0, of exact differences only) or grew (1) from one gap to
 * another; null where rounding leaves it open, or where it is not known how exact the gaps are. The farthest distance that
 * rounding allows is never reached, so that one that begins there is larger.
 */
export function distanceChange(earlier: FigureDifference, later: FigureDifference): -1 | 0 | 1 | null {
  const [from, to] = [distances(earlier), distances(later)];
  if (!from || !to) return null;
  if (earlier.exact && later.exact) return Math.sign(to[0] - from[0]) as -1 | 0 | 1;
  if (to[1] <= from[0]) return -1;
  return to[0] >= from[1] ? 1 : null;
}
