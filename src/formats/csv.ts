import { stringify } from 'csv-stringify/sync';
import type { Format } from './format.ts';

/** Null is an empty cell; a list or an object is JSON in its cell, so that nothing is lost. */
function cell(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

export const csv: Format = {
  id: 'csv',
  mediaType: 'text/csv',
  contentType: 'text/csv; charset=utf-8; header=present',
  description:
    'RFC 4180: a header and a line for each row; null is an empty cell, lists and objects are JSON. Notes and permalink are in the `Link` headers.',
  carriesMeta: false,
  serialise: ({ data, fields }) => {
    const rows = Array.isArray(data) ? data : [data];
    return stringify([fields, ...rows.map((row) => fields.map((name) => cell(row[name])))], {
      record_delimiter: '\r\n',
    });
  },
};
