import type { Field } from '../../schemas/fields.ts';
import { Rows } from '../../schemas/rows.ts';
import type { CrosstabRow } from '../../schemas/results/crosstab.ts';
import { columnsOf } from './columns.ts';
import { comparesColumns } from './comparisons.ts';
import type { Crosstab } from './crosstab.ts';

/** A row of a table for people: names of its own, and a field for each column. */
export type WideRow = Readonly<Record<string, string | number | null>>;

/** The cells of one row of the table, over all columns, each with the field that it stands in. */
type Line = readonly { readonly field: string; readonly cell: CrosstabRow }[];

const BASES = [
  ['base', 'Base, unweighted'],
  ['baseWeighted', 'Base, weighted'],
  ['baseEffective', 'Base, effective'],
] as const;

/** What stands beside the figures of a column. */
const lettersField = (field: string): string => `${field}.letters`;

/** The lines of the table by the side of their rows, found by where they stand: two rows may have the same name. */
function linesOf({ plan, blocks }: Crosstab, rows: Rows<CrosstabRow>): Line[][] {
  const columns = columnsOf(plan);
  let first = 0;
  const blocksOfLines = blocks.map((block) => {
    // By name: a block that was kept was made for the sides of another request.
    const side = block.columns?.id ?? null;
    const fields = columns.filter(({ variable }) => variable === side).map(({ field }) => field);
    const cells = [...rows.part(first, (first += block.cells.length))];
    const lines = Array.from({ length: cells.length / fields.length }, (_, i) =>
      fields.flatMap((field, j) => {
        const cell = cells[i * fields.length + j];
        return cell ? [{ field, cell }] : [];
      }),
    );
    return { rows: block.rows.id, lines };
  });
  return [...Map.groupBy(blocksOfLines, (one) => one.rows).values()].map(([one, ...others]) =>
    (one?.lines ?? []).map((line, i) => [...line, ...others.flatMap(({ lines }) => lines[i] ?? [])]),
  );
}

/**
 * The same table with one record a row: a field for each column, one with its letters where columns are compared, and
 * below each block its bases.
 *
 * @param rows the cells as `crosstabRows` gives them
 */
export function wideRows(
  crosstab: Crosstab,
  rows: Rows<CrosstabRow>,
): { rows: Rows<WideRow>; fields: Field[] } {
  const compared = comparesColumns(crosstab.plan);
  const text = (name: string): Field => ({ name, type: 'text' });
  const figure = (name: string): Field => ({ name, type: 'number' });
  const fields = [
    ...['rowVariable', 'row', 'rowLabel', 'rowKind'].map(text),
    ...columnsOf(crosstab.plan).flatMap(({ field, variable }) =>
      compared && variable !== null ? [figure(field), text(lettersField(field))] : [figure(field)],
    ),
  ];
  const record = (
    head: Record<string, string | null>,
    cells: Line,
    of: (cell: CrosstabRow) => { value: number | null; letters?: string | null },
  ): WideRow => {
    const found = new Map<string, string | number | null>(
      cells.flatMap(({ field, cell }) => {
        const { value, letters = null } = of(cell);
        return [
          [field, value],
          [lettersField(field), letters],
        ] as const;
      }),
    );
    return Object.fromEntries(fields.map(({ name }) => [name, head[name] ?? found.get(name) ?? null]));
  };
  const wide = linesOf(crosstab, rows).flatMap((lines) => {
    const totals = lines.at(-1) ?? [];
    const rowVariable = totals[0]?.cell.rowVariable ?? '';
    return [
      ...lines.map((line) => {
        const { row = null, rowLabel = null, rowKind = null } = line[0]?.cell ?? {};
        return record({ rowVariable, row, rowLabel, rowKind }, line, ({ value, letters }) => ({
          value,
          letters: letters?.join(' ') || null,
        }));
      }),
      ...BASES.map(([field, label]) =>
        record({ rowVariable, row: null, rowLabel: label, rowKind: field }, totals, (cell) => ({
          value: cell[field],
        })),
      ),
    ];
  });
  return { rows: Rows.of(wide), fields };
}
