import type { Reason } from '../../schemas/vocabulary.ts';
import { endShareVariance } from '../../stats/end-share.ts';
import { singleShareTest } from '../../stats/single-share-test.ts';
import type { Estimate } from './estimate.ts';
import { compare, measure, type Compared, type CombinationEstimate } from '../records/compare-estimates.ts';
import type { GroupShare } from '../records/group-share.ts';
import { combine } from '../records/linearised.ts';
import { hasFreedom } from '../records/precision.ts';

/** Figures of one item that are added up, each with its factor: a difference is 1 and −1. */
export type Combination = readonly (readonly [coefficient: number, figure: Estimate])[];

/** How one figure is tested against a value. */
export const SINGLE_SHARE_METHOD = {
  t: 'A figure against a value: t, two-sided.',
  small:
    'Of a share with fewer than 5 respondents on one side p is the larger of that of t and that of the score test on the effective base, z = (p − c)/√(c(1 − c)/e), read from t.',
} as const;

/** What sums of more than two shares do about shares at 0 and 100 %. */
export const END_SHARES_METHOD =
  'In a sum of more than two shares, one at 0 or 100 % has the variance p̃(1 − p̃)/(e + 4), p̃ = (e·p + 2)/(e + 4), e Kish’s base times κ (Agresti & Coull 1998).';

/** The variance that linearisation does not see: that of shares at 0 and 100 %, each with the others of the sum beside it. */
export function endVariances(shares: readonly (GroupShare | null)[]): number[] {
  return shares.map((share) => {
    if (!share?.isAtEnd) return 0;
    const beside = shares.flatMap((other) => (other === null || other === share ? [] : [other]));
    return endShareVariance({ p: share.p, n: share.effectiveBase(beside) });
  });
}

/** Whether a share at 0 or 100 % has a variance of its own in a sum. */
export const hasEndShare = (figures: readonly Estimate[]): boolean =>
  figures.some(({ computed }) => computed?.share?.isAtEnd);

/** One share with few respondents on one side, against a value. */
function single({ linear, share }: Compared, df: number | null, against: number): CombinationEstimate {
  const byT = measure(linear, df, against);
  if (!share?.isSmall || byT.standardError === null || !hasFreedom(df)) return byT;
  const test = singleShareTest({ p: share.p, n: share.effectiveBase([]) }, byT.test, df, against);
  return {
    ...byT,
    test,
    testReason: test ? null : 'no-variance',
    note:
      test?.by === 'score'
        ? 'Fewer than 5 respondents on one side of the share: the test is the score test on the effective base.'
        : null,
  };
}

function sumOf(
  terms: readonly (readonly [number, Compared])[],
  df: number | null,
  against: number,
): CombinationEstimate {
  const added = endVariances(terms.map(([, { share }]) => share));
  const variance = terms.reduce((sum, [c], i) => sum + c * c * (added[i] ?? 0), 0);
  return measure(combine(terms.map(([c, { linear }]) => [c, linear])), df, against, variance);
}

/**
 * Σ c·figure of computed figures of one item: its standard error, test and interval, shares from 0 to 1.
 *
 * @param against the value that is tested
 * @returns a reason where the figures have no linearisation
 */
export function measureCombination(terms: Combination, against = 0): CombinationEstimate | Reason {
  const known = terms.flatMap(([c, { computed }]): [number, Compared][] =>
    computed?.linear ? [[c, { linear: computed.linear, share: computed.share }]] : [],
  );
  const [first, second] = known;
  const [one] = terms;
  if (!first || !one || known.length < terms.length) return 'not-applicable-to-measure';
  const df = one[1].computed?.dfOfDifference(terms.map(([, { wave }]) => wave)) ?? null;
  if (!second) return single(first[1], df, against);
  if (known.length === 2 && first[0] === 1 && second[0] === -1)
    return compare(first[1], second[1], df, against);
  return sumOf(known, df, against);
}

/** What a unit of a figure is of the estimate behind it: percentages are shares times 100. */
export const unitOf = (terms: Combination): number => (terms[0]?.[1].measure === 'percent' ? 100 : 1);
