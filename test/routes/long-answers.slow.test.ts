import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tableFromIPC } from 'apache-arrow';
import { parse as parseCsv } from 'csv-parse/sync';
import type { FastifyInstance } from 'fastify';
import { asyncBufferFromUrl, parquetReadObjects } from 'hyparquet';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { FORMATS } from '../../src/formats/index.ts';
import { asJson } from '../formats/readers.ts';
import { HEADER, smallSurvey, writeSurvey } from '../helper.ts';

/** Enough that trends are long too; the last page is not full. */
const ROWS = 24_060;
/** More rows than a workbook or a cube may hold. */
const TOO_MANY = 50_060;
const FIGURES_OF_AN_ITEM = 20;
const LONG = '/v1/surveys/long@1.0.0/estimates';

type Row = Record<string, unknown>;

const codes = (prefix: string, count: number) => Array.from({ length: count }, (_, i) => `${prefix}${i}`);
const labelled = (prefix: string, count: number) => codes(prefix, count).map((id) => ({ id, label: id }));
const audiences = labelled('a', 10);
const waves = labelled('w', 2).map((wave, i) => ({ ...wave, year: 2020 + i }));

/** A survey with one battery of so many figures. */
async function writeBattery(data: string, id: string, rows: number): Promise<void> {
  const items = labelled('i', rows / FIGURES_OF_AN_ITEM);
  const lines = items.flatMap((item, i) =>
    waves.flatMap((wave, w) =>
      audiences.map((audience, a) => {
        const value = (37 * (i * FIGURES_OF_AN_ITEM + w * 10 + a)) % 101;
        return `battery,${item.id},,${wave.id},${audience.id},percent,${value},exact,${value % 7 === 0 ? '' : 300},report,,,"a ""note"""`;
      }),
    ),
  );
  const battery = {
    id: 'battery',
    text: 'Which?',
    wording: 'verbatim',
    type: 'multiple',
    audiences: audiences.map((audience) => audience.id),
    items,
  };
  const survey = { id, waves, audiences, samples: [], questions: [battery] };
  await writeSurvey(data, id, [
    { survey: { ...smallSurvey(survey), comparisons: [] }, toplines: `${[HEADER, ...lines].join('\n')}\n` },
  ]);
}

let folder: string;
let app: FastifyInstance;
let origin: string;
let expected: Row[];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'topline-'));
  await writeBattery(folder, 'long', ROWS);
  await writeBattery(folder, 'too-long', TOO_MANY);
  app = await buildApp({ config: readConfig({ DATA_DIR: folder }), isLate: () => false });
  origin = await app.listen({ host: '127.0.0.1', port: 0 });
  expected = await pages(LONG);
});
afterAll(async () => {
  await app.close();
  await rm(folder, { recursive: true, force: true });
});

async function getPage(url: string): Promise<{ data: Row[]; meta: { next: string | null } }> {
  return (await app.inject(url)).json();
}

/** The rows of all pages. */
async function pages(path: string): Promise<Row[]> {
  const rows: Row[] = [];
  let next: string | null = `${path}${path.includes('?') ? '&' : '?'}limit=1000`;
  while (next !== null) {
    const answer = await getPage(next);
    rows.push(...answer.data);
    ({ next } = answer.meta);
  }
  return rows;
}

const all = (format: string, more = ''): string => `${origin}${LONG}?limit=all&format=${format}${more}`;

/** Null, lists and objects as a text file has them. */
const asText = (row: Row): Row =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      value === null ? '' : typeof value === 'string' ? value : JSON.stringify(value),
    ]),
  );
/** As typed files have them: lists of texts are lists, all else that is no single value is JSON. */
const asTyped = (row: Row): Row =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      typeof value !== 'object' ||
      value === null ||
      (Array.isArray(value) && name !== 'alternatives' && value.every(isTextOrNull))
        ? value
        : JSON.stringify(value),
    ]),
  );
const isTextOrNull = (value: unknown): boolean => value === null || typeof value === 'string';

