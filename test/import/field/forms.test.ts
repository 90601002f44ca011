import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { firstOf } from '../../runs.ts';
import { importedText, records, type Changes } from '../support.ts';
import { figuresOf, questionIn } from './support.ts';

/** Rows of a file, of some of which each stands for several respondents. */
const rows = (times: number, lines: readonly string[], end = '\n'): string =>
  Array.from({ length: times }, () => lines.map((line) => line + end).join('')).join('');
const numbered = (count: number, line: (i: number) => string): string =>
  Array.from({ length: count }, (_, i) => `${line(i)}\n`).join('');

interface Case {
  /** Which tool writes so, and what. */
  readonly form: string;
  readonly files: Readonly<Record<string, string | Uint8Array>>;
  readonly options?: Changes;
  readonly records: number;
  /** Id, type and text of each question. */
  readonly questions: readonly (readonly [id: string, type: string, text: string | null])[];
  /** Shares and bases by question and answer; all answers of a question that is named. */
  readonly figures: Readonly<Record<string, Readonly<Record<string, readonly [share: number, n: number]>>>>;
  readonly leftOut?: Readonly<Record<string, string>>;
  readonly notes?: readonly RegExp[];
}

/** Ten respondents: 6 of A, 4 of B, 0 of C, 2 of them of both, 2 of none. */
const CHOICES = ['ab', 'ab', 'a', 'a', 'a', 'a', 'b', 'b', '', ''] as const;
const columns = (line: (chosen: string, i: number) => string): string => rows(3, CHOICES.map(line));
const OF_CHOICES = { A: [60, 30], B: [40, 30], C: [0, 30] } as const;

