import { basename } from 'node:path';
import { readOds, streamOdsRows } from 'hucre/ods';
import { readXlsx, streamXlsxRows, type CellValue } from 'hucre/xlsx';
import type { WorkDatabase } from '../../engine/work-database.ts';
import { didYouMean, FaultError } from '../../errors/faults.ts';
import { refuse } from '../../errors/input-fault.ts';
import { readCsv } from '../csv/read-csv.ts';
import { readWorkbookBytes, refuseWorkbook } from '../open-workbook.ts';
import type { ImportOptions } from './options.ts';
import { writeRowsAsCsv } from './rows-as-csv.ts';
import type { Source } from './source.ts';

/** A cell as text: numbers in full, days and times as ISO 8601. */
function textOf(value: CellValue | undefined): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) {
    if (Number.isNaN(value.getTime())) return '';
    return value.toISOString().replace(/T00:00:00\.000Z$|\.000Z$|Z$/, '');
  }
  return typeof value === 'boolean' ? String(value).toUpperCase() : String(value);
}

/** Whether a workbook is one of LibreOffice and its kin, by its name. */
const isOds = (path: string): boolean => /\.ods$/i.test(path);

/** Names of the sheets. */
async function sheetNames(path: string, bytes: Buffer): Promise<string[]> {
  const names: string[] = [];
  await (isOds(path) ? readOds : readXlsx)(bytes, {
    sheets: ({ name }) => {
      names.push(name);
      return false;
    },
  });
  return names;
}

/** Rows of a sheet as text, each at its place: rows that are not in the file are rows of nothing, up to the last that holds something. */
async function* rowsOf(
  path: string,
  bytes: Buffer,
  sheet: string | undefined,
  atMost?: number,
): AsyncGenerator<readonly string[]> {
  let next = 0;
  const most = atMost === undefined ? {} : { maxRows: atMost };
  const rows = isOds(path)
    ? streamOdsRows(bytes, { sheets: [sheet ?? 0], ...most })
    : streamXlsxRows(bytes, { sheet: sheet ?? 0, ...most });
  for await (const { index, values } of rows) {
    const cells = values.map(textOf);
    // Sheets of LibreOffice go on to their last possible row.
    if (cells.every((cell) => cell === '')) continue;
    for (; next < index; next += 1) yield [];
    next = index + 1;
    yield cells;
  }
}

/** The sheet that is named, which must be there, and the bytes that it is in. @throws InputFault where it is not */
async function openSheet(path: string, sheet: string | undefined): Promise<Buffer> {
  const file = basename(path);
  const bytes = await readWorkbookBytes(path, file);
  const names = await sheetNames(path, bytes).catch((error: unknown) => refuseWorkbook(file, error));
  if (names.length === 0) refuse(file, 'has no sheet');
  if (sheet !== undefined && !names.includes(sheet))
    refuse(
      file,
      `has no sheet "${sheet}"${didYouMean(sheet, names)}; there are ${names.map((name) => `"${name}"`).join(', ')}`,
    );
  return bytes;
}

/** All rows of some sheets of a workbook, by their names; those that it does not have are left out. @throws InputFault for what is none */
export async function rowsOfSheets(
  path: string,
  names: readonly string[],
): Promise<ReadonlyMap<string, string[][]>> {
  const file = basename(path);
  const bytes = await readWorkbookBytes(path, file);
  const { sheets } = await readXlsx(bytes, { sheets: ({ name }) => names.includes(name) }).catch(
    (error: unknown) => refuseWorkbook(file, error),
  );
  return new Map(sheets.map(({ name, rows }) => [name, rows.map((row) => row.map(textOf))]));
}

/** The first rows of a sheet. @throws InputFault for what is no workbook, and a sheet that is not there */
export async function firstRows(
  path: string,
  sheet: string | undefined,
  atMost: number,
): Promise<string[][]> {
  const bytes = await openSheet(path, sheet);
  const rows: string[][] = [];
  try {
    for await (const row of rowsOf(path, bytes, sheet, atMost)) rows.push([...row]);
  } catch (error) {
    refuseWorkbook(basename(path), error);
  }
  return rows;
}

/**
 * Makes the view `source` over a sheet of records, which is written as CSV first and then read as any: titles above the header, several
 * rows of header and answers in one cell are the same in a sheet.
 *
 * @param scratch folder for the sheet as CSV
 * @throws InputFault for what is no workbook, a sheet that is not there, and all that a CSV file is refused for
 */
export async function readWorkbook(
  database: WorkDatabase,
  path: string,
  options: ImportOptions,
  scratch: string,
  signal: AbortSignal,
): Promise<Source> {
  const file = basename(path);
  if (options.encoding) refuse(file, '--encoding is for CSV and Stata: a workbook says its own');
  const bytes = await openSheet(path, options.sheet);
  let width = 0;
  async function* even(): AsyncGenerator<readonly string[]> {
    for await (const row of rowsOf(path, bytes, options.sheet)) {
      width = Math.max(width, row.length);
      yield Array.from({ length: width }, (_, i) => row[i] ?? '');
    }
  }
  const written = await writeRowsAsCsv(even(), file, scratch, signal).catch((error: unknown) => {
    if (signal.aborted || error instanceof FaultError || (error as NodeJS.ErrnoException).errno !== undefined)
      throw error;
    return refuseWorkbook(file, error);
  });
  if (width === 0) refuse(file, 'its sheet is empty: a header and records are needed');
  return readCsv(database, written, options, scratch, signal);
}
