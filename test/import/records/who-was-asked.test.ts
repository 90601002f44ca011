import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { validateDraft } from '../../../src/validate/validate.ts';
import { formatFault } from '../../../src/errors/faults.ts';
import { imported, importedText, importFile, readDraftSurvey, records } from '../support.ts';

const rows = (n: number, row: (i: number) => string): string =>
  Array.from({ length: n }, (_, i) => row(i)).join('\n');

/** Ten respondents, of whom the first six have a telephone and were asked what they use it for. */
const ASKED = `phone,use_1,use_2,q\n${rows(10, (i) =>
  [i < 6 ? `+44 7700 90000${i}` : '', i < 4 ? 'Calls' : '', i % 3 === 0 && i < 6 ? 'Games' : '', i % 2].join(
    ',',
  ),
)}\n`;

describe('the column that says who was asked', () => {
  test.each([
    ['telephones', 'phone', ASKED],
    [
      'e-mail addresses',
      'email',
      ASKED.replace('phone', 'email').replaceAll(/\+44 7700 (\d+)/g, 'p$1@x.org'),
    ],
    [
      'words of respondents',
      'why',
      ASKED.replace('phone', 'why').replaceAll(
        /\+44 7700 9000(\d+)/g,
        'because my sister Ann has $1 of them',
      ),
    ],
  ])('is not kept for what it holds where it is left out: %s', async (_, column, csv) => {
    const { into, survey, summary } = await importedText({ 'x.csv': csv }, { asked: { column } });
    expect(summary.leftOut.map(({ variable }) => variable)).toEqual([column]);
    const written = await records(into);
    expect(written.map((row) => row[column])).toEqual([1, 1, 1, 1, 1, 1, null, null, null, null]);
    expect(written.map((row) => row['use_1'])).toEqual([1, 1, 1, 1, 0, 0, null, null, null, null]);
    expect(JSON.stringify([written, survey])).not.toMatch(/7700|x\.org|Ann/);
    expect(survey.questions[0]).toMatchObject({ type: 'multiple', asked: { column } });
    // The draft is taken up again, and says the same.
    await importFile(join(into, '..', 'x.csv'), into, { force: true });
    expect(await records(into)).toEqual(written);
  });

  test('is kept as it is where it is a question, or was said to be kept', async () => {
    const csv = ASKED.replaceAll(/\+44 7700 90000\d/g, 'yes').replace('phone', 'owns');
    const question = await importedText({ 'x.csv': csv }, { asked: { column: 'owns' } });
    expect((await records(question.into)).map(({ owns }) => owns).slice(4, 8)).toEqual([
      'yes',
      'yes',
      null,
      null,
    ]);
    const kept = await importedText({ 'x.csv': ASKED }, { asked: { column: 'phone' }, keep: ['phone'] });
    expect((await records(kept.into)).map(({ phone }) => phone)[0]).toBe('+44 7700 900000');
  });

  test('is not kept where all who answered are in one cell each', async () => {
    const cells = ['Ann; Bob', 'Ann', 'Bob; Cem', 'Cem; Ann', 'Bob'];
    const csv = `said,a_1,a_2\n${rows(20, (i) => [i < 15 ? cells[i % 5] : '', i < 9 ? 'x' : '', i % 2 ? 'x' : ''].join(','))}\n`;
    const { into } = await importedText({ 'x.csv': csv }, { asked: { column: 'said' } });
    const written = await records(into);
    expect(written.map(({ said }) => said)).toEqual(
      Array.from({ length: 20 }, (_, i) => (i < 15 ? 1 : null)),
    );
  });
});

