import type { SqlDialect } from '../sql-dialect.ts';
import type { Code, RowCondition } from '../engine.ts';
import type { Statement } from '../sql.ts';
import type { SlimColumn } from './slim-columns.ts';
import { quotedText } from './loaded-table.ts';

/** That a condition holds, as SQL. */
function conditionSql(
  condition: RowCondition,
  slim: ReadonlyMap<string, SlimColumn>,
  dialect: SqlDialect,
  value: (code: Code) => string,
): string {
  if (condition.is === 'there') return '1';
  const column = slim.get(condition.column);
  if (!column) throw new RangeError(`there is no column "${condition.column}"`);
  const { name, place, type, missing, stored } = column;
  const isNumber = stored.kind === 'number';
  const present = dialect.present(name);
  switch (condition.is) {
    case 'missing':
      if (type === 'Float64') return `isNaN(${place})`;
      if (missing === null) return '0';
      return `${place} = ${isNumber ? missing : quotedText(missing)}`;
    case 'not-finite':
      return type === 'Float64' ? `isInfinite(${place})` : '0';
    case 'negative':
      return isNumber ? `${place} < 0 AND ${present}` : '0';
    case 'positive':
      return isNumber ? `${place} > 0 AND ${present}` : '0';
    case 'other': {
      // A text is no number, and comparing them would be an error in SQL.
      const codes = condition.codes.filter((code) => (typeof code === 'number') === isNumber).map(value);
      return codes.length === 0
        ? present
        : `${dialect.compared(name)} NOT IN (${codes.join(', ')}) AND ${present}`;
    }
  }
}

/** How many rows meet each condition, in one row. */
export function countStatement(
  conditions: readonly RowCondition[],
  slim: ReadonlyMap<string, SlimColumn>,
  dialect: SqlDialect,
): Statement {
  const values: Code[] = [];
  const value = (code: Code): string => dialect.parameter(values.push(code), code);
  const counts = conditions.map((one) => `countIf(${conditionSql(one, slim, dialect, value)})`);
  return { sql: `SELECT ${counts.join(', ')} FROM ${dialect.from}`, values };
}

/** Numbers that are read at once, and twice as many rows as columns where that is more. */
const MOST_NUMBERS = 500_000;
const ROWS_A_COLUMN = 2;
/** Each row goes into so many sums: into one, two rows that alone tell of something could meet, and hide it. */
const COPIES = 2;

/**
 * Rows that span what all rows span in some columns: the rows themselves or, of many, sums of them, each row in two that its content picks, times
 * a number that its content picks (sparse embedding: Clarkson & Woodruff 2017, J ACM 63:54).
 *
 * @param numbers SQL of each column, 0 where it has no number
 * @param rows as many as there are
 */
export function spanningSql(numbers: readonly string[], from: string, rows: number): string {
  const values = `SELECT ${numbers.map((sql, i) => `${sql} AS x${i}`).join(', ')} FROM ${from}`;
  const sums = Math.max(ROWS_A_COLUMN * numbers.length, Math.ceil(MOST_NUMBERS / numbers.length));
  if (rows <= sums) return values;
  const names = numbers.map((_, i) => `x${i}`);
  const list = names.join(', ');
  const hashed = `SELECT ${list}, cityHash64(${list}, copy) AS slot FROM (${values}) ARRAY JOIN range(${COPIES}) AS copy`;
  return (
    `SELECT ${names.map((name) => `sum(${name} * (toFloat64(bitShiftRight(slot, 32)) / 4294967296 - 0.5))`).join(', ')} ` +
    `FROM (${hashed}) GROUP BY slot % ${sums}`
  );
}
