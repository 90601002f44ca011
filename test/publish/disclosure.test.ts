import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { MemoryEngine } from '../../src/engine/memory.ts';
import { loadRelease, readReleaseIndex } from '../../src/repository/load.ts';
import { releaseSha256 } from '../../src/repository/sha256.ts';
import type { DisclosureFile } from '../../src/schemas/disclosure-file.ts';
import { appOver, getJson, temporaryFolder } from '../helper.ts';
import { recordsSurvey, single, writeRecords, type TestRecord } from '../records-helper.ts';
import { publish } from './support.ts';

const MINIMUM = 5;
/** Two gave the rare answer to `q`. */
const RECORDS: readonly TestRecord[] = Array.from({ length: 200 }, (_, i) => ({
  q: i < 2 ? 3 : 1 + (i % 2),
  region: 1 + (i % 3),
}));

async function draft(
  folder: string,
  records: readonly TestRecord[] = RECORDS,
  disclosure: Record<string, unknown> = { minimumCell: MINIMUM },
): Promise<string> {
  await mkdir(folder, { recursive: true });
  await writeRecords(join(folder, 'responses.parquet'), records);
  const questions = [single('q', [1, 2, 3]), single('region', [1, 2, 3])];
  await writeFile(join(folder, 'survey.json'), JSON.stringify(recordsSurvey({ disclosure, questions })));
  return folder;
}

async function published(
  records: readonly TestRecord[] = RECORDS,
  disclosure?: Record<string, unknown>,
): Promise<{ data: string; release: string }> {
  const folder = await temporaryFolder();
  const data = join(folder, 'data');
  await publish(await draft(join(folder, 'draft'), records, disclosure), data, {
    recordSecret: join(folder, 'secret'),
  });
  return { data, release: join(data, 'small', '1.0.0') };
}

const read = async (release: string): Promise<DisclosureFile> =>
  JSON.parse(await readFile(join(release, 'disclosure.json'), 'utf8')) as DisclosureFile;

/** A server over published releases whose engine cannot tell which answers go together: whoever decides anew fails. */
const serverOf = (data: string, records: readonly TestRecord[] = RECORDS) =>
  appOver(data, {
    openEngine: () => {
      const engine = new MemoryEngine(records, { maximumCells: 20_000, maximumTallyRows: 1_000_000 });
      engine.patterns = () => Promise.reject(new Error('it was decided anew'));
      return Promise.resolve(engine);
    },
  });

const CROSSTAB = '/v1/surveys/small/crosstab?rows=q&measure=count';

test('what is hidden is decided when a release is published, and a server goes by that', async () => {
  const { data, release } = await published();
  const file = await read(release);
  const at = file.columns.indexOf('{"column":"q"}');
  // Two respondents gave the rare answer: it is hidden with another one.
  const alone = file.served.find(([columns]) => columns.length === 1 && columns[0] === at);
  expect(alone?.[1]).toEqual([[at, [expect.arrayContaining(['3']) as unknown]]]);
  expect(await readReleaseIndex(join(data, 'small'))).toMatchObject([
    { sha256: await releaseSha256(release) },
  ]);
  const { data: rows } = await getJson<{ data: { row: string | null; n: number | null }[] }>(
    await serverOf(data),
    CROSSTAB,
  );
  const shown = rows.filter(({ n }) => n !== null).map(({ row }) => row);
  expect(shown).not.toContain('q-3');
  expect(rows.find(({ row }) => row === 'q-3')).toMatchObject({ n: null });
  expect(shown).toContain(null);
});

test('a release without that is decided on by the server, in the same way', async () => {
  const { data, release } = await published();
  const file = await read(release);
  const bare = join(await temporaryFolder(), 'small');
  await mkdir(join(bare, '1.0.0'), { recursive: true });
  for (const name of ['survey.json', 'responses.parquet'])
    await writeFile(join(bare, '1.0.0', name), await readFile(join(release, name)));
  const [entry] = await readReleaseIndex(join(data, 'small'));
  const sha256 = await releaseSha256(join(bare, '1.0.0'));
  await writeFile(join(bare, 'releases.json'), JSON.stringify([{ ...entry, sha256 }]));
  const ask = async (from: string) => (await getJson<{ data: unknown }>(await appOver(from), CROSSTAB)).data;
  expect(await ask(join(bare, '..'))).toEqual(await ask(data));
  expect(file.unproven).toBe(0);
});

