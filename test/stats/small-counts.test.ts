import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { tTwoSidedP } from '../../src/stats/distributions.ts';
import { endShareVariance } from '../../src/stats/end-share.ts';
import { logFalling } from '../../src/stats/log-falling.ts';
import { mover } from '../../src/stats/mover.ts';
import { newcombe } from '../../src/stats/newcombe.ts';
import { agrestiCoull } from '../../src/stats/proportion-intervals.ts';
import type { Proportion } from '../../src/stats/proportion.ts';
import { scoreDifference } from '../../src/stats/score-difference.ts';
import { singleShareTest } from '../../src/stats/single-share-test.ts';
import { endShareBound, FEW, smallCountTest, type TTest } from '../../src/stats/small-counts.ts';
import { wilson } from '../../src/stats/wilson.ts';

const relative = (actual: number, expected: number): number =>
  Math.abs(actual - expected) / Math.abs(expected);

describe('the falling factorial', () => {
  test.each([
    [5, 2],
    [30, 7],
    [1030, 50],
    [25.5, 3],
    [1e6, 5],
    [1e9, 3],
  ])('of %d, %d terms, is their product', (a, x) => {
    const product = Array.from({ length: x }, (_, i) => Math.log(a - i)).reduce((sum, log) => sum + log, 0);
    expect(relative(logFalling(a, x), product)).toBeLessThan(1e-14);
  });

  test('of parts that are not whole', () => {
    // Python: math.lgamma(1001.5) - math.lgamma(989.25), math.lgamma(31.5) - math.lgamma(21.25)
    expect(relative(logFalling(1000.5, 12.25), 84.55698261805082)).toBeLessThan(1e-12);
    expect(relative(logFalling(30.5, 10.25), 33.27893247631289)).toBeLessThan(1e-13);
  });

  test('goes on where Stirling’s series takes over: x + y terms are x terms and then y', () => {
    for (const a of [25, 40.25, 300])
      for (const x of [0.5, 4.75, 5.3, 19, 21])
        expect(logFalling(a, x) + logFalling(a - x, 3.5)).toBeCloseTo(logFalling(a, x + 3.5), 12);
  });

  test('has no value beyond its range', () => {
    expect(() => logFalling(3, 5)).toThrow(RangeError);
    expect(() => logFalling(Number.NaN, 1)).toThrow(RangeError);
  });
});

const choose = (n: number, k: number): bigint => {
  let value = 1n;
  for (let i = 0; i < k; i += 1) value = (value * BigInt(n - i)) / BigInt(i + 1);
  return value;
};

describe('the bound of a share at an end', () => {
  test.each([
    [30, 1000, 50],
    [30, 1000, 100],
    [300, 30, 2],
    [50, 50, 50],
  ])('of 0 in %d against %d with %d is half the chance of that table', (n1, n2, x) => {
    const scale = 10n ** 60n;
    const chance = Number((choose(n2, x) * scale) / choose(n1 + n2, x)) / 1e60;
    const bound = endShareBound({ p: 0, n: n1 }, { p: x / n2, n: n2 });
    expect(relative(bound, chance / 2)).toBeLessThan(1e-11);
    // The other answer of the same table.
    expect(relative(endShareBound({ p: 1, n: n1 }, { p: 1 - x / n2, n: n2 }), chance / 2)).toBeLessThan(1e-9);
  });

  test('is of a share at an end alone', () => {
    expect(() => endShareBound({ p: 0.01, n: 30 }, { p: 0, n: 30 })).toThrow(RangeError);
  });
});

describe('MOVER', () => {
  test('with Wilson’s intervals is Newcombe’s', () => {
    const share = fc.record({
      p: fc.double({ min: 0, max: 1, noNaN: true }),
      n: fc.integer({ min: 1, max: 999 }),
    });
    fc.assert(
      fc.property(share, share, (a, b) => {
        const [of, expected] = [
          ({ p, n }: Proportion) => ({ estimate: p, interval: wilson({ p, n }, 0.9) }),
          newcombe(a, b, 0.9),
        ];
        const { lower, upper } = mover(of(a), of(b));
        expect(lower).toBeCloseTo(expected.lower, 14);
        expect(upper).toBeCloseTo(expected.upper, 14);
        // Turned round it is mirrored.
        const turned = mover(of(b), of(a));
        expect(turned.lower).toBeCloseTo(-upper, 14);
        expect(turned.upper).toBeCloseTo(-lower, 14);
      }),
    );
  });
});

