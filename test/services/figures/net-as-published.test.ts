import { expect, test } from 'vitest';
import { getJson, smallApp, toplines } from '../../helper.ts';

/** Nets whose own share was published, beside the shares of their answers: in figures, ranks, gaps, trends, pictures and pages. */
type Row = Readonly<Record<string, unknown>>;
interface Answer {
  readonly data: Row[];
  readonly meta: { readonly method: Record<string, string> };
}

const OPTIONS = ['strongly', 'rather', 'not'].map((id) => ({ id, label: id }));
const NETS = [{ id: 'agree', label: 'Agree (net)', options: ['strongly', 'rather'] }];
const ITEMS = ['tea', 'milk'].map((id) => ({ id, label: id }));
const asked = { wording: 'verbatim', audiences: ['a', 'b'], options: OPTIONS, nets: NETS };
const SURVEY = {
  waves: [2020, 2022].map((year, i) => ({ id: `w${i + 1}`, label: String(year), year })),
  audiences: ['a', 'b'].map((id) => ({ id, label: id.toUpperCase() })),
  samples: ['w1', 'w2'].flatMap((wave) =>
    ['a', 'b'].map((audience) => ({ wave, audience, n: 400, source: 'report' })),
  ),
  comparisons: [{ between: ['a', 'b'] }],
  questions: [
    { id: 'q', text: 'Is it so?', type: 'scale', items: ITEMS, ...asked },
    {
      id: 'four',
      text: 'And now?',
      type: 'scale',
      ...asked,
      options: ['strongly', 'rather', 'hardly', 'not'].map((id) => ({ id, label: id })),
    },
    { id: 'several', text: 'Which of these?', type: 'multiple', ...asked },
  ],
};
const shares = (question: string, item: string, wave: string, audience: string, values: Row): string[] =>
  Object.entries(values).map(
    ([option, value]) => `${question},${item},${option},${wave},${audience},percent,${String(value)}`,
  );
const FIGURES = toplines(
  // 23.4 and 34.4 round to 23 and 34, and their sum, 57.8, to 58.
  ...shares('q', 'tea', 'w1', 'a', { strongly: 23, rather: 34, not: 42, agree: 58 }),
  ...shares('q', 'milk', 'w1', 'a', { strongly: 10, rather: 20, not: 70, agree: 30 }),
  ...shares('q', 'tea', 'w1', 'b', { strongly: 20, rather: 20, not: 60 }),
  ...shares('q', 'tea', 'w2', 'a', { strongly: 30, rather: 35, not: 35, agree: 65 }),
  ...shares('four', '', 'w1', 'a', { strongly: 23, rather: 34, hardly: 20, not: 22, agree: 58 }),
  ...shares('several', '', 'w1', 'a', { strongly: 40, rather: 50, not: 30, agree: 61 }),
  ...shares('several', '', 'w1', 'b', { strongly: 40, rather: 50, not: 30 }),
);

test('a net is given as it was published, and computed where it was not', async () => {
  const app = await smallApp(FIGURES, SURVEY);
  const ask = (path: string): Promise<Answer> => getJson<Answer>(app, `/v1/surveys/small/${path}`);
  const { data, meta } = await ask('estimates?option=agree');
  const told = data.map(
    ({ question, item, wave, audience, value, status, roundingLower, roundingUpper, n }) =>
      [question, item, wave, audience, value, status, roundingLower, roundingUpper, n].join(' '),
  );
  expect(told.toSorted()).toEqual([
    'four  w1 a 58 reported 57.5 58.5 400',
    'q milk w1 a 30 reported 29.5 30.5 400',
    'q tea w1 a 58 reported 57.5 58.5 400',
    'q tea w1 b 40 computed 39 41 400',
    'q tea w2 a 65 reported 64.5 65.5 400',
    'several  w1 a 61 reported 60.5 61.5 400',
    'several  w1 b  computed   400',
  ]);
  expect(data.find((row) => row['question'] === 'several' && row['audience'] === 'b')).toMatchObject({
    reasons: { value: 'overlapping-options' },
  });
  expect(JSON.stringify(meta.method)).toContain('given as it was published');
});

test('a net is in no order, sum or stack of answers', async () => {
  const app = await smallApp(FIGURES, SURVEY);
  const ask = (path: string): Promise<Answer> => getJson<Answer>(app, `/v1/surveys/small/${path}`);
  const ranks = await ask('ranks?question=q');
  expect(new Set(ranks.data.map((row) => row['option']))).toEqual(new Set(['strongly', 'rather', 'not']));
  const named = await ask('ranks?question=q&option=agree&wave=w1&audience=a');
  expect(named.data.map(({ item, rank }) => `${String(item)} ${String(rank)}`)).toEqual(['tea 1', 'milk 2']);
  const gaps = await ask('gaps?question=q&item=tea&option=agree&wave=w1');
  expect(gaps.data).toMatchObject([{ valueA: 58, valueB: 40, gap: 18 }]);
  const trends = await ask('trends?question=q&item=tea&option=agree&audience=a');
  expect(trends.data).toMatchObject([{ valueFrom: 58, valueTo: 65, change: 7 }]);
  const chart = await app.inject('/v1/surveys/small/charts/estimates.svg?question=q&wave=w1&audience=a');
  expect(chart.statusCode).toBe(200);
  expect(chart.body).toContain('2 rows of answers taken together');
  const stack = await app.inject('/v1/surveys/small/charts/estimates.svg?question=four&wave=w1&audience=a');
  // The bars are of 23 and 34, 20 and 22; at their end stands what was printed of both, 58, and the sum of those of which nothing was.
  expect(stack.body).toMatch(/text-anchor="end"[^>]*>58 %<[^]*>42 %</);
  expect(stack.body).toContain('nets that were published themselves as they were published');
  const page = await app.inject('/surveys/small/questions/q?wave=w1&audience=a');
  expect(page.body).toMatch(/<tr class="net"><th[^>]*>[^<]*Agree \(net\)/);
});

test('a figure of a net is a share or a count', async () => {
  const means = toplines('several,,agree,w1,a,mean,3.4');
  await expect(smallApp(means, SURVEY)).rejects.toThrow(/"agree" is a net/);
});
