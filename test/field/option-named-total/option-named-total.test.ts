import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildApp } from '../../../src/app.ts';
import { readConfig } from '../../../src/config.ts';
import { FORMATS } from '../../../src/formats/index.ts';
import { importFile, readDraftSurvey } from '../../import/support.ts';
import { complete, publish, type Survey } from '../../reference-http/publish.ts';
import { asText, compareCells, type Json } from '../../formats/compare-cells.ts';
import { READERS } from '../../formats/readers.ts';

/** 270 persons: 90 answered Total (30 of them Yes), 90 Partial (45) and 90 None (45). Counted in the file by hand. */
const FILE = new URL('ban.csv', import.meta.url).pathname;
const WIDE = '/v1/surveys/ban/crosstab?rows=q1&columns=position&layout=wide';

let folder: string;
let app: FastifyInstance;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'topline-'));
  const [draft, data] = [join(folder, 'draft'), join(folder, 'data')];
  await mkdir(data);
  await importFile(FILE, draft);
  const survey: Survey = await readDraftSurvey(draft);
  await publish(data, draft, complete(survey, 'ban'));
  app = await buildApp({ config: readConfig({ DATA_DIR: data }), isLate: () => false });
});
afterAll(async () => {
  await app.close();
  await rm(folder, { recursive: true, force: true });
});

test('the answer Total and the total of the table are columns of their own', async () => {
  const { data, meta } = (await app.inject(WIDE)).json<Json>();
  const rows = [data].flat();
  const columns = meta['columns'] as Record<string, unknown>[];
  expect(columns.map(({ code, letter, field }) => [code, letter, field])).toEqual(
    expect.arrayContaining([
      ['total', expect.any(String), expect.stringMatching(/^Total \([A-C]\)$/)],
      [null, null, 'Total'],
    ]),
  );
  const answer = String(columns.find(({ code }) => code === 'total')?.['field']);
  const yes = rows.find((row) => row['row'] === 'yes') ?? {};
  expect(yes[answer]).toBeCloseTo((100 * 30) / 90, 10);
  expect(yes['Total']).toBeCloseTo((100 * 120) / 270, 10);
  const bases = rows.filter((row) => String(row['rowKind']).startsWith('base'));
  expect(bases.map((row) => [row['rowLabel'], row[answer], row['Total']])).toEqual([
    ['Base, unweighted', 90, 270],
    ['Base, weighted', 90, 270],
    ['Base, effective', 90, 270],
  ]);
});

test('letters point to columns that are shown', async () => {
  const { data } = (await app.inject(WIDE)).json<Json>();
  const rows = [data].flat();
  const heads = Object.keys(rows[0] ?? {});
  const letters = rows.flatMap((row) =>
    heads.flatMap((name) => (name.endsWith('.letters') ? asText(row[name]).split(' ') : [])),
  );
  const named = letters.filter((letter) => letter !== '');
  // 20 of 90 apart by a third of their weight: None and Partial are each at 50 %, Total at 33 %.
  expect(named.length).toBeGreaterThan(0);
  for (const letter of named)
    expect(
      heads.some((name) => name.endsWith(`(${letter.toUpperCase()})`)),
      letter,
    ).toBe(true);
});

test.each(FORMATS.slice(1).map(({ id }) => id))('%s has every column', async (id) => {
  const json = (await app.inject(WIDE)).json<Json>();
  const reader = READERS[id];
  if (!reader) throw new Error(`${id} has no reader`);
  const get = async (url: string) => {
    const response = await app.inject(url);
    expect(response.statusCode, response.body.slice(0, 500)).toBe(200);
    return response.rawPayload;
  };
  const read = await reader(await get(`${WIDE}&format=${id}&labels=both`), get);
  expect(compareCells(id, json, read)).toBe(6 * 16);
});
