import { rename, rm, writeFile } from 'node:fs/promises';
import { Writable } from 'node:stream';
import fc from 'fast-check';
import fastify, { type FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { describe, expect, onTestFinished, test } from 'vitest';
import { readKey } from '../../src/access/key-format.ts';
import { readKeyFile } from '../../src/access/key-file.ts';
import { revokeKey } from '../../src/access/manage-keys.ts';
import { PRIVATE_LOG } from '../../src/access/private-log.ts';
import { ConfigError } from '../../src/config.ts';
import { accessKeys, openKeys } from '../../src/plugins/access.ts';
import { problem } from '../../src/schemas/problem.ts';
import { eventually } from '../eventually.ts';
import { smallApp, toplines } from '../helper.ts';
import { key, keysFile, wrong } from './support.ts';
import { runs } from '../runs.ts';

const csv = toplines('q,,yes,w1,a,percent,69');
const PUBLIC = '/v1/surveys/small/estimates';

type Answer = Awaited<ReturnType<FastifyInstance['inject']>>;
const get = (app: FastifyInstance, url: string, authorization?: string): Promise<Answer> =>
  app.inject({ url, headers: authorization === undefined ? {} : { authorization } });

/** A log whose lines can be searched. */
function capturedLog() {
  const lines: string[] = [];
  const stream = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      lines.push(chunk.toString());
      done();
    },
  });
  return { lines, logger: pino({ level: 'trace', ...PRIVATE_LOG }, stream) };
}

test('scopes: what a key may not do is told with what it would need', async () => {
  const path = await keysFile();
  const preview = await key(path, ['preview']);
  const metrics = await key(path, ['metrics']);
  const app = await smallApp(csv, {}, { env: { KEYS_FILE: path } });
  const without = await get(app, '/metrics');
  expect([without.statusCode, without.headers['www-authenticate']]).toEqual([401, 'Bearer realm="topline"']);
  const lacking = await get(app, '/metrics', `Bearer ${preview.key}`);
  expect([lacking.statusCode, lacking.headers['www-authenticate']]).toEqual([
    403,
    'Bearer realm="topline", error="insufficient_scope", scope="metrics"',
  ]);
  expect(lacking.json()).toMatchObject({
    type: '/v1/problems/forbidden',
    errors: [{ name: 'Authorization' }],
  });
  const allowed = await get(app, '/metrics', `bearer  ${metrics.key}`);
  expect([allowed.statusCode, allowed.headers['cache-control']]).toEqual([200, 'no-store']);
  for (const { key: shown } of [preview, metrics])
    expect((await get(app, PUBLIC, `Bearer ${shown}`)).statusCode).toBe(200);
  expect((await get(app, PUBLIC)).statusCode).toBe(200);
});

test('request.preview is true for a key with that scope and for nothing else', async () => {
  const path = await keysFile();
  const metrics = await key(path, ['metrics']);
  const both = await key(path, ['metrics', 'preview']);
  const app = fastify() as unknown as FastifyInstance;
  accessKeys(app, await openKeys(path, { now: Date.now }));
  app.get('/', ({ preview, accessKey }) => ({ preview, accessKey }));
  onTestFinished(() => app.close());
  const ask = async (shown?: string): Promise<unknown> =>
    (await get(app, '/', shown && `Bearer ${shown}`)).json();
  expect(await ask()).toEqual({ preview: false, accessKey: null });
  expect(await ask(metrics.key)).toEqual({
    preview: false,
    accessKey: { id: metrics.summary.id, scopes: ['metrics'] },
  });
  expect(await ask(both.key)).toEqual({
    preview: true,
    accessKey: { id: both.summary.id, scopes: ['metrics', 'preview'] },
  });
  expect(await ask()).toEqual({ preview: false, accessKey: null });
});

describe('a key that is not good is refused wherever it is sent, and not repeated', () => {
  test.each(['/v1/surveys', PUBLIC, '/healthz', '/metrics', '/docs', '/openapi.json', '/none'])(
    '%s',
    async (url) => {
      const path = await keysFile();
      const { key: shown } = await key(path, ['preview']);
      const app = await smallApp(csv, {}, { env: { KEYS_FILE: path } });
      // What is public is in the cache already.
      await get(app, url);
      for (const value of [`Bearer ${wrong(shown)}`, shown, `Basic ${btoa(`tl:${shown}`)}`, 'Bearer', '']) {
        const response = await get(app, url, value);
        expect(response.statusCode, value).toBe(401);
        expect(response.headers).toMatchObject({
          'www-authenticate': 'Bearer realm="topline", error="invalid_token"',
          'cache-control': 'no-store',
          'content-type': 'application/problem+json; charset=utf-8',
        });
        expect(response.headers).not.toHaveProperty('etag');
        expect(problem.parse(response.json()).type).toBe('/v1/problems/unauthorized');
        expect(response.body).not.toContain(readKey(shown)?.secret.slice(0, 8));
      }
    },
  );
});

