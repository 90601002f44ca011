import { generateKeyPairSync } from 'node:crypto';
import { chmod, mkdir, readdir, readFile, rename, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readPrivateKey } from '../../src/publish/signature.ts';
import { verifyReleases } from '../../src/publish/verify.ts';
import { findOpenssl, needs, notRoot } from '../components.ts';
import { appOver, copyWritable, getJson, temporaryFolder } from '../helper.ts';
import { dataWithTwo, expectClean, figures, publish, WORK, system, writeDraft } from './support.ts';

async function ready(version: string, count = 3): Promise<{ folder: string; data: string; draft: string }> {
  const folder = await temporaryFolder();
  const data = await dataWithTwo(folder);
  return { folder, data, draft: await writeDraft(join(folder, 'draft'), version, figures(count)) };
}

describe('the number of a release', () => {
  test.each([
    ['1.1.1', 3, '1.1.1 is a patch release after 1.1.0, but the changes are minor; right is 1.2.0 (minor: '],
    ['1.1.1', 1, '1.1.1 is a patch release after 1.1.0, but the changes are major; right is 2.0.0 (major: '],
    ['1.2.0', 1, '1.2.0 is a minor release after 1.1.0, but the changes are major; right is 2.0.0 (major: '],
    [
      '1.1.0',
      3,
      '1.1.0 is published already, and a release never changes (the newest is 1.1.0); right is 1.2.0 (',
    ],
    [
      '1.0.0',
      2,
      '1.0.0 is published already, and a release never changes (the newest is 1.1.0); right is 1.1.1 (',
    ],
    ['1.0.9', 2, '1.0.9 is below the newest release, 1.1.0; right is 1.1.1 (patch: '],
    ['1.1.1', 1, 'gone): figure q, yes, w1, b, percent removed'],
  ])('%s with %i figures: %s', async (version, count, message) => {
    const { data, draft } = await ready(version, count);
    await expect(publish(draft, data)).rejects.toThrow(`survey.json:version: `);
    await expect(publish(draft, data)).rejects.toThrow(message);
    await expectClean(data, ['1.0.0', '1.1.0']);
  });

  test.each([
    ['1.2.0', 3],
    ['1.7.3', 3],
    ['2.0.0', 3],
    ['2.0.0', 1],
    ['1.1.1', 2],
  ])('%s with %i figures is right', async (version, count) => {
    const { data, draft } = await ready(version, count);
    expect(await publish(draft, data)).toMatchObject({ state: 'published', previous: '1.1.0' });
    await expectClean(data, ['1.0.0', '1.1.0', version]);
  });
});

test('the index keeps what it says of other releases, and is told what changed', async () => {
  const { data, draft } = await ready('1.2.0');
  const read = async (): Promise<unknown[]> =>
    JSON.parse(await readFile(join(data, 'small', 'releases.json'), 'utf8'));
  const before = await read();
  await publish(draft, data, { embargoedUntil: '2031-01-01T00:00:00Z' });
  const [first, second, third] = await read();
  expect([first, second]).toEqual(before);
  expect(third).toEqual({
    version: '1.2.0',
    released: '2026-01-01T00:00:00Z',
    embargoedUntil: '2031-01-01T00:00:00Z',
    sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    changes: ['1 figure added: battery, i1, w1, a, percent.'],
  });
  expect(first).toMatchObject({ changes: ['First release.'] });
  await publish(await writeDraft(draft, '1.3.0', figures(4)), data, { changes: ['In my words.'] });
  expect((await read())[3]).toMatchObject({ version: '1.3.0', changes: ['In my words.'] });
});

test('a dry run says what would be, and writes nothing', async () => {
  const { data, draft, folder } = await ready('1.2.0');
  const result = await publish(draft, data, { dryRun: true });
  expect(result).toMatchObject({ state: 'checked', previous: '1.1.0', level: 'minor', right: '1.2.0' });
  await expectClean(data, ['1.0.0', '1.1.0']);
  await expect(publish(await writeDraft(draft, '1.1.1', figures(3)), data, { dryRun: true })).rejects.toThrow(
    'right is 1.2.0',
  );
  await publish(draft, join(folder, 'new'), { dryRun: true });
  expect(await readdir(folder)).not.toContain('new');
  await writeDraft(draft, '1.2.0', figures(3));
  expect((await publish(draft, data)).entry.sha256).toBe(result.entry.sha256);
});

