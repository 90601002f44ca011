import type { DuckDBConnection } from '@duckdb/node-api';
import { openLocked } from './locked-instance.ts';
import { identifier } from './quote.ts';
import { storedColumns } from './column-facts.ts';

/**
 * Records as they are, one by one: for files that whoever publishes a release gives away whole. Nothing that computes figures has to do
 * with it.
 */

/** A column of records, and what must be known of it before it is written. */
export interface RowColumn {
  readonly name: string;
  readonly kind: 'code' | 'number';
  /** Of texts: the most bytes that one of them has in UTF-8; 0 of numbers, and where there is no text. */
  readonly bytes: number;
  /** Of numbers: whether all are whole; true where there is none. */
  readonly whole: boolean;
}

/** A file of records: its columns in their order, and how many rows it has. */
export interface RowTable {
  readonly columns: readonly RowColumn[];
  readonly rows: number;
}

/** Values of one column, null where there is none. NaN and infinities are none. */
export type ColumnValues = readonly (number | string | null)[];

/** One reader needs little, and reads in the order in which the rows stand. */
const LIMITS = { memoryMegabytes: 200, threads: 1, inOrder: true };

/** Texts as they are, numbers as doubles; what is no finite number is missing. */
function selected({ name, kind }: Pick<RowColumn, 'name' | 'kind'>): string {
  const column = identifier(name);
  if (kind === 'code') return column;
  return `CASE WHEN isfinite(CAST(${column} AS DOUBLE)) THEN CAST(${column} AS DOUBLE) END`;
}

async function within<T>(path: string, work: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
  const instance = await openLocked(path, LIMITS);
  try {
    const connection = await instance.connect();
    try {
      return await work(connection);
    } finally {
      connection.closeSync();
    }
  } finally {
    instance.closeSync();
  }
}

/**
 * Reads all of a file once to tell what its columns hold.
 *
 * @throws Error if it cannot be read
 */
export function describeRows(path: string): Promise<RowTable> {
  return within(path, async (connection) => {
    const columns = [...(await storedColumns(connection))].map(([name, { kind }]) => ({ name, kind }));
    const facts = columns.map((column) => {
      const value = selected(column);
      return column.kind === 'code' ? `max(strlen(${value}))` : `bool_and(${value} = floor(${value}))`;
    });
    const read = await connection.runAndReadAll(`SELECT ${['count(*)', ...facts].join(', ')} FROM responses`);
    const [rows, ...found] = read.getRows()[0] ?? [];
    return {
      rows: Number(rows),
      columns: columns.map(({ name, kind }, i) => ({
        name,
        kind,
        bytes: kind === 'code' ? Number(found[i] ?? 0) : 0,
        whole: kind === 'number' && found[i] !== false,
      })),
    };
  });
}

/**
 * The rows of a file in their order, some at a time, each time column by column. What is open is closed when the reader ends or goes.
 *
 * @throws Error if it cannot be read
 */
export async function* readRows(
  path: string,
  columns: readonly Pick<RowColumn, 'name' | 'kind'>[],
): AsyncGenerator<readonly ColumnValues[]> {
  const instance = await openLocked(path, LIMITS);
  try {
    const connection = await instance.connect();
    try {
      const result = await connection.stream(`SELECT ${columns.map(selected).join(', ')} FROM responses`);
      for (;;) {
        const chunk = await result.fetchChunk();
        if (!chunk || chunk.rowCount === 0) return;
        yield chunk.getColumns() as ColumnValues[];
      }
    } finally {
      connection.closeSync();
    }
  } finally {
    instance.closeSync();
  }
}
