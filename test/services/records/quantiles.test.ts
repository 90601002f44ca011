import { describe, expect, test } from 'vitest';
import { getJson } from '../../helper.ts';
import { recordsApp, single } from '../../records-helper.ts';

interface Row {
  readonly quantile: number;
  readonly value: number | null;
  readonly ciLower: number | null;
  readonly ciUpper: number | null;
  readonly standardError: number | null;
  readonly reasons: Readonly<Record<string, string>>;
}

const survey = (disclosure: Record<string, unknown>) => ({
  questions: [{ ...single('age', []), type: 'numeric', options: [] }],
  disclosure,
});
const appOf = (values: readonly number[], disclosure: Record<string, unknown>) =>
  recordsApp(
    values.map((age) => ({ age })),
    survey(disclosure),
  );
const ask = (app: Awaited<ReturnType<typeof appOf>>, asked: string) =>
  getJson<{ data: Row[] }>(
    app,
    `/v1/surveys/small/estimates?question=age&measure=quantile&quantile=${asked}`,
  );
const quantiles = async (values: readonly number[], disclosure: Record<string, unknown>, asked: string) =>
  ask(await appOf(values, disclosure), asked);
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

/** How many answers are at most, and at least, as large as one: the fewer of the two. */
const side = (values: readonly number[], end: number): number =>
  Math.min(values.filter((x) => x <= end).length, values.filter((x) => x >= end).length);

test.each([
  ['all different', upTo(60)],
  ['few', upTo(24)],
  ['with ties at one end', [1, 1, 1, 1, ...upTo(40).map((x) => x + 1)]],
])('the ends of intervals are answers too, and need as many on either side: %s', async (_, values) => {
  const MINIMUM = 5;
  const asked = '0.1,0.25,0.5,0.75,0.9';
  let [hidden, shown] = [0, 0];
  // Where anybody has the records nothing is hidden: these are the ends as they are.
  const all = await appOf(values, { publicRecords: true });
  const careful = await appOf(values, { minimumCell: MINIMUM });
  for (const level of [0.9, 0.95, 0.99]) {
    const at = `${asked}&confidence=${level}`;
    const open = await ask(all, at);
    const { data } = await ask(careful, at);
    for (const row of data) {
      const { value, ciLower, ciUpper } = open.data.find(({ quantile }) => quantile === row.quantile) ?? {};
      const ends = [ciLower, ciUpper].filter((end) => typeof end === 'number');
      const isShown = [value ?? 0, ...ends].every((end) => side(values, end) >= MINIMUM);
      expect([row.ciLower, row.ciUpper]).toEqual(isShown ? [ciLower, ciUpper] : [null, null]);
      if (ends.length < 2) continue;
      if (isShown) shown += 1;
      else {
        hidden += 1;
        expect(row.reasons['ciLower']).toBe('suppressed-disclosure');
        // The standard error is made of the ends at 95 %.
        if (level === 0.95) expect(row.standardError).toBeNull();
      }
    }
  }
  expect(hidden).toBeGreaterThan(0);
  expect(shown).toBeGreaterThan(0);
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
