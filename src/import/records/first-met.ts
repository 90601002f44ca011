import type { Code } from '../../engine/engine.ts';
import { identifier } from '../../engine/quote.ts';
import type { WorkDatabase } from '../../engine/work-database.ts';

/** As many records show the answers of nearly every question; what comes later stands at the end. */
const LOOKED_AT = 20_000;

/**
 * Puts the texts of columns in the order in which the records have them: a file of an interview lists them as they come, and an
 * alphabet says nothing of answers.
 *
 * @param columns the texts that occur, by column
 */
export async function inOrderMet(
  database: WorkDatabase,
  columns: ReadonlyMap<string, readonly Code[]>,
): Promise<ReadonlyMap<string, readonly Code[]>> {
  if (columns.size === 0) return columns;
  const names = [...columns.keys()];
  await database.run(
    `CREATE OR REPLACE TEMP TABLE first_records AS SELECT row_number() OVER () AS place, * FROM
       (SELECT ${names.map((name, i) => `CAST(${identifier(name)} AS VARCHAR) AS c${i}`).join(', ')} FROM source LIMIT ${LOOKED_AT})`,
    'looking for the order of answers',
  );
  const ordered = new Map<string, readonly Code[]>();
  for (const [i, name] of names.entries()) {
    const rows = await database.rows(
      `SELECT c${i} AS value FROM first_records WHERE c${i} IS NOT NULL GROUP BY c${i} ORDER BY min(place)`,
    );
    const places = new Map(rows.map((row, place) => [String(row['value']), place]));
    const placeOf = (code: Code): number => places.get(String(code)) ?? Infinity;
    ordered.set(
      name,
      (columns.get(name) ?? []).toSorted((a, b) => {
        const [first, second] = [placeOf(a), placeOf(b)];
        return first === second ? 0 : first - second;
      }),
    );
  }
  await database.run('DROP TABLE first_records');
  return ordered;
}
