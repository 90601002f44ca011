import type { DuckDBConnection } from '@duckdb/node-api';
import { keysAlone } from './check-tally-query.ts';
import { asCode, typeOf } from './duckdb-values.ts';
import type { Axis, Code, Patterns } from './engine.ts';
import { combinationsStatement, patternsStatement, type NumberRange, type StoredTable } from './sql.ts';

/** Numbers the values of one column in the order in which they come. */
class ColumnOfCodes {
  readonly values: Code[] = [];
  readonly #numbers = new Map<Code, number>();
  #at = new Int32Array(1024);
  #length = 0;

  add(code: Code | null): void {
    if (this.#length === this.#at.length) {
      const longer = new Int32Array(this.#at.length * 2);
      longer.set(this.#at);
      this.#at = longer;
    }
    this.#at[this.#length] = code === null ? -1 : this.#number(code);
    this.#length += 1;
  }

  get at(): Int32Array {
    return this.#at.slice(0, this.#length);
  }

  #number(code: Code): number {
    const known = this.#numbers.get(code);
    if (known !== undefined) return known;
    this.#numbers.set(code, this.values.length);
    this.values.push(code);
    return this.values.length - 1;
  }
}

/**
 * Gathers combinations of values column by column: as whole numbers, since there may be millions of them.
 *
 * @param width how many columns there are
 */
export class PatternColumns {
  readonly #columns: readonly ColumnOfCodes[];
  readonly #counts: number[] = [];

  constructor(width: number) {
    this.#columns = Array.from({ length: width }, () => new ColumnOfCodes());
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
      columns: this.#columns.map(({ values, at }) => ({ values, at })),
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
  const { sql, values } = combinationsStatement(keysAlone(by), table, limit);
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
  const { sql, values } = patternsStatement(keysAlone(by), table);
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
