import { createHmac } from 'node:crypto';
import { chmod, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { expect, test } from 'vitest';
import { FaultError } from '../../src/errors/faults.ts';
import { recordKey } from '../../src/publish/respondents.ts';
import { defaultSecretPath } from '../../src/publish/record-secret.ts';
import { withdrawRelease } from '../../src/publish/withdraw.ts';
import { validateDraft } from '../../src/validate/validate.ts';
import { temporaryFolder } from '../helper.ts';
import { recordsSurvey, single, writeRecords, type TestRecord } from '../records-helper.ts';
import { publish, WORK } from './support.ts';

const CELL_KEY = { minimumCell: 5, method: 'cell-key', recordId: 'who' };
const people: readonly TestRecord[] = Array.from({ length: 40 }, (_, i) => ({
  who: 100 + i,
  a: 1 + (i % 3),
}));

async function draft(
  folder: string,
  version: string,
  records: readonly TestRecord[] = people,
  disclosure: Record<string, unknown> = CELL_KEY,
): Promise<string> {
  await mkdir(folder, { recursive: true });
  const survey = recordsSurvey({ version, questions: [single('a', [1, 2, 3])], disclosure });
  await writeFile(join(folder, 'survey.json'), JSON.stringify(survey));
  await writeRecords(join(folder, 'responses.parquet'), records);
  return folder;
}

async function read(path: string): Promise<Record<string, unknown>[]> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const found = await connection.runAndReadAll(`SELECT * FROM read_parquet('${path}')`);
  const rows = found.getRowObjectsJS() as Record<string, unknown>[];
  connection.closeSync();
  instance.closeSync();
  return rows;
}

const keysIn = async (path: string): Promise<Map<number, number>> =>
  new Map((await read(path)).map((row) => [Number(row['who']), Number(row['_record_key'])]));

const withdraw = (data: string, version: string): Promise<unknown> =>
  withdrawRelease(
    {
      data,
      survey: 'small',
      version,
      reason: 'Seen.',
      successor: null,
      at: '2026-03-01T00:00:00Z',
      dryRun: false,
    },
    { signal: new AbortController().signal },
  );

const messages = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => '',
    (error: unknown) => {
      if (!(error instanceof FaultError)) throw error;
      return error.faults.map(({ column, message }) => `${column}: ${message}`).join('\n');
    },
  );

test('keys are HMAC-SHA-256 of survey, wave and id by the secret, and stay over releases in whatever order rows stand', async () => {
  const folder = await temporaryFolder();
  const data = join(folder, 'data');
  const released = (version: string): string => join(data, 'small', version, 'responses.parquet');
  const { secretMade } = await publish(await draft(join(folder, 'first'), '1.0.0'), data);
  expect(secretMade).toBe(join(folder, 'data.record-secret'));
  expect((await stat(secretMade ?? '')).mode & 0o777).toBe(0o600);
  const text = await readFile(secretMade ?? '', 'utf8');
  expect(text).toMatch(/^[0-9a-f]{64}\n$/);
  const keys = await keysIn(released('1.0.0'));
  // By another hand: the same construction from the words of the documentation.
  const digest = createHmac('sha256', Buffer.from(text.trim(), 'hex'))
    .update('["small","w1","107"]')
    .digest('hex');
  expect(keys.get(107)).toBe(Number.parseInt(digest.slice(0, 8), 16));
  expect(new Set(keys.values()).size).toBe(people.length);
  expect((await read(released('1.0.0'))).map(({ who, a }) => ({ who: Number(who), a: Number(a) }))).toEqual(
    people,
  );
  // Neither the data directory nor the release has the secret.
  expect((await readdir(data, { recursive: true })).toSorted()).toEqual(
    [
      'small',
      'small/1.0.0',
      'small/1.0.0/responses.parquet',
      'small/1.0.0/survey.json',
      'small/releases.json',
    ].toSorted(),
  );

  const more = [...people.toReversed(), { who: 7, a: 1 }];
  const second = await publish(await draft(join(folder, 'second'), '2.0.0', more), data);
  expect(second.secretMade).toBeUndefined();
  const later = await keysIn(released('2.0.0'));
  expect(people.every(({ who }) => later.get(Number(who)) === keys.get(Number(who)))).toBe(true);

  // A draft that was made from a release brings its keys, and they are found to be right.
  const third = await draft(join(folder, 'third'), '2.0.1', more);
  await writeFile(join(third, 'responses.parquet'), await readFile(released('2.0.0')));
  await publish(third, data);
  expect(await keysIn(released('2.0.1'))).toEqual(later);

  // Keys of another secret are refused, and so is a secret that is gone.
  const elsewhere = join(folder, 'other.secret');
  await writeFile(elsewhere, `${'ab'.repeat(32)}\n`, { mode: 0o600 });
  const fourth = await draft(join(folder, 'fourth'), '2.0.2', more);
  await writeFile(join(fourth, 'responses.parquet'), await readFile(released('2.0.0')));
  const another = join(folder, 'data2');
  expect(await messages(publish(fourth, another, { recordSecret: elsewhere }))).toContain(
    'that this secret does not give',
  );
  await rename(secretMade ?? '', join(folder, 'moved'));
  expect(await messages(publish(fourth, data))).toContain('the keys of small 2.0.1 were made from it');
  expect(await readdir(folder)).not.toContain('data.record-secret');
  // Another secret is refused as well, whatever the version, until the releases of the old one are withdrawn.
  const fifth = await draft(join(folder, 'fifth'), '3.0.0', more);
  const other = { recordSecret: elsewhere };
  for (const dryRun of [true, false])
    expect(await messages(publish(fifth, data, { ...other, dryRun }))).toContain(
      'is another secret than the one that the keys of small 2.0.1 were made from',
    );
  for (const version of ['1.0.0', '2.0.0', '2.0.1']) await withdraw(data, version);
  expect((await publish(fifth, data, other)).state).toBe('published');
  expect((await keysIn(released('3.0.0'))).get(107)).toBe(
    recordKey(Buffer.from('ab'.repeat(32), 'hex'), ['small', 'w1', '107']),
  );
});

