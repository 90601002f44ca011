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
  readonly largest: number;
  readonly smallest: number;
  /** All are more than 0. */
  readonly positive: boolean;
  readonly finite: boolean;
}

/** What a statement is made from: how columns are stored, the ranges of those that are added up, and how many rows there are. */
export interface Records {
  readonly rows: number;
  readonly columns: ReadonlyMap<string, StoredColumn>;
  readonly ranges: ReadonlyMap<string, NumberRange>;
}

/** A statement in the making. */
class StatementText {
  readonly values: Code[] = [];
  readonly #records: Records;

  constructor(records: Records) {
    this.#records = records;
  }

  /** A placeholder for a value. */
  value(code: Code): string {
    return `$${this.values.push(code)}`;
  }

  /** The codes that the column can hold: a text is no number, and comparing them would be an error in SQL. */
  #comparable(column: string, codes: readonly Code[]): string[] {
    const type = this.#records.columns.get(column)?.kind === 'number' ? 'number' : 'string';
    return codes.filter((code) => typeof code === type).map((code) => this.value(code));
  }

  condition({ column, in: kept, notIn, min, max }: Filter): string {
    const name = identifier(column);
    const parts = [this.#records.columns.get(column)?.floating ? `isfinite(${name})` : `${name} IS NOT NULL`];
    if (kept) {
      const codes = this.#comparable(column, kept);
      parts.push(codes.length > 0 ? `${name} IN (${codes.join(', ')})` : 'false');
    }
    const except = this.#comparable(column, notIn ?? []);
    if (except.length > 0) parts.push(`${name} NOT IN (${except.join(', ')})`);
    if (min !== undefined) parts.push(`${name} >= ${this.value(min)}`);
    if (max !== undefined) parts.push(`${name} <= ${this.value(max)}`);
    return parts.join(' AND ');
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

/**
 * One GROUP BY that adds up everything a query asks for: keys c0, c1, …; s0, s1, …; cluster, and sums n, nonzero, w, w2,
 * wx, wx2, w2x, w2x2, r0, rx0, …, as DOUBLE.
 *
 * @throws RangeError if numbers are too large to be added up
 */
export function tallyStatement(query: TallyQuery, records: Records): Statement {
  const text = new StatementText(records);
  const { weight, numeric } = query;
  const keys = [
    ...query.by.map((axis, i) => `${text.cell(axis)} AS c${i}`),
    ...query.strata.map((name, i) => `${text.code(name)} AS s${i}`),
    ...(query.cluster === null ? [] : [`${text.code(query.cluster)} AS cluster`]),
  ];
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
  const sums = [
    `${n} AS n`,
    `${nonzero} AS nonzero`,
    `${sum(w)} AS w`,
    `${sum([...w, ...w])} AS w2`,
    ...(numeric === null
      ? []
      : [
          `${sum([...w, ...x])} AS wx`,
          `${sum([...w, ...x, ...x])} AS wx2`,
          `${sum([...w, ...w, ...x])} AS w2x`,
          `${sum([...w, ...w, ...x, ...x])} AS w2x2`,
        ]),
    ...replicates.map((factor, i) => `${sum([factor])} AS r${i}`),
    ...(numeric === null ? [] : replicates.map((factor, i) => `${sum([factor, ...x])} AS rx${i}`)),
  ];
  const conditions = [
    ...query.filters.map((filter) => text.condition(filter)),
    ...[weight, numeric].flatMap((name) => (name === null ? [] : [text.present(name)])),
  ];
  const where = conditions.length > 0 ? ` WHERE ${conditions.join(' AND ')}` : '';
  const places = keys.map((_, i) => i + 1).join(', ');
  const groups =
    keys.length > 0
      ? ` GROUP BY ${places} ORDER BY ${keys.map((_, i) => `${i + 1} ASC NULLS LAST`).join(', ')}`
      : ' HAVING count(*) > 0';
  return {
    sql: `SELECT ${[...keys, ...sums].join(', ')} FROM responses${where}${groups}`,
    values: text.values,
  };
}
