import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startServer, type LiveServer } from '../clients/live-server.ts';
import { runProgram } from '../clients/programs.ts';
import { findPython, findR, needs } from '../components.ts';

const here = (file: string): string => new URL(file, import.meta.url).pathname;

const CMO = '/v1/surveys/cmo-cio-alignment@1.1.0';
const RECORDS = '/v1/surveys/nonvoters';
/** Answers of every kind; filters with signs that mean something to one language or another. */
const TABLES = [
  `${CMO}/gaps?question=need-to-align,reasons`,
  `${CMO}/gaps?question=it-falls-short`,
  `${RECORDS}/crosstab?rows=q5&columns=voter-category&filter=${encodeURIComponent('age:<35')}&limit=7`,
  `${RECORDS}/crosstab?rows=age*gender&columns=voter-category&layout=wide`,
  `/v1/search?q=${encodeURIComponent(`it's "digital" $(x) \`y\` %2F é`)}`,
];
const THINGS = [`${CMO}/claims/gap-significantly-smaller`, '/v1/surveys/nonvoters'];

type Row = Record<string, unknown>;

let server: LiveServer;
let folder: string;
beforeAll(async () => {
  server = await startServer();
  folder = await mkdtemp(join(tmpdir(), 'topline-snippets-'));
});
afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

const withParameter = (path: string, name: string, value: string): string =>
  `${path}${path.includes('?') ? '&' : '?'}${name}=${value}`;

async function text(path: string): Promise<string> {
  const response = await fetch(`${server.url}${path}`);
  const body = await response.text();
  if (!response.ok) throw new Error(`${path}: ${response.status} ${body}`);
  return body;
}

async function answer(path: string): Promise<{ data: Row | Row[]; meta: Row }> {
  return JSON.parse(await text(path)) as { data: Row | Row[]; meta: Row };
}

/** The code of each query in a file of its own. */
async function files(language: string, paths: readonly string[], extension: string): Promise<string[]> {
  return Promise.all(
    paths.map(async (path, i) => {
      const file = join(folder, `${language}-${i}.${extension}`);
      await writeFile(file, await text(withParameter(path, 'snippet', language)));
      return file;
    }),
  );
}

/** A cell as a text file has it. */
const flat = (value: unknown): unknown =>
  typeof value === 'object' && value !== null ? JSON.stringify(value) : value;

describe('curl', () => {
  test.each([...TABLES, ...THINGS, `${CMO}/gaps?format=csv`, `${CMO}/gaps?format=markdown`])(
    'prints the answer: %s',
    async (path) => {
      const code = await text(withParameter(path, 'snippet', 'curl'));
      const { code: status, stdout, stderr } = await runProgram('sh', ['-c', code]);
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
      expect(stdout).toBe(await text(path));
    },
  );

  test('writes bytes to a file', async () => {
    const code = await text(`${CMO}/gaps?format=parquet&snippet=curl`);
    const run = await runProgram('sh', ['-c', `cd ${folder} && ${code}`]);
    expect(run).toMatchObject({ code: 0, stderr: '' });
    const bytes = await readFile(join(folder, 'cmo-cio-alignment@1.1.0-gaps.parquet'));
    const response = await fetch(`${server.url}${CMO}/gaps?format=parquet`);
    expect(bytes.equals(Buffer.from(await response.arrayBuffer()))).toBe(true);
  });
});

