import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { expect, onTestFinished, test } from 'vitest';
import { addKey } from '../../src/access/manage-keys.ts';
import { appOver, temporaryFolder } from '../helper.ts';
import { answerTo, attack } from './crawl.ts';
import { addEmbargoed, LIFT, publicData } from './data.ts';

const bodyOf = (answer: string) => (JSON.parse(answer) as [number, unknown, string])[2];
const headersOf = (answer: string) =>
  Object.fromEntries((JSON.parse(answer) as [number, [string, string][]])[1]);

/** A service with embargoed releases, and a key that opens them and one that does not. */
async function keyedApp(): Promise<{
  app: FastifyInstance;
  preview: Record<string, string>;
  metrics: Record<string, string>;
}> {
  const folder = await publicData();
  await addEmbargoed(folder);
  const file = join(await temporaryFolder(), 'keys.json');
  const now = () => LIFT - 3600_000;
  const headers = async (scope: 'preview' | 'metrics') => {
    const { key } = await addKey(file, { scopes: [scope], note: 'test', expires: null }, now());
    return { authorization: `Bearer ${key}` };
  };
  const [preview, metrics] = [await headers('preview'), await headers('metrics')];
  const app = await appOver(folder, { now, env: { KEYS_FILE: file } });
  onTestFinished(() => app.close());
  return { app, preview, metrics };
}

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

test('whatever a preview key has asked before, nobody else is answered with it', async () => {
  const { app, preview, metrics } = await keyedApp();
  const asked = attack(app, []).filter(
    ({ headers, url }, i) =>
      Object.keys(headers).length === 0 && !url.startsWith('/metrics') && (i % 4 === 0 || !url.includes('?')),
  );
  let opened = 0;
  const leaks: string[] = [];
  for (const one of asked) {
    const before = await answerTo(app, one);
    const withKey = (key: Record<string, string>) => answerTo(app, { ...one, headers: key });
    if (bodyOf(await withKey(preview)) !== bodyOf(before)) opened += 1;
    for (const key of [{}, metrics]) {
      const after = await withKey(key);
      if (after !== before) leaks.push(`${one.url}\n${before}\n${after}`);
      if (one.url.startsWith('/v1/surveys')) {
        const { vary, 'cache-control': control } = headersOf(after);
        expect(vary, one.url).toContain('Authorization');
        // Code names the service as the client does, so that it is for that client alone, key or not.
        if (!one.url.includes('snippet=')) expect(control, one.url).not.toContain('private');
      }
    }
  }
  process.stdout.write(
    `preview: ${asked.length} requests with a key, ${opened} answers with secrets, ${leaks.length} of them told to others\n`,
  );
  expect(leaks.slice(0, 3)).toEqual([]);
  expect(opened).toBeGreaterThan(100);
}, 60_000);
