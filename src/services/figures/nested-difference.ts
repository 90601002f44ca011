import type { Estimate } from './estimate.ts';
import type { Reason } from '../../schemas/vocabulary.ts';
import { nestedMeans, type NestedMean } from '../../stats/nested-means.ts';
import { nestedShares, type NestedShare } from '../../stats/nested-shares.ts';
import type { Interval } from '../../stats/proportion.ts';
import { exactBase, PERCENT, roundingOfShare, scaled, toShare } from './sampled.ts';

/** What the samples say of a difference of published figures, in their units. */
export interface PublishedInference {
  readonly standardError: number;
  readonly interval: Interval;
  /** Null, with the reason, where there is no test. */
  readonly statistic: number | null;
  readonly pValue: number | null;
  readonly testReason: Reason | null;
  /** What must be known to read it. */
  readonly note: string | null;
}

/** Bases of a part and its whole: respondents, and what inference rests on. */
interface Bases {
  readonly n: number;
  readonly effective: number;
}

/**
 * Where only one of the two has a design effect both take it: they are one sample. A part has that of its whole already, if it has none
 * of its own.
 */
function basesOf(part: Estimate, whole: Estimate): readonly [Bases, Bases] | null {
  const [n1, n] = [exactBase(part), exactBase(whole)];
  if (n1 === null || n === null) return null;
  const own = part.design?.effect ?? 1;
  return [
    { n: n1, effective: n1 / own },
    { n, effective: n / (whole.design?.effect ?? own) },
  ];
}

/** The weight of a part in the figures of its whole, as it was published; else as it counts in it. */
function weightOf(part: Estimate, whole: Estimate, [ofPart, ofWhole]: readonly [Bases, Bases]): number {
  return part.weightedN !== null && whole.weightedN !== null
    ? part.weightedN / whole.weightedN
    : ofPart.n / ofWhole.n;
}

const nestedShareOf = (figure: Estimate, bases: Bases): NestedShare => ({
  ...bases,
  p: toShare(figure.value),
  range: roundingOfShare(figure),
});

const meanOf = ({ value, sd }: Estimate, bases: Bases): NestedMean => ({
  ...bases,
  mean: value,
  sd: sd ?? 0,
});

/** Two weights that are the same but for arithmetic. */
const isSame = (a: number, b: number): boolean => Math.abs(a - b) < 1e-9;

const shown = (percent: number): string => `${Number(percent.toPrecision(3))} %`;

/** What must be said of a rest that the printed figures put outside 0 and 100 %. */
function outsideNote(part: Estimate, whole: Estimate, outside: number | null): string | null {
  if (outside === null) return null;
  const end = outside < 0 ? 0 : PERCENT;
  return `${whole.wave}: without ${part.audience} the printed figures leave ${shown(outside * PERCENT)} of ${whole.audience}; rounding allows ${shown(end)}, which is taken.`;
}

/** The difference part − whole of published figures, both with an exact base. */
export function inferNested(part: Estimate, whole: Estimate, level: number): PublishedInference | Reason {
  const bases = basesOf(part, whole);
  if (bases === null) return 'overlapping-audiences';
  const weight = weightOf(part, whole, bases);
  if (part.measure === 'mean') {
    const [n1, n] = [bases[0].n, bases[1].n];
    // The identities of sums hold where everybody counts the same.
    if (n1 < n && !isSame(weight, n1 / n)) return 'overlapping-audiences';
    const result = nestedMeans(meanOf(part, bases[0]), meanOf(whole, bases[1]), level);
    if (typeof result === 'string') return result;
    const { standardError, interval, t, pValue } = result;
    return { standardError, interval, statistic: t, pValue, testReason: null, note: null };
  }
  const result = nestedShares(nestedShareOf(part, bases[0]), nestedShareOf(whole, bases[1]), weight, level);
  if (typeof result === 'string') return result;
  const { standardError, interval, test, rest } = result;
  return {
    standardError: standardError * PERCENT,
    interval: scaled(interval, PERCENT),
    statistic: test?.z ?? null,
    pValue: test?.p ?? null,
    testReason: test ? null : 'no-variance',
    note: outsideNote(part, whole, rest.outside),
  };
}

/** How a part is held against its whole. */
export const NESTED_METHOD = {
  interval:
    'A part and its whole: MOVER (Zou & Donner 2008) from Newcombe’s interval of part and rest, scaled by 1 − W, with the variance of the part’s share of the sample; means: ± t·SE.',
  test: 'A part and its whole: part against rest, p_r = (p − W·p₁)/(1 − W), two-proportion z, pooled, two-sided (Welch t for means); the statistic is not gap/SE.',
  standardError:
    'A part and its whole: √((1 − W)²·(p₁q₁/e₁ + p_r·q_r/e_r) + W(1 − W)·(p₁ − p_r)²/e), e the bases of inference, e_r = (1 − W)²/(1/e − W²/e₁).',
} as const;

/** How the change of a gap between a part and its whole is inferred from. */
export const NESTED_CHANGE_METHOD = {
  interval: 'Gaps of a part and its whole: normal, change ± z·SE.',
  test: 'Gaps of a part and its whole: z = change/SE, two-sided.',
  standardError: `Gaps of a part and its whole: SE² is the sum of those of the two gaps. ${NESTED_METHOD.standardError}`,
} as const;

const KNOWN_WEIGHT = 'W, the weight of the part in the whole, is the ratio of the published weighted bases.';
const COUNTED_WEIGHT =
  'Where no weighted bases are published, the part is taken to weigh in the whole as it counts in it: W = n₁/n.';

/** What is assumed of how a part weighs in its whole. */
export function weightMethod(pairs: readonly (readonly [Estimate, Estimate])[]): string {
  const isKnown = (pair: readonly [Estimate, Estimate]): boolean =>
    pair.every(({ weightedN }) => weightedN !== null);
  return [pairs.some(isKnown) ? KNOWN_WEIGHT : '', pairs.every(isKnown) ? '' : COUNTED_WEIGHT]
    .filter((sentence) => sentence !== '')
    .join(' ');
}
