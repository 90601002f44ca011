import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { getJson } from '../../helper.ts';
import { recordsApp, single, type TestRecord } from '../../records-helper.ts';
import { firstOf, testInFull } from '../../runs.ts';

/** Forty respondents with six sets of replicate weights: each set leaves some out and counts others more. */
const RECORDS: TestRecord[] = Array.from({ length: 40 }, (_, i) => ({
  q: (i * 7) % 3 === 0 ? 1 : 2,
  x: 20 + ((i * 13) % 17),
  w: 1 + (i % 4) / 4,
  ...Object.fromEntries(
    Array.from({ length: 6 }, (__, r) => [
      `r${r}`,
      i % 6 === r ? 0 : (1 + (i % 4) / 4) * (1 + ((i + r) % 3) / 10),
    ]),
  ),
}));
const COLUMNS = ['r0', 'r1', 'r2', 'r3', 'r4', 'r5'];
const RSCALES = [0.5, 0.5, 2 / 3, 2 / 3, 0.75, 0.75];

const share = (weight: string): number => {
  const sum = (fits: (record: TestRecord) => boolean) =>
    RECORDS.filter(fits).reduce((total, record) => total + Number(record[weight]), 0);
  return sum(({ q }) => q === 1) / sum(() => true);
};
const mean = (weight: string): number =>
  RECORDS.reduce((sum, record) => sum + Number(record[weight]) * Number(record['x']), 0) /
  RECORDS.reduce((sum, record) => sum + Number(record[weight]), 0);

/** √(scale·Σ rscales·(θ_r − c)²), as the methods are defined (Wolter 2007, ch. 3 and 4; Judkins 1990 for Fay's). */
function standardError(
  of: (weight: string) => number,
  scale: number,
  mse: boolean,
  rscales: readonly number[] = COLUMNS.map(() => 1),
): number {
  const replicates = COLUMNS.map(of);
  const centre = mse ? of('w') : replicates.reduce((a, b) => a + b, 0) / replicates.length;
  const sum = replicates.reduce((total, theta, r) => total + (rscales[r] ?? 0) * (theta - centre) ** 2, 0);
  return Math.sqrt(scale * sum);
}

interface Row {
  readonly measure: string;
  readonly option: string | null;
  readonly standardError: number;
  readonly value: number;
}

describe.each([
  ['jk1', {}, 5 / 6, undefined],
  ['jkn', { rscales: RSCALES }, 1, RSCALES],
  ['brr', {}, 1 / 6, undefined],
  ['fay', { fay: 0.3 }, 1 / (6 * 0.7 ** 2), undefined],
  ['bootstrap', {}, 1 / 5, undefined],
] as const)('%s', (method, further, scale, rscales) => {
  test.each([false, true])('the variance that the method prescribes, mse %s', async (mse) => {
    const app = await recordsApp(RECORDS, {
      design: {
        wave: 'w1',
        audience: 'all',
        weights: [{ id: 'final', column: 'w', label: 'Weight' }],
        replicates: { method, columns: COLUMNS, mse, ...further },
      },
      disclosure: { publicRecords: true },
      questions: [single('q', [1, 2]), { ...single('x', []), type: 'numeric', options: [] }],
    });
    const { data, meta } = await getJson<{ data: Row[]; meta: { method: Record<string, string> } }>(
      app,
      '/v1/surveys/small/estimates?measure=percent,mean',
    );
    const percent = data.find(({ option }) => option === 'q-1');
    const average = data.find(({ measure }) => measure === 'mean');
    expect(percent?.value).toBeCloseTo(100 * share('w'), 10);
    expect(percent?.standardError).toBeCloseTo(100 * standardError(share, scale, mse, rscales), 10);
    expect(average?.standardError).toBeCloseTo(standardError(mean, scale, mse, rscales), 10);
    expect(meta.method['variance']).toContain(`${method} with 6 replicates`);
    // Differences take the covariance from the same replicates: the two shares of one question vary together.
    const table = await getJson<{ data: Row[] }>(app, '/v1/surveys/small/crosstab?rows=q');
    expect(table.data[0]?.standardError).toBeCloseTo(percent?.standardError ?? Number.NaN, 12);
  });
});

test('replicates and strata contradict each other, and a method must have what it needs', async () => {
  const survey = (replicates: object, design: object = {}) => ({
    design: {
      wave: 'w1',
      audience: 'all',
      weights: [{ id: 'final', column: 'w', label: 'Weight' }],
      replicates,
      ...design,
    },
    questions: [single('q', [1, 2])],
  });
  await expect(recordsApp(RECORDS, survey({ method: 'jkn', columns: COLUMNS }))).rejects.toThrow(
    /rscales: is needed/,
  );
  await expect(recordsApp(RECORDS, survey({ method: 'fay', columns: COLUMNS }))).rejects.toThrow(/Fay/);
  await expect(
    recordsApp(RECORDS, survey({ method: 'jk1', columns: COLUMNS }, { strata: 'q' })),
  ).rejects.toThrow(/take the place of strata/);
});

