import type { SqlDialect, GroupKey } from './sql-dialect.ts';
import type { Axis, Code, Filter, TallyQuery } from './engine.ts';
import { PlanError } from './check-tally-query.ts';
import { exactSum, type Factor } from './exact-sum.ts';
import { identifier } from './quote.ts';
import type { StoredTable } from './stored-table.ts';

/** A statement with its values, which never become part of its text. */
export interface Statement {
  readonly sql: string;
  readonly values: readonly Code[];
}

/** How squares of numbers are added up: as they are, with the range of the answers beside, or of their deviations from the mean; `coded`: as they are, of groups in whatever order. */
export type Squares = 'plain' | 'ranged' | 'centred' | 'coded';

/** A statement in the making. */
class StatementText {
  readonly values: Code[] = [];
  readonly #records: StoredTable;
  readonly #dialect: SqlDialect;

  constructor(records: StoredTable, dialect: SqlDialect) {
    this.#records = records;
    this.#dialect = dialect;
  }

  /** A placeholder for a value. */
  value(code: Code): string {
    return this.#dialect.parameter(this.values.push(code), code);
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
    const name = this.#dialect.compared(column);
    const guard = this.#dialect.guard(column);
    const conditions = guard === null ? [] : [guard];
    if (kept) {
      const codes = this.#comparable(column, kept);
      conditions.push(codes.length > 0 ? `${name} IN (${codes.join(', ')})` : 'false');
    }
    const except = this.#comparable(column, notIn ?? []);
    if (except.length > 0) conditions.push(`${name} NOT IN (${except.join(', ')})`);
    if (min !== undefined) conditions.push(`${name} >= ${this.value(min)}`);
    if (max !== undefined) conditions.push(`${name} <= ${this.value(max)}`);
    return conditions.length > 0 ? conditions.join(' AND ') : this.#dialect.present(column);
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

  /** The code of a cell: that of its column, or the number of the band. Adding up comparisons is faster than CASE. */
  cell({ column, cuts, except = [] }: Axis): string {
    if (!cuts) return this.#dialect.code(column);
    const name = this.#dialect.compared(column);
    const band = cuts.map((cut) => `CAST(${name} >= ${this.value(cut)} AS SMALLINT)`).join(' + ');
    const guard = this.#dialect.guard(column);
    const codes = this.#comparable(column, except);
    return this.#dialect.band(band, [
      ...(guard === null ? [] : [guard]),
      ...(codes.length > 0 ? [`${name} NOT IN (${codes.join(', ')})`] : []),
    ]);
  }

  /** @param isThere whether rows without a number are left out already; else they count as 0 */
  factor(column: string, isThere: boolean): Factor {
    const stored = this.#records.columns.get(column);
    const range = this.#records.ranges.get(column);
    if (!stored || !range) throw new Error(`nothing is known of the column "${column}"`);
    const { largest, smallest } = range;
    return { ...this.#dialect.factor(column, isThere), scale: stored.scale, largest, smallest };
  }
}

/** A factor less a number. Of differences only the bounds are known, and how small they may be before it no longer matters. */
function shifted(factor: Factor, origin: number, dialect: SqlDialect): Factor {
  if (origin === 0) return factor;
  const largest = factor.largest + Math.abs(origin);
  const literal = `CAST(${origin.toExponential()} AS DOUBLE)`;
  const double = `(${factor.double} - ${literal})`;
  // Whole numbers less a whole number are whole, and add up exactly.
  if (factor.scale === 0 && Number.isSafeInteger(origin) && largest < Number.MAX_SAFE_INTEGER)
    return { sql: `(${dialect.whole(factor.sql)} - ${origin})`, double, scale: 0, largest, smallest: 1 };
  return { sql: double, double, scale: null, largest, smallest: largest * 2 ** -40 };
}

/** Columns whose range must be known before the statement can be written. */
export function summedColumns({ weight, numeric, replicates }: TallyQuery): string[] {
  return [...new Set([weight, numeric, ...replicates].flatMap((name) => name ?? []))];
}