describe('a survey.json that is taken up again', () => {
  test.each<[string, { asked: 'any' | 'everyone' | { column: string } }]>([
    ['any', { asked: 'any' }],
    ['everyone', { asked: 'everyone' }],
    ['a column', { asked: { column: 'q' } }],
  ])('has the last word on who was asked: %s', async (_, changes) => {
    const csv = `a_1,a_2,q\n${rows(12, (i) => [i % 3 ? 'x' : '', i % 4 === 1 ? 'x' : '', i < 9 ? (i % 2) + 1 : ''].join(','))}\n`;
    const { into, folder } = await importedText({ 'x.csv': csv }, changes);
    const written = await records(into);
    await importFile(join(folder, 'x.csv'), into, { force: true });
    expect(await records(into)).toEqual(written);
    const other = changes.asked === 'any' ? 'everyone' : 'any';
    await expect(importFile(join(folder, 'x.csv'), into, { force: true, asked: other })).rejects.toThrow(
      'questions[0].asked: says otherwise than --asked',
    );
  });

  test('has the last word on which texts are answers', async () => {
    const texts = (own: string): string =>
      `q,r\n${rows(40, (i) => `${i < 36 ? ['Tea', 'Milk', 'Water'][i % 3] : `${own} number ${i} is mine alone`},${i % 2}`)}\n`;
    const { into, folder, survey } = await importedText({ 'x.csv': texts('drink') });
    const codes = survey.questions[0]?.options?.map(({ code }) => code);
    expect(codes).toEqual(['Tea', 'Milk', 'Water', 'Other, in words of their own']);
    // Milk is rare in the file that follows, and a text that few gave is as frequent as an answer.
    const next = `q,r\n${rows(40, (i) => `${i < 2 ? 'Milk' : i < 12 ? 'my own words' : ['Tea', 'Water'][i % 2]},${i % 2}`)}\n`;
    await writeFile(join(folder, 'x.csv'), next);
    await importFile(join(folder, 'x.csv'), into, { force: true });
    const written = (await records(into)).map(({ q }) => q);
    expect(Map.groupBy(written, (q) => q).get('Milk')).toHaveLength(2);
    expect(written.slice(2, 12)).toEqual(Array.from({ length: 10 }, () => 'Other, in words of their own'));
    expect(JSON.stringify(written)).not.toContain('my own words');
  });

  test('does not silence what was found on the way', async () => {
    const csv = 'Title of the table,,\nq,r,n\n1,1,5\n2,1,.\n1,2,7\n2,2,NA\n1,1,9\n';
    const { into, folder, summary } = await importedText({ 'x.csv': csv });
    const reading = summary.notes.filter((note) => /above the header|stands? for no value/.test(note));
    expect(reading).toHaveLength(2);
    const again = await importFile(join(folder, 'x.csv'), into, { force: true });
    expect(again.notes).toEqual(expect.arrayContaining(reading));
    expect(again.notes.at(-1)).toContain('so that what was filled in stays');
    const named = await imported(join(folder, 'x.csv'), { codebook: join(into, 'survey.json') });
    expect(named.summary.notes).toEqual([...reading, expect.stringContaining('is the draft, as it is')]);
  });

  test('is told of answers that it does not have', async () => {
    const cells = (words: readonly string[]): string =>
      `q,r\n${rows(30, (i) => `${words[i % words.length]}${i % 4 ? '' : `; ${words[(i + 1) % words.length]}`},${i % 2}`)}\n`;
    const { into, folder } = await importedText({ 'x.csv': cells(['Red', 'Blue', 'Green']) });
    await writeFile(join(folder, 'x.csv'), cells(['Red', 'Blue', 'Green', 'Black', 'White']));
    const { notes } = await importFile(join(folder, 'x.csv'), into, { force: true });
    expect(notes.join('\n')).toContain(
      `does not have the answers "Black", "White", and so they are left out`,
    );
  });
});

describe('validate', () => {
  const running = { signal: new AbortController().signal, progress: () => {} };
  const csv = `owns,a_1,a_2\n${rows(12, (i) => [i < 8 ? 'yes' : i < 10 ? 'no' : '', i % 3 ? 'x' : '', i % 4 ? '' : 'x'].join(','))}\n`;

  async function faultsWith(asked: unknown): Promise<string[]> {
    const { into } = await importedText({ 'x.csv': csv }, { asked: { column: 'owns' } });
    const survey = await readDraftSurvey(into);
    const questions = survey.questions.map((one) => (one.type === 'multiple' ? { ...one, asked } : one));
    await writeFile(join(into, 'survey.json'), JSON.stringify({ ...survey, questions }));
    const { faults, warnings } = await validateDraft(into, running);
    return [...faults, ...warnings]
      .map(formatFault)
      .filter((fault) => fault.includes('asked') || fault.includes('"owns"'));
  }

  test('takes a column that says who was asked for one that is named', async () => {
    const { into } = await importedText({ 'x.csv': ASKED }, { asked: { column: 'phone' } });
    const { faults, warnings } = await validateDraft(into, running);
    expect([...faults, ...warnings].map(formatFault).join('\n')).not.toContain('does not name the column');
  });

  test.each([
    [{ column: 'owns' }, []],
    [
      { column: 'own' },
      ['questions[1].asked.column: responses.parquet has no column "own" (did you mean "owns"?)'],
    ],
    [{ column: 'a_1' }, []],
  ])('looks for the column in the records: %j', async (asked, expected) => {
    const faults = await faultsWith(asked);
    expect(faults.filter((fault) => fault.includes('has no column'))).toEqual(
      expected.map((one) => expect.stringContaining(one)),
    );
  });

  test('tells of answers of those who were not asked', async () => {
    const { into } = await importedText({ 'x.csv': csv }, { asked: 'everyone' });
    const survey = await readDraftSurvey(into);
    const questions = survey.questions.map((one) =>
      one.type === 'multiple' ? { ...one, asked: { column: 'owns' } } : one,
    );
    await writeFile(join(into, 'survey.json'), JSON.stringify({ ...survey, questions }));
    expect(await readFile(join(into, 'survey.json'), 'utf8')).toContain('"owns"');
    const { faults } = await validateDraft(into, running);
    expect(faults.map(formatFault).filter((fault) => fault.includes('questions['))).toEqual([
      expect.stringContaining('2 records have no value in "owns" and answers to "a" all the same'),
    ]);
  });
});
