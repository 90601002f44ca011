import fc from 'fast-check';
import { expect, test } from 'vitest';
import { preparedCovariance } from '../../../src/stats/design/covariance.ts';
import { weightedShare } from '../../../src/stats/design/linearised-estimates.ts';
import { TalliedSample } from '../../../src/stats/design/tallied-sample.ts';
import { prepare } from '../../../src/stats/design/tally-index.ts';
import type { SampleDesign, Tally } from '../../../src/stats/design/tally.ts';
import { atOnce } from '../../../src/stats/in-steps.ts';
import { runs } from '../../runs.ts';

const clustered = (
  strata: number,
  each: number,
  lonelyPsu: SampleDesign['lonelyPsu'] = 'fail',
): SampleDesign => ({
  strata: Array.from({ length: strata }, () => ({ psus: each, population: null })),
  clusters: Array.from({ length: strata * each }, () => ({ units: 9, population: null })),
  lonelyPsu,
});

const tally = (cluster: number, each: number, cell: number, w: number, nonzero = 2): Tally => ({
  stratum: Math.floor(cluster / each),
  cluster,
  cell,
  n: 2,
  nonzero,
  w,
  w2: w ** 2 / 2,
  x: null,
});

test('what cancels between cells, as in clusters that differ in size and hardly in answers, loses no digits', () => {
  // Shares of an answer of 1/2 ± 2^-k in clusters of very different sizes; weights are binary fractions, so that sums are exact.
  for (const k of [12, 20, 26]) {
    const sizes = [1, 64, 1024, 3, 500, 7];
    const tallies = sizes.flatMap((size, c) => {
      const lean = (c % 2 === 0 ? 1 : -1) * size * 2 ** -k;
      return [tally(c, 3, 0, size + lean), tally(c, 3, 1, size - lean)];
    });
    const design = clustered(2, 3);
    const share = weightedShare(
      tallies,
      2,
      (cell) => cell === 0,
      () => true,
    );
    if (!share) throw new Error('no share');
    const found = atOnce(TalliedSample.of(design, tallies).covariances([0, 1], [share.score]))?.[0]?.[0] ?? 0;
    // By hand, from the differences between the two answers: z is (t₀(1 − p) − t₁p)/Σw.
    const base = 2 * sizes.reduce((a, b) => a + b, 0);
    const p = share.estimate;
    const z = sizes.map((size, c) => {
      const lean = (c % 2 === 0 ? 1 : -1) * size * 2 ** -k;
      return (lean - size * (2 * p - 1)) / base;
    });
    const expected = [z.slice(0, 3), z.slice(3)].reduce((sum, some) => {
      const mean = some.reduce((a, b) => a + b, 0) / 3;
      return sum + 1.5 * some.reduce((squares, one) => squares + (one - mean) ** 2, 0);
    }, 0);
    expect(Math.abs(found / expected - 1)).toBeLessThan(1e-6);
  }
});

test('a cell without respondents in some clusters, and more cells than a matrix is made for', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(4, 401),
      fc.array(
        fc.record({
          cluster: fc.integer({ min: 0, max: 11 }),
          at: fc.integer({ min: 0, max: 3 }),
          w: fc.integer({ min: 1, max: 50 }),
        }),
        { minLength: 2, maxLength: 40 },
      ),
      (cells, some) => {
        // The last cell of all is always there.
        const rows = [...some, { cluster: 0, at: 3, w: 1 }].map(({ cluster, at, w }) =>
          tally(cluster, 4, at === 3 ? cells - 1 : at, w),
        );
        const design = clustered(3, 4);
        const share = weightedShare(
          rows,
          cells,
          (cell) => cell === 1,
          () => true,
        );
        if (!share) return;
        const all = Array.from({ length: cells }, (_, cell) => cell);
        const sample = TalliedSample.of(design, rows);
        const [found] = atOnce(sample.covariances(all, [share.score])) ?? [];
        const [passed] = atOnce(preparedCovariance(prepare(design, rows), [share.score])) ?? [];
        expect(found?.[0]).toBeCloseTo(passed?.[0] ?? Number.NaN, 12);
        const sums = sample.sums[1];
        expect([sums?.n, sums?.w]).toEqual([
          2 * rows.filter(({ cell }) => cell === 1).length,
          rows.reduce((sum, { cell, w }) => (cell === 1 ? sum + w : sum), 0),
        ]);
      },
    ),
    { numRuns: runs(20, 200) },
  );
});

test('degrees of freedom are of the clusters and strata that the cells have respondents in, with weight or of all', () => {
  const rows = [
    tally(0, 40, 0, 1),
    tally(39, 40, 1, 1),
    tally(41, 40, 1, 0, 0),
    tally(70, 40, 2, 1),
    tally(0, 40, 1, 1),
  ];
  const sample = TalliedSample.of(clustered(2, 40), rows);
  expect(sample.degreesOfFreedom([0], 'weighted')).toBe(0);
  expect(sample.degreesOfFreedom([0, 1], 'weighted')).toBe(1);
  expect(sample.degreesOfFreedom([0, 1], 'all')).toBe(1);
  expect(sample.degreesOfFreedom([0, 1, 2], 'weighted')).toBe(1);
  expect(sample.degreesOfFreedom([0, 1, 2], 'all')).toBe(2);
  expect(sample.degreesOfFreedom([], 'all')).toBeNull();
  const alone = TalliedSample.of(
    { ...clustered(2, 40), clusters: null },
    rows.map((row) => ({ ...row, cluster: null })),
  );
  expect(alone.degreesOfFreedom([1], 'weighted')).toBe(3);
  expect(alone.degreesOfFreedom([1], 'all')).toBe(4);
});

test('a stratum of one cluster leaves only those without a variance who are in it', () => {
  const design: SampleDesign = {
    ...clustered(2, 2),
    strata: [
      { psus: 2, population: null },
      { psus: 1, population: null },
    ],
  };
  const rows = [tally(0, 2, 0, 1), tally(1, 2, 0, 3), tally(2, 2, 1, 1)];
  const sample = TalliedSample.of(design, rows);
  const score = { constant: [1], slope: null };
  // 2/(2 − 1)·((1 − 2)² + (3 − 2)²)
  expect(atOnce(sample.covariances([0], [score]))).toEqual([[4]]);
  expect(atOnce(sample.covariances([1], [score]))).toBeNull();
  // The mean over the whole sample is 0 for what is made of deviations.
  const adjusted = TalliedSample.of({ ...design, lonelyPsu: 'adjust' }, rows);
  expect(atOnce(adjusted.covariances([1], [score]))).toEqual([[1]]);
  const removed = TalliedSample.of({ ...design, lonelyPsu: 'remove' }, rows);
  expect(atOnce(removed.covariances([1], [score]))).toEqual([[0]]);
});
