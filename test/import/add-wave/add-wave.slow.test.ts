import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { validateDraft } from '../../../src/validate/validate.ts';
import { formatFault } from '../../../src/errors/faults.ts';
import { publish, WORK } from '../../publish/support.ts';
import { readDraftSurvey, records } from '../support.ts';
import { BOOK, figuresOf, files, rewrite, ROLES, rows, Tracker, waveCsv } from './tracker.ts';

describe('the waves of a tracker', () => {
  test('stay what they were, and the new one is what its file says', async () => {
    const tracker = await Tracker.start('2020', files(60, 0), ROLES);
    const first = await figuresOf(await tracker.serve(), 'drinks');
    const { added, published } = await tracker.next('2021', files(90, 1));
    expect(published).toMatchObject({ version: '1.1.0', level: 'minor' });
    expect(added.changes).toEqual([]);
    const app = await tracker.serve();
    const drinks = await figuresOf(app, 'drinks');
    for (const [key, value] of Object.entries(first)) expect(drinks[key], key).toEqual(value);
    expect(drinks['2021 tea']?.[1]).toBe(90);
    const unweighted = await records(join(tracker.data, 't', '1.1.0'));
    const tea = unweighted.filter((row) => row['wave'] === '2021' && row['drinks_tea'] === 1);
    const share = (list: readonly Record<string, unknown>[]): number =>
      list.reduce((sum, { w }) => sum + Number(w), 0);
    const all = unweighted.filter((row) => row['wave'] === '2021');
    expect(drinks['2021 tea']?.[0]).toBeCloseTo((100 * share(tea)) / share(all), 8);
    const survey = await readDraftSurvey(join(tracker.data, 't', '1.1.0'));
    expect(survey.waves.map(({ id }) => id)).toEqual(['2020', '2021']);
    expect(survey.design?.wave).toBe('wave');
    expect(survey.questions.flatMap(({ breaks }) => breaks ?? [])).toEqual([]);
  });

  test('may have a column of their own, with codes', async () => {
    const withWave = (n: number, shift: number, year: number): Record<string, string> => ({
      'x.csv': waveCsv(n, shift)
        .split('\n')
        .map((line, i) => (line === '' ? '' : `${line},${i === 0 ? 'round' : year}`))
        .join('\n'),
      'x.codebook.csv': BOOK,
    });
    const tracker = await Tracker.start('', withWave(60, 0, 2020), {
      roles: { ...ROLES.roles, wave: 'round' },
    });
    await expect(tracker.add('2021', withWave(60, 1, 2020))).rejects.toThrow(
      'x.csv:round: is of a wave that the draft has',
    );
    const { published } = await tracker.next('2021', withWave(60, 1, 2021));
    expect(published).toMatchObject({ version: '1.1.0', level: 'minor' });
    // Where the file does not say it, the command does.
    const { published: third } = await tracker.next('2022', files(60, 1));
    expect(third).toMatchObject({ version: '1.2.0', level: 'minor' });
    const rounds = (await records(join(tracker.data, 't', '1.2.0'))).map(({ round }) => round);
    expect(
      Object.fromEntries(
        [2020, 2021, 2022].map((year) => [year, rounds.filter((one) => one === year).length]),
      ),
    ).toEqual({
      2020: 60,
      2021: 60,
      2022: 60,
    });
  });

  test('whose labels, codes, texts and questions changed are told, with a break', async () => {
    const tracker = await Tracker.start('2020', files(60, 0), ROLES);
    const book = `variable,label,code,value
role,Role,1,Buyer
role,,2,Seller
q,Do you really like it?,1,No
q,,2,Yes
q,,3,Maybe
`;
    const csv = waveCsv(60, 0)
      .split('\n')
      .map((line, i) => (line === '' ? '' : `${line},${i === 0 ? 'fresh' : i % 2}`))
      .join('\n')
      .replaceAll('Beer', 'Wine')
      .replace('r_2', 'gone');
    const { added, into } = await tracker.add('2021', { 'x.csv': csv, 'x.codebook.csv': book });
    expect(added.changes.map(({ question, what }) => `${question}: ${what}`)).toEqual([
      'q: it asks "Do you really like it?", and asked "Do you like it?"',
      'q: the answer 3 is "Maybe", and was "Perhaps"',
      'drinks: the answer "Wine" is new',
    ]);
    const survey = await readDraftSurvey(into);
    const q = survey.questions.find(({ id }) => id === 'q');
    expect(q?.breaks).toEqual([{ between: ['2020', '2021'], reason: expect.stringContaining('"Maybe"') }]);
    expect(q?.options?.map(({ code, label }) => [code, label])).toEqual([
      [1, 'Yes'],
      [2, 'No'],
      [3, 'Perhaps'],
    ]);
    const written = await records(into);
    const old = written.filter((row) => row['wave'] === '2020');
    const now = written.filter((row) => row['wave'] === '2021');
    // The codes of the draft: who said No by 1 has 2.
    expect(now.map((row) => row['q'])).toEqual(old.map((row) => ({ 1: 2, 2: 1, 3: 3 })[Number(row['q'])]));
    expect(old.every((row) => row['fresh'] === null && row['drinks_wine'] === null)).toBe(true);
    // Beer could be said, and nobody did.
    expect(new Set(now.map((row) => row['drinks_beer']))).toEqual(new Set([0]));
    expect(added.notes.join('\n')).toContain('fresh is a new question');
    expect(added.notes.join('\n')).toMatch(/the item "[^"]*" is not there/);
    // What import made passes its own reading, but for what only a person knows.
    const { faults } = await validateDraft(into, WORK);
    expect(faults.map(formatFault)).toEqual([]);
  });

  test('hold no words of respondents, though the draft knows the column', async () => {
    const texts = (own: string): string =>
      `q,r\n${rows(40, (i) => `${i < 34 ? ['Tea', 'Milk'][i % 2] : `${own} ${i} is mine alone here`},${i % 2}`)}`;
    const tracker = await Tracker.start('2020', { 'x.csv': texts('cup') });
    const { into } = await tracker.add('2021', { 'x.csv': texts('my sister Ann') });
    expect(
      JSON.stringify([await records(into), await readFile(join(into, 'survey.json'), 'utf8')]),
    ).not.toContain('Ann');
    const now = (await records(into)).filter((row) => row['wave'] === '2021');
    expect(now.filter(({ q }) => q === 'Other, in words of their own')).toHaveLength(6);
  });

  test('who was asked is what the draft says', async () => {
    const tracker = await Tracker.start('2020', { 'x.csv': waveCsv(60, 0) }, { asked: 'any' });
    const { into } = await tracker.add('2021', { 'x.csv': waveCsv(60, 0) });
    const written = await records(into);
    const of = (id: string): unknown[] =>
      written.filter((row) => row['wave'] === id).map((row) => row['t_1']);
    expect(of('2021')).toEqual(of('2020'));
    expect(of('2021')).toContain(null);
    await expect(tracker.add('2022', { 'x.csv': waveCsv(60, 0) }, { asked: 'everyone' })).rejects.toThrow(
      'says otherwise than --asked',
    );
  });
});

