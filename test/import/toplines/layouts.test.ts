import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import writeXlsxFile, { type SheetData } from 'write-excel-file/node';
import { describe, expect, test } from 'vitest';
import { detectKind } from '../../../src/import/toplines/detect.ts';
import { temporaryFolder } from '../../helper.ts';
import { importedTable, refusedTable } from './support.ts';

type Imported = Awaited<ReturnType<typeof importedTable>>;

/** Figures as `question option audience value n`, or those of one audience. */
const figures = ({ lines }: Imported, audience: string): string[] =>
  lines
    .map((line) => line.split(','))
    .filter((cells) => cells[4] === audience)
    .map((cells) => [cells[0], cells[2], cells[6], cells[8]].join(' '));

const audiences = ({ survey }: Imported): string[] =>
  survey.audiences.map(({ id, parent = '', dimension = '' }) =>
    [id, String(parent), dimension].join(' ').trimEnd(),
  );

const nets = ({ survey }: Imported): Record<string, readonly string[]> =>
  Object.fromEntries(
    survey.questions.flatMap(({ nets: own = [] }) => own.map(({ id, options }) => [id, options])),
  );

/** A sheet in which a cell may reach over others. */
type Cell =
  | string
  | number
  | null
  | {
      readonly value: string | number;
      readonly columnSpan?: number;
      readonly rowSpan?: number;
      readonly format?: string;
    };

/** A workbook of several sheets, written by write-excel-file. */
async function sheets(named: Readonly<Record<string, readonly (readonly Cell[])[]>>): Promise<Uint8Array> {
  const all = Object.entries(named).map(([sheet, rows]) => ({
    sheet,
    data: rows.map((row) =>
      row.map((cell) => (typeof cell === 'object' || cell === null ? cell : { value: cell })),
    ) as SheetData,
  }));
  return writeXlsxFile(all).toBuffer();
}

const percent = (value: number): Cell => ({ value, format: '0%' });

const YOUGOV = `YouGov / Times Survey Results,,,,,,,
"Sample Size: 1,714 adults in GB",,,,,,,
Fieldwork: 12th - 13th March 2015,,,,,,,
,,,,,,,
,,Vote in 2010,,,Gender,,Region
,Total,Con,Lab,Lib Dem,Male,Female,London
Weighted Sample,1714,423,380,300,833,881,219
Unweighted Sample,1714,441,361,290,800,914,196
,%,%,%,%,%,%,%
How would you vote tomorrow?,,,,,,,
Con,34,94,2,20,35,33,30
Lab,66,6,98,80,65,67,70
,,,,,,,
Is he doing well or badly?,,,,,,,
Very well,10,30,1,8,11,9,9
Fairly well,35,60,10,35,36,34,33
TOTAL WELL,45,90,11,43,47,43,42
Fairly badly,25,7,35,27,24,26,26
Very badly,25,2,51,22,26,24,25
TOTAL BADLY,50,9,86,49,50,50,52
Don't know,5,1,3,8,3,7,7
`;

describe('YouGov: groups over columns, bases above, questions between rows', () => {
  test('as it is', async () => {
    const done = await importedTable({ 'y.csv': YOUGOV }, { wave: '2015' });
    expect(audiences(done)).toEqual([
      'total',
      'con total vote-in-2010',
      'lab total vote-in-2010',
      'lib-dem total vote-in-2010',
      'male total gender',
      'female total gender',
      'london total region',
    ]);
    expect(figures(done, 'lib-dem')).toEqual([
      'how-would-you-vote-tomorrow con 20 290',
      'how-would-you-vote-tomorrow lab 80 290',
      'is-he-doing-well-or-badly very-well 8 290',
      'is-he-doing-well-or-badly fairly-well 35 290',
      'is-he-doing-well-or-badly fairly-badly 27 290',
      'is-he-doing-well-or-badly very-badly 22 290',
      'is-he-doing-well-or-badly dont-know 8 290',
      'is-he-doing-well-or-badly total-well 43 290',
      'is-he-doing-well-or-badly total-badly 49 290',
    ]);
    expect(done.lines[1]).toContain(',441,423,');
    expect(nets(done)).toEqual({
      'total-well': ['very-well', 'fairly-well'],
      'total-badly': ['fairly-badly', 'very-badly'],
    });
    expect(done.survey.waves.map(({ id }) => id)).toEqual(['2015']);
  });

  test('the same party in two groups, a total at the end, bases of each question', async () => {
    const text = `,Voting intention,,2010 vote,,
,Con,Lab,Con,Lab,Total
Is it so?,,,,,
Unweighted Sample,40,50,45,48,200
Yes,10,20,30,40,25
No,90,80,70,60,75
Why?,,,,,
Unweighted Sample,4,5,6,7,50
Cost,100,0,50,50,60
Time,0,100,50,50,40
`;
    const done = await importedTable({ 'y.csv': text }, { wave: '2015' });
    expect(audiences(done)).toEqual([
      'voting-intention-con total voting-intention',
      'voting-intention-lab total voting-intention',
      '2010-vote-con total 2010-vote',
      '2010-vote-lab total 2010-vote',
      'total',
    ]);
    expect(figures(done, '2010-vote-lab')).toEqual([
      'is-it-so yes 40 48',
      'is-it-so no 60 48',
      'why cost 50 7',
      'why time 50 7',
    ]);
  });
});

