import type { CrosstabMeasure, CrosstabRow } from '../schemas/results/crosstab.ts';
import { flagSign } from './bases.ts';
import { missingWords, whole } from './words.ts';

/** What a cell holds, in words. */
export const CROSSTAB_MEASURE_WORDS: Readonly<Record<CrosstabMeasure, string>> = {
  'column-percent': 'Column per cent',
  'row-percent': 'Row per cent',
  'total-percent': 'Per cent of the table',
  count: 'Number of people (sum of weights)',
  mean: 'Mean',
};

/** The row and the column that a cell stands in, and what they are called. */
export const rowKey = ({ rowVariable, row, rowKind }: CrosstabRow): string =>
  JSON.stringify([rowVariable, row, rowKind]);
export const columnKey = ({ columnVariable, column, columnKind }: CrosstabRow): string =>
  JSON.stringify([columnVariable, column, columnKind]);
export const rowWords = ({ row, rowLabel, rowKind }: CrosstabRow): string =>
  rowLabel ?? row ?? (rowKind === 'total' ? 'Total' : '');
export const columnWords = ({ column, columnLabel, columnKind, columnLetter }: CrosstabRow): string =>
  `${columnLabel ?? column ?? (columnKind === 'total' ? 'Total' : '')}${columnLetter === null ? '' : ` (${columnLetter})`}`;

/** The base of a cell, or why there is none. */
export const baseWords = ({ base, baseFlag, reasons }: CrosstabRow): string =>
  base === null ? missingWords(reasons['base']) : `${whole(base)}${flagSign(baseFlag)}`;

/** Whether a cell is all of what it is a share of, and so a hundred whatever was answered. */
export const isWhole = ({ measure, rowKind, columnKind }: CrosstabRow): boolean =>
  (measure === 'column-percent' && rowKind === 'total') ||
  (measure === 'row-percent' && columnKind === 'total') ||
  (measure === 'total-percent' && rowKind === 'total' && columnKind === 'total');

/** Whether a cell holds all that other cells of the table are parts of, so that their colours would pale beside its own. */
export const isMargin = ({ measure, rowKind, columnKind, columnVariable }: CrosstabRow): boolean =>
  (measure === 'count' || measure === 'total-percent') &&
  (rowKind === 'total' || (columnKind === 'total' && columnVariable !== null));
