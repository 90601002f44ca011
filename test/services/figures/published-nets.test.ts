import { expect, test } from 'vitest';
import { normalQuantile, normalTwoSidedP } from '../../../src/stats/distributions.ts';
import { getJson, smallApp, toplines } from '../../helper.ts';

/** Nets and differences of published shares, by formulas that are worked out here. */
type Row = Readonly<Record<string, unknown>> & { readonly reasons: Readonly<Record<string, string>> };
interface Answer {
  readonly data: Row[];
  readonly meta: {
    readonly method: Record<string, string>;
    readonly linearTrends: Row[];
  };
}

const OPTIONS = ['love', 'like', 'neither', 'dislike', 'hate'];
const COMBINED = {
  options: OPTIONS.map((id) => ({ id, label: id })),
  nets: [{ id: 'good', label: 'Good', options: ['love', 'like'] }],
  differences: [
    { id: 'balance', label: 'Good less bad', plus: ['love', 'like'], minus: ['dislike', 'hate'] },
  ],
};
const question = (id: string, changes: object = {}): object => ({
  id,
  text: id,
  wording: 'verbatim',
  type: 'single',
  audiences: ['a', 'b', 'all'],
  ...COMBINED,
  ...changes,
});

const SURVEY = {
  waves: [2020, 2022, 2024].map((year, i) => ({ id: `w${i + 1}`, label: String(year), year })),
  audiences: [
    { id: 'all', label: 'All' },
    { id: 'a', label: 'A', parent: 'all', dimension: 'kind' },
    { id: 'b', label: 'B', parent: 'all', dimension: 'kind' },
  ],
  samples: [
    { wave: 'w1', audience: 'a', n: 200, source: 'report' },
    { wave: 'w1', audience: 'b', n: 100, source: 'report' },
    { wave: 'w1', audience: 'all', n: 500, source: 'report' },
    { wave: 'w2', audience: 'a', n: 220, source: 'report', designEffect: 1.6 },
    { wave: 'w2', audience: 'b', n: 120, source: 'report' },
    { wave: 'w3', audience: 'a', n: 240, source: 'report' },
  ],
  comparisons: [{ between: ['a', 'b'] }],
  questions: [question('q'), question('several', { type: 'multiple', differences: [] }), question('odd')],
};

const shares = (of: string, wave: string, audience: string, values: readonly (number | string)[]): string[] =>
  values.map((value, i) => `${of},,${OPTIONS[i]},${wave},${audience},percent,${value}`);
const FIGURES = toplines(
  ...shares('q', 'w1', 'a', [21, 30, 20, '15.5', 14]),
  ...shares('q', 'w1', 'b', [10, 31, 29, 20, 10]),
  ...shares('q', 'w1', 'all', [15, 30, 25, 18, 12]),
  ...shares('q', 'w2', 'a', [31, 31, 20, 10, 8]),
  ...shares('q', 'w2', 'b', [60, 40, 0, 0, 0]),
  ...shares('q', 'w3', 'a', [40, 30, 30, 0, 0]),
  // Without a base, and with one answer missing.
  ...shares('q', 'w3', 'b', [40, 30, 20, 6, 4]),
  ...shares('q', 'w3', 'all', [40, 30, 20, 6]),
  ...shares('several', 'w1', 'a', [21, 30, 20, 15, 14]),
  // Bases that differ, a bound, and what cannot be.
  'odd,,love,w1,a,percent,30,exact,150,report,p. 1,,',
  'odd,,like,w1,a,percent,30,exact,160,report,p. 2,,',
  'odd,,love,w1,b,percent,30,more-than,,report,,,',
  'odd,,like,w1,b,percent,30,exact,,report,,,',
  'odd,,love,w2,a,percent,70,exact,,report,,,',
  'odd,,like,w2,a,percent,60,exact,,report,,,',
  'odd,,love,w2,b,percent,51,exact,,report,p. 1,,Read from a chart.',
  'odd,,like,w2,b,percent,50,exact,,article,p. 9,,',
);

const near = (expected: number) => expect.closeTo(expected, 10) as number;
const z = normalQuantile(0.975);
const variance = (plus: number, minus: number, n: number): number =>
  (10_000 * (plus + minus - (plus - minus) ** 2)) / n;
/** Of a share at 0 or 100 %, as Agresti and Coull have it. */
const ofEnd = (p: number, n: number): number => {
  const moved = (n * p + 2) / (n + 4);
  return (10_000 * moved * (1 - moved)) / (n + 4);
};

