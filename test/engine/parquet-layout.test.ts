import { join } from 'node:path';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { LayoutError, writeResponsesParquet, type LayoutOptions } from '../../src/engine/parquet-layout.ts';
import { temporaryFolder } from '../helper.ts';
import { runs } from '../runs.ts';

async function connected(): Promise<DuckDBConnection> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
  const connection = await instance.connect();
  onTestFinished(() => {
    connection.closeSync();
    instance.closeSync();
  });
  return connection;
}

async function written(
  connection: DuckDBConnection,
  relation: string,
  options: Partial<LayoutOptions> = {},
): Promise<string> {
  const path = join(await temporaryFolder(), "it's.parquet");
  await writeResponsesParquet(connection, relation, path, { orderBy: null, weights: [], ...options });
  return `read_parquet('${path.replaceAll("'", "''")}')`;
}

async function rows(connection: DuckDBConnection, sql: string): Promise<unknown[][]> {
  return (await connection.runAndReadAll(sql)).getRows();
}

async function types(connection: DuckDBConnection, file: string): Promise<Record<string, unknown>> {
  return Object.fromEntries(
    await rows(connection, `SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM ${file})`),
  );
}

test('each column in the smallest type that holds its values', async () => {
  const connection = await connected();
  const file = await written(
    connection,
    `(VALUES
      (1::BIGINT, 128, 1e6::INTEGER, 5000000000, 9007199254740993::HUGEINT, 1.0::DOUBLE, 0.5::DOUBLE, 1.25::DOUBLE, 'a', true, DATE '2024-02-29'),
      (-128::BIGINT, 5, 0, 0, 0, 'nan'::DOUBLE, 1, 10.0001, NULL, false, NULL),
      (NULL, NULL, NULL, NULL, NULL, -3, NULL, NULL, 'ü', NULL, NULL)
    ) AS r(tiny, small, integer, big, "an ""identifier""", whole, half, w, text, yes, day)`,
    { weights: ['w'] },
  );
  expect(await types(connection, file)).toEqual({
    tiny: 'TINYINT',
    small: 'SMALLINT',
    integer: 'INTEGER',
    big: 'BIGINT',
    'an "identifier"': 'VARCHAR',
    whole: 'TINYINT',
    half: 'DOUBLE',
    w: 'DECIMAL(6,4)',
    text: 'VARCHAR',
    yes: 'VARCHAR',
    day: 'VARCHAR',
  });
  expect(await rows(connection, `SELECT * REPLACE (w::DOUBLE AS w) FROM ${file}`)).toEqual([
    [1, 128, 1e6, 5000000000n, '9007199254740993', 1, 0.5, 1.25, 'a', 'true', '2024-02-29'],
    [-128, 5, 0, 0n, '0', null, 1, 10.0001, null, 'false', null],
    [null, null, null, null, null, -3, null, null, 'ü', null, null],
  ]);
});

test('no weight changes, whatever its type becomes', async () => {
  const connection = await connected();
  const weight = fc.oneof(
    fc.integer({ min: -1e7, max: 1e9 }).chain((m) => fc.integer({ min: 0, max: 9 }).map((s) => m / 10 ** s)),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.constantFrom(0, 5e-324, 1e300, 123456789012.5, 0.1 + 0.2),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(weight, { minLength: 1, maxLength: 8 }), async (weights) => {
      const values = weights.map((w) => `(${w.toExponential()}::DOUBLE)`).join(', ');
      const file = await written(connection, `(VALUES ${values}) AS r(w)`, { weights: ['w'] });
      expect((await rows(connection, `SELECT w::DOUBLE FROM ${file}`)).flat()).toEqual(
        weights.map((w) => w + 0),
      );
    }),
    { numRuns: runs(20, 60) },
  );
});

test('whole numbers beyond 2^53 stay what they are', async () => {
  const connection = await connected();
  const file = await written(connection, '(SELECT 1e16::DOUBLE AS x, 9007199254740992::BIGINT AS i)');
  expect(await types(connection, file)).toEqual({ x: 'DOUBLE', i: 'BIGINT' });
});

