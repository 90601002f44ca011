import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { expect, test } from 'vitest';
import { Engines } from '../../src/engine/engines.ts';
import { loadRelease } from '../../src/repository/load.ts';
import { releaseSha256 } from '../../src/repository/sha256.ts';
import { RecordsRegistry } from '../../src/services/records/registry.ts';
import { validateDraft } from '../../src/validate/validate.ts';
import { OPTIONS } from '../engine/registry.ts';
import { temporaryFolder } from '../helper.ts';
import { WORK } from '../publish/support.ts';
import { recordsSurvey, single } from '../records-helper.ts';
import { oneIn } from '../runs.ts';

/** Records that are right: three of each of ten kinds, in SQL. */
const RIGHT: Readonly<Record<string, string>> = {
  year: `CASE WHEN i % 2 = 0 THEN 'w1' ELSE 'w2' END`,
  role: `CASE WHEN i % 3 = 0 THEN 'a' ELSE 'b' END`,
  q: 'i % 3 + 1',
  t: `CASE WHEN i % 2 = 0 THEN 'yes' ELSE 'no' END`,
  m1: 'i % 2',
  m2: '(i + 1) % 2',
  x: 'i * 1.5::DOUBLE',
  w: '1 + (i % 4) / 10::DOUBLE',
  h: 'i % 2',
  c: 'i // 3',
  r1: '1 + (i % 2)::DOUBLE',
  r2: '1 + (i % 3)::DOUBLE',
};

const battery = {
  id: 'm',
  text: 'm',
  wording: 'verbatim',
  type: 'multiple',
  audiences: ['a', 'b'],
  chosen: [1],
  notChosen: [0],
  items: [
    { id: 'one', label: 'One', variable: 'm1' },
    { id: 'two', label: 'Two', variable: 'm2' },
  ],
};
const number = {
  id: 'x',
  text: 'x',
  wording: 'verbatim',
  type: 'numeric',
  audiences: ['a', 'b'],
  variable: 'x',
};
const asked = { audiences: ['a', 'b'] };
const SURVEY = recordsSurvey({
  version: '1.0.0',
  waves: [
    { id: 'w1', label: 'First', year: 2020 },
    { id: 'w2', label: 'Second', year: 2022 },
  ],
  audiences: [
    { id: 'a', label: 'A' },
    { id: 'b', label: 'B' },
  ],
  questions: [single('q', [1, 2, 3], asked), single('t', ['yes', 'no'], asked), battery, number],
  design: {
    wave: 'year',
    audience: 'role',
    weights: [{ id: 'final', column: 'w', label: 'W' }],
    strata: ['h'],
    clusters: ['c'],
  },
});
const REPLICATED = {
  ...SURVEY,
  design: {
    wave: 'year',
    audience: 'role',
    weights: [{ id: 'final', column: 'w', label: 'W' }],
    replicates: { method: 'bootstrap', columns: ['r1', 'r2'], degreesOfFreedom: 1 },
  },
};

const engines = new Engines(OPTIONS);

/** What validate and the server say of records that differ from right ones in some columns. */
async function faultsOf(
  columns: Readonly<Record<string, string>>,
  {
    rows = 30,
    survey = SURVEY,
    more = '',
  }: { readonly rows?: number; readonly survey?: object; readonly more?: string } = {},
): Promise<{ validate: string[]; load: string[] }> {
  const directory = join(await temporaryFolder(), '1.0.0');
  await mkdir(directory);
  await writeFile(join(directory, 'survey.json'), JSON.stringify(survey));
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const list = Object.entries({ ...RIGHT, ...columns }).map(([name, sql]) => `${sql} AS ${name}`);
  const path = join(directory, 'responses.parquet');
  await connection.run(
    `COPY (SELECT ${list.join(', ')} FROM range(${rows}) AS r(i) ${more}) TO '${path}' (FORMAT parquet)`,
  );
  connection.closeSync();
  instance.closeSync();
  const entry = {
    version: '1.0.0',
    released: '2026-01-01T00:00:00Z',
    embargoedUntil: null,
    sha256: await releaseSha256(directory),
    signature: null,
    changes: [],
    withdrawn: null,
  };
  const registry = new RecordsRegistry((file, key, guard) => engines.open(file, key, guard));
  const loaded = loadRelease(directory, 'small', entry, registry);
  const load = await loaded.then(
    () => [],
    (error: Error) => error.message.split('\n'),
  );
  registry.keep(new Set());
  const { faults } = await validateDraft(directory, WORK);
  return { validate: faults.map(({ column, message }) => `${column}: ${message}`), load };
}

