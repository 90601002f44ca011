import type { Column, TallyQuery } from './engine.ts';

/** A query that cannot run, found before it does. */
export class PlanError extends Error {
  override readonly name = 'PlanError';
}

function mustBe(
  columns: ReadonlyMap<string, Column>,
  name: string | null,
  kind: Column['kind'] | null,
  what: string,
): void {
  if (name === null) return;
  const column = columns.get(name);
  if (!column) throw new PlanError(`${what}: there is no column "${name}"`);
  if (kind !== null && column.kind !== kind)
    throw new PlanError(`${what}: the column "${name}" does not hold numbers`);
}

/**
 * The most cells that a query can give: the product of the distinct values of its columns, those that a filter keeps
 * where it names them, times strata and clusters.
 */
function largestTally(query: TallyQuery, columns: ReadonlyMap<string, Column>): number {
  const kept = (name: string): number => {
    const named = query.filters.flatMap((filter) =>
      filter.column === name && filter.in ? [filter.in.length] : [],
    );
    return Math.min(columns.get(name)?.distinct ?? 1, ...named);
  };
  const design = [query.stratum, query.cluster].flatMap((name) => name ?? []);
  return [...query.by, ...design].reduce((product, name) => product * kept(name), 1);
}

/**
 * Checks a query against the columns that there are: every name must be one of them, so that a name that reaches SQL
 * is one that the file has.
 *
 * @throws PlanError with what is wrong
 */
export function checkPlan(
  query: TallyQuery,
  columns: ReadonlyMap<string, Column>,
  maximumCells: number,
): void {
  for (const name of query.by) mustBe(columns, name, null, 'cells');
  if (new Set(query.by).size !== query.by.length) throw new PlanError('cells: a column stands twice');
  mustBe(columns, query.weight, 'number', 'weight');
  mustBe(columns, query.numeric, 'number', 'mean');
  mustBe(columns, query.stratum, null, 'strata');
  mustBe(columns, query.cluster, null, 'clusters');
  for (const { column, in: codes, min, max } of query.filters) {
    mustBe(columns, column, min === undefined && max === undefined ? null : 'number', 'filter');
    if (codes?.length === 0) throw new PlanError(`filter: no code is named for "${column}"`);
  }
  const cells = largestTally(query, columns);
  if (cells > maximumCells)
    throw new PlanError(`the query may give ${cells} cells; ${maximumCells} are allowed`);
}