test('only the files of a release are published', async () => {
  const { data, draft } = await ready('1.2.0');
  await writeFile(join(draft, 'names-of-respondents.csv'), 'Ann\n');
  await mkdir(join(draft, 'notes'));
  expect(await publish(draft, data)).toMatchObject({ leftOut: ['names-of-respondents.csv', 'notes'] });
  expect(await readdir(join(data, 'small', '1.2.0'))).toEqual(['survey.json', 'toplines.csv']);
});

test('a draft with faults is not published', async () => {
  const { data, draft } = await ready('1.2.0');
  await writeFile(join(draft, 'toplines.csv'), figures(3).replace('w1', 'w9'));
  await expect(publish(draft, data)).rejects.toThrow('toplines.csv:2:wave: unknown wave "w9"');
  await expectClean(data, ['1.0.0', '1.1.0']);
});

test('a draft that is changed meanwhile is not published', async () => {
  const { data, draft } = await ready('1.2.0');
  const onStep = async (name: string): Promise<void> => {
    if (name === 'survey.json copied') await writeFile(join(draft, 'toplines.csv'), figures(4));
  };
  await expect(publish(draft, data, {}, { onStep })).rejects.toThrow(
    'was changed while it was being published',
  );
  await expectClean(data, ['1.0.0', '1.1.0']);
});

test('a folder in the way is taken if it is the same, replaced if it is a release, and else left alone', async () => {
  const { data, draft } = await ready('1.2.0');
  const target = join(data, 'small', '1.2.0');
  await writeDraft(target, '1.2.0', figures(4));
  await writeFile(join(target, 'thesis.txt'), 'Years of work.');
  await expect(publish(draft, data)).rejects.toThrow('holds more than a release (thesis.txt): move it away');
  expect(await readdir(target)).toContain('thesis.txt');
  await rename(join(target, 'thesis.txt'), join(draft, 'thesis.txt'));
  await publish(draft, data);
  await expectClean(data, ['1.0.0', '1.1.0', '1.2.0']);
  expect(await readFile(join(target, 'toplines.csv'), 'utf8')).toBe(figures(3));
  // A draft that stands where it is to be served from.
  const inPlace = await writeDraft(join(data, 'small', '1.3.0'), '1.3.0', figures(4));
  await publish(inPlace, data);
  await expectClean(data, ['1.0.0', '1.1.0', '1.2.0', '1.3.0']);
});

test('a damaged newest release is told, and an older one is no hindrance', async () => {
  const { data, draft } = await ready('1.2.0');
  const damage = (version: string) => writeFile(join(data, 'small', version, 'toplines.csv'), figures(5));
  await damage('1.0.0');
  await publish(draft, data);
  await damage('1.2.0');
  await expect(publish(await writeDraft(draft, '1.3.0', figures(4)), data)).rejects.toThrow(
    '1.2.0: the newest release is damaged',
  );
  const verified = await verifyReleases(data, null, WORK);
  expect(verified.map(({ version, faults }) => [version, faults.length])).toEqual([
    ['1.0.0', 1],
    ['1.1.0', 0],
    ['1.2.0', 1],
  ]);
});

test('a survey whose folder is a link to another place', async () => {
  const { data, draft, folder } = await ready('1.2.0');
  await rename(join(data, 'small'), join(folder, 'elsewhere'));
  await symlink(join(folder, 'elsewhere'), join(data, 'small'));
  await publish(draft, data);
  await expectClean(data, ['1.0.0', '1.1.0', '1.2.0']);
});

