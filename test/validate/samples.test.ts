import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { validateDraft } from '../../src/validate/validate.ts';
import { formatFault } from '../../src/errors/faults.ts';
import { smallSurvey, temporaryFolder, toplines } from '../helper.ts';

const running = { signal: new AbortController().signal, progress: () => {} };
const AUDIENCES = [
  { id: 'all', label: 'All' },
  { id: 'a', label: 'A', parent: 'all', dimension: 'role' },
  { id: 'b', label: 'B', parent: ['all'], dimension: 'role' },
];
const sample = (audience: string | null, n: number, more: object = {}): object => ({
  wave: 'w1',
  audience,
  n,
  source: 'report',
  ...more,
});

/** What is said of a survey in which all else is well. */
async function said(changes: object, ...rows: string[]): Promise<{ faults: string[]; warnings: string[] }> {
  const folder = await temporaryFolder();
  const audiences = ((changes as { audiences?: { id: string }[] }).audiences ?? AUDIENCES).map(
    ({ id }) => id,
  );
  const survey = smallSurvey({
    sources: [{ id: 'report', title: 'Report' }],
    waves: [{ id: 'w1', label: 'First', year: 2020 }],
    audiences: AUDIENCES,
    samples: [],
    comparisons: [],
    questions: [
      {
        id: 'q',
        text: 'Q?',
        wording: 'verbatim',
        type: 'multiple',
        audiences,
        options: [{ id: 'yes', label: 'Yes' }],
      },
    ],
    ...changes,
  });
  await writeFile(join(folder, 'survey.json'), JSON.stringify(survey));
  const figures = audiences.map((id) => `q,,yes,w1,${id},percent,50`);
  await writeFile(join(folder, 'toplines.csv'), toplines(...(rows.length > 0 ? rows : figures)));
  const { faults, warnings } = await validateDraft(folder, running);
  return { faults: faults.map(formatFault), warnings: warnings.map(formatFault) };
}

describe('audiences', () => {
  const audiences = (...changes: object[]) => ({
    audiences: AUDIENCES.map((one, i) => ({ ...one, ...changes[i] })),
  });

  test('parts of one or of several that are there are well', async () => {
    expect(await said({})).toEqual({ faults: [], warnings: [] });
  });

  test.each([
    [
      'a circle',
      audiences({ parent: 'b' }),
      'survey.json:audiences[0].parent: "all" is a part of itself, by way of b: name only larger audiences',
    ],
    [
      'itself',
      audiences({}, { parent: ['a'] }),
      'survey.json:audiences[1].parent: "a" is a part of itself, by way of a: name only larger audiences',
    ],
    [
      'nobody',
      audiences({}, {}, { parent: ['all', 'alle'] }),
      'survey.json:audiences[2].parent[1]: unknown audience "alle" (did you mean "all"?): one of all, a, b',
    ],
    [
      'twice',
      audiences({}, {}, { parent: ['all', 'all'] }),
      'survey.json:audiences[2].parent[1]: "all" stands twice',
    ],
    [
      'two that have nobody in common',
      { audiences: [...AUDIENCES, { id: 'c', label: 'C', parent: ['a', 'b'] }] },
      'survey.json:audiences[3].parent[1]: "c" cannot be a part of both a and b, which have nobody in common',
    ],
  ])('%s as a parent is a fault', async (_, changes, fault) => {
    expect((await said(changes)).faults).toContain(fault);
  });

  test('an empty list of parents is a fault', async () => {
    expect((await said(audiences({}, { parent: [] }))).faults[0]).toContain('audiences[1].parent');
  });

  test('children of a dimension that are more than their parent are told', async () => {
    const warning =
      'survey.json:audiences[1].dimension: a and b have 110 respondents together in w1, more than the 100 of all: they are taken to overlap, so that their gaps have no standard error';
    const samples = [sample('all', 100), sample('a', 60), sample('b', 50)];
    expect(await said({ samples })).toEqual({ faults: [], warnings: [warning] });
    const rows = [
      'q,,yes,w1,all,percent,50,exact,100,report,,,',
      'q,,yes,w1,a,percent,50,exact,60,report,,,',
      'q,,yes,w1,b,percent,50,exact,50,report,,,',
    ];
    expect(await said({}, ...rows)).toEqual({ faults: [], warnings: [warning] });
    expect(await said({ samples: [sample('all', 110), ...samples.slice(1)] })).toEqual({
      faults: [],
      warnings: [],
    });
  });

  test('a part that is larger than its whole is told', async () => {
    const { warnings } = await said({
      samples: [sample('all', 100, { weightedN: 90 }), sample('a', 120, { weightedN: 95.5 })],
    });
    expect(warnings.slice(0, 2)).toEqual([
      'survey.json:samples[1].n: 120 of a is more than 100 of all, which it is a part of: their gaps have no standard error',
      'survey.json:samples[1].weightedN: 95.5 of a is more than 90 of all, which it is a part of: their gaps have no standard error',
    ]);
  });
});

