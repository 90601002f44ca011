import { mkdir, readdir, readFile, readlink, truncate, utimes, writeFile } from 'node:fs/promises';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { buildApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { hashFile } from '../../src/repository/hash-file.ts';
import { ReleaseFile } from '../../src/repository/release-file.ts';
import { archive, archiveBytes } from '../../src/services/releases/download/archive.ts';
import { key, keysFile } from '../access/support.ts';
import { findPython, linux, needs } from '../components.ts';
import { eventually } from '../eventually.ts';
import {
  appOver,
  BUNDLED,
  bundledApp,
  copyWritable,
  HEADER,
  smallApp,
  temporaryFolder,
  writeSurvey,
} from '../helper.ts';
import { recordsApp, single } from '../records-helper.ts';
import { publish, readIndex, replaceIndex } from '../repository/publisher.ts';
import { firstOf, runs, testInFull } from '../runs.ts';

const SCRIPT = new URL('download.py', import.meta.url).pathname;
const PYTHON = process.env['TOPLINE_PYTHON'] ?? 'python3';
const PINNED = '/v1/surveys/cmo-cio-alignment@1.2.0/download';

async function download(app: FastifyInstance, url: string): Promise<Buffer> {
  const response = await app.inject(url);
  expect([url, response.statusCode]).toEqual([url, 200]);
  return response.rawPayload;
}

interface Unpacked {
  readonly damaged: string | null;
  readonly files: {
    name: string;
    time: number[];
    stored: boolean;
    sha256: string;
    text: string | null;
  }[];
}
interface Judged {
  readonly valid: boolean;
  readonly tasks: string[];
  readonly faults: [string, string][];
}

async function python<Result>(zip: Buffer, ...args: string[]): Promise<Result> {
  const path = join(await temporaryFolder(), 'release.zip');
  await writeFile(path, zip);
  const { stdout, stderr } = spawnSync(PYTHON, [SCRIPT, path, ...args], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout) as Result;
}

const textOf = ({ files }: Unpacked, name: string): string =>
  files.find((file) => file.name === name)?.text ?? '';
const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

const respondents = Array.from({ length: 100 }, (_, i) => ({ q: 1 + (i % 2), id: i }));
const records = (publicRecords: boolean) =>
  recordsApp(respondents, { questions: [single('q', [1, 2])], disclosure: { publicRecords } });

/** Over the bundled surveys, at an address of its own. */
let addressed: FastifyInstance;
beforeAll(async () => {
  addressed = await buildApp({
    config: readConfig({ DATA_DIR: BUNDLED, PUBLIC_URL: 'https://figures.example' }),
  });
});
afterAll(() => addressed.close());

describe('unpacked by Python', needs(findPython('zipfile')), () => {
  test.each([
    ['cmo-cio-alignment@1.0.0', ['survey.json', 'toplines.csv'], [2026, 11, 24]],
    ['cmo-cio-alignment', ['survey.json', 'toplines.csv'], [2026, 11, 29]],
    ['nonvoters@1.0.0', ['survey.json', 'responses.parquet'], [2026, 11, 25]],
  ])('%s is its files, byte for byte, with descriptor and README', async (reference, names, day) => {
    const unpacked = await python<Unpacked>(await download(addressed, `/v1/surveys/${reference}/download`));
    expect(unpacked.damaged).toBeNull();
    expect(unpacked.files.map(({ name }) => name)).toEqual(['datapackage.json', 'README.md', ...names]);
    const descriptor = JSON.parse(textOf(unpacked, 'datapackage.json')) as Record<string, unknown> & {
      resources: Record<string, unknown>[];
    };
    const folder = join(BUNDLED, String(descriptor['name']), String(descriptor['version']));
    for (const file of unpacked.files) {
      expect(file.stored, file.name).toBe(true);
      expect(file.time, file.name).toEqual([...day, 12, 0, 0]);
    }
    for (const name of names) {
      const bytes = await readFile(join(folder, name));
      expect(unpacked.files.find((file) => file.name === name)?.sha256).toBe(sha256(bytes));
      expect(descriptor.resources.find(({ path }) => path === name)).toMatchObject({
        bytes: bytes.length,
        hash: `sha256:${sha256(bytes)}`,
      });
    }
    const survey = JSON.parse(await readFile(join(folder, 'survey.json'), 'utf8')) as Record<
      string,
      unknown
    > & {
      sources: { title: string; url?: string | null }[];
      licence: { url: string | null };
      citation: string;
    };
    const address = `https://figures.example/v1/surveys/${String(survey['id'])}@${String(survey['version'])}`;
    expect(descriptor).toMatchObject({
      title: survey['title'],
      citation: survey.citation,
      licence: survey.licence,
      id: address,
      sources: survey.sources.map(({ title, url }) => (url ? { title, path: url } : { title })),
    });
    const licences = descriptor['licenses'] as { path: string }[] | undefined;
    expect(licences?.map(({ path }) => path) ?? [null]).toEqual([survey.licence.url]);
    const readme = textOf(unpacked, 'README.md');
    for (const text of [survey.citation, address, String(descriptor['sha256'])])
      expect(readme).toContain(text);
    // What the README says of the hash, done by a shell.
    const [, command = '', hash = ''] = /^ {4}(LC_ALL=C sha256sum .*)\n {4}(\w{64})$/m.exec(readme) ?? [];
    const { stdout } = spawnSync('bash', ['-c', command], { cwd: folder, encoding: 'utf8' });
    expect([hash, stdout.slice(0, 64)]).toEqual([descriptor['sha256'], descriptor['sha256']]);
  });

  test('records that are not public are in no file and no list', async () => {
    const [open, closed] = [await records(true), await records(false)];
    const [given, kept] = await Promise.all(
      [open, closed].map(async (app) => python<Unpacked>(await download(app, '/v1/surveys/small/download'))),
    );
    const names = (unpacked: Unpacked | undefined) => unpacked?.files.map(({ name }) => name);
    expect(names(given)).toEqual(['datapackage.json', 'README.md', 'survey.json', 'responses.parquet']);
    expect(names(kept)).toEqual(['datapackage.json', 'README.md', 'survey.json']);
    if (!kept) throw new Error('nothing unpacked');
    expect(textOf(kept, 'datapackage.json')).not.toContain('responses');
    expect(textOf(kept, 'README.md')).toContain('Respondents’ records are not public.');
    expect(textOf(kept, 'README.md')).not.toContain('responses.parquet');
  });
});

describe('frictionless', needs(findPython('frictionless, pandas')), () => {
  const judged = async (app: FastifyInstance, url: string, ...damage: string[]) =>
    python<Judged>(await download(app, url), '--validate', ...damage);

  test('finds no fault in the bundled releases, and finds a file that was changed', async () => {
    for (const [url, file, task] of firstOf(1, [
      [PINNED, 'toplines.csv', 'toplines'],
      ['/v1/surveys/nonvoters/download', 'responses.parquet', 'responses'],
    ] as const)) {
      expect(await judged(addressed, url)).toEqual({ valid: true, tasks: ['survey', task], faults: [] });
      const { valid, faults } = await judged(addressed, url, file);
      expect(valid).toBe(false);
      expect(faults).toContainEqual([task, 'hash-count']);
    }
  });

  testInFull(
    'reads columns in any order, a byte order mark and all kinds of figures by the schema',
    async () => {
      const columns = HEADER.split(',').toReversed();
      const row = { question: 'q', option: 'yes', wave: 'w1', measure: 'percent', source: 'report' };
      const cells = [
        {
          ...row,
          audience: 'a',
          value: '69.0',
          qualifier: 'more-than',
          n: '250',
          status: 'preferred',
          note: 'a, "b"',
        },
        { ...row, audience: 'a', value: '70', source: 'article', status: 'alternative' },
        { ...row, audience: 'b', value: '3' },
      ];
      const csv = `\uFEFF${columns.join(',')}\r\n${cells
        .map((cell: Record<string, string>) =>
          columns.map((name) => `"${(cell[name] ?? '').replaceAll('"', '""')}"`).join(','),
        )
        .join('\r\n')}\r\n`;
      const app = await smallApp(csv, { licence: { name: null, url: null, note: 'not known' } });
      const url = '/v1/surveys/small/download';
      expect(await judged(app, url)).toEqual({ valid: true, tasks: ['survey', 'toplines'], faults: [] });
      const unpacked = await python<Unpacked>(await download(app, url));
      const { resources } = JSON.parse(textOf(unpacked, 'datapackage.json')) as {
        resources: { schema?: { fields: { name: string }[] } }[];
      };
      expect(resources[1]?.schema?.fields.map(({ name }) => name)).toEqual(columns);
    },
  );
});

test('the same release is the same bytes from every copy of it, in every zone of time', async () => {
  const copy = await temporaryFolder();
  await copyWritable(BUNDLED, copy);
  await utimes(join(copy, 'cmo-cio-alignment', '1.2.0', 'toplines.csv'), 1, 1);
  const [here, there] = [await bundledApp(), await appOver(copy)];
  const first = await here.inject(PINNED);
  const zone = process.env['TZ'];
  onTestFinished(() => {
    if (zone === undefined) delete process.env['TZ'];
    else process.env['TZ'] = zone;
  });
  for (const name of ['Pacific/Kiritimati', 'America/Los_Angeles', 'UTC']) {
    process.env['TZ'] = name;
    const again = await there.inject(PINNED);
    expect(again.rawPayload.equals(first.rawPayload), name).toBe(true);
    expect(again.headers.etag).toBe(first.headers.etag);
  }
  const moving = await here.inject('/v1/surveys/cmo-cio-alignment/download');
  expect(moving.rawPayload.equals(first.rawPayload)).toBe(true);
  expect(moving.headers['cache-control']).toBe('public, max-age=60, stale-while-revalidate=600');
  const older = await here.inject('/v1/surveys/cmo-cio-alignment@1.0.0/download');
  expect(older.headers.etag).not.toBe(first.headers.etag);
});

test('headers: length, name, kept for ever, no compression on top, HEAD and 304', async () => {
  const app = await bundledApp();
  const { headers, rawPayload } = await app.inject({
    url: PINNED,
    headers: { 'accept-encoding': 'gzip, br', accept: 'text/html' },
  });
  expect(headers).toMatchObject({
    'content-type': 'application/zip',
    'content-length': String(rawPayload.length),
    'content-disposition': 'attachment; filename="cmo-cio-alignment-1.2.0.zip"',
    'cache-control': 'public, max-age=31536000, immutable',
    'last-modified': 'Sun, 29 Nov 2026 00:00:00 GMT',
    vary: 'Authorization',
  });
  expect(headers['content-encoding']).toBeUndefined();
  expect(headers.link).toContain(`<${PINNED}>; rel="canonical"`);
  const head = await app.inject({ method: 'HEAD', url: PINNED });
  const { date: _a, 'x-request-id': _b, ...expected } = headers;
  const { date: _c, 'x-request-id': _d, ...got } = head.headers;
  expect([got, head.rawPayload.length]).toEqual([expected, 0]);
  const conditions = [
    { 'if-none-match': String(headers.etag) },
    { 'if-modified-since': String(headers['last-modified']) },
  ];
  for (const condition of conditions) {
    const fresh = await app.inject({ url: PINNED, headers: condition });
    expect([fresh.statusCode, fresh.body, fresh.headers.etag]).toEqual([304, '', headers.etag]);
  }
  expect((await app.inject({ url: PINNED, headers: { 'if-none-match': '"other"' } })).statusCode).toBe(200);
  expect((await app.inject(`${PINNED}?format=csv`)).statusCode).toBe(400);
  for (const reference of ['cmo-cio-alignment@9.9.9', '..%2F..%2Fetc', 'nowhere'])
    expect((await app.inject(`/v1/surveys/${reference}/download`)).statusCode).toBe(404);
});

test('an embargoed release is there for a preview key alone, and no cache may keep it', async () => {
  const folder = await temporaryFolder();
  const entry = { embargoedUntil: '2026-06-01T12:00:00Z' };
  await writeSurvey(folder, 'small', [{}, { version: '1.1.0', entry }]);
  const file = await keysFile();
  let clock = Date.parse('2026-06-01T11:59:30Z');
  const preview = await key(file, ['preview'], { now: clock });
  const app = await appOver(folder, { now: () => clock, env: { KEYS_FILE: file } });
  const url = '/v1/surveys/small@1.1.0/download';
  expect((await app.inject(url)).statusCode).toBe(404);
  const opened = await app.inject({ url, headers: { authorization: `Bearer ${preview.key}` } });
  expect(opened.headers).toMatchObject({ 'cache-control': 'private, no-store', vary: 'Authorization' });
  expect([opened.statusCode, opened.headers.etag, opened.headers['last-modified']]).toEqual([
    200,
    undefined,
    undefined,
  ]);
  expect((await app.inject(url)).statusCode).toBe(404);
  const moving = await app.inject('/v1/surveys/small/download');
  expect(moving.headers['content-disposition']).toContain('small-1.0.0.zip');
  expect(moving.headers['cache-control']).toBe('public, max-age=30');
  clock += 30_000;
  expect((await app.inject(url)).rawPayload.equals(opened.rawPayload)).toBe(true);
});

test('a release of which the index says something else keeps its files', async () => {
  const folder = await temporaryFolder();
  await publish(folder, 'small', {});
  const app = await appOver(folder);
  const url = '/v1/surveys/small/download';
  const index = await readIndex(folder, 'small');
  await replaceIndex(
    folder,
    'small',
    index.map((entry) => ({ ...entry, changes: ['Said later.'] })),
  );
  const text = async () => (await download(app, url)).toString();
  await eventually(async () => (await text()).includes('Said later.'));
  const later = await text();
  for (const part of ['Said later.', '"format":"topline/1"', HEADER]) expect(later).toContain(part);
});

/** A file of zeros that takes no room on the disk, as the repository would name it. */
async function largeFile(bytes: number) {
  const folder = await temporaryFolder();
  await mkdir(join(folder, 'release'));
  const path = join(folder, 'release', 'responses.parquet');
  await writeFile(path, '');
  await truncate(path, bytes);
  const file = new ReleaseFile('responses.parquet', path, await hashFile(path));
  return { path, content: { texts: [['a.txt', 'a']] as const, files: [file], day: new Date(0) } };
}

/** How many of the files that this process holds open are this one. */
async function openTimes(path: string): Promise<number> {
  const links = await readdir('/proc/self/fd');
  const targets = await Promise.all(links.map((fd) => readlink(`/proc/self/fd/${fd}`).catch(() => '')));
  return targets.filter((target) => target === path).length;
}

/** Collects garbage: what is left then is held by somebody. */
const collect = (): void => {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
};

testInFull('a large file goes through in little memory, to the length that was said', async () => {
  const { content } = await largeFile(runs(64, 300) * 1024 * 1024);
  let [bytes, highest, seen] = [0, 0, 0];
  collect();
  const before = process.memoryUsage();
  await pipeline(archive(content), async (chunks: AsyncIterable<Buffer>) => {
    for await (const chunk of chunks) {
      bytes += chunk.length;
      if (bytes - seen < 8 * 1024 * 1024) continue;
      seen = bytes;
      collect();
      const { arrayBuffers, heapUsed } = process.memoryUsage();
      highest = Math.max(highest, arrayBuffers + heapUsed - before.arrayBuffers - before.heapUsed);
    }
  });
  expect(bytes).toBe(archiveBytes(content));
  expect(highest).toBeLessThan(16 * 1024 * 1024);
});

test('a reader that goes leaves no file open', needs(linux()), async () => {
  const { path, content } = await largeFile(64 * 1024 * 1024);
  const stream = archive(content);
  for await (const _ of stream) if ((await openTimes(path)) > 0) break;
  stream.destroy();
  await eventually(async () => (await openTimes(path)) === 0);
});

test('a file that is not as long as it was is never handed out', async () => {
  const { path, content } = await largeFile(1024);
  await truncate(path, 1025);
  await expect(
    pipeline(archive(content), async (chunks: AsyncIterable<Buffer>) => {
      for await (const _ of chunks) continue;
    }),
  ).rejects.toThrow('responses.parquet has 1025 bytes, and had 1024 when it was released');
});
