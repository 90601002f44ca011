import { describe, expect, test } from 'vitest';
import { getJson } from '../../helper.ts';
import { recordsApp, single, type TestRecord } from '../../records-helper.ts';

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

test('factors of JKn tell the strata, and so the degrees of freedom', async () => {
  const app = await recordsApp(RECORDS, {
    design: {
      wave: 'w1',
      audience: 'all',
      weights: [{ id: 'final', column: 'w', label: 'Weight' }],
      // Three strata of two units each.
      replicates: { method: 'jkn', columns: COLUMNS, rscales: COLUMNS.map(() => 0.5) },
    },
    disclosure: { publicRecords: true },
    questions: [single('q', [1, 2])],
  });
  const { meta } = await getJson<{ meta: { method: Record<string, string> } }>(
    app,
    '/v1/surveys/small/estimates',
  );
  expect(meta.method['degreesOfFreedom']).toBe('3');
});
