import { criticalZ } from './distributions.ts';
import { netVariance } from './net-difference.ts';
import { shareOfRest, type NestedShare, type NoRest, type Rest } from './nested-shares.ts';
import type { Interval } from './proportion.ts';
import { zTest, type ZTest } from './two-proportion-test.ts';

/** A difference of two shares of one group, each with its base and what rounding lets it be. */
export interface NestedNet {
  readonly plus: NestedShare;
  readonly minus: NestedShare;
}

/** What can be said of a difference of shares in a part less that in the whole that it is a part of. */
export interface NestedNetDifference {
  /** As a proportion. */
  readonly standardError: number;
  readonly interval: Interval;
  /** Null if the standard error is 0. */
  readonly test: ZTest | null;
  /** Shares of the rest, of the answers that are added and of those that are subtracted. */
  readonly rest: { readonly plus: Rest; readonly minus: Rest };
}

/**
 * A difference of shares d = p₊ − p₋ of a part, less that of its whole. The two have respondents in common, so that both shares of the rest
 * are found first ({@link shareOfRest}); with δ = d₁ − d_r, s²/e of {@link netVariance} and e the bases of inference:
 *
 *     SE² = (1 − W)²·(s₁²/e₁ + s_r²/e_r) + W(1 − W)·δ²/e        g ± z(level)·SE        z = g/SE
 *
 * g = d₁ − d as served, W the weight of the part in the whole. The last term is there because how many of a sample fall into the part is chance too (the delta method, as for nestedShares: Cochran (1977), Sampling
 * Techniques, ch. 5A).
 *
 * @param level of the interval, such as 0.95
 * @returns in shares; or why there is nothing to say, as {@link shareOfRest}
 * @throws RangeError as {@link shareOfRest}, or if the level is not between 0 and 1
 */
export function nestedNets(
  part: NestedNet,
  whole: NestedNet,
  weight: number,
  level: number,
): NestedNetDifference | NoRest {
  const [plus, minus] = [
    shareOfRest(part.plus, whole.plus, weight),
    shareOfRest(part.minus, whole.minus, weight),
  ];
  if (typeof plus === 'string') return plus;
  if (typeof minus === 'string') return minus;
  const own = { plus: part.plus.p, minus: part.minus.p };
  const others = { plus: plus.share.p, minus: minus.share.p };
  const delta = own.plus - own.minus - (others.plus - others.minus);
  const left = 1 - weight;
  const variance =
    left ** 2 * (netVariance(own, part.plus.effective) + netVariance(others, plus.share.n)) +
    (weight * left * delta ** 2) / whole.plus.effective;
  const standardError = Math.sqrt(variance);
  const gap = own.plus - own.minus - (whole.plus.p - whole.minus.p);
  const half = criticalZ(level) * standardError;
  return {
    standardError,
    interval: { lower: gap - half, upper: gap + half },
    test: zTest(gap, standardError),
    rest: { plus, minus },
  };
}
