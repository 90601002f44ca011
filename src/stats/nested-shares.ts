import { criticalZ } from './distributions.ts';
import { newcombe } from './newcombe.ts';
import { checkProportion, proportionVariance, type Interval, type Proportion } from './proportion.ts';
import { pooledZTest, type ZTest } from './two-proportion-test.ts';

/** A share of a group, from 0 to 1, with its respondents, its base of inference, and what rounding lets it be. */
export interface NestedShare {
  /** Its proportion, from 0 to 1. */
  readonly p: number;
  /** Respondents. */
  readonly n: number;
  /** Base of inference: n, or n divided by the design effect. */
  readonly effective: number;
  /** The least and the greatest share that the printed digits may stand for. */
  readonly range: Interval;
}

/** The rest of a whole: all who are not in the part. */
export interface Rest {
  /** Its share, and its base of inference as `n`. */
  readonly share: Proportion;
  /** What its share would be by the figures as they are printed, where that is below 0 or above 1; else null. */
  readonly outside: number | null;
}

/** Why there is no rest: the numbers contradict each other, or the part is the whole. */
export type NoRest = 'inconsistent-bases' | 'no-variance';

/** Below this a share outside 0 and 1 is arithmetic, and not the figures. */
const NOISE = 1e-12;

/**
 * What is left of a whole without one of its parts, from the figures of the two:
 *
 *     p_r = (p − W·p₁)/(1 − W)      e_r = (1 − W)²/(1/e − W²/e₁), at most n − n₁
 *
 * p₁, n₁, e₁ share, respondents and base of inference of the part, p, n, e those of the whole, W the weight of the part in the
 * whole (n₁/n where everybody counts the same). Where 1/e − W²/e₁ is not positive e_r is n − n₁: the variance of the whole is
 * that of its two strata. p_r outside [0, 1] is set to its end if rounding of the two figures can explain it.
 *
 * @returns `no-variance` if the part is the whole; `inconsistent-bases` if n₁ is more than n, W not below 1, or no share from 0 to 1
 *   is left whatever the rounding
 * @throws RangeError if a share is not between 0 and 1, a base not positive, or W not positive
 * @example
 * shareOfRest({ p: 0.5, n: 50, effective: 50, range: { lower: 0.5, upper: 0.5 } }, { p: 0.4, n: 100, effective: 100, range: { lower: 0.4, upper: 0.4 } }, 0.5) // => { share: { p: 0.3, n: 50 }, outside: null }
 */
export function shareOfRest(part: NestedShare, whole: NestedShare, weight: number): Rest | NoRest {
  for (const { p, n, effective } of [part, whole]) {
    checkProportion({ p, n });
    checkProportion({ p, n: effective });
  }
  if (!(weight > 0)) throw new RangeError(`weight must be positive, not ${weight}`);
  if (part.n === whole.n) return 'no-variance';
  if (part.n > whole.n || weight >= 1) return 'inconsistent-bases';
  const left = (all: number, inPart: number): number => (all - weight * inPart) / (1 - weight);
  const printed = left(whole.p, part.p);
  const [least, most] = [
    left(whole.range.lower, part.range.upper),
    left(whole.range.upper, part.range.lower),
  ];
  if (most < -NOISE || least > 1 + NOISE) return 'inconsistent-bases';
  const p = Math.min(1, Math.max(0, printed));
  const others = whole.n - part.n;
  const inverse = 1 / whole.effective - weight ** 2 / part.effective;
  const n = inverse > 0 ? Math.min(others, (1 - weight) ** 2 / inverse) : others;
  return { share: { p, n }, outside: Math.abs(printed - p) > NOISE ? printed : null };
}

/** What can be said of the difference between a part and the whole that it is a part of. */
export interface NestedDifference {
  /** Of the difference, as a proportion. */
  readonly standardError: number;
  readonly interval: Interval;
  /** Null if all in the whole say the same. */
  readonly test: ZTest | null;
  readonly rest: Rest;
}

/**
 * The difference between a part and its whole, p₁ − p. The two have respondents in common, so that it is tested as part
 * against rest, p₁ against p_r (see {@link shareOfRest}), with the pooled z of two samples; d = p₁ − p_r:
 *
 *     SE² = (1 − W)²·(p₁q₁/e₁ + p_r·q_r/e_r) + W(1 − W)·d²/e
 *     interval: g − √(((1 − W)(d − L))² + c) to g + √(((1 − W)(U − d))² + c)      c = z²·W(1 − W)·d²/e
 *
 * g = p₁ − p as served, [L, U] Newcombe's interval of part and rest, z the normal quantile of the level. p₁ − p is (1 − W)·d, and the
 * last term is there because how many of a sample fall into the part is chance too (the delta method: Cochran 1977,
 * Sampling Techniques, ch. 5A). Newcombe (1998), Stat Med 17:873; put together by MOVER, Zou & Donner (2008), Stat Med 27:1693.
 *
 * @param weight W, the weight of the part in the whole, above 0 and below 1
 * @param level of the interval, such as 0.95
 * @returns in shares; or why there is nothing to say, as {@link shareOfRest}
 * @throws RangeError as {@link shareOfRest}, or if the level is not between 0 and 1
 */
export function nestedShares(
  part: NestedShare,
  whole: NestedShare,
  weight: number,
  level: number,
): NestedDifference | NoRest {
  const rest = shareOfRest(part, whole, weight);
  if (typeof rest === 'string') return rest;
  const own = { p: part.p, n: part.effective };
  const d = own.p - rest.share.p;
  const ofChance = (weight * (1 - weight) * d ** 2) / whole.effective;
  const limits = newcombe(own, rest.share, level);
  const spread = (side: number): number =>
    Math.hypot((1 - weight) * side, criticalZ(level) * Math.sqrt(ofChance));
  const gap = part.p - whole.p;
  return {
    standardError: Math.sqrt(
      (1 - weight) ** 2 * (proportionVariance(own) + proportionVariance(rest.share)) + ofChance,
    ),
    interval: { lower: gap - spread(d - limits.lower), upper: gap + spread(limits.upper - d) },
    test: pooledZTest(own, rest.share),
    rest,
  };
}
