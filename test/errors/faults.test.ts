import { describe, expect, test } from 'vitest';
import { Repository, type Refusal } from '../../src/repository/repository.ts';
import { FaultError, formatFault, ReleaseFault } from '../../src/errors/faults.ts';
import { InputFault, refuse } from '../../src/errors/input-fault.ts';
import { readAs } from '../../src/errors/read-as.ts';
import { surveyFile, toplineRow } from '../../src/schemas/dataset.ts';
import { HEADER, smallSurvey, temporaryFolder, toplines, writeSurvey } from '../helper.ts';

/** What is said about a release with these files. */
async function faultsOf(csv: string, survey: Record<string, unknown> = {}): Promise<string[]> {
  const folder = await temporaryFolder();
  const refusals: Refusal[] = [];
  await writeSurvey(folder, 'small', [{ toplines: csv, survey }]);
  await writeSurvey(folder, 'good', [{ toplines: toplines('q,,yes,w1,a,percent,1') }]);
  await Repository.open(folder, { onRefusal: (refusal) => refusals.push(refusal) });
  return refusals.flatMap(({ faults }) => faults);
}

const row = (text: string) => toplines('q,,yes,w1,a,percent,69', text);

test.each([
  [
    'an unknown code',
    row('q,,yess,w1,b,percent,1'),
    'toplines.csv:3:option: unknown option of q "yess" (did you mean "yes"?): one of yes',
  ],
  [
    'an unknown question',
    row('qq,,yes,w1,b,percent,1'),
    'toplines.csv:3:question: unknown question "qq" (did you mean "q"?)',
  ],
  [
    'an audience that was not asked',
    row('only-a,,,w1,b,percent,1'),
    'toplines.csv:3:audience: unknown audience of only-a "b" (did you mean "a"?): one of a',
  ],
  [
    'a share above 100',
    row('q,,yes,w1,b,percent,101'),
    'toplines.csv:3:value: 101 is not a percent: 0 to 100',
  ],
  ['a rank of zero', row('battery,i1,,w1,b,rank,0'), 'toplines.csv:3:value: 0 is not a rank: 1 or more'],
  [
    'a number that is none',
    row('q,,yes,w1,b,percent,6O'),
    'toplines.csv:3:value: must be a plain decimal number such as 69 or 69.0',
  ],
  [
    'a number with an exponent',
    row('q,,yes,w1,b,percent,1e1'),
    'toplines.csv:3:value: must be a plain decimal number such as 69 or 69.0',
  ],
  [
    'a battery without an item',
    row('battery,,,w1,b,percent,1'),
    'toplines.csv:3:item: battery has items: name one',
  ],
  [
    'a base of nothing',
    row('q,,yes,w1,b,percent,1,exact,0,report,,,'),
    'toplines.csv:3:n: must be a whole number of respondents, or empty',
  ],
  [
    'a figure that contradicts another',
    row('q,,yes,w1,a,percent,70,exact,,article,,,'),
    'line 2 gives 69 for the same figure: mark one version "preferred" and the others "alternative"',
  ],
  [
    'a base that contradicts another',
    toplines('q,,yes,w1,a,percent,69,exact,200,report,,,', 'q,,yes,w1,a,percent,69,exact,210,article,,,'),
    'toplines.csv:3:n: line 2 gives another base, 200, for the same figure',
  ],
  [
    'an alternative to nothing',
    row('q,,yes,w1,b,percent,70,exact,,article,,alternative,'),
    'toplines.csv:3:status: an alternative without a preferred version of the figure',
  ],
  [
    'a preferred version without another',
    row('q,,yes,w1,b,percent,70,exact,,article,,preferred,'),
    'toplines.csv:3:status: "preferred" needs an alternative',
  ],
  [
    'a row twice',
    row('q,,yes,w1,a,percent,69'),
    'toplines.csv:3:source: the same source gives the same figure twice',
  ],
  ['a missing cell', `${HEADER}\nq,,yes,w1,a,percent,69\n`, 'toplines.csv:2: 7 cells, but the header has 13'],
  [
    'a misspelt column',
    `${HEADER.replace('measure', 'mesure')}\n`,
    'toplines.csv:1:mesure: unknown column (did you mean "measure"?)',
  ],
  [
    'a column that is not there',
    `${HEADER.replace(',note', '')}\n`,
    'toplines.csv:1:note: the column is missing',
  ],
  [
    'several columns that are not there: one line',
    'question,option,wave,audience,value,n,source\n',
    'toplines.csv:1: columns are missing: item, measure, qualifier, locator, status, note',
  ],
  [
    'a word that there is not',
    row('q,,yes,w1,b,percemt,1'),
    'toplines.csv:3:measure: unknown measure "percemt" (did you mean "percent"?): one of percent, rank, ',
  ],
  ['a column twice', `${HEADER},note\n`, 'toplines.csv:1:note: the column stands twice'],
  ['an open quote', `${HEADER}\n"q,,yes\n`, 'toplines.csv:'],
  ['an empty file', '', 'toplines.csv:1: the header is missing'],
])('%s is named with its place', async (_, csv, expected) => {
  expect((await faultsOf(csv)).join('\n')).toContain(expected);
});

