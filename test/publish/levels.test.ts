import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import semver from 'semver';
import { describe, expect, test } from 'vitest';
import { firstOf } from '../runs.ts';
import { diffReleases } from '../../src/publish/diff-releases.ts';
import { isLower, levelBetween, LEVELS, nextVersion, type Level } from '../../src/publish/level.ts';
import { smallSurvey, temporaryFolder, toplines, writeSurvey } from '../helper.ts';
import { recordsSurvey, single, writeRecords, type TestRecord } from '../records-helper.ts';
import { releaseSha256 } from '../../src/repository/sha256.ts';
import { WORK } from './support.ts';

const ROWS = [
  'q,,yes,w1,a,percent,50,exact,200,report,,,',
  'battery,i1,,w1,a,percent,10,exact,,report,p. 1,,',
];

type Survey = Record<string, unknown>;
interface Side {
  readonly survey?: Survey;
  readonly rows?: readonly string[];
}

async function levelOf(before: Side, after: Side): Promise<Level> {
  const folder = await temporaryFolder();
  const release = ({ survey = {}, rows = ROWS }: Side, version: string) => ({
    version,
    survey: { ...smallSurvey({ version }), ...survey, version },
    toplines: toplines(...rows),
  });
  await writeSurvey(folder, 'small', [release(before, '1.0.0'), release(after, '2.0.0')]);
  return (await diffReleases({ data: folder, survey: 'small', from: '1.0.0', to: '2.0.0' }, WORK)).level;
}

/** The small survey with one entry of one of its lists changed. */
function edited(list: string, id: string, change: Survey): Survey {
  const entries = smallSurvey()[list] as Survey[];
  return { [list]: entries.map((entry) => (entry['id'] === id ? { ...entry, ...change } : entry)) };
}
const listed = (list: string): Survey[] => smallSurvey()[list] as Survey[];
const [Q = '', BATTERY = ''] = ROWS;
const YES_AND_NO = ['yes', 'no'].map((id) => ({ id, label: id }));
const BALANCE = { id: 'balance', label: 'Balance', plus: ['yes'], minus: ['no'] };

