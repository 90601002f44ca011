import { spawn } from 'node:child_process';
import { watch } from 'node:fs';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DeleteObjectCommand, GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { Mirror } from '../../src/store/mirror.ts';
import { ObjectStore } from '../../src/store/object-store.ts';
import { parseStoreAddress } from '../../src/store/store-address.ts';
import { inProcess } from '../cli/in-process.ts';
import { startServer } from '../clients/live-server.ts';
import { needs, findPython } from '../components.ts';
import { eventually } from '../eventually.ts';
import { figures, writeDraft } from '../publish/support.ts';
import { writeNumberedDraft } from '../servers/numbered-draft.ts';
import { startFaultyProxy, startLocalStore, type LocalStore } from './local-store.ts';

const python = findPython('moto');
const ends: (() => Promise<void>)[] = [];
let store: LocalStore;
let folder: string;
let data: string;

async function temporary(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'topline-store-test-'));
  onTestFinished(() => rm(made, { recursive: true, force: true }));
  return made;
}

/** Publishes a release of the small survey to the store. */
async function publishTo(address: string, version: string, count: number, ...more: string[]) {
  const draft = await writeDraft(join(folder, `draft-${version}-${count}`), version, figures(count));
  return inProcess(['publish', draft, '--data', address, ...more]);
}

const objectAt = (address: string, key: string) => {
  const { bucket = '', prefix = '' } = parseStoreAddress(address) ?? {};
  return { Bucket: bucket, Key: `${prefix}${key}` };
};

async function textAt(address: string, key: string): Promise<string> {
  const { Body } = await store.client.send(new GetObjectCommand(objectAt(address, key)));
  return (await Body?.transformToString()) ?? '';
}

async function mirrorOf(address: string, endpoint = store.endpoint, silentMs = 20_000) {
  const troubles: string[] = [];
  const parsed = parseStoreAddress(address);
  if (!parsed) throw new Error(address);
  const cache = join(await temporary(), 'cache');
  const options = { cache, seconds: 1, onTrouble: (error: Error) => troubles.push(error.message) };
  const open = async () => {
    const mirror = await Mirror.open(new ObjectStore(parsed, { endpoint, silentMs }), options);
    onTestFinished(() => mirror.close());
    return mirror;
  };
  return { open, cache, troubles };
}

