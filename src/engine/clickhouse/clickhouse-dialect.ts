import type { SqlDialect, GroupKey } from '../sql-dialect.ts';
import type { Factor } from '../exact-sum.ts';
import type { StoredTable } from '../stored-table.ts';
import { quotedText } from './loaded-table.ts';
import type { SlimColumn } from './slim-columns.ts';

/** Whole numbers beyond these may not be one DOUBLE each. */
const EXACT = '9007199254740992';
/** 2^64, as DOUBLE: what the upper half of 128 bits counts. */
const UPPER = '18446744073709551616.';

/** A whole number of 64 bits as DOUBLE, rounded to the nearest as the processor does it. */
const narrowToDouble = (expression: string): string => `toFloat64(toInt64(${expression}))`;

/**
 * A whole number of 128 bits as DOUBLE, rounded as DuckDB rounds it, half by half: ClickHouse itself goes other ways.
 */
function wideToDouble(expression: string): string {
  const lower = `toFloat64(toUInt64(bitAnd(${expression}, toInt128(18446744073709551615))))`;
  const upper = `toFloat64(toInt64(bitShiftRight(${expression}, 64)))`;
  return (
    `multiIf(${expression} >= toInt128(-9223372036854775807) AND ${expression} <= toInt128(9223372036854775807), ${narrowToDouble(expression)}, ` +
    `${expression} < 0 AND ${expression} >= -toInt128(18446744073709551615), -toFloat64(toUInt64(-1 - ${expression})) - 1, ` +
    `${lower} + ${upper} * ${UPPER})`
  );
}

/** A whole number of the last digit of decimals as the number that it stands for, rounded as DuckDB rounds it. */
function scaledToDouble(expression: string, scale: number, toDouble: (whole: string) => string): string {
  if (scale === 0) return toDouble(expression);
  const power = `1${'0'.repeat(scale)}`;
  // Beyond 2^53 the whole part and the rest are rounded for themselves.
  return (
    `if(abs(${expression}) <= ${EXACT}, ${narrowToDouble(expression)} / ${power}., ` +
    `${toDouble(`intDiv(${expression}, ${power})`)} + ${toDouble(`(${expression} % ${power})`)} / ${power}.)`
  );
}

/** What stands for missing, as a literal of the column's type. */
const missingOf = ({ type, missing }: SlimColumn): string =>
  type === 'Float64'
    ? 'nan'
    : missing === null || type.startsWith('Int')
      ? String(missing)
      : quotedText(missing);

/** The number of the band of a row that is in none. */
const NO_BAND = '-1';

/** How ClickHouse is asked of a loaded table, whose columns are never null: a value of theirs stands for missing. @param from the table */
export function clickhouseDialect(
  from: string,
  slim: ReadonlyMap<string, SlimColumn>,
  { columns }: Pick<StoredTable, 'columns'>,
): SqlDialect {
  const of = (name: string): SlimColumn => {
    const column = slim.get(name);
    if (!column) throw new Error(`there is no column "${name}"`);
    return column;
  };
  const isDouble = ({ type }: SlimColumn): boolean => type === 'Float64';
  /** A number as DOUBLE, whether or not it stands for missing. */
  const asDouble = ({ place, type, stored }: SlimColumn): string =>
    type === 'Float64' ? place : scaledToDouble(place, stored.scale ?? 0, narrowToDouble);
  /** That a row has a value; null: every row does. */
  const there = (column: SlimColumn): string | null => {
    if (isDouble(column)) return `isFinite(${column.place})`;
    return column.missing === null ? null : `${column.place} != ${missingOf(column)}`;
  };
  const isThere = (name: string): string => there(of(name)) ?? '1';
  /** Keys that are NaN where they are missing; others are a value that no row has otherwise. */
  const isNan = ({ axis }: GroupKey): boolean =>
    !axis.cuts && (isDouble(of(axis.column)) || (columns.get(axis.column)?.scale ?? 0) > 0);
  const isMissing = (key: GroupKey): string | null => {
    if (key.axis.cuts) return `${key.name} = ${NO_BAND}`;
    if (isNan(key)) return `isNaN(${key.name})`;
    const column = of(key.axis.column);
    return column.missing === null ? null : `${key.name} = ${missingOf(column)}`;
  };
  return {
    from,
    exact: (factors: readonly Factor[]) => {
      const scale = factors.reduce((sum, factor) => sum + (factor.scale ?? 0), 0);
      const product = factors.map(({ sql }) => `toInt64(${sql})`).join(' * ');
      return scaledToDouble(`sum(toInt128(${product}))`, scale, wideToDouble);
    },
    double: (expression) => `sum(${expression})`,
    parameter: (place, code) => `{p${place}:${typeof code === 'string' ? 'String' : 'Float64'}}`,
    compared: (name) => (columns.get(name)?.kind === 'number' ? asDouble(of(name)) : of(name).place),
    guard: (name) => there(of(name)),
    present: isThere,
    presentNumber: isThere,
    code: (name) => {
      const column = of(name);
      // Decimals as the numbers that they are: their whole numbers are ours alone.
      if (isDouble(column)) return `if(isFinite(${column.place}), ${column.place}, nan)`;
      if ((column.stored.scale ?? 0) === 0) return column.place;
      return column.missing === null
        ? asDouble(column)
        : `if(${column.place} = ${missingOf(column)}, nan, ${asDouble(column)})`;
    },
    band: (band, conditions) =>
      conditions.length > 0
        ? `if(${conditions.join(' AND ')}, toInt32(${band}), ${NO_BAND})`
        : `toInt32(${band})`,
    factor: (name, isAlwaysThere) => {
      const column = of(name);
      const condition = isAlwaysThere ? null : there(column);
      const double = asDouble(column);
      return condition === null
        ? { sql: column.place, double }
        : { sql: `if(${condition}, ${column.place}, 0)`, double: `if(${condition}, ${double}, 0)` };
    },
    whole: (expression) => `toInt64(${expression})`,
    count: 'toFloat64(count())',
    nonzero: (name) => `toFloat64(countIf(${of(name).place} != 0))`,
    keys: (name) =>
      `toFloat64(sum(toInt128(if(${isThere(name)}, toInt64(${of(name).place}), 0))) % 4294967296)`,
    end: (which, name) => `${which}(${asDouble(of(name))})`,
    any: (expression) => `any(${expression})`,
    ratio: (a, b) => `if((${b}) = 0, 0, (${a}) / (${b}))`,
    // Each shard has a part of a group: the means are those of all, sent to each.
    join: (table, on) => {
      const same = on.map(([key, name]) => `${joined(key, isNan)} = ${name}`);
      return ` GLOBAL INNER JOIN ${table} AS centre ON ${same.length > 0 ? same.join(' AND ') : '1 = 1'}`;
    },
    joined: (key) => joined(key, isNan),
    grouped: (keys) => keys.map(({ sql, name }) => `${sql} AS ${name}`),
    order: (keys) =>
      keys.length === 0
        ? ''
        : ` ORDER BY ${keys
            .flatMap((key) => [...(isMissing(key) === null ? [] : [isMissing(key)]), key.name])
            .join(', ')}`,
  };
}

/** NaN is equal to nothing, not even to itself: its bits are. */
const joined = (key: GroupKey, isNan: (one: GroupKey) => boolean): string =>
  isNan(key) ? `reinterpretAsUInt64(${key.sql})` : key.sql;
