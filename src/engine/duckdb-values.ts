import { DOUBLE, INTEGER, VARCHAR, type DuckDBType } from '@duckdb/node-api';
import type { Code } from './engine.ts';

/** What a value of DuckDB is as a code; null where it is missing, or neither a number nor a text. */
export function asCode(value: unknown): Code | null {
  if (typeof value === 'bigint') return Number(value);
  return typeof value === 'string' || typeof value === 'number' ? value : null;
}

/** A number that is no 32-bit integer goes as DOUBLE: left to itself the client takes 1e20 for an integer of 64 bits. */
export function typeOf(value: Code): DuckDBType {
  if (typeof value === 'string') return VARCHAR;
  return Number.isInteger(value) && Math.abs(value) < 2 ** 31 ? INTEGER : DOUBLE;
}
