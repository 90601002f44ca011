import { describe, expect, test } from 'vitest';
import { recordsApp, single, type TestRecord } from '../../records-helper.ts';

/** Of g two answers are rare, so that they are hidden together; of s and t none is, and of h one. */
const RECORDS: readonly TestRecord[] = Array.from({ length: 1200 }, (_, i) => ({
  g: i < 3 ? 4 : i < 6 ? 5 : 1 + (i % 3),
  s: 1 + (Math.floor(i / 3) % 3),
  t: 1 + (Math.floor(i / 9) % 2),
  h: i < 3 ? 3 : 1 + (Math.floor(i / 18) % 2),
}));
const SURVEY = {
  disclosure: { minimumBase: 0, minimumCell: 5 },
  questions: [
    single('g', [1, 2, 3, 4, 5]),
    { ...single('s', [1, 2, 3]), type: 'scale' },
    { ...single('t', [1, 2]), type: 'scale' },
    { ...single('h', [1, 2, 3]), type: 'scale' },
  ],
};

const ask = async (query: string) => {
  // The same for all, as they ask for the same records.
  const app = await recordsApp(RECORDS, SURVEY);
  const response = await app.inject(`/v1/surveys/small/crosstab?measure=mean&${query}`);
  return { status: response.statusCode, text: response.body };
};

describe('a mean within a filter by the answers that it is made of is refused for what is hidden of these alone', () => {
  test.each([
    'rows=s&columns=g',
    'rows=s&columns=g&filter=s:s-1,s-2',
    'rows=t&columns=g&filter=t:t-1',
    'rows=t&columns=g&filter=t:t-2',
  ])('%s is served', async (query) => {
    const { status, text } = await ask(query);
    expect([status, status === 200 ? '' : text]).toEqual([200, '']);
    expect(text).toContain('suppressed-disclosure');
  });

  test.each(['rows=h&columns=t', 'rows=h&columns=t&filter=h:h-1,h-2', 'rows=h&columns=s&filter=h:h-2'])(
    '%s is refused',
    async (query) => {
      const { status, text } = await ask(query);
      expect(status).toBe(400);
      expect(text).toContain('h is not served as a mean: too few respondents gave some of its answers');
    },
  );
});
