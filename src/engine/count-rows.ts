import type { DuckDBConnection } from '@duckdb/node-api';
import { readShape } from './column-facts.ts';
import type { Code, RowCondition } from './engine.ts';
import { identifier, literal } from './quote.ts';
import type { StoredColumn } from './stored-table.ts';

/** Conditions of one statement: each looks at one column, which is read once and only as far as it must be. */
const AT_ONCE = 50;

const asSql = (code: Code): string => (typeof code === 'string' ? literal(code) : String(code));

function sqlOf(condition: RowCondition, columns: ReadonlyMap<string, StoredColumn>): string {
  if (condition.is === 'there') return 'true';
  const stored = columns.get(condition.column);
  if (!stored) throw new RangeError(`there is no column "${condition.column}"`);
  const name = identifier(condition.column);
  const isNumber = stored.kind === 'number';
  switch (condition.is) {
    case 'missing':
      return `${name} IS NULL`;
    case 'not-finite':
      return stored.floating ? `NOT isfinite(${name})` : 'false';
    case 'negative':
      return isNumber ? `${name} < 0${stored.floating ? ` AND isfinite(${name})` : ''}` : 'false';
    case 'positive':
      return isNumber ? `${name} > 0${stored.floating ? ` AND isfinite(${name})` : ''}` : 'false';
    case 'other': {
      // A text is no number, and comparing them would be an error in SQL.
      const codes = condition.codes.filter((code) => (typeof code === 'number') === isNumber);
      const present = stored.floating ? `isfinite(${name})` : `${name} IS NOT NULL`;
      return codes.length === 0 ? present : `${name} NOT IN (${codes.map(asSql).join(', ')}) AND ${present}`;
    }
  }
}

/**
 * How many rows of the view `responses` meet each condition, in their order.
 *
 * @throws RangeError if a column is not there
 */
export async function countRows(
  connection: DuckDBConnection,
  conditions: readonly RowCondition[],
): Promise<number[]> {
  const { columns } = await readShape(connection);
  const counts = Array.from(conditions, () => 0);
  for (let start = 0; start < conditions.length; start += AT_ONCE) {
    const parts = conditions
      .slice(start, start + AT_ONCE)
      .map(
        (one, i) =>
          `SELECT ${start + i}, CAST(count(*) AS DOUBLE) FROM responses WHERE ${sqlOf(one, columns)}`,
      );
    const read = await connection.runAndReadAll(parts.join(' UNION ALL '));
    for (const [i, n] of read.getRows()) counts[Number(i)] = Number(n);
  }
  return counts;
}
