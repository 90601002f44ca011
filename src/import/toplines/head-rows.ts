import { isTotal, isUnit, ROW_LABELS } from './labels.ts';
import { readFigure } from './figure.ts';
import { oneLine, type Table } from './table.ts';
import { isWaveName } from './wave-names.ts';

/** More rows of heads than this are none. */
const MOST = 5;

/** The head of a table: its rows, and what they say over each column. */
export interface HeadRows {
  readonly first: number;
  /** The last row of the head. */
  readonly last: number;
  /** What stands over a column, from the uppermost row to the lowest; what is said twice stands once. */
  readonly over: (column: number) => readonly string[];
  /** What kind of number is in a column, where a row of the head says so: `%`, `Count`, `Unweighted N`. */
  readonly unitOf: (column: number) => string | null;
  /** The letter of a column in tests of significance. */
  readonly letterOf: (column: number) => string | null;
}

const cell = (row: readonly string[] | undefined, column: number): string => oneLine(row?.[column] ?? '');
const filled = (row: readonly string[] | undefined, from: number): string[] =>
  (row ?? [])
    .slice(from)
    .map(oneLine)
    .filter((text) => text !== '');

/** A letter of a column, with the stars of a small base. */
const LETTER = /^\*{0,2}[([]?([A-Za-z])[)\]]?\*{0,2}$/;

/** Whether a row gives each column its letter, in their order, which may begin anew in each division. */
function isLetterRow(texts: readonly string[]): boolean {
  const letters = texts.map((text) => LETTER.exec(text)?.[1]?.toLowerCase());
  return (
    letters.length > 1 &&
    letters.every(
      (letter, i) => letter !== undefined && (i === 0 || letter === 'a' || letter > (letters[i - 1] ?? '')),
    )
  );
}

/** Whether a row may be one of a head: nothing in it is a figure, but for years. */
export function isHeadLike(row: readonly string[] | undefined, labels: number, comma: boolean): boolean {
  const texts = filled(row, labels);
  return (
    texts.length > 0 &&
    texts.every(
      (text) => isWaveName(text) || readFigure(text.replace(/^\(([^()]*)\)$/, '$1'), comma).kind !== 'figure',
    )
  );
}

/** The first row that names several columns; what stands before it is a title. */
export function findHeader({ rows }: Table): number {
  return rows.findIndex((row) => {
    const [first = ''] = row;
    const texts = filled(row, 0);
    if (first.trim().endsWith(':') && texts.length === 2) return false;
    return texts.length > 1 || (oneLine(first) === '' && texts.length > 0);
  });
}

/** What stands about a row of the head. */
interface Surroundings {
  /** The row under it, spread itself; of units where there is no other. */
  readonly below: readonly string[];
  readonly labels: number;
  readonly width: number;
  /** Whether a cell of a row above begins over a column. */
  readonly begins: (column: number) => boolean;
  /** Whether a row of units says what is in a column. */
  readonly isUsed: (column: number) => boolean;
}

/**
 * How far the cells of a row reach to the right, by the merged cells of the sheet, or up to the next that is filled.
 */
function spread(
  { rows, merged }: Table,
  row: number,
  { below, labels, width, begins, isUsed }: Surroundings,
): string[] {
  const texts = Array.from({ length: width }, (_, column) => cell(rows[row], column));
  const spans = (merged ?? []).filter((one) => one.startRow === row);
  if (spans.length > 0) {
    for (const { startCol, endCol } of spans)
      for (let column = startCol; column <= endCol; column += 1) texts[column] = texts[startCol] ?? '';
    return texts;
  }
  let group = '';
  let isAlone = false;
  for (let column = labels; column < width; column += 1) {
    const lower = below[column] ?? '';
    const own = texts[column] ?? '';
    if (own !== '') [group, isAlone] = [own, lower === ''];
    // What begins above begins here too; and what has nothing below it reaches over columns alone that have nothing either.
    else if (begins(column) || isTotal(lower) || isAlone !== (lower === '') || (isAlone && !isUsed(column)))
      group = '';
    else texts[column] = group;
  }
  return texts;
}

/** Finds the rows of the head, from the first on, and what each says. */
export function readHeadRows(table: Table, first: number, labels: number): HeadRows {
  const { rows, decimalComma } = table;
  const width = Math.max(...rows.map((row) => row.length));
  let last = first;
  const isSameHead = (row: readonly string[] | undefined): boolean => {
    const [start = ''] = row ?? [];
    const texts = filled(row, labels);
    if (oneLine(start) === '') return isHeadLike(row, labels, decimalComma) || texts.every(isUnit);
    if (/^(?:significan|column|letter|test)/i.test(oneLine(start)) && isLetterRow(texts)) return true;
    const isOpen = rows.slice(first, last + 1).every((above) => oneLine(above[0] ?? '') === '');
    return isOpen && ROW_LABELS.test(oneLine(start)) && isHeadLike(row, labels, decimalComma);
  };
  while (last - first < MOST) {
    // One row of nothing may stand between two of a head.
    const next = filled(rows[last + 1], 0).length === 0 ? last + 2 : last + 1;
    if (filled(rows[next], labels).length === 0 || !isSameHead(rows[next])) break;
    last = next;
  }
  const all = Array.from({ length: last - first + 1 }, (_, i) => first + i).filter(
    (row) => filled(rows[row], labels).length > 0,
  );
  const units = all.slice(1).findLast((row) => filled(rows[row], labels).every(isUnit));
  const only = all.length === 1 && filled(rows[first], labels).every(isUnit) ? first : units;
  const letters = all.slice(1).find((row) => row !== only && isLetterRow(filled(rows[row], labels)));
  const naming = all.filter((row) => row !== only && row !== letters);
  const upwards: (readonly string[])[] = [];
  const unitsOver = Array.from({ length: width }, (_, column) =>
    only === undefined ? '' : cell(rows[only], column),
  );
  let below: readonly string[] | null = only === undefined ? null : unitsOver;
  for (const row of naming.toReversed()) {
    const own: readonly string[] =
      below === null
        ? Array.from({ length: width }, (_, column) => cell(rows[row], column))
        : spread(table, row, {
            below,
            labels,
            width,
            begins: (column) => naming.some((above) => above < row && cell(rows[above], column) !== ''),
            isUsed: (column) => (unitsOver[column] ?? '') !== '',
          });
    upwards.push(own);
    below = own;
  }
  const texts = upwards.toReversed();
  return {
    first,
    last,
    over: (column) =>
      texts.map((row) => row[column] ?? '').filter((text, i, parts) => text !== '' && text !== parts[i - 1]),
    unitOf: (column) => (only === undefined ? null : cell(rows[only], column) || null),
    letterOf: (column) =>
      letters === undefined ? null : (LETTER.exec(cell(rows[letters], column))?.[1] ?? null),
  };
}
