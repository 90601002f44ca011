import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, test } from 'vitest';
import type { Findings } from '../../src/validate/finding.ts';
import { validateDraft } from '../../src/validate/validate.ts';
import { formatFault } from '../../src/errors/faults.ts';
import { BUNDLED, HEADER, smallSurvey, temporaryFolder, toplines } from '../helper.ts';
import { importedText, readDraftSurvey } from '../import/support.ts';

const running = { signal: new AbortController().signal, progress: () => {} };

async function parquet(path: string, select: string): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run(`COPY (${select}) TO '${path}' (FORMAT parquet)`);
  connection.closeSync();
  instance.closeSync();
}

interface Files {
  readonly survey?: object | string;
  readonly toplines?: string;
  /** A query that gives the records. */
  readonly records?: string;
}

async function validated({
  survey,
  toplines: csv,
  records,
}: Files): Promise<{ faults: string[]; warnings: string[] }> {
  const folder = await temporaryFolder();
  if (survey !== undefined)
    await writeFile(
      join(folder, 'survey.json'),
      typeof survey === 'string' ? survey : JSON.stringify(survey),
    );
  if (csv !== undefined) await writeFile(join(folder, 'toplines.csv'), csv);
  if (records !== undefined) await parquet(join(folder, 'responses.parquet'), records);
  return told(await validateDraft(folder, running));
}

const told = ({ faults, warnings }: Findings): { faults: string[]; warnings: string[] } => ({
  faults: faults.map(formatFault),
  warnings: warnings.map(formatFault),
});

/** A survey with records: a single question, a multiple one, a numeric one. */
const withRecords = (changes: object = {}): Record<string, unknown> =>
  smallSurvey({
    samples: [],
    waves: [{ id: 'w1', label: 'First', year: 2020, code: 1 }],
    audiences: [
      { id: 'all', label: 'All' },
      { id: 'a', label: 'A', parent: 'all', code: 'A' },
      { id: 'b', label: 'B', parent: 'all', code: 'B' },
    ],
    questions: [
      {
        id: 'q',
        text: 'Q?',
        wording: 'verbatim',
        type: 'single',
        audiences: ['all'],
        variable: 'q',
        options: [
          { id: 'yes', label: 'Yes', code: 1 },
          { id: 'no', label: 'No', code: 2 },
        ],
        missing: [{ code: 9, label: 'refused' }],
      },
      {
        id: 'm',
        text: 'M?',
        wording: 'verbatim',
        type: 'multiple',
        audiences: ['all'],
        items: [{ id: 'i', label: 'I', variable: 'm1' }],
        chosen: [1],
        notChosen: [0],
      },
      { id: 'age', text: 'Age', wording: 'verbatim', type: 'numeric', audiences: ['all'], variable: 'age' },
    ],
    design: {
      wave: 'wave',
      audience: 'role',
      weights: [{ id: 'w', column: 'w', label: 'W' }],
      strata: ['h'],
      clusters: ['c'],
      fpc: ['n'],
    },
    comparisons: [],
    ...changes,
  });
/** Rows of records, each with its changes. */
const rows = (...changed: Record<string, string>[]): string => {
  const base = { q: '1', m1: '0', age: '30', wave: '1', role: "'A'", w: '1.0', h: '1', c: '1', n: '10' };
  const all: Record<string, string>[] = [{}, { q: '2', role: "'B'" }, ...changed];
  return all
    .map(
      (change) =>
        `SELECT ${Object.entries({ ...base, ...change })
          .map(([name, value]) => `${value} AS ${name}`)
          .join(', ')}`,
    )
    .join(' UNION ALL ');
};

describe('a draft that is as it should be', () => {
  test('has no faults: records', async () => {
    expect(await validated({ survey: withRecords(), records: rows({ q: '9' }, { q: 'NULL' }) })).toEqual({
      faults: [],
      warnings: [],
    });
  });

  test('has no faults: published figures', async () => {
    const { faults } = await validated({
      survey: smallSurvey(),
      toplines: toplines('q,,yes,w1,a,percent,50'),
    });
    expect(faults).toEqual([]);
  });

  test.each(['cmo-cio-alignment/1.0.0', 'cmo-cio-alignment/1.1.0', 'cmo-cio-alignment/1.2.0'])(
    'has no faults: the bundled %s',
    async (release) => {
      expect(told(await validateDraft(join(BUNDLED, release), running)).faults).toEqual([]);
    },
  );
});