const IPSOS = (table: number, question: string, rows: string): string => `Table ${table},,,,,
${question},,,,,
Base: All adults 18+,,,,,
,,,,,
,Total,Gender,,Age,
,,Male,Female,18-34,35+
,,(a),(b),(c),(d)
Unweighted base,1003,480,523,270,733
Weighted base,1003,490,513,290,713
,,,,,
${rows},,,,,
`;
const SATISFIED = `Satisfied,301,162,139,75,226
,30%,33%,27%,26%,32%
,,b,,,c
Dissatisfied,652,308,344,200,452
,65%,63%,67%,69%,63%
Don't know,50,20,30,15,35
,5%,4%,6%,5%,5%
`;
const AGREE = `Strongly agree,200,98,102,58,142
,20%,20%,20%,20%,20%
Tend to agree,301,147,154,87,214
,30%,30%,30%,30%,30%
Tend to disagree,301,147,154,87,214
,30%,30%,30%,30%,30%
Strongly disagree,201,98,103,58,143
,20%,20%,20%,20%,20%
Net: Agree,501,245,256,145,356
,50%,50%,50%,50%,50%
Net: Odd,502,245,257,145,357
,50%,50%,50%,50%,50%
`;

describe('Ipsos: counts, shares and letters under each other, tables one below the other', () => {
  test('as it is', async () => {
    const text =
      IPSOS(1, 'Q1. How satisfied are you?', SATISFIED) + IPSOS(2, 'Q2. Do you agree or disagree?', AGREE);
    const done = await importedTable({ 'i.csv': text }, { wave: '2018' });
    expect(audiences(done)).toEqual([
      'total',
      'male total gender',
      'female total gender',
      '18-34 total age',
      '35 total age',
    ]);
    expect(figures(done, '35')).toEqual([
      'q1-how-satisfied-are-you satisfied 32 733',
      'q1-how-satisfied-are-you dissatisfied 63 733',
      'q1-how-satisfied-are-you dont-know 5 733',
      'q2-do-you-agree-or-disagree strongly-agree 20 733',
      'q2-do-you-agree-or-disagree tend-to-agree 30 733',
      'q2-do-you-agree-or-disagree tend-to-disagree 30 733',
      'q2-do-you-agree-or-disagree strongly-disagree 20 733',
      'q2-do-you-agree-or-disagree net-agree 50 733',
    ]);
    expect(
      done.lines
        .filter((line) => line.includes('letters of significance'))
        .map((line) =>
          line
            .split(',')
            .slice(4, 7)
            .concat(line.split(',').at(-1) ?? ''),
        ),
    ).toEqual([
      ['male', 'percent', '33', 'letters of significance: b'],
      ['35', 'percent', '32', 'letters of significance: c'],
    ]);
    // Both ends of the scale are as large: the name tells, and where it tells nothing, nothing is guessed.
    expect(nets(done)).toEqual({ 'net-agree': ['strongly-agree', 'tend-to-agree'] });
    expect(done.summary.notes.join('\n')).toContain(
      '"Net: Odd" takes answers together, and its figures do not tell which',
    );
  });

  test('shares without percent signs, a row "Total" of respondents, lower-case letters behind', async () => {
    const text = `Q7: Would you go?,,,
,Total,Men,Women
Total,400,180,220
Yes,100,60,40
,25,33 b,18
No,300,120,180
,75,67,82 a
`;
    const done = await importedTable({ 'i.csv': text }, { wave: '2018' });
    expect(figures(done, 'women')).toEqual(['q7-would-you-go yes 18 220', 'q7-would-you-go no 82 220']);
    expect(done.lines[1]).toMatch(/men,percent,33,exact,180,.*letters of significance: b$/);
  });

  test('a book: a cover, a table of contents, a table a sheet, all at once', async () => {
    const sheet = (title: string, yes: number): Cell[][] => [
      [title],
      ['Base: All'],
      [],
      [
        null,
        { value: 'Total', rowSpan: 2 },
        { value: 'Age', columnSpan: 2 },
        null,
        { value: 'Region', columnSpan: 2 },
        null,
      ],
      [null, null, '18-34', '35+', 'North', 'South'],
      ['Base', 1000, 400, 600, 450, 550],
      ['Yes', percent(yes), percent(yes), percent(yes), percent(yes), percent(yes)],
      ['No', percent(1 - yes), percent(1 - yes), percent(1 - yes), percent(1 - yes), percent(1 - yes)],
    ];
    const book = await sheets({
      Cover: [['A survey of adults'], ['Prepared by us, 2018']],
      Contents: [
        ['Table', 'Title'],
        ['T1', 'Is it good?'],
        ['T2', 'Is it cheap?'],
      ],
      T1: sheet('Q1. Is it good?', 0.25),
      T2: sheet('Q2. Is it cheap?', 0.5),
    });
    const done = await importedTable({ 'b.xlsx': book }, { wave: '2018', sheet: 'all' });
    expect(figures(done, 'south')).toEqual([
      'q1-is-it-good yes 25 550',
      'q1-is-it-good no 75 550',
      'q2-is-it-cheap yes 50 550',
      'q2-is-it-cheap no 50 550',
    ]);
    expect(audiences(done)).toEqual([
      'total',
      '18-34 total age',
      '35 total age',
      'north total region',
      'south total region',
    ]);
    expect(done.summary.notes.filter((note) => note.includes('holds no figures'))).toHaveLength(2);
    const one = await importedTable({ 'b.xlsx': book }, { wave: '2018', sheet: 'T2' });
    expect(one.summary.figures).toBe(10);
  });
});

