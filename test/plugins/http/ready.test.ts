import { request as httpRequest, Agent, type IncomingMessage } from 'node:http';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import { Writable } from 'node:stream';
import { pino } from 'pino';
import { describe, expect, onTestFinished, test } from 'vitest';
import { PRIVATE_LOG } from '../../../src/access/private-log.ts';
import { Repository } from '../../../src/repository/repository.ts';
import { key as addKey, keysFile } from '../../access/support.ts';
import { appOver, temporaryFolder, toplines, writeSurvey } from '../../helper.ts';

const csv = toplines('q,,yes,w1,a,percent,69', 'q,,yes,w1,b,percent,56', 'battery,i1,,w1,a,percent,3');
/** Hash of no bytes. */
const NOTHING = createHash('sha256').digest('hex');
const GAPS = '/v1/surveys/small/gaps';

interface Answered {
  readonly status: number;
  /** Names and values in turn, without the moment and the name of the request. */
  readonly headers: readonly (readonly [string, string])[];
  /** Hash of the bytes. */
  readonly bytes: string;
  /** What its `meta` says. */
  readonly release: string | undefined;
  readonly isReady: boolean;
}

type Headers = Readonly<Record<string, string>>;

/** The application over a small survey, listening, and what asks it. */
async function listening(
  options: Parameters<typeof appOver>[1] = {},
  releases: Parameters<typeof writeSurvey>[2] = [{ toplines: csv }],
) {
  const folder = await temporaryFolder();
  await writeSurvey(folder, 'small', releases);
  const app = await appOver(folder, { ...options, env: { RELOAD_SECONDS: '0', ...options.env } });
  await app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = app.server.address() as AddressInfo;
  const agent = new Agent({ keepAlive: true });
  onTestFinished(() => agent.destroy());
  const ask = async (path: string, headers: Headers = {}, method = 'GET'): Promise<Answered> => {
    const before = app.readyAnswers.count;
    const asked = httpRequest({ host: '127.0.0.1', port, path, headers, method, agent }).end();
    const [response] = (await once(asked, 'response')) as [IncomingMessage];
    const body = Buffer.concat(await response.toArray());
    const pairs = response.rawHeaders.flatMap((name, i, all) =>
      i % 2 === 0 ? [[name.toLowerCase(), all[i + 1] ?? ''] as const] : [],
    );
    return {
      status: response.statusCode ?? 0,
      headers: pairs
        .filter(([name]) => name !== 'date' && name !== 'x-request-id')
        .toSorted(([a], [b]) => a.localeCompare(b)),
      bytes: createHash('sha256').update(body).digest('hex'),
      release: /"release":"([^"]+)"/.exec(body.toString())?.[1],
      isReady: app.readyAnswers.count > before,
    };
  };
  return { app, folder, port, ask };
}

/** Asks as often as it takes to be answered from what is ready; a table is kept the second time, and ready the third. */
async function untilReady(
  ask: (path: string, headers?: Headers) => Promise<Answered>,
  path: string,
  headers: Headers = {},
): Promise<{ readonly first: Answered; readonly ready: Answered | undefined }> {
  const first = await ask(path, headers);
  expect(first.isReady).toBe(false);
  for (let i = 0; i < 3; i += 1) {
    const next = await ask(path, headers);
    if (next.isReady) return { first, ready: next };
    expect(next).toEqual(first);
  }
  return { first, ready: undefined };
}

const header = ({ headers }: Answered, name: string): string | undefined =>
  headers.find(([one]) => one === name)?.[1];

