/**
 * A number as mainframes of IBM hold it: sign, an exponent of 16 in 7 bits (excess 64), a fraction of up to 56 bits. SAS writes missing
 * values as a letter, `.` or `_` with all else 0.
 *
 * @param bytes 2 to 8 of them, the rest being 0
 * @param onMissing is told the letter of a missing value that has one
 * @returns the number; null for a missing value
 * @see SAS Technical Support, TS-140: The Record Layout of a Data Set in SAS Transport (XPORT) Format
 */
export function ibmDouble(bytes: Buffer, onMissing: (letter: string) => void = () => {}): number | null {
  const [first = 0, ...rest] = bytes;
  if (rest.every((byte) => byte === 0)) {
    const isLetter = first === 0x5f || (first >= 0x41 && first <= 0x5a);
    if (isLetter) onMissing(String.fromCodePoint(first));
    return isLetter || first === 0x2e ? null : 0;
  }
  let fraction = 0;
  for (const byte of rest.toReversed()) fraction = (fraction + byte) / 256;
  const value = fraction * 16 ** ((first & 0x7f) - 64);
  return (first & 0x80) === 0 ? value : -value;
}
