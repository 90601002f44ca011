import { describe, expect, test } from 'vitest';
import { figuresOf, questionIn } from './field/support.ts';
import { importedText } from './support.ts';

/** A file of 120 respondents. */
const file = (header: string, row: (i: number) => readonly string[], end = ''): Record<string, string> => ({
  'x.csv': `${header}\n${Array.from({ length: 120 }, (_, i) => `${row(i).join(',')}\n`).join('')}${end}`,
});
const one = (items: readonly string[], i: number): string => items[i % items.length] ?? '';

describe('answers of one question in columns', () => {
  test('Forsta: the label, or NO TO: and the label', async () => {
    const of = (name: string, isChosen: boolean): string => (isChosen ? name : `NO TO: ${name}`);
    const { into, survey, summary } = await importedText(
      file('uuid,Q1r1,Q1r2,Q1r3', (i) => [
        `u${i}`,
        of('Bus', i % 2 === 0),
        of('Train', i % 3 === 0),
        of('Car', i % 5 === 0),
      ]),
    );
    expect(survey.questions.map(({ id, type }) => [id, type])).toEqual([['q1', 'multiple']]);
    expect(await figuresOf(into, questionIn(survey, 'q1'))).toEqual({
      Bus: { share: 50, n: 120 },
      Train: { share: (100 * 40) / 120, n: 120 },
      Car: { share: 20, n: 120 },
    });
    expect(summary.notes.join()).toContain('Q1 is one question with 3 answers');
  });

  test('the same question over each of its columns', async () => {
    const { into, survey } = await importedText(
      file('#,Which do you use?,Which do you use?,Other (please specify),Other (please specify)', (i) => [
        String(i),
        i % 2 === 0 ? 'Bus' : '',
        i % 3 === 0 ? 'Train' : '',
        i % 9 === 0 ? `my own ${i}` : '',
        i % 8 === 0 ? `mine ${i}` : '',
      ]),
    );
    expect(survey.questions.map(({ id, type, text }) => [id, type, text])).toEqual([
      ['which-do-you-use', 'multiple', 'Which do you use?'],
    ]);
    expect(await figuresOf(into, questionIn(survey, 'which-do-you-use'))).toEqual({
      Bus: { share: 50, n: 120 },
      Train: { share: (100 * 40) / 120, n: 120 },
    });
  });
});

