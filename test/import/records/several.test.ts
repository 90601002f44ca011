import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Code } from '../../../src/engine/engine.ts';
import { identifier, literal } from '../../../src/engine/quote.ts';
import { openWorkDatabase, type WorkDatabase } from '../../../src/engine/work-database.ts';
import { profileSource } from '../../../src/import/records/profile.ts';
import { findSeveral } from '../../../src/import/records/several/find-several.ts';
import type { SeveralAnswers } from '../../../src/import/records/several/several-answers.ts';
import type { WhoWasAsked } from '../../../src/import/records/several/who-was-asked.ts';
import { undescribed, type Source, type SourceVariable } from '../../../src/import/records/source.ts';
import { testInFull } from '../../runs.ts';

type Cell = Code | null;
type Given = Readonly<Record<string, readonly Cell[]>>;

interface Told extends SeveralAnswers {
  /** What is written for each record, by column. */
  readonly written: Readonly<Record<string, readonly (number | null)[]>>;
}

let database: WorkDatabase;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'topline-'));
  database = await openWorkDatabase(folder, new AbortController().signal, () => {});
});
afterAll(async () => {
  database.close();
  await rm(folder, { recursive: true, force: true });
});

/** The questions with several answers in some columns, and what is written of them. */
async function told(
  columns: Given,
  variables: Readonly<Record<string, Partial<SourceVariable>>> = {},
  search: { asked?: WhoWasAsked; separator?: string; sets?: Source['sets'] } = {},
): Promise<Told[]> {
  const names = Object.keys(columns);
  const cells = Object.values(columns);
  const isText = (values: readonly Cell[]): boolean => values.some((value) => typeof value === 'string');
  const inSql = (value: Cell): string =>
    value === null ? 'NULL' : typeof value === 'string' ? literal(value) : String(value);
  const types = cells.map(
    (values, i) => `${identifier(names[i] ?? '')} ${isText(values) ? 'VARCHAR' : 'DOUBLE'}`,
  );
  await database.run(`CREATE OR REPLACE TABLE source (${types.join(', ')})`);
  const rows = (cells[0] ?? []).map((_, i) => `(${cells.map((values) => inSql(values[i] ?? null)).join()})`);
  await database.run(`INSERT INTO source VALUES ${rows.join(', ')}`);
  const source: Source = {
    file: 'x',
    title: null,
    variables: names.map((name) => ({ ...undescribed(name), ...variables[name] })),
    weight: null,
    sets: search.sets ?? [],
    decimalComma: false,
    mayHaveEmptyRows: false,
    notes: [],
    explain: null,
  };
  const { records, profiles } = await profileSource(database, 'x');
  const { questions } = await findSeveral(
    {
      database,
      source,
      profiles,
      records,
      separator: search.separator ?? null,
    },
    () => true,
  );
  return Promise.all(
    questions.map(async (question) => {
      const { items } = question;
      const found = await database.rows(
        `SELECT ${items.map(({ sql }) => sql(search.asked ?? 'everyone')).join(', ')} FROM source`,
      );
      const lines = found.map((row) => Object.values(row).map((one) => (one === null ? null : Number(one))));
      return {
        ...question,
        written: Object.fromEntries(
          items.map(({ column }, i) => [column, lines.map((line) => line[i] ?? null)]),
        ),
      };
    }),
  );
}

