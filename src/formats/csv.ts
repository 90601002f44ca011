import { batches, cellText } from './cell-text.ts';
import type { Answer, Format } from './format.ts';

interface Dialect {
  readonly delimiter: string;
  readonly bom: boolean;
  readonly text: (value: unknown) => string;
}

/**
 * How a cell is written (RFC 4180, 2.5 to 2.7): in quotes where it has a quote, what stands between cells, or any end of a line, of which
 * readers take each for the end of a row. Alone in its row an empty cell has quotes too: readers pass over empty lines.
 */
function cellWriter(delimiter: string, isAlone: boolean): (text: string) => string {
  const special = new RegExp(`["\r\n${delimiter}]`);
  return (text) =>
    special.test(text) || (isAlone && text === '') ? `"${text.replaceAll('"', '""')}"` : text;
}

function* lines({ fields, rows }: Answer, { delimiter, bom, text }: Dialect): Generator<string> {
  const names = fields.map(({ name }) => name);
  const written = cellWriter(delimiter, names.length === 1);
  const line = (values: readonly unknown[]): string =>
    `${values.map((value) => written(text(value))).join(delimiter)}\r\n`;
  yield `${bom ? '\uFEFF' : ''}${line(names)}`;
  for (const batch of batches(rows)) yield batch.map((row) => line(names.map((name) => row[name]))).join('');
}

/** A table as text with any sign between its cells, in pieces of a few rows each. */
export const csvLines = (answer: Answer, delimiter: string): Generator<string> =>
  lines(answer, { delimiter, bom: false, text: cellText });

/**
 * What spreadsheets take for a formula: a text that begins with one of these signs, full-width forms included, after whatever
 * they pass over; and one that begins with a tab or a line break, which may end the cell for them.
 */
const FORMULA = /^(?:[\t\r\n]|[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠﹢﹣﹦﹫−])/u;

/** A text that no spreadsheet runs: an apostrophe before it makes it one. */
const harmless = (text: string): string => (FORMULA.test(text) ? `'${text}` : text);

/** Excel takes `3.5` for a day in May where the comma is the decimal sign. */
const forExcel = (value: unknown): string =>
  typeof value === 'number' ? String(value).replace('.', ',') : harmless(cellText(value));

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
  chunks: (answer) => lines(answer, { delimiter: ',', bom: false, text: cellText }),
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
  chunks: (answer) => lines(answer, { delimiter: ';', bom: true, text: forExcel }),
};
