import writeExcelFile, { type Cell, type Row as SheetRow } from 'write-excel-file/node';
import { cellText } from './cell-text.ts';
import type { Answer, Format } from './format.ts';
import { metadataOf } from './metadata.ts';
import { textsOfObjects } from './xlsx-texts.ts';
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

/** Characters of a line of text in a sheet that is read like a page. */
const LINE = 100;
/** Heights in points: of a line, and of the highest row that Excel takes. */
const LINE_HEIGHT = 15;
const HIGHEST = 405;

/** A text over several lines. Its height is said because LibreOffice leaves rows of files as low as a line. */
const wide = (text: string): Cell => ({
  value: text,
  type: String,
  wrap: true,
  alignVertical: 'top',
  height: Math.min(HIGHEST, LINE_HEIGHT * Math.max(1, Math.ceil(text.length / LINE))),
});

function pairs(name: string, entries: readonly (readonly [string, string])[]) {
  return {
    sheet: name,
    data: [
      heading('name', 'value'),
      ...entries.map(([key, text]): SheetRow => [
        { value: key, type: String, alignVertical: 'top' },
        text === '' ? null : wide(text),
      ]),
    ],
    columns: [{ width: 24 }, { width: LINE }],
    stickyRowsCount: 1,
  };
}

/** Names of columns, those of numbers above their digits. */
const headings = ({ fields }: Answer): SheetRow =>
  fields.map(({ name, type }) => ({
    value: name,
    type: String,
    fontWeight: 'bold',
    align: type === 'number' ? 'right' : 'left',
  }));

/** Rows whose texts decide how wide a column is, and the widths that it may have: what is longer runs on or is cut off. */
const MEASURED = 500;
const NARROWEST = 8;
const WIDEST = 40;
/** As wide as a number with a few decimals. */
const NUMBER = 11;

/** Columns as wide as what stands in them. */
function widths({ fields, rows }: Answer): { width: number }[] {
  const measured = [...rows.part(0, MEASURED)];
  return fields.map(({ name, type }) => {
    const texts = type === 'number' ? [NUMBER] : measured.map((row) => cellText(row[name]).length);
    const longest = Math.max(NARROWEST, name.length, ...texts.map((length) => Math.min(length, WIDEST)));
    // The heading is bold.
    return { width: longest + 2 };
  });
}

async function* workbook(answer: Answer): AsyncGenerator<Uint8Array> {
  const { about, method, notes } = metadataOf(answer);
  const names = answer.fields.map(({ name }) => name);
  const data = {
    sheet: 'data',
    data: [headings(answer), ...[...answer.rows].map((row) => names.map((name) => cell(row[name])))],
    columns: widths(answer),
    stickyRowsCount: 1,
  };
  const footnotes = {
    sheet: 'footnotes',
    data: [heading('note'), ...notes.map((note) => [wide(note)])],
    columns: [{ width: LINE }],
    stickyRowsCount: 1,
  };
  const sheets = [data, pairs('metadata', about), pairs('method', method), footnotes];
  yield fixZipTime(await writeExcelFile(sheets, { features: [textsOfObjects] }).toBuffer());
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
  chunks: workbook,
};
