/**
 * Standard competition ranking ("1224"): the rank of a value is one more than the number of values above it, so
 * that equal values share a rank and the ranks after them are skipped.
 *
 *     rank(v) = 1 + #{u : u > v}      1 is the highest
 *
 * @param values finite numbers, one an item; the result has the same order
 * @throws RangeError if a value is not finite
 * @example
 * competitionRanks([31, 34, 31, 24]) // => [2, 1, 2, 4]
 */
export function competitionRanks(values: readonly number[]): number[] {
  if (!values.every(Number.isFinite)) throw new RangeError('values must be finite');
  const descending = values.toSorted((a, b) => b - a);
  const first = new Map<number, number>();
  descending.forEach((value, i) => {
    if (!first.has(value)) first.set(value, i + 1);
  });
  return values.map((value) => first.get(value) ?? 0);
}
