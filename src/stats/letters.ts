/** A test of the difference between the figures of two columns of a table, for the same row. */
export interface ColumnPair {
  /** Index of a column. */
  readonly a: number;
  /** Index of another column. */
  readonly b: number;
  /** Figure of a minus figure of b; null where it is not known. */
  readonly difference: number | null;
  /** p-value, adjusted for the number of comparisons; null where there was no test. */
  readonly pAdjusted: number | null;
}

/**
 * The letter of a column: A to Z, then AA, AB and so on.
 *
 * @param column index, from 0
 * @throws RangeError if the index is no integer of at least 0
 * @example
 * columnLetter(27) // => 'AB'
 */
export function columnLetter(column: number): string {
  if (!Number.isSafeInteger(column) || column < 0)
    throw new RangeError(`a column is an integer of at least 0, not ${column}`);
  const last = String.fromCodePoint(65 + (column % 26));
  return column < 26 ? last : columnLetter(Math.floor(column / 26) - 1) + last;
}

/**
 * The letters of a row of a table of market research: a column is marked with the letters of those columns than which
 * its figure is significantly larger, in upper case below the strict level, in lower case below the loose one.
 *
 * @param columns how many columns there are
 * @param pairs each pair of columns at most once, in either order
 * @returns for each column its letters, in the order of the columns that they name
 * @throws RangeError if a pair names a column that is not there, or one column twice, or the strict level is above the loose one
 * @example
 * columnLetters(2, [{ a: 0, b: 1, difference: -4, pAdjusted: 0.01 }]) // => [[], ['A']]
 */
export function columnLetters(
  columns: number,
  pairs: readonly ColumnPair[],
  strict = 0.05,
  loose = 0.1,
): string[][] {
  if (!(strict <= loose)) throw new RangeError(`the strict level ${strict} is above the loose one, ${loose}`);
  const marks: Map<number, string>[] = Array.from({ length: columns }, () => new Map());
  for (const { a, b, difference, pAdjusted } of pairs) {
    const [first, second] = [marks[a], marks[b]];
    if (!first || !second || a === b)
      throw new RangeError(`columns ${a} and ${b} are no pair among ${columns} columns`);
    if (difference === null || difference === 0 || pAdjusted === null || !(pAdjusted < loose)) continue;
    const [larger, smaller] = difference > 0 ? [first, b] : [second, a];
    const letter = columnLetter(smaller);
    larger.set(smaller, pAdjusted < strict ? letter : letter.toLowerCase());
  }
  return marks.map((letters) => [...letters].toSorted(([x], [y]) => x - y).map(([, letter]) => letter));
}
