/** The setting that `test/in-full.slow.test.ts` makes. */
export const IN_FULL = 'TESTS_IN_FULL';

/** Whether there is time for all of it. */
export const inFull = (): boolean => process.env[IN_FULL] === '1';

/** How often a property is tried: so often among the quick tests, and in full among the slow ones. */
export const runs = (quick: number, full: number): number => (inFull() ? full : quick);

/** The cases that are tried: so many of the first among the quick tests, and all among the slow ones. */
export const firstOf = <T>(quick: number, all: readonly T[]): T[] =>
  all.slice(0, inFull() ? all.length : quick);
