import { expect, test } from 'vitest';
import { expectKeptFromOthers, keyedApp } from './keyed.ts';
import { shortened } from './crawl.ts';

test('a preview key opens what is under embargo, and no cache may keep what it is answered with', async () => {
  const { app, preview } = await keyedApp();
  const get = (url: string, headers: Record<string, string> = preview) => app.inject({ url, headers });
  const surveys = await get('/v1/surveys');
  expect(
    surveys
      .json<{ data: { id: string; release: string }[] }>()
      .data.map(({ id, release }) => `${id}@${release}`),
  ).toEqual(['broken@1.0.0', 'recs@2.0.0', 'secret@1.0.0', 'small@1.2.0']);
  for (const url of [
    '/v1/surveys/small',
    '/v1/surveys/small@1.2.0/estimates',
    '/v1/surveys/small@1.2.0/diff',
    '/v1/surveys/small@1.2.0/diff?from=1.0.0',
    '/v1/surveys/small/releases?format=csv',
    '/v1/surveys/recs@2.0.0/crosstab?rows=r&columns=q',
    '/v1/surveys/secret/citation',
    '/v1/surveys/secret/releases.atom',
    '/v1/feed.atom',
  ]) {
    for (const headers of [
      preview,
      { ...preview, 'accept-encoding': 'br' },
      { ...preview, 'if-none-match': '*' },
    ]) {
      const response = await get(url, headers);
      expect([url, response.statusCode]).toEqual([url, 200]);
      expect(response.headers['cache-control'], url).toBe('private, no-store');
      expect(response.headers['etag'], url).toBeUndefined();
      expect(response.headers['last-modified'], url).toBeUndefined();
      expect(response.headers['vary'], url).toContain('Authorization');
    }
  }
  expect((await get('/v1/surveys/small@7.7.7')).headers['cache-control']).toBe('no-store');
  expect((await get('/v1/feed.atom')).body).toContain('Unheard of 1.2.0');
  expect((await get('/readyz')).body).toContain('1.3.0');
  expect((await app.inject('/readyz')).body).not.toContain('1.3.0');
});

test('whatever a preview key has asked before, nobody else is answered with it: in short', () =>
  expectKeptFromOthers((asked) => shortened(asked, 60).filter((_, i) => i % 25 === 0), 5));
