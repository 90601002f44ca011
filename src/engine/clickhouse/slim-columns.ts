import type { DuckDBConnection } from '@duckdb/node-api';
import { readRange, storedColumns } from '../column-facts.ts';
import { identifier, literal } from '../quote.ts';
import type { NumberRange, StoredColumn } from '../stored-table.ts';

/** A column of records as the cluster holds it: never null, under a name of ours. */
export interface SlimColumn {
  /** As the records have it. */
  readonly name: string;
  /** In the table: v0, v1, … */
  readonly place: string;
  readonly stored: StoredColumn;
  readonly type: 'Int8' | 'Int16' | 'Int32' | 'Int64' | 'Float64' | 'String' | 'LowCardinality(String)';
  /** What stands for a missing value, which no row holds otherwise: a whole number, or a text; of Float64 it is NaN; null: none is missing. */
  readonly missing: string | null;
  /** Of numbers, as the statements of every engine must know it to round alike. */
  readonly range: NumberRange | null;
  /** What different values there can be no more of, missing counted as one; null: not known. */
  readonly most: number | null;
}

const INTEGERS: readonly [type: 'Int8' | 'Int16' | 'Int32' | 'Int64', bits: bigint][] = [
  ['Int8', 8n],
  ['Int16', 16n],
  ['Int32', 32n],
  ['Int64', 64n],
];
/** Texts that are one of so few are kept once each. */
const FEW_TEXTS = 10_000;

/** Integers and decimals of 64 bits: as whole numbers of their last digit. */
const unscaled = (name: string, { decimal }: StoredColumn): string =>
  decimal
    ? `CAST(replace(CAST(${identifier(name)} AS VARCHAR), '.', '') AS BIGINT)`
    : `CAST(${identifier(name)} AS BIGINT)`;

async function first(connection: DuckDBConnection, sql: string): Promise<readonly unknown[]> {
  return (await connection.runAndReadAll(`SELECT ${sql} FROM responses`)).getRows()[0] ?? [];
}

/** Whether a whole number is told from its neighbours when an answer is read, in which all numbers are DOUBLE. */
const isTold = (value: bigint): boolean => Number.isSafeInteger(Number(value));

/** The whole number that stands for missing, and the smallest type that holds it with all others. */
function slimInteger(
  name: string,
  lowest: bigint,
  highest: bigint,
  hasMissing: boolean,
): Pick<SlimColumn, 'type' | 'missing'> {
  for (const [type, bits] of INTEGERS) {
    const [least, most] = [-(2n ** (bits - 1n)), 2n ** (bits - 1n) - 1n];
    if (lowest < least || highest > most) continue;
    if (!hasMissing) return { type, missing: null };
    const free = [lowest - 1n, highest + 1n].find((one) => one >= least && one <= most && isTold(one));
    if (free !== undefined) return { type, missing: String(free) };
  }
  throw new RangeError(
    `the column "${name}" holds whole numbers so far from 0 at both ends that none is left to stand for missing`,
  );
}

/** A text that no row holds. */
async function unusedText(connection: DuckDBConnection, name: string): Promise<string> {
  for (let text = ''; ; text += '?') {
    const [n] = await first(connection, `count(*) FILTER (${identifier(name)} = ${literal(text)})`);
    if (Number(n) === 0) return text;
  }
}

async function slimColumn(
  connection: DuckDBConnection,
  [name, stored]: readonly [string, StoredColumn],
  place: string,
): Promise<SlimColumn> {
  const base = { name, place, stored };
  const quoted = identifier(name);
  if (stored.kind === 'code') {
    const [missing, texts] = await first(
      connection,
      `count(*) FILTER (${quoted} IS NULL), approx_count_distinct(${quoted})`,
    );
    return {
      ...base,
      type: Number(texts) <= FEW_TEXTS ? 'LowCardinality(String)' : 'String',
      missing: Number(missing) > 0 ? await unusedText(connection, name) : null,
      range: null,
      most: null,
    };
  }
  const range = await readRange(connection, name, stored);
  // Decimals of more digits than 64 bits hold are added up as DOUBLE by all engines.
  if (stored.scale === null) return { ...base, type: 'Float64', missing: 'nan', range, most: null };
  const exact = unscaled(name, stored);
  const [missing, lowest, highest] = await first(
    connection,
    `count(*) FILTER (${quoted} IS NULL), CAST(min(${exact}) AS VARCHAR), CAST(max(${exact}) AS VARCHAR)`,
  );
  const ends = [lowest, highest].map((end) => (typeof end === 'string' ? BigInt(end) : 0n));
  const [least = 0n, greatest = 0n] = ends;
  return {
    ...base,
    ...slimInteger(name, least, greatest, Number(missing) > 0),
    range,
    most: stored.scale === 0 ? Number(greatest - least) + 2 : null,
  };
}

/**
 * How the records that a connection sees as `responses` are kept in a cluster: in the smallest types, with a value for missing that no row
 * holds.
 *
 * @throws RangeError if no value is left for missing
 */
export async function slimColumns(connection: DuckDBConnection): Promise<SlimColumn[]> {
  const columns: SlimColumn[] = [];
  for (const [i, column] of [...(await storedColumns(connection))].entries())
    columns.push(await slimColumn(connection, column, `v${i}`));
  return columns;
}

/** A value of `responses` as the cluster keeps it, as SQL of DuckDB. */
function slimValue({ name, stored, type, missing }: SlimColumn): string {
  const quoted = identifier(name);
  if (type === 'Float64') {
    // NaN stands for missing, so that what is not a number is infinite; nothing tells −0 from 0.
    const number = `CAST(${quoted} AS DOUBLE)`;
    return `CASE WHEN ${quoted} IS NULL THEN CAST('nan' AS DOUBLE) WHEN isnan(${number}) THEN CAST('inf' AS DOUBLE) WHEN ${number} = 0 THEN 0 ELSE ${number} END`;
  }
  const value = stored.kind === 'code' ? quoted : unscaled(name, stored);
  if (missing === null) return value;
  return `coalesce(${value}, ${stored.kind === 'code' ? literal(missing) : `CAST(${literal(missing)} AS BIGINT)`})`;
}

/** The records that a connection sees as `responses`, as the cluster keeps them, as SQL of DuckDB. */
export const slimSelect = (columns: readonly SlimColumn[]): string =>
  `SELECT ${columns.map((column) => `${slimValue(column)} AS ${column.place}`).join(', ')} FROM responses`;