describe('Pew Research: audiences in rows, respondents in a column', () => {
  test('as it is', async () => {
    const text = `Views of the economy,,,,
% saying economic conditions in the country are …,,,,
,Excellent/Good,Only fair,Poor,(N)
,%,%,%,
Total,28,40,32,"1,503"
Gender,,,,
Men,31,39,30,720
Women,25,41,33,783
Party,,,,
Rep/Lean Rep,40,38,21,650
Dem/Lean Dem,18,42,40,760
`;
    const done = await importedTable({ 'p.csv': text }, { wave: '2018', question: 'economy' });
    expect(audiences(done)).toEqual([
      'total',
      'men total gender',
      'women total gender',
      'rep-lean-rep total party',
      'dem-lean-dem total party',
    ]);
    expect(figures(done, 'dem-lean-dem')).toEqual([
      'economy excellent-good 18 760',
      'economy only-fair 42 760',
      'economy poor 40 760',
    ]);
    expect(figures(done, 'total')[0]).toBe('economy excellent-good 28 1503');
  });

  test('the division in a column of its own, and the head says what the rows are', async () => {
    const text = `Demographic,Group,Favor,Oppose,Unweighted N
All adults,,55,45,900
Age,18-49,60,40,400
,50+,50,50,500
Education,College,70,30,450
,No college,40,60,450
`;
    const done = await importedTable({ 'p.csv': text }, { wave: '2018', question: 'q' });
    expect(audiences(done)).toEqual([
      'all-adults',
      '18-49 all-adults age',
      '50 all-adults age',
      'college all-adults education',
      'no-college all-adults education',
    ]);
    expect(figures(done, 'no-college')).toEqual(['q favor 40 450', 'q oppose 60 450']);
  });

  test('a topline: a question, and waves over columns', async () => {
    const text = `Q.5 Do you approve of the way things are going?,,,
,Jan 2018,Mar 2018,May 2018
Yes,37,38,39
No,60,60,58
Don't know,3,*,--
N,1503,1466,1200
`;
    const done = await importedTable({ 'p.csv': text }, { audience: 'all', marks: ['*=<0.5'] });
    expect(done.summary.waves).toEqual(['jan-2018', 'mar-2018', 'may-2018']);
    expect(done.lines.map((line) => line.split(',').slice(2, 9).join(' '))).toContain(
      'dont-know mar-2018 all percent 0.5 less-than 1466',
    );
    expect(done.lines).toHaveLength(8);
  });
});

