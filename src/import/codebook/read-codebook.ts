import { access, readFile } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { refuse } from '../../errors/input-fault.ts';
import { decodeUtf8 } from '../../repository/read-text.ts';
import type { Codebook } from './codebook.ts';
import { readCsvCodebook } from './csv.ts';
import { readDdi } from './ddi.ts';
import { readJsonCodebook } from './json.ts';
import { isRedcapDictionary, readRedcapDictionary } from './redcap.ts';
import { readSpssSyntax } from './spss-syntax.ts';
import { readXlsForm } from './xlsform.ts';
import { SURVEY_FILE } from '../../schemas/files.ts';

/** A codebook as found: a list of variables, or a survey.json that is the draft already. */
export type FoundCodebook =
  | { readonly kind: 'variables'; readonly codebook: Codebook }
  | { readonly kind: 'survey'; readonly file: string; readonly document: Record<string, unknown> };

/** What reads a codebook, by the ending of its name; all others are JSON. */
const BY_ENDING: Readonly<Record<string, (file: string, text: string) => Codebook>> = {
  '.csv': (file, text) =>
    isRedcapDictionary(text) ? readRedcapDictionary(file, text) : readCsvCodebook(file, text),
  '.sps': readSpssSyntax,
  '.xml': readDdi,
};

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

/**
 * Reads the codebook that is named, or the one beside the records.
 *
 * @param named path given by the user; null: look beside the records
 * @returns null if none is named and none is there
 * @throws InputFault if it cannot be read
 */
export async function readCodebook(records: string, named: string | null): Promise<FoundCodebook | null> {
  const path = named ?? (await findBeside(records));
  if (path === null) return null;
  const file = basename(path);
  const ending = extname(path).toLowerCase();
  if (ending === '.xlsx') return { kind: 'variables', codebook: await readXlsForm(path, file) };
  const read = BY_ENDING[ending];
  if (read) return { kind: 'variables', codebook: read(file, await readText(path)) };
  const document = await readJsonObject(path, file);
  if ('questions' in document || 'format' in document) return { kind: 'survey', file, document };
  return { kind: 'variables', codebook: readJsonCodebook(file, document) };
}
