import { tQuantile } from './distributions.ts';
import type { NoRest } from './nested-shares.ts';
import type { Interval } from './proportion.ts';
import { welch, type SampleMean } from './welch.ts';

/** A mean of a group: `n` its respondents, `sd` the standard deviation with divisor n − 1. */
export interface NestedMean extends SampleMean {
  /** Base of inference: n, or n divided by the design effect. */
  readonly effective: number;
}

/** What can be said of the difference between the means of a part and its whole. */
export interface NestedMeanDifference {
  /** Of the difference, in the units of the means. */
  readonly standardError: number;
  readonly interval: Interval;
  /** Of part against rest, without the chance of falling into the part. */
  readonly t: number;
  /** Welch–Satterthwaite degrees of freedom; not whole. */
  readonly df: number;
  /** Two-sided, of part against rest. */
  readonly pValue: number;
}

/** Sums of squares that differ by less than this share of them are equal. */
const NOISE = 1e-9;

/**
 * Mean and standard deviation of the rest of a whole without one of its parts, in which everybody counts the same, by the
 * identities of sums and of sums of squares:
 *
 *     n_r = n − n₁      m_r = (n·m − n₁·m₁)/n_r
 *     (n_r − 1)·s_r² = (n − 1)·s² − (n₁ − 1)·s₁² − n₁(m₁ − m)² − n_r(m_r − m)²
 *
 * Its base of inference is e_r = (1 − W)²/(1/e − W²/e₁), W = n₁/n, at most n_r, as for shares.
 *
 * @returns `no-variance` if the part is the whole or the rest a single respondent; `inconsistent-bases` if n₁ is more than n or
 *   s_r² below 0
 * @example
 * restOfMeans({ mean: 1, sd: 1, n: 3, effective: 3 }, { mean: 1, sd: 1, n: 5, effective: 5 }) // => { mean: 1, sd: 1.4142135623730951, n: 2, effective: 2 }
 */
export function restOfMeans(part: NestedMean, whole: NestedMean): NestedMean | NoRest {
  const n = whole.n - part.n;
  if (n < 0) return 'inconsistent-bases';
  if (n <= 1) return 'no-variance';
  const mean = (whole.n * whole.mean - part.n * part.mean) / n;
  const total = (whole.n - 1) * whole.sd ** 2;
  const squares =
    total -
    (part.n - 1) * part.sd ** 2 -
    part.n * (part.mean - whole.mean) ** 2 -
    n * (mean - whole.mean) ** 2;
  if (squares < -NOISE * total) return 'inconsistent-bases';
  const weight = part.n / whole.n;
  const inverse = 1 / whole.effective - weight ** 2 / part.effective;
  const effective = inverse > 0 ? Math.min(n, (1 - weight) ** 2 / inverse) : n;
  return { mean, sd: Math.sqrt(Math.max(0, squares) / (n - 1)), n, effective };
}

/**
 * The difference between the mean of a part and that of its whole, m₁ − m, tested as part against rest with Welch's t on
 * their bases of inference; d = m₁ − m_r, W = n₁/n:
 *
 *     SE² = (1 − W)²·(s₁²/e₁ + s_r²/e_r) + W(1 − W)·d²/e      interval: m₁ − m ± t·SE
 *
 * t the quantile of Student's t with the degrees of freedom of Welch's test. As {@link nestedShares}, the last term is the chance of
 * falling into the part. Welch (1947), Biometrika 34:28; Cochran (1977), Sampling Techniques, ch. 5A.
 *
 * @returns in the units of the means; `no-degrees-of-freedom` if a base of inference is not above 1; else as {@link restOfMeans}
 * @throws RangeError if an sd is negative, a base not positive, or the level not between 0 and 1
 */
export function nestedMeans(
  part: NestedMean,
  whole: NestedMean,
  level: number,
): NestedMeanDifference | NoRest | 'no-degrees-of-freedom' {
  const rest = restOfMeans(part, whole);
  if (typeof rest === 'string') return rest;
  if (!(part.effective > 1 && rest.effective > 1)) return 'no-degrees-of-freedom';
  const ofInference = ({ mean, sd, effective }: NestedMean): SampleMean => ({ mean, sd, n: effective });
  const result = welch(ofInference(part), ofInference(rest), level);
  if (!result) return 'no-variance';
  const weight = part.n / whole.n;
  const ofChance = (weight * (1 - weight) * result.difference ** 2) / whole.effective;
  const standardError = Math.hypot((1 - weight) * result.standardError, Math.sqrt(ofChance));
  const spread = tQuantile((1 + level) / 2, result.df) * standardError;
  const gap = part.mean - whole.mean;
  return {
    standardError,
    interval: { lower: gap - spread, upper: gap + spread },
    t: result.t,
    df: result.df,
    pValue: result.pValue,
  };
}
