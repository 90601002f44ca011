import { describe, expect, test } from 'vitest';
import { bundledApp, getJson } from '../helper.ts';
import { recordsApp, single, type TestRecord } from '../records-helper.ts';

interface Listed {
  readonly id: string;
  readonly options: { readonly id: string; readonly shown: boolean }[];
  readonly bands: { readonly id: string; readonly from: number | null; readonly below: number | null }[];
  readonly nets: { readonly id: string }[];
  readonly items: { readonly id: string; readonly variable: string }[];
  readonly optionCount: number;
  readonly rows: boolean;
  readonly columns: boolean;
  readonly filter: boolean;
  readonly range: 'any' | 'bands' | null;
  readonly nest: boolean;
  readonly mean: boolean;
}
interface Problem {
  readonly errors: { readonly name: string; readonly message: string; readonly allowed?: string[] }[];
}

const SURVEY = {
  waves: [
    { id: 'w1', label: 'First', year: 2020, code: 1 },
    { id: 'w2', label: 'Second', year: 2022, code: 2 },
  ],
  audiences: [
    { id: 'all', label: 'All' },
    { id: 'a', label: 'A', parent: 'all', code: 'A' },
    { id: 'b', label: 'B', parent: 'all', code: 'B' },
  ],
  design: { wave: 'wave', audience: 'who', weights: [] },
  disclosure: { publicRecords: true },
  questions: [
    single('q', [1, 2, 3], {
      text: 'Which of three?',
      nets: [{ id: 'low', label: 'One or two', options: ['q-1', 'q-2'] }],
    }),
    {
      ...single('used', [], {
        text: 'Used what?',
        type: 'multiple',
        options: [],
        chosen: [1],
        notChosen: [0],
      }),
      variable: undefined,
      items: [
        { id: 'tea', label: 'Tea', variable: 'u1' },
        { id: 'milk', label: null, variable: 'u2' },
      ],
    },
    {
      ...single('only', [1, 2], { type: 'scale' }),
      variable: undefined,
      items: [{ id: 'one', label: 'The one', variable: 'o1' }],
    },
    { ...single('age', []), type: 'numeric', options: [], bands: [30, 50] },
    { ...single('height', []), type: 'numeric', options: [] },
  ],
};
const RECORDS: TestRecord[] = Array.from({ length: 120 }, (_, i) => ({
  wave: 1 + (i % 2),
  who: i % 3 === 0 ? 'A' : 'B',
  q: 1 + (i % 3),
  u1: Number(i % 4 === 0),
  u2: Number(i % 5 === 0),
  o1: 1 + (i % 2),
  age: 18 + (i % 60),
  height: 150 + (i % 40),
}));
const BASE = '/v1/surveys/small';

test('lists waves, audiences, questions and items, with what stands for what', async () => {
  const app = await recordsApp(RECORDS, SURVEY, { memory: true });
  const { data, meta } = await getJson(app, `${BASE}/variables`);
  expect(data.map(({ id, kind, label, type, optionCount }) => [id, kind, label, type, optionCount])).toEqual([
    ['wave', 'wave', 'Wave', null, 2],
    ['audience', 'audience', 'Audience', null, 3],
    ['q', 'question', 'Which of three?', 'single', 3],
    ['used', 'question', 'Used what?', 'multiple', 2],
    ['used.tea', 'item', 'Tea', 'multiple', 2],
    ['used.milk', 'item', null, 'multiple', 2],
    ['only', 'question', 'only', 'scale', 2],
    ['only.one', 'item', 'The one', 'scale', 2],
    ['age', 'question', 'age', 'numeric', 3],
    ['height', 'question', 'height', 'numeric', 0],
  ]);
  expect(meta).toMatchObject({ survey: 'small', release: '1.0.0', total: 10 });
  const byId = new Map(data.map((row) => [row['id'], row]));
  expect(byId.get('audience')).toMatchObject({
    question: null,
    questionText: null,
    options: [
      { id: 'all', label: 'All', kind: 'net', codes: ['A', 'B'], shown: false },
      { id: 'a', label: 'A', kind: 'category', codes: ['A'], shown: true },
      { id: 'b', label: 'B', kind: 'category', codes: ['B'], shown: true },
    ],
  });
  expect(byId.get('q')).toMatchObject({
    nets: [{ id: 'low', label: 'One or two', options: ['q-1', 'q-2'] }],
    items: [],
    bands: [],
  });
  expect(byId.get('used')).toMatchObject({
    options: [
      { id: 'tea', label: 'Tea', codes: null, shown: true },
      { id: 'milk', label: null, codes: null, shown: true },
    ],
    items: [
      { id: 'tea', label: 'Tea', variable: 'used.tea' },
      { id: 'milk', label: null, variable: 'used.milk' },
    ],
  });
  expect(byId.get('used.tea')).toMatchObject({
    question: 'used',
    questionText: 'Used what?',
    item: 'tea',
    itemLabel: 'Tea',
    options: [
      { id: 'chosen', codes: [1], shown: true },
      { id: 'not-chosen', codes: [0], shown: false },
    ],
  });
  expect(byId.get('age')).toMatchObject({
    options: [],
    bands: [
      { id: 'below-30', from: null, below: 30 },
      { id: 'from-30', from: 30, below: 50 },
      { id: 'from-50', from: 50, below: null },
    ],
  });
});

