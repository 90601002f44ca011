import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { validateDraft } from '../../src/validate/validate.ts';
import { formatFault } from '../../src/errors/faults.ts';
import { BUNDLED, HEADER, smallSurvey, temporaryFolder, toplines } from '../helper.ts';
import { runs } from '../runs.ts';

const running = { signal: new AbortController().signal, progress: () => {} };

async function validated(csv: string, survey: object): Promise<{ faults: string[]; warnings: string[] }> {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'survey.json'), JSON.stringify(survey));
  await writeFile(join(folder, 'toplines.csv'), csv);
  const { faults, warnings } = await validateDraft(folder, running);
  return { faults: faults.map(formatFault), warnings: warnings.map(formatFault) };
}

/** One wave and audience; a single question of three options, a grid, a battery to be ranked. Nothing more than is used. */
const survey = (changes: object = {}): Record<string, unknown> =>
  smallSurvey({
    sources: [{ id: 'report', title: 'Report' }],
    waves: [{ id: 'w1', label: 'First', year: 2020 }],
    audiences: [{ id: 'a', label: 'A' }],
    samples: [],
    comparisons: [],
    questions: [question()],
    ...changes,
  });
const named = (...ids: string[]): object[] => ids.map((id) => ({ id, label: id }));
const question = (changes: object = {}): object => ({
  id: 'q',
  text: 'Q?',
  wording: 'verbatim',
  type: 'single',
  audiences: ['a'],
  options: named('yes', 'no', 'maybe'),
  ...changes,
});
const shares = (...values: string[]): string =>
  toplines(...values.map((value, i) => `q,,${['yes', 'no', 'maybe'][i] ?? ''},w1,a,percent,${value}`));
const NOTHING = { faults: [], warnings: [] };

