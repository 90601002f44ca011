import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { adjust } from '../../src/stats/adjust.ts';
import { changeOfDifference } from '../../src/stats/change-of-difference.ts';
import { cohensH } from '../../src/stats/cohens-h.ts';
import { competitionRanks } from '../../src/stats/competition-ranks.ts';
import { criticalZ, normalTwoSidedP, tQuantile, tTwoSidedP } from '../../src/stats/distributions.ts';
import { kendallTauB } from '../../src/stats/kendall-tau.ts';
import { linearTrend } from '../../src/stats/linear-trend.ts';
import { miettinenNurminen } from '../../src/stats/miettinen-nurminen.ts';
import { newcombe } from '../../src/stats/newcombe.ts';
import { agrestiCoull, clopperPearson, wald } from '../../src/stats/proportion-intervals.ts';
import { sampleSizeGap, sampleSizeWald, sampleSizeWilson, wholeSample } from '../../src/stats/sample-size.ts';
import { spearmanRho } from '../../src/stats/spearman-rho.ts';
import { pooledZTest } from '../../src/stats/two-proportion-test.ts';
import { meanInterval, welch } from '../../src/stats/welch.ts';
import { wilson } from '../../src/stats/wilson.ts';

const share = fc.record({
  p: fc.integer({ min: 0, max: 10_000 }).map((x) => x / 10_000),
  n: fc.double({ min: 1, max: 1e6, noNaN: true }),
});
const level = fc.double({ min: 0.5, max: 0.999, noNaN: true });

describe('intervals of a proportion', () => {
  test.each([
    ['wilson', wilson],
    ['agrestiCoull', agrestiCoull],
    ['clopperPearson', clopperPearson],
  ])('%s holds the share, stays within 0 and 1, and mirrors', (_, interval) => {
    fc.assert(
      fc.property(share, level, (s, l) => {
        const { lower, upper } = interval(s, l);
        expect(lower).toBeGreaterThanOrEqual(0);
        expect(upper).toBeLessThanOrEqual(1);
        expect(lower).toBeLessThanOrEqual(s.p + 1e-12);
        expect(upper).toBeGreaterThanOrEqual(s.p - 1e-12);
        const mirror = interval({ p: 1 - s.p, n: s.n }, l);
        expect(1 - mirror.upper).toBeCloseTo(lower, 7);
      }),
    );
  });

  test('shrink to the share as the base grows, and widen with the level', () => {
    fc.assert(
      fc.property(share, ({ p }) => {
        const { lower, upper } = wilson({ p, n: 1e14 }, 0.95);
        expect(upper - lower).toBeLessThan(1e-6);
        expect(wilson({ p, n: Infinity }, 0.95)).toEqual({ lower: p, upper: p });
        const [narrow, wide] = [wilson({ p, n: 50 }, 0.8), wilson({ p, n: 50 }, 0.99)];
        expect(wide.upper - wide.lower).toBeGreaterThan(narrow.upper - narrow.lower);
      }),
    );
  });

  test('0 %, 100 % and one respondent are no special cases', () => {
    expect(wilson({ p: 0, n: 100 }, 0.95).lower).toBe(0);
    expect(wilson({ p: 1, n: 100 }, 0.95).upper).toBe(1);
    expect(wilson({ p: 1, n: 1 }, 0.95).lower).toBeCloseTo(0.20654931437723745, 14);
    expect(wald({ p: 1, n: 5 }, 0.95)).toEqual({ lower: 1, upper: 1 });
  });
});

describe('differences', () => {
  test.each([
    ['newcombe', newcombe, 12],
    ['miettinenNurminen', miettinenNurminen, 6],
  ] as const)(
    '%s of A − B is that of B − A with its sign turned, and holds the difference',
    (_, interval, digits) => {
      fc.assert(
        fc.property(share, share, level, (a, b, l) => {
          const [ab, ba] = [interval(a, b, l), interval(b, a, l)];
          expect(ab.lower).toBeCloseTo(-ba.upper, digits);
          expect(ab.upper).toBeCloseTo(-ba.lower, digits);
          expect(ab.lower).toBeLessThanOrEqual(a.p - b.p + 1e-9);
          expect(ab.upper).toBeGreaterThanOrEqual(a.p - b.p - 1e-9);
          expect(ab.lower).toBeGreaterThanOrEqual(-1);
          expect(ab.upper).toBeLessThanOrEqual(1);
        }),
      );
    },
  );

  test('the test turns its sign with the order, and its p-value does not', () => {
    fc.assert(
      fc.property(share, share, (a, b) => {
        const [ab, ba] = [pooledZTest(a, b), pooledZTest(b, a)];
        expect(ab?.z).toBe(ba === null ? undefined : ba.z === 0 ? ab?.z : -ba.z);
        expect(ab?.p).toBe(ba?.p);
        expect(cohensH(a.p, b.p)).toBeCloseTo(-cohensH(b.p, a.p), 12);
      }),
    );
  });

  test('where nobody, or everybody, says so there is no test', () => {
    expect(pooledZTest({ p: 1, n: 5 }, { p: 1, n: 7 })).toBeNull();
  });

  test('a change of a gap turns its sign with time; infinite samples only make it clearer', () => {
    const measured = ({ p, n }: { p: number; n: number }) => ({ value: p, variance: (p * (1 - p)) / n });
    fc.assert(
      fc.property(share, share, share, share, (a, b, c, d) => {
        const [earlier, later] = [[measured(a), measured(b)] as const, [measured(c), measured(d)] as const];
        const [whole, turned] = [
          changeOfDifference(earlier, later, 0.95),
          changeOfDifference(later, earlier, 0.95),
        ];
        expect(whole.change).toBeCloseTo(-turned.change, 12);
        expect(whole.standardError).toBeCloseTo(turned.standardError, 12);
        const best = changeOfDifference(
          earlier,
          [
            { value: c.p, variance: 0 },
            { value: d.p, variance: 0 },
          ],
          0.95,
        );
        expect(best.standardError).toBeLessThanOrEqual(whole.standardError);
        if (best.test) expect(best.test.p).toBeLessThanOrEqual((whole.test?.p ?? 1) + 1e-12);
      }),
    );
  });
});

