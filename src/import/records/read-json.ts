import { createReadStream, createWriteStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { stringify } from 'csv-stringify';
import type { WorkDatabase } from '../../engine/work-database.ts';
import { refuse } from '../../errors/input-fault.ts';
import { readCsv } from '../csv/read-csv.ts';
import { flatRecord } from './flat-record.ts';
import type { ImportOptions } from './options.ts';
import type { Source } from './source.ts';

/** A document is held whole; what is larger is a record a line. */
const LARGEST = 256 * 2 ** 20;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A JSON text. @throws InputFault for what is none */
function parse(file: string, text: string, row: number | null): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    return refuse(file, `is no JSON: ${(error as Error).message}`, row === null ? {} : { row });
  }
}

/** The records of a document: a list of objects, or the only such list in an object, as interfaces answer with. */
function recordsOf(file: string, document: unknown): readonly unknown[] {
  if (Array.isArray(document)) return document;
  const lists = isObject(document)
    ? Object.values(document).filter((one) => Array.isArray(one) && one.length > 0 && one.every(isObject))
    : [];
  const [only, ...others] = lists;
  return Array.isArray(only) && others.length === 0
    ? only
    : refuse(file, 'holds no list of records: [{ "q1": "Yes" }, …], or a record a line in .ndjson, is right');
}

async function* readRecords(
  path: string,
  file: string,
  isLines: boolean,
): AsyncGenerator<ReadonlyMap<string, string>> {
  if (!isLines) {
    const { size } = await stat(path);
    if (size > LARGEST)
      refuse(
        file,
        `holds ${Math.round(size / 2 ** 20)} MB, and 256 MB is the most of one document: write a record a line (.ndjson)`,
      );
    const records = recordsOf(file, parse(file, (await readFile(path, 'utf8')).replace(/^\uFEFF/, ''), null));
    for (const [i, one] of records.entries()) yield flatRecord(file, one, `record ${i + 1}`, null);
    return;
  }
  let row = 0;
  for await (const line of createInterface({ input: createReadStream(path, 'utf8'), crlfDelay: Infinity })) {
    row += 1;
    const text = line.replace(/^\uFEFF/, '');
    if (text.trim() !== '') yield flatRecord(file, parse(file, text, row), `line ${row}`, row);
  }
}

/**
 * Makes the view `source` over records in JSON: a list of objects (.json), or an object a line (.ndjson, .jsonl). Objects within are
 * columns `group.question`, lists of texts are several answers in a cell, each on a line.
 *
 * @param scratch folder for the records as CSV
 * @throws InputFault for what is no JSON, and for lists of objects, which are no answers
 */
export async function readJsonRecords(
  database: WorkDatabase,
  path: string,
  options: ImportOptions,
  scratch: string,
  signal: AbortSignal,
): Promise<Source> {
  const file = basename(path);
  const isLines = !/\.json$/i.test(path);
  if (options.encoding) refuse(file, '--encoding is for CSV and Stata: JSON is UTF-8');
  if (options.headerRows) refuse(file, '--header-rows is for CSV: JSON names the value in each record');
  const names = new Set<string>();
  for await (const record of readRecords(path, file, isLines)) {
    signal.throwIfAborted();
    for (const name of record.keys()) names.add(name);
  }
  if (names.size === 0) refuse(file, 'holds no records');
  async function* rows(): AsyncGenerator<readonly string[]> {
    yield [...names];
    for await (const record of readRecords(path, file, isLines))
      yield [...names].map((name) => record.get(name) ?? '');
  }
  // Under the name of the file, since faults name it.
  const written = join(scratch, file);
  await pipeline(Readable.from(rows()), stringify({ quoted_string: true }), createWriteStream(written), {
    signal,
  });
  return readCsv(database, written, { ...options, headerRows: 1 }, scratch, signal);
}
