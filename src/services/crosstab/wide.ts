import type { Field } from '../../schemas/fields.ts';
import { Rows } from '../../schemas/rows.ts';
import type { CrosstabRow } from '../../schemas/results/crosstab.ts';

/** A row of a table for people: names of its own, and a field for each column. */
export type WideRow = Readonly<Record<string, string | number | null>>;

/** Name of a column: its answer, led by its variable where there are several. */
function columnName({ columnVariable, column }: CrosstabRow, several: boolean): string {
  const name = column ?? 'total';
  return several && columnVariable !== null ? `${columnVariable}:${name}` : name;
}

/**
 * The same table with one record a row: a field for each column, one with its letters where columns are compared, and
 * below each block its bases.
 */
export function wideRows(table: Rows<CrosstabRow>): { rows: Rows<WideRow>; fields: Field[] } {
  const cells = [...table];
  const several = new Set(cells.map(({ columnVariable }) => columnVariable)).size > 1;
  const compared = cells.some(({ letters }) => letters !== null);
  const names = [...new Set(cells.map((cell) => columnName(cell, several)))];
  const text = (name: string): Field => ({ name, type: 'text' });
  const figure = (name: string): Field => ({ name, type: 'number' });
  const fields = [
    ...['rowVariable', 'row', 'rowLabel', 'rowKind'].map(text),
    ...names.flatMap((name) => (compared ? [figure(name), text(`${name}.letters`)] : [figure(name)])),
  ];
  const blank = Object.fromEntries(fields.map(({ name }) => [name, null]));
  const line = (
    cellsOfRow: readonly CrosstabRow[],
    head: Record<string, string | null>,
    of: (cell: CrosstabRow) => Record<string, string | number | null>,
  ): WideRow => ({
    ...blank,
    ...head,
    ...Object.assign({}, ...cellsOfRow.map((cell) => of(cell))),
  });
  const rows = [...Map.groupBy(cells, ({ rowVariable }) => rowVariable)].flatMap(([rowVariable, block]) => {
    const lines = [...Map.groupBy(block, ({ rowKind, row }) => `${rowKind} ${row}`).values()];
    const totals = block.filter(({ rowKind }) => rowKind === 'total');
    const base = (label: string, field: 'base' | 'baseEffective'): WideRow =>
      line(totals, { rowVariable, row: null, rowLabel: label, rowKind: field }, (cell) => ({
        [columnName(cell, several)]: cell[field],
      }));
    return [
      ...lines.map((one) => {
        const [first] = one;
        const head = {
          row: first?.row ?? null,
          rowLabel: first?.rowLabel ?? null,
          rowKind: first?.rowKind ?? null,
        };
        return line(one, { rowVariable, ...head }, (cell) => {
          const name = columnName(cell, several);
          return compared
            ? { [name]: cell.value, [`${name}.letters`]: cell.letters?.join(' ') || null }
            : { [name]: cell.value };
        });
      }),
      base('Base, unweighted', 'base'),
      base('Base, effective', 'baseEffective'),
    ];
  });
  return { rows: Rows.of(rows), fields };
}
