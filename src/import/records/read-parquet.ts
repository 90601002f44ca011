import { basename } from 'node:path';
import { RecordBatchReader } from 'apache-arrow';
import type { Fault } from '../../errors/faults.ts';
import { identifier, literal } from '../../engine/quote.ts';
import type { WorkDatabase } from '../../engine/work-database.ts';
import { InputFault, refuse } from '../../errors/input-fault.ts';
import { labelsOfSchema } from '../arrow/labels.ts';
import { undescribed, type Source } from './source.ts';

/** A column as a number or as text; null if neither can be made of it. */
function asValue(name: string, type: string): string | null {
  const column = identifier(name);
  if (/^(U?(TINYINT|SMALLINT|INTEGER|BIGINT)|HUGEINT|UHUGEINT)$/.test(type)) return column;
  if (type.startsWith('DECIMAL')) return `CAST(${column} AS DOUBLE)`;
  // Not a number is how some programs write a missing value.
  if (/^(FLOAT|DOUBLE)$/.test(type))
    return `CASE WHEN isfinite(${column}) THEN CAST(${column} AS DOUBLE) END`;
  if (type === 'BOOLEAN') return `CAST(${column} AS TINYINT)`;
  if (type.startsWith('TIMESTAMP')) return `replace(CAST(${column} AS VARCHAR), ' ', 'T')`;
  if (/^(DATE|TIME|UUID)/.test(type)) return `CAST(${column} AS VARCHAR)`;
  if (/^(VARCHAR|ENUM\(.*\))$/s.test(type)) return `nullif(CAST(${column} AS VARCHAR), '')`;
  return null;
}

/** What the schema of Arrow says that a Parquet file may hold; null where it holds none that can be read. */
async function labelsOfParquet(
  database: WorkDatabase,
  path: string,
  isText: (name: string) => boolean,
): Promise<ReturnType<typeof labelsOfSchema> | null> {
  const rows = await database.rows(
    `SELECT decode(key) AS key, decode(value) AS value FROM parquet_kv_metadata(${literal(path)})`,
  );
  const found = rows.find(({ key }) => key === 'ARROW:schema')?.['value'];
  if (typeof found !== 'string') return null;
  try {
    const { schema } = RecordBatchReader.from(Buffer.from(found, 'base64')).open();
    return labelsOfSchema(schema, isText);
  } catch {
    return null;
  }
}

/**
 * Makes the view `source` over a Parquet file: its columns as they are, points in time as ISO text, true and false as 1
 * and 0.
 *
 * @throws InputFault if the file cannot be read or has columns that are no single values
 */
export async function readParquet(
  database: WorkDatabase,
  path: string,
  missing: readonly string[],
): Promise<Source> {
  const file = basename(path);
  const unreadable = (error: Error): never =>
    refuse(file, `is no Parquet file that can be read: ${error.message.split('\n')[0] ?? ''}`);
  const described = await database
    .rows(`DESCRIBE SELECT * FROM read_parquet(${literal(path)})`)
    .catch((error: unknown) => {
      if (!(error instanceof Error) || error.name === 'AbortError') throw error;
      return unreadable(error);
    });
  const faults: Fault[] = [];
  const values = described.map((row) => {
    const [name, type] = [String(row['column_name']), String(row['column_type'])];
    const value = asValue(name, type);
    if (value === null)
      faults.push({
        file,
        row: null,
        column: name,
        message: `holds ${type}, but a column must hold numbers, text or dates: unnest it, or leave it away`,
      });
    const isText = value !== null && /^(replace|nullif)/.test(value);
    const kept =
      isText && missing.length > 0
        ? `CASE WHEN ${value} NOT IN (${missing.map(literal).join(', ')}) THEN ${value} END`
        : value;
    return { name, sql: `${kept ?? 'NULL'} AS ${identifier(name)}` };
  });
  if (faults.length > 0) throw new InputFault(faults);
  await database.run(
    `CREATE VIEW source AS SELECT ${values.map(({ sql }) => sql).join(', ')} FROM read_parquet(${literal(path)})`,
  );
  const texts = new Set(
    values.filter(({ sql }) => /^(?:CASE WHEN )?(?:replace|nullif)/.test(sql)).map(({ name }) => name),
  );
  const labelled = await labelsOfParquet(database, path, (name) => texts.has(name));
  const labels = new Map(labelled?.variables.map((one) => [one.name, one]));
  return {
    file,
    title: null,
    variables: values.map(({ name }) => labels.get(name) ?? undescribed(name)),
    weight: null,
    sets: [],
    decimalComma: false,
    mayHaveEmptyRows: false,
    notes: labelled?.notes ?? [],
    // Its head may be right, and what stands in its columns not.
    explain: async (error) => unreadable(error),
  };
}