test('without ids keys are of the places of rows, and the publisher is warned', async () => {
  const folder = await temporaryFolder();
  const data = join(folder, 'data');
  const path = await draft(join(folder, 'draft'), '1.0.0', people, { minimumCell: 5, method: 'cell-key' });
  const { warnings, secretMade } = await publish(path, data);
  expect(warnings.map(({ column }) => column)).toContain('disclosure.recordId');
  const secret = Buffer.from((await readFile(secretMade ?? '', 'utf8')).trim(), 'hex');
  const keys = await keysIn(join(data, 'small', '1.0.0', 'responses.parquet'));
  expect(keys.get(103)).toBe(recordKey(secret, ['small', 3]));
});

test('a dry run makes no secret and no file', async () => {
  const folder = await temporaryFolder();
  const path = await draft(join(folder, 'draft'), '1.0.0');
  const checked = await publish(path, join(folder, 'data'), { dryRun: true });
  expect(checked.state).toBe('checked');
  expect(await readdir(folder)).toEqual(['draft']);
});

test('a secret that others may read, or that is none, is refused', async () => {
  const folder = await temporaryFolder();
  const data = join(folder, 'data');
  const path = await draft(join(folder, 'draft'), '1.0.0');
  const secret = defaultSecretPath(data);
  await writeFile(secret, `${'cd'.repeat(32)}\n`);
  await chmod(secret, 0o644);
  expect(await messages(publish(path, data))).toContain('chmod 600');
  await chmod(secret, 0o600);
  await writeFile(secret, 'secret');
  expect(await messages(publish(path, data))).toContain('64 digits');
  await rm(secret);
  await mkdir(secret);
  expect(await messages(publish(path, data))).toContain('is no file');
});

test.each<[string, readonly TestRecord[], Record<string, unknown>, string]>([
  ['double ids', [...people, people[0] ?? {}], CELL_KEY, '1 records have the wave and id of another one'],
  ['missing ids', [...people, { who: null, a: 1 }], CELL_KEY, '1 records have no id'],
  ['no such column', people, { ...CELL_KEY, recordId: 'whom' }, 'no column "whom"'],
  ['an id that is asked for', people, { ...CELL_KEY, recordId: 'a' }, 'asked for by questions'],
  ['public records', people, { ...CELL_KEY, publicRecords: true }, 'protects nobody'],
  [
    'noise for suppression',
    people,
    { minimumCell: 5, noise: { bound: 5, variance: 2 } },
    'disclosure.noise: is for the method cell-key',
  ],
  ['an id for suppression', people, { recordId: 'who' }, 'disclosure.recordId: is for the method'],
  ['a bound below minimumCell', people, { ...CELL_KEY, minimumCell: 10 }, 'at least 10 is needed'],
  [
    'a variance above the bound',
    people,
    { ...CELL_KEY, noise: { bound: 6, variance: 7 } },
    'cannot be had with a bound of 6',
  ],
  ['a bound that is none', people, { ...CELL_KEY, noise: { bound: 1 } }, 'disclosure.noise.bound'],
  [
    'keys for suppression',
    people.map((one) => ({ ...one, _record_key: 1 })),
    { minimumCell: 5 },
    'reserved for keys',
  ],
  ['keys by another name', people.map((one) => ({ ...one, _RECORD_KEY: 1 })), CELL_KEY, 'reserved for keys'],
])('%s: refused in the words of a publisher', async (_, records, disclosure, said) => {
  const folder = await temporaryFolder();
  const path = await draft(join(folder, 'draft'), '1.0.0', records, disclosure);
  expect(await messages(publish(path, join(folder, 'data')))).toMatch(new RegExp(said));
  expect(await readdir(join(folder, 'data')).catch(() => [])).toEqual([]);
});

test('no question may be about keys', async () => {
  const folder = await temporaryFolder();
  const path = await draft(
    join(folder, 'draft'),
    '1.0.0',
    people.map((one) => ({ ...one, _record_key: 1 })),
  );
  const survey = JSON.parse(await readFile(join(path, 'survey.json'), 'utf8')) as {
    questions: { variable: string }[];
  };
  for (const question of survey.questions) question.variable = '_record_key';
  await writeFile(join(path, 'survey.json'), JSON.stringify(survey));
  const { faults } = await validateDraft(path, WORK);
  expect(faults.map(({ message }) => message).join()).toContain('which nothing may be counted by');
});
