import { codeInWords } from '../../src/schemas/words.ts';
import { isDeepStrictEqual } from 'node:util';

/** What a client found in one format at one address, as the programs of the clients print it. */
export interface Reading {
  readonly client: string;
  readonly language: 'python' | 'r' | 'javascript';
  readonly version: string;
  readonly imports: readonly string[];
  readonly null: string;
  readonly format: string;
  readonly code: string;
  readonly address: string;
  /** Whether the client gives all cells of a text format as texts, numbers too. */
  readonly texts?: boolean;
  readonly error?: string;
  readonly fields?: readonly string[];
  readonly rows?: readonly (readonly unknown[])[];
  readonly metadataCode?: string;
  readonly metadata?: Readonly<Record<string, unknown>>;
}

/** The JSON of the same query. */
export interface Json {
  readonly data: readonly Readonly<Record<string, unknown>>[];
  readonly meta: Readonly<Record<string, unknown>>;
}

/** How many cells and entries of the metadata were compared, and a line for each that differs. */
export interface Comparison {
  readonly cells: number;
  readonly entries: number;
  readonly differences: readonly string[];
}

/** Formats in which all is text: clients guess the types, and take a wave `2012` for a number. */
const TEXTS: ReadonlySet<string> = new Set(['csv', 'csv-excel', 'html']);
/** Formats in which lists and objects are JSON. */
const NESTED: ReadonlySet<string> = new Set(['json', 'json-records', 'ndjson', 'json-stat']);

const show = (value: unknown): string => JSON.stringify(value) ?? 'nothing';
const text = (value: unknown): string => (typeof value === 'string' ? value : show(value));

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Clients with typed columns give each object all fields of all rows: one that is not there is null then. */
const withoutNulls = (object: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(object).filter(([, value]) => value !== null));

/** What a cell shows; Excel is handed a text that it would run as a formula behind an apostrophe. */
const excelText = (shown: string, format: string): string =>
  format === 'csv-excel' && /^[=+\-@\t\r\n]/.test(shown) ? `'${shown}` : shown;

/** Whether a cell holds what JSON says. Only null is like null, and every number has all its bits. */
function sameCell(expected: unknown, found: unknown, { format, texts = false }: Reading): boolean {
  if (expected === null || found === null) return expected === found;
  if (typeof expected === 'object' && typeof found === 'object') {
    return isDeepStrictEqual(expected, isObject(found) ? withoutNulls(found) : found);
  }
  if (typeof expected === 'object') return !NESTED.has(format) && found === JSON.stringify(expected);
  if (typeof expected === 'string' && typeof found === 'string') return found === excelText(expected, format);
  if (typeof expected === typeof found) return expected === found;
  if (!TEXTS.has(format)) return false;
  if (typeof expected === 'number') {
    const written = String(expected);
    return texts && found === (format === 'csv-excel' ? written.replace('.', ',') : written);
  }
  return text(found) === text(expected);
}

function compareCells({ data }: Json, reading: Reading): Omit<Comparison, 'entries'> {
  const { fields = [], rows = [] } = reading;
  const expected = Object.keys(data[0] ?? {});
  const differences: string[] = [];
  // A cube has an order of its own: figures first, then what is none. Polars gives many columns of NDJSON in none.
  const anyOrder =
    reading.format === 'json-stat' || (reading.client === 'polars' && reading.format === 'ndjson');
  const inOrder = anyOrder ? fields.toSorted() : fields;
  const wanted = anyOrder ? expected.toSorted() : expected;
  if (!isDeepStrictEqual(inOrder, wanted))
    differences.push(`fields: ${show(fields)}, JSON ${show(expected)}`);
  if (rows.length !== data.length) differences.push(`${rows.length} rows, JSON ${data.length}`);
  let cells = 0;
  data.forEach((row, i) => {
    for (const [name, value] of Object.entries(row)) {
      const cell = rows[i]?.[fields.indexOf(name)];
      // A page shows the code where the words are not known.
      const shown = reading.format === 'html' ? (value ?? row[codeInWords(name) ?? ''] ?? null) : value;
      if (!sameCell(shown, cell, reading)) {
        differences.push(`row ${i + 1}, ${name}: ${show(cell)}, JSON ${show(value)}`);
      }
      cells += 1;
    }
  });
  return { cells, differences };
}

/** A permalink names the format, and else is the same. */
const samePermalink = (expected: string, found: string, format: string): boolean =>
  found.replace(`format=${format}`, '') === expected.replace('format=json', '');

function sameEntry(expected: unknown, found: unknown): boolean {
  if (expected === null) return found === null || found === '' || found === 'null';
  if (typeof expected === 'string') return found === expected;
  if (typeof found === 'string') return isDeepStrictEqual(JSON.parse(found), expected);
  if (Array.isArray(expected) || !isObject(expected) || !isObject(found)) {
    return isDeepStrictEqual(found, expected);
  }
  // Sheets and pages have a choice a line, as text.
  const names = Object.keys(expected);
  return (
    isDeepStrictEqual(Object.keys(found).toSorted(), names.toSorted()) &&
    names.every((name) => found[name] === expected[name] || found[name] === JSON.stringify(expected[name]))
  );
}

function compareMetadata({ meta }: Json, { format, metadata }: Reading): Omit<Comparison, 'cells'> {
  if (!metadata) return { entries: 0, differences: [] };
  const differences = Object.entries(meta).flatMap(([name, value]) => {
    const found = metadata[name];
    const same =
      name === 'permalink' ? samePermalink(String(value), String(found), format) : sameEntry(value, found);
    return same ? [] : [`${name}: ${show(found)}, JSON ${show(value)}`];
  });
  return { entries: Object.keys(meta).length, differences };
}

/** Holds all cells, and the metadata where the client reads it, against the JSON of the same query. */
export function compare(json: Json, reading: Reading): Comparison {
  if (reading.error !== undefined) return { cells: 0, entries: 0, differences: [reading.error] };
  const { cells, differences } = compareCells(json, reading);
  const { entries, differences: others } = compareMetadata(json, reading);
  return { cells, entries, differences: [...differences, ...others] };
}
