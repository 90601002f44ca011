import type { Reason } from '../../schemas/vocabulary.ts';
import { tQuantile, tTwoSidedP } from '../../stats/distributions.ts';
import { mover } from '../../stats/mover.ts';
import type { Interval } from '../../stats/proportion.ts';
import { smallCountTest, type SmallCountTest, type TTest } from '../../stats/small-counts.ts';
import type { GroupShare } from './group-share.ts';
import { combine, varianceOf, whyNoVariance, type Linear } from './linearised.ts';
import { relationOf, groupShareOfRest } from './part-and-rest.ts';
import { hasFreedom, precisionOf } from './precision.ts';

/** What can be said of a sum of estimates; shares from 0 to 1. */
export interface CombinationEstimate {
  readonly value: number;
  readonly standardError: number | null;
  readonly df: number | null;
  readonly test: TTest | null;
  readonly interval: (level: number) => Interval | null;
  /** Why the standard error is null. */
  readonly reason: Reason | null;
  /** Why there is no test. */
  readonly testReason: Reason | null;
  /** Why there is no interval. */
  readonly intervalReason: Reason | null;
  /** What else must be known of the test. */
  readonly note: string | null;
}

/** An estimate to be compared; a share of a group with what is known of it. */
export interface Compared {
  readonly linear: Linear;
  readonly share: GroupShare | null;
}

/** How differences of computed figures are tested. */
export const LINEARISED_DIFFERENCE_METHOD = {
  interval: 'Difference ± t·SE of the linearised difference, covariance included.',
  test: 't of the linearised difference, two-sided.',
} as const;

/** Degrees of freedom of a difference by linearisation; of replicate weights they are the same for everything. */
export const DIFFERENCE_FREEDOM_METHOD =
  'Sampling units minus strata among all who answered in the waves that are compared.';

/** How they are where counts are small; added to {@link LINEARISED_DIFFERENCE_METHOD}. */
export const SMALL_COUNTS_METHOD = {
  interval:
    'Where fewer than 5 respondents gave an answer, or fewer than 5 did not, in either of two disjoint groups (of a part and its whole: in the part or the rest): squared and added from the two single intervals (MOVER, Zou & Donner 2008).',
  test: 'Where fewer than 5 respondents gave an answer, or fewer than 5 did not, in either of two disjoint groups (of a part and its whole: in the part or the rest), p is the largest of three: that of t; that of pooled z on effective bases (n/deff; at 0 or 100 % Kish’s base times κ), read from t; and with a share at 0 or 100 % the one-sided hypergeometric mid-p. Where t does not decide, statistic is pooled z. Covariance of groups that share clusters is in the standard error and in t, and in neither of the other two.',
} as const;

/** What takes the place of pooled z in it, where something is claimed to be more or less than a number. */
export const SMALL_COUNTS_AGAINST_METHOD =
  'Against a difference other than 0 pooled z is the score z with the most likely shares under that difference (Mee 1984), without the hypergeometric mid-p.';

/** What a row says where another test than t decides. */
const NOTES: Readonly<Record<SmallCountTest['by'], string | null>> = {
  t: null,
  score:
    'Fewer than 5 respondents on one side of a share: p-value and statistic are those of pooled z on effective bases, and the statistic is not the difference divided by the standard error.',
  hypergeometric:
    'Fewer than 5 respondents on one side of a share: the p-value is the one-sided hypergeometric mid-p, and the statistic is pooled z on effective bases, not the difference divided by the standard error.',
};

const NOTHING = { test: null, interval: () => null, note: null } as const;

/**
 * A linearised estimate with what follows from its variance by t alone.
 *
 * @param added variance that the linearisation does not see
 * @param against the value that is tested
 */
export function measure(estimate: Linear, df: number | null, against = 0, added = 0): CombinationEstimate {
  const { value } = estimate;
  const linearised = varianceOf(estimate);
  if (linearised === null) {
    const why = whyNoVariance(estimate);
    const reasons = { reason: why, testReason: why, intervalReason: why };
    return { ...NOTHING, ...reasons, value, standardError: null, df };
  }
  const standardError = Math.sqrt(linearised + added);
  if (!hasFreedom(df)) {
    const why = 'no-degrees-of-freedom';
    return { ...NOTHING, value, standardError, df, reason: null, testReason: why, intervalReason: why };
  }
  const statistic = (value - against) / standardError;
  const test = standardError > 0 ? { statistic, pValue: tTwoSidedP(statistic, df) } : null;
  return {
    value,
    standardError,
    df,
    test,
    interval: (level) => {
      const half = tQuantile((1 + level) / 2, df) * standardError;
      return { lower: value - half, upper: value + half };
    },
    reason: null,
    testReason: test ? null : 'no-variance',
    intervalReason: null,
    note: null,
  };
}

