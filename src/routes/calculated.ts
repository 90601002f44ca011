import { gapRows, gapTest, proportionRows, sampleSizeRows } from '../services/figures/calculator.ts';
import {
  checkedBaseOfInference,
  givenShare,
  goalOf,
  missing,
  refuseIf,
  type gapParameters,
  type GivenParameters,
  type proportionParameters,
  type sampleSizeParameters,
} from './calculator-query.ts';

/** What the calculator answers: a row for each method, and what belongs to them all. */

/** Intervals of one share. @throws ApiError `invalid-query` */
export function calculatedProportion(query: GivenParameters<typeof proportionParameters>) {
  const { p, n } = givenShare(query);
  const { designEffect = 1, confidence } = query;
  const sample = { p, n: checkedBaseOfInference('n', n, designEffect) };
  return {
    rows: proportionRows(sample, confidence),
    extra: {
      percent: query.percent ?? p * 100,
      n,
      designEffect,
      nEffective: sample.n,
      standardError: Math.sqrt((p * (1 - p)) / sample.n) * 100,
      confidence,
    },
  };
}

/** Intervals and test of a gap. @throws ApiError `invalid-query` */
export function calculatedGap(query: GivenParameters<typeof gapParameters>) {
  refuseIf(missing(query, ['percentA', 'nA', 'percentB', 'nB']));
  const { percentA = 0, nA = 1, percentB = 0, nB = 1, designEffect = 1, confidence } = query;
  const [a, b] = [
    { p: percentA / 100, n: checkedBaseOfInference('nA', nA, designEffect) },
    { p: percentB / 100, n: checkedBaseOfInference('nB', nB, designEffect) },
  ];
  return {
    rows: gapRows(a, b, confidence),
    extra: {
      gap: Number((percentA - percentB).toPrecision(12)),
      ...gapTest(a, b, confidence),
      designEffect,
      nEffectiveA: a.n,
      nEffectiveB: b.n,
      confidence,
    },
  };
}

/** Sizes of a sample. @throws ApiError `invalid-query` */
export function calculatedSampleSize(query: GivenParameters<typeof sampleSizeParameters>) {
  const { designEffect = 1, population = null, confidence } = query;
  return {
    rows: sampleSizeRows(goalOf(query), confidence, designEffect, population),
    extra: { confidence, designEffect, population },
  };
}
