import fc from 'fast-check';
import type { FastifyInstance } from 'fastify';
import { beforeAll, expect, test } from 'vitest';
import { buildApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { highlight, wordsOf } from '../../src/services/releases/search/words.ts';
import { key, keysFile } from '../access/support.ts';
import { computedMs, eventually } from '../eventually.ts';
import { appOver, BUNDLED, getJson, smallApp, temporaryFolder, toplines, writeSurvey } from '../helper.ts';
import { publish } from '../repository/publisher.ts';
import { runs } from '../runs.ts';

interface Row {
  readonly survey: string;
  readonly release: string;
  readonly kind: string;
  readonly id: string | null;
  readonly question: string | null;
  readonly text: string;
  readonly highlighted: string;
  readonly score: number;
  readonly address: string;
}
interface Found {
  readonly data: Row[];
  readonly meta: { total: number; next: string | null; notes: string[]; permalink: string };
}

let bundled: FastifyInstance;
beforeAll(async () => {
  bundled = await buildApp({ config: readConfig({ DATA_DIR: BUNDLED }), isLate: () => false });
  return () => bundled.close();
});

const search = (app: FastifyInstance, query: Record<string, string>): Promise<Found> =>
  getJson<Found>(app, `/v1/search?${new URLSearchParams(query).toString()}`);

const KINDS = ['survey', 'question', 'item', 'option', 'source', 'note'];

/** What a browser shows of the marked text. */
const shown = (html: string): string =>
  html
    .replaceAll(/<\/?mark>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');

test('texts of every kind are found, each with where to read on', async () => {
  const kinds = new Map<string, Row>();
  for (const q of ['digital marketing', 'trust', 'alignment', 'accenture']) {
    for (const row of (await search(bundled, { q, limit: '1000' })).data) kinds.set(row.kind, row);
  }
  expect([...kinds.keys()].toSorted()).toEqual(KINDS.toSorted());
  for (const { kind, survey, release, address, id } of kinds.values()) {
    expect(address.startsWith(`/v1/surveys/${survey}@${release}`), address).toBe(true);
    const { data } = await getJson<{ data: unknown }>(bundled, address);
    if (id !== null && kind !== 'note') expect(JSON.stringify(data)).toContain(`"${id}"`);
  }
});

test('the best fit comes first, with each word marked', async () => {
  const { data } = await search(bundled, { q: 'DIGITAL marketing', kind: 'question' });
  expect(data[0]).toMatchObject({
    survey: 'cmo-cio-alignment',
    release: '1.2.0',
    kind: 'question',
    id: 'digital-marketing-important',
    highlighted: 'Is <mark>digital</mark> <mark>marketing</mark> important?',
    address: '/v1/surveys/cmo-cio-alignment@1.2.0/questions/digital-marketing-important',
  });
  const scores = data.map(({ score }) => score);
  expect(scores).toEqual(scores.toSorted((a, b) => b - a));
});

test('a long word with a letter too many, too few, or another is still found', async () => {
  const { data } = await search(bundled, { q: 'marketing', limit: '1000' });
  const long = data.flatMap(({ text }) =>
    wordsOf(text).flatMap(({ word }) => (/^[a-z]{6,}$/.test(word) ? [{ word, text }] : [])),
  );
  expect(long.length).toBeGreaterThan(100);
  const typing = fc.tuple(
    fc.constantFrom(...long),
    fc.constantFrom('drop', 'add', 'swap', 'change'),
    fc.nat(),
    fc.constantFrom('e', 'x', 'q'),
  );
  await fc.assert(
    fc.asyncProperty(typing, async ([{ word, text }, kind, at, letter]) => {
      const i = at % (word.length - 1);
      const [head, rest] = [word.slice(0, i), word.slice(i)];
      const [a = '', b = ''] = rest;
      const typed = {
        drop: head + rest.slice(1),
        add: head + letter + rest,
        swap: head + b + a + rest.slice(2),
        change: head + letter + rest.slice(1),
      }[kind];
      const found = await search(bundled, { q: typed, limit: '1000' });
      const row = found.data.find((one) => one.text === text);
      expect(row?.highlighted, `${typed} for ${word}`).toMatch(new RegExp(`<mark>${word}[^<]*</mark>`, 'i'));
    }),
    { numRuns: runs(50, 150) },
  );
});

test('case and accents do not matter, words may be cut short, ids are words too', async () => {
  const app = await smallApp(toplines(), {
    questions: [
      {
        id: 'q-seventeen',
        text: 'Vertrauen in Zürichs Universität?',
        wording: 'verbatim',
        type: 'single',
        audiences: ['a'],
      },
      { id: 'kanji', text: '東京の天気はどうですか', wording: 'verbatim', type: 'single', audiences: ['a'] },
    ],
  });
  for (const q of ['zurichs', 'ZÜRICHS', 'Zuri', 'universitat', 'seventeen', 'q-seventeen'])
    expect(
      (await search(app, { q })).data.map(({ id }) => id),
      q,
    ).toEqual(['q-seventeen']);
  expect((await search(app, { q: '天気' })).data).toMatchObject([
    { id: 'kanji', highlighted: '東京の<mark>天気</mark>はどうですか' },
  ]);
});

test('texts hold all words; where none does, those with some are shown, and the answer says so', async () => {
  const all = await search(bundled, { q: 'customer experience' });
  expect(all.meta.notes).toEqual([]);
  expect(all.data.length).toBeGreaterThan(0);
  for (const { highlighted } of all.data)
    for (const word of [/<mark>customer/i, /<mark>experi/i]) expect(highlighted).toMatch(word);
  const some = await search(bundled, { q: 'customer zzzzzzzzzz' });
  expect(some.meta.notes).toEqual(['No text holds all words of q; these hold some of them.']);
  expect(some.data.length).toBeGreaterThan(0);
  const none = await search(bundled, { q: 'zzzzzzzzzz' });
  expect([none.data, none.meta.notes]).toEqual([[], []]);
});

test('survey and kind narrow it; pages make up the whole', async () => {
  const whole = await search(bundled, { q: 'cio vote', limit: '1000' });
  const surveys = (found: Found) => [...new Set(found.data.map(({ survey }) => survey))].toSorted();
  expect(surveys(whole)).toEqual(['cmo-cio-alignment', 'nonvoters']);
  expect(surveys(await search(bundled, { q: 'cio vote', survey: 'nonvoters' }))).toEqual(['nonvoters']);
  const narrow = await search(bundled, { q: 'cio vote', kind: 'item,source', limit: '1000' });
  expect(narrow.data).toEqual(whole.data.filter(({ kind }) => kind === 'item' || kind === 'source'));
  const rows: Row[] = [];
  let next: string | null = '/v1/search?q=cio+vote&limit=7';
  for (let pages = 0; next !== null && pages < 100; pages += 1) {
    const found: Found = await getJson<Found>(bundled, next);
    rows.push(...found.data);
    next = found.meta.next;
  }
  expect(rows).toEqual(whole.data);
  expect(rows.length).toBeGreaterThan(20);
});

test('what is marked is the text, as harmless HTML, whatever stands in it', async () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('<b>', '&amp;', '"', "'", 'Wörter', 'word', ' ', '🙂', '<mark', '\n', 'é')),
      (parts) => {
        const text = parts.join('');
        const html = highlight(text, (word) => word.startsWith('w'));
        expect(shown(html)).toBe(text);
        expect(html.replaceAll(/<mark>|<\/mark>/g, '')).not.toMatch(/[<>"']/);
      },
    ),
  );
  // Pages take it as it is, and cannot hold a control character in any spelling.
  expect(highlight('\u0001 word\uD800 \u000B', (word) => word.startsWith('w'))).toBe(
    '\uFFFD <mark>word</mark>\uFFFD \uFFFD',
  );
  const app = await smallApp(toplines(), { notes: ['<script>alert("Evil & word")</script>'] });
  expect((await search(app, { q: 'evil' })).data).toMatchObject([
    {
      kind: 'note',
      id: null,
      highlighted: '&lt;script&gt;alert(&quot;<mark>Evil</mark> &amp; word&quot;)&lt;/script&gt;',
    },
  ]);
});

