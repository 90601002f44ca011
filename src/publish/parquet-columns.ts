import { readShape } from '../engine/column-facts.ts';
import { recordsSelect } from '../engine/records-select.ts';
import type { WorkDatabase } from '../engine/work-database.ts';
import type { RecordColumns } from '../repository/records-reader.ts';

/** The columns of a Parquet file, as the server sees them. @throws if it cannot be read */
export async function describeColumns(database: WorkDatabase, path: string): Promise<RecordColumns> {
  await database.run(
    `CREATE OR REPLACE TEMP VIEW responses AS ${await recordsSelect(database.connection, path)}`,
  );
  return (await readShape(database.connection)).columns;
}
