import { describe, expect, test } from 'vitest';
import { getJson } from '../../helper.ts';
import { firstOf } from '../../runs.ts';
import { recordsApp, single, type TestRecord } from '../../records-helper.ts';

/**
 * Answers that are large beside how much they vary, held against whole-number arithmetic: each double is an integer times
 * 2^−80, and so nothing is rounded before the end.
 */
const BITS = 80n;
function exact(value: number): bigint {
  const [mantissa, exponent] = [value * 2 ** 60, 60n];
  // 2^60 times a double of this size is an integer that BigInt takes as it is.
  return BigInt(mantissa) << (BITS - exponent);
}
const ONE = 1n << BITS;
const toNumber = (value: bigint, bits: bigint): number => {
  // As many bits as a double holds, and a few more.
  const size = BigInt(value.toString(2).length);
  const shift = size > 64n ? size - 64n : 0n;
  return Number(value >> shift) * 2 ** Number(shift - bits);
};

interface Row extends TestRecord {
  readonly x: number;
  readonly w: number;
  readonly h: number;
  readonly c: number;
}

/** Σ n/(n − 1)·Σ(t − t̄)² over strata of the totals t of units, t with 2·BITS bits behind the point. */
function variance(rows: readonly Row[], clustered: boolean, z: (row: Row) => bigint): number {
  let sum = 0;
  for (const stratum of Map.groupBy(rows, ({ h }) => h).values()) {
    const units = clustered ? [...Map.groupBy(stratum, ({ c }) => c).values()] : stratum.map((row) => [row]);
    const totals = units.map((unit) => unit.reduce((total, row) => total + z(row), 0n));
    const n = BigInt(totals.length);
    // n·t − Σt is n deviations from the mean.
    const all = totals.reduce((a, b) => a + b, 0n);
    const squares = totals.reduce((total, t) => total + (n * t - all) ** 2n, 0n);
    const count = totals.length;
    sum += toNumber(squares, 4n * BITS) / count ** 2 / ((count - 1) / count);
  }
  return sum;
}

function expected(rows: readonly Row[], clustered: boolean) {
  const w = rows.reduce((sum, row) => sum + exact(row.w), 0n);
  const wx = rows.reduce((sum, row) => sum + exact(row.w) * exact(row.x), 0n);
  const mean = wx / w;
  const weight = toNumber(w, BITS);
  return {
    mean: toNumber(mean, BITS),
    total: toNumber(wx, 2n * BITS),
    ofMean: Math.sqrt(variance(rows, clustered, (row) => exact(row.w) * (exact(row.x) - mean))) / weight,
    ofTotal: Math.sqrt(variance(rows, clustered, (row) => exact(row.w) * exact(row.x))),
    spread:
      toNumber(
        rows.reduce((sum, row) => sum + exact(row.w) * (exact(row.x) - mean) ** 2n, 0n),
        3n * BITS,
      ) / weight,
  };
}

/** Numbers between −1 and 1 that look like chance. */
const noise = (i: number): number => Math.round((((i * 7919 + 13) % 2003) / 1001 - 1) * 2 ** 20) / 2 ** 20;

const make = (n: number, of: (i: number) => { x: number; w?: number; h?: number; c?: number }): Row[] =>
  Array.from({ length: n }, (_, i) => ({ w: 1, h: 1, c: i, q: 1 + (i % 2), ...of(i) }));

const CASES: readonly (readonly [name: string, rows: readonly Row[]])[] = [
  [
    'strata of different levels and weights',
    make(400, (i) => ({ x: (i % 4) * 4e9 + 100 * noise(i), w: [44.21, 0.3, 15.1, 1][i % 4] ?? 1, h: i % 4 })),
  ],
  ['one stratum of 0', make(400, (i) => ({ x: i % 2 === 0 ? 0 : 2e9 + 10 * noise(i), w: 2.3, h: i % 2 }))],
  ['1.7e9 ± 100', make(400, (i) => ({ x: 1.7e9 + 100 * noise(i) }))],
  ['whole numbers', make(400, (i) => ({ x: 1.7e9 + Math.round(100 * noise(i)) }))],
  ['weights of 0.1', make(400, (i) => ({ x: 1.7e9 + 100 * noise(i), w: 0.1 }))],
  ['weights that vary', make(400, (i) => ({ x: 1.7e9 + 100 * noise(i), w: 1 + (i % 5) / 4 }))],
  ['weights that hardly vary', make(400, (i) => ({ x: 1.7e9 + 100 * noise(i), w: 3 + noise(i * 3) * 1e-9 }))],
  ['below 0', make(400, (i) => ({ x: -1.7e9 + 100 * noise(i), w: 1.7 }))],
  ['1e12 ± 1', make(400, (i) => ({ x: 1e12 + noise(i), w: 1.7 }))],
  ['1e6 ± 1e-4', make(400, (i) => ({ x: 1e6 + 1e-4 * noise(i), w: 0.3 }))],
];

