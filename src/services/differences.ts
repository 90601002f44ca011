import type { Estimate } from './estimate.ts';
import type { Reason } from '../schemas/vocabulary.ts';
import { negate, sumDecimals, type Decimal } from '../stats/decimal.ts';
import { differenceRounding, includesZero, type RoundingInterval } from '../stats/rounding.ts';
import { isRounded, rounding } from './estimates.ts';

/** A difference of published figures, or the reasons why it cannot be had. */
export interface Difference {
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

export function noDifference(reason: Reason): Difference {
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
  return sign === 0 || !includesZero(interval) ? sign : null;
}

function settled(
  { value, decimals }: Decimal | { readonly value: number; readonly decimals: null },
  interval: RoundingInterval | null,
  exact: boolean,
  roundingReason: Reason | null,
): Difference {
  const sign = settledSign(value, interval, exact);
  return { value, decimals, rounding: interval, exact, sign, valueReason: null, roundingReason };
}

/**
 * a − b of two figures: of published ones exact in their decimals, of computed ones in full precision. A figure that was published as a bound has no
 * difference; one that was published as approximate has a difference, but no rounding interval.
 */
export function difference(a: Estimate, b: Estimate): Difference {
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
export function changeOf(later: Difference, earlier: Difference): Difference {
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

/** The distances from zero that the digits of a difference allow, or null where they do not say. */
export function distances({
  rounding: interval,
}: Difference): readonly [nearest: number, farthest: number] | null {
  if (!interval) return null;
  const ends = [Math.abs(interval.lower.value), Math.abs(interval.upper.value)];
  const crosses = interval.lower.value < 0 && interval.upper.value > 0;
  return [crosses ? 0 : Math.min(...ends), Math.max(...ends)];
}
