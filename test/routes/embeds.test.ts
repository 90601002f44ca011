import { XMLValidator } from 'fast-xml-parser';
import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import { describe, expect, test } from 'vitest';
import { bundledApp, getJson, smallApp, smallSurvey, toplines } from '../helper.ts';

const CMO = '/embed/surveys/cmo-cio-alignment@1.2.0';
const NONVOTERS = '/embed/surveys/nonvoters@1.0.0';
const PUBLIC = { env: { PUBLIC_URL: 'https://topline.example' } } as const;

/** An embed of each resource, as picture and as table. */
const EMBEDS = [
  [CMO, 'estimates', 'question=need-to-align'],
  [CMO, 'gaps', 'question=reasons'],
  [CMO, 'trends', ''],
  [CMO, 'gap-trends', 'question=need-to-align'],
  [CMO, 'ranks', 'question=driver-ranks'],
  [NONVOTERS, 'crosstab', 'columns=voter-category&rows=q16'],
] as const;

/** What must hold of every page for a frame. */
function checkPage(response: LightMyRequestResponse): string {
  const { body, headers, statusCode } = response;
  expect(statusCode, body.slice(0, 300)).toBe(200);
  expect(headers['content-type']).toBe('text/html; charset=utf-8');
  expect(headers['content-security-policy']).toBe(
    "default-src 'none'; style-src 'self'; frame-ancestors *; base-uri 'none'; form-action 'none'",
  );
  expect(headers['x-frame-options']).toBeUndefined();
  expect(headers['x-content-type-options']).toBe('nosniff');
  // Neither script nor style, in elements or attributes, and nothing from elsewhere but links.
  const withoutText = body.replaceAll(/>[^<]*</g, '><');
  expect(withoutText).not.toMatch(/<(?:script|style|iframe|object|embed|form|base|img)\b/i);
  expect(withoutText.replaceAll(/="[^"]*"/g, '=')).not.toMatch(/ (?:style|on\w+|srcset|src)=/i);
  const asXml = body.replace('<!doctype html>', '').replaceAll(/<(meta|link)\b([^>]*)>/g, '<$1$2/>');
  expect(XMLValidator.validate(asXml)).toBe(true);
  return body;
}

describe.each(EMBEDS)('%s/…/%s?%s', (base, id, query) => {
  const data = `${base.replace('/embed', '/v1')}/${id}`;

  test('is a picture with its table, source and address', async () => {
    const app = await bundledApp();
    const page = checkPage(await app.inject(`${base}/charts/${id}?${query}`));
    const { body: svg } = await app.inject(`${data.replace(/[^/]*$/, `charts/${id}`)}.svg?${query}`);
    expect(page).toContain(svg);
    expect(page).toMatch(/<details><summary>The figures as a table<\/summary><div class="table"/);
    expect(page).toContain('Source: ');
    expect(page).toContain(`href="${data}?${query.replaceAll('&', '&amp;')}`.replace(/\?$/, ''));
  });

  test('is a table with a line for each row, or for each line of a crosstab', async () => {
    const app = await bundledApp();
    const page = checkPage(await app.inject(`${base}/${id}?${query}`));
    expect(page).not.toContain('<svg');
    const { data: rows } = await getJson(app, `${data}?${query}`);
    const lines = new Set(
      rows.map((row, i) => (id === 'crosstab' ? `${String(row['row'])} ${String(row['rowKind'])}` : i)),
    );
    const body = /<tbody>(.*)<\/tbody>/.exec(page)?.[1] ?? '';
    expect([...body.matchAll(/<tr>/g)]).toHaveLength(lines.size);
    // Every cell says something or is one of an interval.
    expect(body).not.toMatch(/<td[^>]*class="missing"><\/td>|undefined|NaN|\[object/);
  });
});

test('figures of a table are those of the data, and what is missing says why', async () => {
  const app = await smallApp(
    toplines(
      'battery,i1,,w1,a,percent,30,exact,40,report,,,',
      'battery,i1,,w1,b,percent,20',
      'battery,i2,,w1,a,percent,0.5',
    ),
  );
  const page = checkPage(await app.inject('/embed/surveys/small/gaps?question=battery'));
  const rows = [...page.matchAll(/<tr>(.*?)<\/tr>/g)].map(([, cells = '']) =>
    [...cells.matchAll(/<t[hd][^>]*>([^<]*)<\/t[hd]>/g)].map(([, text]) => text),
  );
  const [head = [], one = [], two = []] = rows;
  const at = (row: readonly (string | undefined)[], name: string): string | undefined =>
    row[head.indexOf(name)];
  expect([
    at(one, 'Item'),
    at(one, 'Figure of the first'),
    at(one, 'Figure of the second'),
    at(one, 'Difference'),
  ]).toEqual(['One', '30**', '20', '10']);
  expect([at(two, 'Figure of the first'), at(two, 'Figure of the second')]).toEqual(['0.5', 'not published']);
  expect(page).toContain('** very small base');
});

test('markup in labels stays text, in every place of a page', async () => {
  const attack = `"><script>alert(1)</script><img src=x onerror='alert(2)'>`;
  const [first, second, battery] = smallSurvey()['questions'] as Record<string, unknown>[];
  const app = await smallApp(
    toplines(
      ...['a', 'b'].flatMap((one) => [
        `battery,i1,,w1,${one},percent,30`,
        `battery,i2,,w1,${one},percent,20`,
      ]),
    ),
    {
      title: attack,
      citation: attack,
      audiences: [
        { id: 'a', label: attack },
        { id: 'b', label: attack },
      ],
      questions: [
        first,
        second,
        {
          ...battery,
          text: attack,
          items: [
            { id: 'i1', label: attack },
            { id: 'i2', label: attack },
          ],
        },
      ],
    },
    PUBLIC,
  );
  for (const path of ['charts/gaps', 'gaps', 'charts/estimates', 'estimates', 'charts/ranks', 'ranks']) {
    const page = checkPage(await app.inject(`/embed/surveys/small@1.0.0/${path}?question=battery`));
    expect(page).toContain('&lt;script&gt;');
  }
  const own = await app.inject(
    `/embed/surveys/small@1.0.0/charts/gaps?question=battery&title=${encodeURIComponent(`${attack}\r\nSet-Cookie: x`)}`,
  );
  checkPage(own);
  expect(own.headers['set-cookie']).toBeUndefined();
});

describe('only embeds may be framed', () => {
  test.each([
    '/v1/surveys/cmo-cio-alignment@1.2.0/charts/gaps.svg?question=reasons',
    '/v1/surveys/cmo-cio-alignment@1.2.0/gaps?question=reasons&format=html',
    '/docs',
    '/embed/nothing',
  ])('%s may not', async (url) => {
    const { headers } = await (await bundledApp()).inject(url);
    expect(headers['x-frame-options']).toBe('DENY');
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
  });
});

describe('is cached like data', () => {
  test.each(['charts/gaps', 'gaps'])('%s', async (path) => {
    const app = await bundledApp();
    const url = `${CMO}/${path}?question=driver-ranks`;
    const first = await app.inject(url);
    expect(first.headers['cache-control']).toMatch(/immutable/);
    const again = await app.inject({ url, headers: { 'if-none-match': String(first.headers.etag) } });
    expect(again.statusCode).toBe(304);
    expect(again.headers['content-security-policy']).toContain('frame-ancestors *');
    expect(again.headers['x-frame-options']).toBeUndefined();
    const moving = await app.inject(url.replace('@1.2.0', ''));
    expect(moving.headers['cache-control']).not.toMatch(/immutable/);
  });

  test('its style has a name that changes with it', async () => {
    const app = await bundledApp();
    const page = (await app.inject(`${CMO}/charts/gaps?question=reasons`)).body;
    const [, href = ''] = /<link rel="stylesheet" href="([^"]*)"/.exec(page) ?? [];
    const { pathname } = new URL(href, `https://x.example${CMO}/charts/gaps`);
    const style = await app.inject(pathname);
    expect(style.statusCode).toBe(200);
    expect(style.headers['content-type']).toBe('text/css; charset=utf-8');
    expect(style.headers['cache-control']).toMatch(/immutable/);
    const table = (await app.inject(`${CMO}/gaps?question=reasons`)).body;
    const [, other = ''] = /<link rel="stylesheet" href="([^"]*)"/.exec(table) ?? [];
    expect(new URL(other, `https://x.example${CMO}/gaps`).pathname).toBe(pathname);
  });
});

