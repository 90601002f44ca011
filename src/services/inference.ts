import type { Computed, Estimate } from './estimate.ts';
import type { FigureQuery } from '../schemas/query.ts';
import { Rows } from '../schemas/rows.ts';
import type { Reason } from '../schemas/vocabulary.ts';
import { adjust } from '../stats/adjust.ts';
import type { Difference } from './differences.ts';
import { alphaOf, levelOf, type TestedRow } from './inference-method.ts';
import { measureCombination, unitOf, type Combination } from './combination.ts';
import { changeOfDifference, type Measured } from '../stats/change-of-difference.ts';
import { cohensH } from '../stats/cohens-h.ts';
import { endShareVariance } from '../stats/end-share.ts';
import { newcombe } from '../stats/newcombe.ts';
import { proportionVariance, type Interval, type Proportion } from '../stats/proportion.ts';
import { differenceStandardError, pooledZTest } from '../stats/two-proportion-test.ts';
import { meanInterval, welch, type SampleMean } from '../stats/welch.ts';
import { wilson } from '../stats/wilson.ts';

/** Where published figures meet the statistics: figures are percentages, and the statistics speak of proportions. */
const PERCENT = 100;

/** The share, from 0 to 1, that a percentage is. */
export const toShare = (percent: number): number => percent / PERCENT;

type Sampled =
  | { readonly kind: 'share'; readonly sample: Proportion }
  | { readonly kind: 'mean'; readonly sample: SampleMean };

/** What can be inferred from, or the reason why a figure says nothing about sampling error. */
function sampledFrom(figure: Estimate): Sampled | Reason {
  if (figure.measure !== 'percent' && figure.measure !== 'mean') return 'not-applicable-to-measure';
  if (figure.qualifier !== 'exact') return 'inexact-figure';
  if (figure.n === null || figure.nQualifier !== 'exact') return 'base-unknown';
  if (figure.measure === 'percent')
    return { kind: 'share', sample: { p: toShare(figure.value), n: figure.n } };
  return figure.sd === null
    ? 'not-reported'
    : { kind: 'mean', sample: { mean: figure.value, sd: figure.sd, n: figure.n } };
}

/** What the tables show of an inference; a null field has its reason. */
export interface Inference {
  readonly standardError: number | null;
  readonly interval: Interval | null;
  readonly statistic: number | null;
  readonly pValue: number | null;
  readonly effectSize: number | null;
  /** Why the interval and the standard error are null. */
  readonly reason: Reason | null;
  /** Why statistic and p-value are null. */
  readonly testReason: Reason | null;
  readonly effectReason: Reason | null;
  /** Why the interval is null where the standard error is not; else as `reason`. */
  readonly intervalReason?: Reason | null;
  /** What must be known of the test. */
  readonly note?: string | null;
}

export function noInference(reason: Reason, effect: { size: number } | Reason = reason): Inference {
  return {
    standardError: null,
    interval: null,
    statistic: null,
    pValue: null,
    effectSize: typeof effect === 'string' ? null : effect.size,
    reason,
    testReason: reason,
    effectReason: typeof effect === 'string' ? effect : null,
  };
}

const scaled = ({ lower, upper }: Interval, factor: number): Interval => ({
  lower: lower * factor,
  upper: upper * factor,
});

/** Interval and standard error of one figure. */
export function inferEstimate(
  figure: Estimate,
  level: number,
): Pick<Inference, 'interval' | 'standardError' | 'reason'> {
  if (figure.computed) return inferComputed(figure.computed, level);
  const sampled = sampledFrom(figure);
  if (typeof sampled === 'string') return { interval: null, standardError: null, reason: sampled };
  if (sampled.kind === 'share') {
    const standardError = Math.sqrt(proportionVariance(sampled.sample)) * PERCENT;
    return { interval: scaled(wilson(sampled.sample, level), PERCENT), standardError, reason: null };
  }
  const interval = meanInterval(sampled.sample, level);
  return {
    interval,
    standardError: sampled.sample.sd / Math.sqrt(sampled.sample.n),
    reason: interval ? null : 'no-variance',
  };
}

/** Effect size of two shares, which needs no base. */
function effectOf(a: Estimate, b: Estimate): { size: number } | Reason {
  if (a.measure !== 'percent') return 'not-applicable-to-measure';
  if (a.qualifier !== 'exact' || b.qualifier !== 'exact') return 'inexact-figure';
  return { size: cohensH(toShare(a.value), toShare(b.value)) };
}

/** The difference a − b of two independent samples: interval, test and effect size. */
export function inferDifference(a: Estimate, b: Estimate, level: number): Inference {
  const effect = effectOf(a, b);
  if (a.computed && b.computed)
    return inferCombination(
      [
        [1, a],
        [-1, b],
      ],
      level,
      effect,
    );
  const [sa, sb] = [sampledFrom(a), sampledFrom(b)];
  if (typeof sa === 'string') return noInference(sa, effect);
  if (typeof sb === 'string') return noInference(sb, effect);
  const effectSize = typeof effect === 'string' ? null : effect.size;
  const effectReason = typeof effect === 'string' ? effect : null;
  if (sa.kind === 'share' && sb.kind === 'share') {
    const test = pooledZTest(sa.sample, sb.sample);
    return {
      standardError: differenceStandardError(sa.sample, sb.sample) * PERCENT,
      interval: scaled(newcombe(sa.sample, sb.sample, level), PERCENT),
      statistic: test?.z ?? null,
      pValue: test?.p ?? null,
      effectSize,
      reason: null,
      testReason: test ? null : 'no-variance',
      effectReason,
    };
  }
  if (sa.kind !== 'mean' || sb.kind !== 'mean')
    throw new Error('figures of different measures are never compared');
  const result = welch(sa.sample, sb.sample, level);
  if (!result) return noInference('no-variance', effect);
  const { standardError, interval, t, pValue } = result;
  return {
    standardError,
    interval,
    statistic: t,
    pValue,
    effectSize,
    reason: null,
    testReason: null,
    effectReason,
  };
}