describe('a data directory in an object store', needs(python), () => {
  beforeAll(async () => {
    store = await startLocalStore(python.command, (end) => ends.push(end));
  });
  afterAll(async () => {
    for (const end of ends) await end();
  });
  beforeEach(async () => {
    folder = await temporary();
    data = await store.address();
  });

  test('is published to, served from, and published to again while it is served', async () => {
    expect(await publishTo(data, '1.0.0', 3)).toMatchObject({ code: 0 });
    const server = await startServer(data, { CACHE_DIR: join(folder, 'cache'), S3_ENDPOINT: store.endpoint });
    onTestFinished(() => server.stop());
    const versions = async () => {
      const response = await fetch(`${server.url}/v1/surveys/small/releases`);
      const { data: rows } = (await response.json()) as { data: { version: string }[] };
      return rows.map(({ version }) => version);
    };
    expect(await versions()).toEqual(['1.0.0']);
    expect(await publishTo(data, '1.1.0', 4)).toMatchObject({ code: 0 });
    await eventually(async () => (await versions()).includes('1.1.0'));
    const answer = await fetch(`${server.url}/v1/surveys/small@1.1.0/estimates?limit=all`);
    expect(((await answer.json()) as { data: unknown[] }).data.length).toBeGreaterThan(0);
    expect(await inProcess(['verify', '--data', data])).toMatchObject({
      code: 0,
      out: 'small 1.0.0: good\nsmall 1.1.0: good\n2 checked, 0 with faults\n',
    });
    expect(await inProcess(['withdraw', 'small@1.1.0', '--reason', 'wrong', '--data', data])).toMatchObject({
      code: 0,
    });
    await eventually(
      async () => (await fetch(`${server.url}/v1/surveys/small@1.1.0/estimates`)).status === 410,
    );
    expect(await readdir(join(folder, 'cache', 'data', 'small'))).toEqual(['1.0.0', 'releases.json']);
    await expect(textAt(data, 'small/1.1.0/survey.json')).rejects.toThrow(/NoSuchKey|not exist/);
  });

  test.each(['1', '2'])(
    'a release that another server knows is found when it is asked for, however seldom it is looked (WORKERS=%s)',
    async (workers) => {
      await publishTo(data, '1.0.0', 3);
      const server = await startServer(data, {
        CACHE_DIR: join(folder, 'cache'),
        S3_ENDPOINT: store.endpoint,
        RELOAD_SECONDS: '86400',
        WORKERS: workers,
      });
      onTestFinished(() => server.stop());
      const status = async (path: string) => (await fetch(`${server.url}/v1/surveys/${path}`)).status;
      expect(await status('small@1.1.0/estimates')).toBe(404);
      await publishTo(data, '1.1.0', 4);
      expect(await status('small/diff?to=1.1.0')).toBe(200);
      expect(await status('small@1.1.0/estimates')).toBe(200);
      await publishTo(data, '1.2.0', 5, '--embargo', '2999-01-01T00:00:00Z');
      expect(await status('small@1.2.0/estimates')).toBe(404);
      expect(await readdir(join(folder, 'cache', 'data', 'small'))).toContain('1.2.0');
      // A survey that is not there is not made by being asked for.
      expect(await status('tea/estimates')).toBe(404);
      expect(await readdir(join(folder, 'cache', 'data'))).toEqual(['small']);
    },
  );

  test('a survey that is found while all are looked at stays, though the list of them was made before', async () => {
    await publishTo(data, '1.0.0', 3);
    const gate = { isShut: false, waiting: 0 };
    class SlowStore extends ObjectStore {
      override async list(...asked: Parameters<ObjectStore['list']>): ReturnType<ObjectStore['list']> {
        const found = await super.list(...asked);
        if (asked[0] !== '') return found;
        gate.waiting += 1;
        await eventually(() => !gate.isShut);
        return found;
      }
    }
    const address = parseStoreAddress(data);
    if (!address) throw new Error(data);
    const options = { cache: join(await temporary(), 'cache'), seconds: 1, onTrouble: () => undefined };
    const mirror = await Mirror.open(new SlowStore(address, { endpoint: store.endpoint }), options);
    onTestFinished(() => mirror.close());
    Object.assign(gate, { isShut: true, waiting: 0 });
    await eventually(() => gate.waiting === 1);
    const draft = await writeNumberedDraft(join(folder, 'numbered'), 1);
    expect(await inProcess(['publish', draft, '--data', data])).toMatchObject({ code: 0 });
    await mirror.seek('tracker');
    expect((await readdir(mirror.data)).toSorted()).toEqual(['small', 'tracker']);
    const removed = watch(mirror.data);
    onTestFinished(() => removed.close());
    const events: unknown[] = [];
    removed.on('change', (_kind, name) => events.push(name));
    gate.isShut = false;
    await eventually(() => gate.waiting > 2);
    expect(events).toEqual([]);
  });

  test('what is not there is answered at once while the store is away', async () => {
    await publishTo(data, '1.0.0', 3);
    const proxy = await startFaultyProxy(store.endpoint);
    const { open, troubles } = await mirrorOf(data, proxy.endpoint);
    const mirror = await open();
    proxy.fail = () => 'status';
    await mirror.seek('small');
    await eventually(() => troubles.length > 0);
    const asked = proxy.asked.filter((request) => request.includes('releases.json')).length;
    for (let i = 0; i < 20; i += 1) await mirror.seek('small');
    expect(proxy.asked.filter((request) => request.includes('releases.json'))).toHaveLength(asked);
    proxy.fail = () => null;
    await publishTo(data, '1.1.0', 4);
    await eventually(async () => (await readdir(join(mirror.data, 'small'))).includes('1.1.0'));
  });

  test('a release that cannot be loaded is not published, and that is said', async () => {
    await publishTo(data, '1.0.0', 3);
    const draft = await writeNumberedDraft(join(folder, 'numbered'), 1);
    expect(
      await inProcess(['publish', draft, '--data', data, '--load', '--engine-url', 'http://127.0.0.1:9']),
    ).toMatchObject({
      code: 4,
      err: expect.stringMatching(/^tracker 1\.0\.0 is neither loaded nor published: nothing was written/),
    });
    expect(await inProcess(['verify', '--data', data])).toMatchObject({
      out: 'small 1.0.0: good\n1 checked, 0 with faults\n',
    });
  });

  test('of two who publish at the same time one is told to try again, and nothing of it is seen', async () => {
    await publishTo(data, '1.0.0', 3);
    const results = await Promise.all([publishTo(data, '1.1.0', 4), publishTo(data, '1.2.0', 5)]);
    expect(new Set(results.map(({ code }) => code))).toEqual(new Set([0, 3]));
    expect(results.find(({ code }) => code === 3)?.err).toMatch(
      /changed by somebody else meanwhile: try again/,
    );
    const listed = JSON.parse(await textAt(data, 'small/releases.json')) as { version: string }[];
    expect(listed).toHaveLength(2);
  });

  test('a run that was ended before the index is taken up by the next with the same draft', async () => {
    await publishTo(data, '1.0.0', 3);
    const proxy = await startFaultyProxy(store.endpoint);
    proxy.fail = (method, path) => (method === 'PUT' && path.includes('releases.json') ? 'status' : null);
    process.env['S3_ENDPOINT'] = proxy.endpoint;
    try {
      const failed = await publishTo(data, '1.1.0', 4);
      expect(failed.code).toBe(4);
      expect(failed.err).toMatch(/^s3:\/\/surveys-\d+\/topline: small\/releases\.json cannot be written/);
      expect(failed.err.trim().split('\n')).toHaveLength(1);
    } finally {
      process.env['S3_ENDPOINT'] = store.endpoint;
    }
    expect(JSON.parse(await textAt(data, 'small/releases.json'))).toHaveLength(1);
    // Another draft of the same number may be of somebody who is still at it.
    expect(await publishTo(data, '1.1.0', 5)).toMatchObject({ code: 3 });
    expect(await publishTo(data, '1.1.0', 4)).toMatchObject({ code: 0 });
    expect(JSON.parse(await textAt(data, 'small/releases.json'))).toHaveLength(2);
  });

  test('an answer that is lost when the index was written is no failure', async () => {
    await publishTo(data, '1.0.0', 3);
    const proxy = await startFaultyProxy(store.endpoint);
    proxy.fail = (method, path) => (method === 'PUT' && path.includes('releases.json') ? 'lost' : null);
    process.env['S3_ENDPOINT'] = proxy.endpoint;
    try {
      expect(await publishTo(data, '1.1.0', 4)).toMatchObject({ code: 0 });
    } finally {
      process.env['S3_ENDPOINT'] = store.endpoint;
    }
  });

  test('objects that are not what was released never come into the folder, others do', async () => {
    await publishTo(data, '1.0.0', 3);
    await publishTo(data, '1.1.0', 4);
    await store.client.send(
      new PutObjectCommand({ ...objectAt(data, 'small/1.1.0/toplines.csv'), Body: figures(2) }),
    );
    const { open, troubles } = await mirrorOf(data);
    const mirror = await open().catch((error: Error) => error);
    // Nothing was kept before: what can be had is there all the same.
    expect(mirror).toBeInstanceOf(Mirror);
    expect(troubles).toEqual(['small 1.1.0: the objects are not those that were released']);
    if (!(mirror instanceof Mirror)) return;
    expect((await readdir(join(mirror.data, 'small'))).toSorted()).toEqual(['1.0.0', 'releases.json']);
    await store.client.send(
      new PutObjectCommand({ ...objectAt(data, 'small/1.1.0/toplines.csv'), Body: figures(4) }),
    );
    await eventually(async () => (await readdir(join(mirror.data, 'small'))).includes('1.1.0'));
  });

  test('what was kept is served while the store is away, and is mended where it was damaged', async () => {
    await publishTo(data, '1.0.0', 3);
    const proxy = await startFaultyProxy(store.endpoint);
    const { open, troubles } = await mirrorOf(data, proxy.endpoint);
    const first = await open();
    await first.close();
    proxy.fail = () => 'status';
    const second = await open();
    expect(await readdir(join(second.data, 'small', '1.0.0'))).toEqual(['survey.json', 'toplines.csv']);
    expect(troubles.join()).toMatch(/cannot be listed \(status 500\)/);
    await writeFile(join(second.data, 'small', '1.0.0', 'toplines.csv'), 'damaged');
    await second.close();
    proxy.fail = () => null;
    const third = await open();
    expect(await readFile(join(third.data, 'small', '1.0.0', 'toplines.csv'), 'utf8')).toBe(figures(3));
  });

  test('a store that says nothing is not waited for without end', async () => {
    await publishTo(data, '1.0.0', 3);
    const proxy = await startFaultyProxy(store.endpoint);
    const { open, troubles } = await mirrorOf(data, proxy.endpoint, 200);
    const mirror = await open();
    proxy.fail = () => 'hang';
    await eventually(() => troubles.length > 0);
    expect(troubles).toEqual([expect.stringMatching(/^s3:\/\/\S+: cannot be listed: TimeoutError/)]);
    expect(await readdir(mirror.data)).toEqual(['small']);
    proxy.fail = () => null;
    await publishTo(data, '1.1.0', 4);
    await eventually(async () => (await readdir(join(mirror.data, 'small'))).includes('1.1.0'));
  });

  test('a publisher that is killed at any request leaves all of a release, or nothing that is seen', async () => {
    await publishTo(data, '1.0.0', 3);
    const proxy = await startFaultyProxy(store.endpoint);
    const draft = await writeDraft(join(folder, 'draft'), '1.1.0', figures(4));
    const listed = async () => JSON.parse(await textAt(data, 'small/releases.json')) as { version: string }[];
    let killed = 0;
    for (let at = 1; ; at += 1) {
      const child = spawn(process.execPath, ['src/cli.ts', 'publish', draft, '--data', data], {
        env: { ...process.env, S3_ENDPOINT: proxy.endpoint },
        stdio: 'ignore',
      });
      let asked = 0;
      proxy.fail = () => {
        asked += 1;
        if (asked === at) child.kill('SIGKILL');
        return null;
      };
      await once(child, 'exit');
      if (child.signalCode === null) break;
      killed += 1;
      const versions = (await listed()).map(({ version }) => version);
      expect([['1.0.0'], ['1.0.0', '1.1.0']]).toContainEqual(versions);
      expect(await inProcess(['verify', '--data', data])).toMatchObject({ code: 0 });
    }
    expect(killed).toBeGreaterThan(5);
    expect(await listed()).toHaveLength(2);
  });

  test('a release under embargo is in the folder, and is not shown', async () => {
    await publishTo(data, '1.0.0', 3);
    await publishTo(data, '1.1.0', 4, '--embargo', '2999-01-01T00:00:00Z');
    const server = await startServer(data, { CACHE_DIR: join(folder, 'cache'), S3_ENDPOINT: store.endpoint });
    onTestFinished(() => server.stop());
    expect(await readdir(join(folder, 'cache', 'data', 'small'))).toEqual([
      '1.0.0',
      '1.1.0',
      'releases.json',
    ]);
    expect((await fetch(`${server.url}/v1/surveys/small@1.1.0`)).status).toBe(404);
    expect((await fetch(`${server.url}/v1/surveys/small@1.0.0`)).status).toBe(200);
  });

  test('a store that is away with nothing kept ends the start with one line', async () => {
    const { open } = await mirrorOf(data, 'http://127.0.0.1:9');
    await expect(open()).rejects.toThrow(/^s3:\/\/surveys-\d+\/topline: cannot be listed/);
    await expect(
      startServer(data, { CACHE_DIR: join(folder, 'cache'), S3_ENDPOINT: 'http://127.0.0.1:9' }),
    ).rejects.toThrow(/did not start: topline: s3:\/\/surveys-\d+\/topline: cannot be listed[^\n]*\n$/);
  });

  test('a survey that is gone from the store goes', async () => {
    await publishTo(data, '1.0.0', 3);
    const { open } = await mirrorOf(data);
    const mirror = await open();
    for (const name of ['releases.json', '1.0.0/survey.json', '1.0.0/toplines.csv'])
      await store.client.send(new DeleteObjectCommand(objectAt(data, `small/${name}`)));
    await eventually(async () => (await readdir(mirror.data)).length === 0);
  });
});
