import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { createInterface } from 'node:readline';
import type { WorkDatabase } from '../../engine/work-database.ts';
import { refuse } from '../../errors/input-fault.ts';
import { readCsv } from '../csv/read-csv.ts';
import type { ImportOptions } from './options.ts';
import { writeRowsAsCsv } from './rows-as-csv.ts';
import type { Source } from './source.ts';

const MEGABYTE = 2 ** 20;
/** A list in one piece is held as a whole; lines are not. */
const LARGEST_LIST = 256 * MEGABYTE;
/** Groups within groups; what lies deeper is no form. */
const DEEPEST = 8;
/** Between the names of a group and of what is in it, and of a question and one of its several answers. */
const DIVIDER = '/';
const CHOSEN = '1';
const NOT_CHOSEN = '0';

type JsonRecord = Readonly<Record<string, unknown>>;
type Cell = string | readonly string[];

const isRecord = (value: unknown): value is JsonRecord =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function textOf(value: unknown): string {
  if (typeof value === 'boolean') return String(value).toUpperCase();
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** The values of a record by the names of their columns: groups within it divided, several answers as lists. */
function* cellsOf(
  record: JsonRecord,
  lists: Set<string>,
  above: readonly string[] = [],
): Generator<[name: string, cell: Cell]> {
  for (const [key, value] of Object.entries(record)) {
    const path = [...above, key];
    const name = path.join(DIVIDER);
    if (isRecord(value)) {
      if (path.length < DEEPEST) yield* cellsOf(value, lists, path);
      else lists.add(path.slice(0, 2).join(DIVIDER));
    } else if (!Array.isArray(value)) yield [name, textOf(value)];
    else if (value.every((one) => typeof one !== 'object' || one === null)) yield [name, value.map(textOf)];
    // Lists of records are tables of their own: who lives in a household.
    else lists.add(name);
  }
}

/** The records of a file, one after the other. @throws InputFault for what is no JSON, or no list of records */
async function* recordsOf(path: string, isLines: boolean): AsyncGenerator<JsonRecord> {
  const file = basename(path);
  const parse = (text: string, where: string): unknown => {
    try {
      return JSON.parse(text);
    } catch (error) {
      return refuse(file, `${where}is not JSON: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  if (isLines) {
    let line = 0;
    for await (const text of createInterface({
      input: createReadStream(path, 'utf8'),
      crlfDelay: Infinity,
    })) {
      line += 1;
      const written = line === 1 ? text.replace(/^\uFEFF/, '') : text;
      if (written.trim() === '') continue;
      const record = parse(written, `line ${line} `);
      yield isRecord(record)
        ? record
        : refuse(file, `line ${line} is no record: {"name": value, …} is expected`);
    }
    return;
  }
  const { size } = await stat(path);
  if (size > LARGEST_LIST)
    refuse(
      file,
      `holds ${Math.round(size / MEGABYTE)} MB, and ${LARGEST_LIST / MEGABYTE} MB is the most for a list in one piece: save it as one record a line (.ndjson)`,
    );
  const document = parse((await readFile(path, 'utf8')).replace(/^\uFEFF/, ''), '');
  // Interfaces put the list into a page of results.
  const list =
    isRecord(document) && !Array.isArray(document)
      ? (Object.values(document).find((value) => Array.isArray(value) && value.some(isRecord)) ?? null)
      : document;
  if (!Array.isArray(list)) refuse(file, 'is no list of records: [{"name": value, …}, …] is expected');
  for (const [i, record] of (list as unknown[]).entries())
    yield isRecord(record) ? record : refuse(file, `record ${i + 1} is none: {"name": value, …} is expected`);
}

/** The columns of a table, and the answers of those that hold several, in the order in which they are met. */
interface Layout {
  readonly columns: ReadonlyMap<string, ReadonlySet<string> | null>;
  readonly lists: ReadonlySet<string>;
}

async function layoutOf(path: string, isLines: boolean): Promise<Layout> {
  const columns = new Map<string, Set<string> | null>();
  const lists = new Set<string>();
  for await (const record of recordsOf(path, isLines))
    for (const [name, cell] of cellsOf(record, lists)) {
      if (typeof cell === 'string') {
        if (!columns.has(name)) columns.set(name, null);
        continue;
      }
      const answers = columns.get(name) ?? new Set();
      for (const answer of cell) if (answer !== '') answers.add(answer);
      columns.set(name, answers);
    }
  return { columns, lists };
}

/** A record as a row: several answers as a column each, empty for who was not asked. */
function rowOf(record: JsonRecord, { columns }: Layout): string[] {
  const cells = new Map(cellsOf(record, new Set()));
  return [...columns].flatMap(([name, answers]) => {
    const cell = cells.get(name);
    if (answers === null) return typeof cell === 'string' ? cell : '';
    if (cell === undefined || cell === '') return [...answers].map(() => '');
    const chosen = new Set(typeof cell === 'string' ? [cell] : cell);
    return [...answers].map((answer) => (chosen.has(answer) ? CHOSEN : NOT_CHOSEN));
  });
}

const headOf = ({ columns }: Layout): string[] =>
  [...columns].flatMap(([name, answers]) =>
    answers === null ? [name] : [...answers].map((answer) => `${name}${DIVIDER}${answer}`),
  );

/** Says of the columns that were lists which question they are answers to. */
function withSets(source: Source, { columns }: Layout): Source {
  const answersOf = [...columns].flatMap(([name, answers]) => (answers === null ? [] : [{ name, answers }]));
  const labels = new Map<string, string>();
  for (const { name, answers } of answersOf)
    for (const answer of answers) labels.set(`${name}${DIVIDER}${answer}`, answer);
  return {
    ...source,
    variables: source.variables.map((variable) => ({
      ...variable,
      label: labels.get(variable.name) ?? variable.label,
    })),
    sets: answersOf.map(({ name, answers }) => ({
      name,
      label: name,
      type: 'multiple dichotomy',
      countedValue: CHOSEN,
      variables: [...answers].map((answer) => `${name}${DIVIDER}${answer}`),
    })),
  };
}

/**
 * Makes the view `source` over records in JSON: a list in one piece, or one record a line. Groups within records are divided, several
 * answers in a list become a column each. It is written as CSV first and then read as any.
 *
 * @param scratch folder for the table as CSV
 * @throws InputFault for what is no JSON, with its line, or no list of records
 */
export async function readJsonRecords(
  database: WorkDatabase,
  path: string,
  options: ImportOptions,
  scratch: string,
  signal: AbortSignal,
): Promise<Source> {
  const file = basename(path);
  if (options.encoding) refuse(file, '--encoding is for CSV and Stata: JSON is UTF-8');
  const isLines = !/\.json$/i.test(path);
  const layout = await layoutOf(path, isLines);
  if (layout.columns.size === 0) refuse(file, 'holds no records');
  async function* rows(): AsyncGenerator<string[]> {
    yield headOf(layout);
    for await (const record of recordsOf(path, isLines)) yield rowOf(record, layout);
  }
  const written = await writeRowsAsCsv(rows(), file, scratch, signal);
  const source = await readCsv(
    database,
    written,
    { ...options, headerRows: 1, encoding: 'utf-8' },
    scratch,
    signal,
  );
  const lists = [...layout.lists];
  const described = withSets(source, layout);
  return lists.length === 0
    ? described
    : {
        ...described,
        notes: [
          ...described.notes,
          `${lists.map((name) => `"${name}"`).join(', ')} ${lists.length === 1 ? 'holds' : 'hold'} lists of records, which are left out: a record is a respondent`,
        ],
      };
}
