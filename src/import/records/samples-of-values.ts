import { identifier } from '../../engine/quote.ts';
import type { WorkDatabase } from '../../engine/work-database.ts';
import type { Profile } from './profile.ts';

/** As many values show what form a column has. */
const ENOUGH = 500;

/** Some different values of a column of text. */
export async function sampleValues(
  database: WorkDatabase,
  { name, storage, values }: Profile,
): Promise<string[]> {
  if (storage !== 'text') return [];
  if (values !== null) return values.slice(0, ENOUGH).map(({ code }) => String(code));
  const column = identifier(name);
  const rows = await database.rows(
    `SELECT CAST(${column} AS VARCHAR) AS value FROM source WHERE ${column} IS NOT NULL LIMIT ${ENOUGH}`,
  );
  return rows.map((row) => String(row['value']));
}