describe('FiveThirtyEight: two rows of head, the question in a line of the first column', () => {
  const HEAD = `"AMONG ADULT MEN",,"Adult Men",Age,,,Children,
,,,"18 - 34","35 - 64","65 and up","Has children","No children"
`;
  test('as it is', async () => {
    const text = `${HEAD}"How ""manly"" do you feel?",,,,,,,
,Very,37%,29%,42%,37%,43%,30%
,"Not very",63%,71%,58%,63%,57%,70%
"How important is it?",,,,,,,
,Very,16%,18%,17%,13%,18%,13%
,"Not very",84%,82%,83%,87%,82%,87%
`;
    const done = await importedTable({ 'f.csv': text }, { wave: '2018' });
    expect(audiences(done)).toEqual([
      'adult-men',
      '18-34 adult-men age',
      '35-64 adult-men age',
      '65-and-up adult-men age',
      'has-children adult-men children',
      'no-children adult-men children',
    ]);
    expect(figures(done, 'no-children')).toEqual([
      'how-manly-do-you-feel very 30 ',
      'how-manly-do-you-feel not-very 70 ',
      'how-important-is-it very 13 ',
      'how-important-is-it not-very 87 ',
    ]);
  });

  test('a poll as a long table, with names of its own', async () => {
    const text =
      'survey_question,response,subgroup,pct,sample_size,pollster\nDo you like it?,"Yes, a lot",Women,37%,510,Us\nDo you like it?,No,Women,63%,510,Us\n';
    const done = await importedTable(
      { 'f.csv': text },
      {
        wave: '2018',
        columns: [
          'question=survey_question',
          'option=response',
          'audience=subgroup',
          'value=pct',
          'n=sample_size',
        ],
      },
    );
    expect(done.lines).toEqual([
      'do-you-like-it,,yes-a-lot,2018,women,percent,37,,510,f,,,',
      'do-you-like-it,,no,2018,women,percent,63,,510,f,,,',
    ]);
    expect(done.survey.questions[0]).toMatchObject({
      text: 'Do you like it?',
      options: [{ label: 'Yes, a lot' }, { label: 'No' }],
    });
    expect(done.summary.notes).toContain('left out "pollster": --columns says nothing of them');
    expect(await refusedTable({ 'f.csv': text }, { columns: ['value=pctt', 'valeu=pct', 'x'] })).toEqual([
      'f.csv: --columns "value=pctt": the table has no column "pctt" (did you mean "pct"?)',
      expect.stringContaining('--columns "valeu=pct": there is no "valeu" (did you mean "value"?)'),
      'f.csv: --columns "x": name=column is right, such as value=pct',
    ]);
  });
});

