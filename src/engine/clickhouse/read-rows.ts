import type { Axis, Code } from '../engine.ts';
import type { ReadChunk } from '../read-tallies.ts';
import type { SlimColumn } from './slim-columns.ts';

/** What a key of groups is as a code; null: it stands for missing. */
export type CodeOf = (value: unknown) => Code | null;

/** How keys of an axis are read. @param column that it is of */
export function codeReader({ cuts }: Pick<Axis, 'cuts'>, column: SlimColumn | undefined): CodeOf {
  const missing = cuts
    ? -1
    : column?.type.startsWith('Int')
      ? Number(column.missing ?? Number.NaN)
      : column?.missing;
  return (value) => {
    if (value === missing || (typeof value !== 'string' && typeof value !== 'number')) return null;
    // JSON has −0.
    return value === 0 ? 0 : value;
  };
}

/** Rows of an answer as columns. */
export class RowChunk implements ReadChunk {
  /** Rows of the chunk. */
  readonly rowCount: number;
  readonly #rows: readonly (readonly unknown[])[];
  readonly #readers: readonly (CodeOf | undefined)[];

  /** @param readers of the columns that are keys; the others are numbers */
  constructor(rows: readonly (readonly unknown[])[], readers: readonly (CodeOf | undefined)[]) {
    this.#rows = rows;
    this.#readers = readers;
    this.rowCount = rows.length;
  }

  getColumnValues(place: number): (Code | null)[] {
    const read = this.#readers[place];
    return this.#rows.map((row) => (read ? read(row[place]) : Number(row[place])));
  }

  getColumnVector(place: number): { itemCount: number; getItem: (row: number) => Code | null } {
    const read = this.#readers[place];
    return {
      itemCount: this.#rows.length,
      getItem: (row) => {
        const value = this.#rows[row]?.[place];
        return read ? read(value) : Number(value);
      },
    };
  }
}