describe('shares of a single-choice question', () => {
  const below = (sum: string, from: string, to: string): string =>
    `toplines.csv:4:value: the options of "q" (w1, a) add up to ${sum}, and with rounding ${from} to ${to}: 100 would be right; is an option missing from the codebook?`;
  const above = (line: number, sum: string, from: string, to: string): string =>
    `toplines.csv:${line}:value: the options of "q" (w1, a) add up to ${sum}, and with rounding ${from} to ${to}: no more than 100 is right; if several could be chosen, the type of the question is "multiple"`;

  test.each([
    [shares('50', '30', '20')],
    [shares('33', '33', '33')],
    [shares('34', '34', '33')],
    [shares('33.3', '33.3', '33.3')],
    [shares('33.33', '33.3', '33')],
    // Not closer to 100 than by rounding, to the last half of a unit.
    [shares('33.2', '33.2', '33')],
    [shares('33.3', '33.3', '34')],
  ])('%#: add up to 100 within rounding', async (csv) => {
    expect(await validated(csv, survey())).toEqual(NOTHING);
  });

  test.each([
    [shares('33', '33', '32'), below('98', '96.5', '99.5')],
    [shares('33.3', '33.3', '33.2'), below('99.8', '99.65', '99.95')],
  ])('%#: less is a warning', async (csv, warning) => {
    expect(await validated(csv, survey())).toEqual({ faults: [], warnings: [warning] });
  });

  test.each([
    [shares('34', '34', '34'), above(4, '102', '100.5', '103.5')],
    [shares('33.4', '33.4', '33.4'), above(4, '100.2', '100.05', '100.35')],
  ])('%#: more is a fault', async (csv, fault) => {
    expect(await validated(csv, survey())).toEqual({ faults: [fault], warnings: [] });
  });

  test('more is a fault though an option has no figure, less is nothing', async () => {
    const more = await validated(shares('60', '42'), survey());
    expect(more).toEqual({
      faults: [above(3, '102', '101', '103')],
      warnings: ['survey.json:questions[0].options: maybe of "q" has no figure'],
    });
    expect((await validated(shares('60', '12'), survey())).warnings).toEqual(more.warnings);
  });

  test('of several choices, of ranges, of rows that are no shares, and of rejected versions nothing is said', async () => {
    const multiple = survey({ questions: [question({ type: 'multiple' })] });
    expect(await validated(shares('80', '70', '60'), multiple)).toEqual(NOTHING);
    const lines = ['q,,yes,w1,a,percent,50', 'q,,no,w1,a,percent,30'];
    for (const last of [
      'q,,maybe,w1,a,percent,90,less-than,,report,,,',
      'q,,maybe,w1,a,percent,15,approximately,,report,,,',
      'q,,maybe,w1,a,percent,15,more-than,,report,,,',
    ])
      expect(await validated(toplines(...lines, last), survey())).toEqual(NOTHING);
    expect(
      (await validated(toplines(...lines, 'q,,maybe,w1,a,percent,30,more-than,,report,,,'), survey())).faults,
    ).toHaveLength(1);
    const counted = ['yes', 'no', 'maybe'].map((option) => `q,,${option},w1,a,count,70`);
    expect(await validated(toplines(...counted), survey())).toEqual(NOTHING);
    const twoSources = survey({
      sources: [
        { id: 'report', title: 'R' },
        { id: 'article', title: 'A' },
      ],
    });
    const versions = toplines(
      ...lines,
      'q,,maybe,w1,a,percent,40,exact,,article,,alternative,',
      'q,,maybe,w1,a,percent,20,exact,,report,,preferred,',
    );
    expect(await validated(versions, twoSources)).toEqual(NOTHING);
    const agreeing = toplines(
      ...lines,
      'q,,maybe,w1,a,percent,20',
      'q,,maybe,w1,a,percent,20,exact,,article,,,',
    );
    expect(await validated(agreeing, twoSources)).toEqual(NOTHING);
  });

  test('items of a scale each add up on their own', async () => {
    const grid = survey({
      questions: [question({ type: 'scale', items: named('i1', 'i2'), options: named('yes', 'no') })],
    });
    const csv = toplines(
      'q,i1,yes,w1,a,percent,60',
      'q,i1,no,w1,a,percent,40',
      'q,i2,yes,w1,a,percent,60',
      'q,i2,no,w1,a,percent,43',
    );
    expect((await validated(csv, grid)).faults).toEqual([
      'toplines.csv:5:value: the options of "q", item i2 (w1, a) add up to 103, and with rounding 102 to 104: no more than 100 is right; if several could be chosen, the type of the question is "multiple"',
    ]);
  });

  test('shares that were rounded one by one are never at fault', async () => {
    const counts = fc
      .array(fc.nat(1000), { minLength: 3, maxLength: 3 })
      .filter((ns) => ns.some((n) => n > 0));
    await fc.assert(
      fc.asyncProperty(counts, fc.array(fc.nat(4), { minLength: 3, maxLength: 3 }), async (ns, decimals) => {
        const total = ns.reduce((sum, n) => sum + n, 0);
        const texts = ns.map((n, i) => ((n / total) * 100).toFixed(decimals[i]));
        expect(await validated(shares(...texts), survey())).toEqual(NOTHING);
      }),
      { numRuns: runs(8, 60) },
    );
  });
});

