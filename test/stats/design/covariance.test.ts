import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Score } from '../../../src/stats/design/covariance.ts';
import { taylorCovariance } from './from-tallies.ts';
import { prepare } from '../../../src/stats/design/tally-index.ts';
import type { SampleDesign, Tally } from '../../../src/stats/design/tally.ts';

const CELLS = 4;

const design = (kind: 'rows' | 'clusters' | 'two stages'): SampleDesign => ({
  strata: Array.from({ length: 3 }, (_, h) => ({ psus: 6 + h, population: kind === 'rows' ? null : 40 })),
  clusters:
    kind === 'rows'
      ? null
      : Array.from({ length: 12 }, () => ({ units: 30, population: kind === 'clusters' ? null : 400 })),
  lonelyPsu: 'fail',
});

const real = fc.double({ min: 0.01, max: 50, noNaN: true });
/** Cluster c lies in stratum c % 3; the same place may be tallied more than once. */
const tallies = fc.array(
  fc
    .record({
      cluster: fc.integer({ min: 0, max: 11 }),
      cell: fc.integer({ min: 0, max: CELLS - 1 }),
      w: real,
      x: real,
    })
    .map(({ cluster, cell, w, x }): Tally => ({
      stratum: cluster % 3,
      cluster,
      cell,
      n: 2,
      nonzero: 2,
      w,
      w2: w ** 2 / 2,
      x: { wx: w * x, wx2: w * x ** 2, w2x: (w ** 2 * x) / 2, w2x2: (w ** 2 * x ** 2) / 2 },
    })),
  { minLength: 1, maxLength: 40 },
);
const coefficients = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), {
  minLength: CELLS,
  maxLength: CELLS,
});
const scores = fc.array(fc.record({ constant: coefficients, slope: fc.option(coefficients) }), {
  minLength: 2,
  maxLength: 4,
});

/** The formula word by word for clusters without a second stage: the totals of z in each cluster of each stratum. */
function byHand(sample: SampleDesign, rows: readonly Tally[], a: Score, b: Score): number {
  const z = ({ cell, w, x }: Tally, { constant, slope }: Score): number =>
    (constant[cell] ?? 0) * w + (slope?.[cell] ?? 0) * (x?.wx ?? 0);
  let total = 0;
  sample.strata.forEach(({ psus, population }, h) => {
    const clusters = Array.from({ length: psus }, (_, i) =>
      rows.filter(({ cluster }) => cluster === h + 3 * i),
    );
    const totals = (score: Score): number[] =>
      clusters.map((cluster) => cluster.reduce((sum, tally) => sum + z(tally, score), 0));
    const [s, t] = [totals(a), totals(b)];
    const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / psus;
    const product = s.reduce((sum, value, i) => sum + (value - mean(s)) * ((t[i] ?? 0) - mean(t)), 0);
    total += ((1 - psus / (population ?? Infinity)) * psus * product) / (psus - 1);
  });
  return total;
}

describe.each(['rows', 'clusters', 'two stages'] as const)('%s', (kind) => {
  const sample = design(kind);

  test('the order of tallies does not change a bit', () => {
    const shuffled = tallies.chain((rows) =>
      fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length })),
    );
    fc.assert(
      fc.property(shuffled, scores, ([rows, moved], some) => {
        expect(taylorCovariance(sample, moved, some)).toEqual(taylorCovariance(sample, rows, some));
      }),
    );
  });

  test('variances and single covariances are those of the matrix', () => {
    fc.assert(
      fc.property(tallies, scores, (rows, some) => {
        const matrix = taylorCovariance(sample, rows, some) ?? [];
        const alone = some.map((score) => taylorCovariance(sample, rows, [score])?.[0]?.[0]);
        expect(alone).toEqual(matrix.map((row, k) => row[k]));
        const [a, b] = some;
        if (a && b) expect(taylorCovariance(sample, rows, [a, b])?.[0]?.[1]).toBe(matrix[0]?.[1]);
        expect(matrix).toEqual(matrix.map((_, k) => matrix.map((row) => row[k])));
      }),
    );
  });
});

test('clusters: equal to the formula', () => {
  const sample = design('clusters');
  fc.assert(
    fc.property(tallies, scores, (rows, [a, b]) => {
      if (!a || !b) return;
      const [expected, scale] = [
        byHand(sample, rows, a, b),
        byHand(sample, rows, a, a) + byHand(sample, rows, b, b),
      ];
      const actual = taylorCovariance(sample, rows, [a, b])?.[0]?.[1] ?? Number.NaN;
      expect(Math.abs(actual - expected)).toBeLessThanOrEqual(1e-11 * scale + 1e-9);
    }),
  );
});

describe('a stratum with a single unit', () => {
  const tally: Tally = { stratum: 0, cluster: null, cell: 0, n: 1, nonzero: 1, w: 2, w2: 4, x: null };
  const score: Score = { constant: [3], slope: null };
  const lonely = (lonelyPsu: SampleDesign['lonelyPsu'], population: number | null): SampleDesign => ({
    strata: [{ psus: 1, population }],
    clusters: null,
    lonelyPsu,
  });

  test.each([
    ['fail', null, null],
    ['remove', null, 0],
    ['adjust', null, 36],
    ['adjust', 4, 27],
    ['fail', 1, 0],
  ] as const)('%s, of %j in the population', (rule, population, variance) => {
    const sample = lonely(rule, population);
    expect(taylorCovariance(sample, [tally], [score])?.[0]?.[0] ?? null).toBe(variance);
    expect(taylorCovariance(sample, [tally], [score, score])?.[0]?.[1] ?? null).toBe(variance);
  });

  test('the same tallies under another design are prepared anew', () => {
    const rows = [tally];
    expect(taylorCovariance(lonely('adjust', null), rows, [score])).toEqual([[36]]);
    expect(taylorCovariance(lonely('adjust', 4), rows, [score])).toEqual([[27]]);
  });

  test('refuses a stratum that is not in the design', () => {
    expect(() => prepare(lonely('fail', null), [{ ...tally, stratum: 1 }])).toThrow('there is no stratum 1');
  });
});
