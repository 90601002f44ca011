import { DuckDBInstance } from '@duckdb/node-api';
import { expect, test } from 'vitest';
import { identifier, literal } from '../../src/engine/quote.ts';

test.each(['', "it's", '\0', 'a\0b', "\0'\0;--\0", 'é\u202F"', '\\0\n'])(
  'the text %j is itself as a literal',
  async (text) => {
    const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
    const connection = await instance.connect();
    const reader = await connection.runAndReadAll(
      `SELECT ${literal(text)} AS ${identifier('a "b"')}, ${literal(text)} IN ('x', ${literal(text)}) AS found`,
    );
    expect(reader.getRowObjectsJson()).toEqual([{ 'a "b"': text, found: true }]);
    connection.closeSync();
    instance.closeSync();
  },
);
