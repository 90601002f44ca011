import type { Fault } from '../../errors/faults.ts';

/** Cells that are one, counted from 0, with their last row and column. */
interface MergedCells {
  readonly startRow: number;
  readonly startCol: number;
  readonly endRow: number;
  readonly endCol: number;
}

/** A table as a person sees it: texts in rows, whatever file they are from. */
export interface Table {
  /** Name of the file, for messages. */
  readonly file: string;
  readonly rows: readonly (readonly string[])[];
  /** Whether 69,5 is a number with one decimal, and 1.000 a thousand. */
  readonly decimalComma: boolean;
  /** Cells that are one; null: the file does not say. */
  readonly merged: readonly MergedCells[] | null;
  /** Where a cell is, counted from 0. Column null: the row as a whole. */
  readonly locationOf: (row: number, column: number | null) => Pick<Fault, 'row' | 'column'>;
}

/** A cell without line breaks, and without more than one space in a row. */
export const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

/** Some rows of a table, as a table. */
export function rowsOfTable(table: Table, from: number, to: number): Table {
  return {
    ...table,
    rows: table.rows.slice(from, to),
    merged:
      table.merged?.flatMap((one) =>
        one.startRow >= from && one.endRow < to
          ? [{ ...one, startRow: one.startRow - from, endRow: one.endRow - from }]
          : [],
      ) ?? null,
    locationOf: (row, column) => table.locationOf(row + from, column),
  };
}