describe('values that count as no answer', () => {
  const MISSING: readonly (readonly [string, Partial<SourceVariable>])[] = [
    ['one by one', { missing: [8, 9] }],
    ['one by one, as text in the codebook', { missing: ['8', '9'] }],
    ['by a range', { missingRange: [8, 9] }],
    ['by an open range', { missingRange: [8, Number.POSITIVE_INFINITY] }],
  ];
  const both = (one: Partial<SourceVariable>): Record<string, Partial<SourceVariable>> => ({
    m_1: { ...one, group: 'm', item: 'A' },
    m_2: { ...one, group: 'm', item: 'B' },
  });

  test.each(MISSING)('are neither ticked nor left empty in ticked columns: %s', async (_, one) => {
    const columns = { m_1: [1, 9, null, 1, null], m_2: [null, 1, 8, 1, null] };
    const [question] = await told(columns, both(one));
    expect(question?.written).toEqual({ m_1: [1, null, 0, 1, 0], m_2: [0, 1, null, 1, 0] });
    const [any] = await told(columns, both(one), { asked: 'any' });
    // Who has nothing but a missing value ticked nothing.
    expect(any?.written).toEqual({ m_1: [1, null, null, 1, null], m_2: [0, 1, null, 1, null] });
  });

  test.each(MISSING)('are no answer beside 0 and 1, and no proof that all were asked: %s', async (_, one) => {
    const [question] = await told({ m_1: [1, 0, 9, 1], m_2: [0, 1, 8, 1] }, both(one));
    expect(question?.written).toEqual({ m_1: [1, 0, null, 1], m_2: [0, 1, null, 1] });
    expect(question?.said).toBe('each');
    const [whole] = await told({ m_1: [1, 0, 0, 1], m_2: [0, 1, 1, 1] }, both(one));
    expect(whole?.said).toBe('everyone');
  });

  test.each(MISSING)('beside 0 they are no tick, though 1 never occurs: %s', async (_, one) => {
    const [question] = await told({ m_1: [0, 9, 0, 9], m_2: [0, 1, 8, 1] }, both(one));
    expect(question?.written).toEqual({ m_1: [0, null, 0, null], m_2: [0, 1, null, 1] });
  });

  test('are no words of respondents', async () => {
    const [question] = await told(
      {
        m_1: ['A', null, 'A', null, null],
        m_2: [null, 'B', 'B', null, null],
        m_other: ['-99', null, 'a shed', 'my boat', null],
      },
      {
        m_1: { group: 'm', item: 'A' },
        m_2: { group: 'm', item: 'B' },
        m_other: { group: 'm', item: 'other', missing: [-99] },
      },
      { asked: 'any' },
    );
    expect(question?.written).toEqual({
      m_1: [1, 0, 1, 0, null],
      m_2: [0, 1, 1, 0, null],
      m_other: [null, 0, 1, 1, null],
    });
  });

  const SET = {
    name: '$m',
    label: 'M',
    type: 'multiple dichotomy',
    countedValue: '1',
    variables: ['m_1', 'm_2'],
  } as const;

  test.each(MISSING)('do not say what was not chosen in a set of the file: %s', async (_, one) => {
    const [question] = await told({ m_1: [1, 9, null, 1], m_2: [null, 1, 8, null] }, both(one), {
      sets: [SET],
    });
    expect(question?.written).toEqual({ m_1: [1, null, 0, 1], m_2: [0, 1, null, 0] });
    expect(question?.said).toBeNull();
  });

  test.each(MISSING)('are no proof that all were asked a set of the file: %s', async (_, one) => {
    const [question] = await told({ m_1: [1, 0, 9, 1], m_2: [0, 1, 8, 0] }, both(one), { sets: [SET] });
    expect(question?.written).toEqual({ m_1: [1, 0, null, 1], m_2: [0, 1, null, 0] });
    expect(question?.said).toBe('each');
  });

  test('a range of numbers says nothing of texts', async () => {
    const [question] = await told(
      { m_1: ['1', '0', 'x', '1'], m_2: ['0', '1', 'x', '0'] },
      both({ missingRange: [8, 9] }),
      { sets: [SET] },
    );
    expect(question?.written).toEqual({ m_1: [1, 0, 0, 1], m_2: [0, 1, 0, 0] });
  });
});

const repeat = (times: number, cells: readonly Cell[]): Cell[] =>
  Array.from({ length: times }, () => cells).flat();

describe('a separator that a person names', () => {
  const TICKS = repeat(10, ['Red; Blue', 'Red', 'Blue']);
  const SENTENCES = [
    'the staff was kind; the food was cold and late',
    'nothing at all to say about this place',
    'my sister Ann came too; she liked it very much',
  ];

  test('divides no words of respondents', async () => {
    const comments = [...SENTENCES, ...repeat(27, [null])];
    const questions = await told({ q: TICKS, c: comments }, {}, { separator: ';' });
    expect(questions.map(({ name }) => name)).toEqual(['q']);
  });

  test('makes no answers of the words that a few wrote beside them', async () => {
    const [question] = await told(
      { q: [...TICKS, `Red; ${SENTENCES[1] ?? ''}`, SENTENCES[2] ?? ''] },
      {},
      { separator: ';' },
    );
    expect(question?.items.map(({ label }) => label)).toEqual([
      'Red',
      'Blue',
      'Other, in words of their own',
    ]);
    expect(question?.written['q_other']?.slice(-2)).toEqual([1, 1]);
    expect(JSON.stringify(question?.items.map(({ column, label }) => [column, label]))).not.toMatch(
      /sister|nothing/,
    );
  });

  test('divides long answers that many chose; what one alone says is no answer', async () => {
    const [question] = await told(
      { q: [...repeat(6, ['I pay by card in the shop; Cash', 'Cash']), 'Cash; Ann Miller'] },
      {},
      { separator: ';' },
    );
    expect(question?.items.map(({ label }) => label)).toEqual([
      'I pay by card in the shop',
      'Cash',
      'Other, in words of their own',
    ]);
  });

  test.each(['Red; Red', 'Blue;Red;Blue', ';Red;; Red;'])(
    'divides also where a cell says an answer twice: %s',
    async (twice) => {
      const [question] = await told({ q: [...TICKS, twice] }, {}, { separator: ';' });
      expect(question?.items.map(({ label }) => label)).toEqual(['Red', 'Blue']);
      expect(question?.written['q_red']?.at(-1)).toBe(1);
      expect(question?.written['q_blue']?.at(-1)).toBe(twice.includes('Blue') ? 1 : 0);
    },
  );
});

