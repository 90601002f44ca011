import { oneLine, type Table } from './table.ts';

/**
 * A table of a set of several answers as SPSS prints it, with the shares of respondents alone: `Responses` are numbers of answers and
 * their shares, and `Percent of Cases` those of who gave them.
 *
 * @returns the table itself where it is none
 */
export function casesOfSets(table: Table): Table {
  const texts = table.rows.map((row) => row.map(oneLine));
  const head = texts.findIndex((row) => row.some((text) => /^percent of cases$/i.test(text)));
  const first = texts[head]?.findIndex((text) => /^responses$/i.test(text)) ?? -1;
  const cases = texts[head]?.findIndex((text) => /^percent of cases$/i.test(text)) ?? -1;
  if (first < 1 || cases < first) return table;
  const columns = Array.from({ length: first }, (_, i) => i).concat(cases);
  // The row of units below has none over the shares of cases.
  const last = texts.findIndex((row, i) => i >= head && row.some((text) => /^n$/i.test(text)));
  const kept = table.rows.map((_, i) => i).filter((i) => i <= head || i > Math.max(last, head));
  return {
    ...table,
    merged: null,
    rows: kept.map((row) =>
      row < head
        ? (table.rows[row] ?? [])
        : columns.map((column) =>
            row === head && column === cases ? '%' : (table.rows[row]?.[column] ?? ''),
          ),
    ),
    locationOf: (row, column) => {
      const from = kept[row] ?? row;
      return table.locationOf(from, column === null || from < head ? column : (columns[column] ?? null));
    },
  };
}
