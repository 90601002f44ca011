import type { SqlDialect, GroupKey } from './sql-dialect.ts';
import type { Factor } from './exact-sum.ts';
import { identifier } from './quote.ts';
import type { GroupedTable, StoredTable } from './stored-table.ts';

/** The product of decimals, as one decimal. */
function decimalProduct(factors: readonly Factor[]): string {
  const [only] = factors;
  if (only && factors.length === 1) return only.sql;
  // Integers overflow when they are multiplied: TINYINT times TINYINT is TINYINT.
  const decimal = ({ sql, scale: own, largest: bound }: Factor): string =>
    own === 0 ? `CAST(${sql} AS DECIMAL(${String(Math.trunc(bound)).length}, 0))` : sql;
  return factors.map(decimal).join(' * ');
}

const total = (expression: string): string => `coalesce(CAST(sum(${expression}) AS DOUBLE), 0)`;

/** A place for each combination of so few keys is always fine. */
const FEW_COMBINATIONS = 2 ** 14;
/** Bytes that the state of one sum takes, about. */
const SUM_BYTES = 32;

/** Bits that DuckDB takes for the values of a key, missing among them; null: it hashes them. */
function bitsOf({ axis: { column, cuts } }: GroupKey, { columns, most }: GroupedTable): number | null {
  const values = cuts ? cuts.length + 2 : columns.get(column)?.scale === 0 ? most.get(column) : undefined;
  return values === undefined || !Number.isFinite(values) ? null : Math.ceil(Math.log2(values + 1));
}

/**
 * The keys as they are grouped by. DuckDB has a place for each combination of integers where these are few, which is quicker than
 * hashing them, and not counted to its memory: one key is no integer where there would be more places than rows, or too many bytes.
 *
 * @param sums that each place has
 */
function groupedBy(keys: readonly GroupKey[], sums: string, records: GroupedTable): string[] {
  const bits = keys.map((key) => bitsOf(key, records));
  const combinations = 2 ** bits.reduce<number>((sum, one) => sum + (one ?? Infinity), 0);
  const bytes = combinations * SUM_BYTES * (sums.split('sum(').length + 1);
  const isFine =
    combinations <= FEW_COMBINATIONS || (combinations <= records.rows && bytes <= records.directBytes);
  const hashed = isFine || !Number.isFinite(combinations) ? -1 : bits.indexOf(Math.max(...bits.map(Number)));
  return keys.map(({ sql, name }, i) => `${i === hashed ? `CAST(${sql} AS DOUBLE)` : sql} AS ${name}`);
}

/** How DuckDB is asked of the view `responses`. @param table its columns, and how groups of them are held; without that, each key as it is */
export function duckdbDialect(table: StoredTable | GroupedTable): SqlDialect {
  const isFloating = (column: string): boolean => table.columns.get(column)?.floating === true;
  return {
    from: 'responses',
    exact: (factors) => total(decimalProduct(factors)),
    double: total,
    parameter: (place) => `$${place}`,
    compared: identifier,
    guard: (column) => (isFloating(column) ? `isfinite(${identifier(column)})` : null),
    present: (column) => `${identifier(column)} IS NOT NULL`,
    presentNumber: (column) =>
      table.ranges.get(column)?.finite === false
        ? `isfinite(${identifier(column)})`
        : `${identifier(column)} IS NOT NULL`,
    // A number that is not finite is missing.
    code: (column) => {
      const name = identifier(column);
      if (isFloating(column)) return `CASE WHEN isfinite(${name}) THEN CAST(${name} AS DOUBLE) END`;
      return table.columns.get(column)?.decimal ? `CAST(${name} AS DOUBLE)` : name;
    },
    band: (band, conditions) =>
      conditions.length > 0 ? `CASE WHEN ${conditions.join(' AND ')} THEN ${band} END` : band,
    factor: (column) => {
      const name = identifier(column);
      const number = `CAST(${name} AS DOUBLE)`;
      const isFinite = table.ranges.get(column)?.finite !== false;
      return { sql: name, double: isFinite ? number : `CASE WHEN isfinite(${name}) THEN ${number} END` };
    },
    whole: (expression) => `CAST(${expression} AS BIGINT)`,
    count: 'CAST(count(*) AS DOUBLE)',
    nonzero: (column) => `CAST(count(*) FILTER (${identifier(column)} <> 0) AS DOUBLE)`,
    // Integers add up exactly, whatever their order; HUGEINT holds more keys than there are rows.
    keys: (column) => `CAST(coalesce(sum(CAST(${identifier(column)} AS HUGEINT)), 0) % 4294967296 AS DOUBLE)`,
    end: (which, column) => `CAST(${which}(${identifier(column)}) AS DOUBLE)`,
    any: (expression) => `any_value(${expression})`,
    ratio: (a, b) => `coalesce((${a}) / nullif(${b}, 0), 0)`,
    join: (other, on) => {
      const same = on.map(([{ sql }, name]) => `${sql} IS NOT DISTINCT FROM ${name}`);
      return ` JOIN ${other} AS centre ON ${same.length > 0 ? same.join(' AND ') : 'true'}`;
    },
    joined: ({ sql }) => sql,
    grouped: (keys, sums) =>
      'directBytes' in table
        ? groupedBy(keys, sums, table)
        : keys.map(({ sql, name }) => `${sql} AS ${name}`),
    order: (keys) =>
      keys.length > 0 ? ` ORDER BY ${keys.map((_, i) => `${i + 1} ASC NULLS LAST`).join(', ')}` : '',
  };
}
