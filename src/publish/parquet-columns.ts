import { literal } from '../engine/quote.ts';
import type { WorkDatabase } from '../engine/work-database.ts';
import type { RecordColumns } from '../repository/records-reader.ts';

/** The columns of a Parquet file. @throws if it cannot be read */
export async function describeColumns(database: WorkDatabase, path: string): Promise<RecordColumns> {
  const rows = await database.rows(`DESCRIBE SELECT * FROM read_parquet(${literal(path)})`);
  return new Map(
    rows.map((row) => {
      const kind = row['column_type'] === 'VARCHAR' ? ('code' as const) : ('number' as const);
      return [String(row['column_name']), { kind }] as const;
    }),
  );
}
