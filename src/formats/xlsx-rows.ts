import type { Field } from '../schemas/fields.ts';
import { cellText } from './cell-text.ts';
import type { Row } from './format.ts';

/** The letters of a column of a sheet, from 0: A to Z, AA and so on. */
function columnName(index: number): string {
  const last = String.fromCodePoint(65 + (index % 26));
  return index < 26 ? last : columnName(Math.floor(index / 26) - 1) + last;
}

/** What XML 1.0 cannot hold at all, not even as a reference. */
// oxlint-disable-next-line no-control-regex
const NO_XML = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g;
const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '&#13;' };

const escape = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll(NO_XML, '')
    .replaceAll(/[&<>\r]/g, (sign) => ENTITIES[sign] ?? sign);

/** Typed: a number stays a number; a text stays a text, also where it begins like a formula. */
function cell(place: string, value: unknown): string {
  if (value === null || value === undefined || value === '') return '';
  if (typeof value === 'number') return `<c r="${place}"><v>${value}</v></c>`;
  if (typeof value === 'boolean') return `<c r="${place}" t="b"><v>${value ? 1 : 0}</v></c>`;
  return `<c r="${place}" t="inlineStr"><is><t xml:space="preserve">${escape(cellText(value))}</t></is></c>`;
}

/**
 * Writes rows as a sheet has them (ECMA-376, part 1, 18.3.1.73), each text in its own cell, so that nothing of a row is kept once it is
 * written.
 *
 * @returns what writes a row, given its number, from 1
 */
export function rowWriter(fields: readonly Field[]): (row: Row, number: number) => string {
  const columns = fields.map(({ name }, i) => [columnName(i), name] as const);
  return (row, number) =>
    `<row r="${number}">${columns.map(([letters, name]) => cell(`${letters}${number}`, row[name])).join('')}</row>`;
}