test('a group without weight in some replicate has no variance, and nothing is significant', async () => {
  const records = RECORDS.map((record, i) => ({ ...record, q: i % 6 === 2 ? 3 : (record['q'] ?? null) }));
  const app = await recordsApp(records, {
    audiences: [
      { id: 'tiny', label: 'Tiny', code: 3 },
      { id: 'large', label: 'Large', code: 1 },
      { id: 'rest', label: 'Rest', code: 2 },
    ],
    design: {
      wave: 'w1',
      audience: 'q',
      weights: [{ id: 'final', column: 'w', label: 'Weight' }],
      replicates: { method: 'jk1', columns: COLUMNS },
    },
    disclosure: { publicRecords: true },
    questions: [{ ...single('x', []), type: 'numeric', options: [], audiences: ['tiny', 'large'] }],
  });
  const { data } = await getJson(app, '/v1/surveys/small/gaps?question=x');
  expect(data[0]).toMatchObject({
    standardError: null,
    pValue: null,
    significant: null,
    reasons: { standardError: 'no-degrees-of-freedom', pValue: 'no-degrees-of-freedom' },
  });
});

describe('degrees of freedom', () => {
  interface RankCase {
    readonly rank: number;
    readonly weights: readonly (readonly number[])[];
  }
  // From R: see make.R beside it.
  const cases = JSON.parse(
    readFileSync(new URL('../../reference/replicate-rank/ranks.json', import.meta.url), 'utf8'),
  ) as RankCase[];
  const [bootstrap] = cases;
  if (!bootstrap) throw new Error('the case is not there');
  const columns = (bootstrap.weights[0] ?? []).map((_, k) => `r${k}`);
  const records = bootstrap.weights.map((row, i) => ({
    q: 1 + (i % 2),
    w: 3,
    ...Object.fromEntries(row.map((weight, k) => [`r${k}`, weight])),
  }));
  const answer = async (declared: object, memory: boolean) => {
    const app = await recordsApp(
      records,
      {
        design: {
          wave: 'w1',
          audience: 'all',
          weights: [{ id: 'final', column: 'w', label: 'Weight' }],
          replicates: { method: 'bootstrap', columns, ...declared },
        },
        disclosure: { publicRecords: true },
        questions: [single('q', [1, 2])],
      },
      { memory },
    );
    const { data, meta } = await getJson<{
      data: { value: number; standardError: number; ciLower: number }[];
      meta: { method: Record<string, string> };
    }>(app, '/v1/surveys/small/estimates?measure=count');
    const [row] = data;
    const t = ((row?.value ?? 0) - (row?.ciLower ?? 0)) / (row?.standardError ?? 0);
    return { t, said: meta.method['degreesOfFreedom'] };
  };

  test.each(firstOf(1, [true, false]))(
    '60 replicates of 40 units have 39, as in R; in memory: %s',
    async (memory) => {
      const { t, said } = await answer({}, memory);
      // R: qt(.975, 39); with 59 it would be 2.000995.
      expect(t).toBeCloseTo(2.022690920036756, 10);
      expect(said).toBe(
        '39: the rank of the replicate weights minus 1, as the survey declares none; the same for every group.',
      );
    },
  );

  testInFull('that are declared stay', async () => {
    const { t, said } = await answer({ degreesOfFreedom: 10 }, false);
    // R: qt(.975, 10)
    expect(t).toBeCloseTo(2.228138851964939, 10);
    expect(said).toBe('10: as the survey declares; the same for every group.');
  });
});