test.each([
  ['width=2001', 'width'],
  ['width=1e9', 'width'],
  ['theme=%3Cb%3E', 'theme'],
  ['question=reason', 'question'],
  ['limit=all&format=html', 'format'],
])('%s is refused as of a picture', async (query, name) => {
  const response = await (await bundledApp()).inject(`${CMO}/charts/gaps?${query}`);
  expect(response.statusCode).toBe(400);
  expect(response.json<{ errors: { name: string }[] }>().errors[0]?.name).toBe(name);
});

test('is shared with a picture and an address to ask for the frame, where the service knows its own', async () => {
  const open = async (app: FastifyInstance): Promise<string> =>
    checkPage(await app.inject('/embed/surveys/small@1.0.0/charts/gaps?question=q'));
  const csv = toplines('q,,yes,w1,a,percent,40', 'q,,yes,w1,b,percent,30');
  const page = await open(await smallApp(csv, {}, PUBLIC));
  const [, picture = ''] = /<meta property="og:image" content="([^"]*)"/.exec(page) ?? [];
  expect(picture).toBe(
    'https://topline.example/v1/surveys/small@1.0.0/charts/gaps.png?question=q&amp;width=1200',
  );
  expect(page).toMatch(
    /<link rel="alternate" type="application\/json\+oembed" href="https:\/\/topline\.example\/oembed\?url=https/,
  );
  expect(await open(await smallApp(csv))).not.toMatch(/og:|oembed/);
});
