import { CodesInOrder } from './codes-in-order.ts';
import { columnRank } from './column-rank.ts';
import type {
  Axis,
  Code,
  CodedTallies,
  Column,
  Deviations,
  Engine,
  Filter,
  Patterns,
  RowCondition,
  TallyQuery,
  TallyRow,
  Waiting,
} from './engine.ts';
import {
  checkConditions,
  checkNames,
  checkNumbers,
  keysAlone,
  checkSize,
  limitsOfCoded,
  type Extent,
  type Limits,
} from './check-tally-query.ts';
import { PatternColumns } from './patterns.ts';
import { PreciseSum } from './precise-sum.ts';

/** One respondent's record; null is missing. */
export type ResponseRecord = Readonly<Record<string, Code | null>>;

/** A value of a record. What is no finite number is missing, and −0 is 0. */
function valueOf(record: ResponseRecord, name: string): Code | null {
  const value = record[name] ?? null;
  if (typeof value !== 'number') return value;
  return Number.isFinite(value) ? value + 0 : null;
}

function fits(record: ResponseRecord, filter: Filter): boolean {
  const { in: kept, notIn = [], min = -Infinity, max = Infinity } = filter;
  const value = valueOf(record, filter.column);
  if (value === null || (kept && !kept.includes(value)) || notIn.includes(value)) return false;
  return typeof value !== 'number' || (value >= min && value <= max);
}

function meets(record: ResponseRecord, condition: RowCondition): boolean {
  if (condition.is === 'there') return true;
  const value = record[condition.column] ?? null;
  if (condition.is === 'missing') return value === null;
  const isFinite = typeof value !== 'number' || Number.isFinite(value);
  if (condition.is === 'not-finite') return !isFinite;
  if (value === null || !isFinite) return false;
  if (condition.is === 'other') return !condition.codes.includes(value);
  return typeof value === 'number' && (condition.is === 'negative' ? value < 0 : value > 0);
}

function codeOf(record: ResponseRecord, { column, cuts, except = [] }: Axis): Code | null {
  const value = valueOf(record, column);
  if (!cuts || value === null) return value;
  if (typeof value !== 'number' || except.includes(value)) return null;
  return cuts.filter((cut) => value >= cut).length;
}

/** Ascending, texts by their bytes, missing last. */
function compareCodes(a: Code | null, b: Code | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return Buffer.compare(Buffer.from(String(a)), Buffer.from(String(b)));
}

const keyOf = ({
  codes,
  strata,
  cluster,
}: Pick<TallyRow, 'codes' | 'strata' | 'cluster'>): (Code | null)[] => [...codes, ...strata, cluster];

function compareRows(a: TallyRow, b: TallyRow): number {
  const others = keyOf(b);
  return keyOf(a).reduce<number>((order, code, i) => order || compareCodes(code, others[i] ?? null), 0);
}

type Sum = (term: (w: number, x: number, row: ResponseRecord) => number) => number;

/** Sums of deviations from the means of one cell, stratum and cluster. */
function deviations(
  sum: Sum,
  rows: readonly ResponseRecord[],
  { numeric, origin = 0 }: TallyQuery,
): Deviations {
  const isWhole = [...rows.map((row) => valueOf(row, numeric ?? '')), origin].every(Number.isInteger);
  const total = sum((w) => w);
  const mean = total === 0 ? 0 : sum((w, x) => w * x) / total;
  const [centre, weight] = [isWhole ? Math.floor(mean + 0.5) : mean, total / rows.length];
  return {
    mean: centre,
    ww: sum((w) => (w - weight) ** 2),
    wd: sum((w, x) => w * (x - centre)),
    wd2: sum((w, x) => w * (x - centre) ** 2),
    wwd: sum((w, x) => (w - weight) * w * (x - centre)),
    w2d2: sum((w, x) => (w * (x - centre)) ** 2),
  };
}

/** What the weights w and answers x of one cell, stratum and cluster add up to. */
function sums(
  query: TallyQuery,
  rows: readonly ResponseRecord[],
): Pick<TallyRow, 'n' | 'nonzero' | 'w' | 'w2' | 'x' | 'replicates'> {
  const number = (row: ResponseRecord, name: string | null, otherwise: number): number =>
    Number((name === null ? null : valueOf(row, name)) ?? otherwise);
  const { origin = 0 } = query;
  const sum: Sum = (term) => {
    const total = new PreciseSum();
    for (const row of rows)
      total.add(term(number(row, query.weight, 1), number(row, query.numeric, 0) - origin, row));
    return total.value;
  };
  const numeric = query.numeric !== null;
  return {
    n: rows.length,
    nonzero: sum((w) => (w === 0 ? 0 : 1)),
    w: sum((w) => w),
    w2: sum((w) => w * w),
    x: numeric
      ? {
          wx: sum((w, x) => w * x),
          wx2: sum((w, x) => w * x * x),
          w2x: sum((w, x) => w * w * x),
          w2x2: sum((w, x) => w * w * x * x),
          ...(query.deviations ? { deviations: deviations(sum, rows, query) } : {}),
        }
      : null,
    replicates:
      query.replicates.length > 0
        ? {
            w: query.replicates.map((name) => sum((_, __, row) => number(row, name, 0))),
            wx: numeric ? query.replicates.map((name) => sum((_, x, row) => number(row, name, 0) * x)) : null,
          }
        : null,
  };
}

