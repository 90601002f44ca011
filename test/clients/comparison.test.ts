import { expect, test } from 'vitest';
import { page } from './clients-page.ts';
import { compare, type Json, type Reading } from './comparison.ts';

const PERMALINK = '/v1/surveys/small@1.0.0/gaps?format=';
const JSON_ANSWER: Json = {
  data: [
    {
      wave: '2012',
      value: 0.1,
      letters: [],
      reasons: { base: 'base-unknown' },
      base: null,
      significant: true,
    },
  ],
  meta: { permalink: `${PERMALINK}json`, method: { confidence: 0.95 }, notes: ['a note'], next: null },
};

function reading(format: string, row: readonly unknown[], rest: Partial<Reading> = {}): Reading {
  return {
    client: 'somebody',
    language: 'python',
    version: '1',
    imports: [],
    null: 'null',
    code: 'read(url)',
    address: '/',
    fields: ['wave', 'value', 'letters', 'reasons', 'base', 'significant'],
    format,
    rows: [row],
    ...rest,
  };
}

const differences = (one: Reading): readonly string[] => compare(JSON_ANSWER, one).differences;
const REASONS = { base: 'base-unknown' };
const TEXT = '{"base":"base-unknown"}';

test('what is the same, in the ways that formats have', () => {
  const same = [
    reading('json', ['2012', 0.1, [], REASONS, null, true]),
    reading('ndjson', ['2012', 0.1, [], { ...REASONS, value: null }, null, true]),
    reading('parquet', ['2012', 0.1, '[]', TEXT, null, true]),
    reading('csv', [2012, 0.1, '[]', TEXT, null, true]),
    reading('csv', ['2012', '0.1', '[]', TEXT, null, 'true'], { texts: true }),
    reading('csv-excel', ['2012', '0,1', '[]', TEXT, null, 'true'], { texts: true }),
    reading('html', ['2012', '0.1', '[]', REASONS, null, 'true'], { texts: true }),
  ];
  for (const one of same)
    expect(compare(JSON_ANSWER, one)).toEqual({ cells: 6, entries: 0, differences: [] });
});

test.each([
  ['a number for a text', reading('parquet', [2012, 0.1, '[]', TEXT, null, true])],
  ['the last bit', reading('parquet', ['2012', 0.1 + 2 ** -56, '[]', TEXT, null, true])],
  ['a text for a number', reading('csv', [2012, '0.1', '[]', TEXT, null, true])],
  ['NaN for null', reading('parquet', ['2012', 0.1, '[]', TEXT, { 'not in JSON': 'nan' }, true])],
  ['an empty text for null', reading('csv', [2012, 0.1, '[]', TEXT, '', true])],
  ['a zero for null', reading('csv', [2012, 0.1, '[]', TEXT, 0, true])],
  ['null for a list', reading('json', ['2012', 0.1, null, REASONS, null, true])],
  ['text for a list where lists can be', reading('ndjson', ['2012', 0.1, '[]', REASONS, null, true])],
  ['another reason', reading('json', ['2012', 0.1, [], { base: 'not-asked' }, null, true])],
  ['no reason', reading('json', ['2012', 0.1, [], {}, null, true])],
  ['1 for true', reading('xlsx', ['2012', 0.1, '[]', TEXT, null, 1])],
  [
    'a point where a comma is due',
    reading('csv-excel', [2012, '0.1', '[]', TEXT, null, true], { texts: true }),
  ],
])('a difference is seen: %s', (_what, one) => {
  expect(differences(one)).toHaveLength(1);
});

test('fields, rows and failures are seen', () => {
  const row = ['2012', 0.1, [], REASONS, null, true];
  expect(differences(reading('json', row, { fields: ['value', 'wave'] }))).toContainEqual(
    expect.stringMatching(/^fields:/),
  );
  expect(differences(reading('json', row, { rows: [row, row] }))).toEqual(['2 rows, JSON 1']);
  expect(differences(reading('json', row, { rows: [] }))).toContainEqual('0 rows, JSON 1');
  expect(compare(JSON_ANSWER, reading('json', row, { error: 'no way' }))).toEqual({
    cells: 0,
    entries: 0,
    differences: ['no way'],
  });
});

test('metadata, as pairs of texts and as objects', () => {
  const row = ['2012', 0.1, '[]', TEXT, null, true];
  const pairs = {
    permalink: `${PERMALINK}parquet`,
    method: '{"confidence":0.95}',
    notes: '["a note"]',
    next: 'null',
  };
  const sheets = { ...pairs, method: { confidence: '0.95' }, notes: ['a note'], next: null };
  const entries = (metadata: Reading['metadata']) =>
    compare(JSON_ANSWER, reading('parquet', row, { metadata: metadata ?? {} }));
  expect(entries(pairs)).toEqual({ cells: 6, entries: 4, differences: [] });
  expect(entries(sheets)).toEqual({ cells: 6, entries: 4, differences: [] });
  expect(entries({ ...pairs, notes: '[]' }).differences).toHaveLength(1);
  expect(entries({ ...sheets, method: {} }).differences).toHaveLength(1);
  expect(entries({ ...pairs, permalink: `${PERMALINK}csv` }).differences).toHaveLength(1);
  expect(entries({}).differences).toHaveLength(4);
});

test('no tick without cells that were compared, nor with a difference', () => {
  const row = reading('json', []);
  const tick = (cells: number, found: readonly string[]) =>
    page([{ ...row, cells, entries: 0, differences: found }], []).includes('| ✓ 6 |');
  expect([tick(6, []), tick(0, []), tick(6, ['one'])]).toEqual([true, false, false]);
});
