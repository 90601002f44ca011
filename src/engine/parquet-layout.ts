import type { DuckDBConnection } from '@duckdb/node-api';
import { profileColumns, type ColumnProfile } from './column-profile.ts';
import { identifier, literal } from './quote.ts';

/** A column that no question can be about. */
export class LayoutError extends Error {
  override readonly name = 'LayoutError';
}

/** What is known of the columns of records before they are laid out. */
export interface LayoutOptions {
  /**
   * Column of the waves: rows are sorted by it, so that a query of one wave reads only the row groups of that wave; within a wave they
   * keep their places. Null: they stay in their order.
   */
  readonly orderBy: string | null;
  /** Columns of weights, which become exact decimals where no value changes by it. */
  readonly weights: readonly string[];
}

/** Rows that DuckDB hands to a thread at once. */
const ROW_GROUP = 122_880;

const INTEGERS: readonly [type: string, limit: bigint][] = [
  ['TINYINT', 2n ** 7n],
  ['SMALLINT', 2n ** 15n],
  ['INTEGER', 2n ** 31n],
  ['BIGINT', 2n ** 53n + 1n],
];

/** Types whose values are codes once they are written out. */
const WRITTEN_OUT = /^(BOOLEAN|DATE|TIME|TIMESTAMP.*|TIME .*|UUID|ENUM.*)$/;
const KEPT = /^(VARCHAR|FLOAT|DOUBLE|DECIMAL.*)$/;

/** The smallest integer type for a range; text if JavaScript's numbers would confuse two of its values. */
function integerType(lowest: bigint, highest: bigint): string {
  const fit = INTEGERS.find(([, limit]) => lowest >= -limit && highest < limit);
  return fit?.[0] ?? 'VARCHAR';
}

/** The type that a column is best stored as. Its values stay what they are. */
function storedType(column: ColumnProfile, isWeight: boolean): string {
  const { type, whole, decimals } = column;
  if (whole) return integerType(whole.lowest, whole.highest);
  if (isWeight && decimals) return `DECIMAL(${decimals.width},${decimals.scale})`;
  if (KEPT.test(type)) return type;
  if (WRITTEN_OUT.test(type)) return 'VARCHAR';
  throw new LayoutError(
    `the column "${column.name}" is of type ${type}; allowed are numbers, text, dates, times and true or false`,
  );
}

/**
 * The statement that writes records well for tallies: integers, and whole numbers in columns of DOUBLE, in the smallest
 * type that holds them; weights of few decimals as DECIMAL, which adds up exactly and faster than DOUBLE; NaN and
 * infinite numbers as missing; text as it is (DuckDB writes a dictionary); rows sorted by wave, and as they come within it.
 *
 * @throws LayoutError for a column of a type that cannot hold codes or numbers (lists, blobs, …)
 */
function copyStatement(
  profiles: readonly ColumnProfile[],
  relationSql: string,
  path: string,
  { orderBy, weights }: LayoutOptions,
): string {
  for (const name of [...weights, ...(orderBy === null ? [] : [orderBy])]) {
    if (!profiles.some((column) => column.name === name))
      throw new LayoutError(`there is no column "${name}"`);
  }
  const select = profiles.map((column) => {
    const name = identifier(column.name);
    const stored = `CAST(${name} AS ${storedType(column, weights.includes(column.name))})`;
    return `${column.finite ? stored : `CASE WHEN isfinite(${name}) THEN ${stored} END`} AS ${name}`;
  });
  const wave = profiles.find(({ name }) => name === orderBy);
  // Sorting by the wave alone leaves rows of a wave in any order, so that the same records would have other bytes each time.
  const order =
    wave && !wave.constant ? ` ORDER BY ${identifier(wave.name)} NULLS LAST, row_number() OVER ()` : '';
  return (
    `COPY (SELECT ${select.join(', ')} FROM ${relationSql}${order}) TO ${literal(path)} ` +
    `(FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE ${ROW_GROUP})`
  );
}

/**
 * Writes `responses.parquet` in the layout of {@link copyStatement}. Reads the relation twice: once to look at the values
 * of its columns, once to write them.
 *
 * @param relationSql what may stand after FROM: a table, a function such as `read_csv(…)`, or a query in parentheses
 * @throws LayoutError for a column of a type that cannot hold codes or numbers, or a named column that is not there
 */
export async function writeResponsesParquet(
  connection: DuckDBConnection,
  relationSql: string,
  path: string,
  options: LayoutOptions,
): Promise<void> {
  const profiles = await profileColumns(connection, relationSql, options);
  await connection.run(copyStatement(profiles, relationSql, path, options));
}
