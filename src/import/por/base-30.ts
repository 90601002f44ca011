const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRST';
/** Bits that a quotient has before it is rounded: more than a double holds. */
const BITS = 70;
const bitLength = (value: bigint): number => value.toString(2).length;

/** numerator / denominator as the nearest double. Both above 0. */
function nearest(numerator: bigint, denominator: bigint): number {
  const shift = BITS - (bitLength(numerator) - bitLength(denominator));
  const [scaled, divisor] =
    shift > 0 ? [numerator << BigInt(shift), denominator] : [numerator, denominator << BigInt(-shift)];
  const quotient = scaled / divisor;
  // What is left over settles on which side of a tie it lies.
  const sticky = quotient * divisor === scaled ? 0n : 1n;
  return Number((quotient << 1n) | sticky) * 2 ** (-shift - 1);
}

/**
 * A number of a portable file: digits of base 30, with a sign, a point and an exponent of base 30, such as `1.F` or `-3D+2`.
 *
 * @returns the nearest double, an infinity for what is beyond all of them; null for what is no such number
 */
export function base30(text: string): number | null {
  const found = /^(-?)([0-9A-T]*)(?:\.([0-9A-T]*))?(?:([+-])([0-9A-T]+))?$/.exec(text);
  const [, sign = '', whole = '', fraction = '', direction = '+', power = ''] = found ?? [];
  if (!found || whole + fraction === '') return null;
  const valueOf = (digits: string): bigint => {
    let value = 0n;
    for (const digit of digits) value = value * 30n + BigInt(DIGITS.indexOf(digit));
    return value;
  };
  const exponent = Number(valueOf(power)) * (direction === '-' ? -1 : 1) - fraction.length;
  const digits = valueOf(whole + fraction);
  if (digits === 0n) return 0;
  const signed = (value: number): number => (sign === '-' ? -value : value);
  // 30 to the power of 250 is beyond all doubles.
  if (Math.abs(exponent) > 250 + whole.length + fraction.length) return signed(exponent > 0 ? Infinity : 0);
  const scale = 30n ** BigInt(Math.abs(exponent));
  return signed(exponent < 0 ? nearest(digits, scale) : nearest(digits * scale, 1n));
}
