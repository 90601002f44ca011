import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { BUNDLED, bundledApp } from '../helper.ts';

const HOME = 'https://topline.example/base';
const CMO = `${HOME}/v1/surveys/cmo-cio-alignment@1.2.0`;

interface OEmbed {
  readonly html: string;
  readonly width: number;
  readonly height: number;
  readonly title: string;
  readonly thumbnail_url?: string;
}

let app: FastifyInstance;
beforeAll(async () => {
  app = await buildApp({
    config: readConfig({ DATA_DIR: BUNDLED, PUBLIC_URL: HOME, QUERY_TIMEOUT_MS: '120000' }),
    isLate: () => false,
  });
});
afterAll(() => app.close());

const ask = (url: string, more = '') => app.inject(`/oembed?url=${encodeURIComponent(url)}${more}`);
const found = async (url: string, more = ''): Promise<OEmbed> => {
  const response = await ask(url, more);
  expect(response.statusCode, response.body).toBe(200);
  expect(response.headers['content-type']).toBe('application/json; charset=utf-8');
  return response.json<OEmbed>();
};
/** What the frame shows, without what stands before every path. */
function source({ html }: OEmbed): string {
  expect(html).toMatch(/^<iframe [^<>]*><\/iframe>$/);
  const src = (/ src="([^"]*)"/.exec(html)?.[1] ?? '').replaceAll('&amp;', '&');
  expect(src.startsWith(`${HOME}/embed/`)).toBe(true);
  return src.slice(HOME.length);
}

describe('an address of figures, of their picture, of an embed or of a page', () => {
  test.each([
    [`${CMO}/gaps?question=reasons`, '/embed/surveys/cmo-cio-alignment@1.2.0/charts/gaps?question=reasons'],
    [
      `${CMO}/gaps?question=reasons&format=csv&labels=codes&fields=gap`,
      '/embed/surveys/cmo-cio-alignment@1.2.0/charts/gaps?question=reasons',
    ],
    [
      `${CMO}/charts/gaps.png?question=reasons&scale=2&theme=dark`,
      '/embed/surveys/cmo-cio-alignment@1.2.0/charts/gaps?question=reasons&theme=dark',
    ],
    [
      `${HOME}/embed/surveys/cmo-cio-alignment/trends?question=need-to-align`,
      '/embed/surveys/cmo-cio-alignment/trends?question=need-to-align',
    ],
    [
      `${HOME}/embed/surveys/cmo-cio-alignment/charts/ranks?question=driver-ranks#x`,
      '/embed/surveys/cmo-cio-alignment/charts/ranks?question=driver-ranks',
    ],
    [
      `${HOME}/surveys/cmo-cio-alignment/questions/need-to-align?from=somewhere`,
      '/embed/surveys/cmo-cio-alignment/charts/estimates?question=need-to-align',
    ],
    [
      `${HOME}/surveys/nonvoters/crosstab?rows=gender&columns=race&step=2`,
      '/embed/surveys/nonvoters/charts/crosstab?columns=race&rows=gender',
    ],
  ])('%s', async (url, path) => {
    const answer = await found(url);
    expect(source(answer)).toBe(path);
    const page = await app.inject(source(answer));
    expect(page.statusCode).toBe(200);
    expect(page.body).toContain(answer.title.slice(0, 20));
  });
});

test('the frame is as large as the picture, within the room that there is', async () => {
  const url = `${CMO}/gaps?question=reasons`;
  const whole = await found(url);
  const { body } = await app.inject('/v1/surveys/cmo-cio-alignment@1.2.0/charts/gaps.svg?question=reasons');
  const height = Number(/ height="(\d+)"/.exec(body)?.[1]);
  expect(whole.width).toBe(860);
  expect(whole.height).toBeGreaterThan(height);
  expect(whole.height).toBeLessThan(height + 150);
  for (const [maxwidth, maxheight] of [
    [600, 5000],
    [320, 400],
    [200, 100],
    [10_000, 10_000],
  ] as const) {
    const {
      width,
      height: high,
      html,
      thumbnail_url,
    } = await found(url, `&maxwidth=${maxwidth}&maxheight=${maxheight}`);
    expect(width).toBeLessThanOrEqual(maxwidth);
    expect(high).toBeLessThanOrEqual(maxheight);
    expect(html).toContain(`width="${width}" height="${high}"`);
    if (thumbnail_url === undefined) expect(maxheight).toBeLessThan(5000);
    else {
      const { rawPayload } = await app.inject(thumbnail_url.slice(HOME.length));
      expect(rawPayload.readUInt32BE(16)).toBeLessThanOrEqual(maxwidth);
      expect(rawPayload.readUInt32BE(20)).toBeLessThanOrEqual(maxheight);
    }
  }
});

