import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, onTestFinished, test } from 'vitest';
import {
  EngineBusyError,
  EngineFileError,
  EngineMemoryError,
  EngineTimeoutError,
  type Engine,
} from '../../src/engine/engine.ts';
import { Engines, type EngineOptions } from '../../src/engine/engines.ts';
import { InstancePool } from '../../src/engine/instance-pool.ts';
import { openLocked } from '../../src/engine/locked-instance.ts';
import { eventually } from '../eventually.ts';
import { temporaryFolder } from '../helper.ts';
import { firstOf, runs, testInFull } from '../runs.ts';
import { openDuckDb, OPTIONS, query, writeParquet } from './registry.ts';

/** Writes what a SELECT gives to a Parquet file of its own. */
async function parquetOf(select: string): Promise<string> {
  const path = join(await temporaryFolder(), 'made.parquet');
  const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
  const connection = await instance.connect();
  await connection.run(`COPY (${select}) TO '${path}' (FORMAT parquet, ROW_GROUP_SIZE 20480)`);
  connection.closeSync();
  instance.closeSync();
  return path;
}

async function opened(path: string, options: Partial<EngineOptions> = {}): Promise<Engine> {
  const engine = await openDuckDb(path, options);
  onTestFinished(() => engine.close());
  return engine;
}

const one = { q: 1, odd: 'a', h: 1, k: 'n', c: 1, w: 1, x: 1, r1: 1, r2: 1 };
const oneRecord = async (): Promise<string> => writeParquet(await temporaryFolder(), [one]);
/** A query that takes long: it looks at each of many identifiers. */
const LONG = query({ by: [{ column: 'id' }, { column: 'q' }], weight: 'w' });
const MANY = { maximumCells: 1e12, maximumTallyRows: 1e12 };
const large = (): Promise<string> =>
  parquetOf('SELECT range AS id, range % 7 AS q, random() AS w FROM range(3000000)');

test('sees its file and no other, and cannot be told otherwise', async () => {
  const path = await oneRecord();
  const other = await oneRecord();
  const instance = await openLocked(path, { memoryMegabytes: 200, threads: 2 });
  const connection = await instance.connect();
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
    "SET temp_directory = '/tmp'",
    "SET memory_limit = '100GB'",
    "SET allowed_paths = ['/etc/hostname']",
  ]) {
    await expect(connection.run(statement), statement).rejects.toThrow(/disabled|locked|not allowed|cannot/i);
  }
});

test('the rows of a small file are held, those of a larger one are read, and so are those that are wanted in their order', async () => {
  const path = await oneRecord();
  for (const [limits, kind] of [
    [{}, 'BASE TABLE'],
    [{ heldValues: 10 }, 'BASE TABLE'],
    [{ heldValues: 9 }, 'VIEW'],
    [{ inOrder: true }, 'VIEW'],
  ] as const) {
    const instance = await openLocked(path, { memoryMegabytes: 200, threads: 1, ...limits });
    onTestFinished(() => instance.closeSync());
    const connection = await instance.connect();
    const found = await connection.runAndReadAll(
      "SELECT table_type FROM information_schema.tables WHERE table_name = 'responses'",
    );
    expect(found.getRows(), JSON.stringify(limits)).toEqual([[kind]]);
    connection.closeSync();
  }
});

test('a file that is not there, or is no Parquet, cannot be opened, and the next one can', async () => {
  const engines = new Engines(OPTIONS);
  onTestFinished(() => engines.close());
  await expect(engines.open('/nowhere/responses.parquet', 'a')).rejects.toThrow(/no such file/);
  await expect(engines.open(new URL(import.meta.url).pathname, 'b')).rejects.toThrow(/[Pp]arquet/);
  expect((await engines.open(await oneRecord(), 'c')).columns.size).toBe(10);
  const path = join(await temporaryFolder(), 'late.parquet');
  await expect(engines.open(path, 'd')).rejects.toThrow(/no such file/);
  await copyFile(await oneRecord(), path);
  expect((await engines.open(path, 'd')).columns.size).toBe(10);
});

test('columns of other types: dates and truth are codes, large integers too, lists are not there', async () => {
  const path = await parquetOf(
    "SELECT DATE '2024-02-29' AS day, true AS yes, 18446744073709551615::UBIGINT AS id, [1] AS list, " +
      '0.1::FLOAT AS f, 1.5::DECIMAL(30, 4) AS wide, 0.25::DECIMAL(9, 4) AS w, 7::DECIMAL(5, 0) AS whole',
  );
  const engine = await opened(path);
  expect([...engine.columns].map(([name, { kind }]) => `${name} ${kind}`)).toEqual([
    'day code',
    'yes code',
    'id code',
    'f number',
    'wide number',
    'w number',
    'whole number',
  ]);
  const by = ['day', 'yes', 'id', 'f', 'wide', 'w', 'whole'].map((column) => ({ column }));
  expect(await engine.tally(query({ by, weight: 'wide', numeric: 'w' }))).toMatchObject([
    {
      codes: ['2024-02-29', 'true', '18446744073709551615', Math.fround(0.1), 1.5, 0.25, 7],
      w: 1.5,
      w2: 2.25,
      x: { wx: 0.375, w2x2: 0.140625 },
    },
  ]);
  expect(await engine.tally(query({ filters: [{ column: 'f', in: [Math.fround(0.1)] }] }))).toHaveLength(1);
});