describe('a weight that the replicates do not belong to', () => {
  const [waves, audiences] = [
    [
      { id: 'w1', label: 'First', year: 2020, code: 1 },
      { id: 'w2', label: 'Second', year: 2021, code: 2 },
      { id: 'w3', label: 'Third', year: 2022, code: 3 },
    ],
    [
      { id: 'a', label: 'A', code: 1 },
      { id: 'b', label: 'B', code: 2 },
    ],
  ];
  const records = Array.from({ length: 12 }, (_, block) =>
    RECORDS.map((record, i) => ({
      ...record,
      q: (i * 7 + block * i) % 5 < 2 ? 1 : 2,
      x: 20 + ((i * 13 + block * block) % 17),
      wave: 1 + (block % 3),
      role: 1 + (block % 2),
    })),
  ).flat();
  const made = () =>
    recordsApp(records, {
      waves,
      audiences,
      comparisons: [{ between: ['a', 'b'] }],
      design: {
        wave: 'wave',
        audience: 'role',
        weights: [
          { id: 'final', column: 'w', label: 'Weight' },
          { id: 'other', column: 'r0', label: 'Another' },
        ],
        replicates: { method: 'jk1', columns: COLUMNS },
      },
      disclosure: { publicRecords: true },
      questions: [
        single('q', [1, 2], { audiences: ['a', 'b'] }),
        { ...single('x', []), type: 'numeric', options: [], audiences: ['a', 'b'] },
      ],
    });
  type Rows = {
    readonly data: readonly (Readonly<Record<string, unknown>> & {
      readonly reasons: Readonly<Record<string, string>>;
    })[];
    readonly meta: { readonly method: Readonly<Record<string, unknown>>; readonly [name: string]: unknown };
  };
  const PRECISION = ['standardError', 'ciLower', 'ciUpper', 'statistic', 'pValue', 'significant', 'letters'];

  test.each(['none', 'other'])(
    'weight=%s has figures and no sampling error, whatever is asked',
    async (weight) => {
      const app = await made();
      for (const path of [
        'estimates?measure=percent,mean,count,total,median,quantile&',
        'gaps?',
        'trends?',
        'gap-trends?',
        'crosstab?rows=q&columns=audience&',
        'crosstab?rows=x&columns=audience&measure=mean&',
        'crosstab/comparisons?rows=q&columns=audience&',
      ]) {
        const { data, meta } = await getJson<Rows>(app, `/v1/surveys/small/${path}weight=${weight}`);
        expect(data.length, path).toBeGreaterThan(1);
        for (const row of data) {
          const names = PRECISION.filter((name) => name in row);
          expect(names.length, path).toBeGreaterThan(2);
          for (const name of names) {
            expect(row[name], `${path} ${name}`).toBeNull();
            if (name !== 'letters' || (row['columnKind'] === 'category' && row['rowKind'] === 'category'))
              expect(row.reasons[name], `${path} ${name}`).toBe('no-replicates');
          }
          expect(row['value'] ?? row['gap'] ?? row['change'] ?? row['difference'], path).toEqual(
            expect.any(Number),
          );
        }
        // The line through three waves, and the test of a table.
        const further = [meta['linearTrends'], meta['tests']].flatMap((list) => (list ?? []) as Rows['data']);
        for (const { pValue, reasons } of further)
          expect([pValue, reasons['pValue']], path).toEqual([null, 'no-replicates']);
        if (/trends\?|rows=q/.test(path) && !/gap-|comparisons/.test(path))
          expect(further.length, path).toBeGreaterThan(0);
        expect(meta.method['variance'], path).toMatch(
          /^None: the survey has replicate weights, which belong to the weight final/,
        );
      }
    },
  );

  test('the weight of the replicates has one', async () => {
    const { data } = await getJson<Rows>(await made(), '/v1/surveys/small/gaps?weight=final');
    expect(data.length).toBeGreaterThan(3);
    expect(data.filter((row) => typeof row['standardError'] !== 'number')).toEqual([]);
  });
});

test('without a weight, strata and clusters stay', async () => {
  const records = Array.from({ length: 60 }, (_, i) => ({
    q: (i * 7) % 5 < 2 ? 1 : 2,
    w: 1 + (i % 3),
    h: Math.floor(i / 30),
    c: Math.floor(i / 5),
  }));
  const app = await recordsApp(records, {
    design: {
      wave: 'w1',
      audience: 'all',
      weights: [{ id: 'final', column: 'w', label: 'Weight' }],
      strata: 'h',
      clusters: 'c',
    },
    disclosure: { publicRecords: true },
    questions: [single('q', [1, 2])],
  });
  const { data, meta } = await getJson<{
    data: { option: string; standardError: number }[];
    meta: { method: Record<string, string> };
  }>(app, '/v1/surveys/small/estimates?weight=none');
  // By hand: the totals of y − p of the six clusters of each stratum, each record weighing 1/60.
  const p = records.filter(({ q }) => q === 1).length / 60;
  const variance = [0, 1].reduce((sum, h) => {
    const totals = Array.from({ length: 6 }, (_, k) =>
      records
        .filter(({ c }) => c === 6 * h + k)
        .reduce((total, { q }) => total + (Number(q === 1) - p) / 60, 0),
    );
    const centre = totals.reduce((a, b) => a + b, 0) / 6;
    return sum + (6 / 5) * totals.reduce((total, t) => total + (t - centre) ** 2, 0);
  }, 0);
  expect(data[0]?.standardError).toBeCloseTo(100 * Math.sqrt(variance), 11);
  expect(meta.method).toMatchObject({ strata: 'h', clusters: 'c' });
});