test('what only a person can fill in is asked for, and all else is checked all the same', async () => {
  const { into } = await importedText({ 'x.csv': 'q,r\n1,1\n1,2\n2,1\n' });
  const fresh = told(await validateDraft(into, running));
  expect(fresh.faults).toEqual([
    'survey.json:title: is missing: what the survey is called',
    'survey.json:description: is missing: what it asked, whom, and why',
    'survey.json:publisher: is missing: who made the survey',
    'survey.json:language: is missing: the language of its questions, a tag such as en or pt-BR',
    'survey.json:citation: is missing: how it is to be cited',
    'survey.json:licence: is missing: its name and address; if it is not known, a note that says so',
    'survey.json:waves[0].label: is missing: what the wave is called, such as "Spring 2024"',
    'survey.json:waves[0].year: is missing: the year of its fieldwork',
    'survey.json:disclosure.minimumBase: is missing: the base below which nothing is shown; 0 sets no limit',
    'survey.json:disclosure.minimumCell: is missing: the respondents below which a cell is hidden; 0 hides only cells of one, and none if publicRecords is true',
  ]);
  expect(fresh.warnings).toContain('survey.json:questions[0].options: 1, 2 of "q" have no label');

  const survey = await readDraftSurvey(into);
  const question = survey.questions[0];
  if (!question) throw new Error('no question was drafted');
  await writeFile(
    join(into, 'survey.json'),
    JSON.stringify({
      ...survey,
      disclosure: { minimumBase: null, minimumCell: 0 },
      questions: [{ ...question, variable: 'qq' }],
    }),
  );
  const broken = told(await validateDraft(into, running));
  expect(broken.faults).toContain(
    'survey.json:questions[0].variable: responses.parquet has no column "qq" (did you mean "q"?)',
  );
  expect(broken.faults).toContain('survey.json:publisher: is missing: who made the survey');
  expect(broken.faults.filter((fault) => fault.includes('disclosure'))).toEqual([
    'survey.json:disclosure.minimumBase: is missing: the base below which nothing is shown; 0 sets no limit',
  ]);

  const filled = {
    title: 't',
    description: 'd',
    publisher: 'p',
    language: 'en',
    citation: 'c',
    licence: { name: null, url: null, note: 'not known' },
    waves: [{ id: 'wave-1', label: '2024', year: 2024 }],
    disclosure: { minimumBase: 0, minimumCell: 0, publicRecords: false },
  };
  await writeFile(join(into, 'survey.json'), JSON.stringify({ ...survey, ...filled }));
  expect(told(await validateDraft(into, running)).faults).toEqual([]);
  await writeFile(join(into, 'survey.json'), JSON.stringify({ ...survey, ...filled, publisher: '  ' }));
  expect(told(await validateDraft(into, running)).faults).toEqual([
    'survey.json:publisher: is missing: who made the survey',
  ]);
});

