import type { Code, Filter, TallyQuery } from './engine.ts';

/** A statement with its values, which never become part of its text. */
export interface Statement {
  readonly sql: string;
  readonly values: readonly Code[];
}

/** An identifier. The plan has checked that it is a column of the file. */
const quote = (name: string): string => `"${name.replaceAll('"', '""')}"`;

function condition(filter: Filter, values: Code[]): string {
  const column = quote(filter.column);
  const value = (code: Code): string => `$${values.push(code)}`;
  const parts = [
    ...(filter.in ? [`${column} IN (${filter.in.map(value).join(', ')})`] : []),
    ...(filter.min === undefined ? [] : [`${column} >= ${value(filter.min)}`]),
    ...(filter.max === undefined ? [] : [`${column} <= ${value(filter.max)}`]),
  ];
  return parts.length > 0 ? parts.join(' AND ') : `${column} IS NOT NULL`;
}

/** One GROUP BY that adds up everything a query asks for. */
export function tallyStatement(query: TallyQuery): Statement {
  const values: Code[] = [];
  const { weight, numeric, stratum, cluster } = query;
  const keys = [
    ...query.by.map((name, i) => `${quote(name)} AS c${i}`),
    ...(stratum === null ? [] : [`${quote(stratum)} AS stratum`]),
    ...(cluster === null ? [] : [`${quote(cluster)} AS cluster`]),
  ];
  const w = weight === null ? '1.0' : `CAST(${quote(weight)} AS DOUBLE)`;
  const x = numeric === null ? null : `CAST(${quote(numeric)} AS DOUBLE)`;
  const sums = [
    'count(*)::DOUBLE AS n',
    `count(*) FILTER (${w} <> 0)::DOUBLE AS nonzero`,
    `sum(${w}) AS w`,
    `sum(${w} * ${w}) AS w2`,
    ...(x === null
      ? []
      : [
          `sum(${w} * ${x}) AS wx`,
          `sum(${w} * ${x} * ${x}) AS wx2`,
          `sum(${w} * ${w} * ${x}) AS w2x`,
          `sum(${w} * ${w} * ${x} * ${x}) AS w2x2`,
        ]),
  ];
  const conditions = [
    ...query.filters.map((filter) => condition(filter, values)),
    ...(weight === null ? [] : [`${quote(weight)} IS NOT NULL`]),
    ...(numeric === null ? [] : [`${quote(numeric)} IS NOT NULL`]),
  ];
  const where = conditions.length > 0 ? ` WHERE ${conditions.join(' AND ')}` : '';
  const groups =
    keys.length > 0 ? ` GROUP BY ${keys.map((_, i) => i + 1).join(', ')}` : ' HAVING count(*) > 0';
  return { sql: `SELECT ${[...keys, ...sums].join(', ')} FROM responses${where}${groups}`, values };
}