/** The interval of a share as it is served. */
function singleInterval(share: GroupShare, level: number) {
  const interval = precisionOf(share.linear, share.domain, 'share', share).interval(level);
  return (
    interval && { estimate: share.p, interval: { lower: interval.lower / 100, upper: interval.upper / 100 } }
  );
}

function moverOf(a: GroupShare, b: GroupShare, level: number): Interval | null {
  const [ofA, ofB] = [singleInterval(a, level), singleInterval(b, level)];
  return ofA && ofB && mover(ofA, ofB);
}

/** Two shares of groups that have nobody in common, by the rule for small counts. */
function bySmallCounts(
  byT: CombinationEstimate,
  df: number,
  [a, b]: readonly [GroupShare, GroupShare],
  against: number,
  interval: CombinationEstimate['interval'],
): CombinationEstimate {
  // A difference beyond ±1, which the rest of a whole may need, cannot be held against a score.
  const test =
    Math.abs(against) > 1
      ? byT.test && { ...byT.test, by: 't' as const }
      : smallCountTest(
          { p: a.p, n: a.effectiveBase([b]) },
          { p: b.p, n: b.effectiveBase([a]) },
          byT.test,
          df,
          against,
        );
  return {
    ...byT,
    test,
    interval,
    testReason: test ? null : 'no-variance',
    intervalReason: interval(0.95) ? null : 'no-degrees-of-freedom',
    note: test && NOTES[test.by],
  };
}

/** Two shares that the rule for small counts is about: of groups that have nobody in common, or of a part and the rest of its whole. */
type SmallPair =
  | { readonly kind: 'disjoint'; readonly pair: readonly [GroupShare, GroupShare] }
  | {
      readonly kind: 'nested';
      readonly pair: readonly [GroupShare, GroupShare];
      /** Part minus rest, or rest minus part, as the difference has them. */
      readonly inBatches: number;
      readonly weight: number;
      readonly weightVariance: number | null;
    };

function smallPair(a: GroupShare | null, b: GroupShare | null): SmallPair | null {
  if (!a || !b) return null;
  const relation = relationOf(a.domain, b.domain);
  if (relation === 'overlapping') return null;
  if (relation === 'disjoint') return a.isSmall || b.isSmall ? { kind: 'disjoint', pair: [a, b] } : null;
  const [part, whole, sign] = relation.part === 'first' ? [a, b, 1] : [b, a, -1];
  const rest = groupShareOfRest(whole, part, relation.rest);
  if (rest === null || (!part.isSmall && !rest.isSmall)) return null;
  const { weight, weightVariance } = relation;
  const pair = relation.part === 'first' ? ([part, rest] as const) : ([rest, part] as const);
  return { kind: 'nested', pair, inBatches: sign * (part.p - rest.p), weight, weightVariance };
}

/** Whether two estimates are compared by the rule for small counts, where they have a standard error. */
export const hasSmallCounts = (a: GroupShare | null, b: GroupShare | null): boolean =>
  smallPair(a, b) !== null;

/**
 * The difference a − b of two estimates of one table. The test is t of the linearised difference; of shares of disjoint groups,
 * and of a part and its whole, with few respondents on one side, that of {@link smallCountTest}.
 *
 * @param df degrees of freedom of the design
 * @param against the difference that is tested
 */
export function compare(a: Compared, b: Compared, df: number | null, against = 0): CombinationEstimate {
  const difference = combine([
    [1, a.linear],
    [-1, b.linear],
  ]);
  const byT = measure(difference, df, against);
  if (byT.standardError === null || !hasFreedom(df)) return byT;
  const small = smallPair(a.share, b.share);
  if (small === null) return byT;
  const { pair } = small;
  if (small.kind === 'disjoint')
    return bySmallCounts(byT, df, pair, against, (level) => moverOf(...pair, level));
  const { weight, weightVariance, inBatches } = small;
  const left = 1 - weight;
  return bySmallCounts(byT, df, pair, against / left, (level) => {
    const limits = moverOf(...pair, level);
    if (limits === null) return null;
    // The weight of the part was sampled too.
    const t = tQuantile((1 + level) / 2, df);
    const ofWeight = t * inBatches * Math.sqrt(weightVariance ?? 0);
    return {
      lower: byT.value - Math.hypot(left * (inBatches - limits.lower), ofWeight),
      upper: byT.value + Math.hypot(left * (limits.upper - inBatches), ofWeight),
    };
  });
}