describe('the design of samples', () => {
  const margin = (points: unknown, more: object = {}) => ({
    samples: [sample('all', 1000, { marginOfError: { points, level: 0.95 }, ...more })],
  });

  test('a margin of error that is none of its size is told', async () => {
    for (const points of [3.1, 3, 4, '3.10'])
      expect(await said(margin(points))).toEqual({ faults: [], warnings: [] });
    expect(await said(margin('3.0'))).toEqual({
      faults: [],
      warnings: [
        'survey.json:samples[0].marginOfError: ±3.0 points is less than simple random sampling has with n = 1000 at 95 %, so that it counts as that: is it of another base or level?',
      ],
    });
    expect((await said(margin(4, { qualifier: 'more-than' }))).warnings).toEqual([
      'survey.json:samples[0].marginOfError: tells no design effect, as n is not exact: it is not taken into account',
    ]);
  });

  test('what is no margin, and a margin beside a design effect, are faults', async () => {
    for (const points of [0, -1, 101, '3,1', 'three', 1e-9, 0.1 + 0.2]) {
      const { faults } = await said(margin(points));
      expect(faults).toHaveLength(1);
      expect(faults[0]).toContain('samples[0].marginOfError.points: must be a plain decimal number above 0');
    }
    expect((await said(margin(4, { designEffect: 1.5 }))).faults).toEqual([
      'survey.json:samples[0].marginOfError: says the same as designEffect in another way: give one of them, as it was published',
    ]);
    for (const bad of [{ designEffect: 0 }, { designEffect: -1 }, { weightedN: 0 }])
      expect((await said({ samples: [sample('all', 100, bad)] })).faults).toHaveLength(1);
  });

  test('weighted bases of figures are numbers above 0', async () => {
    const header =
      'question,item,option,wave,audience,measure,value,qualifier,n,source,locator,status,note,weightedN';
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'survey.json'), JSON.stringify(smallSurvey()));
    await writeFile(
      join(folder, 'toplines.csv'),
      `${header}\nq,,yes,w1,a,percent,50,exact,100,report,,,,0\nq,,yes,w1,b,percent,50,exact,100,report,,,,80.5\n`,
    );
    const { faults } = await validateDraft(folder, running);
    expect(faults.map(formatFault)).toEqual(['toplines.csv:2:weightedN: must be more than 0: "0"']);
  });

  test('a panel of records is said in another way', async () => {
    const design = { wave: 'w1', audience: 'all', sharedClusters: true };
    expect((await said({ panel: true, design })).faults).toContain(
      'survey.json:panel: is for published figures and design.sharedClusters for records: set the one that holds of this survey',
    );
    expect((await said({ panel: true, design: { ...design, sharedClusters: false } })).warnings).toContain(
      'survey.json:panel: is for published figures: if the records are of a panel, say design.sharedClusters',
    );
    expect(await said({ panel: true })).toEqual({ faults: [], warnings: [] });
  });
});