/** Whether a crosstab is one that can be, though it may tell small groups apart; anything but a refusal and an answer fails. */
async function isTaken(app: Awaited<ReturnType<typeof recordsApp>>, query: string): Promise<boolean> {
  const { statusCode, body } = await app.inject(`${BASE}/crosstab?${query}`);
  if (statusCode !== 200 && statusCode !== 400) throw new Error(`${query}: ${statusCode} ${body}`);
  return statusCode === 200 || body.includes('"/v1/problems/unsafe-combination"');
}

describe.each([
  ['public', { publicRecords: true }],
  ['protected', { minimumBase: 5, minimumCell: 5 }],
])('of %s records', (_name, disclosure) => {
  test('says of each variable what a crosstab takes it for, and no more', async () => {
    const app = await recordsApp(RECORDS, { ...SURVEY, disclosure }, { memory: true });
    const { data } = await getJson<{ data: Listed[] }>(app, `${BASE}/variables`);
    let tables = 0;
    for (const one of data) {
      const { id } = one;
      const other = id === 'q' ? 'audience' : 'q';
      expect([id, await isTaken(app, `rows=${id}`)]).toEqual([id, one.rows]);
      expect([id, await isTaken(app, `rows=${other}&columns=${id}`)]).toEqual([id, one.columns]);
      expect([id, await isTaken(app, `rows=${other}*${id}`)]).toEqual([id, one.nest]);
      expect([id, await isTaken(app, `rows=${id}&measure=mean`)]).toEqual([id, one.mean]);
      expect([id, await isTaken(app, `rows=${other}&filter=${id}:>=37.5`)]).toEqual([
        id,
        one.range === 'any',
      ]);
      expect([id, await isTaken(app, `rows=${other}&filter=${id}:>=30`)]).toEqual([id, one.range !== null]);
      const names = [...one.options, ...one.bands].map((option) => option.id);
      expect(names.length).toBe(one.optionCount);
      for (const name of names) {
        const isNamed = one.filter && names.length > 0;
        expect([id, name, await isTaken(app, `rows=${other}&filter=${id}:${name}`)]).toEqual([
          id,
          name,
          isNamed,
        ]);
      }
      expect(one.filter).toBe(one.items.length < 2 && (names.length > 0 || one.range !== null));
      if (!one.rows) continue;
      // What is shown is what the rows of a table are, subtotals of the codebook beside it.
      const url = `${BASE}/crosstab?rows=${id}&wave=w1,w2`;
      if ((await app.inject(url)).statusCode === 400) continue;
      tables += 1;
      const table = await getJson(app, url);
      const rows = new Set(table.data.flatMap(({ row }) => (typeof row === 'string' ? [row] : [])));
      const shown = one.options.filter((option) => option.shown);
      const expected = [...shown, ...one.bands, ...one.nets].map((option) => option.id);
      expect([...rows].toSorted(), id).toEqual(expected.toSorted());
    }
    expect(tables).toBeGreaterThan(2);
  });
});

test('comes in pages, chosen fields, and as CSV, HTML and JSON-stat', async () => {
  const app = await recordsApp(RECORDS, SURVEY, { memory: true });
  const page = await getJson(app, `${BASE}/variables?limit=4&sort=-id`);
  expect(page.data.map(({ id }) => id)).toEqual(['wave', 'used.tea', 'used.milk', 'used']);
  expect(page.meta['next']).toContain('cursor=');
  const csv = await app.inject(`${BASE}/variables?fields=id,label,optionCount&format=csv`);
  expect(csv.body.split('\r\n').slice(0, 3)).toEqual([
    'id,label,optionCount',
    'wave,Wave,2',
    'audience,Audience,3',
  ]);
  const whole = await app.inject(`${BASE}/variables?format=csv`);
  expect(whole.body).toContain('""codes"":[""A"",""B""]');
  const texts = await getJson(app, `${BASE}/variables?labels=texts`);
  expect(texts.data[2]).toMatchObject({ id: 'q', questionText: 'Which of three?' });
  expect(texts.data[2]).not.toHaveProperty('question');
  for (const format of ['html', 'markdown', 'ndjson', 'json-stat', 'parquet', 'xlsx', 'arrow', 'csvw'])
    expect([format, (await app.inject(`${BASE}/variables?format=${format}`)).statusCode]).toEqual([
      format,
      200,
    ]);
});

test('is not there where there are no records', async () => {
  const { type } = await getJson<{ type: string }>(
    await bundledApp(),
    '/v1/surveys/cmo-cio-alignment/variables',
    404,
  );
  expect(type).toBe('/v1/problems/no-records');
});

test.each([
  ['rows=usd', 'rows', 'used'],
  ['rows=q&columns=audienc', 'columns', 'audience'],
  ['rows=q*heigth', 'rows', 'height'],
  ['rows=q&filter=usedtea:chosen', 'filter', 'used.tea'],
  ['rows=q&net=qq:x:q-1', 'net', 'q'],
])('is where a misspelt name is sent: %s', async (query, name, nearest) => {
  const app = await recordsApp(RECORDS, SURVEY, { memory: true });
  const { errors } = await getJson<Problem>(app, `${BASE}/crosstab?${query}`, 400);
  expect(errors[0]?.name).toBe(name);
  expect(errors[0]?.message).toContain(`${BASE}@1.0.0/variables`);
  expect(errors[0]?.message).toContain(`"${nearest}"`);
  expect(errors[0]?.allowed?.[0]).toBe(nearest);
  const listed = await getJson(app, errors[0]?.message.match(/\/v1\/\S+/)?.[0] ?? '');
  expect(listed.data.map(({ id }) => id)).toContain(nearest);
});
