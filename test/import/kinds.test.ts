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
