import { test, type TestFunction, type TestOptions } from 'vitest';

/** The setting that `test/in-full.slow.test.ts` makes. */
export const IN_FULL = 'TESTS_IN_FULL';

/** Whether there is time for all of it. */
export const inFull = (): boolean => process.env[IN_FULL] === '1';

/** How often a property is tried: so often among the quick tests, and in full among the slow ones. */
export const runs = (quick: number, full: number): number => (inFull() ? full : quick);

/** The cases that are tried: so many of the first among the quick tests, and all among the slow ones. */
export const firstOf = <T>(quick: number, all: readonly T[]): T[] =>
  all.slice(0, inFull() ? all.length : quick);

/** The cases that are tried: one in so many among the quick tests, and all among the slow ones. */
export const oneIn = <T>(quick: number, all: readonly T[]): T[] =>
  all.filter((_case, i) => inFull() || i % quick === 0);

/** A test that there is time for among the slow ones alone. */
export function testInFull(...one: [string, TestFunction] | [string, TestOptions, TestFunction]): void {
  if (inFull()) (test as (...args: typeof one) => void)(...one);
}
