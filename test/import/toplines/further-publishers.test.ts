import { expect, test } from 'vitest';
import type { ToplineOptions } from '../../../src/import/toplines/options.ts';
import { FURTHER } from './further-tables.ts';
import { importedTable, refusedTable } from './support.ts';

type Name = keyof typeof FURTHER;

const MARKS = { displayr: ['↑=note', '↓=note'], ipsos: ['*=note'], gallup: ['*=<0.5'] } as const;

/** `option value n` of one audience, or of one wave where it stands behind a `@`; `?` where no base is given. */
async function read(name: Name, who: string, changes: Partial<ToplineOptions>) {
  const done = await importedTable({ 't.csv': FURTHER[name] }, changes);
  const rows = done.lines.map((line) => line.split(','));
  const [audience, wave = null] = who.split('@');
  return {
    figures: rows
      .filter((cells) => cells[4] === audience && (wave === null || cells[3] === wave))
      .map((cells) => `${cells[2]} ${cells[6]} ${cells[8] || '?'}`),
    count: rows.length,
    notes: done.summary.notes.join('\n'),
    questions: done.survey.questions,
    audiences: done.survey.audiences,
  };
}

const Q = { wave: '2024', question: 'q' };
/** Table, whose figures, all figures of the table, those. */
const READ: readonly [Name, string, number, readonly string[], Partial<ToplineOptions>][] = [
  ['KANTAR', 'ab', 21, ['yes 60 240', 'no 36 240', 'dont-know 4 240'], Q],
  ['IPSOS_KP', 'republican', 12, ['inflation 95 300', 'crime 88 300', 'climate-change 31 300'], Q],
  [
    'YOUGOV_TRACKER',
    'all@5-6-aug-2019',
    9,
    ['approve 28 1628', 'disapprove 48 1628', 'dont-know 24 1628'],
    { question: 'q', audience: 'all' },
  ],
  [
    'QUALTRICS',
    'male',
    12,
    [
      'extremely-satisfied 19.0 490',
      'somewhat-satisfied 36.1 490',
      'neither-satisfied-nor-dissatisfied 25.0 490',
      'dissatisfied 19.9 490',
    ],
    Q,
  ],
  [
    'CTABLES',
    'male',
    10,
    ['a-lot 20.1 488', 'some 39.9 488', 'not-much 25.0 488', 'none 15.0 488', 'subtotal 60.0 488'],
    { wave: '2024' },
  ],
  [
    'SURVEYMONKEY',
    'total',
    3,
    ['very-satisfied 45.00 200', 'satisfied 30.00 200', 'dissatisfied 25.00 200'],
    Q,
  ],
  ['EUROBAROMETER', 'cz', 15, ['tend-to-trust 42 1016', 'tend-not-to-trust 51 1016', 'dont-know 7 1016'], Q],
  [
    'DISPLAYR',
    'female',
    9,
    ['coca-cola 38 167', 'diet-coke 15 167', 'pepsi 47 167'],
    { ...Q, marks: MARKS.displayr },
  ],
  [
    'GALLUP_TREND',
    'us@2023-nov-1-21',
    9,
    ['satisfied 19 ?', 'dissatisfied 80 ?', 'no-opinion 0.5 ?'],
    { audience: 'us', marks: MARKS.gallup },
  ],
  [
    'YG_GRID',
    'male',
    32,
    [
      'very-important 58 712',
      'somewhat-important 31 712',
      'not-very-important 8 712',
      'unimportant 3 712',
      'very-important 33 711',
      'somewhat-important 26 711',
      'not-very-important 18 711',
      'unimportant 23 711',
    ],
    { wave: '2024' },
  ],
  [
    'IPSOS_GA',
    'belgium',
    30,
    [
      'strongly-agree 22 500',
      'somewhat-agree 37 500',
      'somewhat-disagree 27 500',
      'strongly-disagree 14 500',
      't2b 59 500',
      'b2b 41 500',
    ],
    { ...Q, marks: MARKS.ipsos },
  ],
  ['PEW_COLS', 'us@jan-6-19-2020', 9, ['approve 40 ?', 'disapprove 58 ?', 'dk-ref 2 ?'], { audience: 'us' }],
  ['FIVE_N', 'democrats', 9, ['inflation 38 520', 'crime 18 520', 'abortion 31 520'], Q],
  [
    'DISPLAYR_MULTI',
    '18-to-34',
    16,
    ['brand-a 70 300', 'brand-b 30 300', 'brand-c 22 300', 'none-of-these 9 300'],
    Q,
  ],
  [
    'KANTAR_PUB',
    'all',
    4,
    ['conservative 38 ?', 'labour 33 ?', 'liberal-democrat 17 ?', 'other 12 ?'],
    { ...Q, audience: 'all' },
  ],
  [
    'EB_VOLUME',
    'be',
    20,
    [
      'tres-positive-very-positive 6 1017',
      'assez-positive-fairly-positive 35 1017',
      'neutre-neutral 43 1017',
      'negative-negative 16 1017',
      'nsp-dk 0 1017',
    ],
    Q,
  ],
];

test.each([...READ])('%s, of %s', async (name, who, count, figures, changes) => {
  const done = await read(name, who, changes);
  expect(done.figures).toEqual(figures);
  expect(done.count).toBe(count);
});

