import { negate, sumDecimals, type Decimal } from './decimal.ts';

/** The numbers that a published decimal may stand for: from `lower` up to, but not including, `upper`. */
export interface RoundingInterval {
  readonly lower: Decimal;
  readonly upper: Decimal;
}

/**
 * The rounding interval of one published figure: half a unit of its last printed digit either way.
 *
 *     [v − ½·10^−d, v + ½·10^−d)      v the figure, d its decimals
 *
 * `range` cuts the interval where the quantity itself ends, e.g. 0 and 100 for a percentage. The ends are kept
 * as decimals, with one digit more than the figure, so that sums of them stay exact.
 *
 * @example
 * roundingInterval({ value: 69, decimals: 0 }) // => { lower: { value: 68.5, decimals: 1 }, upper: { value: 69.5, decimals: 1 } }
 */
export function roundingInterval(
  figure: Decimal,
  range: { readonly minimum?: number; readonly maximum?: number } = {},
): RoundingInterval {
  const decimals = figure.decimals + 1;
  const half = { value: 5 / 10 ** decimals, decimals };
  const lower = sumDecimals(figure, negate(half)).value;
  const upper = sumDecimals(figure, half).value;
  return {
    lower: { value: Math.max(lower, range.minimum ?? -Infinity), decimals },
    upper: { value: Math.min(upper, range.maximum ?? Infinity), decimals },
  };
}

/**
 * The rounding interval of a difference a − b of two figures that were rounded independently:
 *
 *     [lower(a) − upper(b), upper(a) − lower(b)]
 *
 * Two integers differ by their gap give or take a whole unit. Applied to two differences it gives the interval
 * of a change of a gap, four roundings wide.
 *
 * @example
 * differenceRounding(roundingInterval({ value: 77, decimals: 0 }), roundingInterval({ value: 56, decimals: 0 })) // => { lower: { value: 20, decimals: 1 }, upper: { value: 22, decimals: 1 } }
 */
export function differenceRounding(a: RoundingInterval, b: RoundingInterval): RoundingInterval {
  return { lower: sumDecimals(a.lower, negate(b.upper)), upper: sumDecimals(a.upper, negate(b.lower)) };
}

/**
 * Whether zero lies in the interval, ends included: then rounding alone leaves the sign of a difference open.
 *
 * @example
 * includesZero({ lower: { value: 0, decimals: 1 }, upper: { value: 2, decimals: 1 } }) // => true
 */
export function includesZero({ lower, upper }: RoundingInterval): boolean {
  return lower.value <= 0 && upper.value >= 0;
}