test('where answers of a wave that was there are others, the release is major all the same', async () => {
  const tracker = await Tracker.start('2020', { 'x.csv': waveCsv(60, 0) });
  const { into } = await tracker.add('2021', { 'x.csv': waveCsv(60, 1) });
  const path = join(into, 'responses.parquet');
  await rewrite(
    path,
    `SELECT * REPLACE (CASE WHEN wave = '2020' THEN 1 ELSE q END AS q) FROM read_parquet('${path}')`,
  );
  await expect(publish(into, tracker.data)).rejects.toThrow('answers of waves that were there before differ');
});

describe('what is refused', () => {
  test.each<[string, (text: string) => string, string, string]>([
    ['a wave that is there', (text) => text, '2020', 'has the wave "2020" already'],
    ['a name that is no id', (text) => text, 'Wave 2', '"Wave 2" can be no wave'],
    [
      'a file without the weight',
      (text) => text.replace(',w\n', ',u\n'),
      '2021',
      'x.csv:w: there is no such column, which design.weights[0].column',
    ],
    [
      'a file without the audiences',
      (text) => text.replace('role,', 'rule,'),
      '2021',
      'x.csv:role: there is no such column',
    ],
    [
      'texts among numbers',
      (text) => text.replaceAll(/,2\d,(Rome|Bern)/g, ',young,$1'),
      '2021',
      'x.csv:age: holds "young" here, and numbers in the draft',
    ],
    [
      'ticks that are words',
      (text) =>
        text.replaceAll(/,x,(.?x?),/g, ',maybe,$1,').replaceAll(/,,(x?),(Tea|Milk|Beer)/g, ',never,$1,$2'),
      '2021',
      'x.csv:t_',
    ],
    [
      'cells that are not divided',
      (text) => text.replaceAll('; ', ' + '),
      '2021',
      'its cells cannot be divided here',
    ],
  ])('%s', async (_, change, id, expected) => {
    const tracker = await Tracker.start('2020', { 'x.csv': waveCsv(60, 0) }, ROLES);
    const into = tracker.add(id, { 'x.csv': change(waveCsv(60, 1)) });
    await expect(into).rejects.toThrow(expected);
  });

  test('a folder without a draft, and options that the draft says', async () => {
    const tracker = await Tracker.start('2020', { 'x.csv': waveCsv(40, 0) });
    const { addWave } = await import('../../../src/import/add-wave/add-wave.ts');
    const options = {
      into: join(tracker.folder, 'none'),
      codebook: null,
      missing: [],
      keep: [],
      force: false,
      roles: { weight: [], strata: [], clusters: [], fpc: [], wave: null, audience: null },
    };
    const file = await tracker.write({ 'x.csv': waveCsv(40, 1) });
    await expect(addWave(file, options, '2021', WORK)).rejects.toThrow('topline draft SURVEY --into DIR');
    const into = await tracker.draft();
    await expect(
      addWave(file, { ...options, into, roles: { ...options.roles, weight: ['w'] } }, '2021', WORK),
    ).rejects.toThrow('says what --weight says');
  });
});
