/** The values that a figure may stand for: a number of [lower, upper), or, where both are the same, that one number. */
export interface ValueRange {
  readonly lower: number;
  readonly upper: number;
}

/** The places that an item may have. */
export interface RankRange {
  /** The best place, from 1. */
  readonly lower: number;
  /** The worst place. */
  readonly upper: number;
}

const isPoint = ({ lower, upper }: ValueRange): boolean => lower === upper;

/** Whether every value of `other` is above every value of `one`. Only a single number can be met by a lower end. */
const isCertainlyAbove = (other: ValueRange, one: ValueRange): boolean =>
  isPoint(one) ? other.lower > one.lower : other.lower >= one.upper;

/** Whether some value of `other` is above some value of `one`. */
const mayBeAbove = (other: ValueRange, one: ValueRange): boolean => other.upper > one.lower;

/**
 * The places in a standard competition ranking ("1224", 1 = highest) that rounding leaves open.
 *
 *     lower(i) = 1 + #{ j ≠ i : l_j ≥ u_i }
 *     upper(i) = 1 + #{ j ≠ i : u_j > l_i } + #{ j without a figure }
 *
 * with [l, u) the values that an item's figure may stand for. Printed 31 and 31 may hide any order, so that both are on
 * place 1 or 2; printed 31 and 30 may not. Figures that were not rounded have l = u, and are above each other only if
 * they are larger.
 *
 * @param values one an item, in any order; null for an item whose figure is not known, which may be anywhere
 * @param absent further items of which nothing is known
 * @returns in the same order; null where `values` is null
 * @throws RangeError if an end is not a number, or the lower one is above the upper one
 * @example
 * rankRanges([{ lower: 30.5, upper: 31.5 }, { lower: 30.5, upper: 31.5 }, { lower: 29.5, upper: 30.5 }]) // => [{ lower: 1, upper: 2 }, { lower: 1, upper: 2 }, { lower: 3, upper: 3 }]
 */
export function rankRanges(values: readonly (ValueRange | null)[], absent = 0): (RankRange | null)[] {
  if (!values.every((one) => one === null || one.lower <= one.upper))
    throw new RangeError('a range must have two ends, the lower one not above the upper one');
  const known = values.filter((one) => one !== null);
  const unknown = values.length - known.length + absent;
  return values.map((one) => {
    if (one === null) return null;
    const others = known.filter((other) => other !== one);
    return {
      lower: 1 + others.filter((other) => isCertainlyAbove(other, one)).length,
      upper: 1 + others.filter((other) => mayBeAbove(other, one)).length + unknown,
    };
  });
}
