import { spawnSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FORMATS } from '../../src/formats/index.ts';
import { buildApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { findPython, needs } from '../components.ts';
import { BUNDLED, temporaryFolder } from '../helper.ts';
import { recordsApp, single } from '../records-helper.ts';

const SCRIPT = new URL('codebooks.py', import.meta.url).pathname;

interface Ddi {
  readonly faults: string[];
  readonly title: string[];
  readonly ids: string[];
  readonly files: string[];
  readonly days: string[];
  readonly groups: [string, number][];
  readonly variables: {
    readonly name: string;
    readonly label: string | null;
    readonly question: string | null;
    readonly weight: boolean;
    readonly categories: [string, string | null, string | null][];
  }[];
}
interface Dcat {
  readonly faults: string[];
  readonly dataset: string;
  readonly title: string[];
  readonly period: [string, string][];
  readonly downloads: string[];
  readonly licences: string[];
  readonly types: string[];
}
type Told = { ddi: Ddi; dcat: Dcat };

/** Over the bundled surveys, at an address of its own. */
let addressed: FastifyInstance;
beforeAll(async () => {
  addressed = await buildApp({
    config: readConfig({ DATA_DIR: BUNDLED, PUBLIC_URL: 'https://figures.example' }),
  });
});
afterAll(() => addressed.close());

async function read<Kind extends keyof Told>(
  app: FastifyInstance,
  survey: string,
  kind: Kind,
): Promise<Told[Kind]> {
  const answer = await app.inject(`/v1/surveys/${survey}/${kind}`);
  expect(answer.statusCode).toBe(200);
  const path = join(await temporaryFolder(), kind);
  await writeFile(path, answer.rawPayload);
  const { stdout, stderr } = spawnSync(process.env['TOPLINE_PYTHON'] ?? 'python3', [SCRIPT, kind, path], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout) as Told[Kind];
}

const surveyOf = async (path: string) =>
  JSON.parse(await readFile(join(BUNDLED, path, 'survey.json'), 'utf8')) as {
    title: string;
    questions: {
      id: string;
      text: string | null;
      items?: { id: string; label: string | null; variable?: string }[];
      options?: { id: string; label: string | null; code?: string | number }[];
      missing?: { code: string | number; label: string }[];
      variable?: string;
    }[];
  };

const HOSTILE = '<b>"Q" & \u0007 ]]></title>';

/** What strangers write, codes of two kinds, a question without words. */
const strange = () =>
  recordsApp(
    Array.from({ length: 40 }, (_, i) => ({ q: 1 + (i % 2), text: ['a b', 'c'][i % 2] ?? '', w: 1 })),
    {
      title: HOSTILE,
      publisher: HOSTILE,
      notes: [HOSTILE],
      questions: [
        single('q', [1, 2], { text: HOSTILE, missing: [{ code: 9, label: HOSTILE }] }),
        {
          ...single('text', []),
          text: null,
          options: [
            { id: 'a', label: null, code: 'a b' },
            { id: 'c', label: HOSTILE, code: 'c' },
          ],
        },
      ],
      design: { wave: 'w1', audience: 'all', weights: [{ id: 'w', column: 'w', label: HOSTILE }] },
      disclosure: { publicRecords: true },
    },
  );
const SEEN = HOSTILE.replace('\u0007', '\uFFFD');

describe('DDI-Codebook 2.5', needs(findPython('lxml')), () => {
  test('of records: each column with its words, answers and values that are no answer', async () => {
    const [told, survey] = await Promise.all([
      read(addressed, 'nonvoters@1.0.0', 'ddi'),
      surveyOf('nonvoters/1.0.0'),
    ]);
    expect(told.faults).toEqual([]);
    expect([told.title, told.days]).toEqual([[survey.title], ['2020-09-15', '2020-09-25']]);
    expect(told.ids[0]).toBe('nonvoters@1.0.0');
    expect(told.files).toEqual(['responses.parquet', 'nonvoters-1.0.0.sav']);
    const byName = new Map(told.variables.map((variable) => [variable.name, variable]));
    for (const { text, items = [], options = [], missing = [], variable } of survey.questions) {
      for (const one of variable === undefined ? items : [{ variable, label: text }]) {
        const found = byName.get(one.variable ?? '');
        expect([one.variable, found?.label, found?.question]).toEqual([one.variable, one.label, text]);
        for (const { id, label, code = id } of options)
          expect(found?.categories, one.variable).toContainEqual([String(code), label, null]);
        for (const { label, code } of missing)
          expect(found?.categories, one.variable).toContainEqual([String(code), label, 'Y']);
      }
    }
    expect(told.variables.filter(({ weight }) => weight).map(({ name }) => name)).toEqual(['weight']);
    expect(told.groups).toContainEqual(['q2', 10]);
  });

  test('a column that is a question and tells audiences apart is described once', async () => {
    const app = await recordsApp(
      Array.from({ length: 40 }, (_, i) => ({ q: 1 + (i % 2) })),
      {
        audiences: [
          { id: 'a', label: 'A', code: 1 },
          { id: 'b', label: 'B', code: 2 },
        ],
        questions: [single('q', [1, 2], { audiences: ['a', 'b'] })],
        design: { wave: 'w1', audience: 'q' },
      },
    );
    const told = await read(app, 'small', 'ddi');
    expect([told.faults, told.variables.map(({ name }) => name)]).toEqual([[], ['q']]);
  });

  test('of published figures: each question, or each of its items', async () => {
    const told = await read(addressed, 'cmo-cio-alignment@1.0.0', 'ddi');
    const survey = await surveyOf('cmo-cio-alignment/1.0.0');
    expect(told.faults).toEqual([]);
    expect(told.files).toEqual(['estimates.csv']);
    expect(told.variables.map(({ name }) => name)).toEqual(
      survey.questions.flatMap(({ id, items = [] }) =>
        items.length === 0 ? [id] : items.map((item) => `${id}.${item.id}`),
      ),
    );
  });

  test('whatever the words are', async () => {
    const told = await read(await strange(), 'small', 'ddi');
    expect(told.faults).toEqual([]);
    expect(told.title).toEqual([SEEN]);
    expect(told.variables).toEqual([
      {
        name: 'q',
        label: SEEN,
        question: SEEN,
        weight: false,
        categories: [
          ['1', '1', null],
          ['2', '2', null],
          ['9', SEEN, 'Y'],
        ],
      },
      {
        name: 'text',
        label: null,
        question: null,
        weight: false,
        categories: [
          ['a b', null, null],
          ['c', SEEN, null],
        ],
      },
      { name: 'w', label: SEEN, question: null, weight: true, categories: [] },
    ]);
  });
});

describe('DCAT-AP 3', needs(findPython('rdflib')), () => {
  test('of records that are public', async () => {
    const told = await read(addressed, 'nonvoters@1.0.0', 'dcat');
    const at = 'https://figures.example/v1/surveys/nonvoters@1.0.0';
    expect(told).toEqual({
      faults: [],
      dataset: at,
      title: [(await surveyOf('nonvoters/1.0.0')).title],
      period: [['2020-09-15', '2020-09-25']],
      // Figures that are computed of records too.
      downloads: [
        `${at}/download`,
        `${at}/download?format=sav`,
        ...FORMATS.map(({ id }) => `${at}/estimates?limit=all&format=${id}`),
      ].toSorted(),
      licences: ['https://creativecommons.org/licenses/by/4.0/'],
      // Only what is registered has an address as a type.
      types: [
        ...new Set(
          FORMATS.map(({ mediaType }) => mediaType.replace(/;.*$/, ''))
            .filter((type) => !type.includes('/x-'))
            .concat('application/zip'),
        ),
      ]
        .map((type) => `https://www.iana.org/assignments/media-types/${type}`)
        .toSorted(),
    });
    // Each of them is there.
    for (const url of told.downloads) {
      const answer = await addressed.inject({
        method: 'HEAD',
        url: url.replace('https://figures.example', ''),
      });
      expect([url, answer.statusCode]).toEqual([url, 200]);
    }
  });

  test('of published figures whose licence and days are not known', async () => {
    const told = await read(addressed, 'cmo-cio-alignment@1.0.0', 'dcat');
    const at = 'https://figures.example/v1/surveys/cmo-cio-alignment@1.0.0';
    expect(told).toMatchObject({ faults: [], period: [['2012', '2014']], licences: [] });
    expect(told.downloads).toEqual(
      FORMATS.map(({ id }) => `${at}/estimates?limit=all&format=${id}`)
        .concat(`${at}/download`)
        .toSorted(),
    );
    for (const url of told.downloads)
      expect([url, (await addressed.inject(url.replace('https://figures.example', ''))).statusCode]).toEqual([
        url,
        200,
      ]);
  });

  test('whatever the words are, and without an address of its own', async () => {
    expect(await read(await strange(), 'small', 'dcat')).toMatchObject({
      faults: [],
      dataset: 'https://figures.example/v1/surveys/small@1.0.0',
      title: [HOSTILE],
    });
  });
});

test.each(['ddi', 'dcat'])(
  '%s says where it stays, is the same each time, and takes no parameters',
  async (kind) => {
    const moving = await addressed.inject(`/v1/surveys/nonvoters/${kind}`);
    const pinned = await addressed.inject(`/v1/surveys/nonvoters@1.0.0/${kind}`);
    expect(moving.body).toBe(pinned.body);
    expect(pinned.headers['cache-control']).toContain('immutable');
    expect(moving.headers['link']).toContain(
      `<https://figures.example/v1/surveys/nonvoters@1.0.0/${kind}>; rel="canonical"`,
    );
    expect((await addressed.inject(`/v1/surveys/nonvoters/${kind}?lang=de`)).statusCode).toBe(400);
    expect((await addressed.inject(`/v1/surveys/nonvoter/${kind}`)).statusCode).toBe(404);
  },
);