describe('many comparisons', () => {
  const family = fc.array(fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { nil: null }), {
    maxLength: 30,
  });
  test.each(['holm', 'bh'] as const)(
    '%s never lowers a p-value, keeps their order, and does not depend on it',
    (method) => {
      fc.assert(
        fc.property(family, (p) => {
          const adjusted = adjust(p, method);
          p.forEach((value, i) => {
            if (value === null) expect(adjusted[i]).toBeNull();
            else expect(adjusted[i]).toBeGreaterThanOrEqual(value * (1 - 1e-12));
            p.forEach((other, j) => {
              if (value !== null && other !== null && value < other)
                expect(adjusted[i]).toBeLessThanOrEqual((adjusted[j] ?? 0) + 1e-15);
            });
          });
          expect(adjust(p.toReversed(), method).toReversed()).toEqual(adjusted);
        }),
      );
    },
  );

  test('none changes nothing, and what is no p-value is refused', () => {
    expect(adjust([0.2, null], 'none')).toEqual([0.2, null]);
    for (const method of ['none', 'holm', 'bh'] as const)
      expect(() => adjust([1.1], method)).toThrow(RangeError);
  });
});

describe('orders', () => {
  const pairs = fc.array(fc.tuple(fc.integer({ min: 0, max: 8 }), fc.integer({ min: 0, max: 8 })), {
    minLength: 3,
    maxLength: 14,
  });
  test.each([
    ['tau', kendallTauB],
    ['rho', spearmanRho],
  ] as const)('%s is the same both ways, turns with a reversed order, and is 1 with itself', (_, measure) => {
    fc.assert(
      fc.property(pairs, (list) => {
        const [x, y] = [list.map(([a]) => a), list.map(([, b]) => b)];
        const [xy, yx, turned] = [
          measure(x, y),
          measure(y, x),
          measure(
            x,
            y.map((v) => -v),
          ),
        ];
        expect(xy?.coefficient ?? 0).toBeCloseTo(yx?.coefficient ?? 0, 12);
        expect(xy?.pValue ?? 0).toBeCloseTo(yx?.pValue ?? 0, 12);
        expect(xy?.coefficient ?? 0).toBeCloseTo(-(turned?.coefficient ?? 0), 12);
        const self = measure(x, x);
        if (self) expect(self.coefficient).toBeCloseTo(1, 12);
        if (xy) expect(xy.pValue >= 0 && xy.pValue <= 1).toBe(true);
      }),
    );
  });

  test('one list without any order has no agreement', () => {
    expect(kendallTauB([1, 1, 1], [1, 2, 3])).toBeNull();
    expect(spearmanRho([1, 1, 1], [1, 2, 3])).toBeNull();
    expect(kendallTauB([1], [1])).toBeNull();
    expect(spearmanRho([1, 2], [1, 2])).toBeNull();
  });

  test('ranks do not change with the scale, and sum to what places sum to without ties', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer(), { minLength: 1, maxLength: 30 }), (values) => {
        const ranks = competitionRanks(values);
        expect(ranks.toSorted((a, b) => a - b)).toEqual(values.map((_, i) => i + 1));
        expect(competitionRanks(values.map((v) => v / 2 + 7))).toEqual(ranks);
      }),
    );
  });
});