test('a file whose pages cannot be decoded is said to be one, whichever byte is wrong, and other files go on', async () => {
  const sound = await parquetOf('SELECT range % 2 AS q, range % 3 AS k, 1 + range % 4 AS w FROM range(40)');
  const bytes = await readFile(sound);
  const asked = query({ by: [{ column: 'q' }, { column: 'k' }], weight: 'w' });
  const engines = new Engines(OPTIONS);
  onTestFinished(() => engines.close());
  const good = await engines.open(sound, 'sound');
  const right = await good.tally(asked);
  let unreadable = 0;
  // The footer says where the pages end: what is wrong there is found out when the file is opened.
  for (let at = 4; at < 150; at += runs(9, 1)) {
    const spoilt = Buffer.from(bytes);
    spoilt[at] = (spoilt[at] ?? 0) ^ 0xff;
    const path = `${sound}.${at}`;
    await writeFile(path, spoilt);
    const engine = await engines.open(path, path);
    const outcome = await engine.tally(asked).catch((error: unknown) => error);
    if (Array.isArray(outcome)) continue;
    expect(outcome, `byte ${at}`).toBeInstanceOf(EngineFileError);
    unreadable += 1;
  }
  expect(unreadable).toBeGreaterThan(1);
  expect(await (await engines.open(sound, 'again')).tally(asked)).toEqual(right);
});

describe('limits', () => {
  test('a query that takes too long is interrupted, and the next is answered', async () => {
    const engine = await opened(await large(), { ...MANY, timeoutMs: 100, memoryMegabytes: 4000 });
    // A query that comes to its end in spite of all gives its answer: that it fails says that it was cut off.
    await expect(engine.tally(LONG)).rejects.toThrow(EngineTimeoutError);
    // What a release is checked by has a time of its own: 3 million numbers are not looked at in 1 ms.
    const hurried = await opened(await large(), { ...MANY, timeoutMs: 1, memoryMegabytes: 4000 });
    expect(await hurried.countRows([{ is: 'negative', column: 'w' }])).toEqual([0]);
    expect(await hurried.tally(query({ by: [{ column: 'q' }] }), { isCheck: true })).toHaveLength(7);
    // On a busy machine a short one may take too long as well, for a while.
    const short = query({ by: [{ column: 'q' }], filters: [{ column: 'id', in: [1, 2] }] });
    expect(await eventually(() => engine.tally(short))).toHaveLength(2);
  });

  test('a query that needs too much memory is stopped, and the next is answered', async () => {
    const engine = await opened(await large(), { ...MANY, memoryMegabytes: 120 });
    await expect(engine.tally(LONG)).rejects.toThrow(EngineMemoryError);
    expect(await engine.tally(query({ by: [{ column: 'q' }], weight: 'w' }))).toHaveLength(7);
  });

  test('more queries than may wait are refused at once, whichever file they ask, and the others answered', async () => {
    const engines = new Engines({ ...OPTIONS, queue: 4 });
    onTestFinished(() => engines.close());
    const two = [await engines.open(await oneRecord(), 'a'), await engines.open(await oneRecord(), 'b')];
    const asked = Array.from({ length: 10 }).flatMap(() => two.map((engine) => engine.tally(query({}))));
    // What a release is checked by stands in no line, full or not.
    const check = two[0]?.tally(query({}), { isCheck: true });
    const outcomes = await Promise.allSettled(asked);
    expect(await check).toHaveLength(1);
    const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
    expect(refused).toHaveLength(20 - OPTIONS.concurrency - 4);
    for (const { reason } of refused) expect(reason).toBeInstanceOf(EngineBusyError);
  });

  test('a query that has waited too long is refused; the one before it has its own time', async () => {
    const engine = await opened(await large(), {
      ...MANY,
      timeoutMs: 150,
      concurrency: 1,
      memoryMegabytes: 4000,
    });
    const [running, waiting, later] = await Promise.allSettled([
      engine.tally(LONG),
      engine.tally(LONG),
      engine.tally(query({})),
    ]);
    expect(running).toMatchObject({ reason: { name: 'EngineTimeoutError' } });
    expect(waiting).toMatchObject({ status: 'rejected' });
    expect(later).toMatchObject({ reason: { name: 'EngineBusyError' } });
  });
});

