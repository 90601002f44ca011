import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib';
import type { FastifyInstance } from 'fastify';
import { describe, expect, test } from 'vitest';
import { smallApp, toplines } from '../helper.ts';

const csv = toplines('q,,yes,w1,a,percent,69', 'q,,yes,w1,b,percent,56', 'battery,i1,,w1,a,percent,3');
const MOVING = '/v1/surveys/small/gaps';
const PINNED = '/v1/surveys/small@1.0.0/gaps';
const EVERYTHING = [
  '/v1/surveys',
  '/v1/surveys/small',
  '/v1/surveys/small/releases',
  '/v1/surveys/small/waves',
  '/v1/surveys/small/questions/q',
  MOVING,
  PINNED,
  '/v1/problems',
  '/openapi.json',
  '/openapi.yaml',
  '/docs',
  '/docs/swagger-ui.css',
];

const get = (
  app: FastifyInstance,
  url: string,
  headers: Record<string, string> = {},
  method: 'GET' | 'HEAD' = 'GET',
) => app.inject({ method, url, headers });

describe('conditional requests', () => {
  test.each(EVERYTHING)('%s: the same request with its tag is 304, with its date too', async (url) => {
    const app = await smallApp(csv);
    const first = await get(app, url);
    expect(first.statusCode).toBe(200);
    const etag = String(first.headers.etag);
    expect(etag).toMatch(/^"[\w-]{27}"$/);
    const again = await get(app, url, { 'if-none-match': etag });
    expect([again.statusCode, again.body, again.headers.etag]).toEqual([304, '', etag]);
    expect(again.headers['cache-control']).toBe(first.headers['cache-control']);
    expect(
      (await get(app, url, { 'if-modified-since': String(first.headers['last-modified']) })).statusCode,
    ).toBe(304);
    expect((await get(app, url, { 'if-modified-since': 'Mon, 01 Jan 2001 00:00:00 GMT' })).statusCode).toBe(
      200,
    );
    expect((await get(app, url, { 'if-modified-since': 'nonsense' })).statusCode).toBe(200);
  });

  test('If-None-Match takes lists, weak tags and *, and wins over the date', async () => {
    const app = await smallApp(csv);
    const { etag } = (await get(app, PINNED)).headers;
    for (const tag of [`"x", ${etag}`, `W/${etag}`, '*'])
      expect((await get(app, PINNED, { 'if-none-match': tag })).statusCode).toBe(304);
    const future = new Date(Date.now() + 1e9).toUTCString();
    expect((await get(app, PINNED, { 'if-none-match': '"x"', 'if-modified-since': future })).statusCode).toBe(
      200,
    );
  });

  test('HEAD has the headers of GET and no body', async () => {
    const app = await smallApp(csv);
    for (const url of EVERYTHING) {
      for (const headers of [{}, { 'accept-encoding': 'gzip' }]) {
        const [full, head] = [await get(app, url, headers), await get(app, url, headers, 'HEAD')];
        const comparable = ({ 'x-request-id': _id, date: _date, ...rest }: Record<string, unknown>) => rest;
        expect([head.statusCode, head.body]).toEqual([200, '']);
        expect(comparable(head.headers)).toEqual(comparable(full.headers));
      }
    }
  });
});