/** Below 2³³ at every step, so that doubles hold it exactly. */
const sumOfKeys = (column: string, rows: readonly ResponseRecord[]): number =>
  rows.reduce((sum, row) => (sum + Number(valueOf(row, column) ?? 0)) % 2 ** 32, 0);

/** The plain engine: records in an array. Slow and obviously right, it is what the others are held against. */
export class MemoryEngine implements Engine {
  readonly columns: ReadonlyMap<string, Column>;
  readonly #records: readonly ResponseRecord[];
  readonly #extent: Extent;
  readonly #limits: Limits;

  constructor(records: readonly ResponseRecord[], limits: Limits) {
    this.#records = records;
    this.#limits = limits;
    const names = new Set(records.flatMap((record) => Object.keys(record)));
    const isText = (name: string): boolean => records.some((record) => typeof record[name] === 'string');
    this.columns = new Map([...names].map((name) => [name, { kind: isText(name) ? 'code' : 'number' }]));
    this.#extent = {
      rows: records.length,
      count: (columns, limit) => {
        const keys = records.map((record) => JSON.stringify(columns.map((name) => valueOf(record, name))));
        return Promise.resolve(Math.min(new Set(keys).size, limit));
      },
      most: () => Promise.resolve(Infinity),
    };
  }

  async tally(query: TallyQuery, { signal }: Waiting = {}): Promise<readonly TallyRow[]> {
    signal?.throwIfAborted();
    checkNames(query, this.columns);
    await checkSize(query, this.#extent, this.#limits);
    return this.#addUp(query);
  }

  async codedTallies(query: TallyQuery, { signal }: Waiting = {}): Promise<CodedTallies> {
    signal?.throwIfAborted();
    checkNames(query, this.columns);
    await checkSize(query, this.#extent, limitsOfCoded(this.#limits));
    const rows = this.#addUp({ ...query, deviations: false });
    const numbers = (of: (row: TallyRow) => number | undefined): Float64Array =>
      Float64Array.from(rows, (row) => of(row) ?? 0);
    const coded = (of: (row: TallyRow) => Code | null | undefined) => {
      const column = new CodesInOrder();
      for (const row of rows) column.add(of(row) ?? null);
      return column.coded;
    };
    return {
      codes: query.by.map((_, i) => coded(({ codes }) => codes[i])),
      strata: query.strata.map((_, i) => coded(({ strata }) => strata[i])),
      cluster: query.cluster === null ? null : coded(({ cluster }) => cluster),
      n: numbers(({ n }) => n),
      nonzero: numbers(({ nonzero }) => nonzero),
      w: numbers(({ w }) => w),
      w2: numbers(({ w2 }) => w2),
      x:
        query.numeric === null
          ? null
          : {
              wx: numbers(({ x }) => x?.wx),
              wx2: numbers(({ x }) => x?.wx2),
              w2x: numbers(({ x }) => x?.w2x),
              w2x2: numbers(({ x }) => x?.w2x2),
            },
    };
  }

  #addUp(query: TallyQuery): readonly TallyRow[] {
    const needed = [query.weight, query.numeric].flatMap((name) => name ?? []);
    const counted = this.#records
      .filter((record) => query.filters.every((filter) => fits(record, filter)))
      .filter((record) => needed.every((name) => valueOf(record, name) !== null))
      .map((record) => ({
        record,
        codes: query.by.map((axis) => codeOf(record, axis)),
        strata: query.strata.map((name) => valueOf(record, name)),
        cluster: query.cluster === null ? null : valueOf(record, query.cluster),
      }));
    const groups = Map.groupBy(counted, (row) => JSON.stringify(keyOf(row)));
    return [...groups.values()]
      .flatMap((rows) => {
        const records = rows.map(({ record }) => record);
        return rows.slice(0, 1).map(({ codes, strata, cluster }) => ({
          codes,
          strata,
          cluster,
          ...sums(query, records),
          ...(query.keys === undefined ? {} : { key: sumOfKeys(query.keys, records) }),
        }));
      })
      .toSorted(compareRows);
  }

  async patterns(by: readonly Axis[], maximum: number): Promise<Patterns | null> {
    checkNames(keysAlone(by), this.columns);
    const counted = this.#records.map((record) => by.map((axis) => codeOf(record, axis)));
    const groups = [...Map.groupBy(counted, (codes) => JSON.stringify(codes)).values()];
    if (groups.length * by.length > maximum) return null;
    const found = new PatternColumns(by.length);
    for (const rows of groups) found.add(rows[0] ?? [], rows.length);
    return found.patterns;
  }

  async rank(columns: readonly string[]): Promise<number> {
    checkNumbers(columns, this.columns);
    return columnRank(
      columns.map((name) => Float64Array.from(this.#records, (record) => Number(valueOf(record, name) ?? 0))),
    );
  }

  async countRows(conditions: readonly RowCondition[]): Promise<readonly number[]> {
    checkConditions(conditions, this.columns);
    return conditions.map((one) => this.#records.filter((record) => meets(record, one)).length);
  }

  async close(): Promise<void> {
    // Nothing is held open.
  }
}
