import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { docstringGaps } from './docstring-gaps.ts';

const ROOT = new URL('..', import.meta.url).pathname;
const FILES = globSync('src/{stats,engine,repository}/**/*.ts', { cwd: ROOT })
  .filter((file) => !file.startsWith('src/stats/disclosure/'))
  .toSorted();

/** What is arithmetic, a convention or a choice of ours, which docs/method.md gives the reasons of. */
const ARITHMETIC = [
  'competition-ranks.ts',
  'decimal.ts',
  'design/effective-base.ts',
  'design/sampled-units.ts',
  'design/tallied-sample.ts',
  'design/tally-index.ts',
  'design/tally.ts',
  'in-steps.ts',
  'letters.ts',
  'proportion.ts',
  'rank-agreement.ts',
  'rank-range.ts',
  'rounding.ts',
];

describe('docstrings of statistics, engines and the repository', () => {
  test('say what everything exported is, what numbers count, what null means, and when errors come', () => {
    expect(FILES.length).toBeGreaterThan(70);
    expect(FILES.flatMap((file) => docstringGaps(file, readFileSync(join(ROOT, file), 'utf8')))).toEqual([]);
  });

  test('a statistic says whose it is', () => {
    const unsigned = FILES.filter((file) => file.startsWith('src/stats/'))
      .filter((file) => !/\((?:1[89]|20)\d\d\)/.test(readFileSync(join(ROOT, file), 'utf8')))
      .map((file) => file.replace('src/stats/', ''));
    expect(unsigned).toEqual(ARITHMETIC);
  });

  test.each([
    ['export const LIMIT = 3;', 'LIMIT: has no docstring'],
    ['/** Far away. */\n\nconst other = 1;\nexport type Code = string;', 'Code: has no docstring'],
    ['/* Not one. */\nexport function f(): void {}', 'f: has no docstring'],
    ['/** Cuts. */\nexport function f(most: number): void {}', 'f: does not say what the number most is'],
    [
      '/** Cuts. */\nexport const f = (most = 1, least: number = 0): void => {};',
      'f: does not say what the number least is',
    ],
    [
      '/** Finds. */\nexport async function f(): Promise<string | null> { return null; }',
      'f: does not say when it is null',
    ],
    [
      '/** Refuses. */\nexport function f(): void { if (LIMIT) throw new Error(); }',
      'f: throws, and does not say when',
    ],
    [
      '/** Ends. */\nexport interface Ends { readonly low: number }',
      'Ends.low: does not say what the number is',
    ],
    [
      '/** Ends. */\nexport type Ends = { readonly wave: string | null };',
      'Ends.wave: does not say what null means',
    ],
    ['/** One. */\nexport interface One { ask(): void }', 'One.ask: has no docstring'],
    ['/** One. */\nexport class One { ask(): void {} }', 'One.ask: has no docstring'],
    ['/** One. */\nexport class One { get size(): number { return 1; } }', 'One.size: has no docstring'],
    [
      '/** One. */\nexport class One {\n  /** Asks. */\n  ask(): void { throw new Error(); }\n}',
      'One.ask: throws, and does not say when',
    ],
    ['/** One. */\nexport class One { readonly size: number; }', 'One.size: does not say what the number is'],
  ])('%j is not enough', (text, gap) => {
    expect(docstringGaps('a.ts', text)).toEqual([`a.ts: ${gap}`]);
  });

  test.each([
    '/** Cuts. @param most a share */\nexport function f(most: number): void {}',
    '/** Finds, or null. @throws Error if it must */\nexport function f(): string | null { throw new Error(); }',
    // What another function throws, another one answers for; what is caught is not thrown.
    '/** Runs. */\nexport function f(): void { g(() => { throw new Error(); }); try { throw 1; } catch { g(); } }',
    '/** From low to high. */\nexport interface Ends { readonly low: number; readonly high: number }',
    '/** One. */\nexport class One implements Asks { ask(): void {} #size = 1; private count(): void {} }',
    'function f(): void { throw new Error(); }\nexport type { One } from "./one.ts";',
  ])('%j is enough', (text) => {
    expect(docstringGaps('a.ts', text)).toEqual([]);
  });

  test('a file that cannot be read is no file without gaps', () => {
    expect(() => docstringGaps('a.ts', 'export function (')).toThrow('a.ts cannot be read');
  });
});