test.each([
  ['nothing', '', 'q', null, 'is needed'],
  ['an empty q', 'q=', 'q', '', 'is empty'],
  ['a q of spaces', 'q=%20%20', 'q', '  ', 'is empty'],
  ['a q without a word', 'q=!%3F', 'q', '!?', 'holds no letter and no digit'],
  ['two', 'q=a&q=b', 'q', 'a,b', 'is given more than once'],
  ['a q that is too long', `q=${'a'.repeat(201)}`, 'q', 'a'.repeat(200), 'is longer than 200 characters'],
  [
    'a survey that is not there',
    'q=a&survey=nonvoter',
    'survey',
    'nonvoter',
    'the nearest that is allowed is "nonvoters"',
  ],
  ['a kind that is not there', 'q=a&kind=notes', 'kind', 'notes', 'the nearest that is allowed is "note"'],
])('400 for %s', async (_what, query, name, value, message) => {
  const { errors } = await getJson<{ errors: { name: string; value: string | null; message: string }[] }>(
    bundled,
    `/v1/search?${query}`,
    400,
  );
  expect(errors).toHaveLength(1);
  expect(errors[0]).toMatchObject({ name, value });
  expect(errors[0]?.message).toContain(message);
});

test('a long query of many short words is answered soon', async () => {
  const q = Array.from({ length: 60 }, (_, i) => String.fromCodePoint(97 + (i % 26), 101, 97 + (i % 7))).join(
    ' ',
  );
  expect(await computedMs(() => search(bundled, { q: q.slice(0, 200) }))).toBeLessThan(1000);
});

