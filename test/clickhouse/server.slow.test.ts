import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { startServer, type LiveServer } from '../clients/live-server.ts';
import { findClickHouse, needs } from '../components.ts';
import { inProcess } from '../cli/in-process.ts';
import { eventually } from '../eventually.ts';
import { startCluster, STEADY_USERS, type Cluster, type Node } from './cluster.ts';
import { CROSSTABS } from './questions.ts';

const server = findClickHouse();
const RELEASE = 'nonvoters@1.0.0';
/** Answers that are added up anew each, and one that is kept. */
const QUESTIONS = [
  `crosstab?rows=q5&columns=voter-category`,
  `crosstab?rows=q21&columns=voter-category`,
  `estimates?question=q1&limit=all`,
  `gaps?question=q5&limit=all`,
  `crosstab?rows=q23&columns=gender&filter=q5:matters`,
];

async function body(at: LiveServer, question: string): Promise<string> {
  const response = await fetch(`${at.url}/v1/surveys/${RELEASE}/${question}`);
  const text = await response.text();
  if (!response.ok) throw new Error(`${response.status} ${text}`);
  return text;
}

/** A question whose answer nobody has kept. */
const left = CROSSTABS.values();
const unkept = (): string => left.next().value ?? '';

describe('a server on a cluster of two shards and two replicas', needs(server), () => {
  let cluster: Cluster;
  let topline: LiveServer;
  let alone: LiveServer;
  const load = (...more: string[]) => inProcess(['load', RELEASE, '--engine-url', cluster.urls, ...more]);
  const settings = () => ({ ENGINE: 'clickhouse', ENGINE_URL: cluster.urls, QUERY_TIMEOUT_MS: '10000' });
  const nodeAt = (shard: number, replica: number): Node => {
    const node = cluster.nodes.find((one) => one.shard === shard && one.replica === replica);
    if (!node) throw new Error(`${shard} ${replica}`);
    return node;
  };
  const tables = async (): Promise<string[]> => {
    const query =
      "SELECT name FROM system.tables WHERE database = 'topline' AND name LIKE 'r\\_%' ORDER BY name";
    const text = await (await fetch(nodeAt(1, 1).url, { method: 'POST', body: query })).text();
    return text.split('\n').filter((name) => name !== '');
  };
  const ask = async (question = unkept()): Promise<{ status: number; text: string }> => {
    const response = await fetch(`${topline.url}/v1/surveys/${RELEASE}/${question}`);
    return { status: response.status, text: await response.text() };
  };
  /** The answer to a question, however late a machine is that is busy with other things. */
  const answered = (question = unkept()): Promise<string> =>
    eventually(async () => {
      const { status, text } = await ask(question);
      if (status !== 200) throw new Error(`${status} ${text}`);
      return text;
    }, 100);
  /** The same question to a server that adds up by itself. */
  const right = (question: string): Promise<string> => eventually(() => body(alone, question), 100);
  const loaded = (): Promise<unknown> =>
    eventually(async () => {
      await cluster.revive();
      const end = await load();
      expect(end).toMatchObject({ code: 0 });
      return end;
    }, 100);

  beforeAll(async () => {
    cluster = await startCluster(server.command, { shards: 2, replicas: 2, users: STEADY_USERS });
    [topline, alone] = await Promise.all([startServer('data', settings()), startServer('data')]);
  });
  afterAll(async () => {
    await Promise.all([topline.stop(), alone.stop()]);
    await cluster.stop();
  });

  beforeEach(() => cluster.revive());

  test('what is not loaded is told, and all else is served; then it is loaded, and served', async () => {
    const before = await ask();
    expect(before.status).toBe(503);
    expect(before.text).toMatch(/not loaded into the cluster/);
    const ready = await fetch(`${topline.url}/readyz`);
    expect(await ready.text()).toMatch(/nonvoters/);
    expect((await fetch(`${topline.url}/v1/surveys/cmo-cio-alignment/gaps`)).status).toBe(200);
    expect(await load()).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^nonvoters 1\.0\.0 is loaded: 5836 records/),
    });
    await answered();
    expect(await load('--check')).toMatchObject({ code: 0 });
    expect(await load()).toMatchObject({ out: expect.stringMatching(/was loaded before/) });
  });

  test.each(QUESTIONS)('answers as DuckDB does: %s', async (question) => {
    expect(await answered(question)).toBe(await right(question));
  });

  test('a replica that is gone changes nothing; a shard that is gone is told, and nothing is answered by half', async () => {
    await nodeAt(2, 1).kill();
    const question = unkept();
    expect(await answered(question)).toBe(await right(question));
    await nodeAt(2, 2).kill();
    const gone = await ask();
    expect(gone.status).toBe(503);
    expect(gone.text).toMatch(/a part of the cluster does not answer/);
    expect(gone.text).not.toMatch(/127\.0\.0\.1:\d+.*refused/);
    await Promise.all([nodeAt(2, 1).start(), nodeAt(2, 2).start()]);
    const again = unkept();
    expect(await answered(again)).toBe(await right(again));
  });

  test('the server that is asked being gone, another is', async () => {
    await nodeAt(1, 1).kill();
    const question = unkept();
    expect(await answered(question)).toBe(await right(question));
    await nodeAt(1, 1).start();
  });

  test('shards that are killed while they are asked give the right answer or none', async () => {
    const questions = Array.from({ length: 40 }, () => unkept());
    const answers = Promise.all(questions.map((question) => ask(question)));
    await nodeAt(2, 1).kill();
    await nodeAt(2, 2).kill();
    const found = await answers;
    await Promise.all([nodeAt(2, 1).start(), nodeAt(2, 2).start()]);
    expect(new Set([...found.map(({ status }) => status), 200, 503])).toEqual(new Set([200, 503]));
    for (const [i, { status, text }] of found.entries())
      if (status === 200) expect(text).toBe(await right(questions[i] ?? ''));
    await answered();
  });

  test('a server that stands still is not waited for without end', async () => {
    for (const replica of [1, 2]) nodeAt(2, replica).signal('SIGSTOP');
    try {
      const { status, text } = await ask();
      expect(status).toBe(503);
      expect(text).toMatch(/longer than it may|does not answer/);
    } finally {
      for (const replica of [1, 2]) nodeAt(2, replica).signal('SIGCONT');
    }
    await answered();
  });

  /** Takes the records out and loads them, and does something amid that. @returns how the load ended; null: it was over before */
  async function loadAmid<T extends { readonly code: number | null }>(
    start: () => Promise<T>,
    amid: () => Promise<void> | void,
  ): Promise<T | null> {
    await cluster.revive();
    await inProcess(['unload', RELEASE, '--engine-url', cluster.urls]);
    expect(await tables()).toEqual([]);
    const ended = start();
    await eventually(async () => (await tables()).length > 0);
    await amid();
    const end = await ended;
    return end.code === 0 ? null : end;
  }
  /** The same until it comes in time: a machine that is busy with other things may be late. */
  const inTime = <T>(attempt: () => Promise<T | null>): Promise<T> =>
    eventually(async () => (await attempt()) ?? false) as Promise<T>;

  test('a load that is killed leaves nothing that is served, and the next one begins anew', async () => {
    await inTime(() => {
      const child = spawn(process.execPath, ['src/cli.ts', 'load', RELEASE, '--engine-url', cluster.urls], {
        stdio: 'ignore',
      });
      const ended = once(child, 'exit').then(([code]) => ({ code: code as number | null }));
      return loadAmid(
        () => ended,
        () => void child.kill('SIGKILL'),
      );
    });
    expect((await ask()).status).toBe(503);
    await cluster.revive();
    expect(await load('--check')).toMatchObject({
      code: 4,
      err: 'the cluster does not hold the records of the release\n',
    });
    await loaded();
    expect(await tables()).toHaveLength(2);
    const question = unkept();
    expect(await answered(question)).toBe(await right(question));
  });

  test('a server of the cluster that is killed in a load ends it with a line, and the next one begins anew', async () => {
    const { code, err } = await inTime(async () => {
      const end = await loadAmid(load, () => nodeAt(2, 1).kill());
      await nodeAt(2, 1).start();
      return end;
    });
    expect(code).toBe(4);
    expect(err.trim().split('\n')).toHaveLength(1);
    expect((await ask()).status).toBe(503);
    await loaded();
    await answered();
  });

  test('rows that are lost are found, and made good', async () => {
    const local = (await tables()).find((name) => name.endsWith('_local'));
    const lose = `ALTER TABLE topline.${local} DELETE WHERE v1 = 1 SETTINGS mutations_sync = 2`;
    await fetch(nodeAt(1, 2).url, { method: 'POST', body: lose });
    expect(await load('--check')).toMatchObject({ code: 4 });
    expect(await loaded()).toMatchObject({ out: expect.stringMatching(/is loaded:/) });
    expect(await load('--check')).toMatchObject({ code: 0 });
    await answered();
  });

  test('a wrong user is refused in a line, without a word of it to clients', async () => {
    expect(await load('--engine-user', 'nobody')).toMatchObject({
      code: 4,
      err: expect.stringMatching(
        /^http:\/\/127\.0\.0\.1:\d+: the cluster refuses the user or its password: .*\n$/,
      ),
    });
    const other = await startServer('data', { ...settings(), ENGINE_USER: 'nobody' });
    onTestFinished(() => other.stop());
    const response = await fetch(`${other.url}/v1/surveys/${RELEASE}/${unkept()}`);
    expect(response.status).toBe(503);
    expect(await response.text()).not.toMatch(/nobody/);
  });

  test('servers that are too old, unknown, or not all named are refused in a line', async () => {
    const old = createServer((_, answer) => answer.end('["23.8.1.1"]\n')).listen(0, '127.0.0.1');
    await once(old, 'listening');
    onTestFinished(() => void old.close());
    const { port } = old.address() as AddressInfo;
    const at = (url: string, ...more: string[]) => inProcess(['load', RELEASE, '--engine-url', url, ...more]);
    expect(await at(`http://127.0.0.1:${port}`)).toMatchObject({
      code: 4,
      err: `http://127.0.0.1:${port} is ClickHouse 23.8.1.1; 24.3 or newer is needed\n`,
    });
    expect((await at('http://127.0.0.1:9')).err).toMatch(
      /^http:\/\/127\.0\.0\.1:9: the cluster does not answer/,
    );
    expect((await at(nodeAt(1, 1).url)).err).toMatch(/ENGINE_URL does not name .*: name all servers there/);
    expect((await at(cluster.urls, '--engine-cluster', 'other')).err).toMatch(
      /know no cluster "other"; they know surveys/,
    );
    expect(await at('ftp://x')).toMatchObject({ code: 2 });
    expect(await inProcess(['load', RELEASE])).toMatchObject({
      code: 2,
      err: expect.stringMatching(/no cluster is named/),
    });
    expect((await at(cluster.urls, '--engine-password-file', '/nowhere')).err).toMatch(
      /^\/nowhere: the password cannot be read/,
    );
    expect(await inProcess(['load', 'cmo-cio-alignment', '--engine-url', cluster.urls])).toMatchObject({
      code: 1,
      err: expect.stringMatching(/has published figures and no records/),
    });
  });
});