test.each([
  ['as they should be', {}, {}],
  ['with replicate weights', {}, { survey: REPLICATED }],
  ['with nobody who answered a question', { q: 'NULL::INTEGER' }, {}],
  [
    'with a wave that is a number',
    { year: 'CASE WHEN i % 2 = 0 THEN 1 ELSE 2 END' },
    {
      survey: {
        ...SURVEY,
        waves: [
          { id: '1', label: '1', year: 1 + 1900 },
          { id: '2', label: '2', year: 1902 },
        ],
      },
    },
  ],
  [
    'with answers that are true or false',
    { t: 'i % 2 = 0' },
    { survey: { ...SURVEY, questions: [single('t', ['true', 'false'], asked)] } },
  ],
])('records %s are served, and validate finds no fault in them', async (_, columns, options) => {
  expect(await faultsOf(columns, options)).toEqual({ validate: [], load: [] });
});

test.each(
  oneIn(3, [
    [
      'a weight that is missing',
      { w: 'CASE WHEN i = 7 THEN NULL ELSE 1.0::DOUBLE END' },
      '"w" is missing in 1 row',
    ],
    [
      'a negative weight',
      { w: 'CASE WHEN i < 2 THEN -0.5 ELSE 1.0::DOUBLE END' },
      '"w" is negative in 2 rows',
    ],
    [
      'a weight that is not a number',
      { w: `CASE WHEN i = 7 THEN 'nan'::DOUBLE ELSE 1 END` },
      '"w" is no finite number in 1 row',
    ],
    [
      'an infinite weight',
      { w: `CASE WHEN i = 7 THEN 'inf'::FLOAT ELSE 1 END` },
      '"w" is no finite number in 1 row',
    ],
    [
      'a weight of minus infinity',
      { w: `CASE WHEN i = 7 THEN '-inf'::DOUBLE ELSE 1 END` },
      '"w" is no finite number in 1 row',
    ],
    ['weights that are all 0', { w: '0.0::DOUBLE' }, '"w" is 0 in every row'],
    ['a weight that is a text', { w: `i::VARCHAR` }, '"w" of responses.parquet does not hold numbers'],
    ['a code that is no option', { q: 'CASE WHEN i < 3 THEN 7 ELSE 1 END' }, /questions\[0\]\.options.*"q"/],
    [
      'a text that is no option',
      { t: `CASE WHEN i = 0 THEN 't' ELSE 'yes' END` },
      /questions\[1\]\.options.*"t"/,
    ],
    [
      'codes held as texts that are numbers in survey.json',
      { q: '(i % 3 + 1)::VARCHAR' },
      /questions\[0\]\.options.*"q"/,
    ],
    [
      'an indicator that is neither 0 nor 1',
      { m2: 'CASE WHEN i = 0 THEN 2 ELSE i % 2 END' },
      /questions\[2\]\.chosen.*"m2"/,
    ],
    ['a wave that is not known', { year: `CASE WHEN i = 0 THEN 'w9' ELSE 'w1' END` }, /design\.wave.*"year"/],
    [
      'a record without a wave',
      { year: `CASE WHEN i = 0 THEN NULL ELSE 'w1' END` },
      /design\.wave.*"year" is missing in 1 row/,
    ],
    ['an audience that is not known', { role: `'c'` }, /design\.audience.*"role"/],
    ['a record without a stratum', { h: 'CASE WHEN i = 0 THEN NULL ELSE 1 END' }, '"h" is missing in 1 row'],
    ['a record without a cluster', { c: 'CASE WHEN i < 4 THEN NULL ELSE i END' }, '"c" is missing in 4 rows'],
    [
      'a stratum that is not a number',
      { h: `CASE WHEN i = 0 THEN 'nan'::DOUBLE ELSE 1 END` },
      '"h" is no finite number in 1 row',
    ],
    [
      'the header among the respondents',
      Object.fromEntries(
        Object.keys(RIGHT).map((name) => [
          name,
          `CASE WHEN i = 0 THEN '${name}' ELSE (${RIGHT[name]})::VARCHAR END`,
        ]),
      ),
      'does not hold numbers',
    ],
  ]),
)('%s is refused by validate, and by the server', async (_, columns, message) => {
  const { validate, load } = await faultsOf(columns);
  const text = (list: string[]) => list.join('\n');
  if (typeof message === 'string') {
    expect(text(validate)).toContain(message);
    expect(text(load)).toContain(message);
  } else {
    expect(text(validate)).toMatch(message);
    expect(text(load)).toMatch(message);
  }
});

