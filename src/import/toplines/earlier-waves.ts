import { isUnit } from './labels.ts';
import { oneLine, type Table } from './table.ts';
import { areDays, isWaveName } from './wave-names.ts';

const cell = (row: readonly string[] | undefined, column: number): string => oneLine(row?.[column] ?? '');

/**
 * Takes columns of an earlier fieldwork off, as YouGov prints them before the total: days in a row of their own, or over the column,
 * and no audience. The days over a column that has one are those of this fieldwork, and no name.
 *
 * @param notes takes what was left out
 */
export function withoutEarlierWaves(table: Table, notes: string[]): Table {
  const { rows } = table;
  const width = Math.max(0, ...rows.map((row) => row.length));
  const dropped = new Map<number, string>();
  const emptied = new Set<number>();
  rows.forEach((row, at) => {
    const dated = Array.from({ length: width }, (_, i) => i).filter(
      (column) => column > 0 && cell(row, column) !== '',
    );
    const days = dated.filter((column) => areDays(cell(row, column)) || isWaveName(cell(row, column)));
    const isRow = days.length === dated.length;
    const heads = rows.slice(0, at).filter((above) => {
      const texts = above
        .slice(1)
        .map(oneLine)
        .filter((text) => text !== '');
      return texts.length > 1 && !texts.every(isUnit);
    });
    if (!days.some((column) => areDays(cell(row, column))) || cell(row, 0) !== '') return;
    const isNamed = (column: number): boolean =>
      heads.some((above) => /\p{L}/u.test(cell(above, column)) && !isUnit(cell(above, column)));
    const named = dated.filter((column) => (isRow ? isNamed(column) : !days.includes(column)));
    // Where nothing else is named, days are waves, and stay.
    if (isRow ? heads.length === 0 || named.length === 0 : named.length === 0) return;
    for (const column of days) if (!isNamed(column)) dropped.set(column, cell(row, column));
    if (isRow) emptied.add(at);
  });
  if (dropped.size === 0 && emptied.size === 0) return table;
  for (const days of dropped.values())
    notes.push(
      `left out the column "${days}": it is of another fieldwork than the others: import it alone, with a --wave of its own`,
    );
  return {
    ...table,
    rows: rows.map((row, at) =>
      row.map((text, column) => (dropped.has(column) || (emptied.has(at) && column > 0) ? '' : text)),
    ),
  };
}
