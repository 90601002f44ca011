import type { Axis, Code, Filter, TallyQuery } from './engine.ts';
import { exactSum, type Factor } from './exact-sum.ts';
import { identifier } from './quote.ts';

/** A statement with its values, which never become part of its text. */
export interface Statement {
  readonly sql: string;
  readonly values: readonly Code[];
}

/** How a column of the file is stored. */
export interface StoredColumn {
  readonly kind: 'code' | 'number';
  /** Of floating point: not every value need be finite. */
  readonly floating: boolean;
  /** A decimal, which the client gives as an object if it is not cast. */
  readonly decimal: boolean;
  /** Digits after the point of an integer or decimal of 64 bits at most; null: others. */
  readonly scale: number | null;
}

/** What the absolute values of a column are between; `smallest` is of those that are not 0. */
export interface NumberRange {
  /** The largest absolute value; 0 where there is none but 0. */
  readonly largest: number;
  /** The smallest absolute value that is not 0. */
  readonly smallest: number;
  /** All are more than 0. */
  readonly positive: boolean;
  readonly finite: boolean;
}

/** What a statement is made from: how columns are stored, the ranges of those that are added up, and how many rows there are. */
export interface StoredTable {
  readonly rows: number;
  readonly columns: ReadonlyMap<string, StoredColumn>;
  readonly ranges: ReadonlyMap<string, NumberRange>;
}

/** The same with what decides how groups are held. */
export interface GroupedTable extends StoredTable {
  /** What the values of columns of integers can be no more than, missing counted as a value. */
  readonly most: ReadonlyMap<string, number>;
  /** Bytes that a table of a place for each combination of keys may have. */
  readonly directBytes: number;
}

/** A statement in the making. */
class StatementText {
  readonly values: Code[] = [];
  readonly #records: StoredTable;

  constructor(records: StoredTable) {
    this.#records = records;
  }

  /** A placeholder for a value. */
  value(code: Code): string {
    return `$${this.values.push(code)}`;
  }