describe('ranks', () => {
  const order = survey({
    questions: [question({ id: 'o', type: 'ranking', items: named('i1', 'i2', 'i3', 'i4'), options: [] })],
  });
  const ranks = (...values: number[]): string =>
    toplines(...values.map((value, i) => `o,i${i + 1},,w1,a,rank,${value}`));
  test.each<[string, string[]]>([
    [ranks(1, 2, 3, 4), []],
    [ranks(4, 3, 2, 1), []],
    [
      ranks(1, 2, 2, 4),
      [
        'toplines.csv:4:value: rank 2 of "o" (w1, a) is given to i3 and to i2 (line 3): right only if they are tied',
      ],
    ],
    [
      ranks(1, 1, 1, 4),
      [
        'toplines.csv:3:value: rank 1 of "o" (w1, a) is given to i2 and to i1 (line 2) and i3 (line 4): right only if they are tied',
      ],
    ],
    [
      ranks(1, 2, 2, 3),
      [
        'toplines.csv:4:value: rank 2 of "o" (w1, a) is given to i3 and to i2 (line 3): one is wrong; if they were tied, the next rank would be 4',
      ],
    ],
    [
      ranks(1, 2, 3, 5),
      [
        'toplines.csv:5:value: rank 5 of "o" (w1, a), but nothing has rank 4: 4 would be right, unless an item is missing from the codebook',
      ],
    ],
    // Only some of a longer list.
    [ranks(3, 10, 5, 7), []],
  ])('%#', async (csv, warnings) => {
    expect(await validated(csv, order)).toEqual({ faults: [], warnings });
  });

  test('of which some are missing may have gaps', async () => {
    const { warnings } = await validated(ranks(1, 4), order);
    expect(warnings).toEqual(['survey.json:questions[0].items: i3 and i4 of "o" have no figure']);
  });
});

describe('bases', () => {
  const samples = (...more: object[]): object =>
    survey({ samples: [{ wave: 'w1', audience: 'a', n: 200, source: 'report' }, ...more] });
  const base = (n: number, qualifier = 'exact'): string =>
    `${HEADER},nQualifier\nq,,yes,w1,a,percent,50,exact,${n},report,,,,${qualifier}\nq,,no,w1,a,percent,30,exact,${n},report,,,,${qualifier}\nq,,maybe,w1,a,percent,20,exact,${n},report,,,,${qualifier}\n`;
  test('are not larger than their sample', async () => {
    expect(await validated(base(200), samples())).toEqual(NOTHING);
    const { faults } = await validated(base(201), samples());
    expect(faults).toHaveLength(3);
    expect(faults[0]).toBe(
      'toplines.csv:2:n: 201 is more than the sample of a in w1: 200 at most, or correct samples in survey.json',
    );
    expect((await validated(base(201, 'more-than'), samples())).faults).toHaveLength(3);
    expect(await validated(base(201, 'less-than'), samples())).toEqual(NOTHING);
  });

  test('are not larger than the wave, and not held against samples of which only a lower bound is known', async () => {
    const whole = survey({ samples: [{ wave: 'w1', audience: null, n: 150, source: 'report' }] });
    expect((await validated(base(151), whole)).faults[0]).toBe(
      'toplines.csv:2:n: 151 is more than the sample of wave w1: 150 at most, or correct samples in survey.json',
    );
    const open = survey({
      samples: [{ wave: 'w1', audience: 'a', n: 150, qualifier: 'more-than', source: 'report' }],
    });
    expect(await validated(base(400), open)).toEqual(NOTHING);
  });

  test('are the same for all options of a question', async () => {
    const csv = base(100).replace('30,exact,100', '30,exact,90');
    expect(await validated(csv, survey())).toEqual({
      faults: [],
      warnings: [
        'toplines.csv:3:n: 90 for no, but line 2 says 100 for yes: the options of "q" (w1, a) have one base',
      ],
    });
  });
});

