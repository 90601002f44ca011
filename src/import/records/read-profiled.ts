import type { WorkDatabase } from '../../engine/work-database.ts';
import { applyCodebook } from '../codebook/apply.ts';
import { applyForeign } from '../codebook/foreign/apply-foreign.ts';
import type { FoundCodebook } from '../codebook/read-codebook.ts';
import { InputFault, refuse } from '../../errors/input-fault.ts';
import { withNamesOf } from './given-names.ts';
import type { ImportOptions, Running } from './options.ts';
import { profileSource } from './profile.ts';
import { readSource } from './read-source.ts';
import { refineSource } from './refine.ts';
import type { Source } from './source.ts';
import type { ReadRecords } from './sort-variables.ts';

/** The records as a codebook describes their variables; a survey.json describes the draft that is made of them. */
function described(
  database: WorkDatabase,
  source: Source,
  codebook: FoundCodebook | null,
): Source | Promise<Source> {
  if (codebook?.kind === 'variables') return applyCodebook(source, codebook.codebook);
  return codebook?.kind === 'foreign' ? applyForeign(database, source, codebook.codebook) : source;
}

/**
 * Keeps what a view reads as a table, in the file of the database: it is looked at a dozen times, and a file of text would be taken
 * apart each time.
 */
async function materialise(database: WorkDatabase): Promise<void> {
  const [view] = await database.rows(`SELECT sql FROM duckdb_views() WHERE view_name = 'source'`);
  if (view === undefined) return;
  await database.run('ALTER VIEW source RENAME TO source_of_file');
  await database.run('CREATE TABLE source AS SELECT * FROM source_of_file', 'reading');
  await database.run('DROP VIEW source_of_file');
}

/**
 * Reads a file of records as far as that says nothing yet of questions: what each column holds, with the marks of programs and the
 * ways of writing that are none of its answers taken off.
 *
 * @param codebook what it says of variables; null: only the file does
 * @param scratch folder for what is written on the way
 * @returns the options too, with names of columns as the file has them
 * @throws InputFault for what is wrong with the file, and for columns in the options that are not there
 */
export async function readProfiled(
  database: WorkDatabase,
  path: string,
  given: ImportOptions,
  codebook: FoundCodebook | null,
  scratch: string,
  running: Running,
): Promise<{ read: ReadRecords; options: ImportOptions }> {
  const own = await readSource(database, path, given, scratch, running);
  const options = withNamesOf(own, given);
  const explained = (error: unknown): Promise<never> => {
    if (
      running.signal.aborted ||
      error instanceof InputFault ||
      !(error instanceof Error) ||
      own.explain === null
    )
      throw error;
    return own.explain(error);
  };
  await materialise(database).catch(explained);
  const source = await described(database, own, codebook);
  const profiled = await profileSource(database, source.file).catch(explained);
  if (profiled.records === 0) refuse(source.file, 'holds no records');
  const { records, profiles, notes } = await refineSource(
    database,
    source,
    profiled,
    options.mergeAlike === true,
  );
  return {
    read: { database, records, profiles, source: { ...source, notes: [...source.notes, ...notes] } },
    options,
  };
}
