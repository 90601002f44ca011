import { describe, expect, test } from 'vitest';
import { firstOf, inFull, runs } from '../../runs.ts';
import { appOf, attack, madeRecords, Setting } from './cell-key-attack.ts';

/** The noise that a survey has if it names none, and a bound of twice minimumCell, as docs/method.md recommends. */
const USUAL = new Setting({ bound: 5, variance: 2 });
const WIDE = new Setting({ bound: 10, variance: 4 });

/** The walk of the slow tests is longer. */
const SWEEPS = runs(500, 4000);

describe('all answers of a survey with noise', () => {
  test.each(firstOf(1, [1, 2, 3]))('leave small groups open: survey %i', async (seed) => {
    const records = madeRecords(seed);
    const outcome = await attack(await appOf(records, USUAL), records, USUAL, seed, runs(2, 3), SWEEPS);
    expect(outcome.small).toBeGreaterThan(10);
    expect(outcome.unsteady).toBe(0);
    expect(outcome.fewest).toBeGreaterThanOrEqual(3);
    // All answers together say hardly more of how small a group is than that it is small.
    expect(outcome.averaged).toBeGreaterThan(outcome.blind / 2);
    if (!inFull()) return;
    const wide = await attack(await appOf(records, WIDE), records, WIDE, seed, 3, SWEEPS);
    expect(wide.open).toBe(0);
  });
});