test('the variance of a share at an end is that of Agresti and Coull’s interval with z = 2', () => {
  // z = 2 is the level erf(√2).
  const level = 0.954_499_736_103_641_6;
  for (const n of [30, 77.5, 1000]) {
    const { lower, upper } = agrestiCoull({ p: 1, n: n }, level);
    const centre = (n + 2) / (n + 4);
    // Its upper end is cut at 1, its lower one is not.
    expect(upper).toBe(1);
    expect(relative(endShareVariance({ p: 1, n }), ((centre - lower) / 2) ** 2)).toBeLessThan(1e-9);
    expect(endShareVariance({ p: 0, n })).toBeCloseTo(endShareVariance({ p: 1, n }), 17);
  }
});

describe('the score of a difference', () => {
  test('at 0 is the pooled z', () => {
    // 1/50 and 50/500: p̄ = 51/550
    const pooled = 51 / 550;
    const z = (1 / 50 - 50 / 500) / Math.sqrt(pooled * (1 - pooled) * (1 / 50 + 1 / 500));
    expect(scoreDifference({ p: 1 / 50, n: 50 }, { p: 0.1, n: 500 }, 0)).toBeCloseTo(z, 13);
  });

  test('goes continuously through 0, and is 0 at the difference itself', () => {
    const [a, b] = [
      { p: 0.04, n: 75 },
      { p: 0.1, n: 400 },
    ];
    const at0 = scoreDifference(a, b, 0) ?? Number.NaN;
    expect(scoreDifference(a, b, 1e-9)).toBeCloseTo(at0, 6);
    expect(scoreDifference(a, b, -0.06)).toBeCloseTo(0, 12);
    expect(scoreDifference({ p: 0, n: 9 }, { p: 0, n: 9 }, 0)).toBeNull();
    expect(() => scoreDifference(a, b, 1.5)).toThrow(RangeError);
  });

  test('maximises the likelihood under the difference', () => {
    const [a, b, delta] = [{ p: 0, n: 30 }, { p: 0.05, n: 1000 }, -0.01] as const;
    const logLikelihood = (p2: number): number => {
      const p1 = p2 + delta;
      return 30 * Math.log(1 - p1) + 50 * Math.log(p2) + 950 * Math.log(1 - p2);
    };
    const best = Array.from({ length: 100_001 }, (_, i) => 0.01 + i * 1e-6).reduce((x, y) =>
      logLikelihood(y) > logLikelihood(x) ? y : x,
    );
    const [p1, p2] = [best + delta, best];
    const z = (a.p - b.p - delta) / Math.sqrt((p1 * (1 - p1)) / 30 + (p2 * (1 - p2)) / 1000);
    expect(scoreDifference(a, b, delta)).toBeCloseTo(z, 3);
  });
});

describe('one share against a value', () => {
  test('takes the larger p of t and score', () => {
    // 1 of 50 against 10 %: z = −0.08/√(0.09/50)
    const z = -0.08 / Math.sqrt(0.09 / 50);
    const t: TTest = { statistic: -4.04, pValue: 0.0002 };
    expect(singleShareTest({ p: 0.02, n: 50 }, t, 49, 0.1)).toMatchObject({ by: 'score' });
    expect(singleShareTest({ p: 0.02, n: 50 }, t, 49, 0.1)?.pValue).toBeCloseTo(tTwoSidedP(z, 49), 14);
    expect(singleShareTest({ p: 0.02, n: 50 }, { ...t, pValue: 0.5 }, 49, 0.1)).toMatchObject({
      by: 't',
      pValue: 0.5,
    });
    expect(singleShareTest({ p: 0, n: 50 }, null, 49, 0)).toBeNull();
  });
});

describe('the test of small counts', () => {
  const of = (x1: number, n1: number, x2: number, n2: number) =>
    smallCountTest({ p: x1 / n1, n: n1 }, { p: x2 / n2, n: n2 }, null, n1 + n2 - 1);

  // Fisher's exact test, for comparison: 0.394, 0.072, 0.107.
  test.each([
    [0, 30, 50, 1000, 0.2095, 4],
    [1, 50, 50, 500, 0.0635, 4],
    [0, 30, 100, 1000, 0.0686, 4],
  ])('of %d in %d and %d in %d gives p %d', (x1, n1, x2, n2, p, digits) => {
    expect(of(x1, n1, x2, n2)?.pValue).toBeCloseTo(p, digits);
  });

  test('takes the largest of the three', () => {
    const [a, b] = [
      { p: 0, n: 300 },
      { p: 2 / 30, n: 30 },
    ];
    // The chance that both are among the 30 of 330.
    const bound = (30 * 29) / (330 * 329) / 2;
    const found = smallCountTest(a, b, null, 329);
    expect(found).toMatchObject({ by: 'hypergeometric' });
    expect(found?.pValue).toBeCloseTo(bound, 14);
    expect(smallCountTest(a, b, { statistic: -1, pValue: 0.3 }, 329)).toEqual({
      statistic: -1,
      pValue: 0.3,
      by: 't',
    });
    // Held against another difference, the bound says nothing.
    expect(smallCountTest(a, b, null, 329, -0.01)).toMatchObject({ by: 'score' });
  });

  test('turned round, or of those who did not, it is the same', () => {
    const share = fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 40, max: 400 }));
    fc.assert(
      fc.property(share, share, ([x1, n1], [x2, n2]) => {
        const found = of(x1, n1, x2, n2);
        const [turned, other] = [of(x2, n2, x1, n1), of(n1 - x1, n1, n2 - x2, n2)];
        expect(turned?.pValue ?? null).toBe(found?.pValue ?? null);
        expect(turned?.statistic ?? null).toBe(found === null ? null : 0 - found.statistic);
        if (found === null) expect(other).toBeNull();
        else expect(relative(other?.pValue ?? 0, found.pValue)).toBeLessThan(1e-9);
      }),
      // No difference is 0, not −0, either way.
      {
        examples: [
          [
            [3, 266],
            [3, 266],
          ],
        ],
      },
    );
  });

  test('of equal ends there is none, of opposite ones there is', () => {
    expect(of(0, 30, 0, 40)).toBeNull();
    expect(of(30, 30, 40, 40)).toBeNull();
    expect(of(0, 30, 40, 40)?.pValue).toBeGreaterThan(0);
  });
});

