import { readShape } from '../engine/column-facts.ts';
import type { Axis } from '../engine/engine.ts';
import { readPatterns } from '../engine/patterns.ts';
import { recordsSelect } from '../engine/records-select.ts';
import type { WorkDatabase } from '../engine/work-database.ts';
import type { PatternEngine } from '../services/records/respondents.ts';

/**
 * Tells which values go together in a file of records, until another file is opened in the same database.
 *
 * @param stage what is done with them, for those who watch
 */
export async function openPatterns(
  database: WorkDatabase,
  path: string,
  stage: string,
): Promise<PatternEngine> {
  const { connection } = database;
  await database.run(
    `CREATE OR REPLACE TEMP VIEW responses AS ${await recordsSelect(connection, path)}`,
    stage,
  );
  const table = await readShape(connection);
  return {
    patterns: (by: readonly Axis[], maximum: number) =>
      database.watch(() => readPatterns(connection, table, by, maximum), stage),
  };
}
