import { oneLine, type Table } from './table.ts';

const PART = /^(?:valid|missing|total)$/i;

/**
 * A table of frequencies as SPSS prints it, with what is no answer taken off: rows of missing values and of all cases, and the shares of
 * all cases and those added up, beside the shares of who answered.
 *
 * @returns the table itself where it is none
 */
export function validFrequencies(table: Table): Table {
  const { rows } = table;
  const texts = rows.map((row) => row.map(oneLine));
  const head = texts.findIndex(
    (row) =>
      row.some((text) => /^frequency$/i.test(text)) && row.some((text) => /^valid percent$/i.test(text)),
  );
  const under = texts.slice(head + 1);
  const parts = under.map(([first = '']) => first).filter((text) => text !== '');
  if (head < 0 || parts.length === 0 || !parts.every((text) => PART.test(text))) return table;
  const columns = (texts[head] ?? [])
    .map((_, i) => i)
    .filter((i) => i > 0 && !/^(?:percent|cumulative percent)$/i.test(texts[head]?.[i] ?? ''));
  let part = '';
  const kept = rows
    .map((_, i) => i)
    .filter((i) => {
      if (i <= head) return true;
      part = texts[i]?.[0] || part;
      return /^valid$/i.test(part);
    });
  return {
    ...table,
    merged: null,
    rows: kept.map((row) =>
      row < head ? (rows[row] ?? []) : columns.map((column) => rows[row]?.[column] ?? ''),
    ),
    locationOf: (row, column) => {
      const from = kept[row] ?? row;
      return table.locationOf(from, column === null || from < head ? column : (columns[column] ?? null));
    },
  };
}
