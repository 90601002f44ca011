import { usualWidth } from './dialect.ts';

/** A column of a file of records, as its header rows name it. */
export interface HeadColumn {
  /** Its place in the rows of the file, from 0. */
  readonly index: number;
  /** Its name: unique, whatever upper and lower case say, and never empty. */
  readonly name: string;
  /** What the header says of it in words; null if it is but a name. */
  readonly text: string | null;
  /** The question that several columns belong to, and what this one is among them, where the header says so. */
  readonly group: string | null;
  readonly item: string | null;
}

export interface RecordHead {
  readonly columns: readonly HeadColumn[];
  /** Rows above the header: titles, notes. */
  readonly titles: number;
  /** Rows of the header. */
  readonly headerRows: number;
  /** What a person should know of how it was read. */
  readonly notes: readonly string[];
}

type Rows = readonly (readonly string[])[];

/** More rows than this above the first record are no header. */
const MOST_ROWS = 6;
/** Rows from which a second header row is told. */
const COMPARED = 200;
const NUMBER = /^-?(?:\d+(?:[.,]\d+)?|[.,]\d+)(?:[eE][+-]?\d+)?$/;
const MARK = /^(?:|\.|-+|n\/?a|nan|null|none|#null!|#n\/a)$/i;
/** What SurveyMonkey writes below a question with one answer. */
const RESPONSE = /^(?:response|open-ended response|antwort|réponse|respuesta)$/i;
const IMPORT_ID = /^\{"ImportId":/;

/** A text without the blanks at its ends, those that do not break among them, and each blank inside but one. */
const tidy = (text: string): string => text.replaceAll(/[\s\u00a0\u200b\ufeff]+/g, ' ').trim();
const isFilled = (cell: string | undefined): cell is string => cell !== undefined && tidy(cell) !== '';

/** How many rows stand above the header: rows of nothing, and rows of which only the first cell is filled. */
function countTitles(rows: Rows): number {
  const width = usualWidth(rows);
  if (width < 2) return 0;
  let count = 0;
  for (const row of rows.slice(0, MOST_ROWS * 2)) {
    const filled = row.filter(isFilled).length;
    const isTitle = filled === 0 || (filled === 1 && isFilled(row[0]) && width > 1);
    if (!isTitle) break;
    count += 1;
  }
  const next = rows[count];
  // All rows may look so: then nothing is above the header.
  return next && next.filter(isFilled).length >= 2 ? count : 0;
}

/** Whether a row says of columns what no record does: a word over numbers, or what none of the answers below is. */
function isHeaderRow(row: readonly string[], below: Rows): boolean {
  let [unlike, alike] = [0, 0];
  let ofNumbers = 0;
  row.forEach((cell, i) => {
    const head = tidy(cell);
    const values = below.map((one) => tidy(one[i] ?? '')).filter((value) => !MARK.test(value));
    if (values.length < 2) return;
    const numbers = values.filter((value) => NUMBER.test(value)).length;
    if (numbers === values.length) {
      if (MARK.test(head)) return;
      if (NUMBER.test(head)) alike += 1;
      else if (/\p{L}/u.test(head)) {
        unlike += 1;
        ofNumbers += 1;
      }
      return;
    }
    const distinct = new Set(values);
    // Words that come again and again are answers; those that do not tell nothing.
    if (distinct.size > values.length / 3 || values.length < 6) return;
    if (head === '') alike += 0.5;
    else if (distinct.has(head)) alike += 1;
    else unlike += 1;
  });
  if (alike > 0) return false;
  // A record may have two rare answers; it hardly has four, or words where all others have numbers.
  return (ofNumbers >= 1 && below.length >= 3) || unlike >= 4 || (unlike >= 2 && below.length >= 20);
}

/** Whether a row stands below a header whose names go on over empty cells. */
function goesOn(names: readonly string[], row: readonly string[]): boolean {
  const empty = names.flatMap((name, i) => (i > 0 && !isFilled(name) ? [i] : []));
  if (empty.length === 0 || !isFilled(names.find(isFilled))) return false;
  const filled = empty.filter((i) => isFilled(row[i]));
  return (
    filled.length >= Math.max(1, empty.length / 2) && filled.every((i) => !NUMBER.test(tidy(row[i] ?? '')))
  );
}

/**
 * Whether a row below names that go on over empty cells belongs to them and is no record: it says nothing where all records have a
 * value, or that an answer follows; or each record has its words or nothing.
 */
function isBelowNames(names: readonly string[], row: readonly string[], below: Rows): boolean {
  const isSaid = names.some((name, i) => {
    if (!isFilled(name)) return false;
    const filled = below.filter((one) => isFilled(one[i])).length;
    return RESPONSE.test(tidy(row[i] ?? '')) || (!isFilled(row[i]) && filled > 0.8 * below.length);
  });
  if (isSaid) return true;
  const ticked = row.filter((cell, i) => {
    const values = below.map((one) => tidy(one[i] ?? '')).filter((value) => value !== '');
    return values.length < below.length && values.every((value) => value === tidy(cell));
  });
  return ticked.length >= 2;
}

function countHeaderRows(rows: Rows): number {
  for (let i = 1; i <= 2; i += 1) if (rows[i]?.some((cell) => IMPORT_ID.test(cell)) ?? false) return i + 1;
  const [names = []] = rows;
  let count = 1;
  const second = rows[1];
  if (
    second &&
    rows.length > 2 &&
    goesOn(names, second) &&
    isBelowNames(names, second, rows.slice(2, COMPARED))
  )
    count = 2;
  while (count < MOST_ROWS) {
    const next = rows[count];
    if (!next || rows.length < count + 3 || !isHeaderRow(next, rows.slice(count + 1, count + 1 + COMPARED)))
      break;
    count += 1;
  }
  return count;
}

/** Where a question ends and its item begins, in a header of its own: `Rate us [Speed]`, `Race (choice=White)`. */
const BRACKET = /^(.+?)\s*\[([^[\]]+)\]$/s;
const CHOICE = /^(.+?)\s*\(choice=(.+)\)$/s;
const NESTED = /^([^\s/]+(?:\/[^\s/]+)*)\/([^\s/]+)$/;
const REDCAP = /^(.+?)___(.+)$/s;

/** A question and its item in one head; null for a head that is one thing. */
export function divideHead(head: string): { group: string; item: string } | null {
  const found = CHOICE.exec(head) ?? BRACKET.exec(head) ?? REDCAP.exec(head) ?? NESTED.exec(head);
  return found ? { group: found[1] ?? '', item: found[2] ?? '' } : null;
}

/** Names that differ from each other, whatever upper and lower case say: the second `Other` becomes `Other-2`. */
function uniqueNames(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    for (let i = 1; ; i += 1) {
      const one = i === 1 ? name : `${name}-${i}`;
      if (taken.has(one.toLowerCase())) continue;
      taken.add(one.toLowerCase());
      return one;
    }
  });
}

