import type { DuckDBConnection } from '@duckdb/node-api';
import { columnRank } from './column-rank.ts';
import { identifier } from './quote.ts';

/** Numbers that are read at once: some 4 MB, and twice as many rows as columns where that is more. */
const MOST_NUMBERS = 500_000;
const ROWS_A_COLUMN = 2;
/** Each row goes into so many sums: into one, two rows that alone tell of something could meet, and hide it. */
const COPIES = 2;

/** A number of a row; missing and what is not finite count as 0. */
const numberOf = (name: string): string =>
  `CASE WHEN isfinite(CAST(${identifier(name)} AS DOUBLE)) THEN CAST(${identifier(name)} AS DOUBLE) ELSE 0 END`;

/**
 * SQL whose rows span what the rows of the view `responses` span in some columns: the rows themselves, or, of many, sums
 * of them. Each row is added to two sums that its content picks, times a number that its content picks, so that the order
 * of the rows does not matter; by chance alone nothing cancels (sparse embedding: Clarkson & Woodruff 2017, J ACM 63:54).
 *
 * @param rows as many as the view has
 */
function spanningSql(columns: readonly string[], rows: number): string {
  const names = columns.map((_, i) => `v${i}`);
  const values = `SELECT ${columns.map((name, i) => `${numberOf(name)} AS v${i}`).join(', ')} FROM responses`;
  const sums = Math.max(ROWS_A_COLUMN * columns.length, Math.ceil(MOST_NUMBERS / columns.length));
  if (rows <= sums) return values;
  const list = names.join(', ');
  return (
    `SELECT ${names.map((name) => `sum(${name} * times) AS ${name}`).join(', ')} FROM (` +
    `SELECT ${list}, slot % ${sums} AS slot, CAST(slot >> 32 AS DOUBLE) / 4294967296 - 0.5 AS times FROM (` +
    `SELECT ${list}, hash(content, copy) AS slot FROM (` +
    `SELECT ${list}, hash(${list}) AS content FROM (${values})), range(${COPIES}) AS copies(copy))) GROUP BY slot`
  );
}

/**
 * The rank of some columns of the view `responses`, with a relative tolerance of 1e-5; memory is bounded whatever the
 * number of rows.
 */
export async function rankOfResponses(
  connection: DuckDBConnection,
  columns: readonly string[],
): Promise<number> {
  const counted = await connection.runAndReadAll('SELECT count(*) FROM responses');
  const rows = Number(counted.getRows()[0]?.[0] ?? 0);
  const read = await connection.runAndReadAll(spanningSql(columns, rows));
  return columnRank(read.getColumns().map((column) => Float64Array.from(column, Number)));
}
