import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatFault } from '../../../src/errors/faults.ts';
import { baseFlag } from '../../../src/services/tables/base-flag.ts';
import { QUALIFIERS } from '../../../src/schemas/vocabulary.ts';
import { validateDraft } from '../../../src/validate/validate.ts';
import { getJson, HEADER, smallApp, smallSurvey, temporaryFolder, toplines } from '../../helper.ts';
import { decidedApp, recordsApp, single } from '../../records-helper.ts';
import { respondents, SURVEY } from '../records/perturbed-survey.ts';

type Row = Readonly<Record<string, unknown>>;

/** One figure in each wave of each audience, on bases of the test's. */
const figures = (bases: Readonly<Record<string, number | ''>>): string =>
  toplines(
    ...Object.entries(bases).map(([place, n], i) => `q,,yes,${place},percent,${40 + i},exact,${n},report,,,`),
  );
const NO_SAMPLES = { samples: [] };
const BASE = '/v1/surveys/small';

describe('the base of a published figure', () => {
  const EDGES = figures({ 'w1,a': 49, 'w1,b': 50, 'w2,a': 99, 'w2,b': 100 });

  test('is very small below 50 and small below 100', async () => {
    const app = await smallApp(EDGES, NO_SAMPLES);
    const of = async (resource: string) => (await getJson(app, `${BASE}/${resource}`)).data;
    const estimates = await of('estimates');
    expect(estimates.map(({ n, baseFlag: flag }) => [n, flag])).toEqual([
      [49, 'very-small'],
      [50, 'small'],
      [99, 'small'],
      [100, null],
    ]);
    expect(await of('gaps')).toMatchObject([
      { wave: 'w1', nA: 49, baseFlagA: 'very-small', nB: 50, baseFlagB: 'small' },
      { wave: 'w2', nA: 99, baseFlagA: 'small', nB: 100, baseFlagB: null },
    ]);
    expect(await of('trends')).toMatchObject([
      { audience: 'a', nFrom: 49, baseFlagFrom: 'very-small', nTo: 99, baseFlagTo: 'small' },
      { audience: 'b', nFrom: 50, baseFlagFrom: 'small', nTo: 100, baseFlagTo: null },
    ]);
    expect(await of('gap-trends')).toMatchObject([{ baseFlag: 'very-small' }]);
  });

  test.each<[{ small?: number; verySmall?: number }, (string | null)[]]>([
    [{ small: 50, verySmall: 50 }, ['very-small', null, null, null]],
    [{ small: 101, verySmall: 99 }, ['very-small', 'very-small', 'small', 'small']],
    [{ verySmall: 1 }, ['small', 'small', 'small', null]],
    [{ small: 1, verySmall: 1 }, [null, null, null, null]],
  ])('is marked by the thresholds of its survey: %j', async (bases, flags) => {
    const app = await smallApp(EDGES, { ...NO_SAMPLES, bases });
    const { data, meta } = await getJson(app, `${BASE}/estimates`);
    expect(data.map(({ baseFlag: flag }) => flag)).toEqual(flags);
    const { small = 100, verySmall } = bases;
    expect((meta['method'] as Row)['baseFlag']).toContain(`below ${small}, very-small below ${verySmall}`);
    const survey = await getJson<{ data: Row }>(app, BASE);
    expect(survey.data['bases']).toEqual({ small, verySmall });
    const worst = flags.includes('very-small') ? 'very-small' : flags.includes('small') ? 'small' : null;
    expect((await getJson(app, `${BASE}/gap-trends`)).data).toMatchObject([{ baseFlag: worst }]);
  });

  test('has no mark where it is not known, and no reason to give', async () => {
    const app = await smallApp(figures({ 'w1,a': '', 'w1,b': 20, 'w2,a': '', 'w2,b': '' }), NO_SAMPLES);
    const { data } = await getJson(app, `${BASE}/estimates`);
    expect(data.map(({ n, baseFlag: flag }) => [n, flag])).toEqual([
      [null, null],
      [20, 'very-small'],
      [null, null],
      [null, null],
    ]);
    for (const { reasons } of data) expect(reasons).not.toHaveProperty('baseFlag');
    const [gap] = (await getJson(app, `${BASE}/gaps?question=q&wave=w1`)).data;
    expect(gap).toMatchObject({ nA: null, baseFlagA: null, nB: 20, baseFlagB: 'very-small' });
    // What is known of the four figures is told.
    const changes = (await getJson(app, `${BASE}/gap-trends`)).data;
    expect(changes).toMatchObject([{ baseFlag: 'very-small' }]);
  });

  test('that is a bound is marked by what it can be', async () => {
    const rows = ['more-than,60', 'less-than,50', 'less-than,51', 'approximately,45'].map((bound, i) => {
      const [qualifier, n] = bound.split(',');
      return `q,,yes,${['w1,a', 'w1,b', 'w2,a', 'w2,b'][i]},percent,50,exact,${n},report,,,,${qualifier}`;
    });
    const app = await smallApp(`${HEADER},nQualifier\n${rows.join('\n')}\n`, NO_SAMPLES);
    const { data } = await getJson(app, `${BASE}/estimates`);
    expect(data.map(({ nQualifier, n, baseFlag: flag }) => [nQualifier, n, flag])).toEqual([
      ['more-than', 60, null],
      ['less-than', 50, 'very-small'],
      ['less-than', 51, 'small'],
      ['approximately', 45, 'very-small'],
    ]);
  });

  test('stands in tables, and can be sorted by and picked', async () => {
    const app = await smallApp(EDGES, NO_SAMPLES);
    const body = async (query: string) =>
      (await app.inject(`${BASE}/estimates?fields=n,baseFlag${query}`)).body;
    expect(await body('&format=csv')).toBe('n,baseFlag\r\n49,very-small\r\n50,small\r\n99,small\r\n100,\r\n');
    expect(await body('&format=markdown&sort=-baseFlag')).toContain(
      '| n | baseFlag |\n| ---: | --- |\n| 49 | very-small |',
    );
    expect(await body('&format=html')).toContain('<td class="n">49</td><td dir="auto">very-small</td>');
  });
});

