import type { TOPLINE_COLUMNS } from '../../schemas/dataset.ts';
import type { Table } from './table.ts';

export type ToplineColumn = (typeof TOPLINE_COLUMNS)[number];

/** A row of toplines.csv before it is checked, and the cell of the table that each of its columns is from. */
export interface DraftRow {
  readonly cells: Readonly<Partial<Record<ToplineColumn, string>>>;
  /** Where it is from. */
  readonly table: Table;
  readonly row: number;
  /** Column of the table, from 0; null: of the row as a whole. */
  readonly columnOf: (column: string | null) => number | null;
}
