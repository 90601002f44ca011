import { appendFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { EmptyRepositoryError, Repository, type Refusal } from '../../src/repository/repository.ts';
import { appOver, getJson, temporaryFolder, toplines, writeSurvey } from '../helper.ts';

const csv = toplines('q,,yes,w1,a,percent,69');

test('a release whose files changed is refused and named; all others are served', async () => {
  const folder = await temporaryFolder();
  await writeSurvey(folder, 'small', [{ toplines: csv }, { version: '1.1.0', toplines: csv }]);
  await writeSurvey(folder, 'other', [{ toplines: csv }]);
  await appendFile(join(folder, 'small', '1.1.0', 'toplines.csv'), ' ');
  const refusals: Refusal[] = [];
  await Repository.open(folder, { onRefusal: (refusal) => refusals.push(refusal) });
  const app = await appOver(folder);

  expect(refusals).toMatchObject([{ survey: 'small', version: '1.1.0' }]);
  expect(refusals[0]?.faults[0]).toContain('the files do not match releases.json');
  const ready = await getJson<{ status: string; refused: unknown[] }>(app, '/readyz');
  expect(ready).toMatchObject({ status: 'degraded', refused: [{ survey: 'small', version: '1.1.0' }] });
  expect((await getJson(app, '/v1/surveys/small')).meta['release']).toBe('1.0.0');
  await getJson(app, '/v1/surveys/small@1.1.0', 404);
  await getJson(app, '/v1/surveys/other');
});

test('a survey whose index cannot be read is refused; a file and a hidden folder are passed over', async () => {
  const folder = await temporaryFolder();
  await writeSurvey(folder, 'small', [{ toplines: csv }]);
  await writeFile(join(folder, 'README.md'), 'x');
  await Promise.all(['broken', '.git', 'Wrong Name'].map((name) => mkdir(join(folder, name))));
  await writeFile(join(folder, 'broken', 'releases.json'), '[{');
  const { surveys, refusals } = (await Repository.open(folder)).view();
  expect([...surveys.keys()]).toEqual(['small']);
  expect(refusals.map(({ survey }) => survey)).toEqual(['Wrong Name', 'broken']);
  expect(refusals[1]?.faults[0]).toContain('releases.json: is not JSON');
});

test('a version that the index names twice is a fault of the index', async () => {
  const folder = await temporaryFolder();
  await writeSurvey(folder, 'good', [{ toplines: csv }]);
  await writeSurvey(folder, 'small', [{ toplines: csv }, { toplines: csv }]);
  expect((await Repository.open(folder)).preview().refusals[0]?.faults).toEqual([
    'releases.json:[1].version: 1.0.0 stands twice',
  ]);
});

test('a data directory with nothing to serve says so, and why', async () => {
  const folder = await temporaryFolder();
  const missing = Repository.open(join(folder, 'missing'));
  await expect(missing).rejects.toThrow(EmptyRepositoryError);
  await expect(missing).rejects.toThrow(/^DATA_DIR=\S+missing: there is no such folder$/);
  await expect(Repository.open(folder)).rejects.toThrow(
    /holds no release that can be served; publish a first release: topline publish DRAFT --data DIR$/,
  );
  await writeSurvey(folder, 'small', [{ toplines: 'nonsense' }]);
  await expect(Repository.open(folder)).rejects.toThrow(
    /served \(small@1\.0\.0: toplines\.csv:1:nonsense: unknown column[^;]*; .*\)$/,
  );
});

test('versions are ordered as numbers, not as text', async () => {
  const folder = await temporaryFolder();
  await writeSurvey(
    folder,
    'small',
    ['1.10.0', '1.9.0', '1.2.0'].map((version) => ({ version, toplines: csv })),
  );
  const survey = (await Repository.open(folder)).view().surveys.get('small');
  expect(survey?.releases.map(({ version }) => version)).toEqual(['1.2.0', '1.9.0', '1.10.0']);
  expect(survey?.newest.version).toBe('1.10.0');
});

test('an embargoed release does not exist until its moment, and then at once', async () => {
  const folder = await temporaryFolder();
  const lift = Date.parse('2026-06-01T12:00:00Z');
  let clock = lift - 30_500;
  await writeSurvey(folder, 'small', [
    { toplines: csv },
    { version: '1.1.0', toplines: csv, entry: { embargoedUntil: '2026-06-01T12:00:00Z' } },
  ]);
  await writeSurvey(folder, 'secret', [{ toplines: csv, entry: { embargoedUntil: '2026-06-01T12:00:00Z' } }]);
  const app = await appOver(folder, { now: () => clock });

  expect((await getJson(app, '/v1/surveys')).data.map(({ id }) => id)).toEqual(['small']);
  expect((await getJson(app, '/v1/surveys/small')).meta['release']).toBe('1.0.0');
  const hidden = await app.inject('/v1/surveys/small@1.1.0/gaps');
  expect(hidden.statusCode).toBe(404);
  expect(
    hidden.body
      .replaceAll('small@1.1.0/gaps', '')
      .replaceAll('"value":"small@1.1.0"', '')
      .replace('no release \\"1.1.0\\"', ''),
  ).not.toContain('1.1.0');
  expect((await app.inject('/readyz')).body).not.toMatch(/secret|1\.1\.0/);
  expect((await app.inject('/v1/surveys/small/gaps')).headers['cache-control']).toBe('public, max-age=30');
  expect((await app.inject('/v1/surveys/small@1.0.0/gaps')).headers['cache-control']).toBe(
    'public, max-age=31536000, immutable',
  );

  clock = lift;
  expect((await getJson(app, '/v1/surveys')).data.map(({ id }) => id)).toEqual(['secret', 'small']);
  expect((await getJson(app, '/v1/surveys/small')).meta['release']).toBe('1.1.0');
  await getJson(app, '/v1/surveys/small@1.1.0/gaps');
  expect((await app.inject('/v1/surveys/small/gaps')).headers['cache-control']).toBe(
    'public, max-age=60, stale-while-revalidate=600',
  );
});
