import { describe, expect, test } from 'vitest';
import type { ToplineOptions } from '../../../src/import/toplines/options.ts';
import { TABLES } from './printed-tables.ts';
import { importedTable, refusedTable } from './support.ts';

type Name = keyof typeof TABLES;

/** What a table says of one audience: `option value n`, in the order of its rows; `?` where no base is given. */
async function figuresOf(
  name: Name,
  audience: string,
  changes: Partial<ToplineOptions>,
): Promise<{ figures: string[]; count: number; notes: string; nets: string[]; questions: string[] }> {
  const { lines, survey, summary } = await importedTable(
    { 't.csv': TABLES[name] },
    { wave: '2018', ...changes },
  );
  const rows = lines.map((line) => line.split(','));
  return {
    figures: rows
      .filter((cells) => cells[4] === audience)
      .map((cells) => `${cells[2]} ${cells[6]} ${cells[8] || '?'}`),
    count: rows.length,
    notes: summary.notes.join('\n'),
    nets: survey.questions.flatMap(({ nets = [] }) =>
      nets.map(({ id, options }) => [id, ...options].join(' ')),
    ),
    questions: survey.questions.map(({ text }) => text ?? ''),
  };
}

/** Table, audience, all figures of the table, those of the audience. */
const READ: readonly [Name, string, number, readonly string[], Partial<ToplineOptions>?][] = [
  [
    'YOUGOV_NAMES',
    'lab',
    60,
    [
      'very-well 2 505',
      'fairly-well 18 505',
      'very-badly 75 505',
      'dont-know 5 505',
      'very-well 25 505',
      'fairly-well 45 505',
      'very-badly 22 505',
      'dont-know 8 505',
      'total-well 20 505',
      'total-well 70 505',
    ],
  ],
  ['IPSOS_NET', 'labour', 12, ['satisfied 8 330', 'dissatisfied 87 330', 'dont-know 5 330']],
  [
    'PEW_NO_BASES',
    'dem-lean-dem',
    15,
    ['excellent 3 ?', 'good 11 ?', 'only-fair 46 ?', 'poor 40 ?', 'net 14 ?'],
    { question: 'q' },
  ],
  ['SPSS_BOOK', 'female', 6, ['yes 57.1 ?', 'no 42.9 ?']],
  ['YOUGOV_WAVES', 'lib-dem', 24, ['con 6 ?', 'lab 14 ?', 'lib-dem 72 ?', 'other 8 ?']],
  ['YOUGOV_WAVES', 'total', 24, ['con 40 ?', 'lab 40 ?', 'lib-dem 9 ?', 'other 11 ?']],
  [
    'YOUGOV_TWO_BANNERS',
    'rep',
    24,
    ['generally-headed-in-the-right-direction 12 410', 'off-on-the-wrong-track 84 410', 'not-sure 4 410'],
  ],
  [
    'YOUGOV_TWO_BANNERS',
    'total',
    24,
    ['generally-headed-in-the-right-direction 27 1496', 'off-on-the-wrong-track 60 1496', 'not-sure 13 1496'],
  ],
  [
    'YOUGOV_MULTI',
    '65',
    49,
    [
      'walked 72 463',
      'cycled 12 463',
      'none-of-these 20 463',
      'health 55 ?',
      'cost 45 ?',
      'daily 47 ?',
      'less 53 ?',
    ],
  ],
  [
    'YOUGOV_US_WIDE',
    'black',
    49,
    [
      'very-favorable 39 180',
      'somewhat-favorable 30 180',
      'somewhat-unfavorable 8 180',
      'very-unfavorable 10 180',
      'dont-know 13 180',
      'total-favorable 69 180',
      'total-unfavorable 18 180',
    ],
  ],
  [
    'IPSOS_MEAN',
    'male',
    25,
    [
      'strongly-agree-5 18 495',
      'tend-to-agree-4 25 495',
      'neither-3 28 495',
      'disagree-2 29 495',
      'top-2-box 43 495',
    ],
  ],
  [
    'IPSOS_COUNTRIES',
    'france',
    30,
    [
      'definitely 7 1001',
      'somewhat 20 1001',
      'somewhat-wrong 32 1001',
      'definitely-wrong 41 1001',
      'right-direction-net 27 1001',
      'wrong-track-net 73 1001',
    ],
  ],
  ['IPSOS_MULTI', 'female', 18, ['facebook 71 570', 'twitter 24 570', 'none-of-these 18 570']],
  [
    'IPSOS_US',
    'republican',
    40,
    [
      'very-concerned 20 310',
      'somewhat-concerned 38 310',
      'not-very-concerned 27 310',
      'not-at-all-concerned 14 310',
      'skipped 1 310',
      'concerned-net 58 310',
      'not-concerned-net 41 310',
      'yes 22 310',
      'no 78 310',
      'skipped 0.5 310',
    ],
    { marks: ['*=<0.5'] },
  ],
  [
    'PEW_TREND',
    'all',
    12,
    [
      'satisfied 30 ?',
      'satisfied 29 ?',
      'satisfied 29 ?',
      'satisfied 0.5 ?',
      'dissatisfied 63 ?',
      'dissatisfied 65 ?',
      'dissatisfied 67 ?',
      'dissatisfied 99 ?',
      'vol-dk-ref 7 ?',
      'vol-dk-ref 5 ?',
      'vol-dk-ref 4 ?',
      'vol-dk-ref 1 ?',
    ],
    { wave: null, audience: 'all', marks: ['*=<0.5'] },
  ],
  [
    'PEW_LEFT',
    'all',
    3,
    ['yes-have-heard 93 ?', 'no-have-not-heard 6 ?', 'no-answer 1 ?'],
    { wave: null, audience: 'all' },
  ],
  [
    'PEW_MIXED',
    'all',
    14,
    [
      'satisfied 31 ?',
      'dissatisfied 67 ?',
      'no-answer 2 ?',
      'satisfied 28 ?',
      'satisfied 30 ?',
      'dissatisfied 70 ?',
      'dissatisfied 69 ?',
      'no-answer 2 ?',
      'no-answer 1 ?',
      'very-good 16 ?',
      'somewhat-good 41 ?',
      'bad 43 ?',
      'no-answer 0.5 ?',
      'net-good 57 ?',
    ],
    { wave: null, audience: 'all', marks: ['*=<0.5'] },
  ],
  [
    'PEW_ITEMS',
    'conservative',
    15,
    ['scientists 22 3400', 'military 64 3400', 'journalists 2 3400'],
    { question: 'q' },
  ],
  [
    'FIVE_BASES',
    'republican',
    30,
    ['a-lot 8 260', 'some 22 260', 'not-at-all 70 260', 'no-answer 0 260', 'net-a-lot-or-some 30 260'],
  ],
  ['FIVE_CROSS', 'gen-z', 15, ['always 20.5 300', 'sometimes 49.5 300', 'never 30 300']],
  [
    'FIVE_DK',
    'women',
    15,
    ['candidate-a 51 310', 'candidate-b 36 310', 'dk-na 13 310', 'yes 5 310', 'no 95 310'],
  ],
  ['SPSS_SETS', 'all', 3, ['radio 50.0 ?', 'television 90.0 ?', 'print 60.0 ?'], { audience: 'all' }],
  ['SPSS_SETS_CROSS', 'female', 4, ['radio 60.0 50', 'tv 90.0 50']],
  ['SPSS_ROW_PERCENT', 'female', 6, ['yes 57.1 70', 'no 42.9 70']],
  ['SPSS_STACKED', '18-34', 16, ['yes 33.3 60', 'no 66.7 60', 'yes 41.7 60', 'no 58.3 60']],
];