test('nobody unhides anything by changing it, taking it away, or bringing that of another release', async () => {
  const { data, release } = await published();
  const path = join(release, 'disclosure.json');
  const text = await readFile(path, 'utf8');
  const file = await read(release);
  const [entry] = await readReleaseIndex(join(data, 'small'));
  if (!entry) throw new Error('nothing was published');
  const reader = {
    columnsOf: () =>
      Promise.resolve(
        new Map([
          ['q', { kind: 'number' as const }],
          ['region', { kind: 'number' as const }],
        ]),
      ),
    countRows: (_path: string, _key: string, conditions: readonly unknown[]) =>
      Promise.resolve(conditions.map((_, i) => (i === 0 ? RECORDS.length : 0))),
    rankOf: () => Promise.resolve(0),
    populationsOf: () => Promise.resolve([]),
  };
  const load = async (sha256: string) => loadRelease(release, 'small', { ...entry, sha256 }, reader);
  expect((await load(entry.sha256)).disclosure).toEqual(file);
  const unhidden = { ...file, served: file.served.map(([columns]) => [columns, []]) };
  await writeFile(path, JSON.stringify(unhidden));
  await expect(load(entry.sha256)).rejects.toThrow('do not match releases.json');
  // Somebody who writes the index as well is a publisher; what is of other files is refused all the same.
  const other = { ...file, of: { ...file.of, 'responses.parquet': '0'.repeat(64) } };
  await writeFile(path, JSON.stringify(other));
  await expect(load(await releaseSha256(release))).rejects.toThrow(
    'was decided from another responses.parquet',
  );
  await writeFile(path, JSON.stringify({ ...file, served: 'all' }));
  await expect(load(await releaseSha256(release))).rejects.toThrow('served');
  // What another version has decided is decided anew.
  await writeFile(path, JSON.stringify({ ...file, format: 'topline-disclosure/0' }));
  expect((await load(await releaseSha256(release))).disclosure).toBeNull();
  await writeFile(path, text);
  expect((await load(entry.sha256)).disclosure).toEqual(file);
});

test('one that stands in a draft is no part of it', async () => {
  const folder = await temporaryFolder();
  const directory = await draft(join(folder, 'draft'));
  await writeFile(join(directory, 'disclosure.json'), '{"served":"all"}');
  const { leftOut } = await publish(directory, join(folder, 'data'));
  expect(leftOut).toEqual(['disclosure.json']);
  expect((await read(join(folder, 'data', 'small', '1.0.0'))).format).toBe('topline-disclosure/2');
});

test.each([
  ['anybody has the records', { minimumCell: MINIMUM, publicRecords: true }],
  ['counts are perturbed', { minimumCell: MINIMUM, method: 'cell-key', noise: { bound: 10, variance: 2 } }],
])('nothing is decided where %s', async (_, disclosure) => {
  const { release } = await published(RECORDS, disclosure);
  expect(await readdir(release)).not.toContain('disclosure.json');
});

test('the same records give the same file, in whatever order they stand; a dry run tells its hash', async () => {
  const folder = await temporaryFolder();
  const directory = await draft(join(folder, 'draft'));
  const dry = await publish(directory, join(folder, 'data'), { dryRun: true });
  const done = await publish(directory, join(folder, 'data'));
  expect(dry.entry.sha256).toBe(done.entry.sha256);
  const turned = await published(RECORDS.toReversed());
  const { of: _of, ...file } = await read(join(folder, 'data', 'small', '1.0.0'));
  const { of: _other, ...same } = await read(turned.release);
  expect(same).toEqual(file);
});
