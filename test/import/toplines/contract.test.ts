import { describe, expect, test } from 'vitest';
import { BUNDLED, HEADER, smallSurvey } from '../../helper.ts';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { importedTable, refusedTable } from './support.ts';

const table = (...rows: string[]): string => `${HEADER}\n${rows.join('\n')}\n`;

test('a table with the columns of toplines.csv: every code of it is in the draft, without labels', async () => {
  const { lines, survey, summary } = await importedTable({
    'f.csv': table(
      'q,,yes,2014,cmo,percent,69.0,exact,,press,page 2,preferred,',
      'q,,yes,2014,cmo,percent,70,exact,,web,,alternative,"Two words, one comma"',
      'q,,yes,2012,cio,percent,56,more-than,300,press,,reported,',
      'order,i1,,2014,cmo,rank,1,,,press,,,',
    ),
  });
  expect(lines).toEqual([
    'q,,yes,2014,cmo,percent,69.0,exact,,press,page 2,preferred,',
    'q,,yes,2014,cmo,percent,70,exact,,web,,alternative,"Two words, one comma"',
    'q,,yes,2012,cio,percent,56,more-than,300,press,,reported,',
    'order,i1,,2014,cmo,rank,1,,,press,,,',
  ]);
  expect(summary).toMatchObject({ figures: 4, questions: 2, sources: ['press', 'web'], notes: [] });
  expect(survey).toMatchObject({
    waves: [{ id: '2012' }, { id: '2014' }],
    audiences: [
      { id: 'cmo', label: null },
      { id: 'cio', label: null },
    ],
    sources: [
      { id: 'press', title: null },
      { id: 'web', title: null },
    ],
    questions: [
      { id: 'q', type: null, text: null, audiences: ['cmo', 'cio'], options: [{ id: 'yes', label: null }] },
      { id: 'order', type: 'ranking', audiences: ['cmo'], items: [{ id: 'i1', label: null }] },
    ],
  });
});

test('numbers in other clothes, columns in another order, divided by semicolons', async () => {
  const { lines } = await importedTable({
    'f.csv':
      'value;question;item;option;wave;audience;measure;qualifier;n;source;locator;status;note\n69,0 %;q;;;w1;a;percent;;1.200;s;;;\n<1;q;;;w1;b;percent;;;s;;;\n',
  });
  expect(lines).toEqual(['q,,,w1,a,percent,69.0,,1200,s,,,', 'q,,,w1,b,percent,1,less-than,,s,,,']);
});

test('the bundled figures are copied as they are, and the codebook with them', async () => {
  const folder = join(BUNDLED, 'cmo-cio-alignment/1.1.0');
  const text = await readFile(join(folder, 'toplines.csv'), 'utf8');
  const codebook = await readFile(join(folder, 'survey.json'), 'utf8');
  const { lines, survey, summary } = await importedTable(
    { 'toplines.csv': text },
    { codebook: join(folder, 'survey.json') },
  );
  expect(`${text.split('\n')[0]}\n${lines.join('\n')}\n`).toBe(text);
  expect(survey).toEqual(JSON.parse(codebook));
  expect(summary.notes).toEqual([]);
});

test('a codebook keeps its labels, and what is new is added and said', async () => {
  const { survey, summary } = await importedTable({
    'f.csv': table('q,,yess,w1,a,percent,5,,,report,,,', 'new,,,w3,a,percent,6,,,report,,,'),
    'f.survey.json': JSON.stringify(smallSurvey()),
  });
  expect(summary.notes).toEqual([
    'added option "yess", which the codebook does not have (did you mean "yes"?)',
    'added wave "w3", which the codebook does not have (did you mean "w1"?)',
    'added question "new", which the codebook does not have',
  ]);
  expect(survey.waves).toEqual([
    { id: 'w1', label: 'First', year: 2020 },
    { id: 'w2', label: 'Second', year: 2022 },
    { id: 'w3', label: null, year: null },
  ]);
  expect(survey.questions.map(({ id }) => id)).toEqual(['q', 'only-a', 'battery', 'new']);
});

