import { refuse } from '../../errors/input-fault.ts';
import type { Plan } from '../records/import-plan.ts';
import type { ReadRecords } from '../records/sort-variables.ts';
import { columnsIn } from './compare-questions.ts';
import type { Tracker } from './read-tracker.ts';

/**
 * Checks that questions with several answers are found in the new file, as their columns say 1 and 0 in every wave.
 *
 * @throws InputFault for columns that hold something else, and for cells with several answers that could not be divided
 */
export function mustBeTold(
  { indicators }: Tracker,
  { source, profiles }: ReadRecords,
  plan: Plan,
  columns: ReadonlyMap<string, unknown>,
): void {
  for (const [name, { id }] of indicators) {
    const profile = profiles.get(name);
    if (plan.derived.has(name) || profile === undefined) continue;
    const odd = profile.values?.find(({ code }) => code !== 0 && code !== 1);
    if (profile.values === null || odd !== undefined)
      refuse(
        source.file,
        `holds ${odd === undefined ? 'many values' : `"${odd.code}"`}, and 1 and 0 in the draft, for who chose an answer to ${id} and who did not: name its columns as those of the other waves, so that they are told to be one question`,
        { column: name },
      );
  }
  for (const question of new Set(indicators.values())) {
    const own = columnsIn(question);
    if (own.some((name) => plan.derived.has(name) || profiles.has(name))) continue;
    const cell = source.variables.find(
      ({ name }) => !columns.has(name) && own.every((column) => column.startsWith(`${name}_`)),
    );
    if (cell)
      refuse(
        source.file,
        `holds several answers in a cell in the draft, and its cells cannot be divided here: --separator TEXT says what divides them`,
        { column: cell.name },
      );
  }
}

/** In SQL: columns of answers that all who were asked could choose, and nobody did, of questions whose columns are made from what was chosen. */
export function neverChosen(
  { questions, indicators }: Tracker,
  { derived, several }: Plan,
): Map<string, string> {
  const made = new Map<string, string>();
  for (const { items, variables } of several) {
    if (items.some(({ column }) => variables.includes(column))) continue;
    const first = items.map(({ column }) => column).find((column) => indicators.has(column));
    if (first === undefined) continue;
    const question = questions.find((one) => one === indicators.get(first));
    for (const column of question ? columnsIn(question) : [])
      if (!derived.has(column))
        made.set(column, `CASE WHEN (${derived.get(first) ?? 'NULL'}) IS NOT NULL THEN 0 END`);
  }
  return made;
}
