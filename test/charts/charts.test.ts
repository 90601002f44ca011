import { inflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { bundledApp, getJson } from '../helper.ts';
import { checkNothingIsCut, pictureOf, wordsOf } from './picture.ts';

const CMO = '/v1/surveys/cmo-cio-alignment@1.2.0';
const NONVOTERS = '/v1/surveys/nonvoters@1.0.0';

/** Pictures of every kind, of published and of computed figures. */
const PICTURES: readonly (readonly [base: string, chart: string, query: string])[] = [
  [CMO, 'gaps', 'question=reasons&sort=-gap'],
  [CMO, 'gaps', 'question=need-to-align'],
  [CMO, 'gaps', 'measure=percent'],
  [CMO, 'gaps', 'question=driver-ranks'],
  [NONVOTERS, 'gaps', 'question=q8&option=a-lot'],
  [NONVOTERS, 'gaps', 'question=age'],
  [CMO, 'estimates', 'question=need-to-align'],
  [CMO, 'estimates', 'question=urgency-of-new-data-sources'],
  [NONVOTERS, 'estimates', 'question=q8&audience=all'],
  [NONVOTERS, 'estimates', 'question=q8&option=a-lot'],
  [NONVOTERS, 'estimates', 'question=age'],
  [CMO, 'trends', ''],
  [CMO, 'trends', 'question=need-to-align'],
  [CMO, 'gap-trends', 'question=need-to-align'],
  [CMO, 'ranks', 'question=reasons'],
  [CMO, 'ranks', 'question=driver-ranks'],
  [NONVOTERS, 'ranks', 'question=q28'],
  [NONVOTERS, 'crosstab', 'rows=q16,q5&columns=voter-category,race'],
  [NONVOTERS, 'crosstab', 'rows=q16&measure=count'],
  [NONVOTERS, 'crosstab', 'rows=age&measure=mean&columns=race'],
  [NONVOTERS, 'crosstab', 'rows=q19&columns=gender'],
  [NONVOTERS, 'crosstab', 'rows=q2'],
];

interface Answer {
  readonly data: readonly { readonly measure: string }[];
}

describe.each(PICTURES)('%s/charts/%s.svg?%s', (base, chart, query) => {
  test('draws every row of the answer, or says that it does not', async () => {
    const app = await bundledApp();
    const { svg, rows } = await pictureOf(app, `${base}/charts/${chart}.svg?${query}`);
    const { data } = await getJson<Answer>(app, `${base}/${chart}?${query}`);
    expect(data.length).toBeGreaterThan(0);
    const saidLeftOut = [
      ...(/<desc>[^<]*/.exec(svg)?.[0] ?? '').matchAll(/Not drawn, [^:]*: (\d+) row/g),
    ].map(([, n]) => Number(n));
    // The description says all of it, the picture in several lines.
    const leftOut = saidLeftOut.reduce((sum, n) => sum + n, 0);
    expect(new Set(rows).size + leftOut).toBe(data.length);
    expect(rows.length).toBe(new Set(rows).size);
  });

  test('stands by itself: question, base, source, address', async () => {
    const { svg } = await pictureOf(await bundledApp(), `${base}/charts/${chart}.svg?${query}&width=1200`);
    const words = wordsOf(svg);
    if (!['ranks', 'gap-trends', 'crosstab'].includes(chart))
      expect(words).toContain('Base (respondents, unweighted)');
    expect(words).toContain('Source: ');
    expect(svg).toContain(`${base}/${chart}${query === '' ? '' : '?'}`);
  });

  test('is the same bytes whenever it is asked for, and others for another look', async () => {
    const app = await bundledApp();
    const url = `${base}/charts/${chart}.svg?${query}`;
    const { svg } = await pictureOf(app, url);
    const again = await pictureOf(app, `${url}&width=860`);
    expect(again.svg).toBe(svg);
    const dark = await pictureOf(app, `${url}&theme=dark`);
    expect(dark.svg).not.toBe(svg);
    expect(wordsOf(dark.svg)).toBe(wordsOf(svg));
    checkNothingIsCut(svg);
    const { svg: narrow } = await pictureOf(app, `${url}&width=320`);
    expect(narrow).toContain('width="320"');
    checkNothingIsCut(narrow);
  });
});

/** Width and height of a PNG, of which every line must be there. */
function sizeOfPng(bytes: Buffer): { readonly width: number; readonly height: number } {
  expect(bytes.subarray(0, 8).toString('latin1')).toBe('\u0089PNG\r\n\u001a\n');
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  const data: Buffer[] = [];
  for (let at = 8; at < bytes.length;) {
    const length = bytes.readUInt32BE(at);
    if (bytes.toString('latin1', at + 4, at + 8) === 'IDAT')
      data.push(bytes.subarray(at + 8, at + 8 + length));
    at += 12 + length;
  }
  expect(inflateSync(Buffer.concat(data)).length).toBe(height * (width * 4 + 1));
  return { width, height };
}

describe('PNG', () => {
  test.each([1, 2])('has the size that was asked for, at scale %i', async (scale) => {
    const app = await bundledApp();
    const query = 'question=need-to-align&wave=2012&width=400';
    const { svg } = await pictureOf(app, `${CMO}/charts/gaps.svg?${query}`);
    const height = Number(/ height="(\d+)"/.exec(svg)?.[1]);
    const response = await app.inject(`${CMO}/charts/gaps.png?${query}&scale=${scale}`);
    expect(response.headers['content-type']).toBe('image/png');
    expect(sizeOfPng(response.rawPayload)).toEqual({ width: 400 * scale, height: height * scale });
  });

  test('of more pixels than are drawn is refused with what would help', async () => {
    const app = await bundledApp();
    const url = `${NONVOTERS}/charts/gaps.png?question=q8&measure=percent&width=2000&scale=2`;
    const response = await app.inject(url);
    expect(response.statusCode).toBe(400);
    expect(response.body).toContain('fewer rows');
  });
});

describe('is cached like data', () => {
  test.each(['svg', 'png'])('%s: immutable under a version, a strong tag, 304', async (extension) => {
    const app = await bundledApp();
    const url = `${CMO}/charts/gaps.${extension}?question=driver-ranks`;
    const first = await app.inject(url);
    expect(first.headers['cache-control']).toMatch(/immutable/);
    expect(first.headers.etag).toMatch(/^"/);
    const again = await app.inject({ url, headers: { 'if-none-match': String(first.headers.etag) } });
    expect(again.statusCode).toBe(304);
    const moving = await app.inject(
      `/v1/surveys/cmo-cio-alignment/charts/gaps.${extension}?question=driver-ranks`,
    );
    expect(moving.headers['cache-control']).not.toMatch(/immutable/);
    expect(first.headers.link).toContain(
      `<${CMO}/charts/gaps.${extension}?question=driver-ranks>; rel="canonical"`,
    );
    expect(first.headers.link).toContain(`<${CMO}/gaps?question=driver-ranks>; rel="alternate"`);
  });
});

describe('refuses', () => {
  test.each([
    ['width=319', 'width', /320 to 2000/],
    ['width=2001', 'width', /320 to 2000/],
    ['width=wide', 'width', /320 to 2000/],
    ['width=400&width=500', 'width', /more than once/],
    ['theme=blue', 'theme', /light/],
    ['scale=3', 'scale', /1 or 2/],
    [`title=${'x'.repeat(121)}`, 'title', /120/],
    ['title=%20', 'title', /120/],
    ['question=reason', 'question', /nearest.*reasons/],
    ['colour=red', 'colour', /./],
    ['format=csv', 'format', /./],
    ['measure=mean', 'question', /no figure/],
  ])('%s', async (query, name, message) => {
    const response = await (await bundledApp()).inject(`${CMO}/charts/gaps.png?${query}`);
    expect(response.statusCode).toBe(400);
    const { errors } = response.json<{ errors: { name: string; message: string }[] }>();
    expect(errors[0]?.name).toBe(name);
    expect(JSON.stringify(errors)).toMatch(message);
  });
});

test('a heading of the reader is marked as such, and the question stays', async () => {
  const app = await bundledApp();
  const at = `${CMO}/charts/gaps.svg?question=reasons&title=`;
  const own = wordsOf((await pictureOf(app, `${at}${encodeURIComponent('CIOs <b>win</b> & "win"')}`)).svg);
  expect(own).toMatch(
    /^CIOs &lt;b&gt;win&lt;\/b&gt; &amp; &quot;win&quot; Heading by the reader, not by the survey\./,
  );
  expect(own).toContain('Which reasons drive the need for marketing and IT to align?');
  expect(wordsOf((await pictureOf(app, `${at}none`)).svg)).not.toContain('Which reasons');
  expect(wordsOf((await pictureOf(app, `${at}question`)).svg)).toMatch(/^Which reasons/);
});

test('a page of an answer says of how many rows it is, and the cursor of the figures gives the next', async () => {
  const app = await bundledApp();
  const { svg, rows } = await pictureOf(app, `${CMO}/charts/gaps.svg?question=reasons&limit=5`);
  expect(rows).toHaveLength(5);
  expect(wordsOf(svg)).toContain('Drawn: 5 of 12 rows');
  const { meta } = await getJson(app, `${CMO}/gaps?question=reasons&limit=5`);
  const cursor = new URLSearchParams(String(meta['next']).split('?')[1]).get('cursor') ?? '';
  const next = await pictureOf(app, `${CMO}/charts/gaps.svg?question=reasons&limit=5&cursor=${cursor}`);
  expect(wordsOf(next.svg)).toContain('Digital transformation drives cooperation');
});
