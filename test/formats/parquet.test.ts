import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { expect, test } from 'vitest';
import { body } from '../../src/formats/format.ts';
import { parquet } from '../../src/formats/parquet-format.ts';
import { Rows } from '../../src/schemas/rows.ts';
import { temporaryFolder } from '../helper.ts';

/** Columns and rows as DuckDB reads them, for which `Top` and `top` are one name. */
async function read(row: Readonly<Record<string, unknown>>): Promise<[string[], unknown[][]]> {
  const bytes = await body(parquet, {
    rows: Rows.of([row]),
    single: false,
    meta: {},
    fields: Object.keys(row).map((name) => ({ name, type: 'number' as const })),
  });
  const path = join(await temporaryFolder(), 'names.parquet');
  await writeFile(path, bytes);
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  const answer = await connection.runAndReadAll(`SELECT * FROM read_parquet('${path}')`);
  connection.closeSync();
  instance.closeSync();
  return [answer.columnNames(), answer.getRows()];
}

test('names of columns that differ in case alone get a number, and keep their values', async () => {
  expect(await read({ Top: 1, top: 2, TOP: 3 })).toEqual([['Top', 'top_2', 'TOP_3'], [[1, 2, 3]]]);
  // What would be given is given already.
  expect(await read({ top_2: 1, top: 2, Top: 3 })).toEqual([['top_2', 'top', 'Top_3'], [[1, 2, 3]]]);
  expect(await read({ a: 1, b: 2 })).toEqual([['a', 'b'], [[1, 2]]]);
});
