import type { Code, Engine, Filter, TallyQuery } from '../../../engine/engine.ts';
import { RECORD_KEY } from '../../../schemas/files.ts';
import { addKeys, type KeyedSum } from '../../../stats/disclosure/cell-key.ts';
import { product } from '../combinations.ts';
import { atomAxis, engineAxis, type AtomAxis, type AtomSets } from '../axes.ts';
import type { Variable } from '../variables.ts';

/** Respondents, weights and keys over the atoms of some variables; nothing of it is shown as it is. */
export class KeyedTable {
  readonly axes: readonly AtomAxis[];
  readonly #cells: ReadonlyMap<number, KeyedSum>;

  constructor(axes: readonly AtomAxis[], cells: ReadonlyMap<number, KeyedSum>) {
    this.axes = axes;
    this.#cells = cells;
  }

  /** All cells whose atoms are in the given sets; an axis without a set is open. */
  sum(sets: AtomSets): KeyedSum {
    const lists = this.axes.map(({ atoms }, axis) => {
      const set = sets[axis] ?? null;
      return set === null ? Array.from({ length: atoms }, (_, atom) => atom) : [...set];
    });
    let [n, w, key] = [0, 0, 0];
    for (const row of product(lists)) {
      const cell = this.#cells.get(
        row.reduce((index, atom, i) => index * (this.axes[i]?.atoms ?? 1) + atom, 0),
      );
      if (cell === undefined) continue;
      [n, w, key] = [n + cell.n, w + cell.w, addKeys(key, cell.key)];
    }
    return { n, w, key };
  }
}

/**
 * Adds up keys with counts and weights over some variables. Strata and clusters play no part: what is shown is made of sums over all.
 *
 * @param weight column of the weight; null: all weigh 1
 * @param signal ends the counting
 */
export async function keyedTable(
  engine: Engine,
  weight: string | null,
  variables: readonly Variable[],
  filters: readonly Filter[] = [],
  signal?: AbortSignal,
): Promise<KeyedTable> {
  // Two variables may be one column.
  const asked = variables.map((variable) => {
    const axis = engineAxis(variable);
    return { axis, id: JSON.stringify(axis) };
  });
  const distinct = new Map(asked.map(({ axis, id }) => [id, axis]));
  const at = asked.map(({ id }) => [...distinct.keys()].indexOf(id));
  const query: TallyQuery = {
    by: [...distinct.values()],
    filters,
    weight,
    strata: [],
    cluster: null,
    numeric: null,
    replicates: [],
    keys: RECORD_KEY,
  };
  const rows = await engine.tally(query, { signal });
  const axes = variables.map(atomAxis);
  const cells = new Map<number, KeyedSum>();
  for (const row of rows) {
    const codes = at.map((i): Code | null => row.codes[i] ?? null);
    const cell = axes.reduce((index, axis, i) => index * axis.atoms + axis.atomOf(codes[i] ?? null), 0);
    const before = cells.get(cell) ?? { n: 0, w: 0, key: 0 };
    cells.set(cell, {
      n: before.n + row.n,
      w: before.w + row.w,
      key: addKeys(before.key, row.key ?? 0),
    });
  }
  return new KeyedTable(axes, cells);
}
