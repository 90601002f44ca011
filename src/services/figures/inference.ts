import type { Computed, Estimate } from './estimate.ts';
import type { FigureQuery } from '../../schemas/query.ts';
import { Rows } from '../../schemas/rows.ts';
import type { Reason } from '../../schemas/vocabulary.ts';
import { adjusterInSteps } from '../../stats/adjust.ts';
import type { FigureDifference } from './differences.ts';
import { type TestedRow } from './inference-method.ts';
import { alphaOf, confidenceOf } from '../tables/adjustment.ts';
import { measureCombination, unitOf, type Combination } from './combination.ts';
import type { PublishedInference } from './nested-difference.ts';
import { inferPublished, inferPublishedChange } from './published-difference.ts';
import { measured, PERCENT, sampledFrom, scaled, toShare } from './sampled.ts';
import type { Overlap } from './samples.ts';
import type { EstimateWithVariance } from '../../stats/change-of-difference.ts';
import { cohensH } from '../../stats/cohens-h.ts';
import { criticalZ } from '../../stats/distributions.ts';
import { endShareVariance } from '../../stats/end-share.ts';
import { NET_RANGE, netStandardError } from '../../stats/net-difference.ts';
import { clip, proportionVariance, type Interval } from '../../stats/proportion.ts';
import { meanInterval } from '../../stats/welch.ts';
import { wilson } from '../../stats/wilson.ts';
import { turns } from '../../turns/turns.ts';

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
  /** What must be known to read it, and what that is about. */
  readonly note: readonly [about: 'Test' | 'Rest', text: string | null];
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
    note: ['Test', null],
  };
}

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
  if (sampled.kind === 'net') {
    const error = netStandardError(sampled.shares, sampled.n);
    if (error === null) return { interval: null, standardError: null, reason: 'no-variance' };
    const standardError = error * PERCENT;
    const half = criticalZ(level) * standardError;
    const interval = { lower: sampled.value - half, upper: sampled.value + half };
    return { interval: clip(interval, -NET_RANGE, NET_RANGE), standardError, reason: null };
  }
  const { sd, n } = sampled.sample;
  const interval = meanInterval(sampled.sample, level);
  return {
    interval,
    standardError: sd / Math.sqrt(n),
    reason: interval ? null : n > 1 ? 'no-variance' : 'no-degrees-of-freedom',
  };
}

/** Effect size of two shares, which needs no base. */
function effectOf(a: Estimate, b: Estimate): { size: number } | Reason {
  if (a.measure !== 'percent') return 'not-applicable-to-measure';
  if (a.qualifier !== 'exact' || b.qualifier !== 'exact') return 'inexact-figure';
  return { size: cohensH(toShare(a.value), toShare(b.value)) };
}

/** An inference from published figures as the tables show it, and what its note is about. */
function shown(
  inferred: PublishedInference | Reason,
  effect: { size: number } | Reason,
  about: 'Test' | 'Rest',
): Inference {
  if (typeof inferred === 'string') return noInference(inferred, effect);
  return {
    ...inferred,
    note: [about, inferred.note],
    effectSize: typeof effect === 'string' ? null : effect.size,
    reason: null,
    effectReason: typeof effect === 'string' ? effect : null,
  };
}

/**
 * The difference a − b: interval, test and effect size.
 *
 * @param overlap how the samples of published figures overlap; of computed ones the records tell
 */
function inferDifference(a: Estimate, b: Estimate, overlap: Overlap, level: number): Inference {
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
  return shown(inferPublished(a, b, overlap, level), effect, overlap === 'disjoint' ? 'Test' : 'Rest');
}

/** As {@link inferDifference}; nothing is inferred where a figure is missing or the two cannot be subtracted. */
export function inferIfKnown(
  a: Estimate | undefined,
  b: Estimate | undefined,
  { value, valueReason }: FigureDifference,
  overlap: Overlap,
  level: number,
): Inference {
  if (!a || !b || value === null) return noInference(valueReason ?? 'not-reported');
  return inferDifference(a, b, overlap, level);
}

/**
 * A published figure with its variance for a sum of several, in the units of the figure, or the reason why that is not known.
 * A share at 0 or 100 % has the variance of {@link endShareVariance}.
 */
export function measuredFrom(figure: Estimate): EstimateWithVariance | Reason {
  const sampled = sampledFrom(figure);
  if (typeof sampled === 'string') return sampled;
  const { value, variance } = measured(sampled);
  const atEnd = sampled.kind === 'share' && variance === 0;
  return { value, variance: atEnd ? endShareVariance(sampled.sample) * PERCENT ** 2 : variance };
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
function inferCombination(terms: Combination, level: number, effect: { size: number } | Reason): Inference {
  const sum = measureCombination(terms);
  if (typeof sum === 'string') return noInference(sum, effect);
  const { standardError, test, reason, testReason, intervalReason, note } = sum;
  const [unit, interval] = [unitOf(terms), sum.interval(level)];
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
    note: ['Test', note],
  };
}

/** The change of a difference: (c − d) − (a − b). */
export function inferChange(
  [a, b]: readonly [Estimate, Estimate],
  [c, d]: readonly [Estimate, Estimate],
  overlaps: readonly [earlier: Overlap, later: Overlap],
  level: number,
): Inference {
  if (a.computed && b.computed && c.computed && d.computed) {
    const terms = [
      [1, c],
      [-1, d],
      [-1, a],
      [1, b],
    ] as const;
    return inferCombination(terms, level, 'not-applicable-to-measure');
  }
  return shown(inferPublishedChange([a, b], [c, d], overlaps, level), 'not-applicable-to-measure', 'Rest');
}

/** What every difference shows of its precision; the p-value is adjusted once all rows of the answer are there. */
export function precisionFields(
  { rounding }: FigureDifference,
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
  { rounding, valueReason, roundingReason }: FigureDifference,
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
export async function testedRows<Thing, Row extends TestedRow>(
  things: readonly Thing[],
  toRow: (thing: Thing) => Row,
  query: FigureQuery,
): Promise<{ readonly rows: Rows<Row>; readonly pValues: readonly (number | null)[] }> {
  const plain =
    things.length > KEPT_ROWS ? Rows.from(things, toRow) : Rows.of(await turns.map(things, toRow));
  const pValues = await turns.map(plain, ({ pValue }) => pValue);
  const adjusted = await turns.finish(adjusterInSteps(pValues, query.adjust ?? 'none'));
  const alpha = alphaOf(confidenceOf(query));
  const rows = new Rows(things.length, (index) => {
    const row = plain.at(index);
    const pAdjusted = adjusted(row.pValue);
    return { ...row, pAdjusted, significant: pAdjusted === null ? null : pAdjusted < alpha };
  });
  return { rows, pValues };
}
