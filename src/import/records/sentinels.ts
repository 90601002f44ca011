import { identifier } from '../../engine/quote.ts';
import type { WorkDatabase } from '../../engine/work-database.ts';
import type { Profile } from './profile.ts';
import type { SourceVariable } from './source.ts';

/** Negative codes that stand for no answer wherever other values are not negative. */
const SENTINELS: ReadonlySet<number> = new Set([
  -7, -8, -9, -66, -77, -88, -96, -97, -98, -99, -666, -777, -888, -996, -997, -998, -999, -7777, -8888,
  -9997, -9998, -9999,
]);

/**
 * Codes such as -99 in a column whose other numbers are not negative, and of which no codebook says anything.
 *
 * @returns them in order; none where there is any doubt
 */
export async function sentinelsIn(
  database: WorkDatabase,
  { name, values: labels, missing, missingRange }: SourceVariable,
  { storage, values, least }: Profile,
): Promise<readonly number[]> {
  if (least === null || !SENTINELS.has(least)) return [];
  const isDescribed = labels.length > 0 || missing.length > 0 || missingRange !== null;
  if (isDescribed || (storage !== 'integer' && storage !== 'decimal')) return [];
  if (values !== null) {
    const codes = values.map(({ code }) => Number(code));
    const negative = codes.filter((code) => code < 0);
    return negative.length < codes.length && negative.every((code) => SENTINELS.has(code)) ? negative : [];
  }
  const column = `CAST(${identifier(name)} AS DOUBLE)`;
  const rows = await database.rows(
    `SELECT DISTINCT ${column} AS value FROM source WHERE ${column} < 0 ORDER BY value LIMIT ${SENTINELS.size + 1}`,
    'looking for codes of no answer',
  );
  const found = rows.map((row) => Number(row['value']));
  return found.every((code) => SENTINELS.has(code)) ? found : [];
}
