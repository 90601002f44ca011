import { describe, expect, test } from 'vitest';
import { figuresOf, questionIn } from '../field/support.ts';
import { importedText, records } from '../support.ts';

/** A form's answers, with a group, a choice among several, and an open list. */
const ANSWERS = Array.from({ length: 60 }, (_, i) => ({
  _id: i,
  head: { sex: i % 3 === 0 ? 'male' : 'female', age: 18 + (i % 40) },
  tools: i % 10 === 9 ? null : ['Hoe', 'Axe, small', 'Saw'].filter((_one, k) => (i >> k) % 2 === 0),
  owns: i % 4 === 0,
}));

const share = (
  isIn: (i: number) => boolean,
  of: (i: number) => boolean = () => true,
): { share: number; n: number } => {
  const all = ANSWERS.map((_, i) => i).filter(of);
  return { share: expect.closeTo((100 * all.filter(isIn).length) / all.length, 9) as number, n: all.length };
};

describe('records in JSON', () => {
  test.each([
    ['a list', 'x.json', JSON.stringify(ANSWERS)],
    [
      'the only list in an object',
      'x.json',
      JSON.stringify({ count: 60, next: null, tags: ['a'], results: ANSWERS }),
    ],
    ['a record a line', 'x.ndjson', ANSWERS.map((one) => `${JSON.stringify(one)}\n`).join('')],
    [
      'a record a line, with a mark and lines of nothing',
      'x.jsonl',
      `\uFEFF${ANSWERS.map((one) => JSON.stringify(one)).join('\r\n\r\n')}`,
    ],
  ])('%s', async (_, name, text) => {
    const { into, survey } = await importedText({ [name]: text }, { keep: ['head/age'] });
    expect(survey.questions.map(({ id, type }) => [id, type])).toEqual([
      ['head-sex', 'single'],
      ['head-age', 'numeric'],
      ['tools', 'multiple'],
      ['owns', 'single'],
    ]);
    expect(await figuresOf(into, questionIn(survey, 'head-sex'))).toEqual({
      male: share((i) => i % 3 === 0),
      female: share((i) => i % 3 !== 0),
    });
    const isAsked = (i: number): boolean => i % 10 !== 9;
    expect(await figuresOf(into, questionIn(survey, 'tools'))).toEqual({
      Hoe: share((i) => i % 2 === 0, isAsked),
      'Axe, small': share((i) => (i >> 1) % 2 === 0, isAsked),
      Saw: share((i) => (i >> 2) % 2 === 0, isAsked),
    });
    const ages = (await records(into)).map((row) => Number(row['head/age']));
    expect(ages).toEqual(ANSWERS.map(({ head }) => head.age));
  });

  test.each([
    ['x.json', '[{"a": 1},', /x\.json: is not JSON: /],
    ['x.ndjson', '{"a": 1}\n{"a": \n', /x\.ndjson: line 2 is not JSON: /],
    ['x.json', '{"a": 1}', /x\.json: is no list of records/],
    ['x.json', '[]', /x\.json: holds no records/],
    ['x.json', '[1, 2]', /x\.json: record 1 is none/],
    ['x.json', `[${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}]`, /x\.json: holds no records/],
  ])('%s with %s is refused', async (name, text, message) => {
    await expect(importedText({ [name]: text })).rejects.toThrow(message);
  });
});

test.each([
  ['x.sas7bdat', /haven::read_sas/],
  ['x.xls', /save it as XLSX/],
  ['x.doc', /cannot tell what it is by its ending "\.doc": \.csv/],
])('%s is refused with what to do', async (name, message) => {
  await expect(importedText({ [name]: 'x' })).rejects.toThrow(message);
});
