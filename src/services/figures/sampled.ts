import type { Estimate } from './estimate.ts';
import type { Reason } from '../../schemas/vocabulary.ts';
import type { EstimateWithVariance } from '../../stats/change-of-difference.ts';
import { netVariance, type NetShares } from '../../stats/net-difference.ts';
import { proportionVariance, type Interval, type Proportion } from '../../stats/proportion.ts';
import { roundingInterval } from '../../stats/rounding.ts';
import { turns } from '../../turns/turns.ts';
import type { SampleMean } from '../../stats/welch.ts';

/** Published figures as the statistics take them: figures are percentages, and the statistics speak of proportions. */
export const PERCENT = 100;

/** The share, from 0 to 1, that a percentage is. */
export const toShare = (percent: number): number => percent / PERCENT;

export const scaled = ({ lower, upper }: Interval, factor: number): Interval => ({
  lower: lower * factor,
  upper: upper * factor,
});

/** A figure with its base of inference as `n`. */
export type Sampled =
  | { readonly kind: 'share'; readonly sample: Proportion }
  | { readonly kind: 'mean'; readonly sample: SampleMean }
  /** A difference of two shares of one sample: `value` in percentage points. */
  | { readonly kind: 'net'; readonly value: number; readonly shares: NetShares; readonly n: number };

/** The respondents behind a figure, if they are known exactly. */
export const exactBase = ({ n, nQualifier }: Estimate): number | null => (nQualifier === 'exact' ? n : null);

/** The base that inference from a published figure rests on, n divided by the design effect where there is one; null: not known. */
export function baseOfInference(figure: Estimate): number | null {
  const n = exactBase(figure);
  return n === null ? null : n / (figure.design?.effect ?? 1);
}

/** What can be inferred from, or the reason why a figure says nothing about sampling error. */
export function sampledFrom(figure: Estimate): Sampled | Reason {
  const net = figure.summed?.net ?? null;
  if (figure.measure !== 'percent' && figure.measure !== 'mean' && net === null)
    return 'not-applicable-to-measure';
  if (figure.qualifier !== 'exact') return 'inexact-figure';
  const n = baseOfInference(figure);
  if (n === null) return 'base-unknown';
  if (net !== null) return { kind: 'net', value: figure.value, shares: net, n };
  if (figure.measure === 'percent') return { kind: 'share', sample: { p: toShare(figure.value), n } };
  return figure.sd === null
    ? 'not-reported'
    : { kind: 'mean', sample: { mean: figure.value, sd: figure.sd, n } };
}

/** A figure with its sampling variance, in the units of the figure. */
export function measured(sampled: Sampled): EstimateWithVariance {
  if (sampled.kind === 'net')
    return { value: sampled.value, variance: netVariance(sampled.shares, sampled.n) * PERCENT ** 2 };
  if (sampled.kind === 'share') {
    return { value: sampled.sample.p * PERCENT, variance: proportionVariance(sampled.sample) * PERCENT ** 2 };
  }
  return { value: sampled.sample.mean, variance: sampled.sample.sd ** 2 / sampled.sample.n };
}

/** The shares, from 0 to 1, that the digits of a percentage may stand for. */
export function roundingOfShare({ value, decimals, summed }: Estimate): Interval {
  const ofSum = typeof summed?.rounding === 'object' ? summed.rounding : null;
  const { lower, upper } = ofSum ?? roundingInterval({ value, decimals }, { minimum: 0, maximum: PERCENT });
  return { lower: toShare(lower.value), upper: toShare(upper.value) };
}

const UNKNOWN_DESIGN =
  'Simple random sampling: the design of the sample is not published. Weighting or clustering would make intervals wider and p-values larger; weighting usually makes intervals 10 to 40 % wider, by √deff with deff = 1 + CV², CV the coefficient of variation of the weights (Kish 1965).';
const KNOWN_DESIGN =
  'The base of inference is n/deff, deff the design effect of the sample: as published, or (points/100 · 2/z)² · n of a published margin of error, and 1 where its rounding interval contains that of simple random sampling or lies below it.';

/** What inference from published figures assumes of how each sample was drawn; found in turns. */
export async function designMethod(figures: readonly Estimate[]): Promise<string> {
  const published = await turns.filter(figures, ({ computed }) => computed === null);
  const known = await turns.filter(published, ({ design }) => design !== null);
  if (known.length === 0) return UNKNOWN_DESIGN;
  return known.length === published.length
    ? KNOWN_DESIGN
    : `Samples with a design effect: ${KNOWN_DESIGN} All others: ${UNKNOWN_DESIGN}`;
}

/** One line for each sample whose design effect is that of another; found in turns. */
export async function inheritedNotes(figures: readonly Estimate[]): Promise<string[]> {
  const lines = await turns.flatMap(figures, ({ wave, audience, design }) =>
    design?.from
      ? [
          `The design effect of ${audience} in ${wave} is not published: that of ${design.from.audience ?? 'the wave as a whole'} is taken.`,
        ]
      : [],
  );
  return [...new Set(lines)];
}