describe('representations', () => {
  test('every encoding holds the same bytes under a tag of its own', async () => {
    const app = await smallApp(csv);
    const identity = await get(app, MOVING);
    const decoders = { gzip: gunzipSync, br: brotliDecompressSync, zstd: zstdDecompressSync };
    const tags = new Set([identity.headers.etag]);
    for (const [encoding, decode] of Object.entries(decoders)) {
      // The second answer comes from the cache.
      for (let i = 0; i < 2; i += 1) {
        const response = await get(app, MOVING, { 'accept-encoding': encoding });
        expect(response.headers['content-encoding']).toBe(encoding);
        expect(response.headers['vary']).toContain('Accept-Encoding');
        expect(decode(response.rawPayload).toString()).toBe(identity.body);
        expect(
          (
            await get(app, MOVING, {
              'accept-encoding': encoding,
              'if-none-match': String(response.headers.etag),
            })
          ).statusCode,
        ).toBe(304);
        tags.add(response.headers.etag);
      }
    }
    expect(tags.size).toBe(4);
    expect((await get(app, MOVING, { 'if-none-match': [...tags][1] as string })).statusCode).toBe(200);
  });

  test.each([
    ['gzip, deflate, br, zstd', 'br'],
    ['gzip;q=1, br;q=0.5', 'gzip'],
    ['br;q=0, gzip', 'gzip'],
    ['*', 'br'],
    ['deflate', undefined],
    ['identity', undefined],
    ['gzip;q=0', undefined],
    ['identity;q=0, *;q=0', undefined],
  ])('Accept-Encoding: %s is answered with %s', async (accepted, encoding) => {
    const app = await smallApp(csv);
    expect((await get(app, MOVING, { 'accept-encoding': accepted })).headers['content-encoding']).toBe(
      encoding,
    );
  });

  test.each([
    [undefined, 'application/json'],
    ['*/*', 'application/json'],
    ['text/csv', 'text/csv'],
    ['text/html, application/xhtml+xml, */*;q=0.8', 'text/html'],
    ['application/json;q=0.5, text/csv', 'text/csv'],
    ['text/*', 'text/csv'],
  ])('Accept: %s is answered with %s', async (accept, type) => {
    const app = await smallApp(csv);
    for (let i = 0; i < 2; i += 1) {
      const response = await get(app, MOVING, accept === undefined ? {} : { accept });
      expect(response.headers['content-type']).toContain(type);
      expect(response.headers['vary']).toContain('Accept');
    }
  });

  test('a body that is shorter than what compression saves is sent as it is', async () => {
    const app = await smallApp(csv);
    const response = await get(app, '/v1/surveys/small/citation', {
      accept: 'text/plain',
      'accept-encoding': 'gzip, br',
    });
    expect(response.statusCode).toBe(200);
    expect(response.headers['content-encoding']).toBeUndefined();
    expect(response.rawPayload.length).toBeLessThan(512);
  });

  test('format= wins over Accept, and then Accept is no part of Vary', async () => {
    const app = await smallApp(csv);
    const response = await get(app, `${MOVING}?format=csv`, { accept: 'application/json' });
    expect(response.headers['content-type']).toBe('text/csv; charset=utf-8; header=present');
    expect(response.headers['vary']).toBe('Accept-Encoding, Authorization');
  });

  test('CSV has the columns of JSON, empty cells for nulls, and notes and permalink in Link', async () => {
    const app = await smallApp(
      toplines(
        'q,,yes,w1,b,percent,56,exact,,report,,preferred,"a, ""b"""',
        'q,,yes,w1,b,percent,57,exact,90,article,,alternative,',
      ),
    );
    const json = (await get(app, '/v1/surveys/small/estimates')).json<{ data: Record<string, unknown>[] }>();
    const response = await get(app, '/v1/surveys/small/estimates?format=csv');
    const [header, line, end] = response.body.split('\r\n');
    expect(header).toBe(Object.keys(json.data[0] ?? {}).join(','));
    expect(line).toContain('q,Q?,,,yes,Yes,1,w1,First,2020,,,b,B,percent,56,0,exact,100,exact,,100,');
    expect(line).toContain('"a, ""b"""');
    expect(end).toBe('');
    expect(response.headers['link']).toContain(
      '</v1/surveys/small@1.0.0/estimates?format=csv>; rel="canonical"',
    );
    expect(response.headers['link']).toContain(
      'format=json>; rel="describedby"; type="application/json"; title*=UTF-8\'\'Contested%3A%20q',
    );
  });

  test('a table without rows still has its columns in CSV', async () => {
    const app = await smallApp(csv);
    expect((await get(app, '/v1/surveys/small/trends?format=csv')).body).toMatch(
      /^question,questionText,item,itemLabel,option,[\w,]+,note\r\n$/,
    );
  });

  test('notes that do not fit into headers are left out of them, whole', async () => {
    const items = Array.from({ length: 60 }, (_, i) => ({ id: `i${i}`, label: 'x' }));
    const versions = items.flatMap(({ id }) => [
      `battery,${id},,w1,a,percent,1,exact,,report,,preferred,`,
      `battery,${id},,w1,a,percent,2,exact,,article,,alternative,`,
    ]);
    const survey = {
      questions: [
        { id: 'battery', text: null, wording: 'unknown', type: 'multiple', audiences: ['a'], items },
      ],
    };
    const app = await smallApp(toplines(...versions), survey);
    const { link } = (await get(app, '/v1/surveys/small/estimates?format=csv')).headers;
    expect(String(link).length).toBeLessThan(4200);
    expect(link).toMatch(/also%20published%3A%202%20%28article%29\.$/);
  });
});

