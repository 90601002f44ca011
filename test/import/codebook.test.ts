import { join } from 'node:path';
import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { smallSurvey } from '../helper.ts';
import { importedText, records } from './support.ts';

const CSV = 'q1,q2,age\n1,x,20\n2,y,31\n1,x,44\n9,y,31\n3,x,999\n';

describe('a codebook in JSON', () => {
  const codebook = {
    title: 'A study',
    rows: 5,
    variables: [
      {
        name: 'q1',
        label: 'Agree?',
        type: 'categorical',
        values: [
          { code: '1', label: 'Yes' },
          { code: 2, label: 'No' },
        ],
        missing: [{ code: 9, label: 'Refused' }],
      },
      { name: 'age', label: 'Age', type: 'numeric', missing: [{ code: 999, label: 'No answer' }] },
    ],
  };

  test('gives questions their text, options and missing codes', async () => {
    const { survey } = await importedText({ 'x.csv': CSV, 'x.codebook.json': JSON.stringify(codebook) });
    expect(survey.title).toBe('A study');
    expect(survey.questions).toMatchObject([
      {
        id: 'q1',
        text: 'Agree?',
        type: 'single',
        options: [
          { id: 'yes', label: 'Yes', code: 1 },
          { id: 'no', label: 'No', code: 2 },
          { id: '3', label: null, code: 3 },
        ],
        missing: [{ code: 9, label: 'Refused' }],
      },
      {
        id: 'q2',
        text: null,
        options: [
          { id: 'x', label: 'x', code: 'x' },
          { id: 'y', label: 'y', code: 'y' },
        ],
      },
      { id: 'age', type: 'numeric', text: 'Age', missing: [{ code: 999, label: 'No answer' }] },
    ]);
  });

  test.each([
    [
      { variables: [{ name: 'Q1' }] },
      'x.codebook.json:variables[0]: x.csv has no column "Q1" (did you mean "q1"?)',
    ],
    [
      { variables: [{ name: 'q1' }, { name: 'q1' }] },
      'x.codebook.json:variables[1]: "q1" is described twice',
    ],
    [
      {
        variables: [{ name: 'q1', values: [{ code: 1, label: 'a' }], missing: [{ code: '1', label: 'b' }] }],
      },
      'x.codebook.json:variables[0]: the code 1 of "q1" stands twice',
    ],
    [{ variables: [{ name: 'q1', type: 'nominal' }] }, 'x.codebook.json:variables[0].type: '],
    [
      { variables: [{ name: 'q2', type: 'numeric' }] },
      'x.csv:q2: the codebook says numeric, but the records hold text',
    ],
    [[], 'x.codebook.json: must be a JSON object'],
  ])('%j is refused', async (document, message) => {
    await expect(importedText({ 'x.csv': CSV, 'x.codebook.json': JSON.stringify(document) })).rejects.toThrow(
      message,
    );
  });

  test('what is no JSON is refused', async () => {
    await expect(importedText({ 'x.csv': CSV, 'x.codebook.json': '{' })).rejects.toThrow(
      'x.codebook.json: is not JSON',
    );
  });
});

describe('a codebook in CSV', () => {
  test('gives the same', async () => {
    const codebook =
      'variable,label,code,value,missing\nq1,Agree?,1,Yes,\nq1,,2,No,\nq1,,9,Refused,true\nage,Age,,,\nage,,999,No answer,TRUE\n';
    const { survey } = await importedText({ 'x.csv': CSV, 'x.codebook.csv': codebook });
    expect(survey.questions).toMatchObject([
      {
        id: 'q1',
        text: 'Agree?',
        options: [{ code: 1 }, { code: 2 }, { code: 3, label: null }],
        missing: [{ code: 9 }],
      },
      { id: 'q2' },
      { id: 'age', text: 'Age', missing: [{ code: 999, label: 'No answer' }] },
    ]);
  });

  test.each([
    [
      'variable,lable\nq1,x\n',
      'x.codebook.csv:1:lable: unknown column, or one that stands twice (did you mean "label"?)',
    ],
    ['label\nx\n', 'x.codebook.csv:1:variable: the column is missing'],
    [
      'variable,label\nq1,x\nq9,y\n',
      'x.codebook.csv:3:variable: x.csv has no column "q9" (did you mean "q1"?)',
    ],
    ['variable,label\nq1,x\nq1,y\n', 'x.codebook.csv:3:label: "q1" has the label "x" already'],
    [
      'variable,code,value,missing\nq1,1,a,maybe\n',
      'x.codebook.csv:2:missing: "maybe" must be true, or empty',
    ],
    ['variable,code,value\nq1,,a\n', 'x.codebook.csv:2:code: is empty'],
    ['variable,label\n,x\n', 'x.codebook.csv:2:variable: is empty'],
    ['variable,label\nq1\n', 'x.codebook.csv:2: 1 cells, but the header has 2'],
    ['variable,label\nq1,"x\n', 'x.codebook.csv'],
    ['variable,label\n', 'x.codebook.csv:1: describes no variable'],
  ])('%j is refused', async (codebook, message) => {
    await expect(importedText({ 'x.csv': CSV, 'x.codebook.csv': codebook })).rejects.toThrow(message);
  });
});