describe('who leaves', () => {
  test('ends what runs for him and nothing else, and the next is answered', async () => {
    const engine = await opened(await large(), { ...MANY, concurrency: 1, memoryMegabytes: 4000 });
    const leaving = new AbortController();
    const before = process.cpuUsage().user;
    const running = engine.tally(LONG, { signal: leaving.signal });
    const waiting = engine.codedTallies(LONG, { signal: leaving.signal });
    const next = engine.tally(query({ by: [{ column: 'q' }] }));
    const outcomes = Promise.allSettled([running, waiting]);
    // Once DuckDB computes.
    await eventually(() => process.cpuUsage().user - before > 50_000);
    leaving.abort(new Error('gone'));
    for (const outcome of await outcomes) expect(outcome).toMatchObject({ reason: { message: 'gone' } });
    expect(await next).toHaveLength(7);
    await expect(engine.tally(query({}), { signal: leaving.signal })).rejects.toThrow('gone');
    // One who is gone only after it is done has his answer.
    const late = new AbortController();
    expect(await engine.tally(query({ by: [{ column: 'q' }] }), { signal: late.signal })).toHaveLength(7);
    late.abort();
    expect(await engine.tally(query({ by: [{ column: 'q' }] }))).toHaveLength(7);
  });
});

describe('closing', () => {
  test('interrupts what runs, refuses what waits and what comes', async () => {
    const engine = await openDuckDb(await large(), { ...MANY, concurrency: 1, memoryMegabytes: 4000 });
    const before = process.cpuUsage().user;
    const outcomes = Promise.allSettled([engine.tally(LONG), engine.tally(LONG)]);
    // Once DuckDB computes.
    await eventually(() => process.cpuUsage().user - before > 50_000);
    await engine.close();
    for (const outcome of await outcomes)
      expect(outcome).toMatchObject({ reason: { name: 'EngineBusyError' } });
    await expect(engine.tally(query({}))).rejects.toThrow(EngineBusyError);
    await engine.close();
  });

  test('of instances that nobody uses only the last few stay open', async () => {
    const pool = new InstancePool({ memoryMegabytes: 100, threads: 1 }, 2);
    onTestFinished(() => pool.close());
    const paths = await Promise.all(Array.from({ length: 4 }, oneRecord));
    const count = (path: string): Promise<unknown> =>
      pool.use(path, async (connection) =>
        (await connection.runAndReadAll('SELECT count(*) FROM responses')).getRows(),
      );
    expect(await Promise.all(paths.map(count))).toEqual(paths.map(() => [[1n]]));
    expect(pool.size).toBe(2);
    expect(await Promise.all([...paths, ...paths].map(count))).toHaveLength(8);
    expect(pool.size).toBe(2);
    await pool.close();
    expect(pool.size).toBe(0);
  });
});

describe('the same to the last bit', () => {
  const rows = `SELECT range % 5 AS q, range % 3 AS h, ln(range + 2) * CASE WHEN range % 2 = 0 THEN 1 ELSE 0.001 END AS w,
    sin(range) * 1000 AS x, exp(range % 20) AS r1, (range % 1000) / 100 AS r2 FROM range(200000)`;
  const asked = query({
    by: [{ column: 'q' }],
    strata: ['h'],
    weight: 'w',
    numeric: 'x',
    replicates: ['r1', 'r2'],
  });

  test.each(
    firstOf(1, [
      ['both', `${rows} ORDER BY x`, 4],
      ['the order of the rows', `${rows} ORDER BY hash(range)`, 2],
      ['the number of threads', rows, 1],
    ] as const),
  )('whatever is %s', async (_, select, threads) => {
    const tally = await (await opened(await parquetOf(rows))).tally(asked);
    expect(tally).toHaveLength(15);
    expect(await (await opened(await parquetOf(select), { threads })).tally(asked)).toEqual(tally);
  });

  testInFull('time after time', async () => {
    const engine = await opened(await parquetOf(`SELECT * FROM (${rows}) CROSS JOIN range(4)`));
    const tally = await engine.tally(asked);
    for (let i = 0; i < 3; i += 1) expect(await engine.tally(asked)).toEqual(tally);
  });
});

test('small integers do not overflow when they are multiplied, nor decimals of many digits', async () => {
  const engine = await opened(
    await parquetOf('SELECT 120::TINYINT AS x, 1000000.25::DECIMAL(18, 4) AS w FROM range(3)'),
  );
  expect(await engine.tally(query({ weight: 'x', numeric: 'x' }))).toMatchObject([
    { w: 360, w2: 3 * 120 ** 2, x: { wx: 3 * 120 ** 2, w2x2: 3 * 120 ** 4 } },
  ]);
  expect(await engine.tally(query({ weight: 'w', numeric: 'x' }))).toMatchObject([
    { w: 3000000.75, w2: 3 * 1000000.25 ** 2, x: { wx: 360000090 } },
  ]);
});

test('weights that no sum of DOUBLE holds are refused', async () => {
  const engine = await opened(await parquetOf('SELECT 1e200::DOUBLE AS w'));
  await expect(engine.tally(query({ weight: 'w' }))).rejects.toThrow(
    'the numbers are too large to be added up',
  );
});
