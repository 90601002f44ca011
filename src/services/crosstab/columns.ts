import type { ColumnRow } from '../../schemas/results/crosstab.ts';
import { columnLetter } from '../../stats/letters.ts';
import type { CrosstabPlan } from './crosstab-plan.ts';
import { TOTAL, type Entry, type Side } from './sides.ts';

/** The letter of a column: A, B and so on in the order of its side, answers and subtotals alike; null for the total. */
export function letterOf(side: Side | null, entry: Entry): string | null {
  const index = side?.entries.indexOf(entry) ?? -1;
  return index < 0 ? null : columnLetter(index);
}

/**
 * The head of a column: what is shown to people, and the letter. Where there are several sides it is led by the variable. No two
 * columns have the same, whatever their codes and labels are, since a letter stands once in a side and the total has none; and none
 * is a name of our own, which end in no letter.
 */
function headOf(side: Side | null, entry: Entry, several: boolean): string {
  const letter = letterOf(side, entry);
  const name = entry.label ?? entry.id ?? '';
  return `${several && side ? `${side.id}:` : ''}${letter === null ? name : `${name} (${letter})`}`;
}

/** The columns of each side, each side with its total, as they stand in `meta`. */
export function columnsOf({ columns }: Pick<CrosstabPlan, 'columns'>): ColumnRow[] {
  const sides = columns.length === 0 ? [null] : columns;
  return sides.flatMap((side) =>
    [...(side?.entries ?? []), TOTAL].map((entry) => ({
      variable: side?.id ?? null,
      code: entry.id,
      label: entry.label,
      kind: entry.kind,
      letter: letterOf(side, entry),
      field: headOf(side, entry, sides.length > 1),
    })),
  );
}