test('texts under embargo are found with a preview key alone, and by all when it lifts', async () => {
  const folder = await temporaryFolder();
  const entry = { embargoedUntil: '2026-06-01T12:00:00Z' };
  await writeSurvey(folder, 'small', [
    {},
    { version: '1.1.0', survey: { notes: ['Unheard of before'], title: 'Unheard' }, entry },
  ]);
  const file = await keysFile();
  let clock = Date.parse('2026-06-01T11:00:00Z');
  const preview = await key(file, ['preview'], { now: clock });
  const app = await appOver(folder, { now: () => clock, env: { KEYS_FILE: file } });
  const url = '/v1/search?q=unheard';
  const ask = async (headers: Record<string, string> = {}) => {
    const response = await app.inject({ url, headers });
    return { headers: response.headers, rows: response.json<Found>().data };
  };
  const authorization = `Bearer ${preview.key}`;
  for (let round = 0; round < 2; round += 1) {
    const outside = await ask();
    expect(outside.rows).toEqual([]);
    expect(outside.headers['vary']).toContain('Authorization');
    const inside = await ask({ authorization });
    expect(inside.rows.map(({ kind, release }) => `${kind} ${release}`).toSorted()).toEqual([
      'note 1.1.0',
      'survey 1.1.0',
    ]);
    expect(inside.headers['cache-control']).toBe('private, no-store');
  }
  clock += 3_600_000;
  expect((await ask()).rows).toHaveLength(2);
});

test('a release that arrives is found, and the one before it no more', async () => {
  const folder = await temporaryFolder();
  await publish(folder, 'small', { survey: { notes: ['Older words'] } });
  const app = await appOver(folder);
  const notes = async () => (await search(app, { q: 'words' })).data.map(({ text }) => text);
  expect(await notes()).toEqual(['Older words']);
  await publish(folder, 'small', { version: '1.1.0', survey: { notes: ['Newer words'] } });
  await eventually(async () => expect(await notes()).toEqual(['Newer words']));
});
