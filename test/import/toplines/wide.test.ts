import { describe, expect, test } from 'vitest';
import { smallSurvey } from '../../helper.ts';
import { importedTable, refusedTable } from './support.ts';

describe('a wide table', () => {
  test('one question, its options, an audience in a wave a column, bases, gaps and a decimal comma', async () => {
    const { lines, survey, summary } = await importedTable(
      {
        'need.csv':
          'option;CMO 2012;CMO 2014 (n=600);CIO 2014\nAgree;56,0 %;69;77\nDisagree;–;<1;n/a\nNo idea;;-;..\nn=;1.400;;\n',
      },
      { question: 'need-to-align', source: 'press' },
    );
    expect(lines).toEqual([
      'need-to-align,,agree,2012,cmo,percent,56.0,exact,1400,press,,reported,',
      'need-to-align,,agree,2014,cmo,percent,69,exact,600,press,,reported,',
      'need-to-align,,agree,2014,cio,percent,77,exact,,press,,reported,',
      'need-to-align,,disagree,2014,cmo,percent,1,less-than,600,press,,reported,',
    ]);
    expect(summary).toMatchObject({
      figures: 4,
      questions: 1,
      waves: ['2012', '2014'],
      audiences: ['cmo', 'cio'],
      sources: ['press'],
      notes: [],
    });
    expect(survey).toMatchObject({
      id: 'need',
      title: null,
      sources: [{ id: 'press', title: null }],
      waves: [
        { id: '2012', label: '2012', year: 2012 },
        { id: '2014', label: '2014', year: 2014 },
      ],
      audiences: [
        { id: 'cmo', label: 'CMO' },
        { id: 'cio', label: 'CIO' },
      ],
      questions: [
        {
          id: 'need-to-align',
          text: null,
          wording: 'unknown',
          type: null,
          audiences: ['cmo', 'cio'],
          options: [
            { id: 'agree', label: 'Agree' },
            { id: 'disagree', label: 'Disagree' },
            { id: 'no-idea', label: 'No idea' },
          ],
        },
      ],
    });
  });

  test('the question in a column of its own, given once, with a base each', async () => {
    const { lines, survey } = await importedTable(
      {
        't.csv':
          'question,item,2012,2014\nWhy work together?,Speed,10,20\n,Cost,30,40\nBase,,250,260\nWhat stops you?,Cost,5,6\nBase,,200,\n',
      },
      { audience: 'all' },
    );
    expect(lines).toEqual([
      'why-work-together,speed,,2012,all,percent,10,exact,250,t,,reported,',
      'why-work-together,speed,,2014,all,percent,20,exact,260,t,,reported,',
      'why-work-together,cost,,2012,all,percent,30,exact,250,t,,reported,',
      'why-work-together,cost,,2014,all,percent,40,exact,260,t,,reported,',
      'what-stops-you,cost,,2012,all,percent,5,exact,200,t,,reported,',
      'what-stops-you,cost,,2014,all,percent,6,exact,,t,,reported,',
    ]);
    expect(survey.questions.map(({ id, text }) => [id, text])).toEqual([
      ['why-work-together', 'Why work together?'],
      ['what-stops-you', 'What stops you?'],
    ]);
    expect(survey.audiences).toEqual([{ id: 'all', label: null }]);
  });

  test('rows that are questions, ranks, titles, sums and headings', async () => {
    const { lines, summary } = await importedTable(
      {
        't.csv':
          'Table 1\nquestion,A,B\nFirst?,1,2\nHeading,,\nSum,100,100\nWeighted base,10.5,11\nSecond?,2,1\n',
      },
      { wave: 'w1', measure: 'rank' },
    );
    expect(lines.map((line) => line.split(',').slice(0, 7).join())).toEqual([
      'first,,,w1,a,rank,1',
      'first,,,w1,b,rank,2',
      'second,,,w1,a,rank,2',
      'second,,,w1,b,rank,1',
    ]);
    expect(summary.notes).toEqual([
      'left out row 1: "Table 1" stands above the table',
      'left out row 4: "Heading" has no figure; if it is a question, name it in a column of its own',
      'left out row 5: "Sum" is the sum of the others',
    ]);
  });

  test('labels that differ stay apart, though their codes would be the same', async () => {
    const { survey, lines } = await importedTable(
      { 't.csv': 'option,A 2012,a 2014\nC+,1,2\nC-,3,4\nc,–,–\nc+,,\n' },
      { question: 'q' },
    );
    expect(survey.questions[0]?.options).toEqual([
      { id: 'c', label: 'C+' },
      { id: 'c-2', label: 'C-' },
      { id: 'c-3', label: 'c' },
    ]);
    expect(survey.audiences).toEqual([{ id: 'a', label: 'A' }]);
    expect(lines).toHaveLength(4);
  });

  test('a codebook gives labels and codes, and is completed', async () => {
    const codebook = JSON.stringify(smallSurvey());
    const { lines, survey, summary } = await importedTable(
      { 't.csv': ',A First,B Second,C Second\nOne,1,2,3\ni2,4,5,6\nFour,7,8,\n', 't.survey.json': codebook },
      { question: 'battery', source: 'report' },
    );
    expect(lines.map((line) => line.split(',').slice(0, 7).join())).toEqual([
      'battery,i1,,w1,a,percent,1',
      'battery,i1,,w2,b,percent,2',
      'battery,i1,,w2,c,percent,3',
      'battery,i2,,w1,a,percent,4',
      'battery,i2,,w2,b,percent,5',
      'battery,i2,,w2,c,percent,6',
      'battery,four,,w1,a,percent,7',
      'battery,four,,w2,b,percent,8',
    ]);
    expect(survey.title).toBe('Small');
    expect(summary.notes).toContain(
      'added audience "c", which the codebook does not have (did you mean "a"?)',
    );
  });
});

