import { readFile, rm, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import type { FastifyInstance } from 'fastify';
import { expect, onTestFinished, test } from 'vitest';
import { buildApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { ALONE } from '../../src/plugins/peers.ts';
import { eventually } from '../eventually.ts';
import { temporaryFolder, toplines, writeSurvey } from '../helper.ts';
import { single } from '../records-helper.ts';
import { publish, publishRecords, readIndex, replaceIndex } from '../repository/publisher.ts';
import { runs } from '../runs.ts';

const NOW = Date.parse('2026-03-01T00:00:00Z');
const csv = (value: number) => toplines(`q,,yes,w1,a,percent,${value}`, `q,,yes,w1,b,percent,${value + 1}`);

interface Service {
  readonly app: FastifyInstance;
  readonly look: () => Promise<void>;
}

/** A service over a folder that looks for changes when it is told to. */
async function serve(folder: string, memory: string): Promise<Service> {
  let look: () => Promise<void> = async () => undefined;
  const app = await buildApp({
    config: readConfig({ DATA_DIR: folder, MEMORY_MEGABYTES: memory, PUBLIC_URL: 'https://topline.example' }),
    now: () => NOW,
    isLate: () => false,
    peers: { ...ALONE, watches: false, onChange: (reload) => (look = reload) },
  });
  onTestFinished(() => app.close());
  return { app, look: () => look() };
}

/** Waits until nothing is left to be checked. */
const settled = ({ app }: Service) =>
  eventually(async () => {
    const { pending } = (await app.inject('/readyz')).json<{ pending: unknown[] }>();
    return pending.length === 0;
  });

/** What a client can tell of an answer; a problem has a number of its own. */
async function answer(
  { app }: Service,
  url: string,
  isReadable = true,
): Promise<{ readonly statusCode: number; readonly [part: string]: unknown }> {
  const { statusCode, headers, body } = await app.inject(url);
  if (!isReadable && ofNewest.includes(url)) {
    const links = body.matchAll(/href="(\/surveys\/[a-z]+)[/"]/g);
    const named = url === '/docs/openapi.json' ? null : new Set([...links].map(([, survey]) => survey));
    return { url, statusCode, named };
  }
  const { etag, link, vary, 'last-modified': date, 'cache-control': cache, 'retry-after': retry } = headers;
  const said = statusCode < 400 ? body : (JSON.parse(body) as { detail: string }).detail;
  return { url, statusCode, etag, link, vary, date, cache, retry, said };
}

const SURVEYS = ['a', 'b'];
const below = [
  '',
  '/estimates?format=csv',
  '/gaps?between=a,b',
  '/releases',
  '/releases.atom',
  '/citation',
  '/dcat',
];
/** What is made of newest releases themselves, which cannot be read while their files are not right: it names them, and no more. */
const ofNewest = ['/', '/?q=question', '/docs/openapi.json'];
const whole = ['/v1/surveys', '/v1/feed.atom', '/v1/search?q=question', ...ofNewest];

/** Addresses of all releases that there are, and of some that there are not. */
async function addresses(folder: string): Promise<string[]> {
  const found = await Promise.all(
    SURVEYS.map(async (id) => (await readIndex(folder, id)).map(({ version }) => `${id}@${version}`)),
  );
  const references = [...SURVEYS, ...found.flat(), 'a@9.9.9'];
  return [
    ...whole,
    ...references.flatMap((reference) => below.map((path) => `/v1/surveys/${reference}${path}`)),
    ...references.map((reference) => `/surveys/${reference}`),
    ...found.map((all) => `/v1/surveys/${all.at(-1) ?? 'a'}/diff?from=1.0.0`),
  ];
}

/** Asks both for everything. @returns the states that there were */
async function compare(services: readonly Service[], folder: string): Promise<Set<number>> {
  const statuses = new Set<number>();
  const newest = await Promise.all(SURVEYS.map(async (id) => services[0]?.app.inject(`/v1/surveys/${id}`)));
  const isReadable = newest.every((response) => response?.statusCode !== 503);
  for (const url of await addresses(folder)) {
    const [eager, lazy] = await Promise.all(services.map((one) => answer(one, url, isReadable)));
    expect(lazy).toEqual(eager);
    statuses.add(eager?.statusCode ?? 0);
  }
  return statuses;
}

const happenings = fc.array(
  fc.record({
    what: fc.constantFrom(
      'publish',
      'publish-late',
      'publish-faulty',
      'break',
      'unlink',
      'mend',
      'withdraw',
      'ask',
    ),
    survey: fc.constantFrom(...SURVEYS),
    which: fc.nat(9),
  }),
  { minLength: 3, maxLength: 8 },
);

test('whatever happens, who holds nothing answers as one who holds everything: the same bytes, tags, dates and refusals', async () => {
  const statuses = new Set<number>();
  await fc.assert(
    fc.asyncProperty(happenings, async (all) => {
      const folder = await temporaryFolder();
      for (const id of SURVEYS)
        await writeSurvey(
          folder,
          id,
          ['1.0.0', '1.1.0', '1.2.0'].map((version, i) => ({ version, toplines: csv(10 * i) })),
        );
      const services = [await serve(folder, '512'), await serve(folder, '0')] as const;
      for (const one of services) await settled(one);
      const mends: (() => Promise<void>)[] = [];
      let patch = 0;
      for (const { what, survey, which } of all) {
        const index = await readIndex(folder, survey);
        const { version = '' } = index[which % Math.max(1, index.length)] ?? {};
        const file = join(folder, survey, version, which % 2 ? 'survey.json' : 'toplines.csv');
        patch += 1;
        if (what === 'publish')
          await publish(folder, survey, { version: `1.${2 + patch}.0`, toplines: csv(patch) });
        if (what === 'publish-late')
          await publish(folder, survey, { version: `1.0.${patch}`, toplines: csv(patch) });
        if (what === 'publish-faulty')
          await publish(folder, survey, { version: `1.${2 + patch}.0`, toplines: 'nonsense' });
        if (what === 'withdraw' && index.length > 1) {
          const withdrawn = { at: '2026-02-01T00:00:00Z', reason: 'Wrong.', successor: null };
          await replaceIndex(
            folder,
            survey,
            index.map((one) => (one.version === version ? { ...one, withdrawn } : one)),
          );
        }
        const bytes = await readFile(file).catch(() => null);
        if (bytes !== null && (what === 'break' || what === 'unlink')) {
          mends.push(() => writeFile(file, bytes));
          await (what === 'break' ? writeFile(file, Buffer.concat([bytes, Buffer.from(' ')])) : unlink(file));
        }
        if (what === 'mend') for (const mend of mends.splice(0).toReversed()) await mend();
        for (const { look } of services) await look();
        if (what === 'ask') await compare(services, folder);
      }
      await settled(services[1]);
      for (const { look } of services) await look();
      for (const status of await compare(services, folder)) statuses.add(status);
      for (const { app } of services) await app.close();
      await rm(folder, { recursive: true, force: true });
    }),
    {
      numRuns: runs(2, 40),
      examples: [
        [
          [
            { what: 'break', survey: 'a', which: 0 },
            { what: 'withdraw', survey: 'b', which: 1 },
          ],
        ],
      ],
    },
  );
  expect([...statuses].toSorted((a, b) => a - b)).toEqual([200, 404, 410, 503]);
});

test('an older release whose content has a fault is refused once it is looked at, and whoever asks sooner is told why', async () => {
  const folder = await temporaryFolder();
  await writeSurvey(folder, 'a', [
    { toplines: csv(1) },
    { version: '1.1.0', toplines: 'nonsense' },
    { version: '1.2.0', toplines: csv(2) },
  ]);
  const service = await serve(folder, '512');
  const asked = await service.app.inject('/v1/surveys/a@1.1.0/estimates');
  // It depends on who came first, the request or the check.
  expect([404, 503]).toContain(asked.statusCode);
  await settled(service);
  const ready = (await service.app.inject('/readyz')).json<{
    status: string;
    surveys: unknown;
    refused: unknown[];
  }>();
  expect(ready).toMatchObject({
    status: 'degraded',
    surveys: [{ survey: 'a', releases: ['1.0.0', '1.2.0'] }],
    refused: [{ survey: 'a', version: '1.1.0' }],
  });
  expect((await service.app.inject('/v1/surveys/a@1.1.0/estimates')).statusCode).toBe(404);
  expect((await service.app.inject('/v1/surveys/a/releases?format=csv')).body).not.toContain('1.1.0');
  expect((await service.app.inject('/v1/feed.atom')).body).not.toContain('1.1.0');
  // Its files may still arrive.
  await writeSurvey(
    folder,
    'a',
    ['1.0.0', '1.1.0', '1.2.0'].map((version, i) => ({ version, toplines: csv(i + 1) })),
  );
  await service.look();
  await service.look();
  expect((await service.app.inject('/v1/surveys/a@1.1.0/estimates')).statusCode).toBe(200);
});

test('records of a release that was let go of are computed from as before, and a computation that is under way is not disturbed', async () => {
  const folder = await temporaryFolder();
  const records = (yes: number) =>
    Array.from({ length: 200 }, (_, i) => ({ q: i < yes ? 1 : 2, r: 1 + (i % 2) }));
  const survey = {
    questions: [single('q', [1, 2]), single('r', [1, 2])],
    disclosure: { publicRecords: true },
  };
  for (const [i, version] of ['1.0.0', '1.1.0', '1.2.0'].entries())
    await publishRecords(folder, 'a', version, records(40 + 20 * i), survey);
  const [eager, lazy] = [await serve(folder, '512'), await serve(folder, '0')];
  const urls = ['1.0.0', '1.1.0', '1.2.0'].flatMap((version) =>
    ['rows=q', 'rows=q&columns=r', 'rows=r'].map((query) => `/v1/surveys/a@${version}/crosstab?${query}`),
  );
  const of = (service: Service) => Promise.all(urls.map((url) => answer(service, url)));
  const first = await of(lazy);
  expect(first).toEqual(await of(eager));
  expect(new Set(first.map(({ statusCode }) => statusCode))).toEqual(new Set([200]));
  // Kept answers are given without the release.
  await rm(join(folder, 'a', '1.0.0'), { recursive: true });
  expect(await of(lazy)).toEqual(first);
});
