import { access, readFile } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { refuse } from '../../errors/input-fault.ts';
import { decodeUtf8 } from '../../repository/read-text.ts';
import type { Codebook } from './codebook.ts';
import { divideCsv } from '../csv/dialect.ts';
import { rowsOfSheets } from '../records/read-workbook.ts';
import { readCsvCodebook } from './csv.ts';
import { ddiDocument } from './foreign/ddi.ts';
import type { ForeignCodebook } from './foreign/foreign-codebook.ts';
import { isQsf, qsfCodebook } from './foreign/qsf.ts';
import { isRedcap, redcapCodebook } from './foreign/redcap.ts';
import { spssSyntax } from './foreign/spss-syntax.ts';
import { isXlsForm, xlsForm } from './foreign/xlsform.ts';
import { readJsonCodebook } from './json.ts';
import { SURVEY_FILE } from '../../schemas/files.ts';

/** A codebook as found: a list of variables, what another program wrote, or a survey.json that is the draft already. */
export type FoundCodebook =
  | { readonly kind: 'variables'; readonly codebook: Codebook }
  | { readonly kind: 'foreign'; readonly codebook: ForeignCodebook }
  | { readonly kind: 'survey'; readonly file: string; readonly document: Record<string, unknown> };

const BESIDE = [`.${SURVEY_FILE}`, '.codebook.json', '.codebook.csv'];

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

/** The codebook beside a file of records, such as `wave-3.codebook.json` beside `wave-3.csv`; null if there is none. */
async function findBeside(path: string): Promise<string | null> {
  const stem = join(dirname(path), basename(path, extname(path)));
  for (const ending of BESIDE) if (await isThere(stem + ending)) return stem + ending;
  return null;
}

async function readText(path: string): Promise<string> {
  const bytes = await readFile(path).catch((error: unknown) =>
    refuse(path, `cannot be read: ${error instanceof Error ? error.message : String(error)}`),
  );
  return decodeUtf8(bytes) ?? refuse(basename(path), 'is not UTF-8: save the codebook as UTF-8');
}

/**
 * Reads a JSON document that is an object.
 *
 * @param file what messages call it
 * @param right what would be right, where it is no JSON
 * @throws InputFault if it cannot be read, or is something else
 */
export async function readJsonObject(
  path: string,
  file: string,
  right = '',
): Promise<Record<string, unknown>> {
  const text = await readText(path);
  let document: unknown;
  try {
    document = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    return refuse(file, `is not JSON: ${error instanceof Error ? error.message : String(error)}${right}`);
  }
  if (typeof document !== 'object' || document === null || Array.isArray(document))
    return refuse(file, 'must be a JSON object: a survey.json, or { "variables": [ … ] }');
  return document as Record<string, unknown>;
}

/** A codebook in CSV: our own, or a data dictionary of REDCap. */
async function readTable(path: string, file: string): Promise<FoundCodebook> {
  const text = await readText(path);
  const rows = divideCsv(file, text).records.map(({ record }) => record);
  return isRedcap(rows[0] ?? [])
    ? { kind: 'foreign', codebook: redcapCodebook(file, rows) }
    : { kind: 'variables', codebook: readCsvCodebook(file, text) };
}

async function readForm(path: string, file: string): Promise<FoundCodebook> {
  const found = await rowsOfSheets(path, ['survey', 'choices', 'settings']);
  const rows = (sheet: string): string[][] => found.get(sheet) ?? [];
  const sheets = { survey: rows('survey'), choices: rows('choices'), settings: rows('settings') };
  if (!isXlsForm(sheets))
    refuse(
      file,
      'is a workbook, but no form: an XLSForm has a sheet "survey" with the columns type and name; save any other codebook as CSV',
    );
  return { kind: 'foreign', codebook: xlsForm(file, sheets) };
}

const KINDS =
  '.csv (our own, or a data dictionary of REDCap), .json (our own, or a survey.json), .qsf (Qualtrics), .sps (syntax of SPSS), .xml (DDI-Codebook) or .xlsx (XLSForm)';

/**
 * Reads the codebook that is named, or the one beside the records; what it is, its content tells.
 *
 * @param named path given by the user; null: look beside the records
 * @returns null if none is named and none is there
 * @throws InputFault if it cannot be read
 */
export async function readCodebook(records: string, named: string | null): Promise<FoundCodebook | null> {
  const path = named ?? (await findBeside(records));
  if (path === null) return null;
  const file = basename(path);
  const kind = extname(path).toLowerCase();
  if (kind === '.csv' || kind === '.tsv') return readTable(path, file);
  if (kind === '.sps') return { kind: 'foreign', codebook: spssSyntax(file, await readText(path)) };
  if (kind === '.xml') return { kind: 'foreign', codebook: ddiDocument(file, await readText(path)) };
  if (kind === '.xlsx') return readForm(path, file);
  if (kind !== '.json' && kind !== '.qsf')
    refuse(file, `cannot tell what it is by its ending "${kind}": ${KINDS}`);
  const document = await readJsonObject(path, file);
  if (isQsf(document)) return { kind: 'foreign', codebook: qsfCodebook(file, document) };
  if ('questions' in document || 'format' in document) return { kind: 'survey', file, document };
  return { kind: 'variables', codebook: readJsonCodebook(file, document) };
}