describe('tables as publishers print them', () => {
  test.each([...READ])('%s, of %s', async (name, audience, count, figures, changes = {}) => {
    const done = await figuresOf(name, audience, changes);
    expect(done.figures).toEqual(figures);
    expect(done.count).toBe(count);
  });

  test('what is no share of an audience is left out, and told', async () => {
    const means = await figuresOf('IPSOS_MEAN', 'male', {});
    for (const label of ['Mean', 'Standard deviation', 'Standard error'])
      expect(means.notes).toContain(`"${label}" is no share`);
    expect((await figuresOf('FIVE_CROSS', 'gen-z', {})).notes).toContain(
      '"avg. elections voted in" is no share',
    );
    const earlier = await figuresOf('YOUGOV_WAVES', 'total', {});
    expect(earlier.notes).toContain('left out the column "4-5 Apr": it is of another fieldwork');
    expect(earlier.questions).toEqual(['Headline Voting Intention']);
  });

  test('nets above and below their parts', async () => {
    expect((await figuresOf('YOUGOV_US_WIDE', 'black', {})).nets).toEqual([
      'total-favorable very-favorable somewhat-favorable',
      'total-unfavorable somewhat-unfavorable very-unfavorable',
    ]);
    expect((await figuresOf('IPSOS_COUNTRIES', 'france', {})).nets).toEqual([
      'right-direction-net definitely somewhat',
      'wrong-track-net somewhat-wrong definitely-wrong',
    ]);
    expect((await figuresOf('IPSOS_US', 'republican', { marks: ['*=<0.5'] })).nets).toEqual([
      'concerned-net very-concerned somewhat-concerned',
      'not-concerned-net not-very-concerned not-at-all-concerned',
    ]);
  });

  test('columns of answers with rows that are no groups are refused', async () => {
    expect(await refusedTable({ 't.csv': TABLES.PEW_BATTERY }, { wave: '2018', question: 'q' })).toEqual([
      expect.stringContaining('the columns are answers. Call the first column "audience"'),
    ]);
  });

  test('a question above several names is told', async () => {
    expect((await figuresOf('YOUGOV_NAMES', 'lab', {})).notes).toContain(
      'left out "Do you think the following are doing well or badly?": "Theresa May" below it',
    );
  });

  test('a head that may be of two columns, or of one, is told', async () => {
    const { notes } = await figuresOf('PEW_DETAIL', 'women', { question: 'q' });
    expect(notes).toContain('"Not a, problem" is read of two rows of the head');
  });
});

