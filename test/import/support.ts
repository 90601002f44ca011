import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { importRecords } from '../../src/import/records/import-records.ts';
import type { ImportOptions, ImportSummary } from '../../src/import/records/options.ts';
import type { DraftSurvey } from '../../src/import/records/questions.ts';
import { temporaryFolder } from '../helper.ts';

const NO_ROLES: ImportOptions['roles'] = {
  weight: [],
  strata: [],
  clusters: [],
  fpc: [],
  wave: null,
  audience: null,
};

export type Changes = Partial<Omit<ImportOptions, 'roles'>> & {
  readonly roles?: Partial<ImportOptions['roles']>;
};

/** Imports a file as the command does. */
export function importFile(path: string, into: string, changes: Changes = {}): Promise<ImportSummary> {
  return importRecords(
    path,
    {
      into,
      codebook: null,
      missing: [],
      keep: [],
      force: false,
      ...changes,
      roles: { ...NO_ROLES, ...changes.roles },
    },
    { signal: new AbortController().signal, progress: () => {} },
  );
}

interface Imported {
  readonly folder: string;
  readonly into: string;
  readonly summary: ImportSummary;
  readonly survey: DraftSurvey;
}

export async function readDraftSurvey(into: string): Promise<DraftSurvey> {
  return JSON.parse(await readFile(join(into, 'survey.json'), 'utf8')) as DraftSurvey;
}

/** Imports a file that is there. */
export async function imported(path: string, changes: Changes = {}): Promise<Imported> {
  const folder = await temporaryFolder();
  const into = join(folder, 'draft');
  const summary = await importFile(path, into, changes);
  return { folder, into, summary, survey: await readDraftSurvey(into) };
}

/** Writes files into a folder and imports the first of them. */
export async function importedText(
  files: Readonly<Record<string, string | Uint8Array>>,
  changes: Changes = {},
): Promise<Imported> {
  const folder = await temporaryFolder();
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
  const into = join(folder, 'draft');
  const summary = await importFile(join(folder, Object.keys(files)[0] ?? ''), into, changes);
  return { folder, into, summary, survey: await readDraftSurvey(into) };
}

/** The rows of a Parquet file. */
async function parquetRows(path: string): Promise<Record<string, unknown>[]> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  try {
    const reader = await connection.runAndReadAll(
      `SELECT * FROM read_parquet('${path.replaceAll("'", "''")}')`,
    );
    return reader.getRowObjectsJson();
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/** The records of a draft. */
export const records = (into: string): Promise<Record<string, unknown>[]> =>
  parquetRows(join(into, 'responses.parquet'));

/** What is in a folder beside what was put there. */
export async function leftovers(folder: string, known: readonly string[]): Promise<string[]> {
  return (await readdir(folder)).filter((name) => !known.includes(name));
}