/** Chances of 0 to n successes. */
function binomial(n: number, p: number): number[] {
  const chances = Array.from<number>({ length: n + 1 }).fill(0);
  let log = n * Math.log1p(-p);
  for (let x = 0; x <= n; x += 1) {
    chances[x] = Math.exp(log);
    log += Math.log((n - x) / (x + 1)) + Math.log(p / (1 - p));
  }
  return chances;
}

/** p of two columns of a table without weights: t by linearisation, as it was always, and the rule of small counts. */
function pValues(x1: number, n1: number, x2: number, n2: number): { byT: number; byRule: number } {
  const n = n1 + n2;
  const [p1, p2] = [x1 / n1, x2 / n2];
  const variance = (n / (n - 1)) * ((p1 * (1 - p1)) / n1 + (p2 * (1 - p2)) / n2);
  const statistic = (p1 - p2) / Math.sqrt(variance);
  const t = variance > 0 ? { statistic, pValue: tTwoSidedP(statistic, n - 1) } : null;
  const small = Math.min(x1, n1 - x1, x2, n2 - x2) < FEW;
  // n/deff of a column: its variance in the whole sample has n/(n − 1).
  const base = (count: number, p: number): Proportion => ({
    p,
    n: p > 0 && p < 1 ? (count * (n - 1)) / n : count,
  });
  const rule = small ? smallCountTest(base(n1, p1), base(n2, p2), t, n - 1) : t;
  return { byT: t?.pValue ?? 1, byRule: rule?.pValue ?? 1 };
}

const SIZES = [
  [30, 300],
  [30, 1000],
  [50, 500],
  [50, 2000],
  [100, 1000],
  [100, 100],
] as const;
const SHARES = Array.from({ length: 40 }, (_, i) => 0.005 * (i + 1));

describe('with equal true shares of 0.5 to 20 %, worked out over all samples', () => {
  const worst: { t95: number; rule95: number; rule99: number }[] = [];
  test.each(SIZES)(
    '%d and %d get a letter in at most 7 of 100 at the level of 95, in at most 2 at that of 99',
    (n1, n2) => {
      const most = Math.max(...SHARES.map((share) => 1 + Math.ceil(n2 * share + 9 * Math.sqrt(n2 * share))));
      const cells = Array.from({ length: n1 + 1 }, (_, x1) =>
        Array.from({ length: Math.min(n2, most) + 1 }, (__, x2) => pValues(x1, n1, x2, n2)),
      );
      const largest = { t95: 0, rule95: 0, rule99: 0 };
      for (const share of SHARES) {
        const [first, second] = [binomial(n1, share), binomial(n2, share)];
        const found = { t95: 0, rule95: 0, rule99: 0 };
        cells.forEach((row, x1) =>
          row.forEach(({ byT, byRule }, x2) => {
            const chance = (first[x1] ?? 0) * (second[x2] ?? 0);
            if (byT < 0.05) found.t95 += chance;
            if (byRule < 0.05) found.rule95 += chance;
            if (byRule < 0.01) found.rule99 += chance;
          }),
        );
        for (const name of ['t95', 'rule95', 'rule99'] as const)
          largest[name] = Math.max(largest[name], found[name]);
      }
      worst.push(largest);
      expect(largest.rule95).toBeLessThan(0.07);
      expect(largest.rule99).toBeLessThan(0.02);
    },
  );

  test('which t alone is far from', () => {
    expect(Math.max(...worst.map(({ t95 }) => t95))).toBeGreaterThan(0.7);
  });
});
