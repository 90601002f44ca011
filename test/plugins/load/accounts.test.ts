import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MemoryAccounts, WINDOW_SECONDS } from '../../../src/plugins/load/accounts.ts';

const WINDOW_MS = WINDOW_SECONDS * 1000;

test('a window is never longer than it is, however the clock rounds', () => {
  fc.assert(
    fc.property(
      // Where sums of milliseconds round the most: in the first minute of a process.
      fc.nat(60_000_000).map((thousandths) => thousandths * 0.001),
      fc.nat(WINDOW_MS * 1000 - 1).map((thousandths) => thousandths * 0.001),
      (start, later) => {
        let now = start;
        const accounts = new MemoryAccounts(5, () => now);
        expect(accounts.charge('a', 1)).toEqual({ isRefused: false, left: 4, milliseconds: WINDOW_MS });
        now = start + later;
        const { left, milliseconds } = accounts.charge('a', 1);
        expect(milliseconds).toBeLessThanOrEqual(WINDOW_MS);
        expect(milliseconds).toBeGreaterThan(0);
        // The sum of both may be rounded up to the end of the window.
        expect([3, 4]).toContain(left);
        now = start + 2 * WINDOW_MS;
        expect(accounts.charge('a', 6)).toMatchObject({ isRefused: true, left: 5 });
        expect(accounts.charge('b', 5)).toMatchObject({ isRefused: false, left: 0 });
      },
    ),
  );
});
