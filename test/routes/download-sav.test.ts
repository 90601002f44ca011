import { spawnSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { describeRows } from '../../src/engine/rows.ts';
import { hashFile } from '../../src/repository/hash-file.ts';
import { ReleaseFile } from '../../src/repository/release-file.ts';
import { PublishedFigures } from '../../src/repository/published-figures.ts';
import { Release } from '../../src/repository/release.ts';
import { surveyFile, type ReleaseEntry } from '../../src/schemas/dataset.ts';
import { savDownload } from '../../src/services/records/sav/sav-file.ts';
import { openSav } from '../../src/import/sav/read-sav.ts';
import { declaredMissing } from '../../src/services/records/sav/missing.ts';
import { cutTo, savNames } from '../../src/services/records/sav/names.ts';
import { findProgram, findPython, findR, needs } from '../components.ts';
import { eventually } from '../eventually.ts';
import { appOver, BUNDLED, bundledApp, copyWritable, temporaryFolder } from '../helper.ts';
import { testInFull } from '../runs.ts';
import { recordsApp, recordsSurvey, single, type TestRecord } from '../records-helper.ts';

const [python, r, pspp] = [findPython('pyreadstat'), findR('haven', 'jsonlite'), findProgram('pspp')];

const SAV = '/v1/surveys/small/download?format=sav';
const LONG = 'Ärger über „die da oben“ – '.repeat(14).trimEnd();
const WORDS = 'What is said here goes on and on, so that no label of SPSS holds it. '.repeat(5).trim();

/** Everything that a file of SPSS has a place of its own for. */
const records: TestRecord[] = Array.from({ length: 60 }, (_, i) => ({
  'trust in council': [1, 2, 3, null, -9, -8, -7, -6][i % 8] ?? null,
  age: [18.5, 33, 97, 98, 99, 996, 41, null][i % 8] ?? null,
  AGE2: i,
  region: ['north', 'south-by-south-west', 'nowhere-at-all', null][i % 4] ?? null,
  said: i === 7 ? LONG : i % 3 === 0 ? null : `said ${i}`,
  m1: [1, 0, null][i % 3] ?? null,
  m2: [0, 1, null][i % 3] ?? null,
  to: i % 2,
  w: 0.5 + i / 7,
  school: `s${i % 6}`,
}));
const MEDIA = {
  id: 'media-used',
  text: 'Media used',
  wording: 'verbatim',
  type: 'multiple',
  audiences: ['all'],
  items: [
    { id: 'tv', label: 'Television', variable: 'm1' },
    { id: 'radio', label: 'Radio', variable: 'm2' },
  ],
  chosen: [1],
  notChosen: [0],
  asked: { column: 'm1' },
};
const QUESTIONS = [
  single('trust', [1, 2, 3], {
    text: WORDS,
    type: 'scale',
    variable: 'trust in council',
    missing: [-9, -8, -7, -6].map((code) => ({ code, label: `none ${code}` })),
  }),
  {
    ...single('age', [], { type: 'numeric', options: [] }),
    missing: [97, 98, 99, 996].map((code) => ({ code, label: `no age ${code}` })),
  },
  single('region', ['north', 'south-by-south-west'], {
    missing: [{ code: 'nowhere-at-all', label: 'Nowhere' }],
  }),
  MEDIA,
];
const app = () =>
  recordsApp(records, {
    title: 'Küche & Bad: eine Umfrage, deren Titel länger ist, als SPSS ihn haben will',
    questions: QUESTIONS,
    design: {
      wave: 'w1',
      audience: 'all',
      weights: [{ id: 'final', column: 'w', label: 'Final weight' }],
      clusters: 'school',
    },
    disclosure: { publicRecords: true },
  });

async function chunksOf(stream: AsyncIterable<unknown>): Promise<Buffer[]> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return chunks;
}

async function savFile(): Promise<string> {
  const answer = await (await app()).inject(SAV);
  expect([answer.statusCode, answer.headers['content-length']]).toEqual([
    200,
    String(answer.rawPayload.length),
  ]);
  const path = join(await temporaryFolder(), 'small.sav');
  await writeFile(path, answer.rawPayload);
  return path;
}

