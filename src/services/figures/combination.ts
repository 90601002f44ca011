import type { Reason } from '../../schemas/vocabulary.ts';
import { endShareVariance } from '../../stats/end-share.ts';
import { singleShareTest } from '../../stats/single-share-test.ts';
import type { Computed, Estimate } from './estimate.ts';
import { compare, measure, type Compared, type CombinationEstimate } from '../records/compare-estimates.ts';
import type { GroupShare } from '../records/group-share.ts';
import { combine } from '../records/linearised.ts';
import { combinePerturbed } from '../records/perturbed/combine.ts';
import type { PerturbedFigure } from '../records/perturbed/perturbed-figure.ts';
import { hasFreedom } from '../records/precision.ts';
import { PERCENT } from './sampled.ts';

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
  'In a sum of more than two shares, as differences of shares make, one at 0 or 100 % has the variance p̃(1 − p̃)/(e + 4), p̃ = (e·p + 2)/(e + 4), e Kish’s base times κ (Agresti & Coull 1998).';

/** The shares at work in a figure: itself, or the two that it is the difference of. */
const sharesOf = ({ share, parts }: Shares): readonly GroupShare[] => parts ?? (share ? [share] : []);
type Shares = Pick<Computed, 'share' | 'parts'>;

/**
 * The variance that linearisation does not see, of each figure of a sum in the square of its linearisation's units: that of shares at 0
 * and 100 %, each with the others of the sum beside it.
 */
export function endVariances(figures: readonly Shares[]): number[] {
  const all = figures.flatMap(sharesOf);
  return figures.map((figure) => {
    const unit = figure.parts ? PERCENT : 1;
    return sharesOf(figure).reduce((sum, share) => {
      if (!share.isAtEnd) return sum;
      const beside = all.filter((other) => other !== share);
      return sum + unit * unit * endShareVariance({ p: share.p, n: share.effectiveBase(beside) });
    }, 0);
  });
}

/** Whether a share at 0 or 100 % has a variance of its own in a sum. */
export const hasEndShare = (figures: readonly Estimate[]): boolean =>
  figures.some(({ computed }) => computed !== null && sharesOf(computed).some(({ isAtEnd }) => isAtEnd));

/** Whether a difference of figures is a sum of more than two shares: of four figures, or of differences of shares. */
export const isSumOfSeveral = (figures: readonly Pick<Estimate, 'measure'>[]): boolean =>
  figures.length > 2 || figures.some(({ measure: of }) => of === 'net');

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

type Term = readonly [coefficient: number, figure: Compared & Shares];

function sumOf(terms: readonly Term[], df: number | null, against: number): CombinationEstimate {
  const added = endVariances(terms.map(([, figure]) => figure));
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
  const perturbed = terms.flatMap(([c, { computed }]): [number, PerturbedFigure][] =>
    computed?.perturbed ? [[c, computed.perturbed]] : [],
  );
  if (perturbed.length > 0)
    return perturbed.length < terms.length ? 'perturbed' : combinePerturbed(perturbed, against);
  const known = terms.flatMap(([c, { computed }]): Term[] =>
    computed?.linear ? [[c, { ...computed, linear: computed.linear }]] : [],
  );
  const [first, second] = known;
  const [one] = terms;
  if (!first || !one || known.length < terms.length) return 'not-applicable-to-measure';
  const df = one[1].computed?.dfOfDifference(terms.map(([, { wave }]) => wave)) ?? null;
  if (!second) return single(first[1], df, against);
  const isPlain = !isSumOfSeveral(terms.map(([, figure]) => figure));
  if (isPlain && first[0] === 1 && second[0] === -1) return compare(first[1], second[1], df, against);
  return sumOf(known, df, against);
}

/** What a unit of a figure is of the estimate behind it: percentages are shares times 100. */
export const unitOf = (terms: Combination): number => (terms[0]?.[1].measure === 'percent' ? 100 : 1);
