import type { DuckDBConnection } from '@duckdb/node-api';
import { identifier } from './quote.ts';

/** What the values of a column are like. */
export interface ColumnProfile {
  readonly name: string;
  /** DuckDB's type of it. */
  readonly type: string;
  /** Range of a column that holds only whole numbers; null for others. */
  readonly whole: { readonly lowest: bigint; readonly highest: bigint } | null;
  /** The narrowest decimal type in which every value is the same DOUBLE when read back; null: none, or not looked for. */
  readonly decimals: { readonly width: number; readonly scale: number } | null;
  /** No NaN and no infinity among the values. */
  readonly finite: boolean;
  /** All rows hold the same; only looked at for the column of the waves. */
  readonly constant: boolean;
}

const INTEGER = /^U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?$/;
const FLOATING = /^(FLOAT|DOUBLE)$/;

/** Decimals that are tried. Weights with more are results of a computation and have all that a DOUBLE has. */
const SCALES = [1, 2, 3, 4, 5, 6, 7, 8] as const;
/** Digits of the decimals that fit into 64 bits. */
const MAXIMUM_WIDTH = 18;

/** The aggregates that tell what a profile needs, in the order in which `profile` takes them. */
function aggregates(name: string, type: string, isWeight: boolean, isWave: boolean): string[] {
  const column = identifier(name);
  const kept = `FILTER (isfinite(${column}))`;
  const survives = (scale: number): string =>
    `bool_and(coalesce(CAST(TRY_CAST(${column} AS DECIMAL(${MAXIMUM_WIDTH},${scale})) AS DOUBLE) = ${column}, false)) ${kept}`;
  return [
    isWave
      ? `min(${column}) IS NOT DISTINCT FROM max(${column}) AND count(${column}) IN (0, count(*))`
      : 'false',
    ...(INTEGER.test(type) ? [`min(${column})::VARCHAR`, `max(${column})::VARCHAR`] : []),
    ...(FLOATING.test(type)
      ? [
          `min(${column}) ${kept}`,
          `max(${column}) ${kept}`,
          `count(*) FILTER (NOT isfinite(${column})) = 0`,
          `bool_and(${column} = trunc(${column})) ${kept}`,
          ...(isWeight ? SCALES.map(survives) : []),
        ]
      : []),
  ];
}

/** The profile of a column from the values of its aggregates. */
function profile(name: string, type: string, [constant, ...values]: readonly unknown[]): ColumnProfile {
  const common = { name, type, constant: constant === true };
  if (INTEGER.test(type)) {
    const [lowest, highest] = values.map((value) => BigInt(typeof value === 'string' ? value : 0));
    return {
      ...common,
      whole: { lowest: lowest ?? 0n, highest: highest ?? 0n },
      decimals: null,
      finite: true,
    };
  }
  if (!FLOATING.test(type)) return { ...common, whole: null, decimals: null, finite: true };
  const [lowest, highest, finite, isWhole, ...survives] = values;
  const range = typeof lowest === 'number' && typeof highest === 'number' ? { lowest, highest } : null;
  const largest = range ? Math.max(Math.abs(range.lowest), Math.abs(range.highest)) : Infinity;
  const scale = SCALES.find((_, i) => survives[i] === true);
  const digits = String(Math.trunc(largest)).length;
  return {
    ...common,
    finite: finite === true,
    whole:
      range && isWhole === true && largest <= Number.MAX_SAFE_INTEGER
        ? { lowest: BigInt(range.lowest), highest: BigInt(range.highest) }
        : null,
    decimals: range && scale !== undefined ? { width: digits + scale, scale } : null,
  };
}

/** Looks at every value of a relation once, in one query of bounded memory. */
export async function profileColumns(
  connection: DuckDBConnection,
  relationSql: string,
  { orderBy, weights }: { readonly orderBy: string | null; readonly weights: readonly string[] },
): Promise<ColumnProfile[]> {
  const described = await connection.runAndReadAll(
    `SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM ${relationSql})`,
  );
  const columns = described.getRows().map(([name, type]) => {
    const column = { name: String(name), type: String(type) };
    return {
      ...column,
      sql: aggregates(column.name, column.type, weights.includes(column.name), column.name === orderBy),
    };
  });
  const read = await connection.runAndReadAll(
    `SELECT ${columns.flatMap(({ sql }) => sql).join(', ')} FROM ${relationSql}`,
  );
  const [values = []] = read.getRows();
  let at = 0;
  return columns.map(({ name, type, sql }) => profile(name, type, values.slice(at, (at += sql.length))));
}
