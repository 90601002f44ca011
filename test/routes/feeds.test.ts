import { XMLParser, XMLValidator } from 'fast-xml-parser';
import type { FastifyInstance } from 'fastify';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import * as service from '../../src/services/releases/feed/feed.ts';
import { nameUrn } from '../../src/services/releases/feed/feed.ts';
import { appOver, smallApp, temporaryFolder, toplines, writeSurvey } from '../helper.ts';

vi.mock('../../src/services/releases/feed/feed.ts', { spy: true });

const FEED = '/v1/feed.atom';
const SMALL = '/v1/surveys/small/releases.atom';
const csv = toplines('q,,yes,w1,a,percent,69');
const NOW = Date.parse('2026-06-01T00:00:00Z');

interface Entry {
  id: string;
  title: string;
  updated: string;
  summary?: string;
  rights?: string;
  author: { name: string };
  category: { term: string };
  link: { rel: string; href: string; type: string }[];
}
interface Feed extends Omit<Entry, 'summary'> {
  entry: Entry[];
}

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  trimValues: false,
  isArray: (name) => name === 'entry' || name === 'link',
});

/** The feed as a reader that is not ours takes it. */
async function read(app: FastifyInstance, url: string): Promise<Feed> {
  const response = await app.inject(url);
  expect(response.statusCode).toBe(200);
  expect(response.headers['content-type']).toBe('application/atom+xml; charset=utf-8');
  expect(XMLValidator.validate(response.body)).toBe(true);
  const { feed } = parser.parse(response.body) as { feed: Feed & { xmlns: string } };
  expect(feed.xmlns).toBe('http://www.w3.org/2005/Atom');
  // What RFC 4287 demands of each.
  for (const part of [feed, ...(feed.entry ?? [])]) {
    expect(part.id).toMatch(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(new Date(part.updated).toISOString()).toBe(part.updated);
    expect(part.title.length * part.author.name.length).toBeGreaterThan(0);
    expect(part.link.filter(({ rel }) => rel === 'alternate')).toHaveLength(1);
  }
  return feed;
}

/** Two surveys: three releases of one, the last of them under embargo until July, and one of the other. */
async function twoSurveys(options: Parameters<typeof appOver>[1] = {}): Promise<FastifyInstance> {
  const folder = await temporaryFolder();
  const release = (version: string, entry: Record<string, unknown>) => ({ version, toplines: csv, entry });
  await writeSurvey(folder, 'small', [
    release('1.0.0', { released: '2026-01-01T00:00:00Z', changes: [] }),
    release('1.1.0', {
      released: '2026-01-02T00:00:00Z',
      embargoedUntil: '2026-04-01T08:00:00+02:00',
      changes: ['Five & <six> "seven"', 'Two\u0007\u001b\ud800 ]]>'],
    }),
    release('1.2.0', { released: '2026-05-01T00:00:00Z', embargoedUntil: '2026-07-01T00:00:00Z' }),
  ]);
  await writeSurvey(folder, 'other', [release('1.0.0', { released: '2026-02-01T00:00:00Z' })]);
  return appOver(folder, { now: () => NOW, ...options });
}

const shown = ({ entry }: Feed): string[] =>
  entry.map(({ category, title }) => `${category.term} ${title.split(' ').at(-1)}`);

describe('entries', () => {
  test('all releases that can be seen, the one that came out last first', async () => {
    const app = await twoSurveys();
    const feed = await read(app, FEED);
    expect(shown(feed)).toEqual(['small 1.1.0', 'other 1.0.0', 'small 1.0.0']);
    expect(feed.entry.map(({ updated }) => updated)).toEqual([
      '2026-04-01T06:00:00.000Z',
      '2026-02-01T00:00:00.000Z',
      '2026-01-01T00:00:00.000Z',
    ]);
    expect(feed.updated).toBe('2026-04-01T06:00:00.000Z');
    expect(shown(await read(app, SMALL))).toEqual(['small 1.1.0', 'small 1.0.0']);
    expect(shown(await read(app, '/v1/surveys/small@1.0.0/releases.atom'))).toEqual(['small 1.0.0']);
  });

  test('an entry says what changed, in whatever characters, and leads to what there is', async () => {
    const app = await twoSurveys();
    const [entry, , first] = (await read(app, FEED)).entry;
    expect(entry?.summary).toBe('Five & <six> "seven"\nTwo\ufffd\ufffd\ufffd ]]>');
    expect([entry?.author.name, entry?.rights]).toEqual(['Nobody', 'CC0']);
    // Nobody said what the first release changed.
    expect(first?.summary).toBeUndefined();
    expect(first?.link.map(({ rel }) => rel)).toEqual(['alternate']);
    for (const { href, type } of entry?.link ?? []) {
      const response = await app.inject(href);
      expect([response.statusCode, response.headers['content-type']]).toEqual([
        200,
        expect.stringContaining(type),
      ]);
    }
    expect(entry?.link.map(({ rel }) => rel)).toEqual(['alternate', 'related']);
  });

  test('ids are the same in both feeds and after a restart, and differ from each other', async () => {
    const [app, again] = [await twoSurveys(), await twoSurveys({ now: () => NOW + 1e6 })];
    const [all, small, later] = [await read(app, FEED), await read(app, SMALL), await read(again, FEED)];
    const ids = (feed: Feed): string[] => feed.entry.map(({ id }) => id);
    expect(ids(later)).toEqual(ids(all));
    expect(ids(all)).toEqual(expect.arrayContaining(ids(small)));
    expect(new Set([...ids(all), all.id, small.id]).size).toBe(5);
    // Computed with Python: hashlib.sha256(b'x').digest()[:16], version 8 and variant 2 set by hand.
    expect(nameUrn('x')).toBe('urn:uuid:2d711642-b726-8044-8162-7ca9fbac32f5');
  });

  test('PUBLIC_URL makes the links absolute', async () => {
    const app = await twoSurveys({ env: { PUBLIC_URL: 'https://api.example.org/t' } });
    const feed = await read(app, SMALL);
    const hrefs = [feed, ...feed.entry].flatMap(({ link }) => link.map(({ href }) => href));
    expect(hrefs).toContain('https://api.example.org/t/v1/surveys/small/releases.atom');
    expect(hrefs.every((href) => href.startsWith('https://api.example.org/t/v1/'))).toBe(true);
  });

  test('of two that came out at the same moment, the higher number first', async () => {
    const folder = await temporaryFolder();
    const entry = { released: '2026-01-01T00:00:00Z' };
    const releases = ['1.9.0', '1.10.0', '1.10.1'].map((version) => ({ version, toplines: csv, entry }));
    await writeSurvey(folder, 'small', releases);
    const feed = await read(await appOver(folder), FEED);
    expect(shown(feed)).toEqual(['small 1.10.1', 'small 1.10.0', 'small 1.9.0']);
  });

  test('no more than fifty', async () => {
    const folder = await temporaryFolder();
    const releases = Array.from({ length: 51 }, (_, i) => ({
      version: `1.${i}.0`,
      toplines: csv,
      entry: { released: new Date(Date.parse('2026-01-01') + i * 3600e3).toISOString() },
    }));
    await writeSurvey(folder, 'small', releases);
    const versions = shown(await read(await appOver(folder), FEED));
    expect(versions).toHaveLength(50);
    expect([versions[0], versions[49]]).toEqual(['small 1.50.0', 'small 1.1.0']);
  });
});

test('the end of an embargo brings a new entry at once, with a new Last-Modified', async () => {
  let now = Date.parse('2026-06-30T23:59:50Z');
  const app = await twoSurveys({ now: () => now });
  for (const url of [FEED, SMALL]) {
    now = Date.parse('2026-06-30T23:59:50Z');
    const fresh = await twoSurveys({ now: () => now });
    const before = await fresh.inject(url);
    expect(before.body).not.toContain('1.2.0');
    expect(before.headers['cache-control']).toBe('public, max-age=10');
    const headers = { 'if-modified-since': String(before.headers['last-modified']) };
    expect((await fresh.inject({ url, headers })).statusCode).toBe(304);
    now += 10_000;
    const after = await fresh.inject({ url, headers });
    expect(after.statusCode).toBe(200);
    expect(shown(await read(fresh, url))[0]).toBe('small 1.2.0');
    expect(after.headers['last-modified']).toBe('Wed, 01 Jul 2026 00:00:00 GMT');
  }
  await app.close();
});

describe('polling', () => {
  beforeEach(() => void vi.mocked(service.feedEntries).mockClear());

  test.each([FEED, SMALL])('%s: a 304 comes from the cache; no service is asked', async (url) => {
    const app = await twoSurveys();
    const first = await app.inject(url);
    expect(service.feedEntries).toHaveBeenCalledTimes(1);
    for (const accept of ['*/*', 'application/atom+xml', 'application/rss+xml;q=0.9, text/xml', 'text/csv']) {
      for (const [name, value] of [
        ['if-modified-since', first.headers['last-modified']],
        ['if-none-match', first.headers.etag],
      ] as const) {
        const poll = await app.inject({ url, headers: { accept, [name]: String(value) } });
        expect([poll.statusCode, poll.body]).toEqual([304, '']);
      }
    }
    expect(service.feedEntries).toHaveBeenCalledTimes(1);
  });
});

test('a feed takes no parameters; a survey that is not there has none', async () => {
  const app = await smallApp(csv);
  expect((await app.inject(`${FEED}?limit=3`)).statusCode).toBe(400);
  expect((await app.inject('/v1/surveys/smal/releases.atom')).statusCode).toBe(404);
});

test('the list of releases leads to its feed', async () => {
  const app = await smallApp(csv);
  for (const list of ['/v1/surveys/small/releases', '/v1/surveys/small@1.0.0/releases']) {
    const { headers } = await app.inject(list);
    expect(headers.link).toContain(`<${list}.atom>; rel="alternate"; type="application/atom+xml"`);
    expect((await app.inject(`${list}.atom`)).statusCode).toBe(200);
  }
  expect((await app.inject('/v1/surveys/small/waves')).headers.link).not.toContain('atom');
});