/** What makes the groups of a query, as SQL; the values of bands stand in the statement wherever this is written. */
function keysOf(query: TallyQuery, text: StatementText): GroupKey[] {
  const key = (axis: Axis, name: string): GroupKey => ({ sql: text.cell(axis), name, axis });
  return [
    ...query.by.map((axis, i) => key(axis, `c${i}`)),
    ...query.strata.map((column, i) => key({ column }, `s${i}`)),
    ...(query.cluster === null ? [] : [key({ column: query.cluster }, 'cluster')]),
  ];
}

/** The keys that differ between the rows that are left, and those that do not, as columns. */
function keysAndConstants(query: TallyQuery, text: StatementText): { keys: GroupKey[]; constants: string[] } {
  const keys: GroupKey[] = [];
  const constants: string[] = [];
  for (const key of keysOf(query, text)) {
    const only = key.axis.cuts ? null : text.onlyCode(key.axis.column, query.filters);
    if (only === null) keys.push(key);
    else constants.push(`${text.value(only)} AS ${key.name}`);
  }
  return { keys, constants };
}

/** The rows that a query is about, as the end of a FROM. */
function whereOf(
  { filters, weight, numeric }: TallyQuery,
  text: StatementText,
  { presentNumber }: SqlDialect,
): string {
  const conditions = [
    ...filters.map((filter) => text.condition(filter)),
    ...[weight, numeric].flatMap((name) => (name === null ? [] : [presentNumber(name)])),
  ];
  return conditions.length > 0 ? ` WHERE ${conditions.join(' AND ')}` : '';
}

/**
 * How many different combinations of the keys of a query there are, counted no further than a limit, so that memory is bounded.
 */
export function combinationsStatement(
  query: TallyQuery,
  records: StoredTable,
  dialect: SqlDialect,
  limit: number,
): Statement {
  const text = new StatementText(records, dialect);
  const keys = keysOf(query, text).map(({ sql, name }) => `${sql} AS ${name}`);
  return {
    sql: `SELECT count(*) FROM (SELECT DISTINCT ${keys.join(', ')} FROM ${dialect.from} LIMIT ${limit}) AS combinations`,
    values: text.values,
  };
}

/** The combinations of the keys of a query, in order, each with the number of its rows. */
export function patternsStatement(query: TallyQuery, records: StoredTable, dialect: SqlDialect): Statement {
  const text = new StatementText(records, dialect);
  const keys = keysOf(query, text);
  const ordinals = keys.map((_, i) => i + 1);
  return {
    sql:
      `SELECT ${keys.map(({ sql, name }) => `${sql} AS ${name}, `).join('')}${dialect.count} AS n FROM ${dialect.from} ` +
      `GROUP BY ${ordinals.join(', ')}${dialect.order(keys)}`,
    values: text.values,
  };
}

/** Weights and answers less their means in each group, as sums, and the groups with these means to be joined. */
interface Centred {
  readonly sums: readonly string[];
  readonly join: string;
}

/**
 * How small a deviation may be, relative to the largest answer, before it no longer matters. In totals it is multiplied by the
 * answers again.
 */
const SMALLEST_DEVIATION = 2 ** -64;

/** A prefix that no column of the file begins with, so that what it names is never taken for one. */
function prefixFor(columns: ReadonlyMap<string, unknown>): string {
  let prefix = 'centre';
  while ([...columns.keys()].some((name) => name.toLowerCase().startsWith(prefix))) prefix += '_';
  return prefix;
}

