/** A decimal number together with the count of digits it was printed with after the point. */
export interface Decimal {
  /** The number itself. */
  readonly value: number;
  /** Digits after the point, from 0 to 15; 3.0 has one. */
  readonly decimals: number;
}

/**
 * A plain decimal number as it was printed, with its digits after the point; of a number, those that it is written with.
 *
 * @throws RangeError if it is no plain decimal number
 * @example
 * printedDecimal('3.0') // => { value: 3, decimals: 1 }
 */
export function printedDecimal(printed: number | string): Decimal {
  const text = String(printed);
  if (!/^-?\d+(\.\d+)?$/.test(text)) throw new RangeError(`${text} is no plain decimal number`);
  return { value: Number(text), decimals: text.split('.')[1]?.length ?? 0 };
}

/**
 * The number as an integer count of its last printed digit, e.g. 20.7 with one decimal is 207.
 *
 * @throws RangeError if the count is not exact in a double, or `decimals` is not a whole number from 0 to 15.
 */
function units({ value, decimals }: Decimal): number {
  if (!Number.isInteger(decimals) || decimals < 0 || decimals > 15) {
    throw new RangeError(`decimals must be a whole number from 0 to 15, not ${decimals}`);
  }
  const count = Math.round(value * 10 ** decimals);
  if (!Number.isSafeInteger(count)) throw new RangeError(`${value} is too large to be an exact decimal`);
  return count;
}

/**
 * The sum of printed decimals without the noise of binary fractions: 77.1 + (−56.4) is 20.7, not
 * 20.699999999999996. The terms are added as integers at the finest of their scales, and divided once. No terms sum to 0.
 *
 * @throws RangeError if a term or the sum has more digits than a double holds, or a count of digits is not from 0 to 15
 * @example
 * sumDecimals({ value: 77.1, decimals: 1 }, { value: -56.4, decimals: 1 }) // => { value: 20.7, decimals: 1 }
 */
export function sumDecimals(...terms: readonly Decimal[]): Decimal {
  let decimals = 0;
  for (const term of terms) if (term.decimals > decimals) ({ decimals } = term);
  let total = 0;
  for (const term of terms) total += units(term) * 10 ** (decimals - term.decimals);
  if (!Number.isSafeInteger(total)) throw new RangeError('the sum is too large to be an exact decimal');
  return { value: total / 10 ** decimals, decimals };
}

/**
 * The same decimal with the opposite sign (and no negative zero).
 *
 * @example
 * negate({ value: 5.5, decimals: 1 }) // => { value: -5.5, decimals: 1 }
 */
export function negate({ value, decimals }: Decimal): Decimal {
  return { value: value === 0 ? 0 : -value, decimals };
}