test.each<[string, string[]]>([
  [
    table('q,,,w1,CMO,percent,5,,,s,,,'),
    [
      'f.csv:2:audience: "CMO" is no code: lower-case letters, digits and hyphens, 64 at most (did you mean "cmo"?)',
    ],
  ],
  [
    table('q,,,w1,a,percent,,,,s,,,'),
    ['f.csv:2:value: must be a plain decimal number such as 69 or 69.0, not ""'],
  ],
  [
    table('q,,,w1,a,percent,<5,exact,,s,,,'),
    ['f.csv:2:value: must be a plain decimal number such as 69 or 69.0, not "<5"'],
  ],
  [
    table('q,,,w1,a,mean,5%,exact,,s,,,'),
    ['f.csv:2:value: must be a plain decimal number such as 69 or 69.0, not "5%"'],
  ],
  [table('q,,,w1,a,percent,500,,,s,,,'), ['f.csv:2:value: 500 is not a percent: 0 to 100']],
  [
    table('q,,,,a,percent,5,,,s,,,'),
    [
      'f.csv:2:wave: must be lower-case letters, digits and hyphens, start with a letter or digit, and have 64 characters at most, not ""',
    ],
  ],
  [table('q,,,w1,a,percent,5,,,s'), ['f.csv:2: 10 cells, but the header has 13']],
  [
    table('q,,,w1,a,percent,5,,,s,,,', '', 'q,,,w1,a,percent,6,,,t,,,'),
    [
      'f.csv:4:value: row 2 gives 5 for the same figure: mark one version "preferred" and the others "alternative"',
    ],
  ],
  [table(), ['f.csv:1: has no figures under it']],
  ['question,measure,value,source\nq,percent,5,s\n', ['f.csv:1: columns are missing: wave, audience']],
  ['question,audience,value,source\nq,a,5,s\n', ['f.csv:1:wave: the column is missing']],
  [
    'question,item,option,wave,audience,mesure,value,qualifier,n,source,locator,status,note\nq,,,w1,a,percent,5,,,s,,,\n',
    [
      'f.csv:1:mesure: unknown column (did you mean "measure"?); the columns are question, item, option, wave, audience, measure, value, qualifier, n, nQualifier, weightedN, sd, source, locator, status, note',
    ],
  ],
])('%#: %j is refused', async (text, faults) => {
  expect(await refusedTable({ 'f.csv': text })).toEqual(faults);
});

test('a measure that there is not is told with those that there are', async () => {
  const [fault] = await refusedTable({ 'f.csv': table('q,,,w1,a,percents,5,,,s,,,') });
  expect(fault).toMatch(
    /^f\.csv:2:measure: unknown measure "percents" \(did you mean "percent"\?\): one of /,
  );
});

describe('columns that the table does not have', () => {
  const tidy = 'question,option,wave,audience,value\nq,yes,w1,a,5\nq,no,w1,a,6\n';

  test('are empty in toplines.csv, and it is of percent, from a source named after the file', async () => {
    const { into, survey } = await importedTable({ 'my-table.csv': tidy });
    expect(await readFile(join(into, 'toplines.csv'), 'utf8')).toBe(
      `${HEADER}\nq,,yes,w1,a,percent,5,,,my-table,,,\nq,,no,w1,a,percent,6,,,my-table,,,\n`,
    );
    expect(survey.sources).toEqual([{ id: 'my-table', title: null }]);
  });

  test('are what --measure and --source say', async () => {
    const { lines, survey } = await importedTable(
      { 'f.csv': tidy },
      { measure: 'mean', source: 'The report' },
    );
    expect(lines[0]).toBe('q,,yes,w1,a,mean,5,,,the-report,,,');
    expect(survey.sources).toEqual([{ id: 'the-report', title: 'The report' }]);
    expect(survey.questions).toMatchObject([{ type: 'numeric' }]);
    expect(await refusedTable({ 'f.csv': tidy }, { measure: 'men' })).toEqual([
      expect.stringContaining('f.csv: --measure: there is no "men" (did you mean "mean"?)'),
    ]);
    expect(await refusedTable({ 'f.csv': tidy }, { wave: 'w1' })).toEqual([
      'f.csv:wave: the table has this column: leave --wave out',
    ]);
  });
});

test('options that say what the columns say', async () => {
  const faults = await refusedTable(
    { 'f.csv': table('q,,,w1,a,percent,5,,,s,,,') },
    { wave: 'w1', missing: ['x'] },
  );
  expect(faults).toEqual([
    'f.csv:wave: the table has this column: leave --wave out',
    'f.csv:value: a row without a figure is left out here: leave --missing out',
  ]);
});

test('a codebook of records is none of figures', async () => {
  const faults = await refusedTable({
    'f.csv': table('q,,,w1,a,percent,5,,,s,,,'),
    'f.codebook.csv': 'variable\nx\n',
  });
  expect(faults).toEqual([
    'f.codebook.csv: describes variables of records: for published figures name a survey.json',
  ]);
  const broken = await refusedTable({
    'f.csv': table('q,,,w1,a,percent,5,,,s,,,'),
    'f.survey.json': '{"format":"x"}',
  });
  expect(broken).toContainEqual(expect.stringContaining('f.survey.json:format'));
});