describe('the base of a figure of records', () => {
  const records = [
    ...Array.from({ length: 49 }, (_, i) => ({ g: 1, q: 1 + (i % 2) })),
    ...Array.from({ length: 99 }, (_, i) => ({ g: 2, q: 1 + (i % 2) })),
    ...Array.from({ length: 100 }, (_, i) => ({ g: 3, q: 1 + (i % 2) })),
  ];
  const survey = { questions: [single('q', [1, 2]), single('g', [1, 2, 3])] };

  test('of a crosstab is that of the share, not the respondents in the cell', async () => {
    const app = await recordsApp(records, survey);
    const { data, meta } = await getJson(app, `${BASE}/crosstab?rows=q&columns=g`);
    const first = data.filter(({ row }) => row === 'q-2');
    expect(first.map(({ column, base, baseFlag: flag }) => [column, base, flag])).toEqual([
      ['g-1', 49, 'very-small'],
      ['g-2', 99, 'small'],
      ['g-3', 100, null],
      [null, 248, null],
    ]);
    expect(first.find(({ column }) => column === 'g-3')).toMatchObject({ n: 50 });
    expect((meta['method'] as Row)['baseFlag']).toContain('below 100');
  });

  test('stands in tables for people beside the columns and rows that have a small one, and only there', async () => {
    const app = await recordsApp(records, survey);
    const wide = await getJson(app, `${BASE}/crosstab?rows=q&columns=g&layout=wide`);
    const answers = wide.data.filter(({ row }) => row !== null);
    expect(answers.length).toBeGreaterThan(0);
    for (const one of answers)
      expect(one).toMatchObject({ '1 (A).baseFlag': 'very-small', '2 (B).baseFlag': 'small' });
    for (const one of wide.data) {
      expect(one).not.toHaveProperty('3 (C).baseFlag');
      expect(one).not.toHaveProperty('Total.baseFlag');
    }
    const grid = await getJson(app, `${BASE}/crosstab?rows=q&filter=g:g-2&layout=grid`);
    expect(grid.data).toMatchObject([{ 'Base, unweighted': 99, 'Base flag': 'small' }]);
    const all = await getJson(app, `${BASE}/crosstab?rows=q&layout=grid`);
    expect(all.data).toMatchObject([{ 'Base, unweighted': 248, 'Base flag': null }]);
  });

  test.each([
    ['suppressed', { minimumBase: 60, minimumCell: 12 }],
    ['perturbed', SURVEY['disclosure'] as Row],
  ])('is marked as it is shown, and never where it is not: %s', async (_name, disclosure) => {
    const app = await decidedApp(respondents(7), { ...SURVEY, disclosure });
    const expected = (n: unknown): string | null =>
      typeof n !== 'number' || n >= 100 ? null : n < 50 ? 'very-small' : 'small';
    const [marks, shown] = [new Set<unknown>(), new Set<boolean>()];
    const asked: [path: string, sides: [n: string, flag: string][]][] = [
      ['estimates?', [['n', 'baseFlag']]],
      ['gaps?question=q&', [['nA', 'baseFlagA'], ['nB', 'baseFlagB']]],
      ['trends?question=q&', [['nFrom', 'baseFlagFrom'], ['nTo', 'baseFlagTo']]],
      ['crosstab?rows=q&columns=wave&wave=w1,w2,w3&', [['base', 'baseFlag']]],
      ['crosstab?rows=q&columns=wave&wave=w1,w2,w3&measure=row-percent&', [['base', 'baseFlag']]],
    ]; // prettier-ignore
    for (const [path, sides] of asked) {
      const { data } = await getJson(app, `${BASE}/${path}limit=1000`);
      expect(data.length, path).toBeGreaterThan(0);
      for (const row of data)
        for (const [n, flag] of sides) {
          expect(row[flag], `${path} ${JSON.stringify(row)}`).toBe(expected(row[n]));
          marks.add(row[flag]);
          shown.add(row[n] !== null);
        }
    }
    expect(marks.size).toBeGreaterThan(1);
    expect(shown.size).toBe(2);
  });

  test('that items share is marked once, and not where it is not one', async () => {
    const battery = {
      id: 'many',
      text: 'Which?',
      wording: 'verbatim',
      type: 'multiple',
      audiences: ['all'],
      chosen: [1],
      notChosen: [0],
      asked: { column: 'asked' },
      items: ['x', 'y'].map((id) => ({ id, label: id, variable: id })),
    };
    const answers = (gone: number) =>
      Array.from({ length: 60 }, (_, i) => ({
        asked: 1,
        x: i % 2,
        y: i < gone ? null : i % 3 === 0 ? 1 : 0,
      }));
    const baseOf = async (gone: number) => {
      const app = await recordsApp(answers(gone), { questions: [battery] });
      const { data } = await getJson(app, `${BASE}/crosstab?rows=many`);
      return data.find(({ rowKind }) => rowKind === 'base');
    };
    expect(await baseOf(0)).toMatchObject({ base: 60, baseFlag: 'small' });
    expect(await baseOf(20)).toMatchObject({ base: null, baseFlag: null });
  });
});

