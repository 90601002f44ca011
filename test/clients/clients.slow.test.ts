import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { beforeAll, describe, expect, test } from 'vitest';
import { startServer, type LiveServer } from './live-server.ts';
import { findPython, findR, needs } from '../components.ts';
import { runProgram } from './programs.ts';
import { agrees } from './tolerances.ts';

const RECORDS = new URL('../../data/nonvoters/1.0.0/responses.parquet', import.meta.url).pathname;
const here = (file: string): string => new URL(file, import.meta.url).pathname;

let server: LiveServer;
beforeAll(async () => {
  server = await startServer();
  return () => server.stop();
});

const python = findPython();
describe('a few lines of pandas', needs(python), () => {
  const script = here('nonvoters.py');

  test('find the figures that the server answers with', async () => {
    expect(python.missing).toBeNull();
    expect(await runProgram(python.command, [script, server.url])).toEqual({
      code: 0,
      stdout: '0 of 54 figures differ\n',
      stderr: '',
    });
  });

  test('say what differs', async () => {
    const unweighted = ['--query', 'weight=none'];
    const { code, stdout } = await runProgram(python.command, [script, server.url, ...unweighted]);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^q5 matters always value: served 90\.8\S* pandas 90\.01134909659\S*$/m);
  });
});

type Where = Readonly<Record<string, string | number | null>>;
interface ExpectedRow {
  readonly where: Where;
  readonly figures: Readonly<Record<string, number>>;
  readonly letters?: readonly string[];
}
interface Expected {
  readonly address: string;
  readonly rows: readonly ExpectedRow[];
  readonly test?: Readonly<Record<string, number>>;
}
interface Served {
  readonly data: readonly Readonly<Record<string, unknown>>[];
  readonly meta: { readonly total: number; readonly tests?: readonly Readonly<Record<string, unknown>>[] };
}

async function get(address: string): Promise<Served> {
  const response = await fetch(`${server.url}/v1/surveys/nonvoters/${address}&limit=1000`);
  const body = await response.text();
  if (!response.ok) throw new Error(`${address}: ${response.status} ${body}`);
  return JSON.parse(body) as Served;
}

/** The records as R can read them. */
async function writeCsv(path: string): Promise<void> {
  const instance = await DuckDBInstance.create();
  const connection = await instance.connect();
  await connection.run(`COPY (FROM read_parquet('${RECORDS}')) TO '${path}' (HEADER)`);
  connection.closeSync();
  instance.closeSync();
}

/** What is wrong with figures: a line for each that is not what R found. */
const faults = (figures: ExpectedRow['figures'], served: Readonly<Record<string, unknown>>): string[] =>
  Object.entries(figures).flatMap(([field, value]) =>
    agrees(field, served[field], value) ? [] : [`${field}: served ${String(served[field])}, R ${value}`],
  );

/** Compares the rows of an answer with those of R, each with exactly one. */
function compareRows({ rows }: Expected, { data }: Served): string[] {
  return rows.flatMap(({ where, figures, letters }) => {
    const found = data.filter((row) =>
      Object.entries(where).every(([field, value]) => (row[field] ?? null) === value),
    );
    const [row, second] = found;
    const lines = row === undefined || second !== undefined ? [`${found.length} rows`] : faults(figures, row);
    if (letters && JSON.stringify(row?.['letters']) !== JSON.stringify(letters))
      lines.push(`letters: served ${JSON.stringify(row?.['letters'])}, R ${JSON.stringify(letters)}`);
    return lines.map((line) => `${JSON.stringify(where)} ${line}`);
  });
}

const r = findR('survey', 'jsonlite');
describe("R's survey package", needs(r), () => {
  let all: readonly Expected[];

  beforeAll(async () => {
    expect(r.missing).toBeNull();
    const folder = await mkdtemp(join(tmpdir(), 'topline-'));
    try {
      const path = join(folder, 'records.csv');
      await writeCsv(path);
      const { code, stdout, stderr } = await runProgram(r.command, [here('nonvoters.R'), path]);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      all = JSON.parse(stdout) as Expected[];
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  /** Kinds of answers, with how many figures R gives for them, so that none goes missing unseen. */
  test.each([
    ['estimates', 584],
    ['gaps', 175],
    ['crosstab', 3823],
    ['crosstab/comparisons', 1470],
  ])('%s: %i figures', async (resource, figures) => {
    const some = all.filter(({ address }) => address.startsWith(`${resource}?`));
    let compared = 0;
    for (const expected of some) {
      const served = await get(expected.address);
      expect.soft(compareRows(expected, served), expected.address).toEqual([]);
      compared += expected.rows.reduce((sum, row) => sum + Object.keys(row.figures).length, 0);
    }
    expect(compared).toBe(figures);
  });

  test('the test of independence', async () => {
    const some = all.flatMap(({ address, test: expected }) => (expected ? [{ address, expected }] : []));
    for (const { address, expected } of some) {
      const [served = {}] = (await get(address)).meta.tests ?? [];
      expect(Object.keys(expected)).toHaveLength(5);
      expect.soft(faults(expected, served), address).toEqual([]);
    }
    expect(some).toHaveLength(20);
  });
});