describe('counts are no shares', () => {
  const refused = (text: string): Promise<string[]> =>
    refusedTable({ 't.csv': text }, { wave: '2018', question: null });

  test.each([
    [
      'with shares of rows alone',
      TABLES.SPSS_ONLY_ROW,
      '"Count" are counts, and "Row N %" is no share of an audience',
    ],
    ['under a total', TABLES.SPSS_COUNTS, '"Total" is the sum of the figures above it, which may be counts'],
    [
      'above a base',
      'Q1. Is it good?,,\n,Male,Female\nYes,30,40\nNo,30,30\nBase,60,70\n',
      'add up to the base: they are counts',
    ],
  ])('%s', async (_, text, line) => {
    expect(await refused(text)).toEqual([expect.stringContaining(line)]);
  });

  test('shares of a hundred people, and those that add up to more than a hundred with percent signs, are shares', async () => {
    const hundred = 'Q1. Is it good?,,\n,Male,Female\nYes,30,40\nNo,70,60\nBase,100,100\n';
    expect(await refused(hundred)).toEqual([]);
    const several = 'Q1. Which of these?,,\n,Male,Female\n,%,%\nTea,80,70\nCoffee,63,60\nTotal,143,130\n';
    expect(await refused(several)).toEqual([]);
  });

  test('a table of means is none of shares', async () => {
    expect((await refused(TABLES.SPSS_MEANS)).length).toBeGreaterThan(0);
  });
});

test('"Average" is an answer where the others are not all without it', async () => {
  const of = async (rows: string): Promise<string[]> =>
    (await importedTable({ 't.csv': `Q1. How is it?,,\n,A,B\n${rows}` }, { wave: '2018' })).lines.map(
      (line) => line.split(',').slice(2, 7).join(' '),
    );
  expect(await of('Good,40,50\nAverage,35,30\nPoor,25,20\n')).toHaveLength(6);
  expect(await of('Good,60,50\nPoor,40,50\nAverage,3.4,3.1\n')).toHaveLength(4);
});