describe('nets that were published', () => {
  const net = { id: 'some', label: 'Some', options: ['yes', 'maybe'] };
  const withNet = (
    type: string,
    value: string,
    options = ['50', '30', '20'],
  ): Promise<{ faults: string[]; warnings: string[] }> =>
    validated(
      [shares(...options).trimEnd(), toplines(`q,,some,w1,a,percent,${value}`).split('\n')[1], ''].join('\n'),
      survey({ questions: [question({ type, nets: [net] })] }),
    );

  test.each([
    ['single', '70'],
    ['single', '69'],
    ['single', '71'],
    ['scale', '70.4'],
    ['multiple', '70'],
    ['multiple', '50'],
    ['multiple', '61'],
  ])('of a %s question %s can be the net of 50 and 20', async (type, value) => {
    expect(await withNet(type, value)).toEqual(NOTHING);
  });

  test.each([
    ['single', '72', '69 to 71'],
    ['single', '67', '69 to 71'],
    ['multiple', '72', '49.5 to 71'],
    ['multiple', '48', '49.5 to 71'],
  ])('of a %s question %s cannot', async (type, value, allowed) => {
    expect(await withNet(type, value)).toEqual({
      faults: [],
      warnings: [
        `toplines.csv:5:value: the net "some" of "q" (w1, a) is ${value}, and the shares of yes (50), maybe (20) allow ${allowed} with rounding: is it a net of these?`,
      ],
    });
  });

  test('a claim about a net is about what was published of it', async () => {
    const asserts = {
      quantity: 'figure',
      question: 'q',
      option: 'some',
      audience: 'a',
      waves: ['w1'],
      relation: 'equals',
      value: 70,
    };
    const claims = [{ id: 'c', source: 'report', text: 'C', asserts }];
    const alone = toplines('q,,some,w1,a,percent,70', 'q,,no,w1,a,percent,30');
    const { faults, warnings } = await validated(
      alone,
      survey({ claims, questions: [question({ nets: [net] })] }),
    );
    expect(faults).toEqual([]);
    expect(warnings.filter((one) => one.includes('claims'))).toEqual([]);
  });
});

describe('claims', () => {
  const claim = (asserts: object): object =>
    survey({ claims: [{ id: 'c', source: 'report', text: 'C', asserts }] });
  const figure = {
    quantity: 'figure',
    question: 'q',
    option: 'yes',
    audience: 'a',
    waves: ['w1'],
    relation: 'equals',
    value: 50,
  };
  const csv = shares('50', '30', '20');
  test.each<[object, string[]]>([
    [figure, []],
    [
      { ...figure, measure: 'mean' },
      [
        'survey.json:claims[0].asserts: "c" is about figures of "q" that are not there: yes a w1; there is one for the measure percent',
      ],
    ],
    [
      { ...figure, option: undefined },
      [
        'survey.json:claims[0].asserts: "c" is about figures of "q" that are not there: a w1; there is one for the option yes, no and maybe',
      ],
    ],
    [
      {
        all: [
          figure,
          {
            quantity: 'change',
            question: 'q',
            option: 'yes',
            audience: 'a',
            from: 'w1',
            to: 'w1',
            relation: 'equals',
          },
          { ...figure, items: ['i'] },
        ],
      },
      [
        'survey.json:claims[0].asserts.all[2]: "c" is about figures of "q" that are not there: i yes a w1; there is one without item: leave it out',
      ],
    ],
  ])('%#: about figures that are there, or not', async (asserts, warnings) => {
    const result = await validated(csv, claim(asserts));
    expect(result.warnings).toEqual(warnings);
  });
});

test('what survey.json names and no figure is of', async () => {
  const { faults, warnings } = await validated(
    toplines('q,,yes,w1,a,percent,50'),
    smallSurvey({ samples: [], claims: [] }),
  );
  expect(faults).toEqual([]);
  expect(warnings).toEqual([
    'survey.json:waves[1]: no figure is of "w2"',
    'survey.json:audiences[1]: no figure is of "b"',
    'survey.json:sources[1]: no figure, sample or claim is from "article"',
    'survey.json:questions[1]: "only-a" has no figure',
    'survey.json:questions[2]: "battery" has no figure',
  ]);
});

test('the bundled figures: no fault, and these warnings', async () => {
  const { faults, warnings } = await validateDraft(join(BUNDLED, 'cmo-cio-alignment/1.1.0'), running);
  expect(faults).toEqual([]);
  expect(warnings.map(formatFault)).toEqual([
    'toplines.csv:142:value: the options of "who-leads-digital-agenda" (2010, cmo) add up to 88, and with rounding 87 to 89: 100 would be right; is an option missing from the codebook?',
    'survey.json:questions[1].items: reason-01, reason-02, reason-03, reason-04, reason-05 of "reasons" have no label',
  ]);
});
