import { describe, expect, test } from 'vitest';
import { getJson } from '../../helper.ts';
import { recordsApp, single } from '../../records-helper.ts';

interface Row {
  readonly quantile: number;
  readonly value: number | null;
  readonly reasons: Readonly<Record<string, string>>;
}

const survey = (disclosure: Record<string, unknown>) => ({
  questions: [{ ...single('age', []), type: 'numeric', options: [] }],
  disclosure,
});
const quantiles = async (values: readonly number[], disclosure: Record<string, unknown>, asked: string) => {
  const app = await recordsApp(
    values.map((age) => ({ age })),
    survey(disclosure),
  );
  return getJson<{ data: Row[] }>(
    app,
    `/v1/surveys/small/estimates?question=age&measure=quantile&quantile=${asked}`,
  );
};
const upTo = (count: number): number[] => Array.from({ length: count }, (_, i) => i + 1);

describe('where small numbers are hidden, enough answers must lie on either side of a quantile', () => {
  const MINIMUM = 5;

  test.each([
    // The first and the ninth tenth of n different answers: how many lie up to each, and from each on.
    ['five on either side', upTo(50), [5, 45]],
    ['four below', upTo(40), [null, 36]],
    ['four below and three above', upTo(30), [null, null]],
    ['a tie is as many as are in it', [1, 1, 1, 1, 1, ...upTo(35).map((x) => x + 1)], [1, 32]],
  ])('%s', async (_, values, shown) => {
    const { data } = await quantiles(values, { minimumCell: MINIMUM }, '0.1,0.9');
    const rows = [0.1, 0.9].map((p) => data.find(({ quantile }) => quantile === p));
    expect(rows.map((row) => row?.value)).toEqual(shown);
    for (const [i, p] of [0.1, 0.9].entries()) {
      const value = shown[i] ?? null;
      const place = values.toSorted((a, b) => a - b)[Math.ceil(p * values.length) - 1] ?? 0;
      const sides = [values.filter((x) => x <= place).length, values.filter((x) => x >= place).length];
      expect(value === null).toBe(Math.min(...sides) < MINIMUM);
      if (value === null) expect(rows[i]?.reasons['value']).toBe('suppressed-disclosure');
    }
  });

  test('where anybody has the records, none is hidden', async () => {
    const { data } = await quantiles(upTo(30), { publicRecords: true }, '0.01,0.1,0.9');
    expect(data.map(({ value }) => value)).toEqual([1, 3, 27]);
  });
});

test.each([
  ['records of few answers that are not public', {}, 400],
  ['records that are not public, and hide small cells', { minimumCell: 5 }, 400],
  ['public records', { publicRecords: true }, 200],
])('any quantile of %s', async (_, disclosure, status) => {
  const app = await recordsApp(
    upTo(100).map((age) => ({ age })),
    survey(disclosure),
  );
  const address = '/v1/surveys/small/estimates?question=age&measure=quantile&quantile=';
  expect((await app.inject(`${address}0.33`)).statusCode).toBe(status);
  expect((await app.inject(`${address}0.25`)).statusCode).toBe(200);
});