test.each([
  ['a misspelt key', { titel: 'x' }, 'survey.json: unknown key "titel"'],
  ['a missing text', { title: undefined }, 'survey.json:title: is missing: text'],
  [
    'a code with capitals',
    { waves: [{ id: 'W1', label: 'x', year: 2020 }] },
    'survey.json:waves[0].id: must be lower-case letters',
  ],
  [
    'an audience twice',
    {
      audiences: [
        { id: 'a', label: 'A' },
        { id: 'a', label: 'B' },
      ],
    },
    'survey.json:audiences[1].id: "a" stands twice',
  ],
  [
    'waves out of order',
    {
      waves: [
        { id: 'w2', label: 'x', year: 2022 },
        { id: 'w1', label: 'x', year: 2020 },
      ],
    },
    'survey.json:waves[1].year: waves must stand in the order of time',
  ],
  [
    'a parent that is not there',
    {
      audiences: [
        { id: 'a', label: 'A', parent: 'c' },
        { id: 'b', label: 'B' },
      ],
    },
    'survey.json:audiences[0].parent: unknown audience "c"',
  ],
  [
    'a comparison with itself',
    { comparisons: [{ between: ['a', 'a'] }] },
    'an audience cannot be compared with itself',
  ],
  ['another id than the folder', { id: 'other' }, 'survey.json: id is "other", but the folder is "small"'],
  [
    'another version than the folder',
    { version: '1.0.1' },
    'survey.json: version is "1.0.1", but the folder is "1.0.0"',
  ],
  [
    'a reserved word as an audience',
    {
      audiences: [
        { id: 'a', label: 'A' },
        { id: 'b', label: 'B' },
        { id: 'undetermined', label: 'U' },
      ],
    },
    'reserved word',
  ],
])('%s in survey.json is named with its place', async (_, survey, expected) => {
  expect((await faultsOf(toplines(), survey)).join('\n')).toContain(expected);
});

test('a good release has no fault, whatever the order of columns', async () => {
  const [columns, ...rest] = [HEADER.split(','), 'q,,yes,w1,a,percent,69,exact,,report,,,'.split(',')];
  const reversed = [columns, ...rest].map((cells) => cells.toReversed().join(',')).join('\r\n');
  expect(await faultsOf(`﻿${reversed}\r\n`)).toEqual([]);
});

describe('words and keys that there are not', () => {
  const [question] = smallSurvey()['questions'] as object[];
  const said = (changes: object): string[] =>
    readAs(surveyFile, smallSurvey(changes as Record<string, unknown>), 'survey.json').faults.map(
      formatFault,
    );

  test.each<[object, string]>([
    [
      { questions: [{ ...question, type: 'singel' }] },
      'survey.json:questions[0].type: unknown type "singel" (did you mean "single"?): one of single, multiple, ranking, scale, numeric',
    ],
    [
      { questions: [{ ...question, wording: undefined }] },
      'survey.json:questions[0].wording: is missing: one of verbatim, reconstructed, unknown',
    ],
    [
      { questions: [{ ...question, type: 7 }] },
      'survey.json:questions[0].type: unknown type 7: one of single, multiple, ranking, scale, numeric',
    ],
    [
      { audiences: [{ id: 'a', lable: 'A', label: 'A' }] },
      'survey.json:audiences[0]: unknown key "lable" (did you mean "label"?)',
    ],
    [
      { audiences: [{ id: 'a', label: 'A', colour: 1 }] },
      'survey.json:audiences[0]: unknown key "colour": one of id, label, parent, dimension, code, note',
    ],
    [{ format: 'topline/2' }, 'survey.json:format: must be "topline/1", not "topline/2"'],
  ])('%j', (changes, fault) => {
    expect(said(changes)).toEqual([fault]);
  });

  test('what is right is what is read', () => {
    const { data, faults } = readAs(surveyFile, smallSurvey(), 'survey.json');
    expect(faults).toEqual([]);
    expect(data).toEqual(surveyFile.parse(smallSurvey()));
  });

  test('a document that is none has its fault at no place in it, a value of a table at its line', () => {
    expect(readAs(surveyFile, 7, 'x.json').faults).toMatchObject([
      { file: 'x.json', row: null, column: null },
    ]);
    expect(readAs(toplineRow, { value: '6O' }, 'x.csv', 3).faults).toContainEqual(
      expect.objectContaining({ file: 'x.csv', row: 3, column: 'value' }),
    );
  });
});

test('an audience that is misspelt in a question is told once, and not again for every row', async () => {
  const [question, ...others] = smallSurvey()['questions'] as object[];
  const survey = { questions: [{ ...question, audiences: ['a', 'bb'] }, ...others] };
  const faults = await faultsOf(
    toplines('q,,yes,w1,b,percent,1', 'q,,yes,w2,b,percent,2', 'only-a,,,w1,b,percent,1'),
    survey,
  );
  expect(faults).toEqual([
    expect.stringContaining('survey.json:questions[0].audiences[1]: unknown audience "bb"'),
    expect.stringContaining('toplines.csv:4:audience: unknown audience of only-a "b"'),
  ]);
});

test.each([
  [InputFault, 'InputFault'],
  [ReleaseFault, 'ReleaseFault'],
])('%o tells of every fault, a line each', (Kind, name) => {
  const faults = [
    { file: 'a.csv', row: 3, column: 'value', message: 'is odd' },
    { file: 'b.json', row: null, column: null, message: 'is missing' },
  ];
  const cause = new Error('the disk');
  const error = new Kind(faults, { cause });
  expect(error).toBeInstanceOf(FaultError);
  expect(error).toMatchObject({ name, faults, cause, message: 'a.csv:3:value: is odd\nb.json: is missing' });
});

test('to refuse input is to tell one fault of it', () => {
  expect(() => refuse('a.csv', 'is odd', { row: 3 })).toThrow(
    new InputFault([{ file: 'a.csv', row: 3, column: null, message: 'is odd' }]),
  );
});