describe('what is wrong with a wide table is told where it is', () => {
  test.each<[string, Parameters<typeof refusedTable>[1], string[]]>([
    [
      'option,CMO 2012,CIO 2012\nYes,69,abc\nNo,"3,1",7\n',
      { question: 'q' },
      [
        't.csv:2:CIO 2012: "abc" is no figure: a number such as 69 or 69.0, or –, n/a or nothing where there is none',
        't.csv:3:CMO 2012: "3,1" is no figure: a number such as 69 or 69.0, or –, n/a or nothing where there is none',
      ],
    ],
    [
      'option,CMO\nYes,69\n',
      { question: 'q' },
      [
        't.csv:1:CMO: "CMO" names no wave: say which it is with --wave, or in the head of each column, such as "CMO 2014"',
      ],
    ],
    [
      'option,CMO 2012,CMO 2014\nYes,69,70\n',
      { question: 'q', wave: '2014' },
      [
        't.csv:1:CMO 2012: "CMO 2012" is of 2012, but --wave says 2014: leave --wave out, or import its columns alone',
      ],
    ],
    [
      'option,2012\nYes,69\n',
      { question: 'q' },
      [
        't.csv:1:2012: "2012" names no audience: name it in the head of each column, or with --audience if the table is of one only',
      ],
    ],
    [
      'option,CMO 2012\nYes,69\n',
      { question: 'q', audience: 'all' },
      [
        't.csv:1:CMO 2012: "CMO 2012" names the audience "CMO", but --audience says all: leave --audience out',
      ],
    ],
    [
      'option,CMO\nYes,69\n',
      { wave: 'w' },
      ['t.csv:1:option: the rows are options: name their question with --question'],
    ],
    [
      'Antwort,CMO\nYes,69\n',
      { wave: 'w' },
      [
        't.csv:1:Antwort: say what the rows are: call the first column "question"; or "item" or "option", and name their question with --question',
      ],
    ],
    [
      'question,CMO\nYes,69\n',
      { wave: 'w', question: 'q' },
      [
        't.csv:1:question: the rows are questions, but --question says that all belong to q: give only one of them',
      ],
    ],
    [
      'question,option,CMO\nQ,Yes,69\n',
      { wave: 'w', question: 'q' },
      [
        't.csv:1:question: the first column names the questions, and so does --question q: give only one of them',
      ],
    ],
    [
      'option,CMO,\nYes,69,5\n',
      { wave: 'w', question: 'q' },
      [
        't.csv:2:column 3: is in a column without a head: name its audience there, or take the column away if it holds no shares',
      ],
    ],
    [
      'option,CMO,n\nYes,69,5\n',
      { wave: 'w', question: 'q' },
      [
        't.csv:1:n: "n" is a column of bases: write them as a row "Base", or into the heads, as "CMO (n=250)"',
      ],
    ],
    [
      'option,CMO\nYes,69\nBase,many\n',
      { wave: 'w', question: 'q' },
      ['t.csv:3:CMO: "many" is no base: a whole number of respondents'],
    ],
    [
      'option,CMO\nYes,69\nBase,9\nNo,1\nBase,8\n',
      { wave: 'w', question: 'q' },
      ['t.csv:5: is a second row of bases: give each question a table of its own'],
    ],
    ['option,CMO\n,69\n', { wave: 'w', question: 'q' }, ['t.csv:2: has figures, but no label']],
    ['option,CMO\nYes,169\n', { wave: 'w', question: 'q' }, ['t.csv:2:CMO: 169 is not a percent: 0 to 100']],
    [
      'option,CMO\nYes,1.5\n',
      { wave: 'w', question: 'q', measure: 'rank' },
      ['t.csv:2:CMO: 1.5 is not a rank: a whole number'],
    ],
    [
      'option,CMO\nYes,1%\n',
      { wave: 'w', question: 'q', measure: 'rank' },
      ['t.csv:2:CMO: "1%" is a percentage, but the measure is rank'],
    ],
    [
      'option,CMO\nYes,1\n',
      { wave: 'w', question: 'q', measure: 'percents' },
      [
        't.csv: --measure: there is no "percents" (did you mean "percent"?): one of percent, rank, mean, count, median, total',
      ],
    ],
    ['option,CMO\nYes,–\n', { wave: 'w', question: 'q' }, ['t.csv:1: has no figures under it']],
    [
      'option,CMO,CMO\nYes,5,6\n',
      { wave: 'w', question: 'q' },
      [
        't.csv:2:CMO: row 2 gives 5 for the same figure: mark one version "preferred" and the others "alternative"',
      ],
    ],
    [
      'option,CMO\n"Yes,5\n',
      { wave: 'w', question: 'q' },
      ['t.csv:2: Quote Not Closed: the parsing is finished with an opening quote at line 2'],
    ],
    ['alone\n', {}, ['t.csv:1: holds no table: a row with the names of the audiences is needed']],
    ['option,CMO\nYes,5\n', { sheet: 'x' }, ['t.csv: --sheet is for XLSX: a CSV file has no sheets']],
  ])('%#: %j', async (text, options, faults) => {
    expect(await refusedTable({ 't.csv': text }, options)).toEqual(faults);
  });
});

test('shares that look like proportions are asked about', async () => {
  const { summary } = await importedTable(
    { 't.csv': 'option,A,B\nx,0.5,0.25\ny,0.5,0.75\n' },
    { wave: 'w', question: 'q' },
  );
  expect(summary.notes).toEqual([
    'no figure is above 1: if these are proportions, write them as percentages (0.69 as 69) and import again',
  ]);
});

test('texts that stand for no figure', async () => {
  const { lines } = await importedTable(
    { 't.csv': 'option,A,B\nx,50,*\n' },
    { wave: 'w', question: 'q', missing: ['*'] },
  );
  expect(lines).toHaveLength(1);
});
