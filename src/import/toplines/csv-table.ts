import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { decodeUtf8 } from '../../repository/read-text.ts';
import { divideCsv } from '../csv/dialect.ts';
import { refuse } from '../../errors/input-fault.ts';
import { hasDecimalComma } from './figure.ts';
import { oneLine, type Table } from './table.ts';

/** Published figures fill a few pages; what is larger holds records. */
const LARGEST = 64 * 2 ** 20;

/**
 * Reads a CSV file whole, as a table of texts.
 *
 * @throws InputFault if it is too large for a table of figures, not UTF-8, or its quotes are not closed as they should be
 */
export async function readCsvTable(path: string): Promise<Table> {
  const file = basename(path);
  const { size } = await stat(path);
  if (size > LARGEST)
    refuse(
      file,
      `holds ${Math.round(size / 2 ** 20)} MB, too much for published figures: is it a file of records?`,
    );
  const text = decodeUtf8(await readFile(path)) ?? refuse(file, 'is not UTF-8: save the file as UTF-8');
  const { delimiter, records } = divideCsv(file, text);
  const rows = records.map(({ record }) => record);
  const [first = []] = rows;
  // A title names no column.
  const header = first.filter((cell) => cell.trim() !== '').length > 1 ? first : [];
  return {
    file,
    rows,
    merged: null,
    decimalComma: delimiter !== ',' && hasDecimalComma(rows),
    locationOf: (row, column) => ({
      row: records[row]?.info.lines ?? null,
      column: column === null ? null : oneLine(header[column] ?? '') || `column ${column + 1}`,
    }),
  };
}
