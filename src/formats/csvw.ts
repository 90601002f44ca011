import type { FieldType } from '../schemas/fields.ts';
import { cellText } from './cell-text.ts';
import type { Answer, Format } from './format.ts';

const DATATYPES: Readonly<Record<FieldType, string>> = {
  number: 'double',
  boolean: 'boolean',
  text: 'string',
};

/** The address of the same answer as CSV. */
function csvAddress(permalink: string): string {
  const [path = '', query = ''] = permalink.split('?');
  const others = query.split('&').filter((part) => part !== '' && !part.startsWith('format='));
  return `${path}?${[...others, 'format=csv'].toSorted().join('&')}`;
}

/** A name as an address template may hold it: letters, digits and encoded bytes. */
function templateName(name: string): string {
  const hex = (sign: string): string => `%${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase()}`;
  return encodeURIComponent(name.toWellFormed()).replaceAll(/[-_.!~*'()]/g, hex);
}

/** The description of a table as the standard has it: every column with its type, and all of `meta` as a note. */
function description({ fields, meta, licence }: Answer): Record<string, unknown> {
  const permalink = cellText(meta['permalink']);
  return {
    '@context': 'http://www.w3.org/ns/csvw',
    url: csvAddress(permalink),
    'dc:identifier': permalink,
    ...(typeof meta['citation'] === 'string' ? { 'dc:bibliographicCitation': meta['citation'] } : {}),
    ...(typeof licence === 'string' ? { 'dc:license': { '@id': licence } } : {}),
    ...(typeof meta['release'] === 'string' ? { 'schema:version': meta['release'] } : {}),
    notes: [meta],
    tableSchema: {
      columns: fields.map(({ name, type, description: text }) => ({
        name: templateName(name),
        titles: name,
        ...(text === undefined ? {} : { 'dc:description': text }),
        datatype: DATATYPES[type],
      })),
    },
  };
}

export const csvw: Format = {
  id: 'csvw',
  mediaType: 'application/csvm+json',
  contentType: 'application/csvm+json; charset=utf-8',
  extension: 'csv-metadata.json',
  description:
    'CSV on the Web (W3C): what describes the same answer as CSV, which links to it: its address, the type and meaning of each column, and what JSON has under `meta`.',
  carriesMeta: true,
  binary: false,
  compressed: false,
  chunks: (answer) => [JSON.stringify(description(answer))],
};