interface Named {
  readonly index: number;
  readonly name: string;
  readonly text: string | null;
  readonly group: string | null;
  readonly item: string | null;
}

/** Heads of texts in words of respondents, which stand beside several questions. */
const WORDS = /\b(?:other|specify|comments?|andere|sonstiges|autre|otro|outro)\b/i;

/** Whether a head is words rather than a name. */
const isText = (head: string): boolean => /\s/.test(head) && /\p{L}/u.test(head);

/** A column below a head of several rows: the question stands over its first column and goes on over empty cells. */
function belowQuestion(rows: Rows, index: number, question: string, isShared: boolean): Named {
  const own = tidy(rows[1]?.[index] ?? '');
  const item = own === '' || RESPONSE.test(own) ? null : own;
  const name = item === null || item === question ? question : `${question} [${item}]`;
  return {
    index,
    name,
    text: question,
    group: isShared ? question : null,
    item: isShared ? item : null,
  };
}

function nameColumns(header: Rows, width: number): Named[] {
  const [first = []] = header;
  const names = Array.from({ length: width }, (_, i) => tidy(first[i] ?? ''));
  if (header.length > 1 && names.some((name, i) => i > 0 && name === '') && goesOn(names, header[1] ?? [])) {
    let question = '';
    const questions = names.map((name) => (question = name === '' ? question : name));
    return questions.map((one, index) => {
      const isShared = questions.filter((other) => other === one).length > 1;
      return one === ''
        ? { index, name: tidy(header[1]?.[index] ?? ''), text: null, group: null, item: null }
        : belowQuestion(header, index, one, isShared);
    });
  }
  return names.map((name, index) => {
    const said = header
      .slice(1)
      .map((row) => tidy(row[index] ?? ''))
      .find((text) => text !== '' && text !== name && !IMPORT_ID.test(text));
    const text = isText(name) ? name : (said ?? null);
    const divided = divideHead(name) ?? (text === null ? null : divideHead(text));
    // A question that stands over each of its columns, as over one for each of its answers.
    const isShared = isText(name) && !WORDS.test(name) && names.filter((other) => other === name).length > 1;
    const group = divided?.group ?? (isShared ? name : null);
    return { index, name, text, group, item: divided?.item ?? null };
  });
}

/**
 * Reads the head of a table of records: which rows are above it and belong to it, and what it says of each column.
 *
 * @param rows the first rows of the file
 * @param given how many rows the user says the header has; null: to be told from the rows
 */
export function readRecordHead(rows: Rows, given: number | null): RecordHead {
  const titles = countTitles(rows);
  const below = rows.slice(titles);
  const headerRows = Math.min(given ?? countHeaderRows(below), below.length);
  const header = below.slice(0, headerRows);
  const width = Math.max(header[0]?.length ?? 0, usualWidth(below));
  const notes: string[] = [];
  const records = below.slice(headerRows);
  const named = nameColumns(header, width).filter(
    // A separator at the end of each line makes a column of nothing.
    ({ index, name }) => name !== '' || records.some((row) => isFilled(row[index])),
  );
  const unnamed = named.filter(({ name }) => name === '').map(({ index }) => index + 1);
  const before = named.map(({ name, index }) => (name === '' ? `column-${index + 1}` : name));
  const unique = uniqueNames(before);
  if (titles > 0)
    notes.push(
      `${titles === 1 ? 'the first row is' : `the first ${titles} rows are`} above the header, and passed over: "${tidy(rows[0]?.join(' ') ?? '').slice(0, 60)}"`,
    );
  if (given === null && headerRows > 1)
    notes.push(
      `the header has ${headerRows} rows: what stands in them is the text of questions and of their items; --header-rows N says how many there are`,
    );
  if (unnamed.length > 0)
    notes.push(
      `column${unnamed.length === 1 ? '' : 's'} ${unnamed.join(', ')} without a name: called ${unnamed.map((i) => `column-${i}`).join(', ')}`,
    );
  const twins = unique.filter((name, i) => name !== before[i]);
  if (twins.length > 0)
    notes.push(
      `columns of the same name are told apart: ${twins.slice(0, 10).join(', ')}${twins.length > 10 ? ' …' : ''}`,
    );
  return {
    columns: named.map((column, i) => ({ ...column, name: unique[i] ?? column.name })),
    titles,
    headerRows,
    notes,
  };
}
