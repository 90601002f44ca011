import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cp, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { startServer } from '../clients/live-server.ts';
import { runProgram, skips } from '../clients/programs.ts';

const FOLDER = new URL('../../examples/typescript', import.meta.url).pathname;
const MODULES = join(FOLDER, 'node_modules');
const here = (file: string): string => join(FOLDER, file);
const ROOT = new URL('../..', import.meta.url).pathname;
const MINUTE = 60_000;

const installed = {
  command: process.execPath,
  missing: existsSync(join(MODULES, 'openapi-fetch'))
    ? null
    : 'npm ci --prefix examples/typescript was not run',
};

/** The compiler of the example's own package. */
const compile = (folder: string) =>
  runProgram(process.execPath, [join(MODULES, 'typescript/bin/tsc'), '--project', folder]);

describe.skipIf(skips('the client in TypeScript', installed))('the client in TypeScript', () => {
  test('has the types of the document as it is now', async () => {
    expect(await runProgram(process.execPath, [here('generate.ts'), '--check'])).toEqual({
      code: 0,
      stdout: 'topline.d.ts is up to date\n',
      stderr: '',
    });
  });

  test(
    'is well typed, and mistakes are not',
    async () => {
      expect(await compile(FOLDER)).toEqual({ code: 0, stdout: '', stderr: '' });
      // The same mistakes, no longer expected: each is an error.
      const copy = await mkdtemp(join(tmpdir(), 'topline-'));
      try {
        await cp(FOLDER, copy, { recursive: true, filter: (path) => !path.startsWith(MODULES) });
        await symlink(MODULES, join(copy, 'node_modules'));
        const source = readFileSync(here('mistakes.ts'), 'utf8');
        writeFileSync(join(copy, 'mistakes.ts'), source.replaceAll('// @ts-expect-error', '//'));
        const { stdout } = await compile(copy);
        const expected = source.split('@ts-expect-error').length - 1;
        expect(expected).toBeGreaterThan(5);
        expect(stdout.match(/mistakes\.ts\(\d+,\d+\): error/g)).toHaveLength(expected);
      } finally {
        await rm(copy, { recursive: true, force: true });
      }
    },
    MINUTE,
  );

  test(
    'shows what the service answers',
    async () => {
      const server = await startServer();
      try {
        const answer = await fetch(
          `${server.url}/v1/surveys/cmo-cio-alignment@1.1.0/gaps?between=cio,cmo&measure=percent&sort=-gap&limit=all`,
        );
        const { data } = (await answer.json()) as { data: { question: string; wave: string; gap: number }[] };
        const run = await runProgram('env', [`TOPLINE_URL=${server.url}`, process.execPath, here('gaps.ts')]);
        expect(run).toMatchObject({ code: 0, stderr: '' });
        const [gaps = '', crosstab = '', mistake = ''] = run.stdout.split('\n\n');
        const lines = gaps.split('\n');
        expect(data.length).toBeGreaterThan(20);
        expect(lines).toHaveLength(data.length);
        for (const [i, { question, wave, gap }] of data.entries()) {
          expect(lines[i]).toMatch(
            new RegExp(`^${question} .*${wave}: cio − cmo = ${gap.toFixed(1)} points`),
          );
        }
        expect(crosstab).toContain('A. Always or almost always: 90.0 % "Matters", more than B and C');
        expect(mistake).toContain('wave=2013 is not a wave of this release');
        expect(mistake).toContain('Allowed: 2010, 2012, 2014');
      } finally {
        await server.stop();
      }
    },
    MINUTE,
  );
});

test('its README names its files', () => {
  const readme = readFileSync(join(ROOT, 'examples/typescript/README.md'), 'utf8');
  const named = [...readme.matchAll(/^\| `([\w.-]+)` \|/gm)].map(([, file = '']) => file);
  expect(named.length).toBeGreaterThan(3);
  for (const file of named) expect(existsSync(here(file)), file).toBe(true);
});
