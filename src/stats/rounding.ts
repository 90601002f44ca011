import { negate, sumDecimals, type Decimal } from './decimal.ts';

/** The numbers that a published figure, or a difference of some, may stand for. */
export interface RoundingInterval {
  readonly lower: Decimal;
  readonly upper: Decimal;
  /** Whether the end is such a number itself. */
  readonly lowerIncluded: boolean;
  readonly upperIncluded: boolean;
}

/**
 * The rounding interval of one published figure: half a unit of its last printed digit either way.
 *
 *     [v − ½·10^−d, v + ½·10^−d)      v the figure, d its decimals
 *
 * `range` cuts the interval where the quantity itself ends, e.g. 0 and 100 for a percentage; an end that is cut is in it:
 * what is printed as 100 % may be 100 %. The ends are kept as decimals, with one digit more than the figure, so that sums
 * of them stay exact.
 *
 * @example
 * roundingInterval({ value: 69, decimals: 0 }) // => { lower: { value: 68.5, decimals: 1 }, upper: { value: 69.5, decimals: 1 }, lowerIncluded: true, upperIncluded: false }
 */
export function roundingInterval(
  figure: Decimal,
  range: { readonly minimum?: number; readonly maximum?: number } = {},
): RoundingInterval {
  const decimals = figure.decimals + 1;
  const half = { value: 5 / 10 ** decimals, decimals };
  const lower = sumDecimals(figure, negate(half));
  const upper = sumDecimals(figure, half);
  return clipRounding({ lower, upper, lowerIncluded: true, upperIncluded: false }, range);
}

/**
 * Whether a number lies in a rounding interval.
 *
 * @example
 * isWithin(69.5, roundingInterval({ value: 69, decimals: 0 })) // => false
 */
export function isWithin(
  value: number,
  { lower, upper, lowerIncluded, upperIncluded }: RoundingInterval,
): boolean {
  const above = lowerIncluded ? value >= lower.value : value > lower.value;
  return above && (upperIncluded ? value <= upper.value : value < upper.value);
}

/**
 * The rounding interval of a difference a − b of two figures that were rounded independently:
 *
 *     (lower(a) − upper(b), upper(a) − lower(b))
 *
 * Two integers differ by their gap give or take a whole unit. The ends are not in it, because the upper ends of the two
 * figures are not in theirs; where one of those is (100 %), an end of the difference is. Applied to two differences it
 * gives the interval of a change of a gap, four roundings wide.
 *
 * @example
 * differenceRounding(roundingInterval({ value: 77, decimals: 0 }), roundingInterval({ value: 56, decimals: 0 })) // => { lower: { value: 20, decimals: 1 }, upper: { value: 22, decimals: 1 }, lowerIncluded: false, upperIncluded: false }
 */
export function differenceRounding(a: RoundingInterval, b: RoundingInterval): RoundingInterval {
  return {
    lower: sumDecimals(a.lower, negate(b.upper)),
    upper: sumDecimals(a.upper, negate(b.lower)),
    lowerIncluded: a.lowerIncluded && b.upperIncluded,
    upperIncluded: a.upperIncluded && b.lowerIncluded,
  };
}

/**
 * The rounding interval of a sum of figures that were rounded independently: their half units add up.
 *
 *     [Σ lower, Σ upper)
 *
 * An end is in it where those of all figures are in theirs.
 *
 * @throws RangeError if there are no figures
 * @example
 * sumRounding([roundingInterval({ value: 31, decimals: 0 }), roundingInterval({ value: 38, decimals: 0 })]) // => { lower: { value: 68, decimals: 1 }, upper: { value: 70, decimals: 1 }, lowerIncluded: true, upperIncluded: false }
 */
export function sumRounding(intervals: readonly RoundingInterval[]): RoundingInterval {
  if (intervals.length === 0) throw new RangeError('there is nothing to add');
  return {
    lower: sumDecimals(...intervals.map(({ lower }) => lower)),
    upper: sumDecimals(...intervals.map(({ upper }) => upper)),
    lowerIncluded: intervals.every(({ lowerIncluded }) => lowerIncluded),
    upperIncluded: intervals.every(({ upperIncluded }) => upperIncluded),
  };
}

/**
 * The same rounding interval, cut where the quantity itself ends; an end that is cut is in it.
 *
 * @example
 * clipRounding(roundingInterval({ value: 100, decimals: 0 }), { maximum: 100 }) // => { lower: { value: 99.5, decimals: 1 }, upper: { value: 100, decimals: 1 }, lowerIncluded: true, upperIncluded: true }
 */
export function clipRounding(
  { lower, upper, lowerIncluded, upperIncluded }: RoundingInterval,
  { minimum = -Infinity, maximum = Infinity }: { readonly minimum?: number; readonly maximum?: number },
): RoundingInterval {
  const below = lower.value < minimum;
  const above = upper.value > maximum;
  return {
    lower: below ? { ...lower, value: minimum } : lower,
    upper: above ? { ...upper, value: maximum } : upper,
    lowerIncluded: lowerIncluded || below,
    upperIncluded: upperIncluded || above,
  };
}

/**
 * Whether zero lies strictly inside the rounding interval of a difference: then rounding alone leaves its sign open. An end
 * at zero does not: figures printed as 31 and 30 have a certain order.
 *
 * @example
 * hidesSign({ lower: { value: 0, decimals: 1 }, upper: { value: 2, decimals: 1 } }) // => false
 */
export function hidesSign({ lower, upper }: Pick<RoundingInterval, 'lower' | 'upper'>): boolean {
  return lower.value < 0 && upper.value > 0;
}
