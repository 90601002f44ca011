import { expect, test } from 'vitest';
import { appOver, BUNDLED, bundledApp } from '../helper.ts';
import { SNIPPETS } from '../../src/snippets/index.ts';

const GAPS = '/v1/surveys/cmo-cio-alignment@1.1.0/gaps';

test.each(SNIPPETS.map(({ id }) => id))(
  '%s: the same query from where it was asked for, as text',
  async (id) => {
    const app = await bundledApp();
    const response = await app.inject({
      url: `${GAPS}?snippet=${id}&question=reasons&sort=-gap&format=json`,
      headers: { host: 'figures.example:8443', accept: 'text/html' },
    });
    expect(response.headers['content-type']).toBe('text/plain; charset=utf-8');
    expect(response.body).toContain(
      `http://figures.example:8443${GAPS}?format=json&question=reasons&sort=-gap`,
    );
    expect(response.body).not.toContain('snippet');
  },
);

test('the address is written as by hand', async () => {
  const app = await bundledApp();
  const { body } = await app.inject(`${GAPS.replace('@', '%40')}?snippet=curl`);
  expect(body).toContain(GAPS);
});

test('what the client calls us is not kept for others', async () => {
  const app = await bundledApp();
  const url = `${GAPS}?snippet=curl`;
  for (const host of ['one.example', 'two.example', '[::1]:8080']) {
    const { body, headers } = await app.inject({ url, headers: { host } });
    expect(body).toContain(`'http://${host}${GAPS}'`);
    expect(headers['cache-control']).toBe('private, no-store');
    expect(headers.etag).toBeUndefined();
  }
});

test.each(["a'b", 'a b', 'a/b', '$(x)', 'user@host', 'host:port', '"', 'a\\b', 'é'])(
  'a host that is none goes into no code: %s',
  async (host) => {
    const app = await bundledApp();
    const response = await app.inject({ url: `${GAPS}?snippet=curl`, headers: { host } });
    expect(response.statusCode).toBe(400);
    expect(response.json()).toMatchObject({ type: '/v1/problems/malformed-request' });
  },
);

test('with PUBLIC_URL the code asks there, and is kept like the answer', async () => {
  const app = await appOver(BUNDLED, { env: { PUBLIC_URL: 'https://api.example.org/topline' } });
  const url = `${GAPS}?snippet=python`;
  const { body, headers } = await app.inject({ url, headers: { host: "a'b" } });
  expect(body).toContain(`"https://api.example.org/topline${GAPS}"`);
  expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
  const fresh = await app.inject({ url, headers: { 'if-none-match': String(headers.etag) } });
  expect(fresh.statusCode).toBe(304);
});

test('an answer that is one page of several says how to get all rows, also from its permalink', async () => {
  const app = await bundledApp();
  expect((await app.inject(`${GAPS}?snippet=r&limit=2`)).body).toMatch(
    /^# These are not all rows: limit=all/,
  );
  expect((await app.inject(`${GAPS}?snippet=r&limit=all`)).body).not.toContain('not all rows');
  const { headers } = await app.inject(`${GAPS}?snippet=r&limit=2`);
  expect(headers.link).toContain(`<${GAPS}?limit=2>; rel="canonical"`);
});

test('mistakes are refused as they are without it', async () => {
  const app = await bundledApp();
  const rust = await app.inject(`${GAPS}?snippet=rust`);
  expect(rust.statusCode).toBe(400);
  expect(rust.json<{ errors: unknown[] }>().errors[0]).toMatchObject({ name: 'snippet', value: 'rust' });
  expect((await app.inject(`${GAPS}?snippet=r&wave=2031`)).statusCode).toBe(400);
});

const PICTURED = {
  estimates: 'cmo-cio-alignment/estimates?question=reasons&labels=codes&fields=item,value',
  gaps: 'cmo-cio-alignment/gaps?question=reasons&sort=-gap&confidence=0.9',
  trends: 'cmo-cio-alignment/trends?question=reasons&format=csv',
  'gap-trends': 'cmo-cio-alignment/gap-trends?question=reasons',
  ranks: 'cmo-cio-alignment/ranks?wave=2012',
  crosstab: 'nonvoters/crosstab?rows=q5&columns=gender&layout=long',
} as const;

test.each(Object.entries(PICTURED))('%s: a picture of the same, which is there', async (id, path) => {
  const app = await bundledApp();
  for (const snippet of SNIPPETS) {
    const { body } = await app.inject({
      url: `/v1/surveys/${path}&snippet=${snippet.id}`,
      headers: { host: 'figures.example' },
    });
    const [, url = ''] = /The same as a picture.*["']http:\/\/figures\.example([^"']+)["']/.exec(body) ?? [];
    expect(url).toContain(`/charts/${id}.png`);
    const picture = await app.inject({ method: 'HEAD', url });
    expect([url, picture.statusCode, picture.headers['content-type']]).toEqual([url, 200, 'image/png']);
  }
});

test.each([
  'cmo-cio-alignment/waves',
  'cmo-cio-alignment/estimates?question=reasons&audience=cio&item=reason-12&option=none',
])('%s: no picture where none is drawn', async (path) => {
  const app = await bundledApp();
  const url = `/v1/surveys/${path}`;
  const { body } = await app.inject(`${url}${url.includes('?') ? '&' : '?'}snippet=python`);
  expect(body).not.toContain('picture');
});
