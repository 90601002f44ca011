import { expect, test } from 'vitest';
import type { TallyQuery } from '../../src/engine/engine.ts';
import { duckdbDialect } from '../../src/engine/duckdb-dialect.ts';
import { tallyStatement, type Statement } from '../../src/engine/sql.ts';
import type { GroupedTable, StoredColumn } from '../../src/engine/stored-table.ts';

const statementOf = (query: TallyQuery, known: GroupedTable): Statement =>
  tallyStatement(query, known, duckdbDialect(known));

const WHOLE: StoredColumn = { kind: 'number', floating: false, decimal: false, scale: 0 };
const COLUMNS: Readonly<Record<string, StoredColumn>> = {
  wave: WHOLE,
  psu: WHOLE,
  q: WHOLE,
  city: { ...WHOLE, kind: 'code', scale: null },
  share: { ...WHOLE, floating: true, scale: null },
};
const table = (rows: number, most: Readonly<Record<string, number>> = {}): GroupedTable => ({
  rows,
  columns: new Map(Object.entries(COLUMNS)),
  ranges: new Map(),
  most: new Map(Object.entries(most)),
  directBytes: 32e6,
});
const QUERY: TallyQuery = {
  by: [{ column: 'q' }],
  filters: [],
  weight: null,
  strata: ['wave'],
  cluster: null,
  numeric: null,
  replicates: [],
};

test.each([
  ['one code', { column: 'wave', in: [2] }, true],
  ['one code that the column can hold', { column: 'wave', in: [2, '2'] }, true],
  ['two codes', { column: 'wave', in: [1, 2] }, false],
  ['all but one', { column: 'wave', notIn: [1] }, false],
  ['a code that is not the same as a number', { column: 'wave', in: [2 ** 53] }, false],
  ['another column', { column: 'q', in: [2] }, false],
] as const)('the wave is a key of groups unless a filter leaves one code of it: %s', (_, filter, isFixed) => {
  const { sql, values } = statementOf({ ...QUERY, filters: [filter] }, table(1000));
  expect(sql.includes('"wave" AS s0')).toBe(!isFixed);
  expect(/\$\d+ AS s0/.test(sql)).toBe(isFixed);
  // Its value is one of the statement's, and never part of its text.
  if (isFixed) expect(values).toEqual([2, 2]);
});

test('numbers that need not be whole stay keys, whatever a filter leaves', () => {
  const query: TallyQuery = { ...QUERY, strata: ['share'], filters: [{ column: 'share', in: [0] }] };
  expect(statementOf(query, table(1000)).sql).toContain('AS DOUBLE) END AS s0');
});

test.each([
  ['few combinations, whatever the rows', 10, { q: 6, psu: 100 }, 0, false],
  ['many, and more rows', 1_000_000, { q: 6, psu: 2000 }, 0, false],
  ['more than rows', 10_000, { q: 6, psu: 4000 }, 0, true],
  ['more bytes than a thread may take', 10_000_000, { q: 6, psu: 20_000 }, 200, true],
] as const)(
  'a place for each combination of keys, or one key that is hashed: %s',
  (_, rows, most, replicates, isHashed) => {
    const names = Array.from({ length: replicates }, (__, i) => `r${i}`);
    const known = table(rows, most);
    const range = { largest: 2, smallest: 1, positive: true, finite: true };
    const { sql } = statementOf(
      { ...QUERY, strata: [], cluster: 'psu', replicates: names },
      {
        ...known,
        columns: new Map([...known.columns, ...names.map((name) => [name, WHOLE] as const)]),
        ranges: new Map(names.map((name) => [name, range])),
      },
    );
    expect(sql.includes('CAST("psu" AS DOUBLE) AS cluster')).toBe(isHashed);
    expect(sql).toContain('"q" AS c0');
  },
);
