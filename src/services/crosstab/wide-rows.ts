import type { Field } from '../../schemas/fields.ts';
import { Rows } from '../../schemas/rows.ts';
import { turns } from '../../turns/turns.ts';
import { columnsOf } from './columns.ts';
import { comparesColumns } from './comparisons.ts';
import type { CrosstabTable } from './crosstab-rows.ts';
import type { Crosstab } from './crosstab.ts';
import { basesOfItems } from './item-bases.ts';
import { wideLines } from './wide-lines.ts';

/** A row of a table for people: names of its own, and a field for each column. */
export type WideRow = Readonly<Record<string, string | number | null>>;

/** How a row of the table is called. */
type WideHead = Readonly<
  Record<'rowVariable' | 'rowVariableLabel' | 'row' | 'rowLabel' | 'rowKind', string | null>
>;

const BASES = [
  ['base', 'Base, unweighted'],
  ['baseWeighted', 'Base, weighted'],
  ['baseEffective', 'Base, effective'],
] as const;

/** What stands beside the figures of a column. */
const lettersField = (field: string): string => `${field}.letters`;
const flagField = (field: string): string => `${field}.baseFlag`;

/**
 * The same table with one record a row: a field for each column, one with its letters where columns are compared, one that marks
 * its bases where one of them is small, and below each variable its bases. The items of a question have one base; where they were not answered by the same respondents it is null,
 * and each has its own beside it.
 *
 * @param table the cells as `crosstabRows` gives them
 */
export async function wideRows(
  crosstab: Crosstab,
  table: CrosstabTable,
): Promise<{ rows: Rows<WideRow>; fields: Field[] }> {
  const compared = comparesColumns(crosstab.plan);
  const text = (name: string): Field => ({ name, type: 'text' });
  const figure = (name: string): Field => ({ name, type: 'number' });
  const panels = await wideLines(crosstab.plan, table);
  const marked = await turns.filter(
    panels.flatMap(({ lines }) => lines.flat()),
    ({ row }) => row.baseFlag !== null,
  );
  const small = new Set(marked.map(({ field }) => field));
  const fields = [
    ...['rowVariable', 'rowVariableLabel', 'row', 'rowLabel', 'rowKind'].map(text),
    ...columnsOf(crosstab.plan).flatMap(({ field, variable, kind }) => {
      const column: Field = kind === 'net' ? { ...figure(field), isSubtotal: true } : figure(field);
      return [
        column,
        ...(compared && variable !== null ? [text(lettersField(field))] : []),
        ...(small.has(field) ? [text(flagField(field))] : []),
      ];
    }),
  ];
  const record = (
    { rowVariable, rowVariableLabel, row, rowLabel, rowKind }: WideHead,
    found: ReadonlyMap<string, string | number | null>,
  ): WideRow => {
    const head: Record<string, string | null> = { rowVariable, rowVariableLabel, row, rowLabel, rowKind };
    return Object.fromEntries(fields.map(({ name }) => [name, head[name] ?? found.get(name) ?? null]));
  };
  const wide = await turns.flatMap(panels, (panel) => {
    const last = panel.lines.at(-1) ?? [];
    const [total] = last;
    if (!total) return [];
    return [
      ...panel.lines.flatMap((line) => {
        const [first] = line;
        // A base without figures is told by the rows of bases.
        if (!first || first.row.rowKind === 'base') return [];
        const cells = line.flatMap(
          ({ field, row: { value, letters, baseFlag } }): [string, string | number | null][] => [
            [field, value],
            [lettersField(field), letters?.join(' ') || null],
            [flagField(field), baseFlag],
          ],
        );
        return [record(first.row, new Map(cells))];
      }),
      ...BASES.map(([kind, label]) =>
        record(
          { ...total.row, row: null, rowLabel: label, rowKind: kind },
          new Map(last.map(({ field, row }) => [field, row[kind]])),
        ),
      ),
      ...basesOfItems(crosstab, panel).map(({ head, item, values }) =>
        record(
          { ...head, row: item, rowLabel: `Base, unweighted: ${head.rowLabel ?? ''}`, rowKind: 'base' },
          values,
        ),
      ),
    ];
  });
  return { rows: Rows.of(wide), fields };
}
