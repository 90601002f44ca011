import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import { DuckDbEngine } from '../../src/engine/duckdb.ts';
import {
  EngineBusyError,
  EngineTimeoutError,
  type Engine,
  type TallyQuery,
  type TallyRow,
} from '../../src/engine/engine.ts';
import { MemoryEngine, type ResponseRecord } from '../../src/engine/memory.ts';
import { openLocked } from '../../src/engine/locked-instance.ts';
import { PlanError } from '../../src/engine/plan.ts';
import { temporaryFolder } from '../helper.ts';

const OPTIONS = {
  memory: '512MB',
  threads: 2,
  timeoutMs: 10_000,
  maximumCells: 1000,
  concurrency: 2,
  queue: 4,
};

async function writeParquet(records: readonly ResponseRecord[]): Promise<string> {
  const path = join(await temporaryFolder(), "re'sponses.parquet");
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run(
    'CREATE TABLE r (q INTEGER, "an ""odd"" name" VARCHAR, h INTEGER, c INTEGER, w DOUBLE, x DOUBLE)',
  );
  for (const { q, odd, h, c, w, x } of records as Record<string, string | number | null>[]) {
    await connection.run('INSERT INTO r VALUES ($1, $2, $3, $4, $5, $6)', [
      q ?? null,
      odd ?? null,
      h ?? null,
      c ?? null,
      w ?? null,
      x ?? null,
    ]);
  }
  await connection.run(`COPY r TO '${path.replaceAll("'", "''")}' (FORMAT parquet)`);
  connection.closeSync();
  instance.closeSync();
  return path;
}

const renamed = (records: readonly ResponseRecord[]): ResponseRecord[] =>
  records.map(({ odd = null, ...rest }) => ({ ...rest, 'an "odd" name': odd }));

/** Every engine registers here; each must pass all that follows. */
const ENGINES: readonly {
  readonly name: string;
  readonly open: (records: readonly ResponseRecord[]) => Promise<Engine>;
}[] = [
  {
    name: 'memory',
    open: (records) => Promise.resolve(new MemoryEngine(renamed(records), OPTIONS.maximumCells)),
  },
  { name: 'duckdb', open: async (records) => DuckDbEngine.open(await writeParquet(records), OPTIONS) },
];

const query = (changes: Partial<TallyQuery>): TallyQuery => ({
  by: [],
  filters: [],
  weight: null,
  stratum: null,
  cluster: null,
  numeric: null,
  ...changes,
});
const record = fc.record({
  q: fc.option(fc.integer({ min: -1, max: 3 }), { nil: null }),
  odd: fc.option(fc.constantFrom('a', "b'; --", 'ü"', ''), { nil: null }),
  h: fc.integer({ min: 1, max: 3 }),
  c: fc.integer({ min: 1, max: 4 }),
  w: fc.option(fc.constantFrom(0, 0.5, 1, 2.25), { nil: null }),
  x: fc.option(fc.integer({ min: -9, max: 9 }), { nil: null }),
});
const aQuery = fc.record({
  by: fc.subarray(['q', 'an "odd" name', 'h']),
  filters: fc.subarray([
    { column: 'q', in: [1, 2, -1] },
    { column: 'an "odd" name', in: ['a', "b'; --"] },
    { column: 'x', min: -3, max: 5 },
    { column: 'q' },
  ]),
  weight: fc.constantFrom(null, 'w'),
  stratum: fc.constantFrom(null, 'h'),
  cluster: fc.constantFrom(null, 'c'),
  numeric: fc.constantFrom(null, 'x'),
});

const sorted = (rows: readonly TallyRow[]): TallyRow[] =>
  rows.toSorted((a, b) =>
    JSON.stringify([a.codes, a.stratum, a.cluster]) < JSON.stringify([b.codes, b.stratum, b.cluster])
      ? -1
      : 1,
  );

async function opened(
  open: (records: readonly ResponseRecord[]) => Promise<Engine>,
  records: readonly ResponseRecord[],
): Promise<Engine> {
  const engine = await open(records);
  onTestFinished(() => engine.close());
  return engine;
}

