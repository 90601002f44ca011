import type { Code, Column, Engine, Filter, TallyQuery, TallyRow } from './engine.ts';
import { checkPlan } from './plan.ts';

/** One respondent's record; null is missing. */
export type ResponseRecord = Readonly<Record<string, Code | null>>;

function fits(
  record: ResponseRecord,
  { column, in: codes, min = -Infinity, max = Infinity }: Filter,
): boolean {
  const value = record[column] ?? null;
  if (value === null || (codes && !codes.includes(value))) return false;
  return typeof value !== 'number' || (value >= min && value <= max);
}

/** The plain engine: one loop over all records. Slow and obviously right, it is what the others are held against. */
export class MemoryEngine implements Engine {
  readonly columns: ReadonlyMap<string, Column>;
  readonly #records: readonly ResponseRecord[];
  readonly #maximumCells: number;

  constructor(records: readonly ResponseRecord[], maximumCells: number) {
    this.#records = records;
    this.#maximumCells = maximumCells;
    const names = Object.keys(records[0] ?? {});
    this.columns = new Map(
      names.map((name) => {
        const values = records.map((record) => record[name] ?? null);
        const kind = values.every((value) => value === null || typeof value === 'number') ? 'number' : 'code';
        return [name, { kind, distinct: new Set(values).size }];
      }),
    );
  }

  // oxlint-disable-next-line typescript/require-await -- the interface is that of engines that wait
  async tally(query: TallyQuery): Promise<readonly TallyRow[]> {
    checkPlan(query, this.columns, this.#maximumCells);
    const groups = new Map<string, TallyRow>();
    for (const record of this.#records) {
      const value = (name: string | null): Code | null => (name === null ? null : (record[name] ?? null));
      const w = query.weight === null ? 1 : value(query.weight);
      const x = value(query.numeric);
      if (typeof w !== 'number' || (query.numeric !== null && typeof x !== 'number')) continue;
      if (!query.filters.every((filter) => fits(record, filter))) continue;
      const codes = query.by.map(value);
      const [stratum, cluster] = [value(query.stratum), value(query.cluster)];
      const key = JSON.stringify([codes, stratum, cluster]);
      const old = groups.get(key);
      const sums = old?.x ?? { wx: 0, wx2: 0, w2x: 0, w2x2: 0 };
      groups.set(key, {
        codes,
        stratum,
        cluster,
        n: (old?.n ?? 0) + 1,
        nonzero: (old?.nonzero ?? 0) + (w === 0 ? 0 : 1),
        w: (old?.w ?? 0) + w,
        w2: (old?.w2 ?? 0) + w * w,
        x:
          typeof x === 'number'
            ? {
                wx: sums.wx + w * x,
                wx2: sums.wx2 + w * x * x,
                w2x: sums.w2x + w * w * x,
                w2x2: sums.w2x2 + w * w * x * x,
              }
            : null,
      });
    }
    return [...groups.values()];
  }

  async close(): Promise<void> {
    // Nothing is held open.
  }
}
