import { readFileSync } from 'node:fs';
import { expect, onTestFinished, test } from 'vitest';
import { columnRank } from '../../src/engine/column-rank.ts';
import { DuckDBInstance } from '@duckdb/node-api';
import { rankOfResponses } from '../../src/engine/mixed-rows.ts';
import { MemoryEngine } from '../../src/engine/memory.ts';
import { testInFull } from '../runs.ts';

interface RankCase {
  readonly name: string;
  readonly rank: number;
  /** Row by row. */
  readonly weights: readonly (readonly number[])[];
}
/** From R: see make.R beside it. */
const CASES = JSON.parse(
  readFileSync(new URL('../reference/replicate-rank/ranks.json', import.meta.url), 'utf8'),
) as RankCase[];

const columnsOf = (rows: readonly (readonly number[])[]): Float64Array[] =>
  (rows[0] ?? []).map((_, k) => Float64Array.from(rows, (row) => row[k] ?? 0));

/** A database whose view `responses` holds the rows of a query. */
async function responses(select: string) {
  const instance = await DuckDBInstance.create(':memory:', { memory_limit: '400MB', threads: '2' });
  const connection = await instance.connect();
  onTestFinished(() => {
    connection.closeSync();
    instance.closeSync();
  });
  await connection.run(`CREATE TABLE responses AS ${select}`);
  return connection;
}

test.each(CASES)('$name: as R', async ({ rank, weights }) => {
  expect(await columnRank(columnsOf(weights))).toBe(rank);
});

test('the cases differ in what they say: below, and at, the number of replicates', () => {
  expect(CASES.map(({ rank, weights }) => [rank, weights[0]?.length])).toEqual([
    [40, 60],
    [33, 40],
    [9, 12],
    [15, 30],
    [15, 30],
    [30, 30],
  ]);
});

test('a column of nothing, a multiple and a sum of others do not count; without rows nothing does', async () => {
  const [a, b] = [Float64Array.of(1, 2, 3), Float64Array.of(0, 1, 1e6)];
  const sum = a.map((value, i) => 2 * value - (b[i] ?? 0));
  expect(await columnRank([a, new Float64Array(3), a.map((value) => value * 1e-9), b, sum])).toBe(2);
  expect(await columnRank([new Float64Array(0), new Float64Array(0)])).toBe(0);
});

test('what is left of a column counts from 1e-5 of its length', async () => {
  const near = (part: number) => columnRank([Float64Array.of(1, 0), Float64Array.of(1, part)]);
  expect(await near(1.01e-5)).toBe(2);
  expect(await near(0.99e-5)).toBe(1);
});

testInFull('many rows are added up first, and the rank stays: units of a row or two among them', async () => {
  // 40 units in JK1; half of them have one respondent each, who alone tell of them, the others thousands.
  const factor = (r: number) => `CASE WHEN unit = ${r} THEN 0 ELSE w * 40 / 39 END AS r${r}`;
  const connection = await responses(
    `SELECT ${Array.from({ length: 40 }, (_, r) => factor(r)).join(', ')}, w FROM (
       SELECT CASE WHEN i < 20 THEN i ELSE 20 + i % 20 END AS unit, 1 + (i * 7919 % 1000) / 500 AS w FROM range(60000) AS r(i))`,
  );
  const columns = Array.from({ length: 40 }, (_, r) => `r${r}`);
  expect(await rankOfResponses(connection, columns)).toBe(40);
  // Two replicates that are the same, and one that is the mean of two others, are known in any mixture.
  await connection.run('ALTER TABLE responses ADD COLUMN twin DOUBLE');
  await connection.run('ALTER TABLE responses ADD COLUMN middle DOUBLE');
  await connection.run('UPDATE responses SET twin = r3, middle = (r4 + r5) / 2');
  expect(await rankOfResponses(connection, ['twin', ...columns, 'middle'])).toBe(40);
  expect(await rankOfResponses(connection, ['middle', 'r4', 'r5', 'twin'])).toBe(3);
});

test('missing and infinite replicate weights count as 0', async () => {
  const connection = await responses(
    "SELECT * FROM (VALUES (1::DOUBLE, 1::DOUBLE), (NULL, 'nan'), ('inf', 0)) AS r(a, b)",
  );
  expect(await rankOfResponses(connection, ['a', 'b'])).toBe(1);
  const engine = new MemoryEngine(
    [
      { a: 1, b: 1 },
      { a: null, b: Number.NaN },
      { a: Infinity, b: 0 },
    ],
    { maximumCells: 1, maximumTallyRows: 1 },
  );
  expect(await engine.rank(['a', 'b'])).toBe(1);
  await expect(engine.rank(['c'])).rejects.toThrow('there is no column "c"');
});
