import type { Estimate } from '../estimate.ts';
import type { Reason } from '../../../schemas/vocabulary.ts';
import { normalTwoSidedP } from '../../../stats/distributions.ts';
import { changeOfDifference, type EstimateWithVariance } from '../../../stats/change-of-difference.ts';
import {
  differenceStandardError,
  pooledZTest,
  zTest,
  type ZTest,
} from '../../../stats/two-proportion-test.ts';
import type { Quantity } from './quantity.ts';
import { measureCombination, unitOf } from '../combination.ts';
import { inferNested } from '../nested-difference.ts';
import { toShare } from '../sampled.ts';
import type { Overlap, Samples } from '../samples.ts';

/** The test of a claim that something is significant. */
export interface Significance {
  /** p-value with the bases as they are known; null if one is not. */
  readonly pValue: number | null;
  /** Smallest p-value over all bases that are possible; null if all are known. */
  readonly bestPValue: number | null;
  readonly working: readonly string[];
}

/** Numbers of respondents that are tried where they are not known: a grid up to infinity, from the bound that is known. */
function candidates({ n, nQualifier }: Estimate): readonly number[] {
  if (n !== null && nQualifier === 'exact') return [n];
  const grid = Array.from({ length: 91 }, (_, i) => 10 ** (i / 10));
  const [least, most] = [
    nQualifier === 'more-than' ? (n ?? 1) : 1,
    nQualifier === 'less-than' ? (n ?? Infinity) : Infinity,
  ];
  return [...grid.filter((value) => value > least && value < most), most];
}

/** How claims of significance of published shares are tested; of a part and its whole against 0 as gaps are. */
export const PUBLISHED_TESTS = {
  figure: 'A figure against a value c: score test, z = (p − c)/√(c(1 − c)/n).',
  difference: 'A gap or a change: two-proportion z, pooled variance.',
  differenceAgainst: 'A gap or a change against a number other than 0: z with unpooled variance.',
  change: 'A change of a gap: z with unpooled variance.',
  nestedAgainst:
    'A gap of a part and its whole against a number other than 0, or a change of one: z with the standard error of part and whole.',
} as const;

const known = ({ n, nQualifier }: Estimate): boolean => n !== null && nQualifier === 'exact';
const share = (figure: Estimate): number => toShare(figure.value);
const variance = (figure: Estimate, n: number): number => (share(figure) * (1 - share(figure))) / n;
/** What inference rests on, if so many were asked. */
const ofInference = ({ design }: Estimate, respondents: number): number =>
  respondents / (design?.effect ?? 1);
const short = (value: number): string => String(Number(value.toPrecision(4)));

/** One share against a fixed value: the score test, with the variance under that value. */
function againstValue(figure: Estimate, value: number, n: number): ZTest | null {
  const [p, expected] = [share(figure), toShare(value)];
  const error = Math.sqrt((expected * (1 - expected)) / n);
  if (!(error > 0)) return null;
  const z = (p - expected) / error;
  return { z, p: normalTwoSidedP(z) };
}

/** The test statistic for one choice of bases, in the order of the figures. */
function testWith({ kind, figures }: Quantity, value: number, bases: readonly number[]): ZTest | null {
  const [a, b, c, d] = figures;
  const n = (i: number): number => {
    const figure = figures[i];
    return figure ? ofInference(figure, bases[i] ?? Number.NaN) : Number.NaN;
  };
  if (kind === 'figure' && a) return againstValue(a, value, n(0));
  if (a && b && !c) {
    const [pa, pb] = [
      { p: share(a), n: n(0) },
      { p: share(b), n: n(1) },
    ];
    // Pooling the shares makes sense only if they are the same under what is tested.
    if (value === 0) return pooledZTest(pa, pb);
    return zTest(pa.p - pb.p - toShare(value), differenceStandardError(pa, pb));
  }
  if (!a || !b || !c || !d) return null;
  const measured = (figure: Estimate, i: number): EstimateWithVariance => ({
    value: share(figure),
    variance: variance(figure, n(i)),
  });
  const { change, standardError } = changeOfDifference(
    [measured(a, 0), measured(b, 1)],
    [measured(c, 2), measured(d, 3)],
    0.95,
  );
  return zTest(change - toShare(value), standardError);
}

function product(lists: readonly (readonly number[])[]): number[][] {
  return lists.reduce<number[][]>(
    (rows, list) => rows.flatMap((row) => list.map((value) => [...row, value])),
    [[]],
  );
}

/** The test of figures that were computed from records against the value, as gaps and trends of them are tested. */
function computedSignificance({ figures, kind }: Quantity, value: number): Significance | null {
  const [a, b, c, d] = figures;
  const coefficients = { figure: [1], gap: [1, -1], change: [1, -1], 'gap-change': [-1, 1, 1, -1] }[kind];
  if (!a || coefficients.length !== figures.length) return null;
  const terms = [a, b, c, d].flatMap((figure, i) =>
    figure ? [[coefficients[i] ?? 0, figure] as const] : [],
  );
  const measured = measureCombination(terms, value / unitOf(terms));
  if (typeof measured === 'string' || measured.test === null) return null;
  const { test, df, note } = measured;
  return {
    pValue: test.pValue,
    bestPValue: null,
    working: [
      note === null
        ? `t test of the linearised quantity against ${value} (degrees of freedom: ${df}): t = ${short(test.statistic)}, two-sided p = ${short(test.pValue)}`
        : `${note} Against ${value} (degrees of freedom: ${df}): z = ${short(test.statistic)}, p = ${short(test.pValue)}`,
    ],
  };
}

