import { describe, expect, test } from 'vitest';
import { KEYS, perturbed } from '../../../src/stats/disclosure/cell-key.ts';
import { noisySum } from '../../../src/stats/disclosure/noisy-difference.ts';
import {
  noisyInterval,
  noisyMean,
  noisyShare,
  type NoisyFigure,
} from '../../../src/stats/disclosure/noisy-figure.ts';
import { pTable, varianceOfShown, type NoiseSettings } from '../../../src/stats/disclosure/p-table.ts';
import { logitInterval } from '../../../src/stats/design/logit-interval.ts';
import { runs } from '../../runs.ts';
import { generator } from '../../services/records/perturbed-survey.ts';

const RUNS = runs(600, 4000);
const random = generator(20_261_129);

/** How often something holds of samples that are drawn and perturbed anew. */
function rate(holds: () => boolean | null): number {
  const outcomes = Array.from({ length: RUNS }, holds).filter((one) => one !== null);
  return outcomes.filter(Boolean).length / outcomes.length;
}

/** Shows counts of a survey with some noise, each group with a key of its own. */
function shower(settings: NoiseSettings) {
  const table = pTable(settings);
  return (n: number) => {
    const shown = perturbed(table, { n, w: n, key: Math.floor(random() * KEYS) }, null);
    return { ...shown, weightNoise: varianceOfShown(table, shown.n) };
  };
}

/** A share of a simple random sample of n, as it is shown. */
function drawnShare(show: ReturnType<typeof shower>, n: number, p: number): NoisyFigure | null {
  const count = Array.from({ length: n }, () => Number(random() < p)).reduce((a, b) => a + b, 0);
  const base = show(n);
  return noisyShare(show(count), base, 1, base.n - 1);
}

const SETTINGS: readonly [string, NoiseSettings][] = [
  ['the usual noise', { bound: 5, variance: 2, minimum: 5 }],
  ['a wide bound', { bound: 10, variance: 4, minimum: 5 }],
  ['much noise', { bound: 10, variance: 9, minimum: 10 }],
];
/** Four standard errors of a rate of 5 % in as many runs. */
const CHANCE = 4 * Math.sqrt((0.05 * 0.95) / RUNS);

describe.each(SETTINGS)('intervals and tests with %s, by simulation', (_, settings) => {
  const show = shower(settings);

  test.each([
    [30, 0.05],
    [30, 0.5],
    [60, 0.01],
    [60, 0.1],
    [60, 0.9],
    [200, 0.01],
    [200, 0.3],
  ])('intervals of a share on %i respondents, %d in truth, hold it at 95 in 100', (n, p) => {
    const held = rate(() => {
      const figure = drawnShare(show, n, p);
      const limits = figure && noisyInterval(figure, 0.95);
      return limits && limits.lower <= p && p <= limits.upper;
    });
    expect(held).toBeGreaterThan(0.945 - CHANCE);
  });

  test.each([
    [60, 0.1],
    [200, 0.3],
  ])('equal shares of two groups of %i, %d in truth, seldom differ', (n, p) => {
    const wrong = rate(() => {
      const [a, b] = [drawnShare(show, n, p), drawnShare(show, n, p)];
      const sum =
        a &&
        b &&
        noisySum(
          [
            [1, a],
            [-1, b],
          ],
          a.df + b.df,
        );
      return sum && sum.test && sum.test.pValue < 0.05;
    });
    expect(wrong).toBeLessThan(0.05 + CHANCE);
  });

  test('95% intervals of the mean of a scale hold it', () => {
    const [n, chances] = [80, [0.1, 0.2, 0.4, 0.2, 0.1]];
    const held = rate(() => {
      const counts = chances.map(() => 0);
      for (let i = 0; i < n; i += 1) {
        let [at, left] = [0, random()];
        while (at < 4 && left >= (chances[at] ?? 0)) {
          left -= chances[at] ?? 0;
          at += 1;
        }
        counts[at] = (counts[at] ?? 0) + 1;
      }
      const base = show(n);
      const figure = noisyMean(
        counts.map((count, i) => ({ ...show(count), value: i + 1 })),
        base.n,
        1,
        base.n - 1,
      );
      const limits = figure && noisyInterval(figure, 0.95);
      return limits && limits.lower <= 3 && 3 <= limits.upper;
    });
    expect(held).toBeGreaterThan(0.945 - CHANCE);
  });
});

describe('the interval of a share', () => {
  const figure = { kind: 'share', value: 0.2, sampling: 0.0016, noise: 0, effective: 100, df: 99 } as const;

  test('without noise is that of sampling', () => {
    const limits = logitInterval(0.2, 0.04, 99, 100, 0.95);
    const found = noisyInterval(figure, 0.95);
    expect(found?.lower).toBeCloseTo(limits?.lower ?? NaN, 12);
    expect(found?.upper).toBeCloseTo(limits?.upper ?? NaN, 12);
  });

  test('is the wider the more noise there is, about the figure, and never beyond 0 and 1', () => {
    let before = noisyInterval(figure, 0.95);
    for (const noise of [0.0001, 0.001, 0.002]) {
      const now = noisyInterval({ ...figure, noise }, 0.95);
      expect(now?.lower).toBeLessThan(before?.lower ?? NaN);
      expect(now?.upper).toBeGreaterThan(before?.upper ?? NaN);
      expect(now?.lower).toBeGreaterThanOrEqual(0);
      expect(now?.upper).toBeLessThanOrEqual(1);
      before = now;
    }
    for (const value of [0, 1]) {
      const ends = noisyInterval({ ...figure, value, sampling: 0, noise: 0.001 }, 0.95);
      expect([ends?.lower, ends?.upper]).toContain(value);
    }
    expect(noisyInterval({ ...figure, df: 0 }, 0.95)).toBeNull();
  });
});
