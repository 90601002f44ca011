import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BOOLEAN, DOUBLE, DuckDBInstance, VARCHAR, type DuckDBConnection } from '@duckdb/node-api';
import { columnsOf, type Column } from './cells.ts';
import type { Format } from './format.ts';
import { keyValues } from './metadata.ts';

const MEDIA_TYPE = 'application/vnd.apache.parquet';

const TYPES = { number: DOUBLE, boolean: BOOLEAN, text: VARCHAR } as const;

const name = (text: string): string => `"${text.replaceAll('"', '""')}"`;
const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** Names that differ in more than their case, because DuckDB takes `Top` and `top` for one: the second becomes `top_2`. */
function distinctNames(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((wanted) => {
    let free = wanted;
    for (let count = 2; taken.has(free.toLowerCase()); count += 1) free = `${wanted}_${count}`;
    taken.add(free.toLowerCase());
    return free;
  });
}

/** Puts the columns into the table `answer`, row by row. */
async function fill(connection: DuckDBConnection, columns: readonly Column[]): Promise<void> {
  const names = distinctNames(columns.map((column) => column.name));
  const declared = columns.map(({ type }, i) => `${name(names[i] ?? '')} ${TYPES[type].toString()}`);
  await connection.run(`CREATE TABLE answer (${declared.join(', ')})`);
  const appender = await connection.createAppender('answer');
  const rows = columns[0]?.values.length ?? 0;
  for (let row = 0; row < rows; row += 1) {
    for (const { values, type } of columns) {
      const value = values[row] ?? null;
      if (value === null) appender.appendNull();
      else appender.appendValue(value, TYPES[type]);
    }
    appender.endRow();
  }
  appender.closeSync();
}

export const parquet: Format = {
  id: 'parquet',
  mediaType: MEDIA_TYPE,
  contentType: MEDIA_TYPE,
  extension: 'parquet',
  description:
    'Apache Parquet for DuckDB, Polars, pandas and R: numbers are doubles, lists and objects are JSON, a column of nulls alone is text. What JSON has under `meta` are key-value pairs of the file. It can be read by ranges.',
  carriesMeta: true,
  binary: true,
  compressed: true,
  serialise: async (answer) => {
    const folder = await mkdtemp(join(tmpdir(), 'topline-parquet-'));
    let instance: DuckDBInstance | undefined;
    try {
      // One thread: the same answer is then the same bytes.
      instance = await DuckDBInstance.create(':memory:', { threads: '1', memory_limit: '256MB' });
      const connection = await instance.connect();
      await fill(connection, columnsOf(answer));
      const file = join(folder, 'answer.parquet');
      const pairs = keyValues(answer).map(([key, text]) => `${name(key)}: ${literal(text)}`);
      await connection.run(
        `COPY answer TO ${literal(file)} (FORMAT parquet, COMPRESSION snappy, KV_METADATA {${pairs.join(', ')}})`,
      );
      connection.closeSync();
      return await readFile(file);
    } finally {
      instance?.closeSync();
      await rm(folder, { recursive: true, force: true });
    }
  },
};
