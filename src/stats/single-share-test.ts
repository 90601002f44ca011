import { tTwoSidedP } from './distributions.ts';
import { checkProportion, type Proportion } from './proportion.ts';
import type { SmallCountTest, TTest } from './small-counts.ts';

/**
 * The test of one share of a complex sample against a value, where few respondents gave the answer or few did not. p is the
 * larger of that of t and that of the score test on the effective base, read from t:
 *
 *     z = (p − c)/√(c(1 − c)/e)
 *
 * p the share, e its effective base, c the value. At 0 and 100 %, where the linearised variance is 0, the score test alone.
 * Wilson (1927), JASA 22:209.
 *
 * @param t the test of the linearised share; null where its variance is 0
 * @param df degrees of freedom of the design
 * @param against the value, from 0 to 1
 * @returns null if the value leaves nothing to vary, and t is null
 * @throws RangeError if p is not between 0 and 1, or the base or the degrees of freedom not positive
 */
export function singleShareTest(
  share: Proportion,
  t: TTest | null,
  df: number,
  against: number,
): SmallCountTest | null {
  checkProportion(share);
  const byT = t && { ...t, by: 't' as const };
  if (!(against > 0 && against < 1)) return byT;
  const statistic = (share.p - against) / Math.sqrt((against * (1 - against)) / share.n);
  const pValue = tTwoSidedP(statistic, df);
  return byT !== null && byT.pValue >= pValue ? byT : { statistic, pValue, by: 'score' };
}
