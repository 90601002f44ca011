import { createReadStream } from 'node:fs';
import { CsvError, parse } from 'csv-parse';
import type { Fault } from '../../errors/faults.ts';

export const tooShort = (cells: number, width: number, missing: string): string =>
  `the row ends after ${cells} of ${width} cells: there is none for "${missing}"`;
export const tooLong = (cells: number, width: number): string =>
  `the row has ${cells} cells, but the header names ${width}: a cell that holds the delimiter must stand in quotes`;

interface Parsed {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

/** The line that the reader's message names. */
function lineSaid(message: string): number | null {
  const line = /CSV Error on Line: (\d+)/.exec(message)?.[1];
  return line === undefined ? null : Number(line);
}

/** The first record that RFC 4180 does not allow; null if there is none. */
async function brokenRecord(
  path: string,
  file: string,
  dialect: { readonly delimiter: string; readonly header: readonly string[] },
  otherwise: string,
  signal: AbortSignal,
): Promise<Fault | null> {
  const parser = createReadStream(path, { signal }).pipe(
    parse({
      delimiter: dialect.delimiter,
      bom: true,
      info: true,
      relaxColumnCount: true,
      skipEmptyLines: true,
    }),
  );
  const width = dialect.header.length;
  try {
    for await (const parsed of parser) {
      const { record, info } = parsed as Parsed;
      if (record.length === width) continue;
      const missing = dialect.header[record.length];
      const message =
        record.length < width ? tooShort(record.length, width, missing ?? '') : tooLong(record.length, width);
      return { file, row: info.lines, column: missing ?? null, message };
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    // The parser notices at the end of the file; where the quote is, the reader has said.
    if (error.code === 'CSV_QUOTE_NOT_CLOSED')
      return {
        file,
        row: lineSaid(otherwise),
        column: null,
        message: 'a quote is opened here and never closed',
      };
    const row = typeof error['lines'] === 'number' ? error['lines'] : null;
    const at = typeof error['index'] === 'number' ? error['index'] : null;
    return {
      file,
      row,
      column: at === null ? null : (dialect.header[at] ?? null),
      message:
        'a quote is out of place: a cell with quotes in it stands in quotes, and each quote in it is doubled ("a ""b"" c")',
    };
  } finally {
    parser.destroy();
  }
  return null;
}

/**
 * Finds out what is wrong with a CSV file that could not be read: slower than reading it, so only done then.
 *
 * @param otherwise what the reader said, for what is not found here
 */
export async function diagnoseCsv(
  path: string,
  file: string,
  dialect: { readonly delimiter: string; readonly header: readonly string[] },
  otherwise: string,
  signal: AbortSignal,
): Promise<Fault> {
  const record = await brokenRecord(path, file, dialect, otherwise, signal);
  if (record) return record;
  const what = otherwise
    .split('\n')
    .find((text) => !/^(Possible|\*|Original Line|.*CSV Error on Line)/.test(text));
  return {
    file,
    row: lineSaid(otherwise),
    column: null,
    message: `cannot be read: ${what ?? otherwise}`,
  };
}
