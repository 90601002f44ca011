import { open } from 'node:fs/promises';
import { isUtf8 } from 'node:buffer';
import { CsvError, parse } from 'csv-parse/sync';
import { InputFault, refuse } from '../../errors/input-fault.ts';
import { csvRecords, type CsvRecord } from '../../repository/csv-records.ts';
import { likelyEncoding, utf16 } from './encoding.ts';
import { linesAboveAscii } from './scan.ts';
import { splitLiteral } from './literal-cells.ts';

const DELIMITERS = [',', ';', '\t', '|'] as const;
type Delimiter = (typeof DELIMITERS)[number];

export interface Dialect {
  readonly delimiter: Delimiter;
  /** Whether quotes are letters, but where they open and close a cell: so tab-separated files are written. */
  readonly literalQuotes: boolean;
  /** Whether the first line is `sep=…`, as Excel writes it. */
  readonly saysDelimiter: boolean;
}

/** The start of a CSV file: what divides it, and its first rows, those above the header among them. */
export interface CsvStart extends Dialect {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

const SAMPLE = 1 << 18;
/** As many rows tell what a file holds. */
const ROWS = 500;
/** Rows from which is told what divides a file. */
const FIRST = 20;
const SAYS_DELIMITER = /^\uFEFF?"?sep=(.)"?\r?\n/i;

const EMPTY = 'is empty: a header and records are needed';

/** Lines of the file above those that are parsed. */
export const linesAbove = ({ saysDelimiter }: Pick<Dialect, 'saysDelimiter'>): number =>
  saysDelimiter ? 1 : 0;

async function readSample(path: string): Promise<{ bytes: Buffer; whole: boolean }> {
  const file = await open(path);
  try {
    const buffer = Buffer.alloc(SAMPLE);
    const { bytesRead } = await file.read(buffer, 0, SAMPLE, 0);
    return { bytes: buffer.subarray(0, bytesRead), whole: bytesRead < SAMPLE };
  } finally {
    await file.close();
  }
}

/** The whole records at the start of the file, split by one delimiter; null if they cannot be split by it. */
function records(text: string, delimiter: Delimiter, atMost: number): string[][] | null {
  try {
    return parse(text, {
      delimiter,
      bom: true,
      relaxColumnCount: true,
      skipEmptyLines: true,
      recordDelimiter: ['\r\n', '\n', '\r'],
      to: atMost,
    });
  } catch (error) {
    if (error instanceof CsvError) return null;
    throw error;
  }
}

/** As many cells as most rows have; 0 for no rows. */
export function usualWidth(rows: readonly (readonly string[])[]): number {
  const counts = new Map<number, number>();
  for (const { length } of rows) counts.set(length, (counts.get(length) ?? 0) + 1);
  return [...counts].toSorted((a, b) => b[1] - a[1] || b[0] - a[0])[0]?.[0] ?? 0;
}

/**
 * Tells by which of `, ; tab |` a file is divided: the one that gives most columns, the same number in each of the first
 * rows, or in all of them but a few above the header; where none does, the one that divides the header into most.
 */
function sniff(text: string): Delimiter {
  let best: { delimiter: Delimiter; score: number } = { delimiter: ',', score: 0 };
  for (const delimiter of DELIMITERS) {
    const header = records(text, delimiter, 1)?.[0]?.length ?? 0;
    const rows = records(text, delimiter, FIRST) ?? literalRows(text, delimiter);
    const even = rows?.every((row) => row.length === header) ?? false;
    const width = usualWidth(rows ?? []);
    const share = rows ? rows.filter((row) => row.length === width).length / rows.length : 0;
    const nearly = !even && width > 1 && rows !== null && rows.length >= 5 && share >= 0.7;
    const score = nearly
      ? width + 1e5
      : header < 2
        ? 0
        : header + (even && (rows?.length ?? 0) > 0 ? 1e6 : 0);
    if (score > best.score) best = { delimiter, score };
  }
  return best.delimiter;
}

/** The first rows where quotes are letters; null for what is not divided by tabs, or unevenly. */
function literalRows(text: string, delimiter: Delimiter): string[][] | null {
  if (delimiter !== '\t') return null;
  const rows = splitLiteral(text).slice(0, FIRST);
  return rows.every(({ length }) => length === rows[0]?.length) ? rows : null;
}

/** The text at the start of a file, and how it is encoded where nobody says. */
async function readStartText(path: string, file: string, encoding: string | null): Promise<string> {
  const { bytes, whole } = await readSample(path);
  if (bytes.length === 0) refuse(file, EMPTY);
  const wide = utf16(bytes);
  // The sample may end inside a record: that one is left away, if it is not the only one.
  const end = whole ? bytes.length : Math.max(bytes.lastIndexOf(10), bytes.lastIndexOf(13)) + 1;
  const cut = bytes.subarray(0, end === 0 ? bytes.length : end);
  const name =
    encoding ?? wide ?? (isUtf8(cut) ? 'utf-8' : likelyEncoding(Buffer.concat(linesAboveAscii(cut, SAMPLE))));
  if (wide === null || whole) return new TextDecoder(name).decode(wide === null ? cut : bytes);
  const text = new TextDecoder(name).decode(bytes);
  return text.slice(0, text.lastIndexOf('\n') + 1) || text;
}

/**
 * The start of a CSV text: what divides it, its first row, and the rows that follow.
 *
 * @param whole its first lines, or all of it
 * @throws InputFault if it is empty, or the quotes of its header are not closed
 */
function startOf(file: string, whole: string): CsvStart {
  const said = SAYS_DELIMITER.exec(whole);
  const text = whole.slice(said?.[0].length ?? 0);
  const named = DELIMITERS.find((one) => one === said?.[1]);
  const delimiter = named ?? sniff(text);
  const standard = records(text, delimiter, ROWS + 1);
  const isEven = standard?.every(({ length }) => length === standard[0]?.length) ?? false;
  const literal = delimiter === '\t' && !isEven ? splitLiteral(text).slice(0, ROWS + 1) : null;
  const literalQuotes =
    literal !== null && literal.every(({ length }) => length === literal[0]?.length) && literal.length > 0;
  const header = literalQuotes ? literal[0] : (standard?.[0] ?? records(text, delimiter, 1)?.[0]);
  if (standard?.length === 0) refuse(file, EMPTY);
  if (!header)
    refuse(file, 'the header cannot be read: a quote that is opened in it is not closed as it should be', {
      row: 1,
    });
  return {
    delimiter,
    literalQuotes,
    saysDelimiter: said !== null,
    header,
    rows: (literalQuotes ? literal : standard)?.slice(1) ?? [],
  };
}

/**
 * Reads the start of a CSV file: what divides it, its first row, and the rows that follow as far as they were read.
 *
 * @param encoding as TextDecoder calls it; null: to be told from the start
 * @throws InputFault if it is empty, or its quotes are not closed
 */
export async function readStart(
  path: string,
  file: string,
  encoding: string | null = null,
): Promise<CsvStart> {
  return startOf(file, await readStartText(path, file, encoding));
}

/** A CSV text that is held as a whole. */
export interface WholeCsv {
  readonly delimiter: Delimiter;
  /** The header, and all below it, with the lines of the file on which they end. */
  readonly records: readonly CsvRecord[];
}

/**
 * Divides a text that is held as a whole, by what its first line says divides it, or by what it looks divided by.
 *
 * @throws InputFault if it is empty, or its quotes are not closed as they should be
 */
export function divideCsv(file: string, whole: string): WholeCsv {
  const end = whole.length > SAMPLE ? whole.lastIndexOf('\n', SAMPLE) + 1 : 0;
  const { delimiter, saysDelimiter } = startOf(file, end > 0 ? whole.slice(0, end) : whole);
  const text = saysDelimiter ? whole.replace(SAYS_DELIMITER, '') : whole;
  const above = linesAbove({ saysDelimiter });
  const parsed = csvRecords(file, text, delimiter);
  if (!Array.isArray(parsed))
    throw new InputFault([{ ...parsed, row: parsed.row === null ? null : parsed.row + above }]);
  return {
    delimiter,
    records: parsed.map(({ record, info }) => ({ record, info: { lines: info.lines + above } })),
  };
}
