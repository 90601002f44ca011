import { readFigure } from './figure.ts';
import { oneLine, type Table } from './table.ts';
import { isWaveName } from './wave-names.ts';

/** How many cells of figures stand before the label of a row that ends with it; 0: it is no such row. */
function figuresBefore(row: readonly string[], comma: boolean): number {
  const texts = row.map(oneLine);
  const end = texts.findLastIndex((text) => text !== '');
  const isFigure = (text: string): boolean =>
    /^[*†‡]$|^<\.?\d+$/.test(text) || readFigure(text, comma).kind === 'figure';
  const isLabel = /\p{L}/u.test(texts[end] ?? '') && !isFigure(texts[end] ?? '');
  const before = texts.slice(0, Math.max(0, end));
  return isLabel &&
    before.length > 0 &&
    before.every((text) => text === '' || isFigure(text)) &&
    isFigure(before[0] ?? '')
    ? end
    : 0;
}

/**
 * Puts the labels of rows in front of their figures where they stand behind them, as Pew Research prints `93  Yes, have heard`, and what
 * stands over those figures with them. Other rows of the sheet stay as they are.
 */
export function labelsInFront(table: Table): Table {
  const { rows, decimalComma } = table;
  const ends = rows.map((row) => figuresBefore(row, decimalComma));
  if (ends.filter((end) => end > 0).length < 2) return table;
  // Dates over figures go with them.
  for (let row = rows.length - 1; row >= 0; row -= 1) {
    const texts = (rows[row] ?? []).map(oneLine).filter((text) => text !== '');
    const below = ends.findIndex((_, i) => i > row && (rows[i] ?? []).some((text) => oneLine(text) !== ''));
    if (texts.length > 0 && texts.every((text) => isWaveName(text))) ends[row] = ends[below] ?? 0;
  }
  return {
    ...table,
    merged: table.merged?.filter(({ startRow }) => (ends[startRow] ?? 0) === 0) ?? null,
    rows: rows.map((row, i) => {
      const end = ends[i] ?? 0;
      return end === 0 ? row : [row[end] ?? '', ...row.slice(0, end), ...row.slice(end + 1)];
    }),
    locationOf: (row, column) => {
      const end = ends[row] ?? 0;
      const from = column === null || column > end || end === 0 ? column : column === 0 ? end : column - 1;
      return table.locationOf(row, from);
    },
  };
}