const SEVERAL: readonly Case[] = [
  {
    form: 'LimeSurvey: G2[SQ001] with Yes and nothing, an other with words',
    files: {
      'x.csv': `id,G2[SQ001],G2[SQ002],G2[SQ003],G2[other]\n${columns((c, i) => `${i},${c.includes('a') ? 'Yes' : ''},${c.includes('b') ? 'Yes' : ''},,${i === 9 ? 'my own shed behind it' : ''}`)}`,
    },
    records: 30,
    questions: [['g2', 'multiple', null]],
    figures: { g2: { SQ001: [60, 30], SQ002: [40, 30], SQ003: [0, 30], other: [10, 30] } },
  },
  {
    form: 'REDCap, raw: race___1 with 1 and 0',
    files: {
      'x.csv': `record_id,race___1,race___2,race___3\n${columns((c, i) => `${i},${Number(c.includes('a'))},${Number(c.includes('b'))},0`)}`,
      'x.codebook.csv':
        'variable,label\nrace___1,Race (choice=A)\nrace___2,Race (choice=B)\nrace___3,Race (choice=C)\n',
    },
    records: 30,
    questions: [['race', 'multiple', 'Race']],
    figures: { race: OF_CHOICES },
    leftOut: { record_id: 'identifier' },
  },
  {
    form: 'REDCap, labels: Race (choice=White) with Checked and Unchecked',
    files: {
      'x.csv': `Record ID,Race (choice=A),Race (choice=B),Race (choice=C)\n${columns((c, i) => `${i},${c.includes('a') ? 'Checked' : 'Unchecked'},${c.includes('b') ? 'Checked' : 'Unchecked'},Unchecked`)}`,
    },
    records: 30,
    questions: [['race', 'multiple', 'Race']],
    figures: { race: OF_CHOICES },
  },
  {
    form: 'Kobo: tools, and tools/hammer with 1 and 0 or nothing for those who were not asked',
    files: {
      'x.csv': `_uuid,tools,tools/a,tools/b,tools/c\n${columns((c, i) => (i === 9 ? 'u,,,,' : `u,${c.split('').join(' ')},${Number(c.includes('a'))},${Number(c.includes('b'))},0`))}`,
    },
    records: 30,
    questions: [['tools', 'multiple', null]],
    figures: { tools: { a: [(100 * 18) / 27, 27], b: [(100 * 12) / 27, 27], c: [0, 27] } },
    leftOut: { _uuid: 'identifier', tools: 'duplicate' },
  },
  {
    form: 'ODK: select_multiple in one cell, divided by blanks',
    files: {
      'x.csv': `q,sex\n${numbered(120, (i) => `${['hoe axe saw', 'hoe', 'axe saw', 'saw hoe', 'axe', 'hoe axe', 'saw', ''][i % 8]},${i % 2}`)}`,
    },
    records: 120,
    questions: [
      ['q', 'multiple', null],
      ['sex', 'single', null],
    ],
    figures: { q: { hoe: [50, 120], axe: [50, 120], saw: [50, 120] } },
  },
  {
    form: 'Google Forms: checkboxes in one cell with commas, one of the answers with a comma in it',
    files: {
      'x.csv': `Timestamp,Which do you like?\n${numbered(120, (i) => `2024/01/01 9:00:00,"${['Tea, black', 'Coffee', 'Tea, black, Coffee', 'Water', 'Tea, black, Water', 'Coffee, Water'][i % 6]}"`)}`,
    },
    records: 120,
    questions: [['which-do-you-like', 'multiple', 'Which do you like?']],
    figures: { 'which-do-you-like': { 'Tea, black': [50, 120], Coffee: [50, 120], Water: [50, 120] } },
    leftOut: { Timestamp: 'technical' },
  },
  {
    form: 'Microsoft Forms: answers in one cell, each ended by a semicolon',
    files: {
      'x.csv': `ID,Start time,Which do you use?\n${numbered(60, (i) => `${i + 1},2024-01-01 09:00:00,${['Bus;Train;', 'Bus;', 'Train;', ''][i % 4]}`)}`,
    },
    records: 60,
    questions: [['which-do-you-use', 'multiple', 'Which do you use?']],
    figures: { 'which-do-you-use': { Bus: [50, 60], Train: [50, 60] } },
    leftOut: { ID: 'identifier', 'Start time': 'technical' },
  },
  {
    form: 'Airtable: answers in one cell, line by line',
    files: {
      'x.csv': `Which?,n\n${numbered(60, (i) => `"${['Red\nBlue', 'Red', 'Blue', 'Green'][i % 4]}",${i % 3}`)}`,
    },
    records: 60,
    questions: [
      ['which', 'multiple', null],
      ['n', 'single', null],
    ],
    figures: { which: { Red: [50, 60], Blue: [50, 60], Green: [25, 60] } },
  },
  {
    form: 'Any tool with a codebook: labels in one cell divided by bars, one of them with a bar in it',
    files: {
      'x.csv': `q\n${numbered(40, (i) => ['Yes|Either|or', 'Yes', 'Either|or', 'No'][i % 4] ?? '')}`,
      'x.codebook.csv':
        'variable,label,code,value\nq,What?,1,Yes\nq,,2,Either|or\nq,,3,No\nq,,4,Never chosen\n',
    },
    records: 40,
    questions: [['q', 'multiple', 'What?']],
    figures: { q: { Yes: [50, 40], 'Either|or': [50, 40], No: [25, 40], 'Never chosen': [0, 40] } },
  },
  {
    form: 'Alchemer: Option:Question over each column, its label or nothing',
    files: {
      'x.csv': `Response ID,A:Which of these do you own?,B:Which of these do you own?,C:Which of these do you own?\n${columns((c, i) => `${i},${c.includes('a') ? 'A' : ''},${c.includes('b') ? 'B' : ''},`)}`,
    },
    records: 30,
    questions: [['which-of-these-do-you-own', 'multiple', 'Which of these do you own?']],
    figures: { 'which-of-these-do-you-own': OF_CHOICES },
  },
  {
    form: 'Qualtrics: the label or nothing, Q3_4_TEXT beside it',
    files: {
      'x.csv': `Q3_1,Q3_2,Q3_4,Q3_4_TEXT\nWhich? - Selected Choice - A,Which? - Selected Choice - B,Which? - Selected Choice - Other,Which? - Other - Text\n"{""ImportId"":""QID3_1""}","{""ImportId"":""QID3_2""}","{""ImportId"":""QID3_4""}","{""ImportId"":""QID3_4_TEXT""}"\n${columns((c, i) => `${c.includes('a') ? 'A' : ''},${c.includes('b') ? 'B' : ''},${i === 9 ? 'Other' : ''},${i === 9 ? 'my words' : ''}`)}`,
    },
    records: 30,
    questions: [['q3', 'multiple', 'Which?  - Selected Choice'.replace('  ', ' ')]],
    figures: { q3: { A: [60, 30], B: [40, 30], Other: [10, 30] } },
    leftOut: { Q3_4_TEXT: 'free-text' },
  },
  {
    form: 'SurveyMonkey: a question over its first column, options below, nothing for empty heads',
    files: {
      'x.csv': `Respondent ID,Start Date,IP Address,Which of these?,,,Anything else?\n,,,A,B,C,Open-Ended Response\n${numbered(30, (i) => `${1e9 + i},01/02/2024 10:00:00 AM,192.0.2.${i},${CHOICES[i % 10]?.includes('a') ? 'A' : ''},${CHOICES[i % 10]?.includes('b') ? 'B' : ''},,${i % 4 === 3 ? `I said it ${i} times` : ''}`)}`,
    },
    records: 30,
    questions: [['which-of-these', 'multiple', 'Which of these?']],
    figures: { 'which-of-these': OF_CHOICES },
    leftOut: { 'Start Date': 'technical', 'IP Address': 'personal', 'Anything else?': 'identifier' },
  },
  {
    form: 'Dimensions, Askia: codes in one cell divided by blanks, with a codebook',
    files: {
      'x.csv': `q,w\n${numbered(40, (i) => `${['1 2', '1', '2 98', ''][i % 4]},${i % 3}`)}`,
      'x.codebook.csv': 'variable,label,code,value,missing\nq,Which?,1,A,\nq,,2,B,\nq,,3,C,\nq,,98,None,\n',
    },
    records: 40,
    questions: [['q', 'multiple', 'Which?']],
    figures: { q: { A: [50, 40], B: [50, 40], C: [0, 40], None: [25, 40] } },
  },
  {
    form: 'Unipark, Forsta: code where quoted, 0 where not',
    files: {
      'x.csv': `v_1r1,v_1r2,v_1r3\n${columns((c) => `${c.includes('a') ? 1 : 0},${c.includes('b') ? 1 : 0},0`)}`,
    },
    records: 30,
    questions: [['v-1', 'multiple', null]],
    figures: { 'v-1': { 'v-1r1': [60, 30], 'v-1r2': [40, 30], 'v-1r3': [0, 30] } },
  },
  {
    form: 'Confirmit, Snap: the label, or "Not selected"; names Q5_0001',
    files: {
      'x.csv': `Q5_0001,Q5_0002,Q5_0003\n${columns((c) => `${c.includes('a') ? 'A' : 'Not selected'},${c.includes('b') ? 'B' : 'Not selected'},Not selected`)}`,
      'x.codebook.csv': 'variable,label\nQ5_0001,Seen: A\nQ5_0002,Seen: B\nQ5_0003,Seen: C\n',
    },
    records: 30,
    questions: [['q5', 'multiple', 'Seen']],
    figures: { q5: OF_CHOICES },
  },
  {
    form: 'R: TRUE and FALSE, names by make.names',
    files: {
      'x.csv': `own.1,own.2,own.3\n${columns((c) => `${c.includes('a') ? 'TRUE' : 'FALSE'},${c.includes('b') ? 'TRUE' : 'FALSE'},FALSE`)}`,
    },
    records: 30,
    questions: [['own', 'multiple', null]],
    figures: { own: { 'own-1': [60, 30], 'own-2': [40, 30], 'own-3': [0, 30] } },
  },
  {
    form: 'Telephone interviews: first, second, third mention',
    files: {
      'x.csv': `first_mention,second_mention,third_mention\n${numbered(60, (i) => ['Tax,Rent,War', 'Tax,,', 'Rent,War,', 'Work,Tax,', 'War,,', ',,'][i % 6] ?? '')}`,
    },
    records: 60,
    questions: [['mention', 'multiple', null]],
    figures: { mention: { Tax: [50, 60], Rent: [100 / 3, 60], Work: [100 / 6, 60], War: [50, 60] } },
  },
  {
    form: 'Any tool: ratings in numbered columns stay a battery',
    files: {
      'x.csv': `r_1,r_2,r_3\n${numbered(60, (i) => `${1 + (i % 3)},${1 + (i % 2)},${i % 4 === 0 ? '' : 3}`)}`,
    },
    records: 60,
    questions: [['r', 'single', null]],
    figures: {},
  },
  {
    form: 'Any tool: answers with a comma in them are one answer each',
    files: {
      'x.csv': `q,r\n${numbered(80, (i) => `"${['Yes, always', 'Yes, sometimes', 'No, never', 'No'][i % 4]}",${i % 2}`)}`,
    },
    records: 80,
    questions: [
      ['q', 'single', null],
      ['r', 'single', null],
    ],
    figures: {
      q: { 'Yes, always': [25, 80], 'Yes, sometimes': [25, 80], 'No, never': [25, 80], No: [25, 80] },
    },
  },
];

