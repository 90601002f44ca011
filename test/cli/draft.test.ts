import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { draftOfRelease } from '../../src/import/draft-of-release.ts';
import { copyWritable, BUNDLED, temporaryFolder } from '../helper.ts';
import { inProcess } from './in-process.ts';

const SURVEY = 'cmo-cio-alignment';

test('a release becomes a draft with the next number, which passes its checks', async () => {
  const folder = await temporaryFolder();
  const into = join(folder, 'draft');
  const made = await inProcess(['draft', SURVEY, '--into', into, '--data', BUNDLED]);
  expect(made).toMatchObject({ code: 0, out: expect.stringContaining(`draft in ${into}: ${SURVEY} `) });
  expect(made.out).toContain('--add-wave ID');
  const index = JSON.parse(await readFile(join(BUNDLED, SURVEY, 'releases.json'), 'utf8')) as {
    version: string;
  }[];
  const newest = index.at(-1)?.version ?? '';
  const read = async (path: string): Promise<Record<string, unknown>> =>
    JSON.parse(await readFile(join(path, 'survey.json'), 'utf8')) as Record<string, unknown>;
  const [before, after] = [await read(join(BUNDLED, SURVEY, newest)), await read(into)];
  const [major, minor] = newest.split('.').map(Number);
  expect(after).toEqual({ ...before, version: `${major}.${(minor ?? 0) + 1}.0` });
  expect(await readFile(join(into, 'toplines.csv'))).toEqual(
    await readFile(join(BUNDLED, SURVEY, newest, 'toplines.csv')),
  );
  expect(await inProcess(['validate', into])).toMatchObject({ code: 0 });
  // It is taken now, and an older release is named.
  expect((await inProcess(['draft', SURVEY, '--into', into, '--data', BUNDLED])).err).toContain('--force');
  const older = await inProcess([
    'draft',
    `${SURVEY}@1.0.0`,
    '--into',
    into,
    '--data',
    BUNDLED,
    '--force',
    '--json',
  ]);
  expect(JSON.parse(older.out)).toEqual({
    ok: true,
    survey: SURVEY,
    from: '1.0.0',
    version: after['version'],
    into,
  });
});

test('what is not there, or is damaged, is refused with what there is', async () => {
  const folder = await temporaryFolder();
  const data = join(folder, 'data');
  await mkdir(data);
  await copyWritable(join(BUNDLED, SURVEY), join(data, SURVEY));
  const draft = (survey: string) => inProcess(['draft', survey, '--into', join(folder, 'd'), '--data', data]);
  expect((await draft('cmo-cio-alignmen')).err).toContain(`did you mean "${SURVEY}"?`);
  expect((await draft(`${SURVEY}@9.9.9`)).err).toContain('has no release "9.9.9"');
  const path = join(data, SURVEY, '1.0.0', 'toplines.csv');
  await writeFile(path, `${await readFile(path, 'utf8')} `);
  expect((await draft(`${SURVEY}@1.0.0`)).err).toContain('is damaged');
});

test('what is temporary can be removed where the process has to end in the midst of it', async () => {
  const folder = await temporaryFolder();
  const released = {
    directory: join(BUNDLED, SURVEY, '1.0.0'),
    next: '9.0.0',
    names: ['toplines.csv'],
    document: {},
  };
  const { signal } = new AbortController();
  const making = draftOfRelease(
    released,
    { into: join(folder, 'd'), force: false },
    { signal, onTemporary: (remove) => remove() },
  );
  await expect(making).rejects.toThrow('ENOENT');
  expect(await readdir(folder)).toEqual([]);
});