describe('a base is never marked', () => {
  const thresholds = fc
    .tuple(fc.integer({ min: 1, max: 2000 }), fc.integer({ min: 1, max: 2000 }))
    .map(([a, b]) => ({ small: Math.max(a, b), verySmall: Math.min(a, b) }));
  const qualifier = fc.constantFrom(...QUALIFIERS, null);

  test('where it is not shown, whatever is known of it', () => {
    fc.assert(fc.property(thresholds, qualifier, (bases, how) => baseFlag(null, bases, how) === null));
  });

  test('more firmly where it is larger', () => {
    const weight = { none: 0, small: 1, 'very-small': 2 };
    fc.assert(
      fc.property(thresholds, qualifier, fc.nat(3000), fc.nat(3000), (bases, how, n, more) => {
        const [a, b] = [baseFlag(n, bases, how), baseFlag(n + more, bases, how)];
        return weight[a ?? 'none'] >= weight[b ?? 'none'];
      }),
    );
  });
});

describe('thresholds that cannot be', () => {
  const running = { signal: new AbortController().signal, progress: () => {} };
  const faultsOf = async (bases: unknown): Promise<string[]> => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'survey.json'), JSON.stringify(smallSurvey({ bases })));
    await writeFile(join(folder, 'toplines.csv'), toplines('q,,yes,w1,a,percent,50'));
    return (await validateDraft(folder, running)).faults.map(formatFault);
  };

  test.each([
    [
      'more for the smaller',
      { small: 40, verySmall: 60 },
      'bases.verySmall: 60 is more than bases.small, 40',
    ],
    ['more where the smaller is left out', { small: 40 }, 'left out, it is 50'],
    ['none', { small: 0 }, 'bases.small'],
    ['a part of a respondent', { verySmall: 1.5 }, 'bases.verySmall'],
    ['a text', { small: '100' }, 'bases.small'],
    ['a misspelt one', { smal: 100 }, 'smal'],
    ['no object', 100, 'bases'],
  ])('%s', async (_name, bases, said) => {
    const faults = await faultsOf(bases);
    expect(faults.join('\n')).toContain(said);
    expect(faults.every((fault) => fault.startsWith('survey.json'))).toBe(true);
  });

  test('those that can be are none', async () => {
    expect(await faultsOf({ small: 1, verySmall: 1 })).toEqual([]);
    expect(await faultsOf({})).toEqual([]);
  });
});