describe('404 for what is not ours, or shows nothing that could be embedded', () => {
  test.each([
    'https://elsewhere.example/v1/surveys/cmo-cio-alignment/gaps',
    'https://topline.example/v1/surveys/cmo-cio-alignment/gaps',
    'https://topline.example/based/v1/surveys/cmo-cio-alignment/gaps',
    'https://topline.example@elsewhere.example/base/v1/surveys/cmo-cio-alignment/gaps',
    'https://user@topline.example/base/v1/surveys/cmo-cio-alignment/gaps',
    'http://topline.example/base/v1/surveys/cmo-cio-alignment/gaps',
    'javascript:alert(1)//https://topline.example/base/',
    `${HOME}/../v1/surveys/cmo-cio-alignment/gaps`,
    `${HOME}/v1/surveys/..%2F..%2Fetc/gaps`,
    `${HOME}/v1/surveys/%E0%A4%A/gaps`,
    `${HOME}/v1/surveys/cmo-cio-alignment/questions`,
    `${HOME}/v1/surveys/cmo-cio-alignment/charts/gaps`,
    `${HOME}/v1/surveys/cmo-cio-alignment/gaps/more`,
    `${HOME}/v1/surveys/cmo-cio-alignment/__proto__`,
    `${HOME}/v1/surveys/nothing/gaps`,
    `${HOME}/v1/surveys/cmo-cio-alignment@9.9.9/gaps`,
    `${HOME}/surveys/cmo-cio-alignment/crosstab?rows=q`,
    'nothing',
  ])('%s', async (url) => {
    const response = await ask(url);
    expect(response.statusCode).toBe(404);
    expect(response.headers['content-type']).toContain('application/problem+json');
  });

  test('and of everything where the service does not know its own address', async () => {
    const response = await (await bundledApp()).inject(`/oembed?url=${encodeURIComponent(`${CMO}/gaps`)}`);
    expect(response.statusCode).toBe(404);
    expect(response.json<{ detail: string }>().detail).toContain('PUBLIC_URL');
  });
});

describe('400 that names `url`', () => {
  test.each([
    [`${CMO}/gaps?question=reason`, 'question=reason'],
    [`${CMO}/gaps?colour=red`, 'colour=red'],
    [`${CMO}/charts/gaps.svg?width=1000000`, 'width=1000000'],
    [`${CMO}/gaps?question=reasons&title=${'x'.repeat(200)}`, 'title=xxx'],
    [`${HOME}/v1/surveys/nonvoters/crosstab?rows=nothing`, 'rows=nothing'],
  ])('%s', async (url, value) => {
    const response = await ask(url);
    expect(response.statusCode, response.body).toBe(400);
    const { errors } = response.json<{ errors: { name: string; value: string }[] }>();
    expect(errors[0]?.name).toBe('url');
    expect(errors[0]?.value).toContain(value);
  });

  test.each([
    '',
    '&maxwidth=0',
    '&maxwidth=1.5',
    '&maxwidth=99999',
    '&format=xml',
    '&maxheight=-1',
    '&callback=x',
  ])('%s', async (more) => {
    const response =
      more === '' ? await app.inject('/oembed') : await ask(`${CMO}/gaps?question=reasons`, more);
    expect(response.statusCode).toBe(400);
  });
});

test('a heading of the reader cannot leave its attribute', async () => {
  const attack = `"><script>alert(1)</script>`;
  const { html } = await found(`${CMO}/charts/gaps.svg?question=reasons&title=${encodeURIComponent(attack)}`);
  expect(html).not.toMatch(/<script|"><\w/);
});
