import { afterEach, describe, expect, test, vi } from 'vitest';
import { appOf, attack, averageUnions, madeRecords, Setting, withKeys } from './cell-key-attack.ts';

/** Which protection is switched off. */
const off = vi.hoisted(() => ({ what: null as null | 'noise' | 'key' | 'sums' }));

vi.mock(import('../../../src/stats/disclosure/cell-key.ts'), async (original) => {
  const real = await original();
  return {
    ...real,
    perturbed: (table, sum, unit) => {
      if (off.what === 'noise') return { n: sum.n, w: unit === null ? sum.n : sum.w };
      const key = off.what === 'key' ? Math.floor(Math.random() * real.KEYS) : sum.key;
      return real.perturbed(table, { ...sum, key }, unit);
    },
  };
});
vi.mock(import('../../../src/services/records/perturbed/parts.ts'), async (original) => {
  const real = await original();
  return { ...real, partsOf: (axis, set) => (off.what === 'sums' ? [set] : real.partsOf(axis, set)) };
});

/** The noise that a survey has if it names none. */
const USUAL = new Setting({ bound: 5, variance: 2 });

afterEach(() => {
  off.what = null;
});

describe('all answers of a survey', () => {
  test('without noise are exact, and the attack sees it', async () => {
    off.what = 'noise';
    const records = madeRecords(1);
    const outcome = await attack(await appOf(records, USUAL), records, USUAL, 1, 2, 10);
    expect(outcome.open).toBeGreaterThan(0);
    expect(outcome.single).toBe(0);
  });

  test('with fresh noise in each query are averaged, and the attack sees it', async () => {
    off.what = 'key';
    const records = madeRecords(1);
    const outcome = await attack(await appOf(records, USUAL), records, USUAL, 1, 0, 10);
    expect(outcome.unsteady).toBeGreaterThan(10);
  });

  test('of all unions of answers average to nothing but the sums of the answers', async () => {
    const errors = [];
    for (const seed of [1, 2, 3]) {
      const records = madeRecords(seed);
      errors.push(await averageUnions(await appOf(records, USUAL), records, USUAL));
    }
    // Three sums of five answers each: variance 10 and more.
    expect(Math.max(...errors)).toBeGreaterThan(1.5);
    off.what = 'sums';
    const records = madeRecords(1);
    expect(await averageUnions(await appOf(records, USUAL), records, USUAL)).toBeLessThan(1.2);
  });

  test('with the sums of keys would tell small groups', async () => {
    const records = madeRecords(1);
    const left = await withKeys(await appOf(records, USUAL), records, USUAL);
    const sum = (of: 'with' | 'without'): number => left.reduce((total, one) => total + one[of], 0);
    expect(sum('with')).toBeLessThan(sum('without') / 2);
  });
});