describe('means', () => {
  // t.test on summary statistics, as in Welch (1947) and in R: tsum.test(5.2, 1.1, 30, 4.6, 1.6, 25)
  test('Welch, by its formula', () => {
    const result = welch({ mean: 5.2, sd: 1.1, n: 30 }, { mean: 4.6, sd: 1.6, n: 25 }, 0.95);
    const [va, vb] = [1.21 / 30, 2.56 / 25];
    expect(result?.t).toBeCloseTo(0.6 / Math.sqrt(va + vb), 14);
    expect(result?.df).toBeCloseTo((va + vb) ** 2 / (va ** 2 / 29 + vb ** 2 / 24), 12);
    expect(result?.interval.lower).toBeCloseTo(
      0.6 - tQuantile(0.975, result?.df ?? 1) * Math.sqrt(va + vb),
      12,
    );
  });

  test('equal variances and bases give the degrees of freedom of the pooled test', () => {
    expect(welch({ mean: 1, sd: 2, n: 20 }, { mean: 2, sd: 2, n: 20 }, 0.95)?.df).toBeCloseTo(38, 10);
  });

  test('without spread, or with one respondent, there is no test', () => {
    expect(welch({ mean: 1, sd: 0, n: 20 }, { mean: 2, sd: 0, n: 20 }, 0.95)).toBeNull();
    expect(welch({ mean: 1, sd: 1, n: 1 }, { mean: 2, sd: 1, n: 20 }, 0.95)).toBeNull();
    expect(meanInterval({ mean: 1, sd: 1, n: 1 }, 0.95)).toBeNull();
  });
});

describe('distributions', () => {
  test('quantiles undo tails', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.5, max: 0.9999, noNaN: true }),
        fc.double({ min: 0.5, max: 500, noNaN: true }),
        (l, df) => {
          expect(normalTwoSidedP(criticalZ(l))).toBeCloseTo(1 - l, 12);
          expect(tTwoSidedP(tQuantile((1 + l) / 2, df), df)).toBeCloseTo(1 - l, 10);
        },
      ),
    );
  });

  test('a z of 12 has a p-value of 3.6e-33, not 0', () => {
    expect(normalTwoSidedP(12) / 3.552964224155306e-33).toBeCloseTo(1, 10);
  });
});

describe('sample sizes', () => {
  test('are the smallest that do', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.05, max: 0.95, noNaN: true }),
        fc.double({ min: 0.005, max: 0.2, noNaN: true }),
        level,
        (p, margin, l) => {
          const width = (interval: typeof wilson, n: number) => {
            const { lower, upper } = interval({ p, n }, l);
            return upper - lower;
          };
          const exact = sampleSizeWilson(p, margin, l);
          expect(width(wilson, exact) / (2 * margin)).toBeCloseTo(1, 9);
          const n = wholeSample(exact);
          expect(width(wilson, n)).toBeLessThanOrEqual(2 * margin * (1 + 1e-12));
          if (n > 1) expect(width(wilson, n - 1)).toBeGreaterThan(2 * margin);
          expect(width(wald, sampleSizeWald(p, margin, l))).toBeLessThanOrEqual(2 * margin + 1e-12);
        },
      ),
    );
  });

  test('grow with power, and do not depend on which share is named first', () => {
    expect(sampleSizeGap(0.5, 0.6, 0.95, 0.9)).toBeGreaterThan(sampleSizeGap(0.5, 0.6, 0.95, 0.8));
    expect(sampleSizeGap(0.6, 0.5, 0.95, 0.8)).toBe(sampleSizeGap(0.5, 0.6, 0.95, 0.8));
    expect(sampleSizeGap(0.5, 0.6, 0.95, 0.2)).toBeLessThan(sampleSizeGap(0.5, 0.6, 0.95, 0.5));
  });
});

test('a trend needs three waves, spread and variance', () => {
  const point = (time: number, variance = 0.001) => ({ time, estimate: time / 10, variance });
  expect(linearTrend([point(1), point(2)], 0.95)).toBeNull();
  expect(linearTrend([point(1), point(1), point(1)], 0.95)).toBeNull();
  expect(linearTrend([point(1), point(2), point(3, 0)], 0.95)).toBeNull();
  expect(linearTrend([point(1), point(2), point(3)], 0.95)?.slope).toBeCloseTo(0.1, 12);
});

test.each([
  [() => wilson({ p: 1.1, n: 5 }, 0.95)],
  [() => wilson({ p: 0.5, n: 0 }, 0.95)],
  [() => wilson({ p: 0.5, n: 5 }, 1)],
  [() => newcombe({ p: Number.NaN, n: 5 }, { p: 0.5, n: 5 }, 0.95)],
  [() => cohensH(2, 0)],
  [() => kendallTauB([1, 2], [1])],
  [() => spearmanRho([1, 2, Number.NaN], [1, 2, 3])],
  [() => competitionRanks([Number.NaN])],
  [() => sampleSizeGap(0.5, 0.5, 0.95, 0.8)],
  [() => linearTrend([{ time: 1, estimate: 1, variance: -1 }], 0.95)],
])('a broken precondition throws: %s', (call) => {
  expect(call).toThrow(RangeError);
});
