/** An answer with the respondents who gave it. */
interface Answered {
  readonly value: number;
  readonly n: number;
}

/**
 * Whether a quantile, or an end of its interval, would tell the answer of one of a few respondents: the end of a list is somebody's
 * answer, so that there must be enough on either side, those with just this answer among them.
 *
 * @param answers of the group, each once
 * @param minimumCell the fewest respondents that must be there
 */
export function tellsFew(answers: readonly Answered[], quantile: number, minimumCell: number): boolean {
  let [below, above] = [0, 0];
  for (const { value, n } of answers) {
    if (value <= quantile) below += n;
    if (value >= quantile) above += n;
  }
  return Math.min(below, above) < minimumCell;
}

/**
 * Whether an end of the interval of a quantile would: ends are answers as well.
 *
 * @param ends of the interval; null where there is none
 */
export function endsTellFew(
  answers: readonly Answered[],
  ends: readonly (number | null)[],
  minimumCell: number,
): boolean {
  return ends.some((end) => end !== null && tellsFew(answers, end, minimumCell));
}