const HEADERS: readonly Case[] = [
  {
    form: 'Survey in two languages: a name and two rows of texts over each column',
    files: {
      'x.csv': `sex,vote\nSex of respondent,Vote intention\nSexe,Intention de vote\n${numbered(60, (i) => `${1 + (i % 2)},${1 + (i % 3)}`)}`,
    },
    records: 60,
    questions: [
      ['sex', 'single', 'Sex of respondent'],
      ['vote', 'single', 'Vote intention'],
    ],
    figures: { sex: { '1': [50, 60], '2': [50, 60] } },
  },
  {
    form: 'Laboratory, panel: units below the names',
    files: {
      'x.csv': `age,income,q\nyears,EUR,\n${numbered(60, (i) => `${20 + (i % 40)},${1000 + 7 * (i % 50)},${i % 2}`)}`,
    },
    records: 60,
    questions: [
      ['age', 'numeric', 'years'],
      ['income', 'numeric', 'EUR'],
      ['q', 'single', null],
    ],
    figures: {},
  },
  {
    form: 'Any tool: `--header-rows 2`, where nothing shows it',
    files: { 'x.csv': `a,b\nx,y\n${rows(10, ['x,y', 'z,w'])}` },
    options: { headerRows: 2 },
    records: 20,
    questions: [
      ['a', 'single', 'x'],
      ['b', 'single', 'y'],
    ],
    figures: { a: { x: [50, 20], z: [50, 20] } },
  },
  {
    form: 'Any tool: one row of names, and a record',
    files: { 'x.csv': `a,b\nx,y\n${rows(10, ['x,y', 'z,w'])}` },
    records: 21,
    questions: [
      ['a', 'single', null],
      ['b', 'single', null],
    ],
    figures: { a: { x: [1100 / 21, 21], z: [1000 / 21, 21] } },
  },
  {
    form: 'Google Forms: a grid `How often? [Tea]`, a scale in its order',
    files: {
      'x.csv': `Timestamp,How often? [Tea],How often? [Milk]\n${numbered(40, (i) => `1/2/2024 10:00:00,${['Sometimes', 'Always', 'Never', 'Often'][i % 4]},${['Never', 'Always'][i % 2]}`)}`,
    },
    records: 40,
    questions: [['how-often', 'single', 'How often?']],
    figures: { 'how-often': { 'Tea: Never': [25, 40], 'Tea: Always': [25, 40], 'Milk: Never': [50, 40] } },
  },
];

