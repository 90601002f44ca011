import { spawnSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const ROOT = new URL('..', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, ROOT), 'utf8');

test('CONTRIBUTING.md has the budget of each step of .ci/run, in order', () => {
  const steps = [...read('.ci/run').matchAll(/^ *step (\d+) "([^"]+)"/gm)].map(([, minutes, name]) => [
    name,
    Number(minutes),
  ]);
  const rows = [...read('CONTRIBUTING.md').matchAll(/^\| `([^`]+)` \| (\d+) \|/gm)].map(
    ([, name, minutes]) => [name, Number(minutes)],
  );
  expect(steps.length).toBeGreaterThan(10);
  expect(rows).toEqual(steps);
});

test('every step that is a script of npm is one', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
  const named = [...read('.ci/run').matchAll(/npm (?:run (?:--silent )?)?([\w:]+)/g)]
    .map(([, name = '']) => name)
    .filter((name) => !['ci', 'audit', 'run'].includes(name));
  expect(named.length).toBeGreaterThan(7);
  expect(named.filter((name) => !(name in scripts))).toEqual([]);
});

/** All files of tests and what they share, as one text. */
const tests = globSync('test/**/*.ts', { cwd: ROOT })
  .map((path) => read(path))
  .join('\n');

test('what a test needs of Debian, .ci/run installs', () => {
  const programs = [...tests.matchAll(/\bfindProgram\(\s*'([\w-]+)'(?:,\s*'([\w-]+)')?/g)].map(
    ([, command = '', aptPackage = command]) => aptPackage,
  );
  const named = [...tests.matchAll(/'apt-get install ([\w-]+)/g)].map(([, name = '']) => name);
  const installed = new Set(
    [...read('.ci/run').matchAll(/packages\+=\(([^)]+)\)/g)].flatMap(([, list = '']) => list.split(' ')),
  );
  expect(programs).toEqual(expect.arrayContaining(['buildah', 'jq', 'prometheus']));
  expect(named).toEqual(expect.arrayContaining(['nginx', 'openssl', 'chromium']));
  expect([...new Set([...programs, ...named])].filter((name) => !installed.has(name))).toEqual([]);
});

/** The packages of a file of requirements, with their versions. */
const requirements = (path: string): ReadonlyMap<string, string> =>
  new Map(
    [...read(path).matchAll(/^([\w-]+)(?:\[\w+\])?==(\S+)/gm)].map(([, name = '', version = '']) => [
      name,
      version,
    ]),
  );

test.each([
  ['findPython', 'test/requirements.txt', ['kubernetes_validate', 'schemathesis']],
  ['findNextPandas', 'test/requirements-pandas3.txt', ['nbclient', 'matplotlib']],
])('what a test needs by %s, %s has', (finder, path, some) => {
  /** Of Python itself. */
  const OWN = new Set(['sys', 'zipfile']);
  /** Packages that are called otherwise than what they bring. */
  const BROUGHT_BY: Readonly<Record<string, string>> = { odf: 'odfpy', pxweb: 'pxwebpy' };
  const modules = [...tests.matchAll(new RegExp(`\\b${finder}\\(\\s*'([\\w, ]+)'`, 'g'))].flatMap(
    ([, list = '']) => list.split(', '),
  );
  const required = requirements(path);
  expect(modules).toEqual(expect.arrayContaining(some));
  expect(
    [...new Set(modules)]
      .filter((name) => !OWN.has(name))
      .filter((name) => !required.has(BROUGHT_BY[name] ?? name.replaceAll('_', '-'))),
  ).toEqual([]);
});

test('the two files of requirements differ in pandas alone', () => {
  const first = requirements('test/requirements.txt');
  const next = requirements('test/requirements-pandas3.txt');
  const other = [...next].filter(([name, version]) => first.get(name) !== version);
  expect(other.map(([name]) => name)).toEqual(['pandas']);
  expect([first.get('pandas')?.[0], next.get('pandas')?.[0]]).toEqual(['2', '3']);
  expect(next.size).toBeGreaterThan(5);
});

describe('the steps', () => {
  /** Runs lines of a script as .ci/run is one. */
  const run = (...lines: string[]) =>
    spawnSync(
      'bash',
      ['-c', ['set -euo pipefail', 'source .ci/steps.sh', "trap 'print_times $?' EXIT", ...lines].join('\n')],
      { cwd: ROOT, encoding: 'utf8' },
    );

  test('print what they do, and their times at the end', () => {
    const { status, stdout } = run('step 4 "first one" echo said', 'step 1 second true');
    expect(status).toBe(0);
    expect(stdout).toMatch(
      /^\n== first one\nsaid\n-- first one took \d+ s\n\n== second\n-- second took \d+ s\n\n== time of each step\n +\d+ s {2}first one \(budget 4 min\)\n +\d+ s {2}second \(budget 1 min\)\n +\d+ s {2}in all; ended with 0\n$/,
    );
  });

  test('one that fails ends all with its code, and has its time', () => {
    const { status, stdout } = run('step 1 good true', 'step 1 bad sh -c "exit 7"', 'step 1 never true');
    expect(status).toBe(7);
    expect(stdout).toMatch(
      / +\d+ s {2}good [^\n]+\n +\d+ s {2}bad FAILED\n +\d+ s {2}in all; ended with 7\n$/,
    );
    expect(stdout).not.toContain('never');
  });

  test('one that takes too long says so, and is no failure', () => {
    const { status, stdout } = run('SECONDS=0', 'work() { SECONDS=61; }', 'step 1 slow work');
    expect(status).toBe(0);
    expect(stdout).toContain('61 s  slow (budget 1 min, OVER ITS BUDGET)');
  });
});
