import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FORMATS } from '../../src/formats/index.ts';
import { getJson } from '../helper.ts';
import { recordsApp, single, type TestRecord } from '../records-helper.ts';
import { compareCells, type Json } from './compare-cells.ts';
import { READERS } from './readers.ts';
import { runs, testInFull } from '../runs.ts';

/** Codes that are words of ours, of JavaScript, of a format, or numbers, which objects put before other names. */
const IDS = [
  'total',
  'row',
  'all',
  'rows',
  'base',
  'base-effective',
  'rowlabel',
  'rowkind',
  'rowvariable',
  'column',
  'columns',
  'letters',
  'x-letters',
  'metric',
  'line',
  'measure',
  'value',
  'none',
  'null',
  'nan',
  'true',
  't',
  'chosen',
  'undetermined',
  'constructor',
  'prototype',
  'tostring',
  'hasownproperty',
  'wave',
  'audience',
  '0',
  '1',
  '2012',
  '00',
];
/** What people call answers: anything. */
const LABELS = [
  'Total',
  'total',
  'Total (A)',
  '(B)',
  'x.letters',
  'Total.letters',
  'row',
  'rowLabel',
  'rowKind',
  'rowVariable',
  'rowVariableLabel',
  '__proto__',
  'constructor',
  'toString',
  'Base, unweighted',
  '2012',
  'null',
  'a:b',
  'a*b',
  'a/b',
  '-',
  '=1+1',
  '"quoted", with; separators | and <b>&amp;</b>',
  'é 🙂',
];

interface Cell {
  readonly rowVariable: string;
  readonly row: string | null;
  readonly rowLabel: string | null;
  readonly rowKind: string;
  readonly columnVariable: string | null;
  readonly column: string | null;
  readonly columnKind: string;
  readonly value: number | null;
  readonly letters: string[] | null;
  readonly baseFlag: string | null;
  readonly base: number | null;
  readonly baseWeighted: number | null;
  readonly baseEffective: number | null;
}
interface Column {
  readonly variable: string | null;
  readonly code: string | null;
  readonly kind: string;
  readonly letter: string | null;
  readonly field: string;
}

const options = fc.uniqueArray(
  fc.record({ id: fc.constantFrom(...IDS), label: fc.constantFrom(...LABELS, null) }),
  { selector: ({ id }) => id, minLength: 2, maxLength: 5 },
);
const questionIds = fc.uniqueArray(
  fc.constantFrom(...IDS.filter((id) => id !== 'wave' && id !== 'audience')),
  {
    minLength: 3,
    maxLength: 3,
  },
);

/** A survey whose questions and answers have such names, with records that hold each answer a few times. */
const surveys = fc
  .tuple(
    questionIds,
    fc.tuple(options, options, options),
    // The total of a question is called so, and its nets must not be.
    fc.constantFrom(...IDS.filter((id) => id !== 'total')),
  )
  .map(([ids, lists, net]) => {
    const questions = ids.map((id, i) => {
      const list = lists[i] ?? [];
      return single(id, [], {
        options: list.map((one, code) => ({ ...one, code })),
        nets: list.some((one) => one.id === net)
          ? []
          : [{ id: net, label: 'row', options: list.slice(0, 2).map((one) => one.id) }],
      });
    });
    const records: TestRecord[] = Array.from({ length: 120 }, (_, n) => ({
      w: 1 + (n % 3) / 2,
      ...Object.fromEntries(
        ids.map((id, i) => [id, Math.floor(n / (1 + 2 * i)) % (lists[i]?.length ?? 1)] as const),
      ),
    }));
    const design = { wave: 'w1', audience: 'all', weights: [{ id: 'w', column: 'w', label: 'w' }] };
    return { ids, lists, records, survey: { questions, design, disclosure: { publicRecords: true } } };
  });

/** Says in each cell of the wide layout what the long one says, by column as `meta.columns` has it. */
function compareLayouts(long: readonly Cell[], wide: Json): void {
  const columns = wide.meta['columns'] as Column[];
  const rows = [wide.data].flat();
  const fields = columns.map(({ field }) => field);
  expect(new Set(fields).size).toBe(fields.length);
  const heads = Object.keys(rows[0] ?? {});
  expect(heads).toEqual([
    'rowVariable',
    'rowVariableLabel',
    'row',
    'rowLabel',
    'rowKind',
    ...columns.flatMap(({ variable, code, kind, field }) => {
      const isSmall = long.some(
        (one) =>
          one.columnVariable === variable &&
          one.column === code &&
          one.columnKind === kind &&
          one.baseFlag !== null,
      );
      return [field, `${field}.letters`, ...(isSmall ? [`${field}.baseFlag`] : [])];
    }),
  ]);
  for (const { letter, field } of columns) {
    if (letter === null) expect(field).toMatch(/(^|:)Total$/);
    else expect(field.endsWith(` (${letter})`), field).toBe(true);
  }
  // The cells of one row stand one after the other in each side of the columns.
  const cellsOf = (variable: string | null) => long.filter((cell) => cell.columnVariable === variable);
  const rowsOf = rows.filter(({ rowKind }) => !String(rowKind).startsWith('base'));
  let compared = 0;
  for (const [variable, ofSide] of Map.groupBy(columns, (one) => one.variable)) {
    const cells = cellsOf(variable);
    expect(cells.length).toBe(rowsOf.length * ofSide.length);
    cells.forEach((cell, i) => {
      const [row, column] = [rowsOf[Math.floor(i / ofSide.length)] ?? {}, ofSide[i % ofSide.length]];
      if (!column) throw new Error('no column');
      expect([column.code, column.kind]).toEqual([cell.column, cell.columnKind]);
      expect([row['rowVariable'], row['row'], row['rowLabel'], row['rowKind']]).toEqual([
        cell.rowVariable,
        cell.row,
        cell.rowLabel,
        cell.rowKind,
      ]);
      expect(row[column.field]).toBe(cell.value);
      expect(row[`${column.field}.letters`]).toBe(cell.letters?.join(' ') || null);
      expect(row[`${column.field}.baseFlag`] ?? null).toBe(cell.baseFlag);
      compared += 1;
      if (cell.rowKind !== 'total') return;
      for (const kind of ['base', 'baseWeighted', 'baseEffective'] as const) {
        const base = rows.find((one) => one['rowVariable'] === cell.rowVariable && one['rowKind'] === kind);
        expect(base?.[column.field]).toBe(cell[kind]);
      }
    });
  }
  expect(compared).toBe(long.length);
}

