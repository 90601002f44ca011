import { basename, join, resolve } from 'node:path';
import { identifier, literal } from '../../engine/quote.ts';
import type { WorkDatabase } from '../../engine/work-database.ts';
import { InputFault, refuse } from '../../errors/input-fault.ts';
import type { ImportOptions } from '../records/options.ts';
import { undescribed, type Source, type SourceVariable } from '../records/source.ts';
import { diagnoseCsv } from './diagnose.ts';
import { readStart, type CsvStart } from './dialect.ts';
import { encodingOf } from './encoding.ts';
import { readRecordHead, type RecordHead, type HeadColumn } from './header.ts';
import { normaliseCsv } from './normalise.ts';
import { mayHaveRowsBelow } from './rows-below.ts';
import { scanBytes, type ByteScan } from './scan.ts';

/** Blanks of all kinds, and what is not seen: no answer begins or ends with them. */
const BLANKS = `chr(32) || chr(9) || chr(10) || chr(13) || chr(160) || chr(8199) || chr(8203) || chr(8239) || chr(12288)`;

/** Whether the database can read the file as it is: UTF-8, one row above the records, whose names can be columns. */
function isPlain(scan: ByteScan, encoding: string, start: CsvStart, head: RecordHead): boolean {
  return (
    encoding === 'utf-8' &&
    scan.isUtf8 &&
    scan.lineEnds.size <= 1 &&
    !scan.lineEnds.has('CR') &&
    !start.saysDelimiter &&
    !(start.delimiter === '\t' && start.literalQuotes && scan.hasQuote) &&
    head.titles === 0 &&
    head.headerRows === 1 &&
    head.columns.length === start.header.length
  );
}

/** What is said of rows below the table. */
function belowNote(below: readonly string[]): string[] {
  if (below.length === 0) return [];
  const rows = below.length === 1 ? 'the last row is' : `the last ${below.length} rows are`;
  return [`${rows} below the table, and passed over: "${(below[0] ?? '').trim().slice(0, 60)}"`];
}

function variableOf({ name, text, group, item }: HeadColumn): SourceVariable {
  return { ...undescribed(name), label: text, group, item };
}

/** A cell as an answer: without blanks at its ends; null for nothing, and for the texts that stand for it. */
function valueOf(name: string, missing: readonly string[]): string {
  const column = identifier(name);
  const trimmed = `nullif(trim(${column}, ${BLANKS}), '')`;
  const kept =
    missing.length > 0
      ? `CASE WHEN ${trimmed} NOT IN (${missing.map(literal).join(', ')}) THEN ${trimmed} END`
      : trimmed;
  return `${kept} AS ${column}`;
}

/**
 * Makes the view `source` over a CSV file, as text: whether a column holds numbers is told later from all of its values,
 * so that codes such as 01 keep their zeros. Empty cells are missing, and so are the texts named. A file in an unusual form
 * is written anew beside the draft first.
 *
 * @param scratch folder for the file that is written anew
 * @throws InputFault if the header is at fault; what is wrong further down is found when the view is read
 */
export async function readCsv(
  database: WorkDatabase,
  path: string,
  { missing, encoding: given = null, headerRows = null }: ImportOptions,
  scratch: string,
  signal: AbortSignal,
): Promise<Source> {
  const file = basename(path);
  const scan = await scanBytes(path, signal);
  const encoding = await encodingOf(path, file, given, scan);
  const start = await readStart(path, file, encoding.name);
  const head = readRecordHead([start.header, ...start.rows], headerRows);
  if (head.columns.length === 0) refuse(file, 'the header names no column', { row: 1 });
  const nulls = head.columns.findIndex(({ name }) => name.includes('\0'));
  if (nulls >= 0)
    refuse(file, `the name of column ${nulls + 1} holds a null byte, which no text has in its midst`, {
      row: 1,
      column: String(nulls + 1),
    });
  const plain = isPlain(scan, encoding.name, start, head) && !(await mayHaveRowsBelow(path));
  const readable = plain ? resolve(path) : join(scratch, 'normalised.csv');
  const below = plain
    ? []
    : await normaliseCsv({ path, file, encoding: encoding.name, dialect: start, head }, readable, signal);
  const names = head.columns.map(({ name }) => name);
  const columns = names.map((name) => `${literal(name)}: 'VARCHAR'`).join(', ');
  await database.run(
    `CREATE VIEW source AS SELECT ${names.map((name) => valueOf(name, missing)).join(', ')}
       FROM read_csv(${literal(readable)}, auto_detect = false, header = true, delim = ${literal(plain ? start.delimiter : ',')},
       quote = '"', escape = '"', strict_mode = true, columns = {${columns}}, nullstr = '')`,
  );
  return {
    file,
    title: null,
    variables: head.columns.map(variableOf),
    weight: null,
    sets: [],
    decimalComma: start.delimiter !== ',',
    mayHaveEmptyRows: true,
    notes: [encoding.note ?? [], ...head.notes, belowNote(below)].flat(),
    explain: async (error) => {
      if (!/CSV|Invalid Input Error|Conversion Error/.test(error.message)) throw error;
      const read = { delimiter: plain ? start.delimiter : ',', header: names };
      throw new InputFault([await diagnoseCsv(readable, file, read, error.message, signal)]);
    },
  };
}
