import { vi } from 'vitest';

/** Longer than anything takes that comes to be at all, on a machine however busy. */
const PATIENCE_MS = 120_000;
const LOOK_MS = 10;

/**
 * Waits for what happens, not for a time: looks again and again until `look` neither throws nor gives false.
 *
 * @param everyMs how long to rest between two looks, for looks that cost something
 * @returns what `look` gave in the end
 * @throws what it threw last, after two minutes
 */
export const eventually = <T>(look: () => T | Promise<T>, everyMs = LOOK_MS): Promise<T> =>
  vi.waitFor(
    async () => {
      const seen = await look();
      if (seen === false) throw new Error(`it never came to be: ${look.toString()}`);
      return seen;
    },
    { timeout: PATIENCE_MS, interval: everyMs },
  );

/** Waits until a number has stopped growing: until it is the same for so many looks in a row. */
export async function settled(number: () => number, looks = 30): Promise<number> {
  let [last, same] = [NaN, 0];
  await eventually(() => {
    const now = number();
    same = now === last ? same + 1 : 0;
    last = now;
    return same >= looks;
  });
  return last;
}

/** The time (ms) that this process computed for work, which others on the machine do not lengthen. */
export async function computedMs(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