/** How the samples of two audiences overlap, one pair for each wave of a quantity; of a change between waves, whether they do. */
export function overlapsOf({ kind, figures }: Quantity, samples: Samples): Overlap[] {
  if (kind === 'figure') return [];
  if (kind === 'change' || (kind === 'gap-change' && samples.panel))
    return [samples.panel ? 'panel' : 'disjoint'];
  const pairs = kind === 'gap' ? [figures.slice(0, 2)] : [figures.slice(0, 2), figures.slice(2, 4)];
  return pairs.flatMap(([a, b]) => (a && b ? [samples.relation(a.wave, a.audience, b.audience)] : []));
}

/** A gap of a part and its whole, or the change of one, with its standard error, in shares; or why there is none. */
function nestedEstimate(
  { figures }: Quantity,
  overlaps: readonly Overlap[],
):
  | { readonly value: number; readonly error: number; readonly z: number | null; readonly p: number | null }
  | Reason {
  const gaps: { value: number; variance: number; z: number | null; p: number | null }[] = [];
  for (const [i, overlap] of overlaps.entries()) {
    const [a, b] = [figures[2 * i], figures[2 * i + 1]];
    if (!a || !b) return 'not-reported';
    const value = share(a) - share(b);
    const inferred = overlap === 'part' ? inferNested(a, b, 0.95) : inferNested(b, a, 0.95);
    if (typeof inferred === 'string') return inferred;
    const { statistic, pValue, standardError } = inferred;
    const z = statistic === null || overlap === 'part' ? statistic : -statistic;
    gaps.push({ value, variance: toShare(standardError) ** 2, z, p: pValue });
  }
  const [first, second] = gaps;
  if (!first) return 'not-reported';
  if (!second) return { value: first.value, error: Math.sqrt(first.variance), z: first.z, p: first.p };
  const error = Math.sqrt(first.variance + second.variance);
  return { value: second.value - first.value, error, z: null, p: null };
}

/** The test of a part against its whole: against 0 that of part and rest, else z with the standard error of the gap. */
function nestedSignificance(
  quantity: Quantity,
  value: number,
  overlaps: readonly Overlap[],
): Significance | Reason {
  const estimate = nestedEstimate(quantity, overlaps);
  if (typeof estimate === 'string') return estimate;
  const asRest = quantity.kind === 'gap' && value === 0;
  const test = asRest
    ? estimate.z === null || estimate.p === null
      ? null
      : { z: estimate.z, p: estimate.p }
    : zTest(estimate.value - toShare(value), estimate.error);
  if (test === null) return 'no-variance';
  const name = asRest
    ? 'two-proportion z test of the part against the rest of the whole, pooled'
    : 'z test with the standard error of part and whole';
  const bases = quantity.figures.map(({ wave, audience, n }) => `${audience} ${wave}: ${n}`).join(', ');
  return {
    pValue: test.p,
    bestPValue: null,
    working: [`${name} (n of ${bases}): z = ${short(test.z)}, two-sided p = ${short(test.p)}`],
  };
}

/**
 * Tests a claim of significance. Where a base is not known, every possible one is tried (for a change of a gap the
 * largest, which is the most favourable one): if even the best p-value is too large, the claim cannot hold. Of audiences that
 * overlap, the bases say how: where one is not known there is no test, and no best p-value either.
 *
 * @returns why there is none if the quantity is not one of shares, was not published exactly, or is of samples that overlap
 */
export function significanceOf(quantity: Quantity, value: number, samples: Samples): Significance | Reason {
  const { figures, kind } = quantity;
  const [first] = figures;
  if (first?.computed) return computedSignificance(quantity, value) ?? 'no-variance';
  if (!figures.every(({ measure }) => measure === 'percent')) return 'not-applicable-to-measure';
  if (!figures.every(({ qualifier }) => qualifier === 'exact')) return 'inexact-figure';
  const overlaps = overlapsOf(quantity, samples);
  if (overlaps.includes('panel')) return 'waves-not-independent';
  if (overlaps.includes('overlapping')) return 'overlapping-audiences';
  if (overlaps.some((overlap) => overlap !== 'disjoint'))
    return nestedSignificance(quantity, value, overlaps);
  const unknown = figures.filter((figure) => !known(figure));
  // The variances of a change of a gap add, so that each is best where its base is largest.
  const lists = figures.map((figure) =>
    kind === 'gap-change' ? candidates(figure).slice(-1) : candidates(figure),
  );
  const tests = product(lists).map((bases) => ({ bases, test: testWith(quantity, value, bases) }));
  // All samples infinite: any difference that is not zero would be significant.
  const pOf = (test: ZTest | null): number =>
    test?.p ?? (unknown.length > 0 && quantity.value !== value ? 0 : 1);
  const best = tests.reduce((least, next) => (pOf(next.test) < pOf(least.test) ? next : least));
  const p = pOf(best.test);
  const names = [...new Set(unknown.map(({ wave, audience }) => `${audience} ${wave}`))].join(', ');
  const z = best.test === null ? '' : `z = ${short(best.test.z)}, `;
  const bases = figures
    .map(
      ({ wave, audience }, i) =>
        `${audience} ${wave}: ${best.bases[i] === Infinity ? '∞' : Math.round(best.bases[i] ?? 0)}`,
    )
    .join(', ');
  const working = [
    ...(unknown.length > 0 ? [`Bases not known: ${names}. They are taken as the most favourable ones.`] : []),
    `${kind === 'gap-change' ? 'z test of the change, unpooled' : kind === 'figure' ? 'score test against the value' : `two-proportion z test, ${value === 0 ? 'pooled' : 'unpooled'}`} (n of ${bases}): ${z}two-sided p = ${short(p)}`,
  ];
  return unknown.length > 0
    ? { pValue: null, bestPValue: p, working }
    : { pValue: p, bestPValue: null, working };
}
