import type { DuckDBConnection } from '@duckdb/node-api';
import { identifier } from './quote.ts';
import type { NumberRange, StoredColumn } from './stored-table.ts';

const INTEGER = /^U?(TINY|SMALL|BIG)?INT(EGER)?$/;
const DECIMAL = /^DECIMAL\((\d+),(\d+)\)$/;

const NUMBER: StoredColumn = { kind: 'number', floating: false, decimal: false, scale: null };

/** How DuckDB stores a column of a type. */
function stored(type: string): StoredColumn {
  const [, width, scale] = DECIMAL.exec(type) ?? [];
  // Wider decimals are added up as DOUBLE: their products would not be one 64-bit integer.
  if (width !== undefined)
    return { ...NUMBER, decimal: true, scale: Number(width) <= 18 ? Number(scale) : null };
  if (INTEGER.test(type)) return { ...NUMBER, scale: 0 };
  if (type === 'FLOAT' || type === 'DOUBLE') return { ...NUMBER, floating: true };
  return { ...NUMBER, kind: 'code' };
}

/** The columns of the view `responses`, in their order. */
export async function storedColumns(connection: DuckDBConnection): Promise<Map<string, StoredColumn>> {
  const described = await connection.runAndReadAll(
    'SELECT column_name, column_type FROM (DESCRIBE responses)',
  );
  return new Map(described.getRows().map(([name, type]) => [String(name), stored(String(type))]));
}

/** The columns of the view `responses`, and how many rows it has: from the file's metadata, at once. */
export async function readShape(
  connection: DuckDBConnection,
): Promise<{ columns: Map<string, StoredColumn>; rows: number }> {
  const counted = await connection.runAndReadAll('SELECT count(*) FROM responses');
  return { columns: await storedColumns(connection), rows: Number(counted.getRows()[0]?.[0] ?? 0) };
}

/** Combinations that occur of the values of columns. Stops as soon as there are `limit`, so that memory is bounded. */
export async function countCombinations(
  connection: DuckDBConnection,
  columns: readonly string[],
  limit: number,
): Promise<number> {
  const names = columns.map((name) => identifier(name)).join(', ');
  const counted = await connection.runAndReadAll(
    `SELECT count(*) FROM (SELECT DISTINCT ${names} FROM responses LIMIT ${limit})`,
  );
  return Number(counted.getRows()[0]?.[0] ?? 0);
}

/**
 * What the values of each column of integers can be no more than, missing counted as a value: those from the smallest to
 * the largest, which the file's metadata tell at once.
 */
export async function mostValues(
  connection: DuckDBConnection,
  columns: ReadonlyMap<string, StoredColumn>,
): Promise<ReadonlyMap<string, number>> {
  const names = [...columns].flatMap(([name, { scale }]) => (scale === 0 ? [name] : []));
  if (names.length === 0) return new Map();
  const widths = names.map((name) => {
    const column = identifier(name);
    return `CAST(max(${column}) AS DOUBLE) - CAST(min(${column}) AS DOUBLE)`;
  });
  const read = await connection.runAndReadAll(`SELECT ${widths.join(', ')} FROM responses`);
  const [row = []] = read.getRows();
  return new Map(
    names.map((name, i) => {
      const width = row[i];
      // Without any value all rows are missing.
      return [name, typeof width === 'number' ? width + 2 : 1];
    }),
  );
}

/**
 * What the numbers of a column are between. Where all are more than 0, as weights mostly are, the file's metadata tell;
 * otherwise each value is looked at.
 */
export async function readRange(
  connection: DuckDBConnection,
  column: string,
  { floating }: StoredColumn,
): Promise<NumberRange> {
  const name = identifier(column);
  const one = async (sql: string): Promise<(number | null)[]> => {
    const read = await connection.runAndReadAll(`SELECT ${sql} FROM responses`);
    return (read.getRows()[0] ?? []).map((value) => (typeof value === 'number' ? value : null));
  };
  const [lowest = null, highest = null] = await one(
    `CAST(min(${name}) AS DOUBLE), CAST(max(${name}) AS DOUBLE)`,
  );
  if (lowest === null || highest === null) return { largest: 0, smallest: 1, positive: false, finite: true };
  // DuckDB takes NaN for the largest of all numbers.
  const finite = Number.isFinite(lowest) && Number.isFinite(highest);
  if (finite && lowest > 0) return { largest: highest, smallest: lowest, positive: true, finite };
  const [smallest, largest] = await one(
    `CAST(min(abs(CAST(${name} AS DOUBLE))) FILTER (${name} <> 0${floating ? ` AND isfinite(${name})` : ''}) AS DOUBLE), ` +
      `CAST(max(abs(CAST(${name} AS DOUBLE)))${floating ? ` FILTER (isfinite(${name}))` : ''} AS DOUBLE)`,
  );
  return { largest: largest ?? 0, smallest: smallest ?? 1, positive: false, finite };
}
