import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import writeXlsxFile, { type SheetData } from 'write-excel-file/node';
import { InputFault } from '../../../src/errors/input-fault.ts';
import { importToplines } from '../../../src/import/toplines/import-toplines.ts';
import type { ToplineOptions, ToplineSummary } from '../../../src/import/toplines/options.ts';
import type { DraftSurvey } from '../../../src/import/records/questions.ts';
import { formatFault } from '../../../src/errors/faults.ts';
import { temporaryFolder } from '../../helper.ts';
import { readDraftSurvey } from '../support.ts';

interface Imported {
  readonly folder: string;
  readonly into: string;
  readonly summary: ToplineSummary;
  /** Lines of toplines.csv without the header. */
  readonly lines: string[];
  readonly survey: DraftSurvey;
}

/** Imports a file of figures as the command does. */
export async function importTable(
  path: string,
  into: string,
  changes: Partial<ToplineOptions> = {},
): Promise<ToplineSummary> {
  const nothing = { sheet: null, wave: null, audience: null, source: null, measure: null, question: null };
  const options = { ...nothing, into, codebook: null, force: false, missing: [], ...changes };
  return importToplines(path, options, { signal: new AbortController().signal });
}

/** Writes files into a folder and imports the first of them. */
export async function importedTable(
  files: Readonly<Record<string, string | Uint8Array>>,
  changes: Partial<ToplineOptions> = {},
): Promise<Imported> {
  const folder = await temporaryFolder();
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
  const into = join(folder, 'draft');
  const summary = await importTable(join(folder, Object.keys(files)[0] ?? ''), into, changes);
  const lines = (await readFile(join(into, 'toplines.csv'), 'utf8')).trimEnd().split('\n').slice(1);
  return { folder, into, summary, lines, survey: await readDraftSurvey(into) };
}

/** What is wrong with files, as lines. */
export async function refusedTable(
  files: Readonly<Record<string, string | Uint8Array>>,
  changes: Partial<ToplineOptions> = {},
): Promise<string[]> {
  try {
    await importedTable(files, changes);
  } catch (error) {
    if (error instanceof InputFault) return error.faults.map(formatFault);
    throw error;
  }
  return [];
}

export interface FormattedCell {
  readonly value: number | string | boolean;
  readonly format?: string;
}

/** A workbook, written by write-excel-file. */
export async function workbook(
  rows: readonly (readonly (FormattedCell | string | number | null)[])[],
  sheet?: string,
): Promise<Uint8Array> {
  const data = rows.map((row) =>
    row.map((cell) => (typeof cell === 'object' || cell === null ? cell : { value: cell })),
  ) as SheetData;
  return writeXlsxFile(data, sheet === undefined ? {} : { sheet }).toBuffer();
}