describe('what a change asks of the number of a release', () => {
  test.each<[string, Level, Side, Side]>([
    ['nothing', 'patch', {}, {}],
    ['the schema that it names', 'patch', {}, { survey: { $schema: '.survey.schema.json' } }],
    ['another schema', 'patch', { survey: { $schema: 'a' } }, { survey: { $schema: 'b' } }],
    ['a title', 'patch', {}, { survey: { title: 'Other' } }],
    ['a note of the survey', 'patch', {}, { survey: { notes: ['New.'] } }],
    ['a label of an audience', 'patch', {}, { survey: edited('audiences', 'a', { label: 'Other' }) }],
    ['the text of a question', 'patch', {}, { survey: edited('questions', 'q', { text: 'Other?' }) }],
    ['the title of a source', 'patch', {}, { survey: edited('sources', 'report', { title: 'Other' }) }],
    [
      'a source added',
      'patch',
      {},
      { survey: { sources: [...listed('sources'), { id: 'third', title: 'Third' }] } },
    ],
    ['a source that none cites removed', 'patch', {}, { survey: { sources: listed('sources').slice(0, 1) } }],
    ['another source of a figure', 'patch', {}, { rows: [Q.replace('report', 'article'), BATTERY] }],
    ['a note of a figure', 'patch', {}, { rows: [`${Q}See page 3`, BATTERY] }],
    ['a locator', 'patch', {}, { rows: [Q, BATTERY.replace('p. 1', 'p. 2')] }],
    ['a parent', 'minor', {}, { survey: edited('audiences', 'a', { parent: 'b' }) }],
    ['a dimension', 'minor', {}, { survey: edited('audiences', 'a', { dimension: 'role' }) }],
    [
      'a difference of answers',
      'minor',
      { survey: edited('questions', 'q', { options: YES_AND_NO }) },
      { survey: edited('questions', 'q', { options: YES_AND_NO, differences: [BALANCE] }) },
    ],
    [
      'the label of a difference',
      'patch',
      { survey: edited('questions', 'q', { options: YES_AND_NO, differences: [BALANCE] }) },
      {
        survey: edited('questions', 'q', {
          options: YES_AND_NO,
          differences: [{ ...BALANCE, label: 'Other' }],
        }),
      },
    ],
    [
      'other sides of a difference',
      'minor',
      { survey: edited('questions', 'q', { options: YES_AND_NO, differences: [BALANCE] }) },
      {
        survey: edited('questions', 'q', {
          options: YES_AND_NO,
          differences: [{ ...BALANCE, plus: ['no'], minus: ['yes'] }],
        }),
      },
    ],
    ['a panel', 'minor', {}, { survey: { panel: true } }],
    ['which bases are small', 'minor', {}, { survey: { bases: { small: 75, verySmall: 30 } } }],
    ['what is small anyway, said', 'patch', {}, { survey: { bases: { small: 100 } } }],
    ...(['designEffect', 'weightedN', 'marginOfError'] as const).map((name): [string, Level, Side, Side] => [
      `the ${name} of a sample`,
      'minor',
      {},
      {
        survey: {
          samples: listed('samples').map((one) => ({
            ...one,
            [name]: name === 'marginOfError' ? { points: 9, level: 0.95 } : 1.5,
          })),
        },
      },
    ]),
    ['a figure added', 'minor', {}, { rows: [...ROWS, 'q,,yes,w1,b,percent,40'] }],
    ['a second source of a figure', 'minor', {}, { rows: [...ROWS, Q.replace('report', 'article')] }],
    ['a base corrected', 'minor', {}, { rows: [Q.replace('200', '201'), BATTERY] }],
    [
      'a base of a sample corrected',
      'minor',
      {},
      { survey: { samples: [{ wave: 'w1', audience: 'a', n: 205, source: 'report' }] } },
    ],
    [
      'a wave added',
      'minor',
      {},
      { survey: { waves: [...listed('waves'), { id: 'w3', label: 'Third', year: 2024 }] } },
    ],
    [
      'an audience added',
      'minor',
      {},
      { survey: { audiences: [...listed('audiences'), { id: 'c', label: 'C' }] } },
    ],
    [
      'a question added',
      'minor',
      { survey: { questions: listed('questions').filter(({ id }) => id !== 'only-a') } },
      {},
    ],
    [
      'a question asked of more',
      'minor',
      {},
      { survey: edited('questions', 'only-a', { audiences: ['a', 'b'] }) },
    ],
    [
      'a break',
      'minor',
      {},
      { survey: edited('questions', 'q', { breaks: [{ between: ['w1', 'w2'], reason: 'Wording.' }] }) },
    ],
    [
      'an alternative added',
      'minor',
      {},
      {
        rows: [
          Q.replace(',,,', ',,preferred,'),
          BATTERY,
          'q,,yes,w1,a,percent,51,exact,200,article,,alternative,',
        ],
      },
    ],
    ['a value', 'major', {}, { rows: [Q.replace('50', '51'), BATTERY] }],
    ['a digit after the point', 'major', {}, { rows: [Q.replace('50', '50.0'), BATTERY] }],
    ['a qualifier', 'major', {}, { rows: [Q.replace('exact', 'more-than'), BATTERY] }],
    ['a figure removed', 'major', {}, { rows: [Q] }],
    ['one of two sources removed', 'major', { rows: [...ROWS, Q.replace('report', 'article')] }, {}],
    [
      'another version preferred',
      'major',
      { rows: [Q.replace(',,,', ',,preferred,'), 'q,,yes,w1,a,percent,51,exact,200,article,,alternative,'] },
      { rows: [Q.replace(',,,', ',,alternative,'), 'q,,yes,w1,a,percent,51,exact,200,article,,preferred,'] },
    ],
    [
      'an alternative removed',
      'major',
      { rows: [Q.replace(',,,', ',,preferred,'), 'q,,yes,w1,a,percent,51,exact,200,article,,alternative,'] },
      { rows: [Q] },
    ],
    ['a wave removed', 'major', {}, { survey: { waves: listed('waves').slice(0, 1) } }],
    ['the type of a question', 'major', {}, { survey: edited('questions', 'q', { type: 'scale' }) }],
    [
      'a question asked of fewer',
      'major',
      {},
      { survey: edited('questions', 'battery', { audiences: ['a'] }) },
    ],
    [
      'another order of waves',
      'major',
      { survey: { waves: listed('waves').map((wave) => ({ ...wave, year: 2020 })) } },
      {
        survey: {
          waves: listed('waves')
            .map((wave) => ({ ...wave, year: 2020 }))
            .toReversed(),
        },
      },
    ],
  ])('%s: %s', async (_name, level, before, after) => {
    expect(await levelOf(before, after)).toBe(level);
  });
});

