import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runProgram } from '../clients/programs.ts';
import { findPython, needs } from '../components.ts';
import { appOver, BUNDLED, bundledApp } from '../helper.ts';
import { ANSWERS } from './answers.ts';
import { firstOf } from '../runs.ts';

const SCRIPT = new URL('json_stat_faults.py', import.meta.url).pathname;
const python = findPython('jsonstat_validator');

async function faults(documents: readonly string[]): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'topline-'));
  try {
    const files = documents.map((_, i) => join(folder, `${i}.json`));
    await Promise.all(documents.map((text, i) => writeFile(files[i] ?? '', text)));
    const { code, stdout, stderr } = await runProgram(python.command, [SCRIPT, ...files]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    return stdout.trimEnd().split('\n');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

describe('a validator of JSON-stat that we did not write', needs(python), () => {
  test.each(firstOf(0, [{}, { PUBLIC_URL: 'https://figures.example' }]))(
    'finds no fault: %o',
    async (env) => {
      const app = await appOver(BUNDLED, { env });
      const documents = await Promise.all(
        ANSWERS.map(async (url) => {
          const response = await app.inject({ url, headers: { accept: 'application/vnd.json-stat+json' } });
          expect(response.statusCode).toBe(200);
          return response.body;
        }),
      );
      expect(await faults(documents)).toEqual(ANSWERS.map(() => 'valid'));
    },
  );

  test('finds faults where there are some', async () => {
    const app = await bundledApp();
    const headers = { accept: 'application/vnd.json-stat+json' };
    const cube = (await app.inject({ url: ANSWERS[0] ?? '', headers })).json<Record<string, unknown>>();
    const broken = [
      { ...cube, href: '/relative' },
      { ...cube, value: 'none' },
      { ...cube, role: { metric: ['nothing'] } },
    ];
    const found = await faults(broken.map((one) => JSON.stringify(one)));
    expect(found.filter((fault) => fault === 'valid')).toEqual([]);
    expect(found).toHaveLength(broken.length);
  });
});
