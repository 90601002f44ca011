import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { divideLabels } from '../../../src/import/records/divide-labels.ts';
import { codeOf, idOfValue, UniqueCodes } from '../../../src/import/code.ts';
import { CODE_PATTERN } from '../../../src/schemas/codes.ts';
import { importedText, records } from '../support.ts';
import { ANY_CHARACTER } from '../../any-character.ts';

describe('codes', () => {
  test.each([
    ['Très satisfait', 'tres-satisfait'],
    ["Don't know / no answer", 'dont-know-no-answer'],
    ['Q2_10', 'q2-10'],
    ['Straße, Łódź, Ísafjörður', 'strasse-lodz-isafjordur'],
    ['政府', null],
    ['__', null],
  ])('%s is %s', (text, code) => {
    expect(codeOf(text)).toBe(code);
  });

  test('are legal, and never twice', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.string({ unit: ANY_CHARACTER, maxLength: 90 }), fc.string({ maxLength: 5 })), {
          maxLength: 30,
        }),
        (texts) => {
          const codes = new UniqueCodes();
          const given = texts.map((text) => codes.give(codeOf(text) ?? 'x'));
          for (const code of given) expect(code).toMatch(CODE_PATTERN);
          expect(new Set(given).size).toBe(given.length);
        },
      ),
    );
  });

  test('long ones are cut between words', () => {
    expect(codeOf('a word and another word', 12)).toBe('a-word-and');
    expect(codeOf('x'.repeat(99))).toHaveLength(64);
  });

  test.each([
    ['as long as it may be', 'abc def ghi', 11, 'abc-def-ghi'],
    ['one longer', 'abc def ghij', 11, 'abc-def'],
    ['a word that ends where the cut is', 'abc def ghi', 7, 'abc-def'],
    ['a word that ends where the cut is, behind another', 'a word and x', 10, 'a-word-and'],
    ['a word that ends one behind the cut', 'abc defg hi', 7, 'abc-def'],
    ['a hyphen in the first half is too early', 'ab cdefghij', 8, 'ab-cdefg'],
    ['a hyphen in the middle is too', 'abcd efghij', 8, 'abcd-efg'],
    ['a hyphen behind the middle is not', 'abcde fghij', 8, 'abcde'],
    ['no hyphen is left at the end', 'abc defghijk', 4, 'abc'],
  ])('are cut where they should be: %s', (_, text, longest, code) => {
    expect(codeOf(text, longest)).toBe(code);
  });

  test('that are too long with a number behind them make room for it', () => {
    const codes = new UniqueCodes();
    const long = 'x'.repeat(64);
    expect(codes.give(long)).toBe(long);
    expect(codes.give(long)).toBe(`${'x'.repeat(62)}-2`);
    // What is cut at a hyphen does not get two.
    const words = `${'x'.repeat(61)}-yz`;
    expect([codes.give(words), codes.give(words)]).toEqual([words, `${'x'.repeat(61)}-2`]);
    for (let i = 3; i < 10; i += 1) codes.give(long);
    expect(codes.give(long)).toBe(`${'x'.repeat(61)}-10`);
  });
});

test.each([
  [1, 'Very good', 'very-good'],
  [1, null, '1'],
  [-1, null, 'minus-1'],
  ['-x', null, 'x'],
  ['政府', null, 'other'],
  [3, '政府', '3'],
  [1, 'long '.repeat(9), 'long-long-long-long-long-long-long-long'],
] as const)('the id of the value %s, labelled %s, is %s', (value, label, id) => {
  expect(idOfValue(value, label, 'other')).toBe(id);
});

describe('labels of a battery', () => {
  test.each([
    [['Media used: TV', 'Media used: radio'], { text: 'Media used', items: ['TV', 'radio'] }],
    [['Why? - price', 'Why? - taste'], { text: 'Why?', items: ['price', 'taste'] }],
    [['TV - Which media?', 'Radio - Which media?'], { text: 'Which media?', items: ['TV', 'Radio'] }],
    [['Trust in parties', 'Trust in police'], null],
    [['Same: x', 'Same: '], null],
    [['one'], null],
  ])('%j', (labels, expected) => {
    expect(divideLabels(labels)).toEqual(expected);
  });
});