describe('records', () => {
  const survey = (changes: Survey = {}): Survey =>
    recordsSurvey({
      waves: [
        { id: 'w1', label: 'First', year: 2020 },
        { id: 'w2', label: 'Second', year: 2022 },
      ],
      questions: [single('q', [1, 2])],
      design: { wave: 'wave', audience: 'all', weights: [{ id: 'w', column: 'w', label: 'Weight' }] },
      ...changes,
    });
  const CELL_KEY = { minimumCell: 5, method: 'cell-key' };
  const rows: TestRecord[] = Array.from({ length: 40 }, (_, i) => ({
    wave: 'w1',
    q: 1 + (i % 2),
    w: 1 + (i % 5) / 7,
  }));
  const more: TestRecord[] = rows.map((row) => ({ ...row, wave: 'w2' }));
  const wide: TestRecord[] = rows.map((row, i) => ({ ...row, r: 1 + (i % 2) }));
  const keyed: TestRecord[] = rows.map((row, i) => ({ ...row, _record_key: 1000 + i }));
  const design = (changes: Survey): Survey => ({ design: { ...(survey()['design'] as Survey), ...changes } });
  type Records = readonly TestRecord[];

  type RecordsCase = [string, Level, [Records, Survey], [Records, Survey]];
  const cases: RecordsCase[] = [
    ['the same in another order', 'patch', [rows, {}], [rows.toReversed(), {}]],
    ['a column that nothing uses', 'patch', [rows, {}], [wide, {}]],
    ['rows of a new wave', 'minor', [rows, {}], [[...rows, ...more], {}]],
    [
      'rows of a new wave, where waves share clusters',
      'major',
      [rows, design({ sharedClusters: true })],
      [[...rows, ...more], design({ sharedClusters: true })],
    ],
    ...[
      { codes: 'its name', code: undefined, of: () => 'w1' },
      { codes: 'a number', code: 2020, of: () => 2020 },
      { codes: 'two numbers', code: [2020, 2021], of: (i: number) => 2020 + (i % 2) },
      { codes: 'two texts', code: ['spring', 'autumn'], of: (i: number) => (i % 2 ? 'spring' : 'autumn') },
    ].map(({ codes, code, of }): RecordsCase => [
      `a second wave, after records of one that has no column: ${codes}`,
      'minor',
      [
        rows.map(({ q = null, w = null }) => ({ q, w })),
        { ...design({ wave: 'w1' }), waves: [{ id: 'w1', label: 'First', year: 2020 }] },
      ],
      [
        [
          ...rows.map((row, i) => ({ ...row, wave: of(i) })),
          ...rows.map((row) => ({ ...row, wave: typeof of(0) === 'number' ? 2022 : 'w2' })),
        ],
        {
          waves: [
            { id: 'w1', label: 'First', year: 2020, ...(code === undefined ? {} : { code }) },
            { id: 'w2', label: 'Second', year: 2022, ...(typeof of(0) === 'number' ? { code: 2022 } : {}) },
          ],
        },
      ],
    ]),
    ['another wave that all are of', 'major', [rows, design({ wave: 'w1' })], [rows, design({ wave: 'w2' })]],
    [
      'a question more',
      'minor',
      [wide, {}],
      [wide, { questions: [single('q', [1, 2]), single('r', [1, 2])] }],
    ],
    [
      'a parent that is all of its parts, and gets one more',
      'major',
      [
        rows,
        {
          audiences: [
            { id: 'all', label: 'All' },
            { id: 'x', label: 'X' },
          ],
        },
      ],
      [
        rows,
        {
          audiences: [
            { id: 'all', label: 'All' },
            { id: 'x', label: 'X', parent: ['all'] },
          ],
        },
      ],
    ],
    [
      'a parent that has a code of its own',
      'minor',
      [
        rows,
        {
          audiences: [
            { id: 'all', label: 'All', code: 1 },
            { id: 'x', label: 'X' },
          ],
        },
      ],
      [
        rows,
        {
          audiences: [
            { id: 'all', label: 'All', code: 1 },
            { id: 'x', label: 'X', parent: 'all' },
          ],
        },
      ],
    ],
    ['one answer', 'major', [rows, {}], [[{ wave: 'w1', q: 2, w: 1 }, ...rows.slice(1)], {}]],
    ['one weight', 'major', [rows, {}], [[{ wave: 'w1', q: 1, w: 1.0001 }, ...rows.slice(1)], {}]],
    ['one respondent fewer', 'major', [rows, {}], [rows.slice(1), {}]],
    ['one respondent twice', 'major', [rows, {}], [[...rows, ...rows.slice(0, 1)], {}]],
    [
      'answers exchanged between two respondents',
      'major',
      [rows, {}],
      [[{ ...rows[0], q: 2 }, { ...rows[1], q: 1 }, ...rows.slice(2)] as Records, {}],
    ],
    [
      'the label of a weight',
      'patch',
      [rows, {}],
      [rows, design({ weights: [{ id: 'w', column: 'w', label: 'Other' }] })],
    ],
    ['no weight any more', 'major', [rows, {}], [rows, design({ weights: [] })]],
    // Figures were unweighted until then.
    ['a first weight', 'major', [rows, design({ weights: [] })], [rows, {}]],
    [
      'a second weight',
      'minor',
      [wide, {}],
      [
        wide,
        design({
          weights: [
            { id: 'w', column: 'w', label: 'Weight' },
            { id: 'r', column: 'r', label: 'Other' },
          ],
        }),
      ],
    ],
    [
      'another code of an option',
      'major',
      [rows, {}],
      [
        rows,
        {
          questions: [
            single('q', [1, 2], {
              options: [
                { id: 'q-1', label: '1', code: 2 },
                { id: 'q-2', label: '2', code: 1 },
              ],
            }),
          ],
        },
      ],
    ],
    ['a larger smallest base', 'major', [rows, {}], [rows, { disclosure: { minimumBase: 30 } }]],
    ['noise in the place of hidden cells', 'major', [rows, {}], [keyed, { disclosure: CELL_KEY }]],
    [
      'other noise',
      'major',
      [keyed, { disclosure: CELL_KEY }],
      [keyed, { disclosure: { ...CELL_KEY, noise: { bound: 6, variance: 2 } } }],
    ],
    [
      'noise that is said and was taken before',
      'minor',
      [keyed, { disclosure: CELL_KEY }],
      [keyed, { disclosure: { ...CELL_KEY, noise: { bound: 5, variance: 2 } } }],
    ],
    [
      'other keys',
      'major',
      [keyed, { disclosure: CELL_KEY }],
      [keyed.map((one) => ({ ...one, _record_key: 7 })), { disclosure: CELL_KEY }],
    ],
    ['a smaller smallest base', 'minor', [rows, { disclosure: { minimumBase: 30 } }], [rows, {}]],
  ];

  test.each(firstOf(12, cases))('%s: %s', async (_name, level, before, after) => {
    const folder = join(await temporaryFolder(), 'data');
    const index = [];
    for (const [version, [records, changes]] of [
      ['1.0.0', before],
      ['2.0.0', after],
    ] as const) {
      const directory = join(folder, 'small', version);
      await mkdir(directory, { recursive: true });
      await writeRecords(join(directory, 'responses.parquet'), records);
      await writeFile(join(directory, 'survey.json'), JSON.stringify({ ...survey(changes), version }));
      index.push({ version, released: '2026-01-01T00:00:00Z', sha256: await releaseSha256(directory) });
    }
    await writeFile(join(folder, 'small', 'releases.json'), JSON.stringify(index));
    const found = await diffReleases({ data: folder, survey: 'small', from: '1.0.0', to: '2.0.0' }, WORK);
    expect([found.level, found.changes.map(({ why }) => why)]).toEqual([level, expect.any(Array)]);
    // That further columns are used is told, though the question that uses them is a change too.
    if (_name === 'a question more')
      expect(found.changes).toContainEqual(
        expect.objectContaining({ level: 'minor', why: 'further columns are used' }),
      );
  });
});

test('the number that is right is above the old one, and of its level', () => {
  const number = fc.nat(50);
  const version = fc.tuple(number, number, number).map((parts) => parts.join('.'));
  fc.assert(
    fc.property(version, version, fc.constantFrom(...LEVELS), (from, to, level) => {
      const next = nextVersion(from, level);
      expect(levelBetween(from, next)).toBe(level);
      const given = levelBetween(from, to);
      expect(given === null).toBe(semver.lte(to, from));
      // A version is high enough exactly if it is not below the lowest that is right.
      expect(given !== null && !isLower(given, level)).toBe(semver.gte(to, next));
    }),
  );
});
