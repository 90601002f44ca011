import type { ColumnRow } from '../../schemas/results/crosstab.ts';
import type { CrosstabPlan } from './crosstab-plan.ts';
import { columnPanels, type LineHead } from './panels.ts';

/**
 * The head of a column: what is shown to people, and the letter. Where there are several variables it is led by its own. No two
 * columns have the same, whatever their codes and labels are, since a letter stands once in a variable and the total has none; and none
 * is a name of our own, which end in no letter.
 */
function fieldOf({ variable, code, label, letter }: LineHead, several: boolean): string {
  const name = label ?? code ?? '';
  return `${several && variable !== null ? `${variable}:` : ''}${letter === null ? name : `${name} (${letter})`}`;
}

/** The columns of each variable, each with its total, as they stand in `meta`. */
export function columnsOf(plan: Pick<CrosstabPlan, 'columns'>): ColumnRow[] {
  const panels = columnPanels(plan);
  return panels.flatMap(({ lines }) =>
    lines.map(({ head }) => ({
      variable: head.variable,
      code: head.code,
      label: head.label,
      kind: head.kind === 'base' ? 'total' : head.kind,
      letter: head.letter,
      field: fieldOf(head, panels.length > 1),
    })),
  );
}
