import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { buildApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { body, FORMATS, formatById } from '../../src/formats/index.ts';
import type { Field } from '../../src/schemas/fields.ts';
import { Rows } from '../../src/schemas/rows.ts';
import { codeInWords } from '../../src/schemas/words.ts';
import { BUNDLED, smallApp, toplines } from '../helper.ts';
import { ANSWERS, TABLES } from './answers.ts';
import { asText, compareCells, type Json } from './compare-cells.ts';
import { READERS, type ReadBack } from './readers.ts';
import { oneIn } from '../runs.ts';

/** Texts that mean something to one format or another. */
const HOSTILE = '=1+1 | <b>&amp; *x* _y_ `z` \\| ; # [a](b) ~~c~~ "" https://example.org/?a=b 🙂 é';

/** Release, permalink, citation, method and notes, in whatever shape the file has them. */
function compareMeta(json: Json, permalink: string, meta: NonNullable<ReadBack['meta']>): void {
  const text = Object.values(meta).map(asText).join('\n');
  expect(text).toContain(permalink);
  for (const name of ['release', 'sha256', 'citation']) {
    const value = json.meta[name];
    if (value !== undefined) expect(text, name).toContain(value);
  }
  for (const note of (json.meta['notes'] as string[] | undefined) ?? []) {
    expect(text.replaceAll('\\"', '"')).toContain(note);
  }
  for (const choice of Object.values(json.meta['method'] ?? {})) {
    expect(text.replaceAll('\\"', '"')).toContain(asText(choice));
  }
}

async function readBack(app: FastifyInstance, id: string, url: string) {
  const json = (await app.inject(url)).json<Json>();
  // Pages show words alone where nobody asks for codes.
  const worded = [json.data]
    .flat()
    .some((row) => Object.keys(row).some((name) => codeInWords(name) !== undefined));
  const [first] = [json.data].flat();
  // Of a page that is in order for people each field is asked for.
  const isWide = url.includes('layout=wide');
  const asked =
    id === 'html' && first && !isWide
      ? `&fields=${Object.keys(first).map(encodeURIComponent).join(',')}`
      : '&labels=both';
  const labels = (worded || id === 'html') && Array.isArray(json.data) ? asked : '';
  const response = await app.inject(`${url}${url.includes('?') ? '&' : '?'}format=${id}${labels}`);
  expect(response.statusCode, response.body.slice(0, 500)).toBe(200);
  const [, permalink = ''] = /^<([^>]+)>; rel="canonical"/.exec(String(response.headers.link)) ?? [];
  expect(permalink).toContain(`format=${id}`);
  const reader = READERS[id];
  if (!reader) throw new Error(`${id} has no reader`);
  return {
    json,
    permalink,
    read: await reader(response.rawPayload, async (other) => (await app.inject(other)).rawPayload),
  };
}

let app: FastifyInstance;
let another: FastifyInstance;
beforeAll(async () => {
  app = await buildApp({ config: readConfig({ DATA_DIR: BUNDLED }), isLate: () => false });
  another = await buildApp({ config: readConfig({ DATA_DIR: BUNDLED }), isLate: () => false });
});
afterAll(() => Promise.all([app.close(), another.close()]));

test('every representation but JSON has a reader that somebody else wrote', () => {
  expect(Object.keys(READERS).toSorted()).toEqual(
    FORMATS.map(({ id }) => id)
      .filter((id) => id !== 'json')
      .toSorted(),
  );
});

describe('columns of tables that no dataset has yet', () => {
  const meta = { permalink: "it's", notes: ['a "note"'] };
  const fields: Field[] = [
    { name: 'row', type: 'text' },
    { name: 'Top', type: 'number' },
    { name: 'top', type: 'number' },
    { name: '2012', type: 'number' },
    { name: 'a"b', type: 'number' },
    { name: 'mixed', type: 'text' },
    { name: 'yes', type: 'boolean' },
  ];
  const names = fields.map(({ name }) => name);
  const data = [
    { row: 'x', Top: 1, top: 2, '2012': 3, 'a"b': null, mixed: 'one', yes: true },
    { row: 'y', Top: 1.5, top: null, '2012': 4, 'a"b': null, mixed: 1, yes: null },
  ];
  const read = async (id: string, rows: typeof data) => {
    const format = formatById(id);
    if (!format) throw new Error(`${id} is no format`);
    const bytes = Buffer.from(await body(format, { fields, rows: Rows.of(rows), single: false, meta }));
    const found = await READERS[id]?.(bytes, () => Promise.reject(new Error('nothing else is there')));
    if (!found) throw new Error(`${id} has no reader`);
    return found;
  };

  test('stand in their order, with their types, and have names that a reader tells apart', async () => {
    expect(await read('arrow', data)).toMatchObject({
      fields: names,
      rows: data.map((row) => ({ ...row, mixed: String(row.mixed) })),
    });
    const parquet = await read('parquet', data);
    expect(parquet.fields).toEqual(['row', 'Top', 'top_2', '2012', 'a"b', 'mixed', 'yes']);
    expect(parquet.rows.map((row) => row['top_2'])).toEqual([2, null]);
    expect(parquet.rows.map((row) => row['yes'])).toEqual([true, null]);
    expect((await read('xlsx', data)).rows).toEqual(data);
  });

  test.each(['csv', 'csv-excel', 'xlsx', 'parquet', 'arrow', 'html', 'markdown'])(
    'are there without rows: %s',
    async (id) => {
      const { fields: found, rows } = await read(id, []);
      expect(found?.map((name) => name.toLowerCase().replace('_2', ''))).toEqual(
        names.map((name) => name.toLowerCase()),
      );
      expect(rows).toEqual([]);
    },
  );
});

describe.each(FORMATS.slice(1).map((format) => [format.id, format] as const))('%s', (id, format) => {
  test.each(oneIn(3, ANSWERS))('says in each cell what JSON says: %s', async (url) => {
    const { json, permalink, read } = await readBack(app, id, url);
    const empty = [json.data].flat().length === 0;
    if (read.fields !== null && !empty) {
      expect(read.fields).toEqual(Object.keys([json.data].flat()[0] ?? {}));
    }
    expect(compareCells(id, json, read) > 0).toBe(!empty);
    expect(read.meta !== null).toBe(format.carriesMeta);
    if (read.meta) compareMeta(json, permalink, read.meta);
  });

  test('keeps texts that mean something to one format or another', async () => {
    const quoted = `"${HOSTILE.replaceAll('"', '""')}"`;
    const small = await smallApp(toplines(`q,,yes,w1,a,percent,69,exact,,report,,,${quoted}`));
    const { json, read } = await readBack(small, id, '/v1/surveys/small/estimates');
    expect([json.data].flat()[0]?.['note']).toBe(HOSTILE);
    expect(compareCells(id, json, read)).toBeGreaterThan(10);
  });

  test('is the same bytes whenever it is made', async () => {
    const url = `${TABLES}/gaps?question=need-to-align&format=${id}`;
    const first = await app.inject(url);
    // A day later, as far as anything that is written can know.
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 86_400_000 });
    const second = await another.inject(url).finally(() => vi.useRealTimers());
    expect(second.headers.etag).toBe(first.headers.etag);
    expect(second.rawPayload.equals(first.rawPayload)).toBe(true);
  });
});
