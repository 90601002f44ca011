import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { buildApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { FORMATS } from '../../src/formats/index.ts';
import { releaseSha256 } from '../../src/repository/sha256.ts';
import { firstOf, testInFull } from '../runs.ts';
import { appOver, BUNDLED, getJson, temporaryFolder } from '../helper.ts';
import { ANSWERS } from '../formats/answers.ts';

const PINNED = '/v1/surveys/cmo-cio-alignment@1.1.0/gaps?question=need-to-align';
const RECORDS = '/v1/surveys/nonvoters@1.0.0/crosstab?rows=q5&columns=voter-category';

async function version(software: string, folder = BUNDLED): Promise<FastifyInstance> {
  return appOver(folder, { software });
}

describe('two versions of the software over the same releases', () => {
  let addresses: string[];
  beforeAll(() => {
    addresses = [
      ...FORMATS.flatMap(({ id }) => [`${PINNED}&format=${id}`, `${RECORDS}&format=${id}`]),
      '/v1/surveys?format=csv',
      '/v1/surveys/cmo-cio-alignment@1.1.0/citation?format=bibtex',
      '/v1/surveys/cmo-cio-alignment@1.1.0/download',
      '/v1/surveys/cmo-cio-alignment/releases.atom',
      '/openapi.json',
    ];
  });

  testInFull('give every representation another tag, and 304 only to their own', async () => {
    const [old, later] = [await version('topline 1.0.0'), await version('topline 1.0.1')];
    let compared = 0;
    for (const url of addresses) {
      for (const encoding of ['identity', 'gzip']) {
        const headers = { 'accept-encoding': encoding };
        const first = await old.inject({ url, headers });
        expect(first.statusCode, url).toBe(200);
        const { etag } = first.headers;
        for (const method of ['GET', 'HEAD'] as const) {
          const again = await old.inject({
            method,
            url,
            headers: { ...headers, 'if-none-match': String(etag) },
          });
          expect([again.statusCode, again.headers.etag], `${method} ${url}`).toEqual([304, etag]);
          const now = await later.inject({
            method,
            url,
            headers: { ...headers, 'if-none-match': String(etag) },
          });
          expect(now.statusCode, `${method} ${url}`).toBe(200);
          expect(now.headers.etag, `${method} ${url}`).not.toBe(etag);
          expect(now.headers['cache-control']).toBe(first.headers['cache-control']);
          if (url.includes('@') && !url.includes('citation'))
            expect(now.headers['cache-control']).toContain('immutable');
        }
        compared += 1;
      }
    }
    expect(compared).toBeGreaterThan(50);
  });

  test('give CSV, which has no meta, the same bytes under two tags', async () => {
    const [old, later] = [await version('topline 1.0.0'), await version('topline 1.0.1')];
    const url = `${PINNED}&format=csv`;
    const [a, b] = [await old.inject(url), await later.inject(url)];
    expect(b.body).toBe(a.body);
    expect(b.headers.etag).not.toBe(a.headers.etag);
  });

  testInFull(
    'do not mix their bytes in one file: a range under the tag of the other is the whole',
    async () => {
      const [old, later] = [await version('topline 1.0.0'), await version('topline 1.0.1')];
      const url = `${PINNED}&format=parquet`;
      const { etag, 'last-modified': date } = (await old.inject(url)).headers;
      const ranged = (app: FastifyInstance, condition: unknown) =>
        app.inject({ url, headers: { range: 'bytes=10-19', 'if-range': String(condition) } });
      expect((await ranged(old, etag)).statusCode).toBe(206);
      expect((await ranged(later, etag)).statusCode).toBe(200);
      // The release is as old as before, whatever computes its figures.
      expect((await ranged(later, date)).statusCode).toBe(200);
    },
  );
});

testInFull('long answers follow it too, streamed and by ranges', async () => {
  const folder = await temporaryFolder();
  const release = join(folder, 'long', '1.0.0');
  await mkdir(release, { recursive: true });
  const options = Array.from({ length: 1000 }, (_, i) => ({ id: `o${i}`, label: `Option ${i}` }));
  const ids = Array.from({ length: 11 }, (_, i) => `q${i}`);
  const survey = {
    format: 'topline/1',
    id: 'long',
    version: '1.0.0',
    title: 'Long',
    description: 'Many figures.',
    publisher: 'Nobody',
    language: 'en',
    licence: { name: 'CC0', url: 'https://creativecommons.org/publicdomain/zero/1.0/' },
    citation: 'Long',
    sources: [{ id: 's', title: 'S' }],
    waves: [{ id: 'w', label: 'W', year: 2020 }],
    audiences: [{ id: 'a', label: 'A' }],
    questions: ids.map((id) => {
      return { id, text: 'Q?', wording: 'verbatim', type: 'multiple', audiences: ['a'], options };
    }),
  };
  await writeFile(join(release, 'survey.json'), JSON.stringify(survey));
  const header = 'question,item,option,wave,audience,measure,value,qualifier,n,source,locator,status,note';
  const rows = ids.flatMap((id) =>
    options.map((option) => `${id},,${option.id},w,a,percent,50,exact,100,s,,,`),
  );
  await writeFile(join(release, 'toplines.csv'), `${header}\n${rows.join('\n')}\n`);
  const entry = { version: '1.0.0', released: '2026-01-01T00:00:00Z', sha256: await releaseSha256(release) };
  await writeFile(join(folder, 'long', 'releases.json'), JSON.stringify([entry]));
  const [old, later] = [await version('topline 1.0.0', folder), await version('topline 1.0.1', folder)];
  for (const format of ['csv', 'parquet']) {
    const url = `/v1/surveys/long@1.0.0/estimates?limit=all&format=${format}`;
    for (const method of ['GET', 'HEAD'] as const) {
      const first = await old.inject({ method, url });
      expect(first.statusCode).toBe(200);
      const headers = { 'if-none-match': String(first.headers.etag) };
      expect((await old.inject({ method, url, headers })).statusCode).toBe(304);
      const now = await later.inject({ method, url, headers });
      expect([now.statusCode, now.headers.etag === first.headers.etag]).toEqual([200, false]);
    }
  }
});

test('every answer with meta names it, as package.json does', async () => {
  const app = await buildApp({ config: readConfig({ DATA_DIR: BUNDLED }), isLate: () => false });
  onTestFinished(() => app.close());
  const others = [
    '/v1/problems',
    '/v1/problems/invalid-query',
    '/v1/search?q=align',
    '/v1/calculator/proportion?percent=50&n=100',
    '/v1/surveys/cmo-cio-alignment/releases',
    '/v1/surveys/cmo-cio-alignment/questions/need-to-align',
  ];
  for (const url of [...firstOf(6, ANSWERS), ...others]) {
    const { meta } = await getJson(app, url);
    expect(meta['software'], url).toBe(`${manifest.name} ${manifest.version}`);
  }
  expect(manifest.version).toMatch(/^\d+\.\d+\.\d+$/);
});