describe('SPSS: kinds of numbers in rows or in columns', () => {
  test('crosstabs', async () => {
    const text = `q1 Is it good? * sex Crosstabulation,,,,,
,,,sex,,Total
,,,Male,Female,
q1 Is it good?,Yes,Count,30,40,70
,,% within sex,50.0%,57.1%,53.8%
,No,Count,30,30,60
,,% within sex,50.0%,42.9%,46.2%
Total,,Count,60,70,130
,,% within sex,100.0%,100.0%,100.0%
`;
    const done = await importedTable({ 's.csv': text }, { wave: '2018' });
    expect(audiences(done)).toEqual(['male total sex', 'female total sex', 'total']);
    expect(figures(done, 'female')).toEqual(['q1-is-it-good yes 57.1 70', 'q1-is-it-good no 42.9 70']);
  });

  test('custom tables: a column for counts and one for shares', async () => {
    const text = `,,Sex,,,,Total,
,,Male,,Female,,,
,,Count,Column N %,Count,Column N %,Count,Column N %
Is it good?,Yes,30,50.0%,40,57.1%,70,53.8%
,No,30,50.0%,30,42.9%,60,46.2%
,Total,60,100.0%,70,100.0%,130,100.0%
`;
    const done = await importedTable({ 's.csv': text }, { wave: '2018' });
    expect(audiences(done)).toEqual(['male total sex', 'female total sex', 'total']);
    expect(figures(done, 'male')).toEqual(['is-it-good yes 50.0 60', 'is-it-good no 50.0 60']);
    expect(figures(done, 'total')).toEqual(['is-it-good yes 53.8 130', 'is-it-good no 46.2 130']);
  });

  test('custom tables with letters, and an age within each sex', async () => {
    const book = await sheets({
      Sheet1: [
        [null, null, { value: 'Sex', columnSpan: 4 }, null, null, null, { value: 'Total', rowSpan: 3 }],
        [null, null, { value: 'Male', columnSpan: 2 }, null, { value: 'Female', columnSpan: 2 }, null, null],
        [null, null, '18-34', '35+', '18-34', '35+', null],
        ['Is it good?', 'Yes', '50% B', '30%', '60% B D', '40%', '45%'],
        [null, 'No', '50%', '70% A', '40%', '60% C', '55%'],
        [null, 'Unweighted N', 100, 120, 110, 130, 460],
      ],
    });
    const done = await importedTable({ 's.xlsx': book }, { wave: '2018' });
    expect(audiences(done)).toEqual([
      'male-18-34 total sex',
      'male-35 total sex',
      'female-18-34 total sex',
      'female-35 total sex',
      'total',
    ]);
    expect(figures(done, 'female-35')).toEqual(['is-it-good yes 40 130', 'is-it-good no 60 130']);
    expect(done.lines[2]).toContain('letters of significance: B D');
  });
});

test.each([
  ['YouGov', YOUGOV],
  ['Ipsos', IPSOS(1, 'Q1. How satisfied are you?', SATISFIED)],
  ['FiveThirtyEight', ',,Men,Age,\n,,,18-34,35+\nHow?,,,,\n,Well,37%,29%,42%\n,Badly,63%,71%,58%\n'],
  ['with a title and marks', 'Table 1,,\nIs it so?,,\n,Men,Women\nYes,42% B,37%\nNo,58%,62%†\n'],
])('a table of %s is known for what it is', async (_, text) => {
  const path = join(await temporaryFolder(), 'x.csv');
  await writeFile(path, text);
  expect(await detectKind(path)).toBe('toplines');
});

test('records under several rows of head are none', async () => {
  const path = join(await temporaryFolder(), 'x.csv');
  const rows = Array.from({ length: 30 }, (_, i) => `R_${i},${i % 5},${i % 3},${i % 2}\n`);
  await writeFile(
    path,
    `ResponseId,Q1,Q2,Q3\nResponse,How?,Why?,When?\n{"ImportId":"_"},{"ImportId":"a"},{"ImportId":"b"},{"ImportId":"c"}\n${rows.join('')}`,
  );
  expect(await detectKind(path)).toBe('records');
});

