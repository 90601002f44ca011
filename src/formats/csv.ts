import { batches } from './cell-text.ts';
import { csvOfJson, type Separators } from './csv-of-json.ts';
import type { Answer, Format } from './format.ts';

interface Dialect extends Separators {
  readonly bom: boolean;
  /** What is written of a text. */
  readonly text: (value: string) => string;
}

async function* lines({ fields, rows }: Answer, dialect: Dialect): AsyncGenerator<Uint8Array> {
  const names = fields.map(({ name }) => name);
  const cell = (value: unknown): unknown => (typeof value === 'string' ? dialect.text(value) : value);
  const written = (values: readonly (readonly unknown[])[]): Uint8Array =>
    csvOfJson(Buffer.from(JSON.stringify(values)), dialect);
  if (dialect.bom) yield Buffer.from('\uFEFF');
  yield written([names.map(dialect.text)]);
  for (const batch of batches(rows)) yield written(batch.map((row) => names.map((name) => cell(row[name]))));
}

/** A table as text with any sign between its cells. */
export async function csvText(answer: Answer, delimiter: string): Promise<string> {
  const dialect = { delimiter, decimalSign: '.', bom: false, text: (value: string) => value };
  const pieces: Uint8Array[] = [];
  for await (const piece of lines(answer, dialect)) pieces.push(piece);
  return Buffer.concat(pieces).toString('utf8');
}

/**
 * What spreadsheets take for a formula: a text that begins with one of these signs, full-width forms included, after whatever
 * they pass over; and one that begins with a tab or a line break, which may end the cell for them.
 */
const FORMULA = /^(?:[\t\r\n]|[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠﹢﹣﹦﹫−])/u;

/** A text that no spreadsheet runs: an apostrophe before it makes it one. */
const harmless = (text: string): string => (FORMULA.test(text) ? `'${text}` : text);

export const csv: Format = {
  id: 'csv',
  mediaType: 'text/csv',
  contentType: 'text/csv; charset=utf-8; header=present',
  extension: 'csv',
  description:
    'RFC 4180: a header and a line for each row; null is an empty cell, lists and objects are JSON. Notes and permalink are in the `Link` headers, which also name the description of its columns (`csvw`).',
  carriesMeta: false,
  readsFieldsAlone: true,
  describedBy: 'csvw',
  binary: false,
  compressed: false,
  chunks: (answer) => lines(answer, { delimiter: ',', decimalSign: '.', bom: false, text: (value) => value }),
};

/** The media type has a parameter of our own, since `Accept` must be able to tell it from CSV. */
export const csvExcel: Format = {
  id: 'csv-excel',
  mediaType: 'text/csv;dialect=excel',
  contentType: 'text/csv; charset=utf-8; header=present; dialect=excel',
  extension: 'csv',
  description:
    'CSV for Excel where the comma is the decimal sign: semicolons between cells, numbers with a decimal comma, a byte order mark, by which Excel knows UTF-8, and an apostrophe before texts that Excel would run as a formula (those that begin with `=`, `+`, `-`, `@`, a tab or a line break).',
  carriesMeta: false,
  readsFieldsAlone: true,
  binary: false,
  compressed: false,
  // It takes `3.5` for a day in May where the comma is the decimal sign.
  chunks: (answer) => lines(answer, { delimiter: ';', decimalSign: ',', bom: true, text: harmless }),
};
