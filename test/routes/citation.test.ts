import { readFile } from 'node:fs/promises';
import { Cite } from '@citation-js/core';
import '@citation-js/plugin-bibtex';
import '@citation-js/plugin-ris';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { bibtex } from '../../src/services/releases/citation/bibtex.ts';
import { cslJson } from '../../src/services/releases/citation/csl.ts';
import { ris } from '../../src/services/releases/citation/ris.ts';
import { CITATION_STYLES } from '../../src/services/releases/citation/styles.ts';
import { citationNote, type Citation } from '../../src/services/releases/citation/citation.ts';
import { appOver, bundledApp, getJson, smallApp, temporaryFolder, toplines, writeSurvey } from '../helper.ts';

const csv = toplines('q,,yes,w1,a,percent,69', 'q,,yes,w1,b,percent,56');
const NOON = Date.parse('2026-03-04T12:00:00Z');
const PINNED = '/v1/surveys/small@1.0.0';
const SHA = /[0-9a-f]{64}/;

const cite = (of: string, rest = ''): string => `${PINNED}/citation?of=${encodeURIComponent(of)}${rest}`;

/** The permalink that a citation of `of` gives. */
async function permalinkOf(app: Awaited<ReturnType<typeof smallApp>>, of: string): Promise<string> {
  const [item] = await getJson<{ custom: { permalink: string } }[]>(app, cite(of, '&format=csl-json'));
  return item?.custom.permalink ?? '';
}

/** A citation whose texts may hold anything that a publisher writes on one line. */
const citation: Citation = {
  key: 'small-1.0.0',
  title: 'CMO–CIO: 50 % & {more} #1_a $5 ~ x^2 \\alpha | <i> "q"',
  author: 'Söhne & Partners {Ltd} and Co_1',
  publisher: 'Söhne & Partners {Ltd} and Co_1',
  language: 'en',
  version: '1.0.0',
  released: '2026-01-31',
  accessed: '2026-03-04',
  sha256: 'ab'.repeat(32),
  licence: { name: 'CC0 & more', url: 'https://creativecommons.org/publicdomain/zero/1.0/' },
  statement: 'Small survey, 1.0.0',
  permalink: '/v1/surveys/small@1.0.0/gaps?question=q',
  url: 'https://api.example.org/v1/surveys/small@1.0.0/gaps?question=q&wave=w1,w2',
};

const read = (text: string): Record<string, unknown> => {
  const { data } = new Cite(text);
  expect(data).toHaveLength(1);
  return data[0] ?? {};
};
const date = (...parts: number[]): object => ({ 'date-parts': [parts] });

describe('styles, as a reader that is not ours takes them', () => {
  test('BibTeX: every character comes back, an organisation stays one name', () => {
    const text = bibtex(citation);
    expect(read(text)).toMatchObject({
      'citation-key': 'small-1.0.0',
      title: citation.title,
      publisher: citation.publisher,
      issued: date(2026, 1),
      URL: citation.url,
      note: `${citationNote(citation)}. Accessed 2026-03-04`,
    });
    expect(read(text)['author']).toEqual([{ family: citation.author }]);
    expect(text).toContain('  version = {1.0.0},\n');
    expect(text).toContain('  urldate = {2026-03-04},\n');
    expect(text).toContain('  copyright = {CC0 \\& more},\n');
  });

  test('BibTeX: nothing that a publisher writes opens or closes a brace, or stays special', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'{}\\$%&#_^~<>|"ab '.split('')) }), (text) => {
        const entry = bibtex({ ...citation, title: text, author: 'A', publisher: 'A' });
        const title = /^ {2}title = \{\{(.*)\}\},$/m.exec(entry)?.[1] ?? 'no title';
        // What is left when commands are taken out is free of characters that LaTeX takes as its own.
        expect(title.replaceAll(/\\[a-z]+\{\}|\\[$%&#_]/g, '')).not.toMatch(/[\\{}^~<>|$%&#_]/);
        const depth = entry.split('').reduce((sum, c) => sum + (c === '{' ? 1 : c === '}' ? -1 : 0), 0);
        expect(depth).toBe(0);
      }),
    );
  });

  test('RIS: tags, line ends and values', () => {
    const text = ris(citation);
    expect(text).toMatch(/^TY {2}- DATA\r\n(?:[A-Z][A-Z0-9] {2}- [^\r\n]+\r\n)+ER {2}- \r\n$/);
    expect(read(text)).toMatchObject({
      id: 'small-1.0.0',
      type: 'dataset',
      title: citation.title,
      author: [{ literal: citation.author }],
      publisher: citation.publisher,
      version: '1.0.0',
      issued: date(2026, 1, 31),
      accessed: date(2026, 3, 4),
      URL: citation.url,
      note: citationNote(citation),
    });
  });

  test('CSL-JSON: one item of the schema', () => {
    const item = read(cslJson(citation));
    expect(item).toMatchObject({
      id: 'small-1.0.0',
      type: 'dataset',
      title: citation.title,
      author: [{ literal: citation.author }],
      version: '1.0.0',
      issued: date(2026, 1, 31),
      accessed: date(2026, 3, 4),
      URL: citation.url,
    });
  });
});

