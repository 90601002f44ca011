import { Readable } from 'node:stream';
import writeExcelFile, { type Cell, type Row as SheetRow } from 'write-excel-file/node';
import { ZipFile } from 'yazl';
import { isNumeric } from '../schemas/fields.ts';
import { batches, cellText } from './cell-text.ts';
import type { Answer } from './format.ts';
import { metadataOf } from './metadata.ts';
import { turns } from '../turns/turns.ts';
import { defaultStyle } from './xlsx-styles.ts';
import { textsOfObjects } from './xlsx-texts.ts';
import { rowWriter } from './xlsx-rows.ts';
import { membersOf } from './zip-members.ts';

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

function pairs(name: string, entries: readonly (readonly [string, unknown])[]) {
  return {
    sheet: name,
    data: [
      heading('name', 'value'),
      ...entries.map(([key, value]): SheetRow => {
        const text = cellText(value);
        return [{ value: key, type: String, alignVertical: 'top' }, text === '' ? null : wide(text)];
      }),
    ],
    columns: [{ width: 24 }, { width: LINE }],
    stickyRowsCount: 1,
  };
}

/** Names of columns, those of numbers above their digits. */
const headings = ({ fields }: Answer): SheetRow =>
  fields.map((field) => ({
    value: field.name,
    type: String,
    fontWeight: 'bold',
    align: isNumeric(field) ? 'right' : 'left',
  }));

/** Rows whose texts decide how wide a column is, and the widths that it may have: what is longer runs on or is cut off. */
const MEASURED = 500;
const NARROWEST = 8;
const WIDEST = 40;
/** As wide as a number with a few decimals. */
const NUMBER = 11;

/** Columns as wide as what stands in them, measured in turns. */
async function widths({ fields, rows }: Answer): Promise<{ width: number }[]> {
  const measured = await turns.map(rows.part(0, MEASURED), (row) => row);
  return turns.map(fields, (field) => {
    const { name } = field;
    const texts = isNumeric(field) ? [NUMBER] : measured.map((row) => cellText(row[name]).length);
    const longest = Math.max(NARROWEST, name.length, ...texts.map((length) => Math.min(length, WIDEST)));
    // The heading is bold.
    return { width: longest + 2 };
  });
}

/** The first moment that a zip can tell: the same answer must be the same bytes whenever it is made, or its tag would lie. */
const EARLIEST = new Date(1980, 0, 1, 12);
/** The sheet of the rows, and what ends them in it. */
const DATA_SHEET = 'xl/worksheets/sheet1.xml';
const END_OF_ROWS = '</sheetData>';

/** The workbook without its rows: it has its styles, widths and other sheets from the library. */
async function frame(answer: Answer): Promise<Buffer> {
  const { about, method, notes } = metadataOf(answer);
  const data = { sheet: 'data', data: [headings(answer)], columns: await widths(answer), stickyRowsCount: 1 };
  const footnotes = {
    sheet: 'footnotes',
    data: [heading('note'), ...notes.map((note) => [wide(note)])],
    columns: [{ width: LINE }],
    stickyRowsCount: 1,
  };
  const sheets = [data, pairs('metadata', about), pairs('method', method), footnotes];
  return writeExcelFile(sheets, { features: [textsOfObjects, defaultStyle] }).toBuffer();
}

/** The sheet of the rows, which are made as they are asked for. */
async function* dataSheet({ fields, rows }: Answer, empty: string): AsyncGenerator<Buffer> {
  const end = empty.indexOf(END_OF_ROWS);
  if (end < 0) throw new Error('the sheet of the rows has no end');
  yield Buffer.from(empty.slice(0, end));
  const write = rowWriter(fields);
  // The first row has the names.
  let number = 1;
  for (const batch of batches(rows)) {
    await turns.pause();
    yield Buffer.from(batch.map((row) => write(row, (number += 1))).join(''));
  }
  yield Buffer.from(empty.slice(end));
}

/**
 * A workbook whose rows go into the archive as they are made. The library would hold every cell as an object, and the whole of the sheet as
 * one text, for a minute of the one thread that there is.
 */
export async function* workbookBytes(answer: Answer): AsyncGenerator<Uint8Array> {
  const zip = new ZipFile();
  const output = zip.outputStream as Readable;
  const options = { mtime: EARLIEST, mode: 0o100644, forceDosTimestamp: true };
  for (const { name, data } of membersOf(await frame(answer))) {
    if (name === DATA_SHEET) {
      const sheet = Readable.from(dataSheet(answer, data.toString()), { objectMode: false });
      sheet.once('error', (error) => output.destroy(error));
      output.once('close', () => sheet.destroy());
      zip.addReadStream(sheet, name, options);
    } else {
      zip.addBuffer(data, name, options);
    }
  }
  zip.end();
  yield* output as AsyncIterable<Uint8Array>;
}
