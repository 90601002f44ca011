import type { ProblemError } from '../../schemas/problem.ts';
import type { Field } from '../../schemas/fields.ts';
import type { ColumnRow } from '../../schemas/results/crosstab.ts';
import { Rows } from '../../schemas/rows.ts';
import { parameterError } from '../../errors/parameter-error.ts';
import { columnLetter } from '../../stats/letters.ts';
import type { CrosstabPlan } from './crosstab-plan.ts';
import type { CrosstabTable } from './crosstab-rows.ts';
import { shownRows } from './block.ts';
import { rowPanels } from './panels.ts';
import type { Side } from './sides.ts';
import type { WideRow } from './wide-rows.ts';

const NAMES = ['rowVariable', 'rowVariableLabel', 'row', 'rowLabel', 'rowKind'] as const;
const BASES = [
  ['base', 'Base, unweighted'],
  ['baseWeighted', 'Base, weighted'],
  ['baseEffective', 'Base, effective'],
] as const;

const BASE_FLAG = 'Base flag';

const fault = (message: string): ProblemError =>
  parameterError('query', 'layout', 'grid', message, ['long', 'wide']);

/** What each answer of a side is called. */
const answersOf = (side: Side, plan: Pick<CrosstabPlan, 'measure'>) =>
  plan.measure === 'mean'
    ? [{ code: null, label: 'Mean', kind: 'category' as const }]
    : shownRows(side, plan)
        .slice(0, -1)
        .map(({ id, label, kind }) => ({ code: id, label, kind }));

/** How the record of a side is called: an item under its question. */
function headOf({
  id,
  label,
  battery,
  variables: [variable],
}: Side): Record<(typeof NAMES)[number], string | null> {
  return {
    rowVariable: battery?.id ?? id,
    rowVariableLabel: (battery ?? { label }).label,
    row: battery === null ? null : (variable?.item ?? null),
    rowLabel: label,
    rowKind: 'category',
  };
}

/** Why a table cannot be laid out with its answers as columns; null: it can. */
export function gridFault(plan: CrosstabPlan): ProblemError | null {
  if (plan.columns.length > 0)
    return fault('has answers in columns, so that `columns` has no place beside it');
  if (plan.measure === 'row-percent') return fault('has bases in rows, which row percentages have not');
  const [first, ...others] = plan.rows.map((side) => ({
    id: side.id,
    codes: answersOf(side, plan)
      .map(({ code }) => code)
      .join(' '),
  }));
  const other = others.find(({ codes }) => codes !== first?.codes);
  return other
    ? fault(`has the same answers in all rows, and those of ${first?.id} and ${other.id} differ`)
    : null;
}

/**
 * The same table with one record an item (or a question without items): a field for each answer, and its bases.
 *
 * @param table the cells as `crosstabRows` gives them, of a plan that has no `gridFault`
 */
export function gridRows(
  plan: CrosstabPlan,
  { rows }: CrosstabTable,
): { rows: Rows<WideRow>; fields: Field[]; columns: ColumnRow[] } {
  const [first] = plan.rows;
  const columns = (first ? answersOf(first, plan) : []).map((answer, i): ColumnRow => {
    const letter = columnLetter(i);
    return { ...answer, variable: null, letter, field: `${answer.label ?? answer.code ?? ''} (${letter})` };
  });
  const fields: Field[] = [
    ...NAMES.map((name): Field => ({ name, type: 'text' })),
    ...columns.map(({ field, kind }): Field => ({
      name: field,
      type: 'number',
      ...(kind === 'net' ? { isSubtotal: true } : {}),
    })),
    ...BASES.map(([, name]): Field => ({ name, type: 'number' })),
    { name: BASE_FLAG, type: 'text' },
  ];
  // Without columns each line has one cell.
  const lines = rowPanels(plan).flatMap((panel) => panel.lines);
  const records = plan.rows.map((side, at): WideRow => {
    const own = lines.flatMap(({ places }, i) =>
      places.length === 1 && places[0]?.side === at ? [rows.at(i)] : [],
    );
    const figures = columns.map(({ field }, i) => [field, own[i]?.value ?? null]);
    const bases = [
      ...BASES.map(([base, name]) => [name, base] as const),
      [BASE_FLAG, 'baseFlag'] as const,
    ].map(([name, base]) => [name, own[0]?.[base] ?? null]);
    return Object.fromEntries([...Object.entries(headOf(side)), ...figures, ...bases]) as WideRow;
  });
  return { rows: Rows.of(records), fields, columns };
}