test('work that is called off leaves nothing', async () => {
  const { data, draft } = await ready('1.2.0');
  const steps: string[] = [];
  await publish(draft, join(data, '..', 'model'), {}, { onStep: (name) => void steps.push(name) });
  for (const step of steps.slice(0, 4)) {
    const controller = new AbortController();
    const onStep = (name: string): void => (name === step ? controller.abort() : undefined);
    await expect(publish(draft, data, {}, { signal: controller.signal, onStep })).rejects.toThrow('aborted');
    await expectClean(data, ['1.0.0', '1.1.0']);
  }
  // From when it is there on, it is brought to its end.
  const controller = new AbortController();
  const onStep = (name: string): void => (name === 'index installed' ? controller.abort() : undefined);
  expect(await publish(draft, data, {}, { signal: controller.signal, onStep })).toMatchObject({
    state: 'published',
  });
});

test('a signature is of one release', async () => {
  const { data, draft } = await ready('1.2.0');
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const { entry } = await publish(draft, data, { key: privateKey });
  const check = async (key = publicKey) =>
    (await verifyReleases(data, key, WORK)).find(({ version }) => version === '1.2.0');
  expect(await check()).toMatchObject({ signed: true, faults: [] });
  expect(await check(generateKeyPairSync('ed25519').publicKey)).toMatchObject({
    signed: false,
    faults: [expect.stringContaining('is signed with another key')],
  });
  expect((await verifyReleases(data, publicKey, WORK))[0]).toMatchObject({
    signed: false,
    faults: ['is not signed'],
  });
  // The signature moved to other bytes.
  const path = join(data, 'small', 'releases.json');
  const index = JSON.parse(await readFile(path, 'utf8')) as Record<string, unknown>[];
  await writeFile(path, JSON.stringify([index[0], { ...index[1], signature: index[2]?.['signature'] }]));
  expect((await verifyReleases(data, publicKey, WORK))[1]?.faults).toEqual([
    'has a signature that is not good: the release is not what was signed',
  ]);
  const app = await appOver(data);
  const { data: served } = await getJson(app, '/v1/surveys/small/releases');
  expect(served.map(({ signature }) => signature)).toEqual([entry.signature, null]);
});

test('a signature can be checked without Topline', needs(findOpenssl()), async () => {
  const { data, draft, folder } = await ready('1.2.0');
  const at = (name: string): string => join(folder, name);
  // As the help of the command says.
  system('openssl', 'genpkey', '-algorithm', 'ed25519', '-out', at('key.pem'));
  system('openssl', 'pkey', '-in', at('key.pem'), '-pubout', '-out', at('public.pem'));
  const { entry } = await publish(draft, data, { key: await readPrivateKey(at('key.pem')) });
  await writeFile(at('signature'), Buffer.from(entry.signature?.value ?? '', 'base64'));
  await writeFile(at('text'), `topline-release/1\nsmall\n1.2.0\n${entry.sha256}\n`);
  const how = ['-verify', '-pubin', '-inkey', at('public.pem'), '-rawin', '-in', at('text')];
  expect(system('openssl', 'pkeyutl', ...how, '-sigfile', at('signature'))).toContain(
    'Verified Successfully',
  );
});

test('a data directory that may not be written', needs(notRoot()), async () => {
  const { data, draft } = await ready('1.2.0');
  await chmod(join(data, 'small'), 0o555);
  await expect(publish(draft, data)).rejects.toThrow(
    'small 1.2.0 is not published, and nothing was changed: EACCES',
  );
});

test('the bundled surveys, published anew, are what they were', async () => {
  const folder = await temporaryFolder();
  for (const [survey, version] of [
    ['nonvoters', '1.0.0'],
    ['cmo-cio-alignment', '1.2.0'],
  ] as const) {
    const from = join(import.meta.dirname, '../../data', survey);
    await copyWritable(join(from, version), join(folder, survey));
    const { entry } = await publish(join(folder, survey), join(folder, 'data'));
    const index = JSON.parse(await readFile(join(from, 'releases.json'), 'utf8')) as {
      version: string;
      sha256: string;
    }[];
    expect(entry.sha256).toBe(index.find((one) => one.version === version)?.sha256);
  }
});
