import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { designDegreesOfFreedom, taylorCovariance } from './from-tallies.ts';
import {
  designEffect,
  effectiveBase,
  weightedMean,
  weightedShare,
} from '../../../src/stats/design/linearised-estimates.ts';
import { logitInterval } from '../../../src/stats/design/logit-interval.ts';
import { raoScott } from '../../../src/stats/design/rao-scott.ts';
import { DesignedSample, type DesignSpec, type Row } from './records.ts';

const row = fc.record({
  y: fc.integer({ min: 0, max: 2 }),
  x: fc.integer({ min: -50, max: 50 }),
  w: fc.integer({ min: 1, max: 40 }),
  h: fc.integer({ min: 0, max: 2 }),
  c: fc.integer({ min: 0, max: 4 }),
});
const sample = fc.array(row, { minLength: 5, maxLength: 60 });
const asText = (rows: readonly Record<string, number>[]): Row[] =>
  rows.map((one) => Object.fromEntries(Object.entries(one).map(([name, value]) => [name, String(value)])));
const stratified: DesignSpec = { ids: null, strata: 'h', weights: 'w', fpc: null, lonely_psu: 'remove' };
const clustered: DesignSpec = { ids: ['c'], strata: 'h', weights: 'w', fpc: null, lonely_psu: 'remove' };
const all = () => true;

/** Share of y = 1 and mean of x with their covariance. */
function estimate(rows: readonly Row[], spec: DesignSpec) {
  const built = new DesignedSample(rows, spec);
  const tallies = built.tally((one) => Number(one['y']), 'x');
  const [share, mean] = [weightedShare(tallies, 3, (cell) => cell === 1, all), weightedMean(tallies, 3, all)];
  if (!share || !mean) throw new Error('an empty sample');
  const v = taylorCovariance(built.design, tallies, [share.score, mean.score]) ?? [];
  return {
    share: share.estimate,
    mean: mean.estimate,
    v: v.flat(),
    df: designDegreesOfFreedom(built.design, tallies),
  };
}

function alike(a: ReturnType<typeof estimate>, b: ReturnType<typeof estimate>): void {
  expect(a.share).toBeCloseTo(b.share, 12);
  expect(a.mean).toBeCloseTo(b.mean, 9);
  expect(a.df).toBe(b.df);
  a.v.forEach((value, i) =>
    expect(Math.abs(value - (b.v[i] ?? 0))).toBeLessThan(1e-9 * Math.max(1, Math.abs(value))),
  );
}

describe.each([
  ['stratified', stratified],
  ['clustered', clustered],
] as const)('%s', (_, spec) => {
  test('the scale of the weights changes nothing', () => {
    fc.assert(
      fc.property(sample, fc.constantFrom(2, 0.5, 1024), (rows, scale) => {
        alike(
          estimate(asText(rows), spec),
          estimate(asText(rows.map((one) => ({ ...one, w: one.w * scale }))), spec),
        );
      }),
    );
  });

  test('a constant weight equals none', () => {
    fc.assert(
      fc.property(sample, (rows) => {
        const constant = asText(rows.map((one) => ({ ...one, w: 7 })));
        alike(estimate(constant, spec), estimate(constant, { ...spec, weights: null }));
      }),
    );
  });

  test('the order of rows changes nothing beyond rounding', () => {
    fc.assert(
      fc.property(sample, (rows) =>
        alike(estimate(asText(rows), spec), estimate(asText(rows.toReversed()), spec)),
      ),
    );
  });

  test('a share and its complement have one variance, and opposite scores', () => {
    fc.assert(
      fc.property(sample, (rows) => {
        const built = new DesignedSample(asText(rows), spec);
        const tallies = built.tally((one) => Number(one['y']));
        const [a, b] = [
          weightedShare(tallies, 3, (cell) => cell === 1, all),
          weightedShare(tallies, 3, (cell) => cell !== 1, all),
        ];
        if (!a || !b) return;
        const v = taylorCovariance(built.design, tallies, [a.score, b.score]) ?? [];
        expect(v[0]?.[0]).toBeCloseTo(v[1]?.[1] ?? 0, 12);
        expect(v[0]?.[1]).toBeCloseTo(-(v[0]?.[0] ?? 0), 12);
      }),
    );
  });
});

test('rows that are clusters of one are the same as rows without clusters', () => {
  fc.assert(
    fc.property(sample, (rows) => {
      const numbered = asText(rows.map((one, i) => ({ ...one, c: i })));
      alike(estimate(numbered, clustered), estimate(numbered, stratified));
    }),
  );
});

test('a whole population has no variance', () => {
  const rows = asText([1, 2, 3, 4].map((i) => ({ y: i % 2, x: i, w: 1, h: 0, c: i })));
  const built = new DesignedSample(
    rows.map((one) => ({ ...one, N: '4' })),
    { ...stratified, fpc: ['N'], fpc_kind: 'population_size' },
  );
  const tallies = built.tally((one) => Number(one['y']));
  const share = weightedShare(tallies, 2, (cell) => cell === 1, all);
  expect(taylorCovariance(built.design, tallies, share ? [share.score] : [])).toEqual([[0]]);
});

test('what is not defined is null', () => {
  expect(weightedShare([], 2, all, all)).toBeNull();
  expect(weightedMean([], 2, all)).toBeNull();
  expect(effectiveBase(0, 0)).toBeNull();
  expect(designEffect(0.1, 0, 10)).toBeNull();
  expect(logitInterval(0.5, 0.1, 0, 10, 0.95)).toBeNull();
  expect(
    raoScott(
      [0.5, 0.5],
      1,
      2,
      [
        [0, 0],
        [0, 0],
      ],
      10,
      5,
    ),
  ).toBeNull();
});

test('at 0 % and 100 % the interval is that of the effective base', () => {
  expect(logitInterval(0, 0, 20, 1, 0.95)).toEqual({ lower: 0, upper: 0.975 });
  expect(logitInterval(1, 0, 20, null, 0.95)).toBeNull();
});
