import { LRUCache } from 'lru-cache';
import type { CodedTallies, Engine, TallyQuery, TallyRow } from './engine.ts';

type Tallies = readonly TallyRow[] | CodedTallies;

/** A tally that is being counted. */
interface UnderWay {
  readonly counted: Promise<Tallies>;
  /** Ends it. */
  readonly end: AbortController;
  /** How many wait for it. */
  waiting: number;
}

/** Tallies by release and query, the last used kept; bounded by the numbers that they hold. */
export class TallyCache {
  readonly #tallies: LRUCache<string, Tallies>;
  readonly #underWay = new Map<string, UnderWay>();

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
   *
   * @param count counts it, until its signal is aborted: when all who wait have left
   * @param signal aborted when who asks leaves; left out: he stays
   * @throws the reason of the signal
   */
  async get<Counted extends Tallies>(
    key: string,
    count: (signal: AbortSignal) => Promise<Counted>,
    signal?: AbortSignal,
  ): Promise<Counted> {
    // One key has one kind.
    const known = this.#tallies.get(key) as Counted | undefined;
    if (known) return known;
    signal?.throwIfAborted();
    const underWay = this.#underWay.get(key) ?? this.#begin(key, count);
    return this.#wait(key, underWay, signal) as Promise<Counted>;
  }

  #begin(key: string, count: (signal: AbortSignal) => Promise<Tallies>): UnderWay {
    const end = new AbortController();
    const underWay = { counted: count(end.signal), end, waiting: 0 };
    this.#underWay.set(key, underWay);
    const forget = (): void => {
      if (this.#underWay.get(key) === underWay) this.#underWay.delete(key);
    };
    underWay.counted
      .then((tallies) => this.#tallies.set(key, tallies))
      // Told to those who wait.
      .catch(() => undefined)
      .finally(forget);
    return underWay;
  }

  /** Waits with the others. The last one who leaves ends it, and who comes after that has it counted anew. */
  #wait(key: string, underWay: UnderWay, signal: AbortSignal | undefined): Promise<Tallies> {
    const { counted, end } = underWay;
    underWay.waiting += 1;
    if (!signal) return counted;
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        underWay.waiting -= 1;
        if (underWay.waiting === 0) {
          this.#underWay.delete(key);
          end.abort(signal.reason);
        }
        reject(signal.reason as Error);
      };
      signal.addEventListener('abort', leave, { once: true });
      counted.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
    });
  }

  /** Lets go of all tallies whose keys begin with a text. */
  forget(start: string): void {
    const gone = [...this.#tallies.keys()].filter((key) => key.startsWith(start));
    for (const key of gone) this.#tallies.delete(key);
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
        : cache.get(
            `${releaseKey} ${tallyKey(query)}`,
            (signal) => engine.tally(query, { signal }),
            options?.signal,
          ),
    codedTallies: (query, options) =>
      cache.get(
        `${releaseKey} coded ${tallyKey(query)}`,
        (signal) => engine.codedTallies(query, { signal }),
        options?.signal,
      ),
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
