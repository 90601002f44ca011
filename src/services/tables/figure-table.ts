import type { Method } from '../../schemas/results/common.ts';
import type { Rows } from '../../schemas/rows.ts';

/** What a service of figures answers with: rows, what must be known to read them, and how they were made. */
export interface FigureTable<Row> {
  readonly rows: Rows<Row>;
  readonly notes: readonly string[];
  readonly method: Method;
  /** Further tables that belong to the answer as a whole. */
  readonly extra?: Readonly<Record<string, unknown>>;
}