/** A CSV whose rows have values 1 and 2 in every column. */
const yesNo = (names: readonly string[]): string =>
  `${names.join()}\n${[1, 2, 1].map((v) => names.map(() => v).join()).join('\n')}\n`;
const labelled = (labels: Readonly<Record<string, string>>, values = ['Yes', 'No']): string =>
  `variable,label,code,value\n${Object.entries(labels)
    .flatMap(([name, label]) => values.map((value, i) => `${name},${label},${i + 1},${value}`))
    .join('\n')}\n`;

describe('batteries', () => {
  test('are neighbours with a stem and the same answers', async () => {
    const names = ['Q1', 'Q2_1', 'Q2_2', 'Q2_10', 'Q3_1', 'Q4a', 'Q4b'];
    const { survey } = await importedText({ 'x.csv': yesNo(names) });
    expect(
      survey.questions.map(({ id, items, variable }) => [
        id,
        variable ?? items?.map((item) => item.variable),
      ]),
    ).toEqual([
      ['q1', 'Q1'],
      ['q2', ['Q2_1', 'Q2_2', 'Q2_10']],
      ['q3-1', 'Q3_1'],
      ['q4', ['Q4a', 'Q4b']],
    ]);
    expect(survey.questions[1]).toMatchObject({
      type: 'single',
      text: null,
      items: [{ id: 'q2-1', label: null }, { id: 'q2-2' }, { id: 'q2-10' }],
      options: [
        { id: '1', code: 1 },
        { id: '2', code: 2 },
      ],
    });
  });

  test('numbered names alone are not enough: their labels must begin alike', async () => {
    const apart = await importedText({
      'x.csv': yesNo(['q1', 'q2']),
      'x.codebook.csv': labelled({ q1: 'Do you smoke?', q2: 'Do you drive?' }),
    });
    expect(apart.survey.questions.map(({ id }) => id)).toEqual(['q1', 'q2']);
    const together = await importedText({
      'x.csv': yesNo(['q1', 'q2']),
      'x.codebook.csv': labelled({ q1: 'Owned: car', q2: 'Owned: bicycle' }),
    });
    expect(together.survey.questions).toMatchObject([
      {
        id: 'q',
        text: 'Owned',
        items: [
          { id: 'car', label: 'car', variable: 'q1' },
          { id: 'bicycle', variable: 'q2' },
        ],
      },
    ]);
  });

  test('other answers end a battery', async () => {
    const codebook = `${labelled({ q_1: 'A: a', q_2: 'A: b' })}${labelled({ q_3: 'A: c' }, ['Good', 'Bad']).split('\n').slice(1).join('\n')}`;
    const { survey } = await importedText({
      'x.csv': yesNo(['q_1', 'q_2', 'q_3']),
      'x.codebook.csv': codebook,
    });
    expect(survey.questions.map(({ items, variable }) => variable ?? items?.length)).toEqual([2, 'q_3']);
  });
});