describe('both ways give the same headers and bytes', () => {
  test.each<[path: string, headers?: Headers]>([
    [GAPS],
    [GAPS, { accept: 'text/csv' }],
    [GAPS, { accept: 'application/json', 'accept-encoding': 'gzip' }],
    [GAPS, { 'accept-encoding': 'br' }],
    [GAPS, { 'accept-encoding': 'gzip;q=0.1, identity' }],
    [GAPS, { origin: 'https://example.org' }],
    ['/v1/surveys/small@1.0.0/gaps?question=q'],
    ['/v1/surveys/small@1.0.0/estimates?format=xlsx'],
    ['/v1/surveys'],
    ['/', { accept: 'text/html' }],
    ['/surveys/small/questions/q', { accept: 'text/html', 'accept-encoding': 'br' }],
    ['/v1/surveys/small/charts/gaps.svg'],
    ['/docs/method'],
    ['/v1/problems'],
  ])('%s %o', async (path, headers) => {
    const { ask } = await listening();
    const { first, ready } = await untilReady(ask, path, headers);
    expect(first.status).toBe(200);
    expect(ready).toEqual({ ...first, isReady: true });
    // And so do those who have it already.
    const etag = header(first, 'etag') ?? '';
    const held = { ...headers, 'if-none-match': `"other", W/${etag}` };
    const unchanged = await ask(path, held);
    expect([unchanged.status, unchanged.bytes, unchanged.isReady]).toEqual([304, NOTHING, false]);
    // Browsers send the date beside the tag, which counts.
    const dated = { ...held, 'if-modified-since': new Date(0).toUTCString() };
    expect(await ask(path, dated)).toEqual({ ...unchanged, isReady: true });
    expect(await ask(path, { ...headers, 'if-none-match': '"other"' })).toEqual({ ...first, isReady: true });
  });

  test('what waits behind another answer on the same connection', async () => {
    const { app, ask, port } = await listening();
    await untilReady(ask, GAPS);
    const socket = connect(port, '127.0.0.1');
    onTestFinished(() => void socket.destroy());
    const line = (path: string): string => `GET ${path} HTTP/1.1\r\nHost: x\r\n`;
    const before = app.readyAnswers.count;
    socket.write(
      `${line('/v1/surveys/small/estimates')}\r\n${line(GAPS)}\r\n${line(GAPS)}Connection: close\r\n\r\n`,
    );
    const text = Buffer.concat(await socket.toArray()).toString();
    const urls = [...text.matchAll(/rel="canonical"/g)];
    expect([urls.length, text.match(/HTTP\/1\.1 200 OK/g)?.length]).toEqual([3, 3]);
    expect(text.indexOf('small@1.0.0/estimates>; rel="canonical"')).toBeLessThan(
      text.indexOf('small@1.0.0/gaps>; rel="canonical"'),
    );
    expect(app.readyAnswers.count - before).toBe(2);
    expect(text.slice(text.lastIndexOf('HTTP/1.1 200'))).toMatch(/\r\nConnection: close\r\n/);
  });
});

describe('the ordinary way alone is for', () => {
  test.each<[what: string, status: number, headers: Headers, method?: string]>([
    ['credentials of whatever kind', 200, { authorization: 'Basic eDp5' }],
    ['ranges', 206, { range: 'bytes=0-9' }],
    ['dates', 304, { 'if-modified-since': new Date().toUTCString() }],
    ['a body', 200, { 'content-length': '0' }],
    ['HEAD', 200, {}, 'HEAD'],
    ['expectations', 417, { expect: 'more' }],
  ])('%s', async (_what, status, headers, method) => {
    const { ask } = await listening();
    expect((await untilReady(ask, GAPS)).ready?.status).toBe(200);
    for (let i = 0; i < 3; i += 1)
      expect(await ask(GAPS, headers, method)).toMatchObject({ status, isReady: false });
  });

  test('two hosts, none, and an address with what is passed over', async () => {
    const { ask, port, app } = await listening();
    const path = `${GAPS}?utm_source=x`;
    expect((await untilReady(ask, path)).ready).toBeUndefined();
    await untilReady(ask, `${GAPS}?question=q`);
    const before = app.readyAnswers.count;
    for (const hosts of ['', 'Host: x\r\nHost: y\r\n']) {
      const socket = connect(port, '127.0.0.1');
      socket.write(`GET ${GAPS}?question=q HTTP/1.1\r\n${hosts}Connection: close\r\n\r\n`);
      expect(Buffer.concat(await socket.toArray()).toString()).toMatch(/^HTTP\/1.1 400 /);
    }
    expect(app.readyAnswers.count).toBe(before);
  });

  test('errors, and what only the request said', async () => {
    const { ask } = await listening();
    for (const path of ['/v1/surveys/none', `${GAPS}?wave=none`, '/healthz', '/metrics'])
      expect(
        (await untilReady(async (...asked) => ({ ...(await ask(...asked)), bytes: '', headers: [] }), path))
          .ready,
      ).toBeUndefined();
  });

  test('whoever comes from an origin, where answers name it', async () => {
    const { ask } = await listening({ env: { CORS_ORIGINS: 'https://a.example' } });
    await untilReady(ask, GAPS);
    for (const origin of ['https://a.example', 'https://b.example'])
      for (let i = 0; i < 3; i += 1) {
        const answered = await ask(GAPS, { origin });
        expect(answered.isReady).toBe(false);
        const allowed = origin === 'https://a.example' ? origin : undefined;
        expect(header(answered, 'access-control-allow-origin')).toBe(allowed);
      }
  });
});