test('nets and differences of published shares', async () => {
  const app = await smallApp(FIGURES, SURVEY);
  const ask = (path: string): Promise<Answer> => getJson<Answer>(app, `/v1/surveys/small/${path}`);
  const { data, meta } = await ask('estimates?question=q&option=good,balance');
  const find = (wave: string, audience: string, option: string): Row | undefined =>
    data.find((row) => row['wave'] === wave && row['audience'] === audience && row['option'] === option);

  // A net is a share like any other: Wilson's interval; its half units add up.
  const p = 0.51;
  const centre = (p + z ** 2 / 400) / (1 + z ** 2 / 200);
  const half = (z * Math.sqrt((p * (1 - p)) / 200 + z ** 2 / 160_000)) / (1 + z ** 2 / 200);
  expect(find('w1', 'a', 'good')).toMatchObject({
    value: 51,
    decimals: 0,
    measure: 'percent',
    n: 200,
    ciLower: near(100 * (centre - half)),
    ciUpper: near(100 * (centre + half)),
    standardError: near(100 * Math.sqrt((p * (1 - p)) / 200)),
    roundingLower: 50,
    roundingUpper: 52,
    status: 'computed',
    sources: ['report'],
    optionLabel: 'Good',
    optionOrder: 6,
  });
  const error = Math.sqrt(variance(0.51, 0.295, 200));
  expect(find('w1', 'a', 'balance')).toMatchObject({
    value: 21.5,
    decimals: 1,
    measure: 'net',
    standardError: near(error),
    ciLower: near(21.5 - z * error),
    ciUpper: near(21.5 + z * error),
    // Three half units of a whole, and one of a tenth.
    roundingLower: 21.5 - 1.55,
    roundingUpper: 21.5 + 1.55,
  });
  // By the base of inference, n/deff.
  expect(find('w2', 'a', 'balance')?.['standardError']).toBeCloseTo(
    Math.sqrt(variance(0.62, 0.18, 220 / 1.6)),
    10,
  );
  // Everybody is in favour: 100, and no sampling error to be had.
  expect(find('w2', 'b', 'balance')).toMatchObject({
    value: 100,
    standardError: null,
    ciLower: null,
    roundingUpper: 100,
    reasons: { standardError: 'no-variance', ciLower: 'no-variance' },
  });
  expect(find('w3', 'b', 'balance')).toMatchObject({
    value: 60,
    n: null,
    standardError: null,
    reasons: { n: 'base-unknown', standardError: 'base-unknown' },
  });
  expect(find('w3', 'all', 'good')).toMatchObject({ value: 70 });
  expect(find('w3', 'all', 'balance')).toBeUndefined();
  expect(meta.method['estimate']).toContain('sum');
  expect(meta.method['standardError']).toContain('(p₊ + p₋ − (p₊ − p₋)²)/n');

  // Differences between groups: z of independent sums, unpooled.
  const { data: gaps, meta: gapMeta } = await ask('gaps?question=q&option=balance');
  const first = variance(0.51, 0.295, 200) + variance(0.41, 0.3, 100);
  const gap = 21.5 - 11;
  expect(gaps[0]).toMatchObject({
    wave: 'w1',
    gap,
    standardError: near(Math.sqrt(first)),
    statistic: near(gap / Math.sqrt(first)),
    pValue: near(normalTwoSidedP(gap / Math.sqrt(first))),
    ciLower: near(gap - z * Math.sqrt(first)),
    roundingLower: gap - 3.55,
    roundingUpper: gap + 3.55,
    leader: 'a',
    effectSize: null,
    reasons: { effectSize: 'not-applicable-to-measure' },
  });
  expect(gapMeta.method['test']).toContain('Differences of answers: z');
  // Two shares at an end, which are not known exactly.
  const ends = ofEnd(1, 120) + ofEnd(0, 120);
  expect(gaps[1]).toMatchObject({
    wave: 'w2',
    gap: -56,
    standardError: near(Math.sqrt(variance(0.62, 0.18, 220 / 1.6) + ends)),
  });
  // The gap of nets is one of shares.
  const [net] = (await ask('gaps?question=q&option=good&wave=w1')).data;
  const pooled = (0.51 * 200 + 0.41 * 100) / 300;
  expect(net).toMatchObject({
    gap: 10,
    statistic: near(0.1 / Math.sqrt(pooled * (1 - pooled) * (1 / 200 + 1 / 100))),
    roundingLower: 8,
    roundingUpper: 12,
  });

  // A part and its whole: both shares of the rest, and how many fall into the part.
  const [nested] = (await ask('gaps?question=q&option=balance&wave=w1&between=a,all')).data;
  const weight = 200 / 500;
  const rest = (whole: number, part: number): number => (whole - weight * part) / (1 - weight);
  const [up, down] = [rest(0.45, 0.51), rest(0.3, 0.295)];
  const delta = 0.51 - 0.295 - (up - down);
  const ofNested =
    (1 - weight) ** 2 * (variance(0.51, 0.295, 200) + variance(up, down, 300)) +
    (10_000 * weight * (1 - weight) * delta ** 2) / 500;
  expect(nested).toMatchObject({
    gap: 6.5,
    standardError: near(Math.sqrt(ofNested)),
    statistic: near(6.5 / Math.sqrt(ofNested)),
    ciLower: near(6.5 - z * Math.sqrt(ofNested)),
  });
  const [mirrored] = (await ask('gaps?question=q&option=balance&wave=w1&between=all,a')).data;
  expect(mirrored).toMatchObject({ gap: -6.5, statistic: near(-6.5 / Math.sqrt(ofNested)) });

  // Changes, changes of gaps, and the line through three waves.
  const { data: trends, meta: trendMeta } = await ask('trends?question=q&option=balance&audience=a');
  const of = [
    variance(0.51, 0.295, 200),
    variance(0.62, 0.18, 220 / 1.6),
    variance(0.7, 0, 240) + ofEnd(0, 240),
  ];
  const values = [21.5, 44, 70];
  expect(trends).toMatchObject([
    { change: 22.5, standardError: near(Math.sqrt((of[0] ?? 0) + (of[1] ?? 0))), direction: 'up' },
    { change: 26, standardError: near(Math.sqrt((of[1] ?? 0) + (of[2] ?? 0))) },
  ]);
  const weights = of.map((one) => 1 / one);
  const total = weights.reduce((sum, w) => sum + w, 0);
  const mean = (list: readonly number[]): number =>
    list.reduce((sum, one, i) => sum + one * (weights[i] ?? 0), 0) / total;
  const times = [2020, 2022, 2024];
  const spread = weights.reduce((sum, w, i) => sum + w * ((times[i] ?? 0) - mean(times)) ** 2, 0);
  const slope =
    weights.reduce(
      (sum, w, i) => sum + w * ((times[i] ?? 0) - mean(times)) * ((values[i] ?? 0) - mean(values)),
      0,
    ) / spread;
  expect(trendMeta.linearTrends).toMatchObject([
    { measure: 'net', slope: expect.closeTo(slope, 8), standardError: expect.closeTo(spread ** -0.5, 8) },
  ]);
  const [change] = (await ask('gap-trends?question=q&option=balance')).data;
  expect(change).toMatchObject({
    change: -56 - gap,
    standardError: near(Math.sqrt(first + variance(0.62, 0.18, 220 / 1.6) + ends)),
  });
});

