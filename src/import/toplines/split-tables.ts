import { areLetters } from './cell.ts';
import { readFigure } from './figure.ts';
import { isHeadLike } from './head-rows.ts';
import { isUnit } from './labels.ts';
import { oneLine, rowsOfTable, type Table } from './table.ts';

const ALPHABET = new Set('abcdefghijklmnopqrstuvwxyz');

/** Columns of labels that are taken for granted before a table is looked at closely. */
const LABELS = 1;

/**
 * Divides a sheet into its tables: a head that stands below figures begins a further one, with the lines of text above it.
 *
 * @returns the table itself where it holds one
 */
export function splitTables(table: Table): readonly Table[] {
  const { rows, decimalComma } = table;
  const texts = rows.map((row) => row.map(oneLine));
  const isEmpty = (row: number): boolean => texts[row]?.every((text) => text === '') ?? true;
  const beyond = (row: number): string[] => (texts[row] ?? []).slice(LABELS).filter((text) => text !== '');
  const hasFigures = (row: number): boolean =>
    beyond(row).some(
      (text) => readFigure(text.replace(/^\(([^()]*)\)$/, '$1'), decimalComma).kind === 'figure',
    ) && !isHeadLike(rows[row], LABELS, decimalComma);
  const starts: number[] = [];
  let lastFigures = -1;
  for (let row = 0; row < rows.length; row += 1) {
    if (isEmpty(row)) continue;
    if (hasFigures(row)) {
      lastFigures = row;
      continue;
    }
    const cells = beyond(row);
    const isNew = lastFigures > (starts.at(-1) ?? -1) && isHeadLike(rows[row], LABELS, decimalComma);
    if (!isNew || cells.every((text) => areLetters(text, ALPHABET) || isUnit(text))) continue;
    if (cells.every((text) => readFigure(text, decimalComma).kind === 'none' || /^[*†‡§#^]+$/.test(text)))
      continue;
    // An answer without figures, or a question in a second column, stands alone; heads are several, or stand below a line of nothing.
    const isAlone = cells.length < 2;
    const isSetOff = texts.slice(lastFigures + 1, row).some((above) => above.every((text) => text === ''));
    const next = rows.findIndex((_, i) => i > row && !isEmpty(i) && beyond(i).length > 0);
    if ((isAlone && !isSetOff) || next < 0) continue;
    starts.push(lastFigures + 1);
  }
  if (starts.length === 0) return [table];
  return [0, ...starts].map((from, i) => rowsOfTable(table, from, starts[i] ?? rows.length));
}