  /** The codes that the column can hold: a text is no number, and comparing them would be an error in SQL. */
  #possible(column: string, codes: readonly Code[]): Code[] {
    const type = this.#records.columns.get(column)?.kind === 'number' ? 'number' : 'string';
    return codes.filter((code) => typeof code === type);
  }

  #comparable(column: string, codes: readonly Code[]): string[] {
    return this.#possible(column, codes).map((code) => this.value(code));
  }

  condition({ column, in: kept, notIn, min, max }: Filter): string {
    const name = identifier(column);
    const conditions = this.#records.columns.get(column)?.floating ? [`isfinite(${name})`] : [];
    if (kept) {
      const codes = this.#comparable(column, kept);
      conditions.push(codes.length > 0 ? `${name} IN (${codes.join(', ')})` : 'false');
    }
    const except = this.#comparable(column, notIn ?? []);
    if (except.length > 0) conditions.push(`${name} NOT IN (${except.join(', ')})`);
    if (min !== undefined) conditions.push(`${name} >= ${this.value(min)}`);
    if (max !== undefined) conditions.push(`${name} <= ${this.value(max)}`);
    // What is missing meets none of these.
    return conditions.length > 0 ? conditions.join(' AND ') : `${name} IS NOT NULL`;
  }

  /**
   * The code that filters leave of the column of an axis, which then is no key of groups: null where they leave several, or may leave
   * what only looks like it as a number.
   */
  onlyCode(column: string, filters: readonly Filter[]): Code | null {
    const { kind, scale } = this.#records.columns.get(column) ?? {};
    if (kind === 'number' && scale !== 0) return null;
    for (const filter of filters) {
      if (filter.column !== column || !filter.in) continue;
      const [code, ...others] = new Set(this.#possible(column, filter.in));
      if (code === undefined || others.length > 0) continue;
      if (typeof code === 'string' || Number.isSafeInteger(code)) return code;
    }
    return null;
  }

  /** The code of a column; a number that is not finite is missing. */
  code(column: string): string {
    const name = identifier(column);
    const stored = this.#records.columns.get(column);
    if (stored?.floating) return `CASE WHEN isfinite(${name}) THEN CAST(${name} AS DOUBLE) END`;
    return stored?.decimal ? `CAST(${name} AS DOUBLE)` : name;
  }

  /** The code of a cell: that of its column, or the number of the band. Adding up comparisons is faster than CASE. */
  cell({ column, cuts, except = [] }: Axis): string {
    if (!cuts) return this.code(column);
    const name = identifier(column);
    const band = cuts.map((cut) => `CAST(${name} >= ${this.value(cut)} AS SMALLINT)`).join(' + ');
    const conditions = [
      ...(this.#records.columns.get(column)?.floating ? [`isfinite(${name})`] : []),
      ...(except.length > 0 ? this.#notIn(column, except) : []),
    ];
    return conditions.length > 0 ? `CASE WHEN ${conditions.join(' AND ')} THEN ${band} END` : band;
  }

  #notIn(column: string, except: readonly Code[]): string[] {
    const codes = this.#comparable(column, except);
    return codes.length > 0 ? [`${identifier(column)} NOT IN (${codes.join(', ')})`] : [];
  }

  /** A row must have a number in the column. */
  present(column: string): string {
    const name = identifier(column);
    return this.#records.ranges.get(column)?.finite === false ? `isfinite(${name})` : `${name} IS NOT NULL`;
  }

  factor(column: string): Factor {
    const name = identifier(column);
    const stored = this.#records.columns.get(column);
    const range = this.#records.ranges.get(column);
    if (!stored || !range) throw new Error(`nothing is known of the column "${column}"`);
    const number = `CAST(${name} AS DOUBLE)`;
    return {
      sql: name,
      double: range.finite ? number : `CASE WHEN isfinite(${name}) THEN ${number} END`,
      scale: stored.scale,
      largest: range.largest,
      smallest: range.smallest,
    };
  }
}

/** A factor less a number. Of differences only the bounds are known, and how small they may be before it no longer matters. */
function shifted(factor: Factor, origin: number): Factor {
  if (origin === 0) return factor;
  const largest = factor.largest + Math.abs(origin);
  const literal = `CAST(${origin.toExponential()} AS DOUBLE)`;
  const double = `(${factor.double} - ${literal})`;
  // Whole numbers less a whole number are whole, and add up exactly.
  if (factor.scale === 0 && Number.isSafeInteger(origin) && largest < Number.MAX_SAFE_INTEGER)
    return { sql: `(CAST(${factor.sql} AS BIGINT) - ${origin})`, double, scale: 0, largest, smallest: 1 };
  return { sql: double, double, scale: null, largest, smallest: largest * 2 ** -40 };
}

/** Columns whose range must be known before the statement can be written. */
export function summedColumns({ weight, numeric, replicates }: TallyQuery): string[] {
  return [...new Set([weight, numeric, ...replicates].flatMap((name) => name ?? []))];
}

interface Key {
  readonly sql: string;
  readonly name: string;
  readonly axis: Axis;
}

/** What makes the groups of a query, as SQL; the values of bands stand in the statement wherever this is written. */
function keysOf(query: TallyQuery, text: StatementText): Key[] {
  const key = (axis: Axis, name: string): Key => ({ sql: text.cell(axis), name, axis });
  return [
    ...query.by.map((axis, i) => key(axis, `c${i}`)),
    ...query.strata.map((column, i) => key({ column }, `s${i}`)),
    ...(query.cluster === null ? [] : [key({ column: query.cluster }, 'cluster')]),
  ];
}

/** The keys that differ between the rows that are left, and those that do not, as columns. */
function keysAndConstants(query: TallyQuery, text: StatementText): { keys: Key[]; constants: string[] } {
  const keys: Key[] = [];
  const constants: string[] = [];
  for (const key of keysOf(query, text)) {
    const only = key.axis.cuts ? null : text.onlyCode(key.axis.column, query.filters);
    if (only === null) keys.push(key);
    else constants.push(`${text.value(only)} AS ${key.name}`);
  }
  return { keys, constants };
}

/** A place for each combination of so few keys is always fine. */
const FEW_COMBINATIONS = 2 ** 14;
/** Bytes that the state of one sum takes, about. */
const SUM_BYTES = 32;

/** Bits that DuckDB takes for the values of a key, missing among them; null: it hashes them. */
function bitsOf({ axis: { column, cuts } }: Key, { columns, most }: GroupedTable): number | null {
  const values = cuts ? cuts.length + 2 : columns.get(column)?.scale === 0 ? most.get(column) : undefined;
  return values === undefined || !Number.isFinite(values) ? null : Math.ceil(Math.log2(values + 1));
}

/**
 * The keys as they are grouped by. DuckDB has a place for each combination of integers where these are few, which is quicker than
 * hashing them, and not counted to its memory: one key is no integer where there would be more places than rows, or too many bytes.
 *
 * @param sums that each place has
 */
function groupedBy(keys: readonly Key[], sums: string, records: GroupedTable): string[] {
  const bits = keys.map((key) => bitsOf(key, records));
  const combinations = 2 ** bits.reduce<number>((sum, one) => sum + (one ?? Infinity), 0);
  const bytes = combinations * SUM_BYTES * (sums.split('sum(').length + 1);
  const isFine =
    combinations <= FEW_COMBINATIONS || (combinations <= records.rows && bytes <= records.directBytes);
  const hashed = isFine || !Number.isFinite(combinations) ? -1 : bits.indexOf(Math.max(...bits.map(Number)));
  return keys.map(({ sql, name }, i) => `${i === hashed ? `CAST(${sql} AS DOUBLE)` : sql} AS ${name}`);
}

/** The rows that a query is about, as the end of a FROM. */
function whereOf({ filters, weight, numeric }: TallyQuery, text: StatementText): string {
  const conditions = [
    ...filters.map((filter) => text.condition(filter)),
    ...[weight, numeric].flatMap((name) => (name === null ? [] : [text.present(name)])),
  ];
  return conditions.length > 0 ? ` WHERE ${conditions.join(' AND ')}` : '';
}

/**
 * How many different combinations of the keys of a query there are, counted no further than a limit, so that memory is bounded.
 */
export function combinationsStatement(query: TallyQuery, records: StoredTable, limit: number): Statement {
  const text = new StatementText(records);
  const keys = keysOf(query, text).map(({ sql, name }) => `${sql} AS ${name}`);
  return {
    sql: `SELECT count(*) FROM (SELECT DISTINCT ${keys.join(', ')} FROM responses LIMIT ${limit})`,
    values: text.values,
  };
}

/** The combinations of the keys of a query, in order, each with the number of its rows. */
export function patternsStatement(query: TallyQuery, records: StoredTable): Statement {
  const text = new StatementText(records);
  const keys = keysOf(query, text);
  const ordinals = keys.map((_, i) => i + 1);
  return {
    sql:
      `SELECT ${keys.map(({ sql, name }) => `${sql} AS ${name}, `).join('')}CAST(count(*) AS DOUBLE) AS n FROM responses ` +
      `GROUP BY ${ordinals.join(', ')} ORDER BY ${ordinals.map((i) => `${i} ASC NULLS LAST`).join(', ')}`,
    values: text.values,
  };
}

/** A prefix that no column of the file begins with, so that what it names is never taken for one. */
function prefixFor(columns: ReadonlyMap<string, unknown>): string {
  let prefix = 'centre';
  while ([...columns.keys()].some((name) => name.toLowerCase().startsWith(prefix))) prefix += '_';
  return prefix;
}

/** Weights and answers less their means in each group, as sums, and the groups with these means to be joined. */
interface Centred {
  readonly sums: readonly string[];
  readonly join: string;
}

/** The smallest and the largest answer of each group. */
const rangeOf = (numeric: string): string[] =>
  (['min', 'max'] as const).map(
    (what) => `CAST(${what}(${identifier(numeric)}) AS DOUBLE) AS ${what === 'min' ? 'least' : 'most'}`,
  );

/**
 * How small a deviation may be, relative to the largest answer, before it no longer matters. In totals it is multiplied by the
 * answers again.
 */
const SMALLEST_DEVIATION = 2 ** -64;

/** How deviations are added up: the means of all groups are found first, and joined to the records. */
function centred(
  query: TallyQuery,
  numeric: string,
  records: StoredTable,
  text: StatementText,
  sum: (factors: readonly Factor[]) => string,
): Centred {
  const { weight, origin = 0 } = query;
  const prefix = prefixFor(records.columns);
  const name = (part: string): string => identifier(`${prefix} ${part}`);
  const x = shifted(text.factor(numeric), origin);
  const w = weight === null ? null : text.factor(weight);
  const whole = x.scale === 0;
  const ws = w === null ? [] : [w];
  const meanX = `coalesce((${sum([...ws, x])}) / nullif(${sum(ws)}, 0), 0)`;
  const keys = keysOf(query, text);
  const columns = [
    ...keys.map(({ sql }, i) => `${sql} AS ${name(`k${i}`)}`),
    `${whole ? `floor(${meanX} + 0.5)` : meanX} AS ${name('x')}`,
    ...(w === null ? [] : [`(${sum([w])}) / count(*) AS ${name('w')}`]),
  ];
  const groups = keys.length > 0 ? ` GROUP BY ${keys.map((_, i) => i + 1).join(', ')}` : '';
  const means = `(SELECT ${columns.join(', ')} FROM responses${whereOf(query, text)}${groups})`;
  const on = keysOf(query, text).map(({ sql }, i) => `${sql} IS NOT DISTINCT FROM ${name(`k${i}`)}`);
  const less = ({ double, largest }: Factor, mean: string): Factor => ({
    sql: '',
    double: `(${double} - ${mean})`,
    scale: null,
    largest: 2 * largest,
    smallest: largest * SMALLEST_DEVIATION,
  });
  const zero = 'CAST(0 AS DOUBLE)';
  const d: Factor =
    whole && 2 * x.largest < Number.MAX_SAFE_INTEGER
      ? {
          sql: `(CAST(${x.sql} AS BIGINT) - CAST(${name('x')} AS BIGINT))`,
          double: `(${x.double} - ${name('x')})`,
          scale: 0,
          largest: 2 * x.largest,
          smallest: 1,
        }
      : less(x, name('x'));
  const v = w === null ? null : less(w, name('w'));
  return {
    join: ` JOIN ${means} AS centre ON ${on.length > 0 ? on.join(' AND ') : 'true'}`,
    sums: [
      `any_value(${name('x')}) AS mean`,
      `${v === null ? zero : sum([v, v])} AS ww`,
      `${sum([...ws, d])} AS wd`,
      `${sum([...ws, d, d])} AS wd2`,
      `${v === null ? zero : sum([v, ...ws, d])} AS wwd`,
      `${sum([...ws, ...ws, d, d])} AS w2d2`,
    ],
  };
}

/**
 * One GROUP BY that adds up everything a query asks for: keys c0, c1, …; s0, s1, …; cluster, and sums n, rkey, nonzero, w, w2,
 * wx, r0, rx0, …, as DOUBLE, and wx2, w2x, w2x2; `ranged` with the least and the most answer; `centred` with mean, ww, wwd,
 * wd, wd2, w2d2 in the place of sums of squares.
 *
 * @param order whether the groups come in their order
 * @throws RangeError if numbers are too large to be added up
 */
export function tallyStatement(
  query: TallyQuery,
  records: GroupedTable,
  squares: 'plain' | 'ranged' | 'centred' = 'plain',
  order = true,
): Statement {
  const text = new StatementText(records);
  const { weight, numeric } = query;
  const { keys, constants } = keysAndConstants(query, text);
  const n = 'CAST(count(*) AS DOUBLE)';
  const w = weight === null ? [] : [text.factor(weight)];
  const x = numeric === null ? [] : [shifted(text.factor(numeric), query.origin ?? 0)];
  const sum = (factors: readonly Factor[]): string =>
    factors.length === 0 ? n : exactSum(factors, records.rows);
  const replicates = query.replicates.map((name) => text.factor(name));
  const nonzero =
    weight === null || records.ranges.get(weight)?.positive
      ? n
      : `CAST(count(*) FILTER (${identifier(weight)} <> 0) AS DOUBLE)`;
  const around =
    squares === 'centred' && numeric !== null ? centred(query, numeric, records, text, sum) : null;
  const range = squares === 'ranged' && numeric !== null ? rangeOf(numeric) : [];
  const second = around?.sums ?? [
    `${sum([...w, ...x, ...x])} AS wx2`,
    `${sum([...w, ...w, ...x])} AS w2x`,
    `${sum([...w, ...w, ...x, ...x])} AS w2x2`,
  ];
  // Integers add up exactly, whatever their order; HUGEINT holds more keys than there are rows.
  const key =
    query.keys === undefined
      ? []
      : [`CAST(coalesce(sum(CAST(${identifier(query.keys)} AS HUGEINT)), 0) % 4294967296 AS DOUBLE) AS rkey`];
  const sums = [
    `${n} AS n`,
    ...key,
    `${nonzero} AS nonzero`,
    `${sum(w)} AS w`,
    `${sum([...w, ...w])} AS w2`,
    ...(numeric === null ? [] : [`${sum([...w, ...x])} AS wx`, ...second, ...range]),
    ...replicates.map((factor, i) => `${sum([factor])} AS r${i}`),
    ...(numeric === null ? [] : replicates.map((factor, i) => `${sum([factor, ...x])} AS rx${i}`)),
  ];
  const where = whereOf(query, text);
  const ordinals = keys.map((_, i) => i + 1).join(', ');
  const groups =
    keys.length > 0
      ? ` GROUP BY ${ordinals}${order ? ` ORDER BY ${keys.map((_, i) => `${i + 1} ASC NULLS LAST`).join(', ')}` : ''}`
      : ' HAVING count(*) > 0';
  const columns = [...groupedBy(keys, sums.join(), records), ...constants, ...sums];
  return {
    sql: `SELECT ${columns.join(', ')} FROM responses${around?.join ?? ''}${where}${groups}`,
    values: text.values,
  };
}
