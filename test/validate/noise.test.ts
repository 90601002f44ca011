import { describe, expect, test } from 'vitest';
import { surveyFile } from '../../src/schemas/dataset.ts';
import { checkNoise } from '../../src/validate/noise.ts';
import { recordsSurvey, single } from '../records-helper.ts';

/** What is said of a survey of so many questions with so many answers each. */
async function said(questions: number, answers: number, disclosure: Record<string, unknown> = {}) {
  const survey = surveyFile.parse(
    recordsSurvey({
      version: '1.0.0',
      questions: Array.from({ length: questions }, (_, i) =>
        single(
          `q${i}`,
          Array.from({ length: answers }, (__, code) => code + 1),
        ),
      ),
      disclosure: { method: 'cell-key', minimumCell: 5, recordId: 'who', ...disclosure },
    }),
  );
  const { faults, warnings } = await checkNoise({ survey, toplines: null, records: null });
  const texts = (all: typeof faults): string[] => all.map(({ column, message }) => `${column}: ${message}`);
  return { faults: texts(faults), warnings: texts(warnings) };
}
const wide = (variance: number, bound = 20) => ({ noise: { bound, variance } });

describe('the noise of a survey', () => {
  test('is enough for few variables, and may then be said to be', async () => {
    expect(await said(3, 4, wide(2))).toEqual({ faults: [], warnings: [] });
    const { faults, warnings } = await said(3, 4);
    expect(faults).toEqual([]);
    expect(warnings.join()).toContain('5 is less than twice 5');
    expect((await said(3, 4, { ...wide(2), recordId: null })).warnings.join()).toContain(
      'recordId: is not set',
    );
  });

  // 2/(1 + 14/2) is 1/4, whose root is ½: 16 questions of two answers, less the two of the group, are the most.
  test.each([
    [16, 2, 2, true],
    [17, 2, 2, false],
    [17, 2, 2.2, true],
    [30, 4, 2, true],
    [31, 4, 2, false],
    [31, 4, 3, true],
    [100, 2, 12.4, false],
    [100, 2, 12.6, true],
  ])(
    'that could be averaged out is refused: %i questions of %i answers, variance %d',
    async (n, m, variance, is) => {
      const { faults } = await said(n, m, wide(variance));
      expect(faults.length).toBe(is ? 0 : 1);
      if (!is) {
        expect(faults[0]).toContain('disclosure.noise.variance');
        // The variance that is named is enough.
        const needed = Number(/a variance of (\d+) leaves/.exec(faults[0] ?? '')?.[1]);
        expect((await said(n, m, wide(needed, Math.max(20, needed)))).faults).toEqual([]);
      }
    },
  );

  test('of groups of one answer is warned of, and where nothing is enough that is said', async () => {
    expect((await said(10, 2, wide(2))).warnings.join()).toContain('a group of one answer');
    expect((await said(60, 2, wide(20, 100))).warnings.join()).toContain('no noise is enough');
  });

  test("is nobody's business without cell keys", async () => {
    expect(await said(100, 2, { method: 'suppress', recordId: null })).toEqual({ faults: [], warnings: [] });
  });
});
