/** A number of respondents as it is said in words; `some` where the number would tell a few of them apart. */
export type SaidCount = number | 'some';

const isFew = (n: number, minimumCell: number): boolean => n > 0 && n < minimumCell;

/**
 * Numbers that add up to one that anybody can work out, such as the respondents without an answer by what stands for it: whoever has
 * all but one of them has that one too. So all are said, or none is.
 *
 * @param parts numbers of respondents
 * @param minimumCell the smallest number that may be told
 */
export function saidParts(parts: readonly number[], minimumCell: number): SaidCount[] {
  const hides = parts.some((n) => isFew(n, minimumCell));
  return parts.map((n) => (hides && n > 0 ? 'some' : n));
}

/**
 * A sum of such numbers: it is said where all of its parts may be, so that no other answer which says some of them tells the rest.
 *
 * @param sum the respondents of all parts, each once, though they may be in several
 */
export function saidSum(sum: number, parts: readonly number[], minimumCell: number): SaidCount {
  return sum > 0 && [sum, ...parts].some((n) => isFew(n, minimumCell)) ? 'some' : sum;
}
