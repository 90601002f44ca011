import type { Fault } from '../../errors/faults.ts';

/** A table as a person sees it: texts in rows, whatever file they are from. */
export interface Table {
  /** Name of the file, for messages. */
  readonly file: string;
  readonly rows: readonly (readonly string[])[];
  /** Whether 69,5 is a number with one decimal, and 1.000 a thousand. */
  readonly decimalComma: boolean;
  /** Where a cell is, counted from 0. Column null: the row as a whole. */
  readonly locationOf: (row: number, column: number | null) => Pick<Fault, 'row' | 'column'>;
}

/** A cell without line breaks, and without more than one space in a row. */
export const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();