describe('records that do not fit', () => {
  test.each<[string, string]>([
    [
      rows({ q: '7' }, { q: '7' }),
      'survey.json:questions[0].options: the records hold 7 (2 rows) in "q", which is no option and no missing code',
    ],
    [
      rows({ m1: '3' }),
      'survey.json:questions[1].chosen: the records hold 3 (1 row) in "m1", which is neither chosen, nor notChosen, nor a missing code',
    ],
    [
      rows({ wave: '4' }),
      'survey.json:design.wave: the records hold 4 (1 row) in "wave", which is the code of no wave',
    ],
    [
      rows({ wave: 'NULL' }),
      'survey.json:design.wave: "wave" is missing in 1 row: every record needs a wave',
    ],
    [
      rows({ role: "'C'" }, { role: "'all'" }),
      'survey.json:design.audience: the records hold "C" (1 row), "all" (1 row) in "role", which is the code of no audience',
    ],
    [
      rows({ w: 'NULL' }),
      'survey.json:design.weights[0].column: "w" is missing in 1 row: every record needs a weight, 0 if it does not count',
    ],
    [rows({ w: '-0.5' }), 'survey.json:design.weights[0].column: "w" is negative in 1 row'],
    [rows({ h: 'NULL' }), 'survey.json:design.strata[0]: "h" is missing in 1 row'],
    [rows({ c: 'NULL' }), 'survey.json:design.clusters[0]: "c" is missing in 1 row'],
    [rows({ n: '0' }), 'survey.json:design.fpc[0]: "n" is 0 or negative in 1 row: a population has members'],
  ])('%#: %s', async (records, fault) => {
    expect((await validated({ survey: withRecords(), records })).faults).toEqual([fault]);
  });

  test('codes that look the same and are not', async () => {
    const { faults } = await validated({
      survey: withRecords(),
      records: rows().replaceAll('1 AS q', "'1' AS q").replaceAll('2 AS q', "'2' AS q"),
    });
    expect(faults).toEqual([
      'survey.json:questions[0].options: the records hold "1" (1 row), "2" (1 row) in "q", which is no option and no missing code: the records hold it as text, survey.json as a number',
    ]);
  });

  test('a weight of text, and one that is 0 throughout', async () => {
    const text = await validated({
      survey: withRecords(),
      records: rows().replaceAll('1.0 AS w', "'x' AS w"),
    });
    expect(text.faults).toEqual([
      'survey.json:design.weights[0].column: the column "w" of responses.parquet does not hold numbers',
    ]);
    const zero = await validated({
      survey: withRecords(),
      records: rows().replaceAll('1.0 AS w', '0.0 AS w'),
    });
    expect(zero.faults).toEqual(['survey.json:design.weights[0].column: "w" is 0 in every row']);
  });

  test('are warned of where they may be right', async () => {
    const survey = withRecords({
      waves: [
        { id: 'w1', label: 'First', year: 2020, code: 1 },
        { id: 'w2', label: 'Second', year: 2021, code: 2 },
        { id: 'w3', label: 'Third', year: 2022, code: 3 },
      ],
    });
    const records = rows({ wave: '2' }, { wave: '2' })
      .replaceAll('2 AS q', '1 AS q')
      .replaceAll('AS age', 'AS age, 5 AS other');
    const { faults, warnings } = await validated({ survey, records });
    expect(faults).toEqual([]);
    expect(warnings).toEqual([
      'survey.json:waves[2]: no record is of "w3"',
      'survey.json:design.sharedClusters: 1 cluster occurs in several waves: if these are the same units, say true',
      'survey.json:questions[0]: all answers to "q" are one and the same: if it is a part of a question with several answers, those who did not choose it are missing from its base',
      'survey.json:questions[0].options[1]: "no" never occurs in the records',
      'responses.parquet:other: survey.json does not name the column: nothing serves it, so leave it out if it could identify respondents',
    ]);
  });
});

describe('files that cannot be read', () => {
  test.each<[Files, string]>([
    [{}, 'survey.json: is missing'],
    [{ survey: '{' }, 'survey.json'],
    [{ survey: '[]' }, 'survey.json: must be a JSON object'],
    [
      { survey: smallSurvey() },
      'toplines.csv: is missing, and so is responses.parquet: a release needs one of them',
    ],
    [
      { survey: withRecords(), toplines: `${HEADER}\n` },
      'responses.parquet: is missing, but survey.json has a design',
    ],
    [
      { survey: smallSurvey({ publischer: 1 }), toplines: `${HEADER}\n` },
      'survey.json: unknown key "publischer" (did you mean "publisher"?)',
    ],
    [
      { survey: smallSurvey(), toplines: 'question\n' },
      'toplines.csv:1: columns are missing: item, option, wave, ',
    ],
    [
      { survey: smallSurvey(), toplines: toplines('q,,maybe,w1,a,percent,50') },
      'toplines.csv:2:option: unknown option of q "maybe"',
    ],
    [
      {
        survey: smallSurvey({
          waves: [
            { id: 'w2', label: 'x', year: 2022 },
            { id: 'w1', label: null, year: null },
            { id: 'w0', label: 'y', year: 2020 },
          ],
          samples: [],
        }),
        toplines: `${HEADER}\n`,
      },
      'survey.json:waves[2].year: waves must stand in the order of time',
    ],
  ])('%#', async (files, fault) => {
    expect((await validated(files)).faults).toContainEqual(expect.stringContaining(fault));
  });

  test('records that are no Parquet file', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'survey.json'), JSON.stringify(withRecords()));
    await writeFile(join(folder, 'responses.parquet'), 'no');
    expect(told(await validateDraft(folder, running)).faults).toEqual([
      expect.stringContaining('responses.parquet: cannot be read'),
    ]);
  });

  test('a folder that is not there', async () => {
    await expect(validateDraft('/nowhere', running)).rejects.toThrow('/nowhere: there is no such folder');
  });
});

test.each([
  [2000, '1995 more values'],
  [2001, 'holds more than 2000 different values'],
])('%d values in a column of options: %s', async (count, message) => {
  const one = rows().split(' UNION ALL ')[0]?.replace('1 AS q', 'range AS q') ?? '';
  const { faults } = await validated({
    // None of the values is an option.
    survey: withRecords(),
    records: `${one} FROM range(10, ${10 + count})`,
  });
  expect(faults.filter((fault) => fault.includes('"q"')).join()).toContain(message);
});