describe('what banners have besides', () => {
  test('bases in heads, nets over divisions, a division in which people are twice, an empty column', async () => {
    const text = `,Total (n=100),Age,,,,Uses,,Region
,,NET 18-54 (n=70),18-34 (n=30),35-54 (n=40),55+ (n=30),Bus (n=80),Train (n=60),Nowhere (n=0)
Is it good?,,,,,,,,
Yes,50%,40%,30%,47%,60%,50%,50%,0%
No,50%,60%,70%,53%,40%,50%,50%,0%
`;
    const done = await importedTable({ 't.csv': text }, { wave: '2018', question: 'good' });
    expect(audiences(done)).toEqual([
      'total',
      'net-18-54 total age',
      '18-34 net-18-54 age',
      '35-54 net-18-54 age',
      '55 total age',
      'bus total',
      'train total',
      'nowhere total region',
    ]);
    expect(figures(done, 'nowhere')).toEqual([]);
    const notes = done.summary.notes.join('\n');
    expect(notes).toContain('Uses: its audiences have more respondents together than "Total"');
    expect(notes).toContain('(base 0): figures there are left out');
  });

  test('margins of error with their level; without one they are told', async () => {
    const table = (label: string): string =>
      `option,Total,Age 18-34\nYes,50,40\nNo,50,60\nBase,1000,300\n"${label}",±3.1,5.7\n`;
    const done = await importedTable(
      { 't.csv': table('Margin of error (95%)') },
      { wave: '2018', question: 'q' },
    );
    expect(done.survey.samples).toEqual([
      {
        wave: '2018',
        audience: 'total',
        n: 1000,
        marginOfError: { points: '3.1', level: 0.95 },
        source: 't',
      },
      {
        wave: '2018',
        audience: 'age-18-34',
        n: 300,
        marginOfError: { points: '5.7', level: 0.95 },
        source: 't',
      },
    ]);
    const bare = await importedTable({ 't.csv': table('Margin of error') }, { wave: '2018', question: 'q' });
    expect(bare.survey.samples).toBeUndefined();
    expect(bare.summary.notes.join()).toContain('their level is not said');
  });

  test('marks mean what a person says', async () => {
    const table = 'option,A,B,C\nYes,42*,†37,36‡\nNo,*,.,≤1\n';
    const done = await importedTable(
      { 't.csv': table },
      { wave: '2018', question: 'q', marks: ['*=note', '†=note', '‡=none', '.=none', '≤1=<1'] },
    );
    expect(done.lines).toEqual([
      'q,,yes,2018,a,percent,42,exact,,t,,reported,marked *',
      'q,,yes,2018,b,percent,37,exact,,t,,reported,marked †',
      'q,,no,2018,c,percent,1,less-than,,t,,reported,',
    ]);
    const refused = await refusedTable({ 't.csv': table }, { wave: '2018', question: 'q' });
    expect(refused[0]).toContain(`if "*" is a mark, say what it means: --mark '*=note' passes it over`);
    expect(refused[3]).toContain(`--mark '*=<0.5' (less than half a percent), '*=none' (no figure)`);
    expect(await refusedTable({ 't.csv': table }, { wave: '2018', question: 'q', marks: ['*'] })).toEqual([
      `t.csv: --mark "*": it says no meaning of a mark; '*=<0.5', '*=none' or '*=note' is right`,
    ]);
    expect(await refusedTable({ 't.csv': table }, { wave: '2018', question: 'q', marks: ['*=few'] })).toEqual(
      [expect.stringContaining('"few" is no meaning')],
    );
  });

  test('letters that are those of no column are no letters', async () => {
    const refused = await refusedTable(
      { 't.csv': 'option,Men (A),Women (B)\nYes,42 C,37 m\n' },
      { wave: '2018', question: 'q' },
    );
    expect(refused).toEqual([
      expect.stringContaining('"42 C" is no figure'),
      expect.stringContaining('"37 m" is no figure'),
    ]);
  });
});

describe('years in heads', () => {
  const voted = (...heads: string[]): Record<string, string> => ({
    't.csv': `option,${heads.join(',')}\nYes,${heads.map((_, i) => 10 + i).join(',')}\n`,
  });
  const of = async (heads: string[], wave: string | null): Promise<string[]> =>
    (await importedTable(voted(...heads), { wave, question: 'q' })).lines.map((line) =>
      line.split(',').slice(3, 5).join(' '),
    );

  test('belong to the names of audiences where --wave says which wave it is', async () => {
    expect(await of(['All adults', 'Voted Clinton 2016', 'Born 1981 or later'], '2017')).toEqual([
      '2017 all-adults',
      '2017 voted-clinton-2016',
      '2017 born-1981-or-later',
    ]);
    expect(await of(['All 2017', 'Party 2016', 'Boomers (1946-1964)'], '2017')).toEqual([
      '2017 all',
      '2017 party-2016',
      '2017 boomers-1946-1964',
    ]);
  });

  test('are waves where audiences come again, or all heads name one', async () => {
    expect(await of(['CMO 2012', 'CMO 2014', 'CIO 2014'], null)).toEqual([
      '2012 cmo',
      '2014 cmo',
      '2014 cio',
    ]);
    expect(await of(['CMO 2014', 'CIO 2014'], null)).toEqual(['2014 cmo', '2014 cio']);
  });

  test('that differ are refused, with what to type', async () => {
    expect(await refusedTable(voted('All adults 2017', 'Party of 2016'), { question: 'q' })).toEqual([
      expect.stringContaining('names 2017, and other heads 2016: say which wave all are of with --wave 2017'),
      expect.stringContaining('names 2016, and other heads 2017'),
    ]);
    expect(await refusedTable(voted('All adults 2017', 'Voted Clinton 2016'), { question: 'q' })).toEqual([
      expect.stringContaining(
        '"Voted Clinton 2016" names no wave, and another head names 2017: say that all are of it with --wave 2017',
      ),
    ]);
  });

  test('in a row of their own are waves, and what stands over them is an audience', async () => {
    const text = 'option,CMO,,CIO,\n,2012,2014,2012,2014\nYes,1,2,3,4\n';
    const other = ',2012,,2014,\n,CMO,CIO,CMO,CIO\nYes,1,3,2,4\n';
    for (const table of [text, other]) {
      const { lines, survey } = await importedTable({ 't.csv': table }, { question: 'q' });
      expect(lines.map((line) => line.split(',').slice(3, 7).join(' ')).toSorted()).toEqual([
        '2012 cio percent 3',
        '2012 cmo percent 1',
        '2014 cio percent 4',
        '2014 cmo percent 2',
      ]);
      expect(survey.audiences.map(({ label }) => label)).toEqual(['CMO', 'CIO']);
    }
  });
});