describe('embargoes and keys', () => {
  const releases = [
    { toplines: csv },
    {
      version: '1.1.0',
      toplines: toplines('q,,yes,w1,a,percent,12', 'q,,yes,w1,b,percent,56'),
      entry: { embargoedUntil: '2030-01-01T00:00:00Z' },
    },
  ];

  test('nothing is ready before the last embargo has lifted, and what is ready then is of the new release', async () => {
    let now = Date.parse('2029-12-31T23:59:59Z');
    const { ask } = await listening({ now: () => now }, releases);
    expect((await untilReady(ask, GAPS)).ready).toBeUndefined();
    now += 1000;
    const { first, ready } = await untilReady(ask, GAPS);
    expect(ready).toEqual({ ...first, isReady: true });
    expect(first.release).toBe('1.1.0');
    // A clock that is set back hides it again.
    now -= 1000;
    const again = await ask(GAPS);
    expect(again.isReady).toBe(false);
    expect(again.release).toBe('1.0.0');
  });

  test('what a key opens is neither kept nor answered from what is ready', async () => {
    const keys = await keysFile();
    const { key } = await addKey(keys, ['preview']);
    const { ask } = await listening({ env: { KEYS_FILE: keys } });
    const headers = { authorization: `Bearer ${key}` };
    await untilReady(ask, GAPS);
    for (let i = 0; i < 4; i += 1) {
      const keyed = await ask(GAPS, headers);
      expect([keyed.isReady, header(keyed, 'cache-control')]).toEqual([false, 'private, no-store']);
      expect(await ask(GAPS, { authorization: 'Bearer tl_wrong' })).toMatchObject({
        status: 401,
        isReady: false,
      });
    }
    const open = await ask(GAPS);
    expect([open.isReady, header(open, 'cache-control')]).toEqual([
      true,
      'public, max-age=60, stale-while-revalidate=600',
    ]);
  });

  test('a new release takes what was ready away', async () => {
    const opened: Repository[] = [];
    const open = Repository.open.bind(Repository);
    Repository.open = async (...given) => {
      const repository = await open(...given);
      opened.push(repository);
      return repository;
    };
    onTestFinished(() => void (Repository.open = open));
    const { ask, folder } = await listening();
    const { first } = await untilReady(ask, GAPS);
    await writeSurvey(folder, 'small', [
      { toplines: csv },
      { version: '1.1.0', toplines: toplines('q,,yes,w1,a,percent,12', 'q,,yes,w1,b,percent,56') },
    ]);
    await opened[0]?.reload();
    const after = await untilReady(ask, GAPS);
    expect([first.release, after.first.release]).toEqual(['1.0.0', '1.1.0']);
    expect(after.ready).toEqual({ ...after.first, isReady: true });
  });
});

