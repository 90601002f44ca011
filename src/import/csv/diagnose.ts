import { createReadStream } from 'node:fs';
import { CsvError, parse } from 'csv-parse';
import type { Fault } from '../../errors/faults.ts';
import type { Dialect } from './dialect.ts';

/** The number of the first line that is not UTF-8, or whose end differs from that of the first; null if there is none. */
async function brokenLine(
  path: string,
  signal: AbortSignal,
): Promise<{ line: number; message: string } | null> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let line = 1;
  let ending: string | null = null;
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20, signal })) {
    const bytes = Buffer.concat([rest, chunk as Buffer]);
    let from = 0;
    for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, from)) {
      const text = bytes.subarray(from, end);
      try {
        decoder.decode(text);
      } catch {
        return { line, message: 'is not UTF-8: save the file as UTF-8' };
      }
      const here = text.at(-1) === 13 ? 'CR LF' : 'LF';
      ending ??= here;
      if (here !== ending)
        return { line, message: `ends with ${here}, but the first line with ${ending}: end all lines alike` };
      line += 1;
      from = end + 1;
    }
    rest = bytes.subarray(from);
  }
  try {
    decoder.decode(rest);
  } catch {
    return { line, message: 'is not UTF-8: save the file as UTF-8' };
  }
  return null;
}

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
  dialect: Dialect,
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
        record.length < width
          ? `the row ends after ${record.length} of ${width} cells: there is none for "${missing ?? ''}"`
          : `the row has ${record.length} cells, but the header names ${width}: a cell that holds the delimiter must stand in quotes`;
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
  dialect: Dialect,
  otherwise: string,
  signal: AbortSignal,
): Promise<Fault> {
  const line = await brokenLine(path, signal);
  if (line?.message.includes('UTF-8')) return { file, row: line.line, column: null, message: line.message };
  const record = await brokenRecord(path, file, dialect, otherwise, signal);
  if (record) return record;
  if (line) return { file, row: line.line, column: null, message: line.message };
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
