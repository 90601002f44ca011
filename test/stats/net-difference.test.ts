import { describe, expect, test } from 'vitest';
import { nestedNets } from '../../src/stats/nested-nets.ts';
import { netStandardError, netVariance, spreadOfNet } from '../../src/stats/net-difference.ts';
import { clipRounding, roundingInterval, sumRounding } from '../../src/stats/rounding.ts';

/** The variance of scores 1, 0 and −1, respondent by respondent. */
function spreadByScores(up: number, down: number, none: number): number {
  const scores = [
    ...Array<number>(up).fill(1),
    ...Array<number>(down).fill(-1),
    ...Array<number>(none).fill(0),
  ];
  const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
  return scores.reduce((sum, score) => sum + (score - mean) ** 2, 0) / scores.length;
}

describe('a difference of two shares of one sample', () => {
  test.each([
    [20, 30, 50],
    [1, 0, 99],
    [45, 55, 0],
    [7, 7, 3],
  ])('varies as scores of 1, −1 and 0 do: %i, %i and %i', (up, down, none) => {
    const n = up + down + none;
    const shares = { plus: up / n, minus: down / n };
    expect(spreadOfNet(shares)).toBeCloseTo(spreadByScores(up, down, none), 12);
    expect(netStandardError(shares, n)).toBeCloseTo(Math.sqrt(spreadByScores(up, down, none) / n), 12);
  });

  test('has no error where all answer alike, and never one of shares beyond 100 %', () => {
    for (const shares of [
      { plus: 1, minus: 0 },
      { plus: 0, minus: 1 },
      { plus: 0, minus: 0 },
    ])
      expect(netStandardError(shares, 100)).toBeNull();
    // Printed 60 and 41: together they are all.
    expect(spreadOfNet({ plus: 0.6, minus: 0.41 })).toBeCloseTo(1 - 0.19 ** 2, 12);
    expect(() => spreadOfNet({ plus: 1.2, minus: 0 })).toThrow(RangeError);
    expect(() => netStandardError({ plus: 0.5, minus: 0 }, 0)).toThrow(RangeError);
  });

  test('in a sum a share at an end is not known exactly', () => {
    const moved = 2 / 104;
    expect(netVariance({ plus: 0.4, minus: 0 }, 100)).toBeCloseTo(
      (0.4 - 0.16) / 100 + (moved * (1 - moved)) / 104,
      12,
    );
    expect(netVariance({ plus: 0.4, minus: 0.1 }, 100)).toBeCloseTo((0.5 - 0.09) / 100, 12);
  });
});

describe('a difference of shares of a part less that of its whole', () => {
  const exact = (p: number, n: number) => ({ p, n, effective: n, range: { lower: p, upper: p } });

  test('has the variance that the multinomial sample gives, by the delta method', () => {
    // Counts of the part and of the rest: for, against, neither.
    const counts = [60, 30, 30, 50, 90, 140];
    const n = counts.reduce((sum, count) => sum + count, 0);
    const gapOf = (c: readonly number[]): number => {
      const at = (i: number): number => c[i] ?? 0;
      const [inPart, all] = [at(0) + at(1) + at(2), c.reduce((sum, one) => sum + one, 0)];
      return (at(0) - at(1)) / inPart - (at(0) + at(3) - at(1) - at(4)) / all;
    };
    const step = 1e-3;
    const slope = counts.map((_, i) => {
      const moved = (by: number): number => gapOf(counts.map((count, j) => (i === j ? count + by : count)));
      return (moved(step) - moved(-step)) / (2 * step);
    });
    // Cov(cᵢ, cⱼ) = n(pᵢ[i = j] − pᵢpⱼ)
    const mean = slope.reduce((sum, s, i) => sum + (s * (counts[i] ?? 0)) / n, 0);
    const variance = n * slope.reduce((sum, s, i) => sum + ((counts[i] ?? 0) / n) * (s - mean) ** 2, 0);
    const [part, whole] = [120, n];
    const result = nestedNets(
      { plus: exact(60 / part, part), minus: exact(30 / part, part) },
      { plus: exact(110 / whole, whole), minus: exact(120 / whole, whole) },
      part / whole,
      0.95,
    );
    if (typeof result === 'string') throw new Error(result);
    expect(result.standardError).toBeCloseTo(Math.sqrt(variance), 8);
    expect(result.test?.z).toBeCloseTo(gapOf(counts) / Math.sqrt(variance), 6);
    expect((result.interval.lower + result.interval.upper) / 2).toBeCloseTo(gapOf(counts), 12);
    expect(result.rest.plus.share.p).toBeCloseTo(50 / 280, 12);
    expect(result.rest.plus.share.n).toBeCloseTo(280, 9);
  });

  test('says why there is none', () => {
    const net = (plus: number, minus: number, n: number) => ({
      plus: exact(plus, n),
      minus: exact(minus, n),
    });
    expect(nestedNets(net(0.5, 0.2, 100), net(0.5, 0.2, 100), 1, 0.95)).toBe('no-variance');
    expect(nestedNets(net(0.5, 0.2, 120), net(0.5, 0.2, 100), 1.2, 0.95)).toBe('inconsistent-bases');
    // Of the rest −0.3 would be against.
    expect(nestedNets(net(0.1, 0.9, 50), net(0.1, 0.3, 100), 0.5, 0.95)).toBe('inconsistent-bases');
  });
});

describe('a sum of printed figures', () => {
  const printed = (value: number, decimals = 0) => roundingInterval({ value, decimals }, { maximum: 100 });

  test('is open by the half units of all of them', () => {
    expect(sumRounding([printed(31), printed(20.5, 1), printed(7)])).toEqual({
      lower: { value: 57.45, decimals: 2 },
      upper: { value: 59.55, decimals: 2 },
      lowerIncluded: true,
      upperIncluded: false,
    });
    expect(() => sumRounding([])).toThrow(RangeError);
  });

  test('ends where the quantity does', () => {
    const cut = clipRounding(sumRounding([printed(60), printed(40)]), { maximum: 100 });
    expect(cut).toMatchObject({ lower: { value: 99 }, upper: { value: 100 }, upperIncluded: true });
    expect(clipRounding(printed(50), { minimum: -100, maximum: 100 })).toEqual(printed(50));
    expect(clipRounding(printed(50), { minimum: 49.75 })).toMatchObject({ lower: { value: 49.75 } });
  });
});
