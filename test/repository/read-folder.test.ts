import { createHash } from 'node:crypto';
import { mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { formatFault } from '../../src/errors/faults.ts';
import { readFolder } from '../../src/repository/read-folder.ts';
import { smallSurvey, temporaryFolder, toplines } from '../helper.ts';

const ROWS = toplines('q,,yes,w1,a,percent,69');

async function folderWith(files: Readonly<Record<string, string | Uint8Array>>): Promise<string> {
  const folder = await temporaryFolder();
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
  return folder;
}

const survey = (changes = {}): string => JSON.stringify(smallSurvey(changes));

test('a folder without fault is read whole; what is no part of a release is not looked at', async () => {
  const folder = await folderWith({ 'survey.json': survey(), 'toplines.csv': ROWS, 'notes.txt': 'x' });
  const found = await readFolder(folder);
  expect(found).toMatchObject({ records: null, faults: [], survey: { id: smallSurvey()['id'] } });
  expect(found.toplines).toHaveLength(1);
  await writeFile(join(folder, 'responses.parquet'), 'x');
  expect((await readFolder(folder)).records).toBe(join(folder, 'responses.parquet'));
});

test.each<[string, Record<string, string | Uint8Array>, (string | RegExp)[]]>([
  [
    'nothing',
    {},
    [
      'survey.json: is missing',
      'toplines.csv: is missing, and so is responses.parquet: a release needs one of them',
    ],
  ],
  ['a list', { 'survey.json': '[]', 'toplines.csv': ROWS }, ['survey.json: must be a JSON object']],
  ['no JSON', { 'survey.json': '{', 'toplines.csv': ROWS }, [/^survey\.json:1: is not JSON: /]],
  [
    'bytes that are no text, in both files',
    { 'survey.json': Uint8Array.of(0xff), 'toplines.csv': Uint8Array.of(0xc3, 0x28) },
    ['survey.json: is not UTF-8', 'toplines.csv: is not UTF-8'],
  ],
  [
    'faults in both files',
    { 'survey.json': survey({ format: 'topline/2' }), 'toplines.csv': ROWS.replace(',69', ',6O') },
    [/^survey\.json:format: must be "topline\/1"/, /^toplines\.csv:2:value: must be a plain decimal/],
  ],
])('%s: every fault is told, of all files at once', async (_, files, faults) => {
  const found = (await readFolder(await folderWith(files))).faults.map(formatFault);
  expect(found).toEqual(
    faults.map((fault): unknown => (typeof fault === 'string' ? fault : expect.stringMatching(fault))),
  );
});

test('a codebook with faults keeps nobody from the figures', async () => {
  const folder = await folderWith({ 'survey.json': survey({ id: 7 }), 'toplines.csv': ROWS });
  const found = await readFolder(folder);
  expect(found.survey).toBeNull();
  expect(found.toplines).toHaveLength(1);
});

test('the machine that is in the way is the cause, a file that is not there is none', async () => {
  const folder = await folderWith({ 'survey.json': survey() });
  await mkdir(join(folder, 'toplines.csv'));
  const found = await readFolder(folder);
  expect(found.faults.map(formatFault)).toEqual([expect.stringMatching(/^toplines\.csv: cannot be read: /)]);
  expect(found.cause).toMatchObject({ message: 'is no file' });
  await rm(join(folder, 'toplines.csv'), { recursive: true });
  expect((await readFolder(folder)).cause).toBeUndefined();
});

test('a document is prepared before its form is checked, and what that finds comes first', async () => {
  const folder = await folderWith({ 'survey.json': survey({ title: 5, odd: 1 }), 'toplines.csv': ROWS });
  const gap = { file: 'survey.json', row: null, column: 'title', message: 'is a gap' };
  const { survey: read, faults } = await readFolder(folder, {
    prepare: (document) => ({ document: { ...document, title: 'filled' }, faults: [gap] }),
  });
  expect(read).toBeNull();
  expect(faults[0]).toEqual(gap);
  expect(faults.slice(1).map(formatFault)).toEqual([expect.stringContaining('unknown key "odd"')]);
});

const sha256 = (content: string): string => createHash('sha256').update(content).digest('hex');

test('each file is told with the hash of what was read of it; of the records only where that is asked for', async () => {
  const folder = await folderWith({
    'survey.json': survey(),
    'toplines.csv': ROWS,
    'responses.parquet': 'x'.repeat(100_000),
    'source.sav': 'x',
    '.hidden': 'x',
  });
  const texts = { 'survey.json': sha256(survey()), 'toplines.csv': sha256(ROWS) };
  const found = await readFolder(folder);
  expect(found.names.toSorted()).toEqual(['responses.parquet', 'survey.json', 'toplines.csv']);
  expect(found.others).toEqual(['source.sav']);
  expect(Object.fromEntries(found.hashes)).toEqual(texts);
  const { hashes } = await readFolder(folder, { hashRecords: true });
  expect(Object.fromEntries(hashes)).toEqual({
    'responses.parquet': sha256('x'.repeat(100_000)),
    ...texts,
  });
  const signal = AbortSignal.abort(new Error('called off'));
  await expect(readFolder(folder, { hashRecords: true, signal })).rejects.toThrow('called off');
});

test('a link to nowhere is no file that is missing, and a folder that cannot be read is no empty one', async () => {
  const folder = await folderWith({ 'survey.json': survey() });
  for (const name of ['toplines.csv', 'responses.parquet']) await symlink('/nowhere', join(folder, name));
  const { faults, records } = await readFolder(folder);
  expect(records).toBeNull();
  expect(faults.map(formatFault)).toEqual([
    'toplines.csv: is a link to a file that is not there',
    expect.stringMatching(/^responses\.parquet: cannot be read: ENOENT/),
  ]);
  await expect(readFolder(join(folder, 'survey.json'))).rejects.toThrow(
    /survey\.json: cannot be read: ENOTDIR/,
  );
});
