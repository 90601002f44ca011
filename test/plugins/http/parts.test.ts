import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { chmod, mkdir } from 'node:fs/promises';
import fastify, { type FastifyInstance } from 'fastify';
import { afterEach, expect, onTestFinished, test, vi } from 'vitest';
import { errorAnswers, problemSender } from '../../../src/plugins/errors.ts';
import { httpParts } from '../../../src/plugins/http/parts.ts';
import { httpStream } from '../../../src/plugins/http/stream.ts';
import { eventually, settled } from '../../eventually.ts';
import { temporaryFolder } from '../../helper.ts';

afterEach(() => vi.unstubAllEnvs());

const PART = 'x'.repeat(100_000);
const PARTS = 500;

interface Made {
  parts: number;
  ended: number;
}

/** A service with one long answer, which counts the parts that it made. */
async function service(
  made: Made,
  {
    readByRanges = false,
    parts = PARTS,
    stalledMs = 60_000,
    breaksAt = Infinity,
    share = 17,
    log = [],
  }: {
    readonly readByRanges?: boolean;
    readonly parts?: number;
    readonly stalledMs?: number;
    readonly breaksAt?: number;
    readonly share?: number;
    readonly log?: string[];
  } = {},
): Promise<{ readonly app: FastifyInstance; readonly origin: string }> {
  const stream = { write: (line: string) => void log.push(line) };
  const app = fastify({ logger: { level: 'error', stream } }) as unknown as FastifyInstance;
  errorAnswers(app, problemSender(''), () => []);
  app.decorateRequest('cacheKey', null);
  app.decorateRequest('preview', false);
  app.addHook('onRequest', (request, _reply, done) => {
    Object.assign(request, { cacheKey: 'key', view: { until: null } });
    done();
  });
  httpStream(app, { now: Date.now, software: 'test 1', stalledMs, limits: { places: 16, share } });
  httpParts(app, 1_000_000);
  app.get('/', (_request, reply) =>
    reply.representParts({
      contentType: 'text/plain',
      compressed: readByRanges,
      headers: {},
      lastModified: new Date(0),
      pinned: true,
      link: '</>; rel="canonical"',
      source: 'source',
      readByRanges,
      parts: function* many() {
        try {
          for (let i = 0; i < parts; i += 1) {
            made.parts += 1;
            if (i === breaksAt) throw new Error('broken on purpose');
            yield PART;
          }
        } finally {
          made.ended += 1;
        }
      },
    }),
  );
  const origin = await app.listen({ host: '127.0.0.1', port: 0 });
  onTestFinished(() => app.close());
  return { app, origin };
}

async function ask(url: string): Promise<IncomingMessage> {
  const [response] = (await once(get(url, { agent: false }), 'response')) as [IncomingMessage];
  return response;
}

test('no more is made than the client takes, and nothing once it is gone', async () => {
  const made = { parts: 0, ended: 0 };
  const { origin } = await service(made);
  const response = await ask(origin);
  response.pause();
  const before = await settled(() => made.parts);
  // What fits into the buffers of both ends: a few megabytes of fifty.
  expect(before).toBeGreaterThan(0);
  expect(before).toBeLessThan(PARTS / 4);
  response.destroy();
  await eventually(() => made.ended === 1);
  expect(made.parts).toBeLessThan(PARTS);
});

test('only so many are sent at once; who comes later is told when to come again, until a place is free', async () => {
  const made = { parts: 0, ended: 0 };
  const { origin } = await service(made);
  const responses = await Promise.all(Array.from({ length: 16 }, () => ask(origin)));
  responses.forEach((response) => response.pause());
  const refused = await fetch(origin);
  expect(refused.status).toBe(503);
  expect(refused.headers.get('retry-after')).toBe('5');
  expect(refused.headers.get('etag')).toBeNull();
  expect(await refused.json()).toMatchObject({ type: '/v1/problems/unavailable' });
  responses[0]?.destroy();
  await eventually(() => made.ended === 1);
  const answered = await ask(origin);
  expect(answered.statusCode).toBe(200);
  [...responses, answered].forEach((response) => response.destroy());
});

test('a client that takes nothing for long is let go', async () => {
  const made = { parts: 0, ended: 0 };
  const { origin } = await service(made, { stalledMs: 200 });
  const response = await ask(origin);
  response.pause();
  await eventually(() => made.ended === 1);
  expect(made.parts).toBeLessThan(PARTS);
});

