import type { Records } from '../records/records.ts';
import { variableLimit } from '../records/variable-limit.ts';
import type { Variable } from '../records/variables.ts';
import type { Condition } from '../records/filters.ts';
import type { Side } from './sides.ts';

/** The first table that is of more variables than it may, filters and waves among them; null: none is. */
export function tooManyVariables(
  records: Records,
  rows: readonly Side[],
  columns: readonly Side[],
  conditions: readonly Condition[],
  waves: readonly string[] | null,
): readonly string[] | null {
  const limit = variableLimit(records);
  if (limit === null) return null;
  const { noise, wave, survey } = records;
  const within: readonly Variable[] = [
    ...conditions.map(({ variable }) => variable),
    // All waves are everybody, and no choice; where cells are hidden they are told apart all the same.
    ...(wave !== null && waves !== null && (noise === null || waves.length < survey.waves.length)
      ? [wave]
      : []),
  ];
  for (const row of rows) {
    for (const column of columns.length > 0 ? columns : [null]) {
      const named = [...row.variables, ...(column?.variables ?? []), ...within];
      const distinct = new Map(named.map((one) => [noise === null ? one.id : one.column, one.id]));
      if (distinct.size > limit.most) return [...distinct.values()];
    }
  }
  return null;
}