describe('all rows of a long answer are those of its pages', () => {
  test('json, with the same meta', async () => {
    const { data, meta } = (await (await fetch(all('json'))).json()) as { data: Row[]; meta: Row };
    expect(data).toEqual(expected);
    expect(meta).toMatchObject({
      count: ROWS,
      total: ROWS,
      next: null,
      permalink: `${LONG}?format=json&limit=all`,
    });
  });

  test('ndjson', async () => {
    const text = await (await fetch(all('ndjson'))).text();
    expect(
      text
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as Row),
    ).toEqual(expected);
  });

  test.each([
    ['csv', ','],
    ['csv-excel', ';'],
  ])('%s, with one header', async (format, delimiter) => {
    const bytes = Buffer.from(await (await fetch(all(format))).arrayBuffer());
    // RFC 4180: each line ends with both signs, whatever the batch that it was written in.
    expect(bytes.toString().split('\r\n')).toHaveLength(ROWS + 2);
    const rows = parseCsv(bytes, { columns: true, delimiter, bom: true }) as Row[];
    const comma = (row: Row): Row =>
      Object.fromEntries(
        Object.entries(row).map(([name, value]) => [
          name,
          typeof value === 'number' ? String(value).replace('.', ',') : value,
        ]),
      );
    expect(rows).toEqual(expected.map((row) => asText(format === 'csv' ? row : comma(row))));
  });

  test('parquet, with several row groups', async () => {
    const file = await asyncBufferFromUrl({ url: all('parquet') });
    expect((await parquetReadObjects({ file })).map(asJson)).toEqual(expected.map(asTyped));
  });

  test('arrow, with several record batches', async () => {
    const table = tableFromIPC(await (await fetch(all('arrow'))).arrayBuffer());
    expect(table.batches.length).toBeGreaterThan(1);
    const rows = table.toArray().map((row: { toJSON(): Row }) => asJson(row.toJSON()));
    expect(rows).toEqual(expected.map(asTyped));
  });

  test.each(['html', 'markdown'])('%s, a line for each', async (format) => {
    const text = await (await fetch(all(format, '&labels=both'))).text();
    const start = format === 'html' ? '<tr><td' : '| battery ';
    expect(text.split('\n').filter((line) => line.startsWith(start))).toHaveLength(ROWS);
    expect(text).toContain('Method');
  });

  test('sorted, filtered and from a cursor on', async () => {
    const sorted = `${LONG}?sort=-value,audience&wave=w1`;
    const [one, first] = await Promise.all([
      fetch(`${origin}${sorted}&limit=all&format=ndjson`).then((response) => response.text()),
      fetch(`${origin}${sorted}&limit=1000`).then((response) => response.json()),
    ]);
    const rows = one
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Row);
    expect(rows).toEqual(await pages(sorted));
    expect(rows).toHaveLength(ROWS / 2);
    const { next } = (first as { meta: { next: string } }).meta;
    const rest = await fetch(`${origin}${next.replace('limit=1000', 'limit=all')}`);
    expect(((await rest.json()) as { data: Row[] }).data).toEqual(rows.slice(1000));
  });

  test('differences, which are made twice, with the family of tests that the pages have', async () => {
    type Answer = { data: Row[]; meta: { method: Row } };
    const path = '/v1/surveys/long@1.0.0/trends?adjust=bh';
    const whole = (await app.inject(`${path}&limit=all`)).json<Answer>();
    const page = (await app.inject(`${path}&limit=1000`)).json<Answer>();
    expect(whole.data).toHaveLength(ROWS / 2);
    expect(whole.data.slice(0, 1000)).toEqual(page.data);
    expect(whole.meta.method).toEqual(page.meta.method);
    const tested = page.data.filter(({ pValue }) => pValue !== null);
    expect(tested.some(({ pValue, pAdjusted }) => pValue !== pAdjusted)).toBe(true);
    expect(page.data.length - tested.length).toBeGreaterThan(0);
  });
});

test.each(
  FORMATS.filter(({ maximumRows }) => maximumRows === undefined).map(
    ({ id, compressed, readByRanges = false }) => [id, compressed, readByRanges] as const,
  ),
)(
  '%s is kept for ever, asked about with HEAD and If-None-Match, and compressed where that gains something',
  async (id, compressed, readByRanges) => {
    const headers = { 'accept-encoding': 'identity' };
    const head = await fetch(all(id), { method: 'HEAD', headers });
    const whole = await fetch(all(id), { headers });
    const bytes = Buffer.from(await whole.arrayBuffer());
    expect(whole.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(whole.headers.get('etag')).toMatch(/^"[\w-]{27}"$/);
    expect(head.headers.get('etag')).toBe(whole.headers.get('etag'));
    expect(head.headers.get('content-length')).toBe(readByRanges ? String(bytes.length) : null);
    expect(whole.headers.get('accept-ranges')).toBe(readByRanges ? 'bytes' : null);
    expect(whole.headers.get('content-disposition')).toContain('filename="long@1.0.0-estimates.');
    expect(whole.headers.get('link')).toContain('rel="canonical"');
    const fresh = await fetch(all(id), {
      headers: { ...headers, 'if-none-match': head.headers.get('etag') ?? '' },
    });
    expect(fresh.status).toBe(304);
    const zipped = await app.inject({ url: all(id), headers: { 'accept-encoding': 'gzip' } });
    expect(zipped.headers['content-encoding']).toBe(compressed ? undefined : 'gzip');
    const unzipped = compressed ? zipped.rawPayload : gunzipSync(zipped.rawPayload);
    expect(unzipped.equals(bytes)).toBe(true);
    expect(zipped.headers.etag === whole.headers.get('etag')).toBe(compressed);
  },
);

test('the same query of another release, or in another form, has another tag', async () => {
  const tags = await Promise.all(
    ['', '&wave=w0', '&confidence=0.9', '&sort=value'].map(async (more) => {
      const response = await fetch(all('csv', more), { method: 'HEAD' });
      return response.headers.get('etag');
    }),
  );
  expect(new Set(tags).size).toBe(tags.length);
});

test.each(['xlsx', 'json-stat'])(
  '%s, which holds all rows in memory, is refused with what would do',
  async (id) => {
    const url = all(id).replace('/long@', '/too-long@');
    const response = await fetch(url);
    expect(response.status).toBe(400);
    const { errors } = (await response.json()) as { errors: { message: string; allowed: string[] }[] };
    expect(errors[0]).toMatchObject({ name: 'limit', value: 'all', allowed: ['1000'] });
    expect(errors[0]?.message).toContain(`gives ${TOO_MANY} rows, and ${id} holds 50000 at most`);
    expect(errors[0]?.message).toContain('csv');
    expect((await fetch(`${url}&snippet=curl`)).status).toBe(400);
    const page = await app.inject('/v1/surveys/too-long?format=html');
    expect(page.body).toContain('format=csv"');
    expect(page.body).not.toContain(`limit=all\\u0026format=${id}"`);
    expect((await fetch(`${url}&audience=a0`)).status).toBe(200);
  },
);
