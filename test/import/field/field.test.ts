import { globSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { collectNames } from '../../../src/cli/names.ts';
import { formatFault } from '../../../src/errors/faults.ts';
import { validateDraft } from '../../../src/validate/validate.ts';
import { imported, type Changes } from '../support.ts';
import { figuresOf, questionIn } from './support.ts';
import { inFull } from '../../runs.ts';

const HERE = fileURLToPath(new URL('.', import.meta.url));

/** What must come out of a file: counted by hand, or with the csv module of Python. */
interface Expected {
  readonly file: string;
  readonly options?: Changes;
  readonly records: number;
  /** Ids of all questions, in their order. */
  readonly questions: readonly string[];
  readonly texts?: Readonly<Record<string, string | null>>;
  /** Shares in percent and their base, by question and answer. */
  readonly figures: Readonly<Record<string, Readonly<Record<string, readonly [number, number]>>>>;
  /** Reasons of what is left out. */
  readonly leftOut?: Readonly<Record<string, string>>;
  /** What is said. */
  readonly notes?: readonly RegExp[];
  /** Of survey.json, by question. */
  readonly document?: Readonly<Record<string, object>>;
}

const third = 100 / 3;
const FIELD: readonly Expected[] = [
  {
    file: 'check-all-label-or-blank/media.csv',
    records: 200,
    questions: ['q1', 'freq'],
    figures: { q1: { Radio: [50, 200], TV: [20, 200], Web: [5, 200] } },
    document: { q1: { type: 'multiple', asked: 'everyone', chosen: [1], notChosen: [0] } },
    notes: [/--asked/],
  },
  {
    file: 'check-all-label-or-blank/media.csv',
    options: { asked: 'any' },
    records: 200,
    questions: ['q1', 'freq'],
    // 120 ticked anything.
    figures: { q1: { Radio: [10_000 / 120, 120], TV: [4000 / 120, 120], Web: [1000 / 120, 120] } },
    document: { q1: { asked: 'any' } },
  },
  {
    file: 'header-rows-qualtrics/qualtrics.csv',
    records: 150,
    questions: ['q1', 'q2'],
    texts: { q1: 'How satisfied are you?', q2: 'Rate' },
    figures: {
      q1: { Satisfied: [third, 150], Neutral: [third, 150], Dissatisfied: [third, 150] },
      q2: { 'Speed: 1': [20, 150], 'Price: 5': [20, 150] },
    },
    leftOut: { StartDate: 'technical', Progress: 'technical', ResponseId: 'identifier' },
    notes: [/header has 3 rows.*--header-rows/, /weight looks like a weight.*--weight weight/],
  },
  {
    file: 'header-rows-qualtrics/qualtrics.csv',
    options: { roles: { weight: ['weight'] } },
    records: 150,
    questions: ['q1', 'q2'],
    figures: { q1: { Satisfied: [third, 150] } },
  },
  {
    file: 'header-rows-surveymonkey/surveymonkey.csv',
    records: 160,
    questions: [
      'which-of-these-do-you-own-select-all-that-apply',
      'how-often-do-you-cook',
      'rate-each-of-these',
    ],
    texts: {
      'which-of-these-do-you-own-select-all-that-apply':
        'Which of these do you own? (Select all that apply.)',
      'how-often-do-you-cook': 'How often do you cook?',
      'rate-each-of-these': 'Rate each of these',
    },
    figures: {
      'which-of-these-do-you-own-select-all-that-apply': {
        Oven: [50, 160],
        Grill: [25, 160],
        'Other (please specify)': [2.5, 160],
      },
      'how-often-do-you-cook': { Daily: [33.75, 160], Weekly: [33.125, 160], Never: [33.125, 160] },
      'rate-each-of-these': { 'Taste: Good': [50, 160], 'Price: Poor': [50, 160] },
    },
    leftOut: { 'Respondent ID': 'identifier', 'Collector ID': 'identifier' },
  },
  {
    file: 'delimited-with-codebook/sports.csv',
    records: 300,
    questions: ['q2', 'sex'],
    texts: { q2: 'Which sports have you done?' },
    figures: {
      q2: {
        'Sky diving': [50, 300],
        Surfing: [third, 300],
        Biking: [20, 300],
        'None of these': [80 / 3, 300],
      },
    },
    notes: [/divided by ";".*--separator/],
  },
  {
    file: 'personal-texts-in-options/small.csv',
    records: 40,
    questions: ['q1'],
    figures: { q1: { Yes: [50, 40], No: [50, 40] } },
    leftOut: {
      'Your name': 'personal',
      'E-mail': 'personal',
      Phone: 'personal',
      'Any comments?': 'identifier',
    },
  },
  {
    file: 'personal-texts-in-options/other-specify.csv',
    records: 1200,
    questions: ['q1'],
    figures: { q1: { A: [third, 1200], B: [third, 1200], Other: [third, 1200] } },
    leftOut: { id: 'identifier', q1_other: 'free-text' },
  },
  {
    file: 'date-user-missing-sav/due.sav',
    records: 120,
    questions: ['sex', 'due'],
    figures: { due: { '2023-04-05': [50, 80], '2023-05-05': [50, 80] } },
    document: { due: { missing: [{ code: '1968-10-30', label: 'Not known' }] } },
  },
  {
    file: 'names-and-answers-with-blanks/names.csv',
    records: 80,
    questions: ['q1', 'q2'],
    figures: { q1: { Yes: [50, 80] }, q2: { B: [50, 80] } },
    document: { q1: { variable: 'q1' }, q2: { variable: 'q2' } },
  },
  {
    file: 'names-and-answers-with-blanks/blank-answer.csv',
    records: 90,
    questions: ['q1'],
    figures: { q1: { Yes: [50, 60], No: [50, 60] } },
  },
  {
    file: 'encodings/windows-1252.csv',
    records: 90,
    questions: ['reponse'],
    figures: { reponse: { 'très bien': [third, 90], 'à peu près': [third, 90], déçu: [third, 90] } },
    notes: [/read as windows-1252.*--encoding/],
  },
  {
    file: 'encodings/utf-16.csv',
    records: 90,
    questions: ['reponse'],
    figures: { reponse: { 'très bien': [third, 90], 'à peu près': [third, 90], déçu: [third, 90] } },
  },
  {
    file: 'encodings/mac-roman.csv',
    records: 60,
    questions: ['answer'],
    figures: { answer: { 'it’s good': [50, 60], bad: [50, 60] } },
    notes: [/read as macintosh.*--encoding/],
  },
  {
    file: 'encodings/mac-roman.csv',
    options: { encoding: 'Mac-Roman' },
    records: 60,
    questions: ['answer'],
    figures: { answer: { 'it’s good': [50, 60] } },
  },
  {
    file: 'unnamed-and-twin-columns/index.csv',
    records: 90,
    questions: ['sex', 'vote'],
    figures: { vote: { '1': [third, 90], '2': [third, 90], '3': [third, 90] } },
    leftOut: { 'column-1': 'identifier' },
    notes: [/column 1 without a name/],
  },
  {
    file: 'unnamed-and-twin-columns/twins.csv',
    records: 60,
    questions: ['q1', 'other', 'q2', 'other-2'],
    figures: { q1: { A: [50, 60] }, 'other-2': { 'Bus pass': [100, 9] } },
    notes: [/same name are told apart: Other-2/, /all answers to other are one and the same/],
  },
  {
    file: 'tsv-with-quotes/sheet.tsv',
    records: 90,
    questions: ['how-often-do-you-use-r', 'pipe'],
    texts: { 'how-often-do-you-use-r': 'How often do you use "R"?' },
    figures: { pipe: { '"R" mostly': [third, 90], 'a 5" pipe': [third, 90], none: [third, 90] } },
  },
  {
    file: 'column-names-with-commas/raked.csv',
    options: { roles: { weight: collectNames('Final weight (raked, trimmed)') } },
    records: 120,
    questions: ['q1'],
    figures: { q1: { Yes: [50, 120] } },
    leftOut: { 'What, if anything, stops you?': 'identifier' },
  },
  {
    file: 'mentions-sav/brands.sav',
    records: 120,
    questions: ['brands'],
    texts: { brands: 'Brands known?' },
    figures: { brands: { Alpha: [50, 120], Beta: [third, 120], Gamma: [20, 120] } },
  },
  {
    file: 'mentions-sav/brands.sav',
    options: { asked: 'any' },
    records: 120,
    questions: ['brands'],
    figures: { brands: { Alpha: [6000 / 88, 88], Beta: [4000 / 88, 88], Gamma: [2400 / 88, 88] } },
  },
  {
    file: 'missing-marks-among-numbers/age.csv',
    records: 200,
    questions: ['age', 'q1'],
    figures: { q1: { '1': [50, 134], '2': [50, 134] } },
    document: { age: { type: 'numeric' } },
    notes: [/age: .*"#NULL!".* in 20 records/, /q1: "\." in 66 records/],
  },
  {
    file: 'line-ends-and-first-lines/mixed.csv',
    records: 60,
    questions: ['q1'],
    figures: { q1: { a: [50, 60], b: [50, 60] } },
  },
  {
    file: 'line-ends-and-first-lines/sep.csv',
    records: 60,
    questions: ['q1'],
    figures: { q1: { a: [50, 60], b: [50, 60] } },
  },
  {
    file: 'line-ends-and-first-lines/title.csv',
    records: 60,
    questions: ['q1', 'q2'],
    figures: { q1: { a: [50, 60] }, q2: { x: [50, 60], y: [50, 60] } },
    notes: [/first row is above the header/],
  },
  {
    file: 'header-is-the-question/form.csv',
    records: 100,
    questions: ['do-you-ever-recline-your-seat-when-you-fly', 'rate-us'],
    texts: {
      'do-you-ever-recline-your-seat-when-you-fly': 'Do you ever recline your seat when you fly?',
      'rate-us': 'Rate us',
    },
    figures: {
      'do-you-ever-recline-your-seat-when-you-fly': { Never: [50, 100], Always: [50, 100] },
      'rate-us': { 'Speed: Good': [50, 100], 'Price: Good': [50, 100] },
    },
    leftOut: { Timestamp: 'technical' },
  },
  {
    file: 'records-in-xlsx-and-dta/responses.xlsx',
    options: { roles: { weight: ['weight'] } },
    records: 60,
    questions: ['q1'],
    figures: { q1: { Yes: [50, 60], No: [50, 60] } },
    leftOut: { id: 'identifier' },
  },
  {
    file: 'records-in-xlsx-and-dta/responses.dta',
    options: { roles: { weight: ['weight'] } },
    records: 60,
    questions: ['q1'],
    figures: { q1: { Yes: [50, 60], No: [50, 60] } },
    document: { q1: { options: [{ code: 1, label: 'Yes' }, { code: 2 }] } },
  },
];

test('every file is tried', () => {
  const files = globSync('*/*.{csv,tsv,sav,xlsx,dta}', { cwd: HERE }).filter(
    // Published figures are tried beside this.
    (name) => !name.includes('.codebook.') && !/^(?:banner|letters|year)-/.test(name),
  );
  expect(files.length).toBeGreaterThan(15);
  expect(new Set(FIELD.map(({ file }) => file))).toEqual(new Set(files));
});

describe('files as they come', () => {
  test.each(
    FIELD.map(
      (one) => [`${one.file} ${one.options ? JSON.stringify(one.options) : ''}`, one] as const,
    ).filter(([, { options }]) => options === undefined || inFull()),
  )('%s', async (_, { file, options, ...expected }) => {
    const { survey, summary, into } = await imported(HERE + file, options ?? {});
    expect(summary.records).toBe(expected.records);
    expect(survey.questions.map(({ id }) => id)).toEqual(expected.questions);
    for (const [id, text] of Object.entries(expected.texts ?? {}))
      expect(questionIn(survey, id).text).toBe(text);
    for (const [id, part] of Object.entries(expected.document ?? {}))
      expect(questionIn(survey, id)).toMatchObject(part);
    for (const [id, figures] of Object.entries(expected.figures)) {
      const counted = await figuresOf(into, questionIn(survey, id));
      for (const [answer, [share, n]] of Object.entries(figures)) {
        expect(Object.keys(counted)).toContain(answer);
        expect(counted[answer]?.n, answer).toBe(n);
        expect(counted[answer]?.share, answer).toBeCloseTo(share, 8);
      }
    }
    const reasons = Object.fromEntries(summary.leftOut.map(({ variable, reason }) => [variable, reason]));
    expect(reasons).toMatchObject(expected.leftOut ?? {});
    for (const note of expected.notes ?? []) expect(summary.notes.join('\n')).toMatch(note);
    // A draft needs nothing but what only a person knows.
    const { faults } = await validateDraft(into, {
      signal: new AbortController().signal,
      progress: () => {},
    });
    for (const fault of faults) expect(formatFault(fault)).toMatch(/is missing: /);
  });
});

test.each([
  [
    'header-rows-qualtrics/qualtrics.csv',
    'design.weights',
    /"weight" looks like a weight by its name, and is not used/,
  ],
  ['unnamed-and-twin-columns/twins.csv', 'questions[1]', /all answers to "other" are one and the same/],
])('validate asks about %s', async (file, column, message) => {
  const { into } = await imported(HERE + file);
  const work = { signal: new AbortController().signal, progress: () => {} };
  const { warnings } = await validateDraft(into, work);
  expect(warnings).toContainEqual(
    expect.objectContaining({ column, message: expect.stringMatching(message) }),
  );
});

test('what is said of a column can be pasted', async () => {
  const { summary } = await imported(`${HERE}column-names-with-commas/raked.csv`);
  const [said] = summary.notes.flatMap((note) => /--weight '([^']+)'/.exec(note)?.[1] ?? []);
  expect(said).toBe('Final weight (raked, trimmed)');
  const keep = collectNames(summary.leftOut[0]?.variable ?? '');
  const { survey } = await imported(`${HERE}column-names-with-commas/raked.csv`, {
    keep,
    roles: { weight: collectNames(said ?? '') },
  });
  expect(survey.design?.weights).toEqual([{ id: 'final-weight-raked-trimmed', column: said, label: said }]);
  expect(survey.questions.map(({ text }) => text)).toContain('What, if anything, stops you?');
});