test('expired, by the clock of the service', async () => {
  const path = await keysFile();
  const { key: shown } = await key(path, ['metrics'], { expires: '2026-06-01T00:00:00.000Z' });
  let time = Date.parse('2026-05-31T23:59:59.999Z');
  const app = await smallApp(csv, {}, { env: { KEYS_FILE: path }, now: () => time });
  expect((await get(app, '/metrics', `Bearer ${shown}`)).statusCode).toBe(200);
  time += 1;
  const response = await get(app, '/metrics', `Bearer ${shown}`);
  expect([response.statusCode, response.json<{ detail: string }>().detail]).toEqual([
    401,
    'The access key expired at 2026-06-01T00:00:00.000Z.',
  ]);
});

/** In one step: written in place, a file is empty for a moment, which is a state of its own that the server may see. */
async function replace(path: string, text: string): Promise<void> {
  await writeFile(`${path}.new`, text);
  await rename(`${path}.new`, path);
}

test('while the server runs: a new key works, a revoked one does not; a broken file changes nothing', async () => {
  const path = await keysFile();
  const first = await key(path, ['metrics']);
  const { lines, logger } = capturedLog();
  const app = await smallApp(csv, {}, { env: { KEYS_FILE: path, TRUST_PROXY: 'true' }, logger });
  // A key that is not known yet is a wrong one, and after ten of them the client is sent away: each time another asks.
  let asked = 0;
  const ask = (shown: string) => () =>
    app.inject({
      url: '/metrics',
      headers: { authorization: `Bearer ${shown}`, 'x-forwarded-for': `2001:db8:0:${(asked += 1)}::1` },
    });
  const becomes = (question: () => Promise<Answer>, status: number) =>
    eventually(async () => (await question()).statusCode === status, 50);
  expect((await ask(first.key)()).statusCode).toBe(200);
  const second = await key(path, ['metrics']);
  await becomes(ask(second.key), 200);
  await revokeKey(path, first.summary.id, Date.now());
  await becomes(ask(first.key), 401);
  expect((await ask(first.key)()).json<{ detail: string }>().detail).toBe('The access key was revoked.');
  const hashes = (await readKeyFile(path)).map(({ secret }) => secret.hash);
  for (const damage of [
    () => replace(path, `{"format":"topline-keys/1","keys":[{"secret":"${hashes[1]}"`),
    () => replace(path, JSON.stringify({ keys: hashes })),
    () => rm(path),
  ]) {
    const told = () => lines.filter((line) => line.includes('those that were read last stay')).length;
    const before = told();
    await damage();
    await eventually(() => told() > before);
    expect((await ask(second.key)()).statusCode).toBe(200);
    expect((await ask(first.key)()).statusCode).toBe(401);
  }
  const third = await key(path, ['metrics']);
  await becomes(ask(third.key), 200);
  expect((await ask(second.key)()).statusCode).toBe(401);
  for (const secret of [
    ...hashes,
    ...[first, second, third].map(({ key: shown }) => readKey(shown)?.secret ?? ''),
  ])
    expect(lines.join('')).not.toContain(secret.slice(0, 12));
});

test('brute force: 429 with Retry-After after ten wrong keys, for that client alone', async () => {
  const path = await keysFile();
  const { key: shown } = await key(path, ['metrics']);
  // The clock stands still, however long the hashes take.
  const env = { KEYS_FILE: path, TRUST_PROXY: 'true' };
  const app = await smallApp(csv, {}, { env, now: () => Date.parse('2026-01-01T00:00:00Z') });
  const ask = (from: string, text: string) =>
    app.inject({ url: PUBLIC, headers: { authorization: `Bearer ${text}`, 'x-forwarded-for': from } });
  const statuses: number[] = [];
  for (let i = 0; i < 12; i += 1) statuses.push((await ask('2001:db8::1', wrong(shown, i))).statusCode);
  expect(statuses).toEqual([...Array.from({ length: 10 }, () => 401), 429, 429]);
  const limited = await ask('2001:db8::2', wrong(shown));
  expect(limited.statusCode).toBe(429);
  expect(Number(limited.headers['retry-after'])).toBeGreaterThan(50);
  expect(limited.json()).toMatchObject({ type: '/v1/problems/rate-limited' });
  expect((await ask('2001:db8:0:1::1', shown)).statusCode).toBe(200);
  // Who sends no key is no part of it.
  expect((await app.inject({ url: PUBLIC, headers: { 'x-forwarded-for': '2001:db8::1' } })).statusCode).toBe(
    200,
  );
});