describe('layouts that nothing was fitted to', () => {
  test('YouGov for The Economist: respondents in brackets below, two tables', async () => {
    const text = `"Economist/YouGov Poll, May 2018",,,,,,,
"12. Approval of the President",,,,,,,
"Do you approve or disapprove of the way he is handling his job?",,,,,,,
,,Gender,,Age,,,
,Total,Male,Female,18-29,30-44,45-64,65+
Strongly approve,24%,27%,21%,12%,19%,28%,33%
Somewhat approve,18%,19%,17%,15%,20%,18%,17%
Somewhat disapprove,12%,11%,13%,18%,14%,10%,7%
Strongly disapprove,40%,39%,42%,42%,37%,40%,42%
Not sure,6%,4%,8%,13%,10%,4%,1%
Totals,100%,100%,101%,100%,100%,100%,100%
Unweighted N,"(1,500)",(650),(850),(240),(330),(580),(350)
,,,,,,,
"Economist/YouGov Poll, May 2018",,,,,,,
"13. Trend of the economy",,,,,,,
"Overall, do you think the economy is getting better or worse?",,,,,,,
,,Gender,,Age,,,
,Total,Male,Female,18-29,30-44,45-64,65+
Getting better,32%,38%,26%,22%,27%,34%,43%
About the same,33%,33%,33%,34%,33%,34%,30%
Getting worse,24%,20%,27%,23%,25%,25%,21%
Not sure,12%,9%,14%,21%,15%,7%,5%
Totals,101%,100%,100%,100%,100%,100%,99%
Unweighted N,"(1,497)",(649),(848),(239),(329),(579),(350)
`;
    const done = await importedTable({ 'x.csv': text }, { wave: '2018' });
    expect(audiences(done)).toEqual([
      'total',
      'male total gender',
      'female total gender',
      '18-29 total age',
      '30-44 total age',
      '45-64 total age',
      '65 total age',
    ]);
    expect(done.survey.questions.map(({ text: asked }) => asked)).toEqual([
      'Do you approve or disapprove of the way he is handling his job?',
      'Overall, do you think the economy is getting better or worse?',
    ]);
    expect(figures(done, '65').map((line) => line.split(' ').slice(1).join(' '))).toEqual([
      'strongly-approve 33 350',
      'somewhat-approve 17 350',
      'somewhat-disapprove 7 350',
      'strongly-disapprove 42 350',
      'not-sure 1 350',
      'getting-better 43 350',
      'about-the-same 30 350',
      'getting-worse 21 350',
      'not-sure 5 350',
    ]);
    expect(figures(done, 'total').at(-1)).toContain('not-sure 12 1497');
  });

  test('a political poll: letters in a row of the head and behind figures, nets above their parts', async () => {
    const text = `Q5 - Summary table,,,,
Base: All respondents,,,,
,Total,Con voters,Lab voters,Lib Dem voters
,A,B,C,D
Unweighted Total,2001,620,700,300
Weighted Total,2001,640,690,280
NET: Important,78%,80%D,79%,70%
Very important,41%,43%,42%,30%
Fairly important,37%,37%,37%,40%
NET: Not important,18%,17%,16%,25%B
Not very important,12%,11%,11%,17%
Not at all important,6%,6%,5%,8%
Don't know,4%,3%,5%,5%
SIGMA,100%,100%,100%,100%
`;
    const done = await importedTable({ 'x.csv': text }, { wave: '2018', question: 'q5' });
    expect(figures(done, 'lab-voters')).toEqual([
      'q5 very-important 42 700',
      'q5 fairly-important 37 700',
      'q5 not-very-important 11 700',
      'q5 not-at-all-important 5 700',
      'q5 dont-know 5 700',
      'q5 net-important 79 700',
      'q5 net-not-important 16 700',
    ]);
    expect(nets(done)).toEqual({
      'net-important': ['very-important', 'fairly-important'],
      'net-not-important': ['not-very-important', 'not-at-all-important'],
    });
    expect(audiences(done)).toEqual([
      'total',
      'con-voters total',
      'lab-voters total',
      'lib-dem-voters total',
    ]);
  });

  test('Pew Research: lines of nothing between divisions, a title over the columns', async () => {
    const text = `,% who say they have …,,,
,Favorable,Unfavorable,Never heard,N=
All U.S. adults,55,35,10,5000
,,,,
White,50,40,10,3000
Black,65,22,13,600
Hispanic,60,28,12,800
,,,,
Ages 18-29,58,30,12,900
30-49,56,34,10,1700
50-64,54,37,9,1400
65+,52,39,9,1000
`;
    const done = await importedTable({ 'x.csv': text }, { wave: '2018', question: 'q' });
    expect(audiences(done)).toEqual([
      'all-u-s-adults',
      ...['white', 'black', 'hispanic'].map((id) => `${id} all-u-s-adults division-1`),
      ...['ages-18-29', '30-49', '50-64', '65'].map((id) => `${id} all-u-s-adults division-2`),
    ]);
    expect(figures(done, '65')).toEqual([
      'q favorable 52 1000',
      'q unfavorable 39 1000',
      'q never-heard 9 1000',
    ]);
  });

  test('SPSS: frequencies, of which the shares of who answered are taken', async () => {
    const text = `Statistics,,,,,
q3 How often?,,,,,
,,Frequency,Percent,Valid Percent,Cumulative Percent
Valid,Never,30,28.6,30.0,30.0
,Sometimes,50,47.6,50.0,80.0
,Always,20,19.0,20.0,100.0
,Total,100,95.2,100.0,
Missing,System,5,4.8,,
Total,,105,100.0,,
`;
    const done = await importedTable({ 'x.csv': text }, { wave: '2018', audience: 'all' });
    expect(figures(done, 'all')).toEqual([
      'q3-how-often never 30.0 100',
      'q3-how-often sometimes 50.0 100',
      'q3-how-often always 20.0 100',
    ]);
    // What is missing is no answer.
    expect(done.survey.questions[0]?.options?.map(({ id }) => id)).toEqual(['never', 'sometimes', 'always']);
  });

  test('a data sheet: questions and answers in front, respondents in heads', async () => {
    const text = `Question,Answer,Total,Men (n = 490),Women (n = 510)
Q1. Do you own a car?,Yes,61.3,65.1,57.6
,No,38.7,34.9,42.4
Q2. Do you own a bike?,Yes,45.0,47.2,42.9
,No,55.0,52.8,57.1
`;
    const done = await importedTable({ 'x.csv': text }, { wave: '2018' });
    expect(figures(done, 'women')).toEqual([
      'q1-do-you-own-a-car yes 57.6 510',
      'q1-do-you-own-a-car no 42.4 510',
      'q2-do-you-own-a-bike yes 42.9 510',
      'q2-do-you-own-a-bike no 57.1 510',
    ]);
  });

  test('columns that are no divisions, of which some people are in two', async () => {
    const text = 'option,Total,Facebook,YouTube\nYes,50,60,55\nBase,100,70,80\n';
    const done = await importedTable({ 'x.csv': text }, { wave: '2018', question: 'q' });
    expect(audiences(done)).toEqual(['total', 'facebook total facebook', 'youtube total youtube']);
    expect(done.summary.notes.join()).toContain('have more respondents together than "Total"');
  });
});
