import type { DuckDBConnection } from '@duckdb/node-api';
import { identifier, literal } from './quote.ts';

/** Types whose values are codes once they are written out; integers of 64 bits without a sign, because no number holds them all. */
const WRITTEN_OUT = /^(BOOLEAN|DATE|TIME|TIMESTAMP.*|TIME .*|UUID|ENUM.*|UBIGINT|U?HUGEINT)$/;
const KEPT = /^(VARCHAR|FLOAT|DOUBLE|DECIMAL.*|U?(TINY|SMALL)INT|U?INTEGER|BIGINT)$/;

/**
 * The SELECT by which every reader of a Parquet file of records sees it: a column that holds neither codes nor numbers is
 * not in it, and one whose values are codes only when they are written out has them written out.
 *
 * @throws if the file cannot be read; or if no column of it can be used
 */
export async function recordsSelect(connection: DuckDBConnection, path: string): Promise<string> {
  // Neither SET nor a view takes parameters; the path is never a client's.
  const file = literal(path);
  const described = await connection.runAndReadAll(
    `SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM read_parquet(${file}))`,
  );
  const columns = described.getRows().flatMap(([column, type]) => {
    const name = identifier(String(column));
    if (KEPT.test(String(type))) return [name];
    return WRITTEN_OUT.test(String(type)) ? [`CAST(${name} AS VARCHAR) AS ${name}`] : [];
  });
  if (columns.length === 0) {
    const found = described
      .getRows()
      .slice(0, 5)
      .map(([column, type]) => `${JSON.stringify(String(column))} (${String(type)})`);
    throw new Error(
      `no column of it holds codes or numbers, but ${found.join(', ')}${described.currentRowCount > 5 ? ' and others' : ''}: write each answer into a column of its own, as a number or as text`,
    );
  }
  return `SELECT ${columns.join(', ')} FROM read_parquet(${file})`;
}
