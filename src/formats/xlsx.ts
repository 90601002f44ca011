import writeExcelFile, { type Cell, type Row as SheetRow } from 'write-excel-file/node';
import { cellText } from './cells.ts';
import type { Answer, Format } from './format.ts';
import { metadataOf } from './metadata.ts';
import { fixZipTime } from './zip-time.ts';

/** A sheet could hold a million rows, but all of them are in memory while it is made. */
const MAXIMUM_ROWS = 50_000;

const MEDIA_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Typed: a number stays a number; a text stays a text, also where it begins like a formula. */
function cell(value: unknown): Cell {
  if (value === null || value === undefined || value === '') return null;
  if (typeof value === 'number') return { value, type: Number };
  if (typeof value === 'boolean') return { value, type: Boolean };
  return { value: cellText(value), type: String };
}

const heading = (...names: string[]): SheetRow =>
  names.map((value) => ({ value, type: String, fontWeight: 'bold' }));

const wide = (text: string): Cell => ({ value: text, type: String, wrap: true });

function pairs(name: string, entries: readonly (readonly [string, string])[]) {
  return {
    sheet: name,
    data: [
      heading('name', 'value'),
      ...entries.map(([key, text]) => [cell(key), text === '' ? null : wide(text)]),
    ],
    columns: [{ width: 24 }, { width: 100 }],
    stickyRowsCount: 1,
  };
}

async function* workbook(answer: Answer): AsyncGenerator<Uint8Array> {
  const { about, method, notes } = metadataOf(answer);
  const names = answer.fields.map(({ name }) => name);
  const data = {
    sheet: 'data',
    data: [heading(...names), ...[...answer.rows].map((row) => names.map((name) => cell(row[name])))],
    columns: names.map((name) => ({ width: Math.max(10, name.length + 3) })),
    stickyRowsCount: 1,
  };
  const footnotes = {
    sheet: 'footnotes',
    data: [heading('note'), ...notes.map((note) => [wide(note)])],
    columns: [{ width: 120 }],
    stickyRowsCount: 1,
  };
  const sheets = [data, pairs('metadata', about), pairs('method', method), footnotes];
  yield fixZipTime(await writeExcelFile(sheets).toBuffer());
}

export const xlsx: Format = {
  id: 'xlsx',
  mediaType: MEDIA_TYPE,
  contentType: MEDIA_TYPE,
  extension: 'xlsx',
  description:
    'A workbook for Excel and LibreOffice: typed cells in the sheet `data`, and the sheets `metadata`, `method` and `footnotes`. Null is an empty cell, lists and objects are JSON.',
  carriesMeta: true,
  binary: true,
  compressed: true,
  maximumRows: MAXIMUM_ROWS,
  parts: workbook,
};