/** The names in the file, and what each column should hold in it. */
const NAMES: Readonly<Record<string, string>> = {
  'trust in council': 'trust_in_council',
  to: 'to_',
};
const expected = Object.fromEntries(
  Object.keys(records[0] ?? {}).map((column) => [
    NAMES[column] ?? column,
    records.map((record) => {
      const value = record[column];
      // There is no room for the fourth value that is no answer, nor for a long text; texts have no other nothing than a blank.
      if (column === 'age' && value === 996) return null;
      if (value === 'nowhere-at-all') return '';
      return value ?? (['region', 'said', 'school'].includes(column) ? '' : null);
    }),
  ]),
);

test('read as SPSS files are read: names, labels, values that are no answer, sets, weight, cells', async () => {
  const sav = await openSav(await savFile());
  const { dictionary } = sav;
  const cells: (readonly (string | number | null)[])[] = [];
  for await (const one of sav.cases) cells.push(one);
  await sav.close();
  const names = dictionary.variables.map(({ name }) => name);
  expect(names).toEqual(Object.keys(expected));
  const columns = Object.fromEntries(names.map((name, i) => [name, cells.map((one) => one[i] ?? null)]));
  for (const name of names) {
    const wanted = expected[name]?.map((value) => (typeof value === 'string' ? value.trimEnd() : value));
    expect(columns[name], name).toEqual(wanted);
  }
  const variable = (name: string) => dictionary.variables.find((one) => one.name === name);
  expect(variable('trust_in_council')).toMatchObject({
    label: cutTo(WORDS, 255),
    measure: 'ordinal',
    userMissing: { values: [], range: [-9, -6] },
    valueLabels: [1, 2, 3, -9, -8, -7, -6].map((value) => ({
      value,
      label: value > 0 ? String(value) : `none ${value}`,
    })),
  });
  expect(variable('age')).toMatchObject({
    measure: 'scale',
    userMissing: { values: [97, 98, 99], range: null },
  });
  expect(variable('region')).toMatchObject({
    measure: 'nominal',
    valueLabels: [
      { value: 'north', label: 'north' },
      { value: 'south-by-south-west', label: 'south-by-south-west' },
      { value: 'nowhere-at-all', label: 'Nowhere' },
    ],
  });
  expect(variable('school')?.label).toBe('Cluster');
  expect(variable('m1')?.label).toBe('Television – Media used');
  expect(dictionary.multipleResponseSets).toEqual([
    {
      name: '$media_used',
      label: 'Media used',
      type: 'multiple dichotomy',
      countedValue: '1',
      variables: ['m1', 'm2'],
    },
  ]);
  expect([dictionary.weight, dictionary.cases, dictionary.encoding]).toEqual(['w', 60, 'utf-8']);
  const documents = dictionary.documents.join(' ');
  for (const words of [
    'trust_in_council is the column "trust in council"',
    'age: 996 are no answers',
    'Topline release small@1.0.0',
  ])
    expect(documents).toContain(words);
});

interface Told {
  readonly title: string;
  readonly labels: Record<string, string | null>;
  readonly valueLabels: Record<string, [unknown, string][]>;
  readonly missing: Record<string, { lo: number; hi: number }[]>;
  readonly sets: Record<string, { counted_value: unknown; variable_list: string[] }>;
  readonly measures: Record<string, string>;
  readonly columns: Record<string, unknown[]>;
}