test.each([
  ['without any record', {}, { rows: 0 }, 'holds no record'],
  [
    'with replicate weights that are multiples of one another',
    { r2: '2 * (1 + (i % 2)::DOUBLE)' },
    { survey: REPLICATED },
    'are all the same, or multiples',
  ],
  [
    'with a replicate weight that is missing',
    { r2: 'CASE WHEN i = 3 THEN NULL ELSE i::DOUBLE END' },
    { survey: REPLICATED },
    '"r2" is missing in 1 row',
  ],
])('records %s are refused by validate, and by the server', async (_, columns, options, message) => {
  const { validate, load } = await faultsOf(columns, options);
  expect(validate.join('\n')).toContain(message);
  expect(load.join('\n')).toContain(message);
});

test('records without an audience are told by validate, and served: they count in the design alone', async () => {
  const { validate, load } = await faultsOf({
    role: `CASE WHEN i = 4 THEN NULL WHEN i % 3 = 0 THEN 'a' ELSE 'b' END`,
  });
  expect(validate).toEqual([]);
  expect(load).toEqual([]);
});

/** Of a third of the records it is known that the question was asked. */
const owns = 'CASE WHEN i % 3 = 0 THEN 1 END';
const withAsked = (question: object): object => ({
  ...SURVEY,
  questions: [{ ...question, asked: { column: 'owns' } }],
});
const notAsked = (code: number | string) => ({
  ...single('q', typeof code === 'number' ? [1, 2] : ['yes', 'no'], asked),
  missing: [{ code, label: 'Not asked' }],
});

test.each([
  ['a number', { q: 'CASE WHEN i % 3 = 0 THEN i % 2 + 1 ELSE -8 END' }, notAsked(-8)],
  ['a number with a part', { q: 'CASE WHEN i % 3 = 0 THEN i % 2 + 1 ELSE 9.5::DOUBLE END' }, notAsked(9.5)],
  [
    'a text',
    { q: "CASE WHEN i % 3 = 0 THEN 'yes' ELSE 'it''s not for me' END" },
    notAsked("it's not for me"),
  ],
  [
    'a number in each column',
    { m1: 'CASE WHEN i % 3 = 0 THEN i % 2 ELSE 99 END', m2: 'CASE WHEN i % 3 = 0 THEN 1 ELSE 99 END' },
    { ...battery, missing: [{ code: 99, label: 'Not asked' }] },
  ],
])('who was not asked may say so by %s', async (_, columns, question) => {
  expect(await faultsOf({ owns, ...columns }, { survey: withAsked(question) })).toEqual({
    validate: [],
    load: [],
  });
});

test.each([
  ['in one column', { q: 'CASE WHEN i = 1 THEN 2 WHEN i % 3 = 0 THEN 1 ELSE -8 END' }, notAsked(-8)],
  [
    'in the last of several',
    {
      m1: 'CASE WHEN i % 3 = 0 THEN i % 2 ELSE 99 END',
      m2: 'CASE WHEN i = 1 OR i % 3 = 0 THEN 1 WHEN i % 2 = 0 THEN 99 END',
    },
    { ...battery, missing: [{ code: 99, label: 'Not asked' }] },
  ],
])('an answer %s of somebody who was not asked is a fault', async (_, columns, question) => {
  const { validate } = await faultsOf({ owns, ...columns }, { survey: withAsked(question) });
  expect(validate).toEqual([
    expect.stringContaining('questions[0].asked.column: 1 record has no value in "owns" and answers to'),
  ]);
});
