import type { Code } from '../engine/engine.ts';
import { identifier } from '../engine/quote.ts';
import { inRows } from '../repository/check-values.ts';
import type { DraftRecords } from './read-draft.ts';

export interface Count {
  /** Null: missing. */
  readonly code: Code | null;
  readonly rows: number;
}

/** More values than this are no codes. */
export const MOST_CODES = 2000;

/** How often each value of a column occurs; null if there are more than {@link MOST_CODES}. */
export async function countValues(
  { database, columns }: DraftRecords,
  name: string,
): Promise<Count[] | null> {
  const column = identifier(name);
  const isNumber = columns.get(name)?.kind === 'number';
  const rows = await database.rows(
    `SELECT ${isNumber ? `CAST(${column} AS DOUBLE)` : column} AS code, count(*)::DOUBLE AS n
     FROM responses GROUP BY ALL ORDER BY code NULLS LAST LIMIT ${MOST_CODES + 1}`,
    'counting answers',
  );
  if (rows.length > MOST_CODES) return null;
  return rows.map((row) => ({ code: row['code'] as Code | null, rows: Number(row['n']) }));
}

/** `7 (12 rows), "x" (1 row)`, and how many more. */
export function listCounts(counts: readonly Count[]): string {
  const shown = counts.slice(0, 5).map(({ code, rows }) => `${JSON.stringify(code)} (${inRows(rows)})`);
  return counts.length > 5 ? `${shown.join(', ')} and ${counts.length - 5} more values` : shown.join(', ');
}
