import { describe, expect, test } from 'vitest';
import {
  addKeys,
  KEYS,
  noiseOf,
  perturbed,
  roundingVariance,
  weightUnit,
} from '../../../src/stats/disclosure/cell-key.ts';
import { pTable } from '../../../src/stats/disclosure/p-table.ts';

const TABLE = pTable({ bound: 5, variance: 2, minimum: 5 });
/** Keys in even steps over all of them: a one-to-one mix of all keys takes each value once, of these a sample of it. */
const STEPS = 1 << 14;
const keys = Array.from({ length: STEPS }, (_, i) => i * (KEYS / STEPS) + 12_345);
const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;

describe('noise by count and cell key', () => {
  test('has over all keys the distribution of its row', () => {
    for (const count of [0, 1, 4, 5, 7, 10, 60]) {
      const noise = keys.map((key) => noiseOf(TABLE, count, key));
      const row = TABLE.rows[Math.min(count, 10)];
      row?.values.forEach((value, i) => {
        const p = row.probabilities[i] ?? 0;
        const share = noise.filter((one) => one === value).length / STEPS;
        // Six standard errors of a random sample of as many.
        expect(Math.abs(share - p)).toBeLessThanOrEqual(6 * Math.sqrt((p * (1 - p)) / STEPS) + 1e-9);
      });
      expect(Math.abs(mean(noise))).toBeLessThan(6 * Math.sqrt(6 / STEPS));
    }
  });

  test('shows no negative count, none below the minimum, and 0 as 0', () => {
    for (let count = 0; count < 20; count += 1) {
      const shown = keys.map((key) => perturbed(TABLE, { n: count, w: count, key }, null).n);
      expect(shown.filter((n) => n < 0 || (n > 0 && n < 5) || Math.abs(n - count) > 5)).toEqual([]);
      expect(Math.max(...shown) === 0).toBe(count === 0);
    }
  });

  test('of a whole does not follow from that of its parts', () => {
    // With noise by the bare sum of keys the noise of three parts would tell that of the whole in most cases.
    const parts = keys.map((key, i) => [key, keys[(i * 7919 + 13) % STEPS] ?? 0] as const);
    const product = parts.map(
      ([a, b]) => noiseOf(TABLE, 40, a) * noiseOf(TABLE, 40, b) * noiseOf(TABLE, 80, addKeys(a, b)),
    );
    expect(Math.abs(mean(product))).toBeLessThan(6 * Math.sqrt(8 / STEPS));
    const pairs = parts.map(([a, b]) => noiseOf(TABLE, 40, a) * noiseOf(TABLE, 80, addKeys(a, b)));
    expect(Math.abs(mean(pairs))).toBeLessThan(6 * Math.sqrt(4 / STEPS));
  });

  test('keys add up modulo 2³², and exactly', () => {
    expect(addKeys(KEYS - 1, 1)).toBe(0);
    expect(addKeys(KEYS - 1, KEYS - 1)).toBe(KEYS - 2);
  });
});

describe('a weighted cell', () => {
  test('is on average its mean weight times the count that is shown', () => {
    const [n, w] = [30, 30 * 0.7531];
    const unit = weightUnit(1.02);
    expect(unit).toBe(1);
    const shown = keys.map((key) => perturbed(TABLE, { n, w, key }, unit));
    expect(mean(shown.map((one) => one.n))).toBeCloseTo(n, 1);
    expect(Math.abs(mean(shown.map((one) => one.w - one.n * 0.7531)))).toBeLessThan(0.01);
    expect(shown.filter((one) => Math.abs(one.w - one.n * 0.7531) >= unit)).toEqual([]);
  });

  test('does not tell its mean weight: it is a multiple of a step', () => {
    const steps = new Set(
      keys
        .slice(0, 500)
        .map((key) => perturbed(TABLE, { n: 30, w: 22.593, key }, 1))
        .map(({ n, w }) => (w / n) * 64),
    );
    for (const step of steps) expect(Number.isInteger(step)).toBe(true);
    expect(steps.size).toBeLessThanOrEqual(4);
  });

  test('without weight is the count, and nobody weighs nothing', () => {
    expect(perturbed(TABLE, { n: 0, w: 0, key: 0 }, 1)).toEqual({ n: 0, w: 0 });
    const plain = perturbed(TABLE, { n: 50, w: 50, key: 77 }, null);
    expect(plain.w).toBe(plain.n);
    expect(roundingVariance(50, null)).toBe(0);
    expect(roundingVariance(64, 2)).toBe(1);
    expect(roundingVariance(33, 2)).toBeLessThan(1);
  });
});