describe('whatever questions, answers and subtotals are called', () => {
  testInFull('each comes through every layout and format', async () => {
    await fc.assert(
      fc.asyncProperty(surveys, async ({ ids: [a = '', b = '', c = ''], lists, records, survey }) => {
        const app = await recordsApp(records, survey, { memory: true });
        const base = '/v1/surveys/small/crosstab';
        const table = `rows=${a},${b}&columns=${b}*${c},${c}&limit=1000`;
        const long = await getJson<{ data: Cell[] }>(app, `${base}?${table}`);
        const wide = await getJson<Json>(app, `${base}?${table}&layout=wide`);
        compareLayouts(long.data, wide);
        // An answer of every question is found by its code.
        const [first] = lists[0];
        const picked = await getJson<{ data: Cell[] }>(app, `${base}?rows=${b}&filter=${a}:${first?.id}`);
        expect(picked.data.at(-1)?.base).toBe(records.filter((one) => one[a] === 0).length);
        const estimates = `/v1/surveys/small/estimates?question=${a}&option=${first?.id}`;
        const [estimate, ...others] = (await getJson(app, estimates)).data;
        expect([estimate?.['option'], others.length]).toEqual([first?.id, 0]);
        const urls = [
          `${base}?${table}&layout=wide`,
          `${base}?rows=${a}&columns=${b}&limit=1000`,
          `${base}/comparisons?rows=${a}&columns=${b}&limit=1000`,
          '/v1/surveys/small/estimates?limit=1000',
        ];
        for (const url of urls) {
          const json = await getJson<Json>(app, url);
          for (const { id } of FORMATS.slice(1)) {
            const get = async (address: string): Promise<Buffer> => {
              const response = await app.inject(address);
              expect(response.statusCode, response.body.slice(0, 300)).toBe(200);
              return response.rawPayload;
            };
            const read = await READERS[id]?.(await get(`${url}&format=${id}&labels=both`), get);
            if (!read) throw new Error(`${id} has no reader`);
            expect(compareCells(id, json, read)).toBeGreaterThan(0);
          }
        }
        await app.close();
      }),
      { numRuns: runs(1, 5) },
    );
  });

  test('a subtotal that a query asks for may be called like anything but an answer or another one', async () => {
    const app = await recordsApp(
      [{ q: 1, g: 1 }],
      { questions: [single('q', [1, 2, 3]), single('g', [1, 2])], disclosure: { publicRecords: true } },
      { memory: true },
    );
    const url = '/v1/surveys/small/crosstab?rows=q&columns=g';
    const { data } = await getJson<{ data: Cell[] }>(
      app,
      `${url}&net=q:total:q-1,q-2&net=g:total:g-1,g-2&net=q:row:q-2,q-3`,
    );
    expect([...new Set(data.map(({ row }) => row))]).toEqual(['q-1', 'q-2', 'q-3', 'total', 'row', null]);
    expect(data.slice(0, 4).map(({ column }) => column)).toEqual(['g-1', 'g-2', 'total', null]);
    await getJson(app, `${url}&net=q:total:q-1,q-2&net=q:total:q-2,q-3`, 400);
    await getJson(app, `${url}&net=q:q-1:q-2,q-3`, 400);
  });

  test('a weight may not be called like what asks for none', async () => {
    const design = { wave: 'w1', audience: 'all', weights: [{ id: 'none', column: 'w', label: 'w' }] };
    await expect(
      recordsApp([{ q: 1, w: 2 }], { questions: [single('q', [1])], design }, { memory: true }),
    ).rejects.toThrow('holds no release');
  });

  test('JSON-stat tells all words of a code that answers of two questions share', async () => {
    const questions = [
      single('q', [], { options: [{ id: 'other', label: 'Another one', code: 1 }] }),
      single('g', [], { options: [{ id: 'other', label: 'Something else', code: 1 }] }),
    ];
    const app = await recordsApp([{ q: 1, g: 1 }], { questions, disclosure: { publicRecords: true } });
    const cube = await getJson<{ dimension: { row: { category: { label: Record<string, string> } } } }>(
      app,
      '/v1/surveys/small/crosstab?rows=q,g&format=json-stat',
    );
    expect(cube.dimension.row.category.label).toEqual({
      other: 'Another one / Something else',
      '-': 'Total',
    });
  });
});