describe('caching', () => {
  test('pinned answers are immutable, moving ones live for a minute', async () => {
    const app = await smallApp(csv);
    expect((await get(app, PINNED)).headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect((await get(app, MOVING)).headers['cache-control']).toBe(
      'public, max-age=60, stale-while-revalidate=600',
    );
  });

  test('Link names the permalink, the description, the licence and the next page', async () => {
    const app = await smallApp(csv);
    const response = await get(app, '/v1/surveys/small/estimates?limit=2&wave=w1');
    const { meta } = response.json<{ meta: { permalink: string; next: string } }>();
    expect(meta.permalink).toBe('/v1/surveys/small@1.0.0/estimates?limit=2&wave=w1');
    for (const link of [
      `<${meta.permalink}>; rel="canonical"`,
      '</openapi.json>; rel="describedby"; type="application/json"',
      `<${meta.next}>; rel="next"`,
      '<https://creativecommons.org/publicdomain/zero/1.0/>; rel="license"',
    ]) {
      expect(response.headers['link']).toContain(link);
    }
    expect((await get(app, meta.permalink)).json()).toEqual(response.json());
    const next = (await get(app, meta.next)).json<{
      data: unknown[];
      meta: { next: null; count: number; total: number };
    }>();
    expect(next.meta).toMatchObject({ next: null, count: 1, total: 3 });
  });

  test('two spellings of a query have one permalink', async () => {
    const app = await smallApp(csv);
    const permalink = async (query: string) =>
      (await get(app, `${MOVING}?${query}`)).json<{ meta: { permalink: string } }>().meta.permalink;
    expect(await permalink('wave=w2&wave=w1&question=q&limit=100')).toBe(
      '/v1/surveys/small@1.0.0/gaps?question=q&wave=w1,w2',
    );
    expect(await permalink('question=q&wave=w1,w2')).toBe(
      '/v1/surveys/small@1.0.0/gaps?question=q&wave=w1,w2',
    );
  });

  test('behind a proxy, links are absolute', async () => {
    const app = await smallApp(csv, {}, { env: { PUBLIC_URL: 'https://example.org/api/' } });
    const { meta } = (await get(app, `${MOVING}?limit=1`)).json<{ meta: { permalink: string } }>();
    expect(meta.permalink).toBe('https://example.org/api/v1/surveys/small@1.0.0/gaps?limit=1');
  });
});

describe('headers for browsers', () => {
  test('any page may read the answers and their headers', async () => {
    const app = await smallApp(csv);
    const response = await get(app, MOVING, { origin: 'https://dashboard.example' });
    expect(response.headers['access-control-allow-origin']).toBe('*');
    expect(response.headers['access-control-expose-headers']).toContain('ETag');
    const preflight = await app.inject({
      method: 'OPTIONS',
      url: MOVING,
      headers: {
        origin: 'https://x.example',
        'access-control-request-method': 'GET',
        'access-control-request-headers': 'if-none-match',
      },
    });
    expect(preflight.statusCode).toBe(204);
    expect(preflight.headers['access-control-allow-methods']).toBe('GET, HEAD, POST');
  });

  test('or only the named origins, and then answers vary by it', async () => {
    const app = await smallApp(csv, {}, { env: { CORS_ORIGINS: 'https://a.example, https://b.example' } });
    for (let i = 0; i < 2; i += 1) {
      const allowed = await get(app, MOVING, { origin: 'https://b.example' });
      expect(allowed.headers['access-control-allow-origin']).toBe('https://b.example');
      expect(allowed.headers['vary']).toMatch(/Accept-Encoding, Accept, Origin/);
      expect(
        (await get(app, MOVING, { origin: 'https://c.example' })).headers['access-control-allow-origin'],
      ).toBeUndefined();
    }
  });

  test('data answers may not be framed, sniffed or scripted', async () => {
    const app = await smallApp(csv);
    for (const url of [MOVING, '/nothing', '/healthz']) {
      const { headers } = await get(app, url);
      expect(headers['content-security-policy']).toContain("default-src 'none'");
      expect(headers['x-frame-options']).toBe('DENY');
      expect(headers['referrer-policy']).toBe('no-referrer');
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['x-powered-by']).toBeUndefined();
    }
  });
});
