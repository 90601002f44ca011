import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { MemoryEngine } from '../../src/engine/memory.ts';
import { Repository } from '../../src/repository/repository.ts';
import { releaseSha256 } from '../../src/repository/sha256.ts';
import { RecordsRegistry } from '../../src/services/records/registry.ts';
import { eventually } from '../eventually.ts';
import { appOver, getJson, temporaryFolder } from '../helper.ts';
import { recordsSurvey, single, type TestRecord } from '../records-helper.ts';
import { publishRecords, readIndex, replaceIndex } from '../repository/publisher.ts';

const LIMITS = { maximumCells: 20_000, maximumTallyRows: 1_000_000 };
/** So many answers of 1, and as many of 2. */
const respondents = (n: number): TestRecord[] =>
  Array.from({ length: 2 * n }, (_, i) => ({ q: 1 + (i % 2) }));

const put = (folder: string, version: string, n: number) =>
  publishRecords(folder, 'small', version, respondents(n), {
    questions: [single('q', [1, 2])],
    disclosure: { publicRecords: true },
  });

/** An engine that notes when it is closed, and answers when it is told to. */
function noting(name: string, log: string[], gate: Promise<void>) {
  const engine = new MemoryEngine(respondents(3), LIMITS);
  return {
    columns: engine.columns,
    tally: async (query: Parameters<MemoryEngine['tally']>[0]) => {
      await gate;
      return engine.tally(query);
    },
    codedTallies: (...asked: Parameters<MemoryEngine['codedTallies']>) => engine.codedTallies(...asked),
    patterns: (...asked: Parameters<MemoryEngine['patterns']>) => engine.patterns(...asked),
    rank: (columns: readonly string[]) => engine.rank(columns),
    countRows: (conditions: Parameters<MemoryEngine['countRows']>[0]) => engine.countRows(conditions),
    close: async () => {
      log.push(name);
    },
  };
}

test('a new release of records is computed from its own records; one of the old, from its own', async () => {
  const folder = await temporaryFolder();
  await put(folder, '1.0.0', 40);
  const app = await appOver(folder);
  const bases = async (reference: string) =>
    (await getJson(app, `/v1/surveys/${reference}/estimates`)).data.map(({ n }) => n);
  expect(await bases('small')).toEqual([80, 80]);
  await put(folder, '2.0.0', 55);
  const releases = async () => (await getJson(app, '/v1/surveys/small/releases')).data.length;
  await eventually(async () => (await releases()) === 2, 20);
  expect(await bases('small')).toEqual([110, 110]);
  expect(await bases('small@1.0.0')).toEqual([80, 80]);
  await replaceIndex(folder, 'small', (await readIndex(folder, 'small')).slice(1));
  await eventually(async () => (await releases()) === 1, 20);
  expect((await app.inject('/v1/surveys/small@1.0.0/estimates')).statusCode).toBe(404);
  expect(await bases('small@2.0.0')).toEqual([110, 110]);
});

test('engines are opened once a release, and let go of when a release is gone and nobody uses them', async () => {
  const folder = await temporaryFolder();
  await put(folder, '1.0.0', 40);
  const opened: string[] = [];
  const closed: string[] = [];
  let open: () => void = () => undefined;
  const gate = new Promise<void>((resolve) => (open = resolve));
  const registry = new RecordsRegistry(async (path) => {
    const name = path.split('/').at(-2) ?? '';
    opened.push(name);
    return noting(name, closed, name === '1.0.0' ? gate : Promise.resolve());
  });
  const repository = await Repository.open(folder, {
    records: registry,
    onLoaded: (release) => void registry.of(release),
    onKept: (keys) => registry.keep(keys),
  });
  const first = await repository.view().surveys.get('small')?.releases[0]?.load();
  if (!first) throw new Error('no release');
  const records = registry.of(first);
  const computation = records?.sample(null);
  // Its files are right, but its codebook names a column that is not there: refused, and its engine is not kept.
  await put(folder, '1.5.0', 41);
  const [old, spoilt] = await readIndex(folder, 'small');
  await writeFile(
    join(folder, 'small', '1.5.0', 'survey.json'),
    JSON.stringify(recordsSurvey({ version: '1.5.0', questions: [single('r', [1])] })),
  );
  if (!old || !spoilt) throw new Error('no index');
  const sha256 = await releaseSha256(join(folder, 'small', '1.5.0'));
  await replaceIndex(folder, 'small', [old, { ...spoilt, sha256 }]);
  await repository.reload();
  expect(repository.view().refusals[0]?.faults[0]).toContain('responses.parquet has no column "r"');
  expect([opened, closed]).toEqual([['1.0.0', '1.5.0'], ['1.5.0']]);

  await replaceIndex(folder, 'small', []);
  await put(folder, '2.0.0', 42);
  await repository.reload();
  expect(opened).toEqual(['1.0.0', '1.5.0', '2.0.0']);
  expect(registry.of(first)).toBe(records);
  // Somebody still computes from it.
  expect(closed).toEqual(['1.5.0']);
  open();
  expect(await computation).toBeDefined();
  await eventually(() => expect(new Set(closed)).toEqual(new Set(['1.5.0', '1.0.0'])));
});