describe('who is told', () => {
  test('the log has the same line, without the secret of a key, and metrics count the same', async () => {
    const lines: Record<string, unknown>[] = [];
    const stream = new Writable({
      write: (chunk: Buffer, _encoding, done) => {
        lines.push(JSON.parse(chunk.toString()) as Record<string, unknown>);
        done();
      },
    });
    const { ask, port } = await listening({
      logger: pino(PRIVATE_LOG, stream),
      env: { TRUST_PROXY: '1' },
    });
    const secret = 'A'.repeat(43);
    const headers = { 'x-request-id': `tl_abcdefgh_${secret}`, 'x-forwarded-for': '192.0.2.1, 192.0.2.7' };
    const { ready } = await untilReady(ask, `${GAPS}?question=q`, headers);
    expect(ready?.isReady).toBe(true);
    const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
    const [one, , last] = lines.filter(({ msg }) => msg === 'request');
    const kept = ({ time: _time, ms, ...rest }: Record<string, unknown> = {}) => [
      rest,
      Object.keys(rest),
      typeof ms,
    ];
    expect(kept(last)).toEqual(kept(one));
    expect(last).toMatchObject({
      level: 30,
      reqId: 'tl_abcdefgh_[secret]',
      url: `${GAPS}?question=q`,
      status: 200,
      client: '192.0.2.7',
    });
    expect(JSON.stringify(lines)).not.toContain(secret);
    expect(text).toContain(
      'topline_http_requests_total{method="GET",route="/v1/surveys/:survey/gaps",status="200"} 3',
    );
    expect(text).toContain(
      'topline_http_request_duration_seconds_count{method="GET",route="/v1/surveys/:survey/gaps"} 3',
    );
    expect(text).toContain('topline_http_cache_total{result="hit"} 1');
    expect(text).toContain('topline_http_cache_total{result="miss"} 2');
  });

  test('each request has an id of its own, or the one that it was given', async () => {
    const { app, port, ask } = await listening();
    await untilReady(ask, GAPS);
    const idOf = async (headers: Headers): Promise<string | null> =>
      (
        await fetch(`http://127.0.0.1:${port}${GAPS}`, { headers: { accept: '*/*', ...headers } })
      ).headers.get('x-request-id');
    const before = app.readyAnswers.count;
    const ids = [];
    for (let i = 0; i < 5; i += 1) ids.push(await idOf({ 'accept-encoding': 'identity' }));
    expect(new Set(ids).size).toBe(5);
    expect(await idOf({ 'accept-encoding': 'identity', 'x-request-id': 'mine' })).toBe('mine');
    expect(await idOf({ 'accept-encoding': 'identity', 'x-request-id': 'not mine!' })).toMatch(
      /^[0-9a-f]{24}-\w+$/,
    );
    expect(app.readyAnswers.count).toBeGreaterThan(before);
  });

  test('the limit of a client goes down and refuses, however it was answered', async () => {
    const { ask } = await listening({ env: { RATE_LIMIT_PER_MINUTE: '5', TRUST_PROXY: '1' } });
    const from = (address: string) => async (): Promise<readonly unknown[]> => {
      const answered = await ask(GAPS, { 'x-forwarded-for': address });
      const left = /r=(\d+);t=\d+$/.exec(header(answered, 'ratelimit') ?? '')?.[1];
      return [answered.status, answered.isReady, Number(left), header(answered, 'ratelimit-policy')];
    };
    const policy = '"default";q=5;w=60';
    const [one, other] = [from('192.0.2.1'), from('192.0.2.2')];
    expect([await one(), await one(), await one(), await one(), await one(), await one()]).toEqual([
      [200, false, 4, policy],
      [200, false, 3, policy],
      [200, true, 2, policy],
      [200, true, 1, policy],
      [200, true, 0, policy],
      [429, false, 0, policy],
    ]);
    expect(await other()).toEqual([200, true, 4, policy]);
  });

  test('a connection that is kept ends with its last answer once the service closes', async () => {
    const { app, port, ask } = await listening();
    await untilReady(ask, GAPS);
    const socket = connect(port, '127.0.0.1');
    socket.write(`GET ${GAPS} HTTP/1.1\r\nHost: x\r\n`);
    await once(socket, 'connect');
    await ask('/healthz');
    const closed = app.close();
    socket.write('\r\n');
    const text = Buffer.concat(await socket.toArray()).toString();
    expect(text).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    expect(text.toLowerCase()).toContain('connection: close');
    await closed;
  });
});