describe.each(ENGINES)('$name', ({ open }) => {
  const records: ResponseRecord[] = [
    { q: 1, odd: 'a', h: 1, c: 1, w: 2, x: 3 },
    { q: 1, odd: 'a', h: 1, c: 2, w: 0.5, x: -1 },
    { q: 2, odd: null, h: 2, c: 1, w: 0, x: 4 },
    { q: null, odd: 'b', h: 2, c: 1, w: 1, x: null },
    { q: 2, odd: 'b', h: 2, c: 1, w: null, x: 4 },
  ];

  test('adds up cells by stratum and cluster', async () => {
    const engine = await opened(open, records);
    const rows = sorted(
      await engine.tally(query({ by: ['q'], weight: 'w', stratum: 'h', cluster: 'c', numeric: 'x' })),
    );
    expect(rows).toEqual([
      {
        codes: [1],
        stratum: 1,
        cluster: 1,
        n: 1,
        nonzero: 1,
        w: 2,
        w2: 4,
        x: { wx: 6, wx2: 18, w2x: 12, w2x2: 36 },
      },
      {
        codes: [1],
        stratum: 1,
        cluster: 2,
        n: 1,
        nonzero: 1,
        w: 0.5,
        w2: 0.25,
        x: { wx: -0.5, wx2: 0.5, w2x: -0.25, w2x2: 0.25 },
      },
      {
        codes: [2],
        stratum: 2,
        cluster: 1,
        n: 1,
        nonzero: 0,
        w: 0,
        w2: 0,
        x: { wx: 0, wx2: 0, w2x: 0, w2x2: 0 },
      },
    ]);
  });

  test('tells missing from chosen, and counts without a weight', async () => {
    const engine = await opened(open, records);
    const rows = await engine.tally(query({ by: ['an "odd" name'] }));
    expect(Object.fromEntries(rows.map(({ codes, n }) => [String(codes[0]), n]))).toEqual({
      a: 2,
      null: 1,
      b: 2,
    });
    expect(await engine.tally(query({ filters: [{ column: 'q', in: [99] }] }))).toEqual([]);
    expect(await engine.tally(query({}))).toMatchObject([{ codes: [], n: 5, w: 5 }]);
  });

  test('knows its columns', async () => {
    const engine = await opened(open, records);
    expect(engine.columns.get('q')).toEqual({ kind: 'number', distinct: 3 });
    expect(engine.columns.get('an "odd" name')).toEqual({ kind: 'code', distinct: 3 });
  });

  test.each([
    [query({ by: ['nothing'] }), 'there is no column "nothing"'],
    [query({ by: ['q', 'q'] }), 'a column stands twice'],
    [query({ weight: 'an "odd" name' }), 'does not hold numbers'],
    [query({ numeric: 'zz' }), 'there is no column "zz"'],
    [query({ filters: [{ column: 'q"; drop table r; --', in: [1] }] }), 'there is no column'],
    [query({ filters: [{ column: 'q', in: [] }] }), 'no code is named'],
    [query({ filters: [{ column: 'an "odd" name', min: 1 }] }), 'does not hold numbers'],
  ])('refuses %j before it runs', async (wrong, message) => {
    const engine = await opened(open, records);
    await expect(engine.tally(wrong)).rejects.toThrow(PlanError);
    await expect(engine.tally(wrong)).rejects.toThrow(message);
  });

  test('refuses more cells than are allowed, unless a filter leaves few', async () => {
    const many = Array.from({ length: 40 }, (_, i) => ({ q: i, odd: String(i), h: i, c: 1, w: 1, x: 1 }));
    const engine = await opened(open, many);
    const by = ['q', 'an "odd" name'];
    await expect(engine.tally(query({ by }))).rejects.toThrow('may give 1600 cells; 1000 are allowed');
    expect(await engine.tally(query({ by, filters: [{ column: 'q', in: [1, 2] }] }))).toHaveLength(2);
  });
});

test('all engines agree', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(record, { minLength: 1, maxLength: 30 }),
      fc.array(aQuery, { minLength: 1, maxLength: 8 }),
      async (records, queries) => {
        const engines = await Promise.all(ENGINES.map(({ open }) => open(records)));
        try {
          for (const one of queries) {
            const [oracle = [], ...others] = await Promise.all(
              engines.map(async (engine) => sorted(await engine.tally(one))),
            );
            for (const rows of others) expect(rows).toEqual(oracle);
          }
        } finally {
          await Promise.all(engines.map((engine) => engine.close()));
        }
      },
    ),
    { numRuns: 12 },
  );
});

describe('duckdb', () => {
  test('sees its file and no other, and cannot be told otherwise', async () => {
    const path = await writeParquet([{ q: 1, odd: 'a', h: 1, c: 1, w: 1, x: 1 }]);
    const other = await writeParquet([{ q: 2, odd: 'b', h: 1, c: 1, w: 1, x: 1 }]);
    const { instance, connection } = await openLocked(path, OPTIONS);
    onTestFinished(() => {
      connection.closeSync();
      instance.closeSync();
    });
    expect((await connection.runAndReadAll('SELECT q FROM responses')).getRows()).toEqual([[1]]);
    for (const statement of [
      `SELECT * FROM read_parquet('${other.replaceAll("'", "''")}')`,
      "SELECT * FROM read_text('/etc/hostname')",
      `COPY responses TO '${other.replaceAll("'", "''")}.copy'`,
      "ATTACH '/tmp/other.db'",
      'INSTALL httpfs',
      'SET enable_external_access = true',
      "SET allowed_paths = ['/etc/hostname']",
    ]) {
      await expect(connection.run(statement), statement).rejects.toThrow(
        /disabled|locked|not allowed|cannot/i,
      );
    }
  });

  test('a query that takes too long is interrupted, and a short one on the same connection is answered', async () => {
    const path = join(await temporaryFolder(), 'large.parquet');
    const instance = await DuckDBInstance.create(':memory:');
    const connection = await instance.connect();
    await connection.run(
      `COPY (SELECT range AS id, range % 7 AS q, random() AS w FROM range(10000000)) TO '${path}' (FORMAT parquet)`,
    );
    const engine = await DuckDbEngine.open(path, {
      ...OPTIONS,
      maximumCells: 1e9,
      timeoutMs: 200,
      concurrency: 1,
    });
    onTestFinished(() => engine.close());
    await expect(engine.tally(query({ by: ['id', 'q'], weight: 'w' }))).rejects.toThrow(EngineTimeoutError);
    expect(await engine.tally(query({ by: ['q'], filters: [{ column: 'id', in: [1, 2] }] }))).toHaveLength(2);
  });

  test('more queries than may wait are refused at once, and the others answered', async () => {
    const rows = Array.from({ length: 20 }, (_, i) => ({ q: i % 5, odd: 'a', h: 1, c: 1, w: 1, x: i }));
    const engine = await DuckDbEngine.open(await writeParquet(rows), OPTIONS);
    onTestFinished(() => engine.close());
    const outcomes = await Promise.allSettled(
      Array.from({ length: 20 }, () => engine.tally(query({ by: ['q'] }))),
    );
    const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
    expect(refused).toHaveLength(20 - OPTIONS.concurrency - OPTIONS.queue);
    for (const outcome of refused) expect(outcome.reason).toBeInstanceOf(EngineBusyError);
  });
});
