import type { Fault } from '../../errors/faults.ts';
import { readCell, type CellRules } from './cell.ts';
import { figureColumns, type FigureColumn } from './figure-columns.ts';
import { findHeader, readHeadRows } from './head-rows.ts';
import { isTotal, rowKind, unitFor, type Unit } from './labels.ts';
import type { ToplineOptions } from './options.ts';
import { oneLine, type Table } from './table.ts';

/** Where things stand in a wide table. */
export interface Layout {
  /** The last row of the head. */
  readonly header: number;
  /** Columns of labels in front, without those that say what kind of number a row holds. */
  readonly labels: readonly number[];
  /** The column that says what kind of number each row holds; null: there is none. */
  readonly units: number | null;
  /** What the last column of labels is called. */
  readonly rowHead: string;
  readonly columns: readonly FigureColumn[];
  /** Columns of numbers of respondents, of margins and of sums of weights; `audience` null: of the row as a whole. */
  readonly beside: readonly {
    readonly index: number;
    readonly unit: Unit;
    readonly of: FigureColumn | null;
  }[];
  /** Lines of text above the head, the last of which may be the question. */
  readonly titles: readonly { readonly row: number; readonly text: string }[];
  /** What was found of the heads. */
  readonly notes: readonly string[];
  /** Letters that columns may have, in lower case. */
  readonly letters: ReadonlySet<string>;
}

const filled = (row: readonly string[]): string[] => row.map(oneLine).filter((cell) => cell !== '');

/** A number with a mark, or a mark alone, that nobody has said the meaning of. */
const IS_MARKED = /^[^\p{L}\d]*(?:\d[\d.,\s%]*)?[^\p{L}\d]*\p{L}?$/u;

/** How many columns in front hold texts and no figures, three at most. */
function countLabels({ rows }: Table, header: number, rules: CellRules): number {
  for (let column = 1; column < 3; column += 1) {
    const kinds = new Set(
      rows.slice(header + 1).map((row) => {
        const text = oneLine(row[column] ?? '');
        const { kind } = readCell(text, rules);
        return kind === 'text' && IS_MARKED.test(text) ? 'marked' : kind;
      }),
    );
    if (!kinds.has('text') || kinds.has('figure')) return column;
  }
  return 3;
}

/** Letters that n columns may have. */
const lettersOf = (n: number): ReadonlySet<string> =>
  new Set(Array.from({ length: Math.min(26, n) }, (_, i) => String.fromCodePoint(97 + i)));

/**
 * Finds the head, the columns of labels and what each column of figures is of.
 *
 * @param measure of the figures
 * @param waves names of waves that are known, beside years
 * @param report takes what is wrong with the table
 * @returns null if there is no head
 */
export function readLayout(
  table: Table,
  options: ToplineOptions,
  measure: string,
  rules: Omit<CellRules, 'letters'>,
  waves: readonly string[],
  report: (row: number, column: number | null, message: string) => void,
): Layout | null {
  const { rows } = table;
  const first = findHeader(table);
  if (first < 0) return null;
  const width = Math.max(...rows.map((row) => row.length));
  const letters = lettersOf(width);
  const count = countLabels(table, first, { ...rules, letters });
  const head = readHeadRows(table, first, count);
  const under = rows.slice(head.last + 1);
  const isFilled = (column: number): boolean => under.some((row) => oneLine(row[column] ?? '') !== '');
  const front = Array.from({ length: count }, (_, i) => i).filter(
    (column) => column === 0 || isFilled(column),
  );
  const units = front.findLast((column) => {
    const texts = under.map((row) => oneLine(row[column] ?? '')).filter((text) => text !== '');
    return (
      column > 0 &&
      texts.length > 1 &&
      texts.every((text) => unitFor(text) !== null && !isTotal(text)) &&
      texts.some((text) => unitFor(text) === 'percent' || unitFor(text) === 'count')
    );
  });
  const named = front.filter((column) => column !== units);
  // Where nothing stands in the first column, the labels are in the second.
  const labels = named.length > 1 && !isFilled(0) ? named.slice(1) : named;
  const found = figureColumns(table, head, { options, measure, waves, from: count, width, isFilled }, report);
  const rowHead = oneLine(rows[head.last]?.[labels.at(-1) ?? 0] ?? '');
  // Beside answers a number of respondents may as well be of those who gave them.
  const isOfRow = found.columns.length === 1 && ['question', 'item'].includes(rowKind(rowHead) ?? '');
  for (const { index, unit, of } of found.beside)
    if (of === null && unit === 'base' && !isOfRow)
      report(
        head.last,
        index,
        `"${oneLine(rows[head.last]?.[index] ?? '')}" is a column of bases: write them as a row "Base", or into the heads, as "CMO (n=250)"`,
      );
  const above = rows.slice(0, first).flatMap((row, i) => filled(row).map((text) => ({ row: i, text })));
  const corner = Array.from({ length: head.last - first + 1 }, (_, i) => first + i).flatMap((row) =>
    row === head.last || front.length === 0
      ? []
      : filled((rows[row] ?? []).slice(0, count)).map((text) => ({ row, text })),
  );
  return {
    header: head.last,
    labels,
    units: units ?? null,
    rowHead,
    titles: [...above, ...corner],
    letters: found.letters.size > 0 ? found.letters : lettersOf(found.columns.length),
    columns: found.columns,
    notes: found.notes,
    beside: found.beside,
  };
}

/** Where something is, in words: a row of a file, or a cell of a sheet. */
export const whereOf = ({ row, column }: Pick<Fault, 'row' | 'column'>): string =>
  row === null ? (column ?? '') : `row ${row}`;
