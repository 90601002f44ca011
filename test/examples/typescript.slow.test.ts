import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cp, mkdtemp, rm, symlink } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { startServer } from '../clients/live-server.ts';
import { runProgram } from '../clients/programs.ts';
import { needs, type Component } from '../components.ts';

const FOLDER = new URL('../../examples/typescript', import.meta.url).pathname;
const MODULES = join(FOLDER, 'node_modules');
const here = (file: string): string => join(FOLDER, file);
const ROOT = new URL('../..', import.meta.url).pathname;

interface Gap {
  readonly question: string;
  readonly item: string | null;
  readonly option: string | null;
  readonly wave: string;
  readonly gap: number;
  readonly ciLower: number | null;
  readonly ciUpper: number | null;
  readonly reasons: Readonly<Record<string, string>>;
}

/** What the example should print of a gap. */
function cells({ question, item, option, wave, gap, ciLower, ciUpper, reasons }: Gap): string[] {
  const interval =
    ciLower === null ? `– ${reasons['ciLower']}` : `${ciLower.toFixed(1)} to ${ciUpper?.toFixed(1)}`;
  return [[question, item, option].filter(Boolean).join(' '), wave, gap.toFixed(1), interval];
}

const installed: Component = {
  name: 'the packages of the client in TypeScript',
  missing: existsSync(join(MODULES, 'openapi-fetch')) ? null : 'they are not installed',
  have: 'npm ci --prefix examples/typescript',
};

/** Runs the example against a service. */
const example = (url: string) => runProgram('env', [`TOPLINE_URL=${url}`, process.execPath, here('gaps.ts')]);

/** Runs the example against a server that always gives the same answer. */
async function exampleAgainst(status: number, type: string, text: string) {
  const server = createServer((_, response) =>
    response.writeHead(status, { 'content-type': type }).end(text),
  );
  await once(server.listen(0, '127.0.0.1'), 'listening');
  try {
    return await example(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.close();
  }
}

/** The compiler of the example's own package. */
const compile = (folder: string) =>
  runProgram(process.execPath, [join(MODULES, 'typescript/bin/tsc'), '--project', folder]);

describe('the client in TypeScript', needs(installed), () => {
  test('has the types of the document as it is now', async () => {
    expect(await runProgram(process.execPath, [here('generate.ts'), '--check'])).toEqual({
      code: 0,
      stdout: 'topline.d.ts is up to date\n',
      stderr: '',
    });
  });

  test('is well typed, and mistakes are not', async () => {
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
  });

  test('shows what the service answers', async () => {
    const server = await startServer();
    try {
      const answer = await fetch(
        `${server.url}/v1/surveys/cmo-cio-alignment@1.1.0/gaps?between=cio,cmo&measure=percent&sort=-gap&limit=all`,
      );
      const { data } = (await answer.json()) as { data: Gap[] };
      const run = await example(server.url);
      expect(run).toMatchObject({ code: 0, stderr: '' });
      const [gaps = '', crosstab = '', mistake = ''] = run.stdout.split('\n\n');
      const rows = gaps.split('\n').slice(2);
      // More than two pages of ten, with intervals and without.
      expect(data.length).toBeGreaterThan(20);
      expect(new Set(data.map(({ ciLower }) => ciLower === null)).size).toBe(2);
      expect(rows.map((row) => row.split(/ {2,}/))).toEqual(data.map(cells));
      expect(crosstab).toContain('A. Always or almost always: 90.0 % "Matters", more than B and C');
      expect(mistake).toContain('wave=2013 is not a wave of this release');
      expect(mistake).toContain('Allowed: 2010, 2012, 2014');
    } finally {
      await server.stop();
    }
  });

  test('takes nothing for an answer that is none, and half a list not for a whole one', async () => {
    const proxy = await exampleAgainst(502, 'text/html', '<h1>Bad Gateway</h1>');
    expect(proxy.code).toBe(1);
    expect(proxy.stderr).toMatch(/Error: http:\S+\/gaps\?\S+ answered 502 without a body that can be read/);

    const endless = JSON.stringify({ data: [], meta: { next: '/v1/surveys/a/gaps?limit=10' } });
    const half = await exampleAgainst(200, 'application/json', endless);
    expect(half.code).toBe(1);
    expect(half.stderr).toContain('no cursor in the address of the next page, /v1/surveys/a/gaps?limit=10');
  });
});

test('its README names its files', () => {
  const readme = readFileSync(join(ROOT, 'examples/typescript/README.md'), 'utf8');
  const named = [...readme.matchAll(/^\| `([\w.-]+)` \|/gm)].map(([, file = '']) => file);
  expect(named.length).toBeGreaterThan(3);
  for (const file of named) expect(existsSync(here(file)), file).toBe(true);
});