/**
 * A published figure with its variance for a sum of several, in the units of the figure, or the reason why that is not known.
 * A share at 0 or 100 % has the variance of {@link endShareVariance}.
 */
export function measuredFrom(figure: Estimate): Measured | Reason {
  const sampled = sampledFrom(figure);
  if (typeof sampled === 'string') return sampled;
  const { value, variance } = measured(sampled);
  const atEnd = sampled.kind === 'share' && variance === 0;
  return { value, variance: atEnd ? endShareVariance(sampled.sample) * PERCENT ** 2 : variance };
}

function measured(sampled: Sampled): Measured {
  if (sampled.kind === 'share') {
    return { value: sampled.sample.p * PERCENT, variance: proportionVariance(sampled.sample) * PERCENT ** 2 };
  }
  return { value: sampled.sample.mean, variance: sampled.sample.sd ** 2 / sampled.sample.n };
}

/** Interval and standard error of a figure that was computed. */
function inferComputed(
  computed: Computed,
  level: number,
): Pick<Inference, 'interval' | 'standardError' | 'reason'> {
  const interval = computed.interval(level);
  const { standardError, reason } = computed;
  const why = computed.intervalReason?.(level) ?? reason ?? 'no-degrees-of-freedom';
  return { interval, standardError, reason: interval ? null : why };
}

/** Σ c·figure of computed figures of one item, by the rules of `measureCombination`. */
function inferCombination(parts: Combination, level: number, effect: { size: number } | Reason): Inference {
  const sum = measureCombination(parts);
  if (typeof sum === 'string') return noInference(sum, effect);
  const { standardError, test, reason, testReason, intervalReason, note } = sum;
  const [unit, interval] = [unitOf(parts), sum.interval(level)];
  return {
    standardError: standardError === null ? null : standardError * unit,
    interval: interval && scaled(interval, unit),
    statistic: test?.statistic ?? null,
    pValue: test?.pValue ?? null,
    effectSize: typeof effect === 'string' ? null : effect.size,
    reason,
    testReason,
    effectReason: typeof effect === 'string' ? effect : null,
    intervalReason,
    note,
  };
}

/** The change of a difference between four independent samples: (c − d) − (a − b). */
export function inferChange(
  [a, b]: readonly [Estimate, Estimate],
  [c, d]: readonly [Estimate, Estimate],
  level: number,
): Inference {
  if (a.computed && b.computed && c.computed && d.computed) {
    const parts = [
      [1, c],
      [-1, d],
      [-1, a],
      [1, b],
    ] as const;
    return inferCombination(parts, level, 'not-applicable-to-measure');
  }
  const values: Measured[] = [];
  for (const figure of [a, b, c, d]) {
    const sampled = sampledFrom(figure);
    if (typeof sampled === 'string') return noInference(sampled, 'not-applicable-to-measure');
    values.push(measured(sampled));
  }
  const [va, vb, vc, vd] = values as [Measured, Measured, Measured, Measured];
  const { standardError, interval, test } = changeOfDifference([va, vb], [vc, vd], level);
  return {
    standardError,
    interval,
    statistic: test?.z ?? null,
    pValue: test?.p ?? null,
    effectSize: null,
    reason: null,
    testReason: test ? null : 'no-variance',
    effectReason: 'not-applicable-to-measure',
  };
}

/** What every difference shows of its precision; the p-value is adjusted once all rows of the answer are there. */
export function precisionFields(
  { rounding }: Difference,
  { interval, standardError, statistic, pValue }: Inference,
) {
  return {
    ciLower: interval?.lower ?? null,
    ciUpper: interval?.upper ?? null,
    roundingLower: rounding?.lower.value ?? null,
    roundingUpper: rounding?.upper.value ?? null,
    standardError,
    statistic,
    pValue,
    pAdjusted: null,
    significant: null,
  };
}

/** Why fields of {@link precisionFields} are null. */
export function precisionReasons(
  { rounding, valueReason, roundingReason }: Difference,
  { reason, testReason, intervalReason = reason }: Inference,
): Record<string, Reason | null> {
  const digits = rounding ? null : (valueReason ?? roundingReason);
  return {
    ciLower: intervalReason,
    ciUpper: intervalReason,
    roundingLower: digits,
    roundingUpper: digits,
    standardError: reason,
    statistic: testReason,
    pValue: testReason,
    pAdjusted: testReason,
    significant: testReason,
  };
}

/** Rows that are kept once they are made; of a longer table they are made again when they are wanted. */
const KEPT_ROWS = 10_000;

/**
 * The rows of an answer with their p-values adjusted as one family, and which differences are significant.
 *
 * @param toRow the row of a difference, before the adjustment
 */
export function testedRows<Thing, Row extends TestedRow>(
  things: readonly Thing[],
  toRow: (thing: Thing) => Row,
  query: FigureQuery,
): { readonly rows: Rows<Row>; readonly pValues: readonly (number | null)[] } {
  const plain = things.length > KEPT_ROWS ? Rows.from(things, toRow) : Rows.of(things.map(toRow));
  const pValues = Array.from(plain, ({ pValue }) => pValue);
  const adjusted = adjust(pValues, query.adjust ?? 'none');
  const alpha = alphaOf(levelOf(query));
  const rows = new Rows(things.length, (index) => {
    const pAdjusted = adjusted[index] ?? null;
    return { ...plain.at(index), pAdjusted, significant: pAdjusted === null ? null : pAdjusted < alpha };
  });
  return { rows, pValues };
}
