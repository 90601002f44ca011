import { stat } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { TOPLINE_COLUMNS } from '../../schemas/dataset.ts';
import { readStart } from '../csv/dialect.ts';
import { hasDecimalComma, readFigure } from './figure.ts';
import { isBaseLabel, ROW_LABELS } from './labels.ts';

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

/**
 * Tells whether a file holds published figures or respondents' records: XLSX always figures; CSV figures if it has the
 * columns of toplines.csv, or is a table of labels and numbers that says so, by percent signs, a row of bases, or the
 * name of its first column. All else holds records.
 *
 * @throws InputFault if the start of a CSV file cannot be read
 */
export async function detectKind(path: string): Promise<Kind> {
  const ending = extname(path).toLowerCase();
  if (ending === '.xlsx') return 'toplines';
  if (!['.csv', '.tsv', '.txt'].includes(ending)) return 'records';
  // What is not there, or is empty, is told by whoever reads it.
  const found = await stat(path).catch(() => null);
  if (!found?.isFile() || found.size === 0) return 'records';
  const { delimiter, header, rows } = await readStart(path, basename(path));
  if (isContractHeader(header)) return 'toplines';
  const comma = delimiter !== ',' && hasDecimalComma(rows);
  return isWideTable(header, rows, comma) ? 'toplines' : 'records';
}