describe('kinds of columns', () => {
  const lines = (columns: Readonly<Record<string, (i: number) => string | number>>, count = 60): string =>
    `${Object.keys(columns).join()}\n${Array.from({ length: count }, (_, i) =>
      Object.values(columns)
        .map((f) => f(i))
        .join(),
    ).join('\n')}\n`;

  test('free text and identifiers are left out, unless they are to be kept', async () => {
    const csv = lines({
      id: (i) => 1000 + i,
      token: (i) => `t${i}`,
      words: (i) => `in my own words ${i % 55}`,
      nothing: () => '',
      essay: (i) => (i === 0 ? 'x'.repeat(101) : 'y'),
      score: (i) => i / 7,
      q: (i) => i % 3,
      many: (i) => i % 30,
    });
    const { summary, survey } = await importedText({ 'x.csv': csv });
    expect(summary.leftOut.map(({ variable, reason }) => [variable, reason])).toEqual([
      ['id', 'identifier'],
      ['token', 'identifier'],
      ['words', 'free-text'],
      ['nothing', 'empty'],
      ['essay', 'free-text'],
    ]);
    expect(survey.questions.map(({ id, type, options }) => [id, type, options?.length])).toEqual([
      ['score', 'numeric', undefined],
      ['q', 'single', 3],
      ['many', 'numeric', undefined],
    ]);
    const kept = await importedText({ 'x.csv': csv }, { keep: ['id', 'words'] });
    expect(kept.survey.questions.slice(0, 2)).toMatchObject([
      { id: 'id', type: 'numeric' },
      { id: 'words', type: 'single' },
    ]);
    expect(Object.keys((await records(kept.into))[0] ?? {})).toEqual(['id', 'words', 'score', 'q', 'many']);
  });

  test('texts that are too many to be options are kept without a question', async () => {
    const csv = lines({ words: (i) => `words ${i % 1500}`, q: (i) => i % 3 }, 3000);
    const { summary, survey, into } = await importedText({ 'x.csv': csv }, { keep: ['words'] });
    expect(summary.notes).toEqual([
      'words is kept in responses.parquet, but has too many values to be a question',
    ]);
    expect(survey.questions.map(({ id }) => id)).toEqual(['q']);
    expect((await records(into))[1]).toEqual({ words: 'words 1', q: 1 });
  });
});

describe('the design', () => {
  const csv = 'w,year,role,h,c,N,q\n1.5,2019,CIO,1,1,10,1\n1,2021,CMO,1,2,10,2\n1,2021,,2,1,10,1\n';
  const roles = { weight: ['w'], strata: ['h'], clusters: ['c'], fpc: ['N'], wave: 'year', audience: 'role' };

  test('is drafted from the columns that are named', async () => {
    const { survey, into } = await importedText({ 'x.csv': csv }, { roles });
    expect(survey).toMatchObject({
      id: 'x',
      publisher: null,
      citation: null,
      licence: { name: null },
      disclosure: { minimumBase: null, minimumCell: null, publicRecords: false },
      waves: [
        { id: '2019', label: '2019', year: 2019, code: 2019 },
        { id: '2021', label: '2021', year: 2021, code: 2021 },
      ],
      audiences: [
        { id: 'all', label: 'All respondents' },
        { id: 'cio', label: 'CIO', parent: 'all', code: 'CIO' },
        { id: 'cmo', label: 'CMO', parent: 'all', code: 'CMO' },
      ],
      questions: [{ id: 'q', audiences: ['all', 'cio', 'cmo'] }],
      design: {
        wave: 'year',
        audience: 'role',
        weights: [{ id: 'w', column: 'w', label: 'w' }],
        strata: ['h'],
        clusters: ['c'],
        fpc: ['N'],
      },
    });
    expect(Object.keys((await records(into))[0] ?? {})).toEqual(['w', 'year', 'role', 'h', 'c', 'N', 'q']);
  });

  test('without columns there is one wave to be described, and one audience', async () => {
    const { survey } = await importedText({ 'x.csv': csv }, { roles: { weight: ['w'] } });
    expect(survey.waves).toEqual([{ id: 'wave-1', label: null, year: null }]);
    expect(survey.audiences).toEqual([{ id: 'all', label: 'All respondents' }]);
    expect(survey.design).toMatchObject({ wave: 'wave-1', audience: 'all', strata: null });
  });

  test('an audience that is called all does not become the whole', async () => {
    const { survey } = await importedText(
      { 'x.csv': 'role,q\nall,1\nsome,1\nall,2\n' },
      { roles: { audience: 'role' } },
    );
    expect(survey.audiences).toMatchObject([
      { id: 'all' },
      { id: 'all-2', code: 'all', parent: 'all' },
      { id: 'some' },
    ]);
  });
});

test.each([
  [12, 'single'],
  [13, 'numeric'],
])('%d whole numbers of which nothing is known are of a question that is %s', async (count, type) => {
  const values = Array.from({ length: 2 * count }, (_, i) => i % count);
  const { survey } = await importedText({ 'x.csv': `q\n${values.join('\n')}\n` });
  expect(survey.questions.map((question) => question.type)).toEqual([type]);
});