describe('a codebook in CSV is divided as records are', () => {
  const rows = [
    ['variable', 'label', 'code', 'value', 'missing'],
    ['q1', 'Agree, or not; or both | neither?', '1', 'Yes, much', ''],
    ['q1', '', '2', 'No', ''],
    ['q1', '', '9', 'Refused', 'true'],
  ];
  const written = (delimiter: string): string =>
    rows
      .map((cells) => cells.map((cell) => (/[,;|]/.test(cell) ? `"${cell}"` : cell)).join(delimiter))
      .join('\n');

  test.each([
    ['semicolons', written(';')],
    ['tabs', written('\t')],
    ['bars', written('|')],
    ['commas', written(',')],
    ['semicolons, as its first line says', `sep=;\r\n${written(';').replaceAll('\n', '\r\n')}`],
    ['bars, as its first line says below a mark', `\uFEFF"sep=|"\n${written('|')}`],
  ])('by %s', async (_, codebook) => {
    const { survey } = await importedText({ 'x.csv': CSV, 'x.codebook.csv': codebook });
    expect(survey.questions[0]).toMatchObject({
      id: 'q1',
      text: 'Agree, or not; or both | neither?',
      options: [{ code: 1, label: 'Yes, much' }, { code: 2, label: 'No' }, { code: 3 }],
      missing: [{ code: 9, label: 'Refused' }],
    });
  });

  test.each([
    ['variable;label\nq9;x\n', 'x.codebook.csv:3:variable: x.csv has no column "q9"'],
    ['variable;lable\nq1;x\n', 'x.codebook.csv:2:lable: unknown column'],
    ['label\nx\n', 'x.codebook.csv:2:variable: the column is missing'],
    ['variable;label\n', 'x.codebook.csv:2: describes no variable'],
    ['variable;label\nq1;x\nq1\n', 'x.codebook.csv:4: 1 cells, but the header has 2'],
    ['variable;label\nq1;"x\n', 'x.codebook.csv:'],
  ])('its lines are counted as in the file: %j', async (codebook, message) => {
    await expect(importedText({ 'x.csv': CSV, 'x.codebook.csv': `sep=;\n${codebook}` })).rejects.toThrow(
      message,
    );
  });

  test.each(['', '\n\n', '\uFEFF', 'sep=;\n'])('%j is told to be empty', async (codebook) => {
    await expect(importedText({ 'x.csv': CSV, 'x.codebook.csv': codebook })).rejects.toThrow(
      'x.codebook.csv: is empty',
    );
    await expect(importedText({ 'x.csv': codebook })).rejects.toThrow('x.csv: is empty');
  });
});

describe('a survey.json', () => {
  const question = (changes: object) => ({
    id: 'q',
    text: 'Q?',
    wording: 'verbatim',
    type: 'single',
    audiences: ['a'],
    ...changes,
  });
  const survey = (changes: object = {}) =>
    smallSurvey({
      publisher: null,
      samples: [],
      questions: [question({ variable: 'q1', options: [{ id: 'yes', label: 'Yes', code: '1' }] })],
      design: { wave: 'w1', audience: 'a', weights: [{ id: 'w', column: 'age', label: 'W' }] },
      ...changes,
    });

  test('is the draft as it is; only its columns are written, with codes of the kind that it names', async () => {
    const document = survey();
    const { into, summary } = await importedText({ 'x.csv': CSV, 'x.survey.json': JSON.stringify(document) });
    expect(JSON.parse(await readFile(join(into, 'survey.json'), 'utf8'))).toEqual(document);
    expect((await records(into))[0]).toEqual({ q1: '1', age: 20 });
    expect(summary.leftOut).toEqual([
      { variable: 'q2', reason: 'not-named', why: 'x.survey.json does not name it' },
    ]);
  });

  test('numbers stay numbers, whatever their missing codes are written as; names of waves are texts', async () => {
    const document = survey({
      waves: [
        { id: '1', label: 'First', year: 2020 },
        { id: '2', label: 'Second', year: 2021 },
      ],
      questions: [question({ type: 'numeric', variable: 'age', missing: [{ code: '999', label: 'none' }] })],
      design: { wave: 'q1', audience: 'a' },
    });
    const { into } = await importedText({ 'x.csv': CSV, 'x.survey.json': JSON.stringify(document) });
    expect((await records(into))[0]).toEqual({ q1: '1', age: 20 });
  });

  test('is checked against the columns', async () => {
    const document = survey({
      questions: [question({ items: [{ id: 'i', label: 'I', variable: 'q3' }] })],
      design: { wave: 'wav', audience: 'a', weights: [{ id: 'w', column: 'agee', label: 'W' }] },
    });
    await expect(importedText({ 'x.csv': CSV, 'x.survey.json': JSON.stringify(document) })).rejects.toThrow(
      [
        'x.survey.json:design.wave: x.csv has no column "wav"',
        'x.survey.json:design.weights[0].column: x.csv has no column "agee" (did you mean "age"?)',
        'x.survey.json:questions[0].items[0].variable: x.csv has no column "q3" (did you mean "q1"?)',
      ].join('\n'),
    );
  });

  test('with faults of its form, or options that say the same, is refused', async () => {
    const files = (document: object) => ({ 'x.csv': CSV, 'x.survey.json': JSON.stringify(document) });
    await expect(importedText(files(survey({ questions: 3 })))).rejects.toThrow('x.survey.json:questions: ');
    await expect(importedText(files(survey()), { roles: { weight: ['age'] } })).rejects.toThrow(
      'x.survey.json:design: says what --weight says: give only one of them',
    );
    await expect(importedText(files(survey({ design: null })))).rejects.toThrow(
      'x.survey.json:design: is missing',
    );
  });
});

test('a codebook that is named and not there is refused', async () => {
  await expect(importedText({ 'x.csv': CSV }, { codebook: '/nowhere.json' })).rejects.toThrow(
    'cannot be read',
  );
});
