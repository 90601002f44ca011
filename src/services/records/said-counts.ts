/** A number of respondents as it is said in words; `some` where the number would tell a few of them apart. */
export type SaidCount = number | 'some';

const isFew = (n: number, minimumCell: number): boolean => n > 0 && n < minimumCell;

/**
 * Whether numbers may be said that add up to one that anybody can work out, such as the respondents without an answer by what stands
 * for it: whoever has all but one of them has that one too. So all are said, or none is, nor which of them are more than none.
 *
 * @param parts numbers of respondents
 * @param minimumCell the smallest number that may be told
 */
export const arePartsSaid = (parts: readonly number[], minimumCell: number): boolean =>
  !parts.some((n) => isFew(n, minimumCell));

/**
 * A sum of such numbers: it is said where all of its parts may be, so that no other answer which says some of them tells the rest.
 *
 * @param sum the respondents of all parts, each once, though they may be in several
 */
export function saidSum(sum: number, parts: readonly number[], minimumCell: number): SaidCount {
  return arePartsSaid([sum, ...parts], minimumCell) ? sum : 'some';
}