test.each(['\u202f', '\u3000', '\u2009', '\ufeff', '\v', '\u2028'])(
  'an answer beside the blank %j is the answer',
  async (blank) => {
    const cells = repeat(10, [`Red;${blank}Blue`, 'Red', `Blue${blank};Green${blank}`]);
    const [question] = await told({ q: cells });
    expect(question?.items.map(({ label }) => label)).toEqual(['Red', 'Blue', 'Green']);
    expect(Object.values(question?.written ?? {}).map((column) => column.slice(0, 3))).toEqual([
      [1, 1, 0],
      [1, 0, 1],
      [0, 0, 1],
    ]);
  },
);

describe('mentions in words', () => {
  const SAID = ['Tax', 'Rent', 'War', 'Work', 'Health'];
  const first = Array.from({ length: 60 }, (_, i) => SAID[i % 5] ?? '');
  const second = Array.from({ length: 60 }, (_, i) => (i % 3 === 0 ? null : (SAID[(i + 1) % 5] ?? '')));
  const SET = {
    name: '$said',
    label: 'Said',
    type: 'multiple category',
    countedValue: null,
    variables: ['said_1', 'said_2'],
  } as const;
  const own = (i: number): string => `my neighbour Jo said thing ${i}`;

  test.each([
    ['as columns', []],
    ['as a set of the file', [SET]],
  ])('that respondents wrote are no answers: %s', async (_, sets) => {
    const words = [
      first.map((text, i) => (i % 6 === 0 ? text : own(i))),
      second.map((text) => text && `${text}s`),
    ];
    expect(await told({ said_1: words[0] ?? [], said_2: words[1] ?? [] }, {}, { sets })).toEqual([]);
  });

  test('are answers where many gave them, and one answer where few did', async () => {
    const cells = first.map((text, i) => (i % 20 === 7 ? own(i) : text));
    const [question] = await told({ said_1: cells, said_2: second }, {}, { sets: [SET] });
    expect(question?.items.map(({ label }) => label).toSorted()).toEqual(
      [...SAID, 'Other, in words of their own'].toSorted(),
    );
    const other = question?.items.find(({ label }) => label?.startsWith('Other'))?.column ?? '';
    expect(question?.written[other]?.flatMap((one, i) => (one === 1 ? [i] : []))).toEqual([7, 27, 47]);
    expect(question?.items.map(({ column }) => column).join()).not.toMatch(/jo|neighbour/);
  });

  test('that a codebook lists are answers, however rare; what it does not list is one', async () => {
    const values = [...SAID, 'Sport', 'Youth'].map((label) => ({ code: label, label }));
    const cells = first.map((text, i) => (i === 7 ? 'Sport' : i % 20 === 8 ? own(i) : text));
    const [question] = await told(
      { said_1: cells, said_2: second },
      { said_1: { values }, said_2: { values } },
      { sets: [SET] },
    );
    expect(question?.items.map(({ label }) => label)).toEqual([
      ...SAID,
      'Sport',
      'Youth',
      'Other, in words of their own',
    ]);
  });

  testInFull('of more texts than a question has answers are none', async () => {
    const many = (shift: number): string[] =>
      Array.from({ length: 600 }, (_, i) => `brand ${(i + shift) % 120}`);
    expect(await told({ said_1: many(0), said_2: many(1) }, {}, { sets: [SET] })).toEqual([]);
    const fewer = (shift: number): string[] =>
      Array.from({ length: 600 }, (_, i) => `brand ${(i + shift) % 100}`);
    const [question] = await told({ said_1: fewer(0), said_2: fewer(1) }, {}, { sets: [SET] });
    expect(question?.items).toHaveLength(100);
  });
});

test('what one respondent wrote is no name of an answer in a column of its own', async () => {
  const ticked = (label: string, n: number): Cell[] =>
    Array.from({ length: 30 }, (_, i) => (i < n ? label : null));
  const [question] = await told({
    own_1: ticked('Car', 12),
    own_2: ticked('Boat', 9),
    own_3: ticked('a horse of my own', 1),
    own_4: ticked('the bicycle of my neighbour', 4),
    own_5: ticked('A car that I share', 6),
  });
  expect(question?.items.map(({ label }) => label)).toEqual([
    'Car',
    'Boat',
    'Other',
    'Other',
    'A car that I share',
  ]);
});