interface Served {
  readonly measure: string;
  readonly value: number;
  readonly standardError: number;
  readonly designEffect: number | null;
}

async function served(rows: readonly Row[], design: object, memory = false) {
  const app = await recordsApp(
    rows,
    {
      design: {
        wave: 'w1',
        audience: 'all',
        weights: [{ id: 'w', column: 'w', label: 'W' }],
        ...design,
      },
      disclosure: { publicRecords: true },
      questions: [single('q', [1, 2]), { ...single('x', []), type: 'numeric', options: [] }],
    },
    { memory },
  );
  const { data } = await getJson<{ data: Served[] }>(
    app,
    '/v1/surveys/small/estimates?question=x&measure=mean,total',
  );
  const of = (measure: string) => data.find((row) => row.measure === measure);
  const table = await getJson<{ data: Served[] }>(app, '/v1/surveys/small/crosstab?rows=x&measure=mean');
  return { mean: of('mean'), total: of('total'), crosstab: table.data.at(-1) };
}

const ratio = (a: number | undefined, b: number): number => (a ?? Number.NaN) / b;

describe.each([false, true])('in memory: %s', (memory) => {
  test.each(firstOf(memory ? 3 : 6, CASES))('%s', async (_, rows) => {
    const right = expected(rows, false);
    const { mean, total, crosstab } = await served(rows, { strata: 'h' }, memory);
    expect(ratio(mean?.value, right.mean)).toBeCloseTo(1, 12);
    expect(ratio(total?.value, right.total)).toBeCloseTo(1, 12);
    expect(ratio(total?.standardError, right.ofTotal)).toBeCloseTo(1, 9);
    expect(ratio(mean?.standardError, right.ofMean)).toBeCloseTo(1, 9);
    expect(ratio(crosstab?.standardError, right.ofMean)).toBeCloseTo(1, 9);
    const simple = right.spread / (rows.length - 1);
    expect(ratio(mean?.designEffect ?? undefined, right.ofMean ** 2 / simple)).toBeCloseTo(1, 8);
  });
});

test('units are clusters of a few, of which the totals are large too', async () => {
  const rows = make(400, (i) => ({
    x: 1.7e9 + 100 * noise(i),
    w: 2.7,
    h: Math.floor(i / 200),
    c: Math.floor(i / 8),
  }));
  const right = expected(rows, true);
  const { mean, total } = await served(rows, { strata: 'h', clusters: 'c' });
  expect(ratio(total?.standardError, right.ofTotal)).toBeCloseTo(1, 8);
  expect(ratio(mean?.standardError, right.ofMean)).toBeCloseTo(1, 8);
});

test('replicate weights: what they differ by is not lost beside the total', async () => {
  const groups = 8;
  const rows = make(320, (i) => ({ x: 1.7e9 + 100 * noise(i), w: 2, c: i % groups })).map((row) => ({
    ...row,
    ...Object.fromEntries(
      Array.from({ length: groups }, (_, r) => [`r${r}`, row.c === r ? 0 : (2 * groups) / (groups - 1)]),
    ),
  }));
  const columns = Array.from({ length: groups }, (_, r) => `r${r}`);
  const { mean } = await served(rows, { replicates: { method: 'jk1', columns } });
  // Jackknife means in deviations from 1.7e9, as whole multiples of 2^−80.
  const means = columns.map((name) => {
    const kept = rows.filter((row) => Number((row as TestRecord)[name]) > 0);
    return toNumber(
      kept.reduce((sum, { x }) => sum + exact(x) - 1_700_000_000n * ONE, 0n) / BigInt(kept.length),
      BITS,
    );
  });
  const centre = means.reduce((a, b) => a + b, 0) / groups;
  const squares = means.reduce((sum, one) => sum + (one - centre) ** 2, 0);
  expect(ratio(mean?.standardError, Math.sqrt((squares * (groups - 1)) / groups))).toBeCloseTo(1, 8);
});

test('everybody says the same: there is no sampling error, however large the number', async () => {
  const { mean, total } = await served(
    make(200, () => ({ x: 1.7e9 + 1 / 3, w: 0.1 })),
    {},
  );
  expect([mean?.standardError, total?.standardError]).toEqual([0, 0]);
});
