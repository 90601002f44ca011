import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { kappa, designBase } from '../../../src/stats/design/effective-base.ts';
import { designLinearTrend } from '../../../src/stats/design/linear-trend.ts';
import { fUpperTail, tQuantile, tTwoSidedP } from '../../../src/stats/distributions.ts';
import { linearTrend } from '../../../src/stats/linear-trend.ts';
import { solve } from '../../../src/stats/linear-system.ts';

const diagonal = (variances: readonly number[]): number[][] =>
  variances.map((variance, i) => variances.map((_, j) => (i === j ? variance : 0)));

describe('a line through estimates of a design', () => {
  const wave = fc.record({
    estimate: fc.double({ min: 0, max: 100, noNaN: true }),
    variance: fc.double({ min: 0.01, max: 30, noNaN: true }),
    gap: fc.integer({ min: 1, max: 9 }),
  });

  test('of independent samples is the one with known variances, read from t and F', () => {
    fc.assert(
      fc.property(
        fc.array(wave, { minLength: 3, maxLength: 7 }),
        fc.integer({ min: 1, max: 90 }),
        (waves, df) => {
          let time = 2000;
          const points = waves.map(({ estimate, variance, gap }) => ({
            estimate,
            variance,
            time: (time += gap),
          }));
          const known = linearTrend(points, 0.95);
          const line = designLinearTrend(points, diagonal(points.map(({ variance }) => variance)), df, 0.95);
          if (!known || !line) throw new Error('there is a line');
          expect(Math.abs(line.slope - known.slope)).toBeLessThan(1e-9 * (1 + Math.abs(known.slope)));
          expect(line.standardError).toBeCloseTo(known.standardError, 10);
          expect(line.test?.pValue).toBeCloseTo(tTwoSidedP(known.z, df), 9);
          const half = tQuantile(0.975, df) * known.standardError;
          expect((line.interval?.upper ?? 0) - known.slope).toBeCloseTo(half, 7);
          const { q, df: waveDf } = known.heterogeneity;
          expect(line.heterogeneity?.df).toBe(waveDf);
          expect(Math.abs((line.heterogeneity?.q ?? 0) - q)).toBeLessThan(1e-8 * (1 + q));
          expect(line.heterogeneity?.pValue).toBeCloseTo(fUpperTail(q / waveDf, waveDf, df), 7);
        },
      ),
    );
  });

  test('has covariances in its standard error, worked out by hand', () => {
    // Three waves a year apart with equal variances v and covariances c: b = (y₃ − y₁)/2, SE² = (v − c)/2.
    const covariance = [
      [4, 1, 1],
      [1, 4, 1],
      [1, 1, 4],
    ];
    const points = [10, 13, 20].map((estimate, time) => ({ estimate, time }));
    const line = designLinearTrend(points, covariance, 12, 0.9);
    expect(line?.slope).toBeCloseTo(5, 13);
    expect(line?.standardError).toBeCloseTo(Math.sqrt(1.5), 13);
    expect(line?.test?.statistic).toBeCloseTo(5 / Math.sqrt(1.5), 12);
    // Q of exchangeable estimates: Σ(y − ȳ)²/(v − c).
    expect(line?.heterogeneity?.q).toBeCloseTo(
      ((10 - 43 / 3) ** 2 + (13 - 43 / 3) ** 2 + (20 - 43 / 3) ** 2) / 3,
      11,
    );
  });

  test('is not changed by the order of the waves', () => {
    const covariance = [
      [4, 1, 0.5],
      [1, 6, 2],
      [0.5, 2, 5],
    ];
    const points = [
      { time: 1, estimate: 10 },
      { time: 3, estimate: 12 },
      { time: 4, estimate: 19 },
    ];
    const order = [2, 0, 1];
    const line = designLinearTrend(points, covariance, 20, 0.95);
    const other = designLinearTrend(
      order.flatMap((i) => points[i] ?? []),
      order.map((i) => order.map((j) => covariance[i]?.[j] ?? 0)),
      20,
      0.95,
    );
    expect(other?.slope).toBeCloseTo(line?.slope ?? 0, 12);
    expect(other?.standardError).toBeCloseTo(line?.standardError ?? 0, 12);
    expect(other?.heterogeneity?.q).toBeCloseTo(line?.heterogeneity?.q ?? 0, 10);
  });

  test('without degrees of freedom has a standard error and no test; without variance nothing', () => {
    const points = [10, 13, 20].map((estimate, time) => ({ estimate, time }));
    for (const df of [0, null])
      expect(designLinearTrend(points, diagonal([1, 1, 1]), df, 0.95)).toMatchObject({
        slope: 5,
        standardError: Math.SQRT1_2,
        interval: null,
        test: null,
        heterogeneity: null,
      });
    expect(designLinearTrend(points, diagonal([1, 0, 1]), 9, 0.95)).toBeNull();
    expect(designLinearTrend(points.slice(1), diagonal([1, 1]), 9, 0.95)).toBeNull();
    expect(
      designLinearTrend(
        points.map((one) => ({ ...one, time: 1 })),
        diagonal([1, 1, 1]),
        9,
        0.95,
      ),
    ).toBeNull();
    expect(() => designLinearTrend(points, diagonal([1, 1, 1]), 9, 1)).toThrow(RangeError);
  });

  test('with singular covariances has no Q', () => {
    const points = [10, 13, 20].map((estimate, time) => ({ estimate, time }));
    const covariance = points.map(() => [4, 4, 4]);
    expect(designLinearTrend(points, covariance, 9, 0.95)).toMatchObject({ heterogeneity: null, test: null });
  });
});

test('a system of equations is solved, or singular', () => {
  const a = [
    [4, 1, 0],
    [1, 3, 1],
    [0, 1, 2],
  ];
  const x = [1, -2, 3];
  const b = a.map((row) => [row.reduce((sum, value, i) => sum + value * (x[i] ?? 0), 0)]);
  solve(a, b)?.forEach(([value], i) => expect(value).toBeCloseTo(x[i] ?? 0, 13));
  expect(
    solve(
      [
        [1, 1],
        [1, 1],
      ],
      [[1], [2]],
    ),
  ).toBeNull();
});

describe('effective bases', () => {
  test('are n/deff, and none without', () => {
    expect(designBase(300, 1.5)).toBe(200);
    expect(designBase(300, 0)).toBeNull();
    expect(designBase(300, null)).toBeNull();
  });

  test('κ is the median of ratios of at most 1', () => {
    expect(kappa([])).toBeNull();
    expect(kappa([0.4])).toBe(0.4);
    expect(kappa([0.9, 0.4])).toBeCloseTo(0.65, 15);
    expect(kappa([Infinity, 0.2, 7])).toBe(1);
    expect(kappa([0.8, 0.1, 0.3])).toBe(0.3);
  });
});
