import { expect, test } from 'vitest';
import { MemoryEngine } from '../../../src/engine/memory.ts';
import { engineFilters, parseFilter, type Operator } from '../../../src/services/records/filters.ts';
import type { Variable } from '../../../src/services/records/variables.ts';
import { getJson } from '../../helper.ts';
import { recordsApp, single } from '../../records-helper.ts';

const AGES = [18, 29, 30, 30, 31, 49, 50, 51];
const numeric = {
  ...single('age', []),
  type: 'numeric',
  options: [],
  missing: [{ code: -1, label: 'none' }],
};
const SURVEY = { disclosure: { publicRecords: true }, questions: [single('q', [1]), numeric] };
const RECORDS = [...AGES, -1].map((age) => ({ q: 1, age }));

const holds: Readonly<Record<Operator, (age: number, bound: number) => boolean>> = {
  '>=': (age, bound) => age >= bound,
  '<=': (age, bound) => age <= bound,
  '>': (age, bound) => age > bound,
  '<': (age, bound) => age < bound,
};

test('a range ends where it says, whatever was asked before', async () => {
  const app = await recordsApp(RECORDS, SURVEY);
  for (const [operator, fits] of Object.entries(holds)) {
    for (const bound of [29, 30, 50, 17, -1]) {
      const filter = encodeURIComponent(`age:${operator}${bound}`);
      const { data } = await getJson<{ data: { row: string | null; value: number | null }[] }>(
        app,
        `/v1/surveys/small/crosstab?rows=q&measure=count&filter=${filter}`,
      );
      const count = data.find(({ row }) => row === 'q-1')?.value ?? 0;
      // Who gave no age is in no range, though the code for it is a number.
      expect(count, `${operator}${bound}`).toBe(AGES.filter((age) => fits(age, bound)).length);
    }
  }
});

test('no number lies between a bound and a range that does not include it', async () => {
  const near = [0, 0.1, 30, -30, -0.1, 1e-300, 123_456_789.125];
  for (const bound of near) {
    // The doubles on either side, by another way than the one that is tested.
    const step = bound === 0 ? Number.MIN_VALUE : Math.abs(bound) * 2 ** -52;
    const values = [bound - step, bound, bound + step];
    const engine = new MemoryEngine(
      values.map((age) => ({ age })),
      { maximumCells: 10, maximumTallyRows: 10 },
    );
    const variable = {
      id: 'age',
      column: 'age',
      cuts: null,
      missing: [],
      categories: [],
    } as unknown as Variable;
    for (const [operator, fits] of Object.entries(holds) as [Operator, (a: number, b: number) => boolean][]) {
      const rows = await engine.tally({
        by: [],
        filters: engineFilters({ kind: 'range', variable, operator, bound }),
        weight: null,
        strata: [],
        cluster: null,
        numeric: null,
        replicates: [],
      });
      expect(rows[0]?.n ?? 0, `${operator}${bound}`).toBe(
        values.filter((value) => fits(value, bound)).length,
      );
    }
  }
});

test.each([
  ['age:>=30', { name: 'age', operator: '>=', bound: 30 }],
  ['age:<-1.5', { name: 'age', operator: '<', bound: -1.5 }],
  ['age:>', null],
  ['age:>x', null],
  ['age:>1e3', null],
  ['g:a,b,a', { name: 'g', codes: ['a', 'b'] }],
  ['g:a,', null],
  ['g:', null],
  [':a', null],
  ['g', null],
  // The first colon ends the name.
  ['g:a:b', { name: 'g', codes: ['a:b'] }],
])('%s is taken apart', (text, parts) => {
  expect(parseFilter(text)).toEqual(parts);
});
