import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { saidParts, saidSum } from '../../../src/services/records/said-counts.ts';
import { getJson } from '../../helper.ts';
import { decidedApp, single, type TestRecord } from '../../records-helper.ts';

const MINIMUM = 5;
const counts = fc.array(fc.nat({ max: 12 }), { minLength: 1, maxLength: 5 });

describe('numbers of respondents that are said in words', () => {
  test('are all said where none of them is few, and none where one is; that there is nobody may be said', () => {
    expect(saidParts([7, 0, 10], MINIMUM)).toEqual([7, 0, 10]);
    expect(saidParts([2, 0, 10], MINIMUM)).toEqual(['some', 0, 'some']);
    expect(saidParts([4, 5], MINIMUM)).toEqual(['some', 'some']);
    expect(saidParts([], MINIMUM)).toEqual([]);
    expect([saidSum(12, [2, 10], MINIMUM), saidSum(13, [6, 7], MINIMUM)]).toEqual(['some', 13]);
    expect([saidSum(3, [], MINIMUM), saidSum(0, [0, 0], MINIMUM)]).toEqual(['some', 0]);
    // Of records that anybody has each number is said.
    expect([saidParts([1, 2], 1), saidSum(3, [1, 2], 1)]).toEqual([[1, 2], 3]);
  });

  test('never tell a few by subtraction, whatever sum of them is known besides', () => {
    fc.assert(
      fc.property(counts, (parts) => {
        const sum = parts.reduce((a, b) => a + b, 0);
        const said = saidParts(parts, MINIMUM);
        const unsaid = parts.filter((_, i) => said[i] === 'some');
        // One that is not said alone would be what the sum leaves.
        expect(unsaid.length === 1 && parts.filter((n) => n > 0).length > 1).toBe(false);
        for (const [i, n] of parts.entries()) if (n > 0 && n < MINIMUM) expect(said[i]).toBe('some');
        const total = saidSum(sum, parts, MINIMUM);
        if (total !== 'some') expect(said).toEqual(parts);
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
  expect(few[0]).toBe('Left out of the base of q: some refused, some no value recorded.');
  const many = await notes(30, 20);
  expect(many).toContain('Left out of the base of q: 30 refused, 20 no value recorded.');
  expect(many).toContain('Left out of q: 50 respondents within the filters without an answer.');
});
