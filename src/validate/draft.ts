import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { literal } from '../engine/quote.ts';
import { ReleaseFault, type Fault } from '../errors/faults.ts';
import { readAs } from '../errors/read-as.ts';
import { parseToplines, type LocatedTopline } from '../repository/toplines.ts';
import { surveyFile, type SurveyFile } from '../schemas/dataset.ts';
import type { WorkDatabase } from '../engine/work-database.ts';
import { findUnfilled, withPlaceholders } from './unfilled.ts';
import { RECORDS_FILE, SURVEY_FILE, TOPLINES_FILE } from '../schemas/files.ts';

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

async function readText(directory: string, file: string, faults: Fault[]): Promise<string | null> {
  const report = (message: string): null => {
    faults.push({ file, row: null, column: null, message });
    return null;
  };
  let bytes: Buffer;
  try {
    bytes = await readFile(join(directory, file));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' ? null : report(`cannot be read: ${message}`);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return report('is not UTF-8');
  }
}

async function readSurvey(directory: string, faults: Fault[]): Promise<SurveyFile | null> {
  const file = SURVEY_FILE;
  const before = faults.length;
  const text = await readText(directory, file, faults);
  if (text === null) {
    if (faults.length === before) faults.push({ file, row: null, column: null, message: 'is missing' });
    return null;
  }
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const row = /line (\d+)/.exec(message)?.[1];
    faults.push({
      file,
      row: row === undefined ? null : Number(row),
      column: null,
      message: `is not JSON: ${message}`,
    });
    return null;
  }
  if (typeof document !== 'object' || document === null || Array.isArray(document)) {
    faults.push({ file, row: null, column: null, message: 'must be a JSON object' });
    return null;
  }
  faults.push(...findUnfilled(document as Record<string, unknown>));
  const read = readAs(surveyFile, withPlaceholders(document as Record<string, unknown>), file);
  faults.push(...read.faults);
  return read.data;
}

async function readToplines(directory: string, faults: Fault[]): Promise<readonly LocatedTopline[] | null> {
  const text = await readText(directory, TOPLINES_FILE, faults);
  if (text === null) return null;
  try {
    return parseToplines(text);
  } catch (error) {
    if (!(error instanceof ReleaseFault)) throw error;
    faults.push(...error.faults);
    return null;
  }
}

async function readRecords(
  directory: string,
  database: WorkDatabase,
  faults: Fault[],
): Promise<DraftRecords | null> {
  const file = RECORDS_FILE;
  const path = join(directory, file);
  const isThere = await access(path).then(
    () => true,
    () => false,
  );
  if (!isThere) return null;
  try {
    await database.run(`CREATE VIEW responses AS SELECT * FROM read_parquet(${literal(path)})`);
    const columns = await database.rows('DESCRIBE responses');
    const kinds = columns.map((row) => {
      const kind = row['column_type'] === 'VARCHAR' ? ('code' as const) : ('number' as const);
      return [String(row['column_name']), { kind }] as const;
    });
    return { database, columns: new Map(kinds) };
  } catch (error) {
    if (!(error instanceof Error) || error.name === 'AbortError') throw error;
    faults.push({
      file,
      row: null,
      column: null,
      message: `cannot be read: ${error.message.split('\n')[0] ?? ''}`,
    });
    return null;
  }
}

/** Reads what there is of a draft, and says what is wrong with the form of its files. */
export async function readDraft(
  directory: string,
  database: WorkDatabase,
): Promise<{ draft: Draft; faults: Fault[] }> {
  const faults: Fault[] = [];
  const survey = await readSurvey(directory, faults);
  const before = faults.length;
  const toplines = await readToplines(directory, faults);
  const records = await readRecords(directory, database, faults);
  if (toplines === null && records === null && faults.length === before) {
    const message = 'is missing, and so is responses.parquet: a release needs one of them';
    faults.push({ file: TOPLINES_FILE, row: null, column: null, message });
  }
  if (survey && survey.design !== null && records === null && faults.length === before) {
    const message = 'is missing, but survey.json has a design';
    faults.push({ file: RECORDS_FILE, row: null, column: null, message });
  }
  return { draft: { survey, toplines, records }, faults };
}
