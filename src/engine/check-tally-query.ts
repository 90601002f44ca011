import type { Axis, Column, Engine, Filter, RowCondition, TallyQuery } from './engine.ts';

/** A query that cannot run, found before it does. */
export class PlanError extends Error {
  override readonly name = 'PlanError';
}

/** What a tally may be at most. */
export interface Limits {
  /** Cells: combinations of the axes. */
  readonly maximumCells: number;
  /** Rows of a tally: cells by stratum and cluster. */
  readonly maximumTallyRows: number;
}

/** Half a million rows take some 300 MB while they are read; they are as many as 500 cells for each of 1000 clusters. */
export const MAXIMUM_TALLY_ROWS = 500_000;

/** Column by column a tally takes a tenth: so many times as many may be read. Fifty thousand clusters of forty cells are no more. */
const CODED_FACTOR = 5;

/** What tallies column by column may be at most. */
export const limitsOfCoded = ({ maximumCells, maximumTallyRows }: Limits): Limits => ({
  maximumCells,
  maximumTallyRows: CODED_FACTOR * maximumTallyRows,
});

/** How large the records are; looked up only when a query needs it. */
export interface Extent {
  /** Rows of the file. */
  readonly rows: number;
  /** Combinations that occur of the values of columns, missing counted as a value; never more than `limit`. */
  count(columns: readonly string[], limit: number): Promise<number>;
  /** What the values of a column can be no more than, missing counted as a value, found without looking at the records; Infinity: not known. */
  most(column: string): Promise<number>;
}

function mustBe(
  columns: Engine['columns'],
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

function checkAxis(columns: Engine['columns'], { column, cuts, except }: Axis): void {
  mustBe(columns, column, cuts ? 'number' : null, 'cells');
  if (!cuts) {
    if (except) throw new PlanError(`cells: "${column}" excepts codes, which is for bands only`);
    return;
  }
  if (cuts.length === 0) throw new PlanError(`cells: no cut is named for "${column}"`);
  if (cuts.some((cut, i) => !Number.isFinite(cut) || cut <= (cuts[i - 1] ?? -Infinity)))
    throw new PlanError(`cells: the cuts of "${column}" must be numbers that ascend`);
}

function checkFilter(columns: Engine['columns'], { column, in: kept, notIn, min, max }: Filter): void {
  mustBe(columns, column, min === undefined && max === undefined ? null : 'number', 'filter');
  if (kept?.length === 0 || notIn?.length === 0)
    throw new PlanError(`filter: no code is named for "${column}"`);
  if (Number.isNaN(min) || Number.isNaN(max))
    throw new PlanError(`filter: the ends for "${column}" must be numbers`);
}

/**
 * Checks the words of a query against the columns that there are: every name must be one of them, so that a name that
 * reaches SQL is one that the file has.
 *
 * @throws PlanError with what is wrong
 */
export function checkNames(query: TallyQuery, columns: Engine['columns']): void {
  for (const axis of query.by) checkAxis(columns, axis);
  for (const [what, names] of [
    ['cells', query.by.map((axis) => JSON.stringify([axis.column, axis.cuts, axis.except]))],
    ['strata', query.strata],
    ['replicates', query.replicates],
  ] as const) {
    if (new Set(names).size !== names.length) throw new PlanError(`${what}: a column stands twice`);
  }
  mustBe(columns, query.weight, 'number', 'weight');
  mustBe(columns, query.numeric, 'number', 'mean');
  if (query.deviations && query.numeric === null)
    throw new PlanError('deviations: no numeric answer is named');
  for (const name of query.strata) mustBe(columns, name, null, 'strata');
  mustBe(columns, query.cluster, null, 'clusters');
  for (const name of query.replicates) mustBe(columns, name, 'number', 'replicates');
  mustBe(columns, query.keys ?? null, 'number', 'keys');
  for (const filter of query.filters) checkFilter(columns, filter);
}

/** @throws PlanError for a name that is no column of numbers */
export function checkNumbers(names: readonly string[], columns: Engine['columns']): void {
  for (const name of names) mustBe(columns, name, 'number', 'rank');
}

/** How many combinations of values some columns have, or what they can be no more than. */
type Count = (columns: readonly string[], limit: number) => Promise<number>;

/** The most cells along an axis: its bands and missing, or its values, those that filters keep where they name them. */
async function cellsOf(
  { column, cuts }: Axis,
  query: TallyQuery,
  count: Count,
  limit: number,
): Promise<number> {
  if (cuts) return cuts.length + 2;
  const named = query.filters.flatMap((filter) =>
    filter.column === column && filter.in ? [new Set(filter.in).size] : [],
  );
  return Math.min(await count([column], limit + 1), ...named);
}

/** Cells, the product over the axes, and combinations of strata and clusters. */
async function sizeOf(
  query: TallyQuery,
  count: Count,
  { maximumCells, maximumTallyRows }: Limits,
): Promise<{ cells: number; units: number }> {
  let cells = 1;
  for (const axis of query.by) cells *= await cellsOf(axis, query, count, maximumCells);
  const design = [...query.strata, ...(query.cluster === null ? [] : [query.cluster])];
  const known = design.length === 0 || cells > maximumCells;
  return { cells, units: known ? 1 : await count(design, maximumTallyRows + 1) };
}

/**
 * Checks how much a query may give before it runs: cells are the product over the axes; rows of the tally are cells
 * times the combinations of strata and clusters that occur, and never more than the records.
 *
 * @throws PlanError if that is more than is allowed
 */
export async function checkSize(query: TallyQuery, extent: Extent, limits: Limits): Promise<void> {
  const { maximumTallyRows } = limits;
  const maximumCells = limits.maximumCells * (query.cellsFactor ?? 1);
  // Counting reads the records; mostly it is plain without that there are few enough.
  const most: Count = async (columns) =>
    (await Promise.all(columns.map((column) => extent.most(column)))).reduce((a, b) => a * b, 1);
  const bound = await sizeOf(query, most, { maximumCells, maximumTallyRows });
  const fits = ({ cells, units }: typeof bound): boolean =>
    cells <= maximumCells && Math.min(cells * units, extent.rows) <= maximumTallyRows;
  if (fits(bound)) return;
  const { cells, units } = await sizeOf(query, (columns, limit) => extent.count(columns, limit), {
    maximumCells,
    maximumTallyRows,
  });
  if (cells > maximumCells)
    throw new PlanError(`the query may give ${cells} cells or more; ${maximumCells} are allowed`);
  const rows = Math.min(cells * units, extent.rows);
  if (rows > maximumTallyRows)
    throw new PlanError(
      `the query may give ${rows} sums of cells by stratum and cluster; ${maximumTallyRows} are allowed`,
    );
}

/** A query of nothing but which values of some columns go together. */
export const keysAlone = (by: readonly Axis[]): TallyQuery => ({
  by,
  filters: [],
  weight: null,
  strata: [],
  cluster: null,
  numeric: null,
  replicates: [],
});

/** @throws PlanError for a condition on a column that is not there */
export function checkConditions(
  conditions: readonly RowCondition[],
  columns: ReadonlyMap<string, Column>,
): void {
  for (const one of conditions) {
    if (one.is !== 'there' && !columns.has(one.column))
      throw new PlanError(`the responses have no column "${one.column}"`);
  }
}