test('what cannot be added is null with its reason, or not there', async () => {
  const app = await smallApp(FIGURES, SURVEY);
  const ask = (path: string): Promise<Answer> => getJson<Answer>(app, `/v1/surveys/small/${path}`);
  const [several] = (await ask('estimates?question=several&option=good')).data;
  expect(several).toMatchObject({
    value: null,
    n: 200,
    sources: ['report'],
    reasons: { value: 'overlapping-options', roundingLower: 'overlapping-options' },
  });
  const { data, meta } = await ask('estimates?question=odd&option=good');
  expect(data.map(({ wave, audience, value, reasons }) => [wave, audience, value, reasons['value']])).toEqual(
    [
      ['w1', 'a', null, 'inconsistent-bases'],
      ['w1', 'b', null, 'inexact-figure'],
      ['w2', 'a', null, 'inconsistent-bases'],
      ['w2', 'b', 100, undefined],
    ],
  );
  // 51 and 50 are 100 by their rounding.
  expect(data[3]).toMatchObject({
    sources: ['report', 'article'],
    locators: ['p. 1', 'p. 9'],
    roundingLower: 100,
    note: 'The printed shares add up to 101; 100 is taken. love: Read from a chart.',
  });
  expect(JSON.stringify(meta.method)).not.toContain('Computed figures');
  const [gap] = (await ask('gaps?question=odd&option=good&wave=w1')).data;
  expect(gap).toMatchObject({ gap: null, valueA: null, reasons: { gap: 'inconsistent-bases' } });
  expect((await ask('estimates?question=odd&option=good&source=article')).data).toHaveLength(1);

  const problem = await getJson<{ errors: { message: string; allowed: string[] }[] }>(
    app,
    '/v1/surveys/small/estimates?question=q&option=balanse',
    400,
  );
  expect(problem.errors[0]?.allowed[0]).toBe('balance');
});

test('a claim may be about a net or a difference', async () => {
  const claim = (id: string, asserts: object): object => ({ id, source: 'report', text: id, asserts });
  const base = { quantity: 'figure', question: 'q', audience: 'a', waves: ['w1'], relation: 'equals' };
  const app = await smallApp(FIGURES, {
    ...SURVEY,
    claims: [
      claim('net', { ...base, option: 'good', value: 51 }),
      claim('difference', { ...base, option: 'balance', measure: 'net', value: 30 }),
    ],
  });
  const { data } = await getJson<Answer>(app, '/v1/surveys/small/claims');
  expect(data.map(({ verdict }) => verdict)).toEqual(['supported', 'contradicted']);
});
