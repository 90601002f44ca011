import type { DuckDBConnection } from '@duckdb/node-api';
import type { Code, Patterns } from './engine.ts';

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

  /** Adds one combination, and how many rows have it. */
  add(codes: readonly (Code | null)[], n: number): void {
    this.#columns.forEach((column, i) => column.add(codes[i] ?? null));
    this.#counts.push(n);
  }

  get patterns(): Patterns {
    return {
      counts: Int32Array.from(this.#counts),
      columns: this.#columns.map(({ values, at }) => ({ values, at })),
    };
  }
}

/**
 * Reads combinations of values chunk by chunk.
 *
 * @param sql a query whose first `width` columns are the values, and whose last is the number of rows
 * @param code what a value of DuckDB is as a code
 */
export async function readPatterns<Value>(
  connection: DuckDBConnection,
  { sql, values, types }: { sql: string; values: Value[]; types: Parameters<DuckDBConnection['stream']>[2] },
  width: number,
  code: (value: unknown) => Code | null,
): Promise<Patterns> {
  const result = await connection.stream(sql, values as Parameters<DuckDBConnection['stream']>[1], types);
  const found = new PatternColumns(width);
  for (;;) {
    const chunk = await result.fetchChunk();
    if (!chunk || chunk.rowCount === 0) return found.patterns;
    const columns = chunk.getColumns();
    for (let row = 0; row < chunk.rowCount; row += 1) {
      const codes = Array.from({ length: width }, (_, i) => code(columns[i]?.[row]));
      found.add(codes, Number(columns[width]?.[row]));
    }
  }
}
