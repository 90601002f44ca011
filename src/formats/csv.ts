import { stringify } from 'csv-stringify/sync';
import { cellText, rowsOf } from './cells.ts';
import type { Answer, Format } from './format.ts';

const table = (answer: Answer, text: (value: unknown) => string): string[][] => [
  [...answer.fields],
  ...rowsOf(answer).map((row) => answer.fields.map((name) => text(row[name]))),
];

/** Excel takes `3.5` for a day in May where the comma is the decimal sign. */
const withComma = (value: unknown): string =>
  typeof value === 'number' ? String(value).replace('.', ',') : cellText(value);

export const csv: Format = {
  id: 'csv',
  mediaType: 'text/csv',
  contentType: 'text/csv; charset=utf-8; header=present',
  extension: 'csv',
  description:
    'RFC 4180: a header and a line for each row; null is an empty cell, lists and objects are JSON. Notes and permalink are in the `Link` headers.',
  carriesMeta: false,
  binary: false,
  compressed: false,
  serialise: (answer) => stringify(table(answer, cellText), { record_delimiter: '\r\n' }),
};

/** The media type has a parameter of our own, since `Accept` must be able to tell it from CSV. */
export const csvExcel: Format = {
  ...csv,
  id: 'csv-excel',
  mediaType: 'text/csv;dialect=excel',
  contentType: 'text/csv; charset=utf-8; header=present; dialect=excel',
  description:
    'CSV for Excel where the comma is the decimal sign: semicolons between cells, numbers with a decimal comma, and a byte order mark, by which Excel knows UTF-8.',
  serialise: (answer) =>
    stringify(table(answer, withComma), { record_delimiter: '\r\n', delimiter: ';', bom: true }),
};
