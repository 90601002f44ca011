import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { expect, test } from 'vitest';
import { recordsSelect } from '../../src/engine/records-select.ts';
import { temporaryFolder } from '../helper.ts';

test('records of which no column can be used are told by what they hold', async () => {
  const path = join(await temporaryFolder(), 'responses.parquet');
  const instance = await DuckDBInstance.create();
  const connection = await instance.connect();
  await connection.run(`COPY (SELECT {'q1': 1} AS answers, [1, 2] AS ticks) TO '${path}' (FORMAT parquet)`);
  await expect(recordsSelect(connection, path)).rejects.toThrow(
    'no column of it holds codes or numbers, but "answers" (STRUCT(q1 INTEGER)), "ticks" (INTEGER[]): write each answer into a column of its own',
  );
  connection.closeSync();
  instance.closeSync();
});
