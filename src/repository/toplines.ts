import {
  OPTIONAL_TOPLINE_COLUMNS,
  TOPLINE_COLUMNS,
  toplineRow,
  type ToplineRow,
} from '../schemas/dataset.ts';
import { csvRecords, type CsvRecord } from './csv-records.ts';
import { didYouMean, ReleaseFault, type Fault } from '../errors/faults.ts';
import { readAs } from '../errors/read-as.ts';
import { inBatches } from './in-batches.ts';
import { TOPLINES_FILE } from '../schemas/files.ts';

/** A checked row, and the line of the file that it ends on. */
export interface LocatedTopline {
  readonly line: number;
  readonly row: ToplineRow;
}

function readRecords(text: string): CsvRecord[] {
  const records = csvRecords(TOPLINES_FILE, text);
  if (!Array.isArray(records)) throw new ReleaseFault([records]);
  return records;
}

/** What is wrong with the header of toplines.csv. */
export function headerFaults(header: readonly string[]): Fault[] {
  const known: readonly string[] = TOPLINE_COLUMNS;
  const at = (column: string | null, message: string): Fault => ({
    file: TOPLINES_FILE,
    row: 1,
    column,
    message,
  });
  const missing = known.filter((name) => !header.includes(name) && !OPTIONAL_TOPLINE_COLUMNS.includes(name));
  const [first, ...others] = missing;
  return [
    ...header
      .filter((name) => !known.includes(name))
      .map((name) =>
        at(name, `unknown column${didYouMean(name, known)}; the columns are ${known.join(', ')}`),
      ),
    ...header
      .filter((name, i) => header.indexOf(name) !== i)
      .map((name) => at(name, 'the column stands twice')),
    ...(first === undefined
      ? []
      : [
          others.length === 0
            ? at(first, 'the column is missing')
            : at(null, `columns are missing: ${missing.join(', ')}`),
        ]),
  ];
}

/** The cells of a file, under names that are known. */
interface Table {
  readonly header: readonly string[];
  readonly records: readonly CsvRecord[];
}

function readTable(text: string): Table {
  const [first, ...records] = readRecords(text);
  if (!first)
    throw new ReleaseFault([{ file: TOPLINES_FILE, row: 1, column: null, message: 'the header is missing' }]);
  const header = first.record;
  const faults = headerFaults(header);
  if (faults.length > 0) throw new ReleaseFault(faults);
  return { header, records };
}

/** One record as a checked row, or with what is wrong with it. */
function readRow(header: Table['header'], { record, info }: CsvRecord): LocatedTopline | Fault[] {
  if (record.length !== header.length) {
    const message = `${record.length} cells, but the header has ${header.length}`;
    return [{ file: TOPLINES_FILE, row: info.lines, column: null, message }];
  }
  const cells = Object.fromEntries(header.map((name, i) => [name, record[i]]));
  const { data, faults } = readAs(toplineRow, cells, TOPLINES_FILE, info.lines);
  return data === null ? faults : { line: info.lines, row: data };
}

function withoutFaults(read: readonly (LocatedTopline | Fault[])[]): LocatedTopline[] {
  const faults = read.flatMap((row) => (Array.isArray(row) ? row : []));
  if (faults.length > 0) throw new ReleaseFault(faults);
  return read.flatMap((row) => (Array.isArray(row) ? [] : row));
}

/**
 * Reads toplines.csv: RFC 4180, header required, columns in any order. Only the form of each cell is checked
 * here; whether codes exist is checked against the codebook.
 *
 * @throws ReleaseFault with every fault of the file.
 */
export function parseToplines(text: string): LocatedTopline[] {
  const { header, records } = readTable(text);
  return withoutFaults(records.map((record) => readRow(header, record)));
}

/** As `parseToplines`, part by part: for a process that has others to serve. @throws ReleaseFault */
export async function parseToplinesInBatches(text: string): Promise<LocatedTopline[]> {
  const { header, records } = readTable(text);
  return withoutFaults(await inBatches(records, (part) => part.map((record) => readRow(header, record))));
}
