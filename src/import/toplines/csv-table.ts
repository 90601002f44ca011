import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { CsvError, parse } from 'csv-parse/sync';
import { readStart } from '../csv/dialect.ts';
import { refuse } from '../input-fault.ts';
import { hasDecimalComma } from './figure.ts';
import { oneLine, type Table } from './table.ts';

/** Published figures fill a few pages; what is larger holds records. */
const LARGEST = 64 * 2 ** 20;

interface Parsed {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

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
  const { delimiter } = await readStart(path, file);
  const bytes = await readFile(path);
  let parsed: Parsed[];
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    parsed = parse(text, {
      delimiter,
      bom: true,
      info: true,
      relaxColumnCount: true,
      skipEmptyLines: true,
    }) as unknown as Parsed[];
  } catch (error) {
    if (error instanceof TypeError) refuse(file, 'is not UTF-8: save the file as UTF-8');
    if (!(error instanceof CsvError)) throw error;
    refuse(file, error.message, { row: typeof error['lines'] === 'number' ? error['lines'] : null });
  }
  const rows = parsed.map(({ record }) => record);
  const header = rows[0] ?? [];
  return {
    file,
    rows,
    decimalComma: delimiter !== ',' && hasDecimalComma(rows),
    place: (row, column) => ({
      row: parsed[row]?.info.lines ?? null,
      column: column === null ? null : oneLine(header[column] ?? '') || `column ${column + 1}`,
    }),
  };
}
