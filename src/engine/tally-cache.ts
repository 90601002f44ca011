import { LRUCache } from 'lru-cache';
import type { CodedTallies, Engine, TallyQuery, TallyRow } from './engine.ts';

type Tallies = readonly TallyRow[] | CodedTallies;

/** Tallies by release and query, the last used kept; bounded by the numbers that they hold. */
export class TallyCache {
  readonly #tallies: LRUCache<string, Tallies>;
  readonly #underWay = new Map<string, Promise<Tallies>>();

  /** @param maximumRows rows of tallies that are kept; one with replicate weights counts for several */
  constructor(maximumRows: number) {
    this.#tallies = new LRUCache({ maxSize: maximumRows, sizeCalculation: sizeOf });
  }

  /** Rows that are kept now. */
  get size(): number {
    return this.#tallies.calculatedSize;
  }

  /**
   * The tally of a query, counted at most once however many ask for it at the same time. A failure is told to all who
   * wait, and not kept.
   */
  async get<Counted extends Tallies>(key: string, count: () => Promise<Counted>): Promise<Counted> {
    // One key has one kind.
    const known = (this.#tallies.get(key) ?? this.#underWay.get(key)) as
      | Counted
      | Promise<Counted>
      | undefined;
    if (known) return known;
    const counting = this.#count(key, count);
    this.#underWay.set(key, counting);
    return counting;
  }

  /** Lets go of all tallies whose keys begin with a text. */
  forget(start: string): void {
    const gone = [...this.#tallies.keys()].filter((key) => key.startsWith(start));
    for (const key of gone) this.#tallies.delete(key);
  }

  async #count<Counted extends Tallies>(key: string, count: () => Promise<Counted>): Promise<Counted> {
    try {
      const rows = await count();
      this.#tallies.set(key, rows);
      return rows;
    } finally {
      this.#underWay.delete(key);
    }
  }
}

/** Numbers of a plain row: a row with replicates is as large as so many of them. */
const PLAIN = 10;

/** Tallies in columns that are as large as one row. */
const CODED = 8;

function sizeOf(rows: Tallies): number {
  if ('codes' in rows) return 1 + Math.ceil(rows.n.length / CODED);
  const numbers = (rows[0]?.replicates?.w.length ?? 0) * (rows[0]?.x ? 2 : 1);
  return 1 + Math.ceil(rows.length * (1 + numbers / PLAIN));
}

const sorted = <T>(values: readonly T[]): T[] =>
  values.toSorted((a, b) => {
    const [left, right] = [JSON.stringify(a), JSON.stringify(b)];
    return left < right ? -1 : Number(left > right);
  });

/** The same text for queries that ask the same: the order of filters and of their codes says nothing, that of axes does. */
export function tallyKey({
  by,
  filters,
  weight,
  strata,
  cluster,
  numeric,
  origin = 0,
  deviations = false,
  replicates,
  keys,
  cellsFactor = 1,
}: TallyQuery): string {
  return JSON.stringify([
    by.map(({ column, cuts = null, except }) => [column, cuts, except ? sorted(except) : null]),
    sorted(
      filters.map(({ column, in: kept, notIn, min, max }) => [
        column,
        kept ? sorted([...new Set(kept)]) : null,
        notIn ? sorted([...new Set(notIn)]) : null,
        // JSON has no infinity.
        String(min),
        String(max),
      ]),
    ),
    weight,
    strata,
    cluster,
    numeric,
    origin,
    deviations,
    replicates,
    keys,
    // What is too large to be asked for is not to be had because somebody else may.
    ...(cellsFactor === 1 ? [] : [String(cellsFactor)]),
  ]);
}

/** An engine that answers from the cache what it has counted before. @param releaseKey what no other release has */
export function cachedEngine(engine: Engine, cache: TallyCache, releaseKey: string): Engine {
  return {
    columns: engine.columns,
    tally: (query, options) =>
      options?.isCheck
        ? engine.tally(query, options)
        : cache.get(`${releaseKey} ${tallyKey(query)}`, () => engine.tally(query)),
    codedTallies: (query) =>
      cache.get(`${releaseKey} coded ${tallyKey(query)}`, () => engine.codedTallies(query)),
    // Asked once by whoever needs it, and kept there.
    patterns: (by, maximum) => engine.patterns(by, maximum),
    rank: (columns) => engine.rank(columns),
    countRows: (conditions) => engine.countRows(conditions),
    close: async () => {
      cache.forget(`${releaseKey} `);
      await engine.close();
    },
  };
}