testInFull('pyreadstat reads the same', needs(python), async () => {
  const script = new URL('download-sav.py', import.meta.url).pathname;
  const { stdout, stderr } = spawnSync(python.command, [script, await savFile()], {
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  const told = JSON.parse(stdout) as Told;
  expect(told.columns).toEqual(expected);
  expect(told.title).toBe(
    cutTo('Küche & Bad: eine Umfrage, deren Titel länger ist, als SPSS ihn haben will', 64, ''),
  );
  expect(told.missing['trust_in_council']).toEqual([{ lo: -9, hi: -6 }]);
  expect(told.missing['age']?.map(({ lo }) => lo)).toEqual([97, 98, 99]);
  expect(told.valueLabels['region']).toContainEqual(['south-by-south-west', 'south-by-south-west']);
  expect(told.valueLabels['trust_in_council']).toHaveLength(7);
  expect(told.sets).toMatchObject({ media_used: { counted_value: 1, variable_list: ['m1', 'm2'] } });
  expect(told.labels).toMatchObject({ w: 'Final weight', trust_in_council: cutTo(WORDS, 255) });
});

testInFull('R reads the same (haven)', needs(r), async () => {
  const script = new URL('download-sav.R', import.meta.url).pathname;
  const { stdout, stderr } = spawnSync(r.command, [script, await savFile()], { encoding: 'utf8' });
  expect(stderr).toBe('');
  const told = JSON.parse(stdout) as Record<
    string,
    { label: unknown; labels: [unknown, string][]; values: unknown[]; range: unknown[]; cells: unknown[] }
  >;
  for (const [name, wanted] of Object.entries(expected)) {
    const cells = told[name]?.cells ?? [];
    const isNumber = wanted.some((value) => typeof value === 'number');
    expect(isNumber ? cells.map((cell) => (cell === null ? null : Number(cell))) : cells, name).toEqual(
      wanted,
    );
  }
  expect(told['trust_in_council']).toMatchObject({ range: [-9, -6] });
  expect(told['age']).toMatchObject({ values: [97, 98, 99] });
  expect(told['region']?.labels).toHaveLength(3);
});

testInFull('PSPP reads the same', needs(pspp), async () => {
  const path = await savFile();
  const [syntax, output] = [`${path}.sps`, `${path}.txt`];
  const commands = [
    `GET FILE='${path}'.`,
    'DISPLAY DICTIONARY.',
    'MRSETS /DISPLAY NAME=[$media_used].',
    'FREQUENCIES trust_in_council.',
    `SAVE TRANSLATE /OUTFILE='${path}.csv' /TYPE=CSV /FIELDNAMES /CELLS=VALUES.`,
  ];
  await writeFile(syntax, commands.join('\n'));
  const { status, stdout } = spawnSync(pspp.command, ['-o', output, syntax], { encoding: 'utf8' });
  expect([status, stdout]).toEqual([0, '']);
  const said = await readFile(output, 'utf8');
  expect(said).not.toMatch(/warning|error/i);
  for (const words of ['$media_used', 'none -9']) expect(said).toContain(words);
  // Counts are weighted, and values that are no answer are missing.
  const first = records.filter((record) => record['trust in council'] === 1);
  const weight = first.reduce((sum, { w }) => sum + Number(w), 0);
  expect(said).toMatch(new RegExp(String.raw`Valid +1 +\| +${weight.toFixed(2)}\|`));
  expect(said).toMatch(/\| +none -9\|/);
  const [head = '', ...lines] = (await readFile(`${path}.csv`, 'utf8')).trim().split('\n');
  expect(head.split(',')).toEqual(Object.keys(expected));
  expect(lines).toHaveLength(records.length);
});

test('texts that are longer than SPSS has are cut, and that is said', async () => {
  const long = 'ü'.repeat(20_000);
  const one = await recordsApp(
    Array.from({ length: 40 }, (_, i) => ({ q: 1 + (i % 2), said: i === 3 ? long : `said ${i}` })),
    { questions: [single('q', [1, 2])], disclosure: { publicRecords: true } },
  );
  const path = join(await temporaryFolder(), 'long.sav');
  await writeFile(path, (await one.inject(SAV)).rawPayload);
  const sav = await openSav(path);
  const cells: unknown[] = [];
  for await (const [, said] of sav.cases) cells.push(said);
  await sav.close();
  expect(cells).toHaveLength(40);
  expect(cells[3]).toBe('ü'.repeat(16_383));
  expect(cells[4]).toBe('said 4');
  expect(sav.dictionary.documents.join(' ')).toContain('said: texts of more than 32767 bytes are cut');
});

test('a group that holds others leaves their words to them; a set has one value that counts', async () => {
  const one = await recordsApp(
    Array.from({ length: 60 }, (_, i) => ({ role: ['cio', 'cmo'][i % 2] ?? '', m1: i % 3, m2: (i + 1) % 3 })),
    {
      audiences: [
        { id: 'all', label: 'Everybody' },
        { id: 'cio', label: 'CIOs', parent: 'all' },
        { id: 'cmo', label: 'CMOs', parent: 'all' },
      ],
      questions: [{ ...MEDIA, chosen: [1, 2], notChosen: [0], asked: undefined }],
      design: { wave: 'w1', audience: 'role' },
      disclosure: { publicRecords: true },
    },
  );
  const path = join(await temporaryFolder(), 'groups.sav');
  await writeFile(path, (await one.inject(SAV)).rawPayload);
  const { dictionary, close } = await openSav(path).then((sav) => ({ ...sav, close: () => sav.close() }));
  await close();
  expect(dictionary.variables.find(({ name }) => name === 'role')?.valueLabels).toEqual([
    { value: 'cio', label: 'CIOs' },
    { value: 'cmo', label: 'CMOs' },
  ]);
  expect(dictionary.multipleResponseSets).toEqual([]);
});

test('no number that is none is written, and nothing to the end of a file that changes meanwhile', async () => {
  const folder = await temporaryFolder();
  const path = join(folder, 'responses.parquet');
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  await connection.run(
    `COPY (SELECT CASE WHEN i = 1 THEN 'nan'::DOUBLE WHEN i = 2 THEN 'inf'::DOUBLE ELSE i END AS x, 't' || i AS t FROM range(30000) r(i)) TO '${path}' (FORMAT parquet)`,
  );
  connection.closeSync();
  const file = new ReleaseFile('responses.parquet', path, await hashFile(path));
  expect(await describeRows(path)).toEqual({
    rows: 30_000,
    columns: [
      { name: 'x', kind: 'number', bytes: 0, whole: true },
      { name: 't', kind: 'code', bytes: 6, whole: false },
    ],
  });
  const survey = surveyFile.parse(
    recordsSurvey({
      id: 'small',
      version: '1.0.0',
      questions: [single('t', [])],
      design: { wave: 'w1', audience: 'all' },
    }),
  );
  const entry: ReleaseEntry = {
    version: '1.0.0',
    released: '2026-01-01T00:00:00Z',
    embargoedUntil: null,
    sha256: 'a'.repeat(64),
    changes: [],
    signature: null,
    withdrawn: null,
  };
  const download = await savDownload(new Release(survey, entry, PublishedFigures.none(survey)), file);
  const whole = Buffer.concat(await chunksOf(download.read()));
  expect(whole.length).toBe(download.bytes);
  const head = whole.length - 30_000 * 16;
  expect([0, 1, 2, 3].map((i) => whole.readDoubleLE(head + i * 16))).toEqual([
    0,
    -Number.MAX_VALUE,
    -Number.MAX_VALUE,
    3,
  ]);
  const broken = download.read();
  const got: Buffer[] = [];
  await expect(
    (async () => {
      for await (const chunk of broken) {
        if (got.length === 1) await writeFile(path, Buffer.concat([await readFile(path), Buffer.from('x')]));
        got.push(chunk as Buffer);
      }
    })(),
  ).rejects.toThrow('responses.parquet');
  expect(Buffer.concat(got).length).toBeLessThan(download.bytes);
});

describe('who may have it', () => {
  test.each([
    ['figures alone', bundledApp, 'cmo-cio-alignment', 'has published figures alone'],
    [
      'records that are not public',
      () => recordsApp(records, { questions: QUESTIONS, disclosure: { minimumCell: 5 } }),
      'small',
      'needs public records',
    ],
  ])('not of %s', async (_, make, survey, why) => {
    const answer = await (await make()).inject(SAV.replace('small', survey));
    expect(answer.json()).toMatchObject({
      status: 400,
      errors: [{ in: 'query', name: 'format', value: 'sav', allowed: ['zip'] }],
    });
    expect(answer.body).toContain(why);
  });

  test('the same bytes each time, under a tag of their own', async () => {
    const one = await app();
    const [first, second, zip] = await Promise.all(
      [SAV, SAV, SAV.replace('sav', 'zip')].map((url) => one.inject(url)),
    );
    expect(first?.rawPayload.equals(second?.rawPayload ?? Buffer.alloc(0))).toBe(true);
    expect(first?.headers['etag']).toBe(second?.headers['etag']);
    expect(first?.headers['etag']).not.toBe(zip?.headers['etag']);
    const again = await one.inject({
      url: SAV,
      headers: { 'if-none-match': String(first?.headers['etag']) },
    });
    expect(again.statusCode).toBe(304);
    expect((await one.inject(SAV.replace('=sav', '=spss'))).json()).toMatchObject({
      errors: [{ name: 'format', value: 'spss', allowed: ['sav', 'zip'] }],
    });
  });

  test('not of a file that is no longer what was released, also once it was read', async () => {
    const data = await temporaryFolder();
    await copyWritable(join(BUNDLED, 'nonvoters'), join(data, 'nonvoters'));
    const one = await appOver(data);
    const url = '/v1/surveys/nonvoters@1.0.0/download?format=sav';
    expect((await one.inject({ method: 'HEAD', url })).statusCode).toBe(200);
    const path = join(data, 'nonvoters', '1.0.0', 'responses.parquet');
    const bytes = await readFile(path);
    await writeFile(path, Buffer.concat([bytes, Buffer.from('\n')]));
    expect((await one.inject(url)).json()).toMatchObject({
      status: 503,
      type: '/v1/problems/release-unavailable',
    });
    await writeFile(path, bytes);
    await eventually(async () => (await one.inject({ method: 'HEAD', url })).statusCode === 200);
  });

  test('a bundled survey', async () => {
    const answer = await (await bundledApp()).inject('/v1/surveys/nonvoters@1.0.0/download?format=sav');
    expect(answer.headers).toMatchObject({
      'content-type': 'application/x-spss-sav',
      'content-disposition': 'attachment; filename="nonvoters-1.0.0.sav"',
    });
    expect(answer.rawPayload.subarray(0, 4).toString()).toBe('$FL2');
  });
});

describe('names', () => {
  test('are allowed, and no two are the same', () => {
    expect(savNames(['Q7', 'q7', 'Q 7', '1st', 'AND', 'größe', 'x.', '_a', 'Q_7'])).toEqual([
      'Q7',
      'q7_2',
      'Q_7_2',
      'v_1st',
      'AND_',
      'größe',
      'x',
      'v__a',
      'Q_7',
    ]);
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 80 }), { maxLength: 8 }), (wanted) => {
        const names = savNames(wanted);
        expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(wanted.length);
        for (const name of names) {
          expect(Buffer.byteLength(name)).toBeLessThanOrEqual(64);
          expect(name).toMatch(/^\p{L}[\p{L}\p{N}_.@#$]*$/u);
        }
      }),
    );
  });

  test('a text is cut between characters', () => {
    expect([cutTo('grün', 5), cutTo('grün', 4), cutTo('grüner', 6), cutTo('ab', 2)]).toEqual([
      'grün',
      'g…',
      'grü…'.slice(0, 2) + '…',
      'ab',
    ]);
  });
});

test('no range of values that are no answer holds an answer', () => {
  expect(declaredMissing([7, 8, 9, 97], [1, 2, 3])).toEqual({ values: [], range: [7, 97], dropped: [] });
  expect(declaredMissing([-1, 97, 98, 99], [1, 2])).toEqual({ values: [-1], range: [97, 99], dropped: [] });
  expect(declaredMissing([-3, -2, -1, 99], [1, 2])).toEqual({ values: [99], range: [-3, -1], dropped: [] });
  expect(declaredMissing([0, 3, 5, 7], [1, 4, 6])).toEqual({ values: [0, 3, 5], range: null, dropped: [7] });
  expect(declaredMissing([7, 8, 9, 97], null)).toEqual({ values: [7, 8, 9], range: null, dropped: [97] });
  expect(declaredMissing(['a', 'no answer given', 'b'], ['c'])).toEqual({
    values: ['a', 'b'],
    range: null,
    dropped: ['no answer given'],
  });
});
