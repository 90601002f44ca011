import { stat } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { TOPLINE_COLUMNS } from '../../schemas/dataset.ts';
import { readStart } from '../csv/dialect.ts';
import { firstRows } from '../records/read-workbook.ts';
import { hasDecimalComma, readFigure } from './figure.ts';
import { isBaseLabel, isUnit, ROW_LABELS } from './labels.ts';

export type Kind = 'toplines' | 'records';

const NEEDED = ['question', 'wave', 'audience', 'measure', 'value', 'source'];

/** Whether a header is that of toplines.csv; one or two of its columns may be misspelt or missing. */
export function isContractHeader(header: readonly string[]): boolean {
  const names = header.map((name) => name.trim());
  const there = NEEDED.filter((name) => names.includes(name)).length;
  const known = names.filter((name) => (TOPLINE_COLUMNS as readonly string[]).includes(name)).length;
  return there >= NEEDED.length - 2 && known > names.length / 2;
}

/** Whether rows look like labels with a figure for each audience, and not like records with a text in front. */
function isWideTable(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  comma: boolean,
): boolean {
  const labels = rows.map(([label = '']) => label.trim());
  const named = labels.filter((label) => label !== '');
  if (header.length < 2 || named.length === 0) return false;
  const isFigure = (cell: string): boolean => readFigure(cell, comma).kind !== 'text';
  if (named.some((label) => readFigure(label, comma).kind === 'figure')) return false;
  const labelColumns = rows.every(([, second = '']) => isFigure(second)) ? 1 : 2;
  const figures = rows.flatMap((row) => row.slice(labelColumns)).filter((cell) => cell.trim() !== '');
  if (figures.length === 0 || !figures.every(isFigure)) return false;
  const isDistinct = new Set(rows.map((row) => row.slice(0, labelColumns).join('\n'))).size === rows.length;
  const says =
    ROW_LABELS.test((header[0] ?? '').trim()) ||
    labels.some(isBaseLabel) ||
    rows.some((row) => row.slice(0, labelColumns).some(isBaseLabel)) ||
    figures.some((cell) => cell.includes('%'));
  return isDistinct && says;
}

/** A figure with a mark or letters beside it. */
const IS_MARKED = /^[^\p{L}\d]*\d[\d.,]*\s?%?\s?(?:[^\p{L}\d\s]+|\p{L}{1,4})$/u;

/**
 * Whether rows are a table under a head of several rows, or under lines of text: texts in up to three columns and nothing but figures
 * behind, that says so by percent signs or a row of bases.
 */
function isBanner(rows: readonly (readonly string[])[], comma: boolean): boolean {
  const isFigure = (cell: string): boolean => readFigure(cell, comma).kind === 'figure';
  const labelsOf = (row: readonly string[]): number => row.findIndex((cell, i) => i > 0 && isFigure(cell));
  const first = rows.findIndex((row) => labelsOf(row) > 0);
  if (first < 2) return false;
  const data = rows.slice(first).filter((row) => labelsOf(row) > 0);
  const width = Math.min(...data.map(labelsOf));
  if (width > 3 || isFigure(data[0]?.[0] ?? '')) return false;
  const behind = data
    .flatMap((row) => row.slice(Math.max(...data.map(labelsOf))))
    .filter((cell) => cell.trim() !== '');
  const says =
    behind.some((cell) => cell.includes('%')) || data.some((row) => row.slice(0, width).some(isBaseLabel));
  return (
    says &&
    data.length > 1 &&
    behind.every((cell) => readFigure(cell, comma).kind !== 'text' || IS_MARKED.test(cell.trim()))
  );
}

const ROWS = 60;
/** A sheet of records has more than this; a table of figures may have fewer texts than rows by chance. */
const FEW = 10;
const DAY = /^\d{4}-\d\d-\d\d/;

/**
 * Whether the rows of a sheet are records: answers in words that come again, in a third column or behind a column of numbers or days.
 * Tables of figures have words in their first two columns alone.
 */
function isSheetOfRecords(rows: readonly (readonly string[])[]): boolean {
  const isWord = (cell: string): boolean =>
    cell.trim() !== '' && !DAY.test(cell) && !isUnit(cell) && readFigure(cell, false).kind === 'text';
  const filled = rows.filter((row) => row.some((cell) => cell.trim() !== ''));
  if (filled.length <= FEW) return false;
  // Titles and rows of a header are few.
  const below = filled.slice(Math.min(4, filled.length - FEW));
  const width = Math.max(...below.map(({ length }) => length));
  const startsWithWords = below.some((row) => isWord(row[0] ?? ''));
  return Array.from({ length: width }, (_, i) => i).some((i) => {
    if (i === 0 || (i === 1 && startsWithWords)) return false;
    const cells = below.map((row) => (row[i] ?? '').trim()).filter((cell) => cell !== '');
    return cells.length >= FEW && cells.every(isWord) && new Set(cells).size <= cells.length / 2;
  });
}

/**
 * Tells whether a file holds published figures or respondents' records: XLSX figures unless it has columns of answers in words; CSV
 * figures if it has the columns of toplines.csv, or is a table of labels and numbers that says so, by percent signs, a row of bases, or
 * the name of its first column. All else holds records.
 *
 * @param sheet of a workbook; left out: the first
 * @throws InputFault if the start of a CSV file or a workbook cannot be read
 */
export async function detectKind(path: string, sheet?: string): Promise<Kind> {
  const ending = extname(path).toLowerCase();
  if (ending === '.xlsx') {
    if (!(await stat(path).catch(() => null))?.isFile()) return 'toplines';
    const rows = await firstRows(path, sheet, ROWS);
    return !rows.some(isContractHeader) && isSheetOfRecords(rows) ? 'records' : 'toplines';
  }
  if (!['.csv', '.tsv', '.txt'].includes(ending)) return 'records';
  // What is not there, or is empty, is told by whoever reads it.
  const found = await stat(path).catch(() => null);
  if (!found?.isFile() || found.size === 0) return 'records';
  const { delimiter, header, rows } = await readStart(path, basename(path));
  if (isContractHeader(header)) return 'toplines';
  const comma = delimiter !== ',' && hasDecimalComma(rows);
  return isWideTable(header, rows, comma) || isBanner([header, ...rows], comma) ? 'toplines' : 'records';
}