async function check({ files, options, ...expected }: Case): Promise<void> {
  const { survey, summary, into } = await importedText(files, options ?? {});
  expect(summary.records).toBe(expected.records);
  expect(survey.questions.map(({ id, type, text }) => [id, type, text])).toEqual(expected.questions);
  for (const [id, figures] of Object.entries(expected.figures)) {
    const counted = await figuresOf(into, questionIn(survey, id));
    for (const [answer, [share, n]] of Object.entries(figures)) {
      expect(Object.keys(counted), id).toContain(answer);
      expect(counted[answer]?.n, answer).toBe(n);
      expect(counted[answer]?.share, answer).toBeCloseTo(share, 8);
    }
    if (questionIn(survey, id).type === 'multiple')
      expect(Object.keys(counted).toSorted()).toEqual(Object.keys(figures).toSorted());
  }
  const reasons = Object.fromEntries(summary.leftOut.map(({ variable, reason }) => [variable, reason]));
  expect(reasons).toMatchObject(expected.leftOut ?? {});
  for (const note of expected.notes ?? []) expect(summary.notes.join('\n')).toMatch(note);
  expect((await records(into)).length).toBe(expected.records);
}

test('docs/import.md lists these forms with their test, and each row names a test that is there', () => {
  const page = readFileSync('docs/import.md', 'utf8');
  const [table = ''] = /^\| export of [^]*?\n\n/m.exec(page) ?? [];
  const listed = table
    .trim()
    .split('\n')
    .slice(2)
    .map((row) => row.split(/(?<!\\)\|/).map((cell) => cell.trim()));
  expect(listed.length).toBeGreaterThan(25);
  for (const [, tool, , , test_ = ''] of listed) {
    const [, link = ''] = new RegExp(`\\[\`${test_}\`\\]\\(\\.\\./([^)]+)\\)`).exec(page) ?? [];
    expect(link, `${tool}: ${test_}`).not.toBe('');
    expect(existsSync(link), link).toBe(true);
  }
  expect(
    listed.filter((row) => row[4] === 'forms').map(([, tool = '', what = '']) => `${tool}: ${what}`),
  ).toEqual(expect.arrayContaining([...SEVERAL, ...HEADERS].map(({ form }) => form)));
  expect(listed.filter((row) => row[4] === 'forms')).toHaveLength(SEVERAL.length + HEADERS.length);
});

describe('several answers to one question', () => {
  test.each(firstOf(6, SEVERAL).map((one) => [one.form, one] as const))('%s', (_, one) => check(one));
});

describe('rows above the records', () => {
  test.each(firstOf(4, HEADERS).map((one) => [one.form, one] as const))('%s', (_, one) => check(one));
});
