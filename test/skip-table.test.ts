import { globSync, readFileSync } from 'node:fs';
import { afterEach, expect, test, vi } from 'vitest';
import { type Component } from './components.ts';
import { skippedFor, skipTable } from './skip-table.ts';

const jq: Component = { name: 'jq', missing: 'spawn jq ENOENT', have: 'apt-get install jq' };
const here: Component = { name: 'R', missing: null, have: 'apt-get install r-base-core' };
const root: Component = { name: 'a right', missing: 'no', have: 'be root', optional: true };

afterEach(() => {
  vi.unstubAllEnvs();
  vi.resetModules();
});

/** The module as it is where CI is set to something. */
async function components(ci: string) {
  vi.stubEnv('CI', ci);
  vi.resetModules();
  return import('./components.ts');
}

test('outside CI what is missing is skipped, and known by what it lacks', async () => {
  const { needs } = await components('');
  expect(needs(here)).toEqual({ skip: false, meta: { lacks: [] } });
  expect(needs(here, jq, root)).toEqual({
    skip: true,
    meta: {
      lacks: [
        { name: 'jq', have: 'apt-get install jq' },
        { name: 'a right', have: 'be root' },
      ],
    },
  });
});

test('in CI it is a failure, but for what is not everywhere to be had', async () => {
  const { needs } = await components('true');
  expect(needs(here).skip).toBe(false);
  expect(needs(root).skip).toBe(true);
  expect(() => needs(root, jq)).toThrow('CI lacks jq (spawn jq ENOENT); to have it: apt-get install jq');
});

test('the table has a line for each thing that is lacking, the most missed first', () => {
  const lines = skippedFor([
    { file: 'a.test.ts', lacks: [jq] },
    { file: 'a.test.ts', lacks: [jq, root] },
    { file: 'b.test.ts', lacks: [root] },
    { file: 'b.test.ts', lacks: [root] },
    { file: 'b.test.ts', lacks: [] },
  ]);
  expect(skipTable(lines)).toBe(
    [
      'SKIPPED, for what this machine lacks:',
      '  what is lacking  tests  files  how to have it',
      '  a right              3      2  be root',
      '  jq                   2      1  apt-get install jq',
      '',
    ].join('\n'),
  );
  expect(skipTable([])).toBe('');
});

test('no test is skipped but by what says why', () => {
  const files = globSync('**/*.ts', { cwd: import.meta.dirname });
  const bare = files.filter(
    (file) =>
      !['components.ts', 'skip-table.test.ts'].includes(file) &&
      /\.(?:skip|todo|only|skipIf|runIf)\(|\bskip\(\)/.test(
        readFileSync(`${import.meta.dirname}/${file}`, 'utf8'),
      ),
  );
  expect(files.length).toBeGreaterThan(100);
  expect(bare).toEqual([]);
});
