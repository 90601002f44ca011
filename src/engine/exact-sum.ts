/** A number of each row that is multiplied and added up, and what is known of its values. */
export interface Factor {
  /** The column in its own type. */
  readonly sql: string;
  /** The column as DOUBLE, null where it is not finite. */
  readonly double: string;
  /** Digits after the point where the column holds decimals or integers; null: floating point. */
  readonly scale: number | null;
  /** Largest absolute value. */
  readonly largest: number;
  /** Smallest absolute value that is not 0. */
  readonly smallest: number;
}

/** A decimal of so many digits is one 64-bit integer. */
const DIGITS = 18;
/** Bits that a DOUBLE holds after its first. */
const MANTISSA = 52;
/** Rounding of a value is at most 2^−46 of the smallest, or 1.4e-14. */
const PRECISION = 46;
/** Levels of about 28 bits each; more than this only for values that span more than 40 orders of magnitude. */
const MAXIMUM_LEVELS = 6;

/** Allows for the rounding of products and bounds. */
const ROOM = 1 + 1e-6;
const LARGEST_SUM = 1e290;
const SMALLEST_VALUE = 1e-270;

const double = (value: number): string => `CAST(${value.toExponential()} AS DOUBLE)`;

/** The largest e with 2^e ≤ value. */
function exponent(value: number): number {
  const rounded = Math.floor(Math.log2(value));
  return 2 ** rounded > value ? rounded - 1 : rounded;
}

/** How an engine writes sums. */
export interface SumWords {
  /**
   * The sum of a product of whole numbers and decimals over the rows of a group, exact, and then as DOUBLE; 0 without rows. No product has
   * more than 18 digits.
   */
  readonly exact: (factors: readonly Factor[]) => string;
  /** The sum of a DOUBLE over the rows of a group, which is exact in whatever order; 0 without rows. */
  readonly double: (expression: string) => string;
}

/** Whether the product is of whole numbers and decimals, and has no more digits than 64 bits hold. */
function isExactProduct(factors: readonly Factor[]): boolean {
  let scale = 0;
  let largest = 1;
  for (const factor of factors) {
    if (factor.scale === null) return false;
    scale += factor.scale;
    largest *= Math.max(1, factor.largest * 10 ** factor.scale);
  }
  return scale < DIGITS && largest <= 0.99 * 10 ** DIGITS;
}

/**
 * Terms that add up to the values of an expression, each so that its sum over all rows is exact in DOUBLE.
 *
 * Adding C = 1.5 · 2^52 · u to a value v and taking it away again rounds v to a multiple h of u. Where 2^53 · u is more
 * than the sum of all |h|, each partial sum is a multiple of u that a DOUBLE holds: nothing is rounded, so that neither
 * the order of the rows nor the threads matter. What is left, v − h, is exact as well and goes to the next level, with a u
 * as small as its own bound of u/2 allows (J. Demmel and H. D. Nguyen, Parallel reproducible summation, 2015, with levels
 * that are the same for all rows).
 *
 * @param expression SQL of a DOUBLE
 * @param rows how many rows are added up, at most
 * @param largest what no absolute value of the expression is above
 * @param smallest what no absolute value but 0 is below
 * @returns SQL of each term, the largest first
 */
export function levels(expression: string, rows: number, largest: number, smallest: number): string[] {
  const terms: string[] = [];
  let rest = expression;
  let bound = largest;
  const lowest = exponent(smallest);
  for (;;) {
    // 2^53 · u is more than rows · bound, and than what rounding adds to it, which is u/2 a row.
    const unit = exponent(Math.max(4, rows) * bound * ROOM) - MANTISSA;
    // Each value is a multiple of the last bit of the smallest: nothing needs rounding.
    if (unit <= lowest - MANTISSA) return [...terms, rest];
    const shift = double(1.5 * 2 ** (MANTISSA + unit));
    const rounded = `(${rest} + ${shift} - ${shift})`;
    terms.push(rounded);
    if (unit <= lowest - PRECISION || terms.length === MAXIMUM_LEVELS) return terms;
    rest = `(${rest} - ${rounded})`;
    bound = 2 ** (unit - 1);
  }
}

/**
 * SQL of the sum of a product over the rows of a group, as DOUBLE, which no order of rows and threads changes. Decimals
 * and integers add up exactly. A product of DOUBLEs is rounded as always, and once more by at most 1.4e-14 of the smallest
 * product.
 *
 * @param rows as many as there are in the file
 * @throws RangeError if the sum may be more than 1e290
 */
export function exactSum(factors: readonly Factor[], rows: number, words: SumWords): string {
  if (isExactProduct(factors)) return words.exact(factors);
  const total = (terms: readonly string[]): string => terms.map((term) => words.double(term)).join(' + ');
  const expression = factors.map((factor) => factor.double).join(' * ');
  const largest = factors.reduce((product, factor) => product * factor.largest, 1);
  const smallest = factors.reduce((product, factor) => product * factor.smallest, 1);
  if (largest === 0) return total([expression]);
  if (!(largest * rows <= LARGEST_SUM)) throw new RangeError('the numbers are too large to be added up');
  // A product is rounded, and may be a little less than the product of the bounds.
  const lower = Math.max(factors.length === 1 ? smallest : smallest / ROOM, SMALLEST_VALUE);
  return total(levels(`(${expression})`, rows, largest, lower));
}