describe('GET …/citation', () => {
  test('a release: title, publisher, version, permalink, hash, licence and the day, in each style', async () => {
    const app = await smallApp(csv, {}, { now: () => NOON });
    const { data } = await getJson<{ data: { sha256: string } }>(app, PINNED);
    for (const { id, mediaType } of CITATION_STYLES) {
      const response = await app.inject(`/v1/surveys/small/citation?format=${id}`);
      expect(response.statusCode).toBe(200);
      expect(response.headers['content-type']).toContain(mediaType);
      for (const part of ['Nobody', 'Small', '1.0.0', PINNED, data.sha256, 'CC0', '2026'])
        expect(response.body, id).toContain(part === 'Nobody' && id === 'text' ? 'Small survey' : part);
      const accepted = await app.inject({ url: `${PINNED}/citation`, headers: { accept: mediaType } });
      expect(accepted.body).toBe(response.body);
    }
    const { body } = await app.inject(`${PINNED}/citation`);
    expect(body).toBe(
      `Small survey, 1.0.0. Released 2026-01-01. Available at ${PINNED} (accessed 2026-03-04). SHA-256 of the release: ${SHA.exec(body)?.[0]}. Licence: CC0 (https://creativecommons.org/publicdomain/zero/1.0/).\n`,
    );
  });

  test('the header Accept and the cache: each style is kept for itself, and none that fits is a 406', async () => {
    const app = await smallApp(csv);
    const url = `${PINNED}/citation`;
    for (let i = 0; i < 2; i += 1) {
      for (const [accept, type] of [
        ['application/x-bibtex, */*;q=0.1', 'application/x-bibtex'],
        ['*/*', 'text/plain'],
        ['text/html, */*;q=0.8', 'text/plain'],
        ['application/x-research-info-systems', 'application/x-research-info-systems'],
      ] as const) {
        const response = await app.inject({ url, headers: { accept } });
        expect(response.headers['content-type'], accept).toContain(type);
        expect(response.headers.vary).toContain('Accept,');
      }
      const refused = await app.inject({ url, headers: { accept: 'application/json' } });
      expect(refused.statusCode).toBe(406);
      expect(refused.json<{ errors: { allowed: string[] }[] }>().errors[0]?.allowed).toContain('text/plain');
    }
    await getJson(app, `${url}?format=bibtexx`, 400);
  });

  test('PUBLIC_URL makes the address absolute, and is taken in `of` too', async () => {
    const env = { PUBLIC_URL: 'https://api.example.org/topline' };
    const app = await smallApp(csv, {}, { env });
    const of = `${env.PUBLIC_URL}${PINNED}/gaps?question=q`;
    const { body } = await app.inject(cite(of, '&format=bibtex'));
    expect(body).toContain(`  url = {${of}},\n`);
  });

  test('the day of access: the answer is kept until midnight UTC and not beyond', async () => {
    let now = Date.parse('2026-03-04T23:59:30Z');
    const app = await smallApp(csv, {}, { now: () => now });
    const first = await app.inject(`${PINNED}/citation`);
    expect(first.body).toContain('(accessed 2026-03-04)');
    expect(first.headers['cache-control']).toBe('public, max-age=30');
    const since = { 'if-modified-since': String(first.headers['last-modified']) };
    expect((await app.inject({ url: `${PINNED}/citation`, headers: since })).statusCode).toBe(304);
    now += 30_000;
    const second = await app.inject({ url: `${PINNED}/citation`, headers: since });
    expect(second.statusCode).toBe(200);
    expect(second.body).toContain('(accessed 2026-03-05)');
    expect(second.headers['cache-control']).toBe('public, max-age=60, stale-while-revalidate=600');
  });

  test('two answers of a release have two keys, one answer always the same', async () => {
    const app = await smallApp(csv);
    const key = async (of: string): Promise<string> =>
      /^@misc\{(.*),$/m.exec((await app.inject(cite(of, '&format=bibtex'))).body)?.[1] ?? '';
    expect(await key('gaps?question=q&wave=w1')).toBe(await key('gaps?wave=w1&question=q'));
    expect(await key('gaps?question=q')).not.toBe(await key('gaps?question=battery'));
    expect(await key('gaps')).toMatch(/^small-1\.0\.0-[0-9a-f]{8}$/);
    expect(await key(PINNED)).toBe('small-1.0.0');
  });
});

describe('of', () => {
  test.each([
    'gaps?wave=w1&question=q,battery',
    'gaps?question=battery&question=q&wave=w1&limit=100',
    `${PINNED}/gaps?wave=w1&question=battery,q`,
    '/v1/surveys/small/gaps?question=q,battery&wave=w1&confidence=0.95',
    '/v1/surveys/small%401.0.0/gaps?question=q%2Cbattery&wave=w1',
  ])('%s leads to the permalink that the answer itself gives', async (of) => {
    const app = await smallApp(csv);
    const { meta } = await getJson(app, `${PINNED}/gaps?question=q,battery&wave=w1`);
    expect(await permalinkOf(app, of)).toBe(meta['permalink']);
  });

  test('every resource of the bundled surveys is cited by the permalink that it gives', async () => {
    const app = await bundledApp();
    const root = '/v1/surveys/cmo-cio-alignment@1.1.0';
    const records = '/v1/surveys/nonvoters@1.0.0';
    const addresses = [
      ...['', '/waves', '/audiences', '/sources', '/questions?limit=2', '/questions/need-to-align', '/claims']
        .concat(['/claims/gap-significantly-smaller', '/diff', '/diff?from=1.0.0&limit=3', '/releases'])
        .concat(['/estimates?wave=2012&limit=5', '/trends', '/gap-trends', '/ranks?question=driver-ranks'])
        .map((below) => root + below),
      `${records}/crosstab?rows=q5&columns=voter-category&filter=gender:female&layout=wide`,
      `${records}/crosstab/size?rows=q5`,
      `${records}/estimates?question=q5&weight=none`,
    ];
    for (const address of addresses) {
      const { meta } = await getJson(app, address);
      const [survey = ''] = address.slice('/v1/surveys/'.length).split('/');
      const url = `/v1/surveys/${survey}/citation?format=csl-json&of=${encodeURIComponent(address)}`;
      const [item] = await getJson<{ custom: { permalink: string } }[]>(app, url);
      expect(item?.custom.permalink).toBe(meta['permalink']);
    }
  });

  test.each([
    ['gasp', 'gasp', 'gaps'],
    ['citation', 'citation', 'questions'],
    ['', '', undefined],
    ['gaps#x', 'gaps#x', 'gaps'],
    ['https://example.org/v1/surveys/small/gaps', 'https://example.org/v1/surveys/small/gaps', undefined],
    ['/v1/surveys/other/gaps', '/v1/surveys/other/gaps', `${PINNED}/gaps`],
    ['/v1/surveys/small@2.0.0/gaps', '/v1/surveys/small@2.0.0/gaps', `${PINNED}/gaps`],
    ['/v1/surveys', '/v1/surveys', `${PINNED}/`],
    ['%', '%', 'gaps'],
    ['../small/gaps', '../small/gaps', undefined],
    ['questions/qq', 'qq', 'q'],
    ['claims/none', 'none', undefined],
    ['gaps?wav=w1', 'wav', 'wave'],
    ['gaps?wave=w3', 'wave=w3', 'w1'],
    ['gaps?between=a,c', 'between=c', 'b'],
    ['gaps?question=q&item=i1', 'item=i1', undefined],
    ['gaps?adjust=hol', 'adjust=hol', 'holm'],
    ['gaps?limit=0', 'limit=0', undefined],
    ['trends?from=w2&to=w1', 'from=w2', undefined],
    ['gaps?question=q#x', 'question=q#x', 'q'],
    ['diff?from=9.9.9', 'from=9.9.9', '1.0.0'],
    ['crosstab?rows=q', 'crosstab', undefined],
  ])('%s is refused, naming %s', async (of, value, allowed) => {
    const app = await smallApp(csv);
    const { type, errors } = await getJson<{
      type: string;
      errors: { name: string; value: string; message: string; allowed?: string[] }[];
    }>(app, cite(of), 400);
    expect(type).toBe('/v1/problems/invalid-query');
    expect(errors[0]).toMatchObject({ in: 'query', name: 'of', value });
    if (allowed !== undefined) expect(errors[0]?.allowed).toContain(allowed);
  });

  test('crosstabs: codes are checked against the records', async () => {
    const app = await bundledApp();
    const of = encodeURIComponent('crosstab?rows=q55');
    const { errors } = await getJson<{ errors: { name: string; value: string; allowed: string[] }[] }>(
      app,
      `/v1/surveys/nonvoters/citation?of=${of}`,
      400,
    );
    expect(errors[0]).toMatchObject({ name: 'of', value: 'rows=q55' });
    expect(errors[0]?.allowed[0]).toBe('q5');
  });

  test('a release under embargo cannot be cited, nor seen in what is allowed', async () => {
    const folder = await temporaryFolder();
    await writeSurvey(folder, 'small', [
      { toplines: csv },
      { version: '1.1.0', toplines: csv, entry: { embargoedUntil: '2030-01-01T00:00:00Z' } },
    ]);
    const app = await appOver(folder, { now: () => NOON });
    const open = await app.inject('/v1/surveys/small/citation');
    expect(open.body).toContain(PINNED);
    expect(open.body).not.toContain('1.1.0');
    const none = await app.inject('/v1/surveys/small@9.1.0/citation');
    const hidden = await app.inject('/v1/surveys/small@1.1.0/citation');
    expect(hidden.statusCode).toBe(404);
    expect(hidden.json<{ errors: { allowed: string[] }[] }>().errors[0]?.allowed).toEqual(
      none.json<{ errors: { allowed: string[] }[] }>().errors[0]?.allowed,
    );
    for (const of of ['/v1/surveys/small@1.1.0/gaps', 'diff?from=1.1.0']) {
      const refused = await app.inject(`/v1/surveys/small/citation?of=${encodeURIComponent(of)}`);
      expect(refused.statusCode).toBe(400);
      expect(
        JSON.stringify(refused.json<{ errors: { allowed: string[] }[] }>().errors[0]?.allowed),
      ).not.toContain('1.1.0');
    }
  });
});

test('answers of a release say what to cite, others do not', async () => {
  const app = await smallApp(csv);
  const link = async (url: string): Promise<string> => String((await app.inject(url)).headers.link);
  const permalink = `${PINNED}/gaps?question=q`;
  expect(await link('/v1/surveys/small/gaps?question=q')).toContain(`<${permalink}>; rel="cite-as"`);
  expect(await link('/v1/surveys')).not.toContain('cite-as');
});

/** The part of CFF 1.2.0 that the file uses; a key that the format does not know is a fault. */
const cff = z.strictObject({
  'cff-version': z.literal('1.2.0'),
  message: z.string().min(1),
  type: z.enum(['software', 'dataset']),
  title: z.string().min(1),
  abstract: z.string().min(1),
  authors: z.array(z.strictObject({ name: z.string().min(1) })).min(1),
  version: z.string(),
  license: z.string(),
});

test('CITATION.cff is valid, and of this version and licence', async () => {
  const [file, packageFile] = await Promise.all(
    ['CITATION.cff', 'package.json'].map((name) =>
      readFile(new URL(`../../${name}`, import.meta.url), 'utf8'),
    ),
  );
  const found = cff.parse(parse(file ?? ''));
  const { version, license } = JSON.parse(packageFile ?? '') as { version: string; license: string };
  expect([found.version, found.license]).toEqual([version, license]);
});
