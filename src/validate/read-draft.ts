import { readShape } from '../engine/column-facts.ts';
import { recordsSelect } from '../engine/records-select.ts';
import type { WorkDatabase } from '../engine/work-database.ts';
import type { Fault } from '../errors/faults.ts';
import { readFolder, type Folder, type Prepare, type ReadingOptions } from '../repository/read-folder.ts';
import type { LocatedTopline } from '../repository/toplines.ts';
import type { SurveyFile } from '../schemas/dataset.ts';
import { RECORDS_FILE } from '../schemas/files.ts';
import { findUnfilled, withPlaceholders } from './unfilled.ts';

/** The records of a draft: the view `responses` of a database. */
export interface DraftRecords {
  readonly database: WorkDatabase;
  /** Columns in their order, and whether they hold numbers. */
  readonly columns: ReadonlyMap<string, { readonly kind: 'code' | 'number' }>;
}

/** The files of a draft as far as they can be read. Null: the file is not there, or its faults are in the way. */
export interface Draft {
  /** What is still to be filled in has placeholders. */
  readonly survey: SurveyFile | null;
  readonly toplines: readonly LocatedTopline[] | null;
  readonly records: DraftRecords | null;
}

/** Names what is still to be filled in, and puts placeholders there, so that the rest can be checked. */
const prepare: Prepare = (document) => ({
  document: withPlaceholders(document),
  faults: findUnfilled(document),
});

async function readRecords(
  path: string,
  database: WorkDatabase,
  faults: Fault[],
): Promise<DraftRecords | null> {
  try {
    // As the server sees them.
    await database.run(`CREATE VIEW responses AS ${await recordsSelect(database.connection, path)}`);
    const { columns } = await readShape(database.connection);
    return { database, columns };
  } catch (error) {
    if (!(error instanceof Error) || error.name === 'AbortError') throw error;
    faults.push({
      file: RECORDS_FILE,
      row: null,
      column: null,
      message: `cannot be read: ${error.message.split('\n')[0] ?? ''}`,
    });
    return null;
  }
}

/** Reads what there is of a draft, and says what is wrong with the form of its files. @throws as `readFolder` */
export async function readDraft(
  directory: string,
  database: WorkDatabase,
  options: ReadingOptions = {},
): Promise<{ draft: Draft; folder: Folder; faults: Fault[] }> {
  const folder = await readFolder(directory, { ...options, prepare });
  const { survey, toplines, records: path, faults: ofForm } = folder;
  const faults = [...ofForm];
  const records = path === null ? null : await readRecords(path, database, faults);
  return { draft: { survey, toplines: (await toplines?.rows()) ?? null, records }, folder, faults };
}
