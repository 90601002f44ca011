import { tQuantile } from '../distributions.ts';
import type { Interval } from '../proportion.ts';
import { clopperPearson } from '../proportion-intervals.ts';

/**
 * The interval of a weighted share on the logit scale, with t and the degrees of freedom of the design:
 *
 *     logit⁻¹(logit(p) ± t·SE/(p(1 − p)))
 *
 * Korn & Graubard (1998), Surv Methodol 24:193. At exactly 0 % and 100 % the logit is not defined: Clopper and Pearson's
 * interval on the effective base takes its place.
 *
 * @param p the share, from 0 to 1
 * @param standardError of p
 * @param df degrees of freedom of the design
 * @param effective base that the design leaves of the sample, for 0 % and 100 %
 * @returns null if there is less than one degree of freedom, or no effective base at 0 % and 100 %
 * @throws RangeError if p is not between 0 and 1, or the level not between 0 and 1
 */
export function logitInterval(
  p: number,
  standardError: number,
  df: number,
  effective: number | null,
  level: number,
): Interval | null {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`p must be between 0 and 1, not ${p}`);
  if (!(level > 0 && level < 1)) throw new RangeError(`level must lie between 0 and 1, not ${level}`);
  if (!(df >= 1)) return null;
  if (p === 0 || p === 1) return effective === null ? null : clopperPearson({ p, n: effective }, level);
  const logit = Math.log(p / (1 - p));
  const spread = (tQuantile((1 + level) / 2, df) * standardError) / (p * (1 - p));
  const back = (value: number): number => 1 / (1 + Math.exp(-value));
  return { lower: back(logit - spread), upper: back(logit + spread) };
}
