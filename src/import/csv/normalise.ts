import { createReadStream, createWriteStream } from 'node:fs';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { CsvError, parse } from 'csv-parse';
import { InputFault } from '../../errors/input-fault.ts';
import { linesAbove, type Dialect } from './dialect.ts';
import { tooLong, tooShort } from './diagnose.ts';
import type { RecordHead } from './header.ts';
import { literalCell } from './literal-cells.ts';
import { RowsBelow } from './rows-below.ts';

/** A file in an unusual form, and what is known of it. */
export interface UnusualCsv {
  readonly path: string;
  /** Name of the file, for messages. */
  readonly file: string;
  readonly encoding: string;
  readonly dialect: Dialect;
  readonly head: RecordHead;
}

const quoted = (cell: string): string => (cell === '' ? '' : `"${cell.replaceAll('"', '""')}"`);
const isEmpty = (cell: string): boolean => cell.trim() === '';

/** The text of a file, without a mark and without the line that says what divides it. */
async function* textOf({ path, encoding, dialect }: UnusualCsv, signal: AbortSignal): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  let isFirst = dialect.saysDelimiter;
  let kept = '';
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20, signal })) {
    kept += decoder.decode(chunk as Buffer, { stream: true });
    if (isFirst) {
      const end = kept.indexOf('\n');
      if (end < 0) continue;
      kept = kept.slice(end + 1);
      isFirst = false;
    }
    yield kept;
    kept = '';
  }
  yield kept + decoder.decode();
}

interface Parsed {
  readonly record: readonly string[];
  readonly info: { readonly lines: number; readonly empty_lines: number };
}

/** The cells of a record as the header counts them; null for a row of nothing. @throws InputFault for one that does not fit */
function cellsOf({ file, dialect, head }: UnusualCsv, { record, info }: Parsed): string[] | null {
  const names = head.columns;
  if (record.every(isEmpty) && (names.length > 1 || record.length > 1)) {
    // A record in which nothing is filled in may be a respondent: what has as many cells as the header is counted later.
    const width = (names.at(-1)?.index ?? 0) + 1;
    return record.length >= width ? names.map(() => '') : null;
  }
  const width = (names.at(-1)?.index ?? 0) + 1;
  const row = info.lines + linesAbove(dialect);
  const nameOf = (at: number): string => names.find(({ index }) => index === at)?.name ?? '';
  if (record.length < width)
    throw new InputFault([
      {
        file,
        row,
        column: nameOf(record.length),
        message: tooShort(record.length, width, nameOf(record.length)),
      },
    ]);
  if (record.slice(width).some((cell) => !isEmpty(cell)))
    throw new InputFault([{ file, row, column: null, message: tooLong(record.length, width) }]);
  return names.map(({ index }) => {
    const cell = record[index] ?? '';
    return dialect.literalQuotes ? literalCell(cell) : cell;
  });
}

/**
 * Writes a file that is in another form than the database reads as one that is: UTF-8, commas, one row above the records,
 * all lines ended alike.
 *
 * @returns what stands below the table, which is passed over
 * @throws InputFault for a row that is not as wide as the header, and for quotes that are out of place
 */
export async function normaliseCsv(
  unusual: UnusualCsv,
  to: string,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const { file, dialect, head } = unusual;
  const above = head.titles + head.headerRows;
  let seen = 0;
  let below: readonly string[] = [];
  const last = new RowsBelow<Parsed>();
  const lineOf = (parsed: Parsed): string => {
    const cells = cellsOf(unusual, parsed);
    return cells === null ? '' : `${cells.map(quoted).join(',')}\n`;
  };
  const parser = parse({
    delimiter: dialect.delimiter,
    bom: true,
    info: true,
    quote: dialect.literalQuotes ? false : '"',
    relaxColumnCount: true,
    skipEmptyLines: true,
    recordDelimiter: ['\r\n', '\n', '\r'],
  });
  const writer = new Transform({
    writableObjectMode: true,
    transform(parsed: Parsed, _encoding, done) {
      seen += 1;
      if (seen <= above) {
        done();
        return;
      }
      try {
        const rows = head.columns.length > 1 ? last.next(parsed, parsed.info.empty_lines) : [parsed];
        done(null, rows.map(lineOf).join('') || undefined);
      } catch (error) {
        done(error as Error);
      }
    },
    flush(done) {
      try {
        const end = last.end();
        below = end.below;
        done(null, end.rows.map(lineOf).join('') || undefined);
      } catch (error) {
        done(error as Error);
      }
    },
  });
  const output = createWriteStream(to);
  output.write(`${head.columns.map(({ name }) => quoted(name)).join(',')}\n`);
  try {
    await pipeline(Readable.from(textOf(unusual, signal)), parser, writer, output, { signal });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const row = typeof error['lines'] === 'number' ? error['lines'] + linesAbove(dialect) : null;
    const message =
      error.code === 'CSV_QUOTE_NOT_CLOSED'
        ? 'a quote is opened and never closed'
        : 'a quote is out of place: a cell with quotes in it stands in quotes, and each quote in it is doubled ("a ""b"" c")';
    throw new InputFault([{ file, row, column: null, message }]);
  }
  return below;
}