/** How deviations are added up: the means of all groups are found first, and joined to the records. */
function centred(
  query: TallyQuery,
  numeric: string,
  records: StoredTable,
  text: StatementText,
  dialect: SqlDialect,
  sum: (factors: readonly Factor[]) => string,
): Centred {
  const { weight, origin = 0 } = query;
  const prefix = prefixFor(records.columns);
  const [meanX, meanW] = [identifier(`${prefix} x`), identifier(`${prefix} w`)];
  const meanKey = (i: number): string => identifier(`${prefix} k${i}`);
  const x = shifted(text.factor(numeric, true), origin, dialect);
  const w = weight === null ? null : text.factor(weight, true);
  const whole = x.scale === 0;
  const ws = w === null ? [] : [w];
  const ofGroup = dialect.ratio(sum([...ws, x]), sum(ws));
  const keys = keysOf(query, text);
  const columns = [
    ...keys.map((key, i) => `${dialect.joined(key)} AS ${meanKey(i)}`),
    `${whole ? `floor(${ofGroup} + 0.5)` : ofGroup} AS ${meanX}`,
    ...(w === null ? [] : [`(${sum([w])}) / ${dialect.count} AS ${meanW}`]),
  ];
  const groups = keys.length > 0 ? ` GROUP BY ${keys.map((_, i) => i + 1).join(', ')}` : '';
  const means = `(SELECT ${columns.join(', ')} FROM ${dialect.from}${whereOf(query, text, dialect)}${groups})`;
  const on = keysOf(query, text).map((key, i) => [key, meanKey(i)] as const);
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
          sql: `(${dialect.whole(x.sql)} - ${dialect.whole(meanX)})`,
          double: `(${x.double} - ${meanX})`,
          scale: 0,
          largest: 2 * x.largest,
          smallest: 1,
        }
      : less(x, meanX);
  const v = w === null ? null : less(w, meanW);
  return {
    join: dialect.join(means, on),
    sums: [
      `${dialect.any(meanX)} AS mean`,
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
 * @throws PlanError if numbers are too large to be added up
 */
export function tallyStatement(
  query: TallyQuery,
  records: StoredTable,
  dialect: SqlDialect,
  squares: Squares = 'plain',
): Statement {
  try {
    return groupStatement(query, records, dialect, squares);
  } catch (error) {
    if (error instanceof RangeError) throw new PlanError(error.message, { cause: error });
    throw error;
  }
}

function groupStatement(
  query: TallyQuery,
  records: StoredTable,
  dialect: SqlDialect,
  squares: Squares,
): Statement {
  const text = new StatementText(records, dialect);
  const { weight, numeric } = query;
  const { keys, constants } = keysAndConstants(query, text);
  const n = dialect.count;
  const w = weight === null ? [] : [text.factor(weight, true)];
  const x = numeric === null ? [] : [shifted(text.factor(numeric, true), query.origin ?? 0, dialect)];
  const sum = (factors: readonly Factor[]): string =>
    factors.length === 0 ? n : exactSum(factors, records.rows, dialect);
  const replicates = query.replicates.map((name) => text.factor(name, false));
  const nonzero = weight === null || records.ranges.get(weight)?.positive ? n : dialect.nonzero(weight);
  const around =
    squares === 'centred' && numeric !== null ? centred(query, numeric, records, text, dialect, sum) : null;
  const range =
    squares === 'ranged' && numeric !== null
      ? [`${dialect.end('min', numeric)} AS least`, `${dialect.end('max', numeric)} AS most`]
      : [];
  const second = around?.sums ?? [
    `${sum([...w, ...x, ...x])} AS wx2`,
    `${sum([...w, ...w, ...x])} AS w2x`,
    `${sum([...w, ...w, ...x, ...x])} AS w2x2`,
  ];
  const key = query.keys === undefined ? [] : [`${dialect.keys(query.keys)} AS rkey`];
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
  const where = whereOf(query, text, dialect);
  const ordinals = keys.map((_, i) => i + 1).join(', ');
  const groups =
    keys.length > 0
      ? ` GROUP BY ${ordinals}${squares === 'coded' ? '' : dialect.order(keys)}`
      : ' HAVING count(*) > 0';
  const columns = [...dialect.grouped(keys, sums.join()), ...constants, ...sums];
  return {
    sql: `SELECT ${columns.join(', ')} FROM ${dialect.from}${around?.join ?? ''}${where}${groups}`,
    values: text.values,
  };
}
