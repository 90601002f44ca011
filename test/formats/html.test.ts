import { expect, test } from 'vitest';
import { html } from '../../src/html/html.ts';
import { valueInWords } from '../../src/formats/html-values.ts';
import { bundledApp, getJson } from '../helper.ts';
import { pageAt } from '../pages/page-of.ts';

const GAPS = '/v1/surveys/cmo-cio-alignment@1.2.0/gaps?question=need-to-align';

/** The cells below a head, as they are written. */
function columnOf(body: string, head: string): string[] {
  const heads = [...body.matchAll(/<th scope="col"[^>]*>(.*?)<\/th>/g)].map(([, text]) => text);
  const at = heads.indexOf(head);
  const [, ...rows] = body.split('<tr>');
  return rows.slice(1).map((row) => [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/g)][at]?.[1] ?? '');
}

test('a page of the interface says who leads in words', async () => {
  const app = await bundledApp();
  const { data } = await getJson<{
    data: { leader: string; audienceA: string; audienceALabel: string; audienceBLabel: string }[];
  }>(app, GAPS);
  const leaders = columnOf(await pageAt(app, `${GAPS}&format=html`), 'Leader');
  expect(leaders).toEqual(
    data.map((row) => (row.leader === row.audienceA ? row.audienceALabel : row.audienceBLabel)),
  );
  expect(new Set(leaders).size).toBeGreaterThan(2);
});

test('and in codes for who asks for codes', async () => {
  const app = await bundledApp();
  const { data } = await getJson<{ data: { leader: string }[] }>(app, GAPS);
  for (const asked of ['labels=codes', 'fields=leader,gap,audienceA,audienceB']) {
    const body = await pageAt(app, `${GAPS}&format=html&${asked}`);
    expect(columnOf(body, 'leader'), asked).toEqual(data.map(({ leader }) => leader));
  }
});

const words = (value: unknown): string => html`${valueInWords('Waves', value)}`.text;

test('a value that is made of others is written out', () => {
  expect(words({ name: 'CC <0>', minimumBase: 30, url: null })).toBe(
    '<ul><li dir="auto">Name: CC &lt;0&gt;</li><li dir="auto">Minimum base: 30</li><li dir="auto">Url: –</li></ul>',
  );
  const things = words([
    { id: 'a', label: null, note: null },
    { id: 'b', label: 'B', note: null, options: ['x', 'y'] },
  ]);
  // A column for what one of them has, none for what none has.
  expect([...things.matchAll(/<th scope="col">(.*?)<\/th>/g)].map(([, head]) => head)).toEqual([
    'Id',
    'Label',
    'Options',
  ]);
  expect([...things.matchAll(/<td[^>]*>(.*?)<\/td>/g)].map(([, cell]) => cell)).toEqual([
    'a',
    '–',
    '–',
    'b',
    'B',
    'x, y',
  ]);
  expect(things).toContain('aria-label="Waves"');
  expect([words([]), words({}), words(null), words(false), words(['a', 1])]).toEqual([
    '–',
    '–',
    '–',
    'false',
    'a, 1',
  ]);
  const long = 'A note that is far longer than what fits beside another one.';
  expect(words([long, 'b'])).toBe(`<ul><li dir="auto">${long}</li><li dir="auto">b</li></ul>`);
  expect(
    words([
      ['a', 'b'],
      ['c', 'd'],
    ]),
  ).toBe('<ul><li dir="auto">a, b</li><li dir="auto">c, d</li></ul>');
});

test('of a single thing every value is there for programs, and none is JSON for people', async () => {
  const app = await bundledApp();
  const url = '/v1/surveys/nonvoters@1.0.0';
  const { data } = await getJson<{ data: Record<string, unknown> }>(app, url);
  const body = await pageAt(app, `${url}?format=html`);
  const main = body.slice(body.indexOf('<dl class="facts wide">'), body.indexOf('<details>'));
  const said = main.replaceAll(/<[^>]*>/g, '\n');
  expect(said).not.toMatch(/[{}[\]]|&quot;\w+&quot;:/);
  const whole = [...main.matchAll(/data-value="([^"]*)"/g)].map(([, text = '']): unknown =>
    JSON.parse(text.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&')),
  );
  expect(whole).toEqual(Object.values(data).filter((value) => typeof value === 'object' && value !== null));
  for (const note of data['notes'] as string[])
    expect(said.split('\n').map((line) => line.replaceAll('&#39;', "'"))).toContain(note);
});

test.each([
  ['/v1/surveys/nonvoters/questions/q2', 'Importance for being a good American'],
  [
    '/v1/surveys/cmo-cio-alignment/claims/gap-significantly-smaller',
    'The gap of 2014 is significantly smaller than the gap of 2012.',
  ],
])('of a single thing that has words these are the head: %s', async (path, head) => {
  const app = await bundledApp();
  const { body } = await app.inject(`${path}?format=html`);
  expect(body).toContain(`<h1 dir="auto">${head}</h1>`);
});

test('choices of the method have names in words', async () => {
  const app = await bundledApp();
  const { meta } = await getJson<{ meta: { method: Record<string, unknown> } }>(app, GAPS);
  const body = await pageAt(app, `${GAPS}&format=html`);
  const [, method = ''] = body.split('Method: how these numbers were made');
  const names = [...(method.split('</dl>')[0] ?? '').matchAll(/<dt>(.*?)<\/dt>/g)].map(
    ([, name = '']) => name,
  );
  expect(names).toHaveLength(Object.keys(meta.method).length);
  for (const [i, name] of Object.keys(meta.method).entries())
    expect(names[i]?.toLowerCase().replaceAll(' ', '')).toBe(name.toLowerCase());
  expect(names.filter((name) => !/^[A-Z][a-z]*(?: [a-zA-Z]+)*$/.test(name))).toEqual([]);
});
