import { open } from 'node:fs/promises';
import { CsvError, parse } from 'csv-parse/sync';
import { refuse } from '../../errors/input-fault.ts';

const DELIMITERS = [',', ';', '\t', '|'] as const;
type Delimiter = (typeof DELIMITERS)[number];

export interface Dialect {
  readonly delimiter: Delimiter;
  readonly header: readonly string[];
}

const SAMPLE = 1 << 18;
/** As many rows tell what a file holds. */
const ROWS = 500;

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
    return parse(text, { delimiter, bom: true, relaxColumnCount: true, skipEmptyLines: true, to: atMost });
  } catch (error) {
    if (error instanceof CsvError) return null;
    throw error;
  }
}

/**
 * Tells by which of `, ; tab |` a file is divided: the one that gives most columns, the same number in each of the first
 * rows; where none does, the one that divides the header into most.
 */
function sniff(text: string): Delimiter {
  let best: { delimiter: Delimiter; score: number } = { delimiter: ',', score: 0 };
  for (const delimiter of DELIMITERS) {
    const header = records(text, delimiter, 1)?.[0]?.length ?? 0;
    const rows = records(text, delimiter, 20);
    const even = rows?.every((row) => row.length === header) ?? false;
    const score = header < 2 ? 0 : header + (even ? 1e6 : 0);
    if (score > best.score) best = { delimiter, score };
  }
  return best.delimiter;
}

function checkHeader(file: string, header: readonly string[]): void {
  const seen = new Map<string, number>();
  header.forEach((name, i) => {
    const at = { row: 1, column: String(i + 1) };
    if (name.trim() === '') refuse(file, `column ${i + 1} has no name in the header: give it one`, at);
    if (/[\0\uFEFF]/.test(name))
      refuse(
        file,
        `the name of column ${i + 1} holds a null byte or a byte order mark, which no text has in its midst`,
        at,
      );
    const twin = seen.get(name.toLowerCase());
    if (twin !== undefined) {
      const same = header[twin] === name;
      refuse(
        file,
        same
          ? `"${name}" is the name of columns ${twin + 1} and ${i + 1}: each needs its own`
          : `columns ${twin + 1} and ${i + 1}, "${header[twin] ?? ''}" and "${name}", differ only in upper and lower case`,
        at,
      );
    }
    seen.set(name.toLowerCase(), i);
  });
}

/**
 * Reads the start of a CSV file: what divides it, its header, and the rows that follow as far as they were read.
 *
 * @throws InputFault if it is empty, or not UTF-8
 */
export async function readStart(
  path: string,
  file: string,
): Promise<Dialect & { readonly rows: readonly (readonly string[])[] }> {
  const { bytes, whole } = await readSample(path);
  const start = bytes.subarray(0, 2).toString('hex');
  if (start === 'fffe' || start === 'feff') refuse(file, 'is UTF-16: save it as UTF-8');
  if (bytes.length === 0) refuse(file, 'is empty: a header and records are needed');
  // The sample may end inside a record: that one is left away, if it is not the only one.
  const end = whole ? bytes.length : Math.max(bytes.lastIndexOf(10), bytes.lastIndexOf(13)) + 1;
  const text = bytes.subarray(0, end === 0 ? bytes.length : end).toString('utf8');
  const delimiter = sniff(text);
  const header = records(text, delimiter, 1)?.[0];
  if (!header)
    refuse(file, 'the header cannot be read: a quote that is opened in it is not closed as it should be', {
      row: 1,
    });
  if (header.some((name) => name.includes('\uFFFD')))
    refuse(file, 'the header is not UTF-8: save the file as UTF-8', { row: 1 });
  return { delimiter, header, rows: records(text, delimiter, ROWS)?.slice(1) ?? [] };
}

/**
 * Reads the start of a CSV file of records: what divides it, and the names of its columns.
 *
 * @throws InputFault as {@link readStart} does, and if its header has no name or the same name twice
 */
export async function readDialect(path: string, file: string): Promise<Dialect> {
  const { delimiter, header } = await readStart(path, file);
  checkHeader(file, header);
  return { delimiter, header };
}
