import { expect, test } from 'vitest';
import { decidedApp, single } from '../../records-helper.ts';

type Row = Record<string, unknown>;

/** What is said of the means of two regions whose respondents gave these numbers, and of all of them. */
async function meansOf(regions: readonly (readonly number[])[]) {
  const records = regions.flatMap((given, i) => given.map((x) => ({ region: i + 1, x })));
  const app = await decidedApp(
    records,
    {
      questions: [
        single('region', [1, 2]),
        { ...single('x', []), type: 'numeric', options: [], bands: [20] },
      ],
      disclosure: { minimumBase: 3, minimumCell: 3 },
    },
    { memory: true },
  );
  const response = await app.inject('/v1/surveys/small/crosstab?rows=x&columns=region&measure=mean');
  const { data = [] }: { data?: Row[] } = response.json();
  const all = await app.inject('/v1/surveys/small/estimates?question=x&measure=mean');
  const whole: { data: Row[] } = all.json();
  return { status: response.statusCode, data, whole: whole.data[0] };
}

const MANY = Array.from({ length: 40 }, (_, i) => i + 1);

test('means by region are served, with their precision, where none tells an answer of one of a few', async () => {
  const { status, data, whole } = await meansOf([MANY, MANY]);
  expect(status).toBe(200);
  for (const { value } of data) expect(value).toBe(20.5);
  expect(whole).toMatchObject({ value: 20.5, standardError: expect.any(Number) });
});

test('a mean by region that tells an answer is refused, and the mean of all is not', async () => {
  const { status, whole } = await meansOf([MANY, [0, 0, 0, 0, 0, 0, 0, 5]]);
  expect(status).toBe(400);
  expect(whole?.['value']).toBe(825 / 48);
});

test('where a standard error would tell a number far from all others, there is none', async () => {
  const { whole } = await meansOf([MANY, [...MANY, 1001, 2057]]);
  expect(whole?.['value']).toBe(1640 / 82 + 3058 / 82);
  expect(whole).toMatchObject({ standardError: null, ciLower: null });
});