test.each<[Name, Partial<ToplineOptions>, string]>([
  ['PEW_GLOBAL', { wave: '2024' }, 'each row is of a group and of a wave, such as "Summer 2020"'],
  ['PEW_GLOBAL', Q, 'each row is of a group and of a wave'],
  [
    'GALLUP_WORLD',
    { question: 'q', audience: 'all' },
    'the rows are audiences ("Country") and the columns waves',
  ],
  ['GALLUP_WORLD', { question: 'q' }, 'nothing says which answer the figures are of'],
  ['FIVE_POLLS', { question: 'q' }, '"sample_size" names no wave'],
  ['FIVE_POLLS', Q, 'is no figure'],
  ['CTABLES_BATTERY', { wave: '2024' }, 'Export the table with these groups as columns'],
  [
    'IPSOS_GA',
    Q,
    `"500*" is no base: a whole number of respondents; if "*" is a mark, say what it means: --mark '*=note'`,
  ],
  ['DISPLAYR', Q, `if "↑" is a mark, say what it means: --mark '↑=note'`],
  ['SM_MATRIX', Q, 'or take the column away if it holds no shares'],
  ['GALLUP_CHANGE', { question: 'q', audience: 'us' }, '"Change, pct. pts." names no wave'],
])('%s is refused, with %j', async (name, changes, line) => {
  expect((await refusedTable({ 't.csv': FURTHER[name] }, changes)).join('\n')).toContain(line);
});

test('what is left out is told', async () => {
  expect((await read('EUROBAROMETER', 'cz', Q)).notes).toContain(
    '"Diff. EB98" holds figures with a sign, which are changes or differences, and no shares',
  );
  expect((await read('CTABLES', 'male', { wave: '2024' })).notes).toContain(
    'the numbers beside the shares of "Male" differ from answer to answer: they say how many gave each',
  );
});

test('a column that Displayr calls NET is of all who were asked', async () => {
  const { audiences } = await read('DISPLAYR', 'net', { ...Q, marks: MARKS.displayr });
  expect(audiences.map(({ id, parent }) => `${id} ${String(parent)}`)).toEqual([
    'male net',
    'female net',
    'net undefined',
  ]);
});

test('tables of one question are told apart by the line above it, and a banner that goes on is not', async () => {
  const { questions, notes } = await read('YG_GRID', 'male', { wave: '2024' });
  expect(questions.map(({ text }) => text)).toEqual([
    '5A. Importance of issues — Jobs: How important are the following issues to you?',
    '5B. Importance of issues — Climate: How important are the following issues to you?',
  ]);
  expect(notes).not.toContain('Jobs" stands above the table');
  const pages = ['Male,Female', 'Young,Old'].map(
    (heads, i) => `Table 7/${i + 1},,\nIs it good?,,\n,${heads}\nYes,60%,50%\nNo,40%,50%\n`,
  );
  const banner = await importedTable({ 't.csv': pages.join(',,\n') }, { wave: '2024' });
  expect(banner.survey.questions.map(({ text }) => text)).toEqual(['Is it good?']);
  expect(banner.lines).toHaveLength(8);
});

test('figures with a sign are no shares, whatever marks are', async () => {
  const text = 'option,All,Men\nYes,60,+2\nNo,40,38\n';
  expect(await refusedTable({ 't.csv': text }, Q)).toEqual([
    't.csv:2:Men: "+2" is no share: a figure with a sign is a change or a difference, to be left out',
  ]);
});

test('countries in rows are audiences where the columns are answers that add up', async () => {
  const text = 'Country,Agree,Disagree,DK\nGermany,50,40,10\nKenya,70,25,5\n';
  const done = await importedTable({ 't.csv': text }, Q);
  expect(done.lines.map((line) => line.split(',').slice(2, 7).join(' ')).toSorted()).toEqual([
    'agree 2024 germany percent 50',
    'agree 2024 kenya percent 70',
    'disagree 2024 germany percent 40',
    'disagree 2024 kenya percent 25',
    'dk 2024 germany percent 10',
    'dk 2024 kenya percent 5',
  ]);
  // What is the largest threat, by those who were asked: the countries are answers.
  const threats = 'Country,Total,Men\nRussia,60,55\nChina,40,45\n';
  const same = await importedTable({ 't.csv': threats }, Q);
  expect(same.survey.audiences.map(({ id }) => id)).toEqual(['total', 'men']);
});

test('tables of one question of which one has no line above it are not told apart in silence', async () => {
  const table = (above: string, share: number): string =>
    `${above}Is it good?,,\n,Men,Women\nYes,${share}%,50%\nNo,${100 - share}%,50%\n`;
  const text = `${table('', 60)},,\n${table('B. Of milk,,\n', 70)}`;
  expect((await refusedTable({ 't.csv': text }, { wave: '2024' })).join('\n')).toContain(
    'gives 60 for the same figure',
  );
});

test('a margin of error belongs to the sample of its column, of one answer alone too', async () => {
  const text = 'option,All,Men\nYes,60,55\nBase,1000,480\nMargin of error (95 %),3.1,4.5\n';
  const { survey } = await importedTable({ 't.csv': text }, Q);
  expect(survey.samples).toMatchObject([
    { audience: 'all', n: 1000, marginOfError: { points: '3.1', level: 0.95 } },
    { audience: 'men', n: 480, marginOfError: { points: '4.5', level: 0.95 } },
  ]);
});

test('shares of several answers that add up to the base by chance are shares', async () => {
  const text = 'option,All,Men\nTea,60%,50%\nMilk,50%,40%\nWater,40%,30%\nBase,150,120\n';
  const { lines } = await importedTable({ 't.csv': text }, Q);
  expect(lines).toHaveLength(6);
});