test.each(['identity', 'gzip', 'br', 'zstd'])(
  'an answer that breaks off is not taken for a whole one: %s',
  async (encoding) => {
    const made = { parts: 0, ended: 0 };
    const { origin } = await service(made, { breaksAt: 3 });
    const response = await fetch(origin, { headers: { 'accept-encoding': encoding } });
    if (response.status === 200) {
      await expect(response.text()).rejects.toThrow('terminated');
    } else {
      // Nothing had left the encoder yet.
      expect(await response.json()).toMatchObject({ type: '/v1/problems/internal-error', status: 500 });
      expect(response.headers.get('content-encoding')).toBeNull();
    }
    expect(made).toEqual({ parts: 4, ended: 1 });
    // The place is free again.
    const responses = await Promise.all(Array.from({ length: 16 }, () => ask(origin)));
    expect(responses.map(({ statusCode }) => statusCode)).toEqual(responses.map(() => 200));
    responses.forEach((one) => one.destroy());
  },
);

test('HEAD makes nothing', async () => {
  const made = { parts: 0, ended: 0 };
  const { origin } = await service(made);
  const { status, headers } = await fetch(origin, { method: 'HEAD' });
  expect(status).toBe(200);
  expect(headers.get('etag')).toMatch(/^"[\w-]{27}-gzip"$/);
  expect(made.parts).toBe(0);
});

test('what is read by ranges is made once, and has a length', async () => {
  const made = { parts: 0, ended: 0 };
  const { origin } = await service(made, { readByRanges: true, parts: 5 });
  const head = await fetch(origin, { method: 'HEAD' });
  expect(head.headers.get('content-length')).toBe('500000');
  expect(head.headers.get('accept-ranges')).toBe('bytes');
  const part = await fetch(origin, { headers: { range: 'bytes=-3' } });
  expect(part.status).toBe(206);
  expect(part.headers.get('content-range')).toBe('bytes 499997-499999/500000');
  expect(await part.text()).toBe('xxx');
  const behind = await fetch(origin, { headers: { range: 'bytes=500000-' } });
  expect(behind.status).toBe(416);
  expect(behind.headers.get('content-range')).toBe('bytes */500000');
  expect(await behind.json()).toMatchObject({ type: '/v1/problems/range-not-satisfiable' });
  expect((await (await fetch(origin)).text()).length).toBe(500_000);
  expect(made).toEqual({ parts: 5, ended: 1 });
});

test.each([
  ['there is no room for it', 20, async () => undefined],
  [
    'nothing can be written',
    5,
    async () => {
      const folder = await temporaryFolder();
      await chmod(folder, 0o500);
      vi.stubEnv('TMPDIR', `${folder}/nowhere`);
    },
  ],
])('it is streamed without ranges where %s', async (_, parts, prepare) => {
  await prepare();
  const made = { parts: 0, ended: 0 };
  const { origin } = await service(made, { readByRanges: true, parts });
  const response = await fetch(origin, { headers: { range: 'bytes=0-9' } });
  expect(response.status).toBe(200);
  expect(response.headers.get('accept-ranges')).toBeNull();
  expect((await response.text()).length).toBe(parts * PART.length);
});

test('a folder for temporary files that is not there is told once, until there is one', async () => {
  const folder = await temporaryFolder();
  const log: string[] = [];
  vi.stubEnv('TMPDIR', `${folder}/nowhere`);
  const { origin } = await service({ parts: 0, ended: 0 }, { readByRanges: true, parts: 5, log });
  const ranges = async (): Promise<string | null> => {
    const response = await fetch(origin);
    expect((await response.text()).length).toBe(5 * PART.length);
    return response.headers.get('accept-ranges');
  };
  for (let i = 0; i < 3; i += 1) expect(await ranges()).toBeNull();
  expect(log.length).toBe(1);
  expect(log[0]).toContain('TMPDIR');
  expect(log[0]).toContain('ENOENT');
  await mkdir(`${folder}/nowhere`);
  expect(await ranges()).toBe('bytes');
  expect(log.length).toBe(1);
});

test('a client that has its share of long answers under way is told so, and others get theirs', async () => {
  const { origin, app } = await service({ parts: 0, ended: 0 }, { share: 2 });
  const under = await Promise.all([ask(origin), ask(origin)]);
  under.forEach((response) => response.pause());
  const refused = await fetch(origin);
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '5']);
  expect(await refused.json()).toMatchObject({ type: '/v1/problems/rate-limited' });
  expect((await app.inject({ url: '/', remoteAddress: '10.0.0.9' })).statusCode).toBe(200);
  under.forEach((response) => response.destroy());
});
