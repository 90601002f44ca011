import type { Records } from '../records/records.ts';
import type { Variable } from '../records/variables.ts';
import type { Condition } from './filters.ts';
import type { Side } from './sides.ts';

/** Variables that a table of perturbed counts may have. Each further one multiplies the sums from which noise could be averaged out. */
export const MOST_VARIABLES = 3;

/** The first table that is of too many variables for noise, filters and waves among them; null: none is. */
export function tooManyVariables(
  { noise, wave, survey }: Records,
  rows: readonly Side[],
  columns: readonly Side[],
  conditions: readonly Condition[],
  waves: readonly string[] | null,
): readonly string[] | null {
  if (noise === null) return null;
  const within: readonly Variable[] = [
    ...conditions.map(({ variable }) => variable),
    // All waves are everybody, and no choice.
    ...(wave !== null && waves !== null && waves.length < survey.waves.length ? [wave] : []),
  ];
  for (const row of rows) {
    for (const column of columns.length > 0 ? columns : [null]) {
      const named = [...row.variables, ...(column?.variables ?? []), ...within];
      const distinct = new Map(named.map((variable) => [variable.column, variable.id]));
      if (distinct.size > MOST_VARIABLES) return [...distinct.values()];
    }
  }
  return null;
}
