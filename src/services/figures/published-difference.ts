import type { Estimate } from './estimate.ts';
import type { Reason } from '../../schemas/vocabulary.ts';
import { changeOfDifference, type EstimateWithVariance } from '../../stats/change-of-difference.ts';
import { changeOfMeans } from '../../stats/change-of-means.ts';
import { newcombe } from '../../stats/newcombe.ts';
import { differenceStandardError, fewestExpected, pooledZTest } from '../../stats/two-proportion-test.ts';
import { welch } from '../../stats/welch.ts';
import { inferNested, type PublishedInference } from './nested-difference.ts';
import { measured, PERCENT, sampledFrom, scaled, type Sampled } from './sampled.ts';
import type { Overlap } from './samples.ts';

type Pair = readonly [Estimate, Estimate];

/** What of two figures can be inferred from, given how their samples overlap. */
function sampledPair([a, b]: Pair, overlap: Overlap): readonly [Sampled, Sampled] | Reason {
  const both = [sampledFrom(a), sampledFrom(b)] as const;
  const missing = both.filter((one) => typeof one === 'string');
  const plain = missing.find((one) => one === 'not-applicable-to-measure' || one === 'inexact-figure');
  if (plain !== undefined) return plain;
  if (overlap === 'panel') return 'waves-not-independent';
  if (overlap === 'overlapping') return 'overlapping-audiences';
  const [reason] = missing;
  if (reason !== undefined)
    return overlap !== 'disjoint' && reason === 'base-unknown' ? 'overlapping-audiences' : reason;
  return both as readonly [Sampled, Sampled];
}

/** What is said of a test of very few, which holds all the same. */
const FEW_EXPECTED =
  'In the smaller sample fewer than one respondent is expected on one side of the answer, so that the normal distribution is a rough guide.';

/** The difference a − b of published figures of two samples. */
export function inferPublished(
  a: Estimate,
  b: Estimate,
  overlap: Overlap,
  level: number,
): PublishedInference | Reason {
  const pair = sampledPair([a, b], overlap);
  if (typeof pair === 'string') return pair;
  if (overlap === 'part') return inferNested(a, b, level);
  if (overlap === 'whole') {
    const mirrored = inferNested(b, a, level);
    return typeof mirrored === 'string' ? mirrored : mirror(mirrored);
  }
  const [sa, sb] = pair;
  if (sa.kind === 'share' && sb.kind === 'share') {
    const test = pooledZTest(sa.sample, sb.sample);
    return {
      standardError: differenceStandardError(sa.sample, sb.sample) * PERCENT,
      interval: scaled(newcombe(sa.sample, sb.sample, level), PERCENT),
      statistic: test?.z ?? null,
      pValue: test?.p ?? null,
      testReason: test ? null : 'no-variance',
      note: test && fewestExpected(sa.sample, sb.sample) < 1 ? FEW_EXPECTED : null,
    };
  }
  if (sa.kind !== 'mean' || sb.kind !== 'mean')
    throw new Error('figures of different measures are never compared');
  const result = welch(sa.sample, sb.sample, level);
  if (!result) return sa.sample.n > 1 && sb.sample.n > 1 ? 'no-variance' : 'no-degrees-of-freedom';
  const { standardError, interval, t, pValue } = result;
  return { standardError, interval, statistic: t, pValue, testReason: null, note: null };
}

const minus = (value: number): number => (value === 0 ? 0 : -value);

/** The same difference the other way round. */
function mirror(one: PublishedInference): PublishedInference {
  const { lower, upper } = one.interval;
  return {
    ...one,
    interval: { lower: minus(upper), upper: minus(lower) },
    statistic: one.statistic === null ? null : minus(one.statistic),
  };
}

/** A gap of published figures with its variance, as one estimate. */
function gapWithVariance(
  [a, b]: Pair,
  overlap: Overlap,
  level: number,
): (EstimateWithVariance & { note: string | null }) | Reason {
  const inferred = inferPublished(a, b, overlap, level);
  if (typeof inferred === 'string') return inferred;
  // What is said of the test of two samples is not said of a change, which has a test of its own.
  const note = overlap === 'disjoint' ? null : inferred.note;
  return { value: a.value - b.value, variance: inferred.standardError ** 2, note };
}

/** The change of a difference of published figures, (c − d) − (a − b). */
export function inferPublishedChange(
  earlier: Pair,
  later: Pair,
  overlaps: readonly [earlier: Overlap, later: Overlap],
  level: number,
): PublishedInference | Reason {
  const [before, after] = [sampledPair(earlier, overlaps[0]), sampledPair(later, overlaps[1])];
  if (typeof before === 'string') return before;
  if (typeof after === 'string') return after;
  if (overlaps.some((overlap) => overlap !== 'disjoint')) {
    const [from, to] = [
      gapWithVariance(earlier, overlaps[0], level),
      gapWithVariance(later, overlaps[1], level),
    ];
    if (typeof from === 'string') return from;
    if (typeof to === 'string') return to;
    const nothing = { value: 0, variance: 0 };
    return normal([from, nothing], [to, nothing], level, [from.note, to.note]);
  }
  const [a, b] = before;
  const [c, d] = after;
  if (a.kind === 'mean' && b.kind === 'mean' && c.kind === 'mean' && d.kind === 'mean') {
    const result = changeOfMeans([a.sample, b.sample], [c.sample, d.sample], level);
    if (typeof result === 'string') return result;
    const { standardError, interval, t, pValue } = result;
    return { standardError, interval, statistic: t, pValue, testReason: null, note: null };
  }
  return normal([measured(a), measured(b)], [measured(c), measured(d)], level, []);
}

function normal(
  earlier: readonly [EstimateWithVariance, EstimateWithVariance],
  later: readonly [EstimateWithVariance, EstimateWithVariance],
  level: number,
  notes: readonly (string | null)[],
): PublishedInference {
  const { standardError, interval, test } = changeOfDifference(earlier, later, level);
  return {
    standardError,
    interval,
    statistic: test?.z ?? null,
    pValue: test?.p ?? null,
    testReason: test ? null : 'no-variance',
    note: notes.flatMap((note) => note ?? []).join(' ') || null,
  };
}

/** How differences of two samples that have nobody in common are inferred from. */
export const PUBLISHED_DIFFERENCE_METHOD = {
  interval:
    'Newcombe (1998) hybrid score interval, method 10, for shares; Welch for means with a published standard deviation.',
  test: 'Two-proportion z, pooled variance, two-sided, without continuity correction; Welch t for means.',
  standardError: 'Unpooled, √(p₁q₁/n₁ + p₂q₂/n₂), in percentage points, n the base of inference.',
} as const;

/** How changes of a difference of two samples are inferred from. */
export const CHANGE_METHOD = {
  interval:
    'Shares: normal, change ± z·SE, the four samples taken as independent; means: change ± t·SE, Welch–Satterthwaite degrees of freedom over the four samples.',
  test: 'Shares: z of the change with unpooled variance; means: Welch–Satterthwaite t over the four samples; two-sided.',
  standardError:
    'Unpooled, √Σ pᵢqᵢ/nᵢ over the four samples, n the base of inference, in percentage points; of means √Σ sᵢ²/nᵢ.',
} as const;