test('no key gets into the log: not from the header, nor from an address, an id, or a cause', async () => {
  const path = await keysFile();
  const { key: shown } = await key(path, ['metrics']);
  const { id = '', secret = '' } = readKey(shown) ?? {};
  const { lines, logger } = capturedLog();
  const app = await smallApp(csv, {}, { env: { KEYS_FILE: path }, logger });
  for (const text of [shown, wrong(shown), `${shown}x`]) {
    await get(app, PUBLIC, `Bearer ${text}`);
    await get(app, `/v1/surveys?key=${text}`, text);
    await get(app, `/${encodeURIComponent(text).replaceAll('_', '%5F')}`);
    await app.inject({ url: '/healthz', headers: { 'x-request-id': text } });
  }
  logger.error({ err: new Error(`cannot use ${shown}`) }, `key ${shown}`);
  logger.info(
    { headers: { authorization: `Basic ${secret}` }, req: { headers: { authorization: secret } } },
    'x',
  );
  const text = lines.join('');
  expect(lines.length).toBeGreaterThan(12);
  expect(text).toContain(`tl_${id}_[secret]`);
  expect(text).not.toContain(secret.slice(0, 12));
  for (const line of lines) expect(() => JSON.parse(line) as unknown).not.toThrow();
});

test('whatever the header holds, the answer is a problem or that of a client without a key', async () => {
  const path = await keysFile();
  const { key: shown } = await key(path, ['preview', 'metrics']);
  let time = Date.now();
  const app = await smallApp(csv, {}, { env: { KEYS_FILE: path }, now: () => time });
  const { secret = '', id = '' } = readKey(shown) ?? {};
  const pieces = fc.constantFrom(
    'Bearer',
    'bearer',
    ' ',
    '  ',
    'tl_',
    id,
    '_',
    secret,
    shown,
    ',',
    '"',
    '=',
    'Basic',
    '\t',
    'é',
  );
  const values = fc.oneof(
    fc.array(pieces, { maxLength: 6 }).map((parts) => parts.join('')),
    fc.string({ maxLength: 100 }).map((text) => `Bearer ${text}`),
    fc.string({ unit: 'binary-ascii', maxLength: 300 }),
  );
  let refused = 0;
  await fc.assert(
    fc.asyncProperty(values, async (value) => {
      time += 60_000;
      const right = new RegExp(`^bearer +${shown}$`, 'i').test(value) && value.includes(shown);
      const response = await get(app, '/metrics', value);
      expect(response.statusCode, JSON.stringify(value)).toBe(right ? 200 : 401);
      if (!right) {
        refused += 1;
        problem.parse(response.json());
        expect(response.body).not.toContain(secret.slice(0, 12));
      }
    }),
    { numRuns: runs(40, 400) },
  );
  expect(refused).toBeGreaterThan(runs(20, 200));
});

describe('without KEYS_FILE', () => {
  test('/metrics is open, credentials of a proxy are ignored, and a key of ours is told that there are none', async () => {
    const app = await smallApp(csv);
    expect((await get(app, '/metrics')).statusCode).toBe(200);
    for (const value of ['Basic dTpw', 'Bearer eyJhbGciOiJIUzI1NiJ9.e30.x', ''])
      expect((await get(app, '/metrics', value)).statusCode).toBe(200);
    const { key: shown } = await key(await keysFile(), ['metrics']);
    const response = await get(app, PUBLIC, `Bearer ${shown}`);
    expect([response.statusCode, response.json<{ detail: string }>().detail]).toEqual([
      401,
      'This service has no access keys.',
    ]);
  });

  test.each([
    ['there is no such file', async () => `${await keysFile()}-none`],
    [
      'is not valid JSON',
      async () => {
        const path = await keysFile();
        await writeFile(path, 'no');
        return path;
      },
    ],
  ])('one that cannot be used stops the start: %s', async (fault, make) => {
    const path = await make();
    const started = smallApp(csv, {}, { env: { KEYS_FILE: path } });
    await expect(started).rejects.toThrow(ConfigError);
    await expect(started).rejects.toThrow(`KEYS_FILE=${path}: ${fault}`);
  });
});
