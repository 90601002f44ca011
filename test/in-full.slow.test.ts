import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { firstOf, IN_FULL, oneIn, runs, testInFull } from './runs.ts';
import { VERY_SLOW } from './slow.ts';

/** What the quick tests try a few times, and all cases of which they take the first: here as often as there is time for. */
process.env[IN_FULL] = '1';

const FILES = globSync('**/*.test.ts', { cwd: import.meta.dirname })
  .filter((path) => !path.endsWith('.slow.test.ts'))
  .map((path) => join(import.meta.dirname, path))
  .filter((path) => /from '[./]+\/runs\.ts'/.test(readFileSync(path, 'utf8')))
  .toSorted();

let isRun = false;
testInFull('a test that there is time for here alone is run', () => {
  isRun = true;
});

test('there are such files, and they are in full here', () => {
  expect(FILES.length).toBeGreaterThan(10);
  expect(runs(1, 2)).toBe(2);
  expect(firstOf(1, ['a', 'b'])).toEqual(['a', 'b']);
  expect(oneIn(2, ['a', 'b'])).toEqual(['a', 'b']);
  expect(isRun).toBe(true);
});

describe.each(FILES)('%s, in full', VERY_SLOW, async (path) => {
  await import(/* @vite-ignore */ path);
});