const python = findPython();
describe('python', needs(python), () => {
  async function run(
    paths: readonly string[],
  ): Promise<{ data?: unknown; printed?: string; shown: number }[]> {
    const sources = await files('python', paths, 'py');
    const program = ['-W', 'ignore:Workbook contains no default style', here('run_snippets.py')];
    const { code, stdout, stderr } = await runProgram(python.command, [...program, ...sources]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    return stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { data?: unknown; shown: number });
  }

  test('holds the answer in a data frame, whatever the representation', async () => {
    const [path = ''] = TABLES;
    const formats = ['json', 'csv', 'csv-excel', 'ndjson', 'xlsx', 'parquet', 'arrow', 'markdown'];
    const paths = [...TABLES, ...THINGS, ...formats.map((format) => withParameter(path, 'format', format))];
    const results = await run(paths);
    expect(results).toHaveLength(paths.length);
    for (const [i, one] of paths.entries()) {
      const { data, printed, shown } = results[i] ?? { shown: 0 };
      expect(shown, one).toBeGreaterThan(0);
      const json = await answer(one.replace(/[?&]format=[\w-]+/, ''));
      const format = /format=([\w-]+)/.exec(one)?.[1] ?? 'json';
      if (format === 'markdown') expect(printed).toBe(`${await text(one)}\n`);
      else if (!Array.isArray(json.data)) expect(data, one).toEqual(json.data);
      else if (format === 'json' || format === 'ndjson') expect(data, one).toEqual(json.data);
      else {
        const expected = json.data.map((row) =>
          Object.fromEntries(Object.entries(row).map(([name, value]) => [name, flat(value)])),
        );
        expect(data, one).toEqual(expected);
      }
    }
  });
});

/** The exact number where another has its first fifteen digits, as R's JSON has them; else the other. */
const unlessNear = (value: unknown, exact: unknown): unknown =>
  typeof value === 'number' && typeof exact === 'number' && Math.abs(value - exact) <= 1e-14 * Math.abs(exact)
    ? exact
    : value;

const r = findR('jsonlite');
describe('r', needs(r), () => {
  interface Result {
    readonly rows?: readonly [number];
    readonly columns?: Readonly<Record<string, readonly unknown[]>>;
    readonly single?: Row;
    readonly printed?: readonly string[];
  }

  test('holds the answer in a data frame', async () => {
    const [path = ''] = TABLES;
    const formats = ['json', 'csv', 'csv-excel', 'ndjson'];
    const paths = [...TABLES, ...THINGS, ...formats.map((format) => withParameter(path, 'format', format))];
    const sources = await files('r', paths, 'R');
    const { code, stdout, stderr } = await runProgram(r.command, [here('run_snippets.R'), ...sources]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const results = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Result);
    expect(results).toHaveLength(paths.length);
    let compared = 0;
    for (const [i, one] of paths.entries()) {
      const { rows, columns = {}, single = {} } = results[i] ?? {};
      const { data } = await answer(one.replace(/[?&]format=[\w-]+/, ''));
      if (!Array.isArray(data)) {
        for (const [name, value] of Object.entries(single))
          // A list of one is to R no more than the one.
          if (typeof data[name] !== 'object')
            expect(unlessNear(value, data[name]), `${one} ${name}`).toEqual(data[name]);
        expect(Object.keys(single).length).toBeGreaterThan(3);
        continue;
      }
      expect(rows, one).toEqual([data.length]);
      for (const [name, values] of Object.entries(columns)) {
        const expected = data.map((row) => row[name] ?? null);
        if (expected.some((value) => typeof value === 'object' && value !== null)) continue;
        const found = values.map((value, row) => unlessNear(value, expected[row]));
        expect(found, `${one} ${name}`).toEqual(expected);
        compared += found.length;
      }
    }
    expect(compared).toBeGreaterThan(2000);
  });
});

test.each([...TABLES, ...THINGS])('javascript holds the answer: %s', async (path) => {
  const code = await text(withParameter(path, 'snippet', 'javascript'));
  const program = `${code}console.log('\\n' + JSON.stringify({ data, meta }));`;
  const run = await runProgram(process.execPath, ['--input-type=module', '--eval', program]);
  expect(run).toMatchObject({ code: 0, stderr: '' });
  expect(JSON.parse(run.stdout.trimEnd().split('\n').at(-1) ?? '')).toEqual(await answer(path));
});

test.each([
  ['csv', 'text.length'],
  ['parquet', 'bytes.length'],
])('javascript holds %s', async (format, length) => {
  const path = `${CMO}/gaps?format=${format}`;
  const code = await text(`${path}&snippet=javascript`);
  const program = `${code}console.log('\\n' + ${length});`;
  const run = await runProgram(process.execPath, ['--input-type=module', '--eval', program]);
  const response = await fetch(`${server.url}${path}`);
  expect(run).toMatchObject({ code: 0, stderr: '' });
  expect(Number(run.stdout.trimEnd().split('\n').at(-1))).toBe((await response.arrayBuffer()).byteLength);
});
