import type { DuckDBConnection } from '@duckdb/node-api';
import { keysAlone } from './check-tally-query.ts';
import { duckdbDialect } from './duckdb-dialect.ts';
import { asCode, typeOf } from './duckdb-values.ts';
import { CodesInOrder } from './codes-in-order.ts';
import type { Axis, Code, Patterns } from './engine.ts';
import { combinationsStatement, patternsStatement } from './sql.ts';
import type { NumberRange, StoredTable } from './stored-table.ts';

/**
 * Gathers combinations of values column by column: as whole numbers, since there may be millions of them.
 *
 * @param width how many columns there are
 */
export class PatternColumns {
  readonly #columns: readonly CodesInOrder[];
  readonly #counts: number[] = [];

  constructor(width: number) {
    this.#columns = Array.from({ length: width }, () => new CodesInOrder());
  }

  /** Adds one combination, of which there are n rows; null: it has no value in that column. */
  add(codes: readonly (Code | null)[], n: number): void {
    this.#columns.forEach((column, i) => column.add(codes[i] ?? null));
    this.#counts.push(n);
  }

  /** All combinations that were added. */
  get patterns(): Patterns {
    return {
      counts: Int32Array.from(this.#counts),
      columns: this.#columns.map(({ coded }) => coded),
    };
  }
}

/** Combinations of the values of some columns of the view `responses`. */
async function countCombinations(
  connection: DuckDBConnection,
  table: StoredTable,
  by: readonly Axis[],
  limit: number,
): Promise<number> {
  const { sql, values } = combinationsStatement(keysAlone(by), table, duckdbDialect(table), limit);
  const counted = await connection.runAndReadAll(sql, [...values], values.map(typeOf));
  return Number(counted.getRows()[0]?.[0] ?? 0);
}

/**
 * Reads how often values go together in the view `responses`, chunk by chunk.
 *
 * @param maximum combinations times columns that may be held
 * @returns null: there are more
 */
export async function readPatterns(
  connection: DuckDBConnection,
  { rows, columns }: Pick<StoredTable, 'rows' | 'columns'>,
  by: readonly Axis[],
  maximum: number,
): Promise<Patterns | null> {
  const table = { rows, columns, ranges: new Map<string, NumberRange>() };
  const most = Math.floor(maximum / Math.max(1, by.length));
  if (rows > most && (await countCombinations(connection, table, by, most + 1)) > most) return null;
  const { sql, values } = patternsStatement(keysAlone(by), table, duckdbDialect(table));
  const result = await connection.stream(sql, [...values], values.map(typeOf));
  const found = new PatternColumns(by.length);
  for (;;) {
    const chunk = await result.fetchChunk();
    if (!chunk || chunk.rowCount === 0) return found.patterns;
    const read = chunk.getColumns();
    for (let row = 0; row < chunk.rowCount; row += 1) {
      const codes = by.map((_, i) => asCode(read[i]?.[row]));
      found.add(codes, Number(read[by.length]?.[row]));
    }
  }
}