describe('a top three that everybody filled in', () => {
  const ISSUES = ['Tax', 'Rent', 'War', 'Work', 'Health', 'Schools'];
  /** Three different issues of six, all of which come first too. */
  const three = (i: number): readonly string[] => [0, 1, 2].map((k) => one(ISSUES, i + k * (1 + (i % 2))));
  const shares = (): Record<string, unknown> =>
    Object.fromEntries(
      ISSUES.map((issue) => {
        const n = Array.from({ length: 120 }, (_, i) => three(i)).filter((row) => row.includes(issue)).length;
        return [issue, { share: expect.closeTo((100 * n) / 120, 9), n: 120 }];
      }),
    );

  test.each([
    ['q7_1,q7_2,q7_3', 'q7'],
    ['Top issue (1st),Top issue (2nd),Top issue (3rd)', 'top-issue'],
    ['Erste Nennung,Zweite Nennung,Dritte Nennung', 'nennung'],
    ['mention1,mention2,mention3', 'mention'],
    ['1. Nennung,2. Nennung,3. Nennung', 'nennung'],
  ])('%s is one question', async (header, id) => {
    const { into, survey, summary } = await importedText(file(header, three));
    expect(survey.questions.map((question) => [question.id, question.type])).toEqual([[id, 'multiple']]);
    expect(await figuresOf(into, questionIn(survey, id))).toEqual(shares());
    expect(summary.notes.join()).toMatch(/are mentions of one question with 6 answers; --keep COLUMN leaves/);
  });

  test('by labels alone, and with a few slips', async () => {
    const slip = (i: number): readonly string[] => (i === 5 ? ['Tax', 'Tax', 'War'] : three(i));
    const codebook =
      'variable,label\nV12,"Worst problem, first"\nV13,"Worst problem, second"\nV14,"Worst problem, third"\n';
    const { survey } = await importedText({ ...file('V12,V13,V14', slip), 'x.codebook.csv': codebook });
    expect(survey.questions.map(({ type, text }) => [type, text])).toEqual([['multiple', 'Worst problem']]);
  });

  test('--keep leaves a battery', async () => {
    const { survey } = await importedText(file('q7_1,q7_2,q7_3', three), { keep: ['q7_1', 'q7_2', 'q7_3'] });
    expect(survey.questions.map(({ type, items }) => [type, items?.length])).toEqual([['single', 3]]);
  });

  test.each<[string, string, (i: number) => readonly string[]]>([
    ['a ranking', 'q7_1,q7_2,q7_3', (i) => [0, 1, 2].map((k) => one(['Tax', 'Rent', 'War'], i + k))],
    [
      'a ranking by choices',
      'first choice,second choice,third choice',
      (i) => [0, 1, 2].map((k) => one(['Tax', 'Rent', 'War'], i + k)),
    ],
    [
      'ratings',
      'q7_1,q7_2,q7_3',
      (i) => [one(ISSUES, i), one(ISSUES, i * 5), one(ISSUES, Math.floor(i / 7))],
    ],
    [
      'ratings of a first and a second visit',
      'first visit,second visit',
      (i) => [one(ISSUES, i), one(ISSUES, i * 5)],
    ],
    ['what is told apart by its items', 'q7[Bus],q7[Train],q7[Car]', three],
  ])('%s stays a battery', async (_, header, row) => {
    const { survey } = await importedText(file(header, row));
    expect(survey.questions.map(({ type }) => type)).toEqual(['single']);
  });

  test('too few records say nothing', async () => {
    const text = `q7_1,q7_2,q7_3\n${Array.from({ length: 9 }, (_, i) => `${three(i).join(',')}\n`).join('')}`;
    const { survey } = await importedText({ 'x.csv': text });
    expect(survey.questions.map(({ type }) => type)).toEqual(['single']);
  });
});

describe('levels of education', () => {
  test.each([
    [['None', 'Primary', 'Secondary', 'Post-secondary', 'Tertiary']],
    [
      [
        'No formal education',
        'Some primary',
        'Completed primary',
        'Some secondary',
        'Completed secondary',
        'University',
      ],
    ],
    [
      [
        'Less than high school',
        'High school graduate',
        'Some college',
        '2-year degree',
        'College graduate',
        'Postgraduate',
      ],
    ],
    [
      [
        'Less than a high school diploma',
        'High school degree or equivalent (e.g. GED)',
        'Some college, no degree',
        'Associate degree (e.g. AA, AS)',
        "Bachelor's degree (e.g. BA, BS)",
        "Master's degree (e.g. MA, MS, MEd)",
        'Professional degree (e.g. MD, DDS, DVM)',
        'Doctorate (e.g. PhD, EdD)',
      ],
    ],
    [['ISCED 0-2', 'ISCED 3-4', 'ISCED 5-8']],
    [['ISCED 1', 'ISCED 2', 'ISCED 3', 'ISCED 5', 'ISCED 6']],
    [
      [
        'Lower secondary',
        'Upper secondary',
        'Short-cycle tertiary',
        "Bachelor's or equivalent",
        "Master's or equivalent",
        'Doctoral or equivalent',
      ],
    ],
    [
      [
        'Early childhood education',
        'Primary education',
        'Lower secondary education',
        'Upper secondary education',
        'Post-secondary non-tertiary education',
        'Short-cycle tertiary education',
      ],
    ],
    [['GCSE or equivalent', 'A level or equivalent', 'Undergraduate degree', 'Postgraduate degree']],
    [
      [
        'Kein Abschluss',
        'Hauptschulabschluss',
        'Mittlere Reife',
        'Fachhochschulreife',
        'Abitur',
        'Bachelor',
        'Master',
        'Promotion',
      ],
    ],
    [['Aucun diplôme', 'CAP/BEP', 'Baccalauréat', 'Bac+2', 'Licence', 'Master', 'Doctorat']],
    [['Sin estudios', 'Primaria', 'Secundaria', 'Bachillerato', 'Universidad', 'Posgrado']],
  ])('%j are in their order', async (levels) => {
    // Met from the highest to the lowest.
    const met = ['Prefer not to say', ...levels.toReversed()];
    const rows = Array.from({ length: 60 }, (_, i) => `"${one(met, i)}"\n`);
    const { survey } = await importedText({ 'x.csv': `education\n${rows.join('')}` });
    expect(questionIn(survey, 'education').options?.map(({ label }) => label)).toEqual([
      ...levels,
      'Prefer not to say',
    ]);
  });
});

