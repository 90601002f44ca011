import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arePartsSaid, saidSum } from '../../../src/services/records/said-counts.ts';
import { getJson } from '../../helper.ts';
import { decidedApp, single, type TestRecord } from '../../records-helper.ts';

const MINIMUM = 5;
const counts = fc.array(fc.nat({ max: 12 }), { minLength: 1, maxLength: 5 });

describe('numbers of respondents that are said in words', () => {
  test('are all said where none of them is few, and none where one is; that there is nobody may be said', () => {
    expect(arePartsSaid([7, 0, 10], MINIMUM)).toBe(true);
    expect(arePartsSaid([2, 0, 10], MINIMUM)).toBe(false);
    expect(arePartsSaid([4, 5], MINIMUM)).toBe(false);
    expect(arePartsSaid([], MINIMUM)).toBe(true);
    expect([saidSum(12, [2, 10], MINIMUM), saidSum(13, [6, 7], MINIMUM)]).toEqual(['some', 13]);
    expect([saidSum(3, [], MINIMUM), saidSum(0, [0, 0], MINIMUM)]).toEqual(['some', 0]);
    // Of records that anybody has each number is said.
    expect([arePartsSaid([1, 2], 1), saidSum(3, [1, 2], 1)]).toEqual([true, 3]);
  });

  test('never tell a few by subtraction, whatever sum of them is known besides', () => {
    fc.assert(
      fc.property(counts, (parts) => {
        const sum = parts.reduce((a, b) => a + b, 0);
        const said = arePartsSaid(parts, MINIMUM);
        for (const n of parts) if (n > 0 && n < MINIMUM) expect(said).toBe(false);
        const total = saidSum(sum, parts, MINIMUM);
        if (total !== 'some' && total > 0) expect(said).toBe(true);
      }),
    );
  });
});

/** Respondents of whom so many refused, and so many have no value. */
const respondents = (refused: number, none: number): TestRecord[] =>
  Array.from({ length: 300 }, (_, i) => ({
    q: i < refused ? 9 : i < refused + none ? null : 1 + (i % 3),
    region: 1 + (i % 2),
  }));
const SURVEY = {
  disclosure: { minimumBase: 0, minimumCell: MINIMUM },
  questions: [single('q', [1, 2, 3], { missing: [{ code: 9, label: 'refused' }] }), single('region', [1, 2])],
};
const QUERIES = [
  'estimates?question=q',
  'crosstab?rows=q',
  'crosstab?rows=q&measure=count',
  'crosstab?rows=q&columns=region',
  'crosstab?rows=region&columns=q',
  'crosstab/comparisons?rows=q&columns=region',
];

/** What is said in all answers of who gave none. */
async function notes(refused: number, none: number): Promise<string[]> {
  const app = await decidedApp(respondents(refused, none), SURVEY, { memory: true });
  const found: string[] = [];
  for (const query of QUERIES) {
    const { statusCode } = await app.inject(`/v1/surveys/small/${query}`);
    if (statusCode === 400) continue;
    const { meta } = await getJson<{ meta: { notes: string[] } }>(app, `/v1/surveys/small/${query}`);
    found.push(...meta.notes.filter((note) => note.startsWith('Left out')));
  }
  return found;
}

test('one rule holds in every answer: no note says a number that another one does not', async () => {
  const few = await notes(2, 20);
  expect(few.length).toBeGreaterThan(2);
  for (const note of few) expect(note).not.toMatch(/\d+ (?:refused|no value|respondents)/);
  expect(few[0]).toBe('Left out of the base of q: some without an answer.');
  const many = await notes(30, 20);
  // Nor is told for which reasons they gave none: one of few and one of nobody read the same.
  expect((await notes(0, 3))[0]).toBe(few[0]);
  expect(many).toContain('Left out of the base of q: 30 refused, 20 no value recorded.');
  expect(many).toContain('Left out of q: 50 respondents within the filters without an answer.');
});