test('weights of few decimals are decimals, computed ones stay', async () => {
  const connection = await connected();
  const file = await written(
    connection,
    '(SELECT range / 10000 AS w, ln(range + 2) AS raked FROM range(1000))',
    {
      weights: ['w', 'raked'],
    },
  );
  expect(await types(connection, file)).toEqual({ w: 'DECIMAL(5,4)', raked: 'DOUBLE' });
});

test('rows by wave, in row groups that hold few waves, with dictionaries', async () => {
  const connection = await connected();
  const file = await written(
    connection,
    "(SELECT range % 4 AS wave, 'answer ' || range % 5 AS q FROM range(500000))",
    { orderBy: 'wave' },
  );
  const path = file.slice('read_parquet('.length, -1);
  const groups = await rows(
    connection,
    `SELECT stats_min_value, stats_max_value FROM parquet_metadata(${path}) WHERE path_in_schema = 'wave' ORDER BY row_group_id`,
  );
  expect(groups).toHaveLength(5);
  expect(groups.filter(([lowest, highest]) => lowest === highest).length).toBeGreaterThanOrEqual(1);
  expect(groups.map(([lowest]) => lowest)).toEqual(['0', '0', '1', '2', '3']);
  const encodings = await rows(
    connection,
    `SELECT DISTINCT encodings, compression FROM parquet_metadata(${path})`,
  );
  expect(encodings.flat().join(' ')).toMatch(/DICTIONARY/);
  expect(encodings.flat().join(' ')).not.toMatch(/PLAIN(?!_DICT)|SNAPPY/);
});

test('no rows, and columns without a value', async () => {
  const connection = await connected();
  const file = await written(
    connection,
    '(SELECT NULL::INTEGER AS q, NULL::DOUBLE AS w, NULL::VARCHAR AS t FROM range(0))',
    { orderBy: 'q', weights: ['w'] },
  );
  expect(await types(connection, file)).toEqual({ q: 'TINYINT', w: 'DOUBLE', t: 'VARCHAR' });
  expect(await rows(connection, `SELECT count(*) FROM ${file}`)).toEqual([[0n]]);
});

test.each([
  ['(SELECT [1, 2] AS list)', {}, 'the column "list" is of type INTEGER[]; allowed are'],
  ['(SELECT 1 AS q)', { weights: ['w'] }, 'there is no column "w"'],
  ['(SELECT 1 AS q)', { orderBy: 'wave' }, 'there is no column "wave"'],
])('refuses %s %j', async (relation, options, message) => {
  const connection = await connected();
  const writing = written(connection, relation, options);
  await expect(writing).rejects.toThrow(LayoutError);
  await expect(writing).rejects.toThrow(message);
});

test.each([
  ['hundreds of thousands', 'SELECT i AS id, i % 3 AS wave FROM range(400_000) AS r(i)', 400_000],
  ['texts', "SELECT i AS id, 'w' || (i * 7 % 5) AS wave FROM range(300_000) AS r(i)", 300_000],
  ['rows without a wave', 'SELECT i AS id, nullif(i % 2, 1) AS wave FROM range(300_000) AS r(i)', 300_000],
  [
    'two relations, one below the other',
    '(SELECT i AS id, i % 2 AS wave FROM range(150_000) AS r(i) UNION ALL SELECT i + 150_000, 1 FROM range(150_000) AS r(i))',
    300_000,
  ],
])('rows keep their places within a wave: %s', async (_, relation, count) => {
  const connection = await connected();
  const file = await written(connection, `(${relation})`, { orderBy: 'wave' });
  const path = file.replace(/\)$/, ', file_row_number = true)');
  const astray = `SELECT count(*) FROM (SELECT id < lag(id) OVER (PARTITION BY wave ORDER BY file_row_number) AS back FROM ${path}) WHERE back`;
  const waves = `SELECT count(*) FROM (SELECT wave IS DISTINCT FROM lag(wave) OVER (ORDER BY file_row_number) AS starts FROM ${path}) WHERE starts`;
  expect(await rows(connection, `SELECT count(*)::INTEGER FROM ${file}`)).toEqual([[count]]);
  expect(await rows(connection, astray)).toEqual([[0n]]);
  expect((await rows(connection, waves))[0]?.[0]).toBe(
    (await rows(connection, `SELECT count(*) FROM (SELECT DISTINCT wave FROM ${file})`))[0]?.[0],
  );
});