describe('what stands below a table', () => {
  test.each([
    [',\n,\nSource: us,\n', 120, 'the last row is below the table, and passed over: "Source: us"'],
    ['\n\nSource: us\nAs of: May 2024,\n', 120, 'the last 2 rows are below the table'],
    // The last two respondents: one who answered nothing but the first question, and one who answered nothing.
    ['"Yes, a lot",\n', 121, null],
    ['121,\n', 121, null],
  ])('%j', async (end, records, note) => {
    const { into, survey, summary } = await importedText(
      file('q1,q2', (i) => [one(['"Yes, a lot"', 'No'], i), one(['x', 'y', 'z'], i)], end),
    );
    expect(summary.records).toBe(records);
    expect(await figuresOf(into, questionIn(survey, 'q2'))).toMatchObject({ x: { n: 120 } });
    expect(Object.keys(await figuresOf(into, questionIn(survey, 'q1')))).not.toContain('Source: us');
    if (note === null) expect(summary.notes.join()).not.toContain('below the table');
    else expect(summary.notes.join()).toContain(note);
  });
});

describe('texts among numbers', () => {
  test('words of people for no value are taken for none, and told', async () => {
    const { survey, summary } = await importedText(
      file('height', (i) => [i % 10 === 0 ? 'k. A.' : String(160 + (i % 30))]),
    );
    expect(questionIn(survey, 'height').type).toBe('numeric');
    expect(summary.notes).toEqual([
      expect.stringContaining('height: "k. A." in 12 records stands for no value'),
    ]);
  });

  test('others are told with what would take them for none', async () => {
    const { summary } = await importedText(
      file('height', (i) => [i % 10 === 0 ? '?' : String(160 + (i % 30))]),
    );
    expect(summary.notes).toEqual([
      expect.stringMatching(/height: most answers are numbers, and "\?" among them is not.*--missing/),
    ]);
    // The ends of a scale have words.
    const scale = await importedText(
      file('likely', (i) => [
        one(['0 - Not at all', ...Array.from({ length: 9 }, (_, k) => String(k + 1)), '10 - Very'], i),
      ]),
    );
    expect(scale.summary.notes).toEqual([]);
  });
});

test('weights by further names, and scales of four steps', async () => {
  const { survey, summary } = await importedText(
    file('q,pond_final,a', (i) => [
      one(['trifft zu', 'trifft nicht zu', 'trifft eher zu', 'trifft eher nicht zu'], i),
      String(0.5 + (i % 7) / 10),
      one(["d'accord", "pas d'accord", "plutôt d'accord", "plutôt pas d'accord"], i),
    ]),
  );
  expect(summary.notes.join()).toContain('pond_final looks like a weight');
  expect(questionIn(survey, 'q').options?.map(({ label }) => label)).toEqual([
    'trifft zu',
    'trifft eher zu',
    'trifft eher nicht zu',
    'trifft nicht zu',
  ]);
  expect(questionIn(survey, 'a').options?.map(({ label }) => label)).toEqual([
    "d'accord",
    "plutôt d'accord",
    "plutôt pas d'accord",
    "pas d'accord",
  ]);
});
