import { readFileSync } from 'node:fs';
import type { FastifyInstance } from 'fastify';
import { describe, expect, test } from 'vitest';
import type { ComparisonRow, CrosstabRow } from '../../../src/schemas/results/crosstab.ts';
import type { EstimateRow } from '../../../src/schemas/results/estimate.ts';
import type { GapRow } from '../../../src/schemas/results/gap.ts';
import type { GapTrendRow } from '../../../src/schemas/results/gap-trend.ts';
import type { LinearTrendRow } from '../../../src/schemas/results/linear-trend.ts';
import type { TrendRow } from '../../../src/schemas/results/trend.ts';
import { tQuantile, tTwoSidedP } from '../../../src/stats/distributions.ts';
import { getJson } from '../../helper.ts';
import { recordsApp, single, type TestRecord } from '../../records-helper.ts';

const PUBLIC = { publicRecords: true };
interface Answer<Row> {
  data: Row[];
  meta: { method: Record<string, string>; linearTrends?: LinearTrendRow[] };
}
const get = async <Row>(app: FastifyInstance, path: string): Promise<Answer<Row>> =>
  getJson<Answer<Row>>(app, `/v1/surveys/small/${path}`);
async function only<Row>(app: FastifyInstance, path: string): Promise<Row> {
  const { data } = await get<Row>(app, path);
  if (data.length !== 1 || !data[0]) throw new Error(`${path}: ${data.length} rows`);
  return data[0];
}

/** Records of some groups: how many of how many gave the answer 1, all others 2. */
function counts(groups: Readonly<Record<string, readonly [yes: number, of: number]>>): TestRecord[] {
  return Object.entries(groups).flatMap(([g, [yes, of]]) =>
    Array.from({ length: of }, (_, i) => ({ g, q: i < yes ? 1 : 2 })),
  );
}

const groupsAs = (as: 'audience' | 'wave', ids: readonly string[]) => {
  const coded = ids.map((id, i) => ({
    id,
    label: id,
    code: id,
    ...(as === 'wave' ? { year: 2000 + i } : {}),
  }));
  const audiences = as === 'audience' ? coded : [{ id: 'all', label: 'All' }];
  return {
    ...(as === 'wave' ? { waves: coded } : {}),
    audiences,
    comparisons: [],
    disclosure: PUBLIC,
    design: as === 'wave' ? { wave: 'g', audience: 'all' } : { wave: 'w1', audience: 'g' },
    questions: [
      single('q', [1, 2], { audiences: audiences.map(({ id }) => id) }),
      single('g', ids, { audiences: audiences.map(({ id }) => id) }),
    ],
  };
};

/** The pooled z of x₁ of e₁ and x₂ of e₂, by the formula of the textbooks. */
const pooled = (p1: number, e1: number, p2: number, e2: number): number => {
  const p = (p1 * e1 + p2 * e2) / (e1 + e2);
  return (p1 - p2) / Math.sqrt(p * (1 - p) * (1 / e1 + 1 / e2));
};

describe('0 of 30 against 50 of 1,000', () => {
  const [head = '', ...lines] = readFileSync(new URL('fixtures/zero-percent.csv', import.meta.url), 'utf8')
    .trim()
    .split(/\r?\n/);
  const names = head.split(',');
  const records = lines.map((line) =>
    Object.fromEntries(line.split(',').map((value, i) => [names[i] ?? '', value])),
  );
  const survey = {
    disclosure: PUBLIC,
    questions: [
      single('grp', ['A', 'B'], {
        options: ['A', 'B'].map((code) => ({ id: code.toLowerCase(), label: code, code })),
      }),
      single('q', ['Yes', 'No'], {
        options: ['Yes', 'No'].map((code) => ({ id: code.toLowerCase(), label: code, code })),
      }),
    ],
  };

  // Of B: V = N/(N − 1)·pq/n, so that n/deff = 1000·1029·1000/(1030·999) and df = 1029.
  const e2 = (1000 * 1029 * 1000) / (1030 * 999);
  const z = pooled(0, 30, 0.05, e2);
  const standardError = 100 * Math.sqrt(((1030 / 1029) * 0.05 * 0.95) / 1000);
  const logit = (sign: 1 | -1): number =>
    100 / (1 + Math.exp(-(Math.log(0.05 / 0.95) + (sign * tQuantile(0.975, 999) * standardError) / 4.75)));

  test('is no difference, and has no letter', async () => {
    const app = await recordsApp(records, survey);
    const { data } = await get<CrosstabRow>(app, 'crosstab?rows=q&columns=grp');
    expect(data.flatMap(({ letters }) => letters ?? [])).toEqual([]);
    const rows = (await get<ComparisonRow>(app, 'crosstab/comparisons?rows=q&columns=grp')).data;
    const [yes, no] = ['yes', 'no'].map((option) => rows.find(({ row }) => row === option));
    expect(yes?.pValue).toBeCloseTo(0.2095, 4);
    expect(yes?.ciLower).toBeCloseTo(-6.54, 2);
    expect(yes?.ciUpper).toBeCloseTo(6.63, 2);
    expect(yes?.pValue).toBeCloseTo(tTwoSidedP(z, 1029), 11);
    expect(yes?.statistic).toBeCloseTo(z, 11);
    expect(yes?.df).toBe(1029);
    expect(yes?.standardError).toBeCloseTo(standardError, 11);
    expect(yes?.ciUpper).toBeCloseTo(-5 + Math.hypot(100 * (1 - 0.025 ** (1 / 30)), 5 - logit(-1)), 9);
    expect(yes?.ciLower).toBeCloseTo(-5 - (logit(1) - 5), 9);
    expect(yes?.significant).toBe(false);
    expect(yes?.note).toMatch(/pooled z on effective bases/);
    // Those who did not are the same, turned round.
    expect(no?.pValue).toBeCloseTo(yes?.pValue ?? 0, 11);
    expect(no?.statistic).toBeCloseTo(-z, 11);
    expect(no?.ciLower).toBeCloseTo(-(yes?.ciUpper ?? 0), 9);
    expect(no?.standardError).toBeCloseTo(standardError, 11);
  });

  test('is the same among audiences as among columns', async () => {
    const app = await recordsApp(
      records.map(({ grp, q }) => ({ g: grp ?? '', q: q === 'Yes' ? 1 : 2 })),
      {
        ...groupsAs(
          'audience',
          ['A', 'B'].map((id) => id),
        ),
        audiences: [
          { id: 'a', label: 'A', code: 'A' },
          { id: 'b', label: 'B', code: 'B' },
        ],
        questions: [single('q', [1, 2], { audiences: ['a', 'b'] })],
      },
    );
    const gap = await only<GapRow>(app, 'gaps?question=q&option=q-1&between=a,b');
    expect(gap.pValue).toBeCloseTo(tTwoSidedP(z, 1029), 11);
    expect(gap.statistic).toBeCloseTo(z, 11);
    expect(gap.standardError).toBeCloseTo(standardError, 11);
    expect(gap.ciLower).toBeCloseTo(-5 - (logit(1) - 5), 9);
    expect(gap.note).toMatch(/^Test: .*not the difference divided by the standard error/);
  });
});

// Fisher's exact test, two-sided, for comparison: 0.107, 0.072, 0.23, 0.0059.
describe.each([
  ['0 of 30 against 100 of 1,000', [0, 30], [100, 1000]],
  ['1 of 50 against 50 of 500', [1, 50], [50, 500]],
  ['all of 40 against 285 of 300', [40, 40], [285, 300]],
  ['0 of 60 against 4 of 20', [0, 60], [4, 20]],
] as const)('%s', (_, [x1, n1], [x2, n2]) => {
  test('has one p-value between waves, whose columns are strata, and one between groups of a wave', async () => {
    const records = counts({ a: [x1, n1], b: [x2, n2] });
    const [waves, audiences] = await Promise.all([
      recordsApp(records, groupsAs('wave', ['a', 'b']), { memory: true }),
      recordsApp(records, groupsAs('audience', ['a', 'b']), { memory: true }),
    ]);
    const trend = await only<TrendRow>(waves, 'trends?question=q&option=q-1');
    const gap = await only<GapRow>(audiences, 'gaps?question=q&option=q-1&between=a,b');
    const [p1, p2, n] = [x1 / n1, x2 / n2, n1 + n2];
    // Waves are strata: n/deff is n. In one wave the variances have N/(N − 1).
    const within = (p: number, count: number): number =>
      p > 0 && p < 1 ? (count * count * (n - 1)) / ((count - 1) * n) : count;
    const [e1, e2] = [within(p1, n1), within(p2, n2)];
    const bound = (end: number, other: number, x: number): number =>
      Array.from({ length: x }, (__, i) => (other - i) / (end + other - i)).reduce((a, b) => a * b, 0.5);
    const atEnd = x1 === 0 || x1 === n1;
    const most = (e: readonly [number, number], variance: number): number =>
      Math.max(
        tTwoSidedP((p1 - p2) / Math.sqrt(variance), n - 2),
        tTwoSidedP(pooled(p1, e[0], p2, e[1]), n - 2),
        atEnd ? bound(n1, n2, x1 === 0 ? x2 : n2 - x2) : 0,
      );
    const [v1, v2] = [p1 * (1 - p1), p2 * (1 - p2)];
    const between = v1 / (n1 - 1) + v2 / (n2 - 1);
    const inWave = (n / (n - 1)) * (v1 / n1 + v2 / n2);
    expect(trend.pValue).toBeCloseTo(most([n1, n2], between), 10);
    // In one wave there is one degree of freedom more.
    expect(gap.pValue).toBeCloseTo(most([e1, e2], inWave), 3);
    expect(gap.pValue).toBeCloseTo(trend.pValue ?? 0, 2);
    if (x2 > 15) expect(trend.significant).toBe(false);
  });
});

/** Bases of inference of a column, from what a crosstab serves of the options of its question. */
function effectiveOf(cells: readonly CrosstabRow[], row: string, other: number | null): number {
  const cell = cells.find((one) => one.row === row);
  if (!cell) throw new Error(`no ${row}`);
  if (cell.value !== 0 && cell.value !== 100) return cell.baseDesign ?? cell.baseEffective ?? Number.NaN;
  const ratios = cells
    .filter((one) => one.rowKind === 'category' && one !== cell && one.baseDesign !== null)
    .map(({ baseDesign, baseEffective }) => Math.min(1, (baseDesign ?? 0) / (baseEffective ?? 1)))
    .toSorted((a, b) => a - b);
  const middle = ratios.length / 2;
  const median =
    ratios.length % 2 === 1
      ? ratios[Math.floor(middle)]
      : ((ratios[middle - 1] ?? 0) + (ratios[middle] ?? 0)) / 2;
  return (cell.baseEffective ?? 0) * (ratios.length > 0 ? (median ?? 1) : (other ?? 1));
}

test('a share at 0 without other options has κ of the share that it is held against', async () => {
  // Clusters of 10 answer alike, one in four with yes; those of the small group all with no.
  const records = Array.from({ length: 440 }, (_, i) => {
    const cluster = Math.floor(i / 10);
    return { g: i < 40 ? 'a' : 'b', c: cluster, q: i >= 40 && cluster % 4 === 0 ? 1 : 2 };
  });
  const survey = groupsAs('audience', ['a', 'b']);
  const app = await recordsApp(
    records,
    { ...survey, design: { ...survey.design, clusters: 'c' } },
    { memory: true },
  );
  const gap = await only<GapRow>(app, 'gaps?question=q&option=q-1&between=a,b');
  const other = await only<EstimateRow>(app, 'estimates?question=q&option=q-1&audience=b&measure=percent');
  const e2 = other.nDesign ?? 0;
  expect(e2).toBeLessThan(50);
  expect(gap.note).toMatch(/pooled z/);
  expect(gap.statistic).toBeCloseTo(pooled(0, (40 * e2) / 400, (other.value ?? 0) / 100, e2), 10);
  // Its own interval knows of no clusters, and the answer says so.
  const { data, meta } = await get<EstimateRow>(
    app,
    'estimates?question=q&option=q-1&audience=a&measure=percent',
  );
  expect(data[0]?.ciUpper).toBeCloseTo(100 * (1 - 0.025 ** (1 / 40)), 9);
  expect(meta.method['interval']).toMatch(/clustering is not/);
});

/** 400 respondents in 40 clusters of 4 strata, weights of 1 to 3, 8 replicate weights; group s is small and never says 3. */
const COMPLEX: TestRecord[] = Array.from({ length: 400 }, (_, i) => {
  const cluster = Math.floor(i / 10);
  const small = cluster % 5 === 0;
  const weight = 1 + ((i * 7) % 5) / 2;
  // Whole clusters answer alike more often than not.
  const q = (cluster * 3 + (i % 10 === 0 ? 1 : 0)) % 4;
  return {
    g: small ? 's' : 'l',
    q: small && q === 3 ? 1 : q === 3 && i % 3 > 0 ? 2 : q,
    c: cluster,
    h: cluster % 4,
    w: weight,
    ...Object.fromEntries(
      Array.from({ length: 8 }, (__, r) => [`r${r}`, cluster % 8 === r ? 0 : (weight * 8) / 7]),
    ),
  };
});

const WEIGHTS = [{ id: 'final', column: 'w', label: 'Weight' }];
const DESIGNS = {
  weighted: { weights: WEIGHTS },
  stratified: { weights: WEIGHTS, strata: 'h' },
  clustered: { weights: WEIGHTS, strata: 'h', clusters: 'c' },
  replicates: {
    weights: WEIGHTS,
    replicates: { method: 'jk1', columns: Array.from({ length: 8 }, (_, r) => `r${r}`) },
  },
};

describe.each(Object.entries(DESIGNS))('%s records', (name, design) => {
  const survey = {
    disclosure: PUBLIC,
    design: { wave: 'w1', audience: 'all', ...design },
    questions: [single('q', [0, 1, 2, 3]), single('g', ['s', 'l'])],
  };

  test('of a share at 0 rest on Kish’s base times κ of the other options', async () => {
    const app = await recordsApp(COMPLEX, survey, { memory: true });
    const { data } = await get<CrosstabRow>(app, 'crosstab?rows=q&columns=g');
    const column = (id: string) => data.filter((one) => one.column === id);
    const [small, large] = [column('g-s'), column('g-l')];
    const zero = small.find(({ row }) => row === 'q-3');
    expect(zero).toMatchObject({ value: 0, standardError: 0, designEffect: null, baseDesign: null });
    const e1 = effectiveOf(small, 'q-3', null);
    expect(zero?.ciUpper).toBeCloseTo(100 * (1 - 0.025 ** (1 / e1)), 9);
    // κ is at work where clusters answer alike, and never above 1.
    const kish = zero?.baseEffective ?? 0;
    if (name === 'clustered') expect(e1).toBeLessThan(kish / 2);
    expect(e1).toBeLessThanOrEqual(kish);
    for (const cell of small.filter(({ baseDesign }) => baseDesign !== null))
      expect((cell.baseDesign ?? 0) * (cell.designEffect ?? 0)).toBeCloseTo(80, 9);

    // A subtotal is no option, and is told κ all the same.
    const { data: withNets } = await get<CrosstabRow>(
      app,
      'crosstab?rows=q&columns=g&net=q:none:q-3&net=q:a:q-0,q-2&net=q:b:q-0,q-2,q-3',
    );
    for (const row of ['q-3', 'none'])
      expect(withNets.find((one) => one.row === row && one.column === 'g-s')?.ciUpper).toBe(zero?.ciUpper);

    const rows = (await get<ComparisonRow>(app, 'crosstab/comparisons?rows=q&columns=g')).data;
    const pair = rows.find(({ row }) => row === 'q-3');
    const [p2, e2] = [(pair?.valueB ?? 0) / 100, effectiveOf(large, 'q-3', null)];
    const x = e2 * p2;
    const z = pooled(0, e1, p2, e2);
    const t = (pair?.difference ?? 0) / (pair?.standardError ?? 1);
    const df = pair?.df ?? 0;
    const p = Math.max(tTwoSidedP(t, df), tTwoSidedP(z, df));
    expect(pair?.pValue).toBeGreaterThanOrEqual(p - 1e-12);
    // The bound decides only where it is the largest, and it is below ½·(e₂/(e₁ + e₂))^x.
    if ((pair?.pValue ?? 0) > p + 1e-12) expect(pair?.pValue).toBeLessThan((e2 / (e1 + e2)) ** x / 2);
    const cell = large.find(({ row }) => row === 'q-3');
    expect(pair?.ciLower).toBeCloseTo(-100 * p2 - ((cell?.ciUpper ?? 0) - 100 * p2), 9);
    expect(pair?.ciUpper).toBeCloseTo(
      -100 * p2 + Math.hypot(zero?.ciUpper ?? 0, 100 * p2 - (cell?.ciLower ?? 0)),
      9,
    );
  });

  test('without the other options say that clustering is not in the interval', async () => {
    const binary = COMPLEX.map((record) => ({ ...record, q: record['q'] === 3 ? 1 : 0 }));
    const app = await recordsApp(binary, survey, { memory: true });
    const { data, meta } = await get<CrosstabRow>(app, 'crosstab?rows=q&columns=g');
    const zero = data.find(({ row, column }) => row === 'q-1' && column === 'g-s');
    expect(zero?.ciUpper).toBeCloseTo(100 * (1 - 0.025 ** (1 / (zero?.baseEffective ?? 1))), 9);
    expect(meta.method['interval']).toMatch(/clustering is not/);
    // The other share of the comparison tells κ then.
    const pair = (await get<ComparisonRow>(app, 'crosstab/comparisons?rows=q&columns=g')).data.find(
      ({ row }) => row === 'q-1',
    );
    const large = data.filter(({ column }) => column === 'g-l');
    const e2 = effectiveOf(large, 'q-1', null);
    const ratio = Math.min(1, e2 / (large[0]?.baseEffective ?? 1));
    const z = pooled(0, (zero?.baseEffective ?? 0) * ratio, (pair?.valueB ?? 0) / 100, e2);
    if (pair?.note?.includes('pooled z') === true) expect(pair.statistic).toBeCloseTo(z, 9);
    const whole = await get<CrosstabRow>(app, 'crosstab?rows=g');
    expect(whole.meta.method['interval']).not.toMatch(/clustering is not/);
  });
});

describe('items of a choice among several', () => {
  const items = ['one', 'two', 'three'];
  const records = COMPLEX.map((record, i) => ({
    ...record,
    one: record['q'] === 3 ? 1 : 0,
    two: record['q'] === 1 ? 1 : 0,
    three: Number(record['c']) % 3 === 0 && i % 7 > 0 ? 1 : 0,
  }));
  const question = {
    id: 'm',
    text: 'm',
    wording: 'verbatim',
    type: 'multiple',
    chosen: [1],
    notChosen: [0],
    items: items.map((id) => ({ id, label: id, variable: id })),
  };
  const [columns, audiences] = [
    { audiences: ['all'], design: { wave: 'w1', audience: 'all', ...DESIGNS.clustered } },
    { audiences: ['s', 'l'], design: { wave: 'w1', audience: 'g', ...DESIGNS.clustered } },
  ];

  test('are the options that κ is from, in tables of one item too', async () => {
    const app = await recordsApp(
      records,
      {
        disclosure: PUBLIC,
        design: columns.design,
        questions: [{ ...question, audiences: columns.audiences }, single('g', ['s', 'l'])],
      },
      { memory: true },
    );
    const rows = 'm.one';
    const alone = (await get<CrosstabRow>(app, `crosstab?rows=${rows}&columns=g`)).data;
    const all = (await get<CrosstabRow>(app, 'crosstab?rows=m&columns=g&limit=1000')).data;
    const zero = alone.find(({ column, rowKind }) => column === 'g-s' && rowKind === 'category');
    expect(zero?.value).toBe(0);
    const inSmall = all.filter(({ column, rowKind }) => column === 'g-s' && rowKind === 'category');
    const ratios = inSmall.flatMap(({ baseDesign, baseEffective }) =>
      baseDesign === null ? [] : [Math.min(1, baseDesign / (baseEffective ?? 1))],
    );
    expect(ratios).toHaveLength(2);
    const base = ((zero?.baseEffective ?? 0) * ((ratios[0] ?? 0) + (ratios[1] ?? 0))) / 2;
    expect(zero?.ciUpper).toBeCloseTo(100 * (1 - 0.025 ** (1 / base)), 9);
    expect(inSmall[0]?.ciUpper).toBeCloseTo(zero?.ciUpper ?? 0, 12);

    const other = await recordsApp(
      records,
      {
        audiences: audiences.audiences.map((id) => ({ id, label: id, code: id })),
        disclosure: PUBLIC,
        design: audiences.design,
        questions: [{ ...question, audiences: audiences.audiences }],
      },
      { memory: true },
    );
    const estimate = await only<EstimateRow>(
      other,
      'estimates?question=m&item=one&audience=s&measure=percent',
    );
    expect(estimate.ciUpper).toBeCloseTo(zero?.ciUpper ?? 0, 9);
    const gap = await only<GapRow>(other, 'gaps?question=m&item=one&between=s,l&measure=percent');
    const pair = (await get<ComparisonRow>(app, `crosstab/comparisons?rows=${rows}&columns=g`)).data[0];
    expect(gap.pValue).toBeCloseTo(pair?.pValue ?? 0, 10);
    expect(gap.ciUpper).toBeCloseTo(pair?.ciUpper ?? 0, 9);
  });
});

describe('equal ends', () => {
  const expected = {
    standardError: 0,
    statistic: null,
    pValue: null,
    significant: null,
    reasons: { statistic: 'no-variance', pValue: 'no-variance' },
  };

  test.each([0, 100])('both at %d: no test and one answer in every resource', async (percent) => {
    const yes = (of: number): [number, number] => [percent === 0 ? 0 : of, of];
    const records = [...counts({ a: yes(30), b: yes(50) })];
    const waves = await recordsApp(records, groupsAs('wave', ['a', 'b']), { memory: true });
    const audiences = await recordsApp(records, groupsAs('audience', ['a', 'b']), { memory: true });
    const gap = await only<GapRow>(audiences, 'gaps?question=q&option=q-1&between=a,b');
    const trend = await only<TrendRow>(waves, 'trends?question=q&option=q-1');
    const comparison = await only<ComparisonRow>(
      audiences,
      'crosstab/comparisons?rows=q&columns=audience&limit=1',
    ).catch(async () =>
      (await get<ComparisonRow>(audiences, 'crosstab/comparisons?rows=q&columns=audience')).data.find(
        ({ row }) => row === 'q-1',
      ),
    );
    const [limitA, limitB] = [30, 50].map((n) => 100 * (1 - 0.025 ** (1 / n)));
    const [down, up] = percent === 0 ? [limitB, limitA] : [limitA, limitB];
    for (const row of [gap, comparison]) {
      expect(row).toMatchObject(expected);
      expect(row?.reasons).not.toHaveProperty('standardError');
      expect(row?.ciLower).toBeCloseTo(-(down ?? 0), 9);
      expect(row?.ciUpper).toBeCloseTo(up ?? 0, 9);
    }
    expect(trend).toMatchObject(expected);
    expect(trend.ciUpper).toBeCloseTo(down ?? 0, 9);
  });

  test('opposite ends are tested', async () => {
    const app = await recordsApp(counts({ a: [0, 30], b: [40, 40] }), groupsAs('audience', ['a', 'b']), {
      memory: true,
    });
    const gap = await only<GapRow>(app, 'gaps?question=q&option=q-1&between=a,b');
    expect(gap.standardError).toBe(0);
    expect(gap.statistic).toBeCloseTo(pooled(0, 30, 1, 40), 10);
    expect(gap.pValue).toBeGreaterThan(0);
    expect(gap.pValue).toBeLessThan(1e-9);
  });
});

describe('a part and its whole', () => {
  // 2 of 40 in the part, 30 of 160 in the rest; weights of 1 and 2.
  const records = Array.from({ length: 200 }, (_, i) => ({
    g: i < 40 ? 'part' : 'rest',
    q: i < 2 || (i >= 40 && i < 70) ? 1 : 2,
    w: 1 + (i % 2),
  }));
  const survey = {
    audiences: [
      { id: 'whole', label: 'Whole', code: ['part', 'rest'] },
      { id: 'part', label: 'Part', code: 'part', parent: 'whole' },
      { id: 'rest', label: 'Rest', code: 'rest', parent: 'whole' },
    ],
    comparisons: [],
    disclosure: PUBLIC,
    design: { wave: 'w1', audience: 'g', weights: WEIGHTS },
    questions: [single('q', [1, 2], { audiences: ['whole', 'part', 'rest'] })],
  };

  test('are tested as part and rest, and so have the p-value of the two', async () => {
    const app = await recordsApp(records, survey, { memory: true });
    const at = (between: string) => only<GapRow>(app, `gaps?question=q&option=q-1&between=${between}`);
    const [apart, nested, turned] = [await at('part,rest'), await at('part,whole'), await at('whole,part')];
    // Pooled z on the same effective bases decides in both.
    expect(nested.statistic).toBeCloseTo(apart.statistic ?? 0, 10);
    expect(nested.pValue).toBeCloseTo(apart.pValue ?? 0, 12);
    expect(turned.statistic).toBeCloseTo(-(nested.statistic ?? 0), 12);
    expect(turned.ciLower).toBeCloseTo(-(nested.ciUpper ?? 0), 10);
    expect(turned.ciUpper).toBeCloseTo(-(nested.ciLower ?? 0), 10);

    // W is a share itself: W(1 − W)/e with e = n/deff of it, here by hand from the weights.
    const weight = (is: (g: string) => boolean, power = 1) =>
      records.reduce((sum, { g, w }) => (is(g) ? sum + w ** power : sum), 0);
    const W = weight((g) => g === 'part') / weight(() => true);
    const squares = weight((g) => g === 'part', 2) * (1 - W) ** 2 + weight((g) => g === 'rest', 2) * W ** 2;
    const varianceW = ((200 / 199) * squares) / weight(() => true) ** 2;
    const d = apart.gap ?? 0;
    const side = tQuantile(0.975, 199) * Math.abs(d) * Math.sqrt(varianceW);
    const half = (limit: number | null): number => Math.hypot((1 - W) * (d - (limit ?? 0)), side);
    expect(nested.gap).toBeCloseTo((1 - W) * d, 10);
    expect(nested.ciLower).toBeCloseTo((nested.gap ?? 0) - half(apart.ciLower), 9);
    expect(nested.ciUpper).toBeCloseTo((nested.gap ?? 0) + half(apart.ciUpper), 9);
  });

  test('a rest of which nobody gave the answer is looked at, though the whole and the part are not small', async () => {
    const few = records.map(({ g, w }, i) => ({ g: i < 170 ? 'part' : g, q: i < 40 ? 1 : 2, w }));
    const app = await recordsApp(few, survey, { memory: true });
    const [apart, nested] = [
      await only<GapRow>(app, 'gaps?question=q&option=q-1&between=part,rest'),
      await only<GapRow>(app, 'gaps?question=q&option=q-1&between=part,whole'),
    ];
    expect(nested.pValue).toBeCloseTo(apart.pValue ?? 0, 12);
    expect(nested.note).toMatch(/pooled z/);
  });

  test('a rest at 0 has κ from its other options, as it has as a group of its own', async () => {
    // Clusters of 10 answer alike; the rest never says 1.
    const clustered = Array.from({ length: 300 }, (_, i) => {
      const cluster = Math.floor(i / 10);
      const answers = i < 200 ? [1, 2, 3, 3] : [2, 3];
      return { g: i < 200 ? 'part' : 'rest', c: cluster, w: 1, q: answers[cluster % answers.length] ?? 3 };
    });
    const app = await recordsApp(
      clustered,
      {
        ...survey,
        design: { wave: 'w1', audience: 'g', clusters: 'c' },
        questions: [single('q', [1, 2, 3], { audiences: ['whole', 'part', 'rest'] })],
      },
      { memory: true },
    );
    const [apart, nested] = [
      await only<GapRow>(app, 'gaps?question=q&option=q-1&between=part,rest'),
      await only<GapRow>(app, 'gaps?question=q&option=q-1&between=part,whole'),
    ];
    expect(apart.note).toMatch(/pooled z/);
    expect(nested.statistic).toBeCloseTo(apart.statistic ?? 0, 10);
    // Without κ the rest would count for 100 and not for some 10 respondents.
    const [e1, e2] = [20, 9.5];
    expect(Math.abs(nested.statistic ?? 9)).toBeLessThan(1.3 * pooled(0.25, e1, 0, e2));
  });

  test('groups that overlap in part keep t', async () => {
    const app = await recordsApp(
      records.map((record, i) => ({ ...record, g: ['x', 'y', 'z'][i % 3] ?? '' })),
      {
        ...survey,
        audiences: [
          { id: 'whole', label: 'XY', code: ['x', 'y'] },
          { id: 'part', label: 'YZ', code: ['y', 'z'] },
        ],
        questions: [single('q', [1, 2], { audiences: ['whole', 'part'] })],
      },
      { memory: true },
    );
    const row = await only<GapRow>(app, 'gaps?question=q&option=q-1&between=whole,part');
    expect(row.statistic).toBeCloseTo((row.gap ?? 0) / (row.standardError ?? 1), 10);
    expect(row.note).toBeNull();
  });
});

describe('sums of more than two shares', () => {
  const groups: Record<string, Record<string, [number, number]>> = {
    w1: { a: [0, 40], b: [9, 50] },
    w2: { a: [6, 60], b: [20, 80] },
    w3: { a: [9, 45], b: [30, 90] },
  };
  const records = Object.entries(groups).flatMap(([wave, of]) =>
    counts(of).map((record) => ({ ...record, wave })),
  );
  const survey = {
    waves: ['w1', 'w2', 'w3'].map((id, i) => ({ id, label: id, year: 2010 + 2 * i, code: id })),
    audiences: ['a', 'b'].map((id) => ({ id, label: id, code: id })),
    comparisons: [],
    disclosure: PUBLIC,
    design: { wave: 'wave', audience: 'g' },
    questions: [single('q', [1, 2], { audiences: ['a', 'b'] })],
  };
  // Agresti & Coull: two of either kind are added to 0 of 40.
  const end = ((2 / 44) * (42 / 44)) / 44;
  /** Variance of the share of an audience in a wave of two: a wave is a stratum of n. */
  const variance = (x: number, of: number, n: number): number =>
    ((n / (n - 1)) * (x / of) * (1 - x / of)) / of;

  test('a change of a gap has the variance of a share at 0', async () => {
    const app = await recordsApp(records, survey, { memory: true });
    const row = await only<GapTrendRow>(app, 'gap-trends?question=q&option=q-1&between=a,b&from=w1&to=w2');
    const error = 100 * Math.sqrt(end + variance(9, 50, 90) + variance(6, 60, 140) + variance(20, 80, 140));
    const change = 100 * (6 / 60 - 20 / 80 - (0 - 9 / 50));
    expect(row.change).toBeCloseTo(change, 10);
    expect(row.standardError).toBeCloseTo(error, 9);
    expect(row.pValue).toBeCloseTo(tTwoSidedP(change / error, 228), 9);
    expect((row.ciUpper ?? 0) - change).toBeCloseTo(tQuantile(0.975, 228) * error, 8);
  });

  test('one wave at 0 does not remove the line', async () => {
    const app = await recordsApp(records, survey, { memory: true });
    const { meta } = await get<TrendRow>(app, 'trends?question=q&option=q-1&audience=a');
    const [line] = meta.linearTrends ?? [];
    const points = [
      [2010, 0, end],
      [2012, 0.1, variance(6, 60, 140)],
      [2014, 0.2, variance(9, 45, 135)],
    ] as const;
    const sum = (of: (t: number, y: number) => number) =>
      points.reduce((all, [t, y, v]) => all + of(t, y) / v, 0);
    const mean = sum((t) => t) / sum(() => 1);
    const spread = sum((t) => (t - mean) ** 2);
    const slope = (100 * sum((t, y) => (t - mean) * y)) / spread;
    const error = 100 / Math.sqrt(spread);
    expect(line?.slope).toBeCloseTo(slope, 9);
    expect(line?.standardError).toBeCloseTo(error, 9);
    expect(line?.statistic).toBeCloseTo(slope / error, 8);
    // Respondents minus waves among all who answered.
    expect(line?.pValue).toBeCloseTo(tTwoSidedP(slope / error, 365 - 3), 9);
    expect(line?.reasons).toEqual({});
    expect(meta.method['linearTrend']).toMatch(/Grizzle, Starmer & Koch 1969.*test is t/);
  });
});

describe('waves that share clusters', () => {
  // 12 clusters that are asked three times, each with a level of its own.
  const records = Array.from({ length: 12 }, (_, c) => c).flatMap((c) =>
    ['w1', 'w2', 'w3'].flatMap((wave, t) =>
      Array.from({ length: 10 }, (_, i) => ({
        wave,
        c,
        q: i < 2 + ((c * 5) % 4) + ((c + t) % 3 === 0 ? t : 0) ? 1 : 2,
      })),
    ),
  );
  const survey = (sharedClusters: boolean) => ({
    waves: ['w1', 'w2', 'w3'].map((id, i) => ({ id, label: id, year: 2010 + i, code: id })),
    disclosure: PUBLIC,
    design: { wave: 'wave', audience: 'all', clusters: 'c', sharedClusters },
    questions: [single('q', [1, 2])],
  });

  test('have their covariances in the slope, which is that of the means of clusters', async () => {
    const app = await recordsApp(records, survey(true), { memory: true });
    const { meta } = await get<TrendRow>(app, 'trends?question=q&option=q-1');
    const [line] = meta.linearTrends ?? [];
    // Clusters of one size: each wave's share is the mean over clusters, the covariances those of 12 clusters, by hand.
    const shares = Array.from({ length: 12 }, (_, c) =>
      ['w1', 'w2', 'w3'].map(
        (wave) => records.filter((one) => one.wave === wave && one.c === c && one.q === 1).length / 10,
      ),
    );
    const mean = [0, 1, 2].map((t) => shares.reduce((sum, row) => sum + (row[t] ?? 0), 0) / 12);
    const V = [0, 1, 2].map((i) =>
      [0, 1, 2].map(
        (j) =>
          shares.reduce(
            (sum, row) => sum + ((row[i] ?? 0) - (mean[i] ?? 0)) * ((row[j] ?? 0) - (mean[j] ?? 0)),
            0,
          ) /
          (12 * 11),
      ),
    );
    const w = [0, 1, 2].map((i) => 1 / (V[i]?.[i] ?? 1));
    const total = w.reduce((a, b) => a + b, 0);
    const centre = ((w[1] ?? 0) + 2 * (w[2] ?? 0)) / total;
    const spread = w.reduce((sum, one, t) => sum + one * (t - centre) ** 2, 0);
    const c = w.map((one, t) => (one * (t - centre)) / spread);
    const slope = 100 * c.reduce((sum, one, t) => sum + one * (mean[t] ?? 0), 0);
    const error =
      100 *
      Math.sqrt(
        c.reduce((sum, a, i) => sum + c.reduce((inner, b, j) => inner + a * b * (V[i]?.[j] ?? 0), 0), 0),
      );
    expect(line?.slope).toBeCloseTo(slope, 9);
    expect(line?.standardError).toBeCloseTo(error, 9);
    // 12 clusters, one stratum.
    expect(line?.pValue).toBeCloseTo(tTwoSidedP(slope / error, 11), 9);
    expect(line?.heterogeneityDf).toBe(2);
    const apart = await recordsApp(records, survey(false), { memory: true });
    const [other] = (await get<TrendRow>(apart, 'trends?question=q&option=q-1')).meta.linearTrends ?? [];
    expect(other?.slope).toBeCloseTo(slope, 9);
    expect(Math.abs((other?.standardError ?? 0) - error)).toBeGreaterThan(0.1);
    expect(other?.pValue).toBeCloseTo(tTwoSidedP(slope / (other?.standardError ?? 1), 33), 9);
  });
});

test('with fewer than one degree of freedom a standard error is served, and no interval and no test', async () => {
  // One cluster a stratum, held against the mean of the sample: a variance, and no degrees of freedom.
  const records = Array.from({ length: 60 }, (_, i) => ({
    g: i % 2 === 0 ? 'a' : 'b',
    q: (i * i + Math.floor(i / 20) * (i % 3)) % 7 < 2 ? 1 : 2,
    h: Math.floor(i / 20),
  }));
  const design = { strata: 'h', clusters: 'h', lonelyPsu: 'adjust' };
  const app = await recordsApp(
    records,
    {
      audiences: ['a', 'b'].map((id) => ({ id, label: id, code: id })),
      comparisons: [],
      disclosure: PUBLIC,
      design: { wave: 'w1', audience: 'g', ...design },
      questions: [single('q', [1, 2], { audiences: ['a', 'b'] })],
    },
    { memory: true },
  );
  const none = 'no-degrees-of-freedom';
  const gap = await only<GapRow>(app, 'gaps?question=q&option=q-1&between=a,b');
  const comparison = (await get<ComparisonRow>(app, 'crosstab/comparisons?rows=q&columns=audience')).data[0];
  const estimate = await only<EstimateRow>(app, 'estimates?question=q&option=q-1&audience=a&measure=percent');
  for (const row of [gap, comparison, estimate]) {
    expect(row?.standardError).toBeGreaterThan(0);
    expect(row).toMatchObject({ ciLower: null, ciUpper: null, reasons: { ciLower: none, ciUpper: none } });
    expect(row?.reasons).not.toHaveProperty('standardError');
  }
  for (const row of [gap, comparison])
    expect(row).toMatchObject({ statistic: null, pValue: null, reasons: { statistic: none, pValue: none } });
});

describe('claims', () => {
  const asserts = { question: 'q', option: 'q-1', measure: 'percent', significant: true };
  const claimed = async (claim: Record<string, unknown>) => {
    const claims = [{ id: 'c', source: 'report', text: 'A claim.', asserts: { ...asserts, ...claim } }];
    const survey = { ...groupsAs('audience', ['a', 'b']), claims };
    const app = await recordsApp(counts({ a: [1, 50], b: [50, 500] }), survey, { memory: true });
    const { data } = await getJson<{ data: { verdict: string; pValue: number; working: string[] } }>(
      app,
      '/v1/surveys/small/claims/c',
    );
    return { ...data, gap: await only<GapRow>(app, 'gaps?question=q&option=q-1&between=b,a') };
  };
  const gap = { quantity: 'gap', between: ['b', 'a'], waves: ['w1'], relation: 'larger-than' };

  test('of a gap are tested as the gap is', async () => {
    const claim = await claimed({ ...gap, value: 0 });
    expect(claim.pValue).toBeCloseTo(claim.gap.pValue ?? 0, 12);
    // With n/deff of 50.9 and 500.1; of 50 and 500 it is 0.0635, which is what two waves give.
    expect(claim.pValue).toBeCloseTo(0.0612, 4);
    expect(claim.verdict).toBe('not-supported');
    expect(claim.working.join(' ')).toMatch(/pooled z on effective bases/);
  });

  test('of more than some points are held against these', async () => {
    const two = await claimed({ ...gap, value: 2 });
    const t = (two.gap.gap ?? 0) - 2;
    expect(two.pValue).toBeGreaterThan(tTwoSidedP(t / (two.gap.standardError ?? 1), 549));
    expect(two.pValue).toBeGreaterThan(two.gap.pValue ?? 1);
    expect(two.verdict).toBe('not-supported');
  });

  test('of one share are tested by its score', async () => {
    const claim = await claimed({
      quantity: 'figure',
      audience: 'a',
      waves: ['w1'],
      relation: 'smaller-than',
      value: 10,
    });
    // e = n/deff = 50²·549/(49·550) of 1 in 50.
    const e = (50 * 50 * 549) / (49 * 550);
    expect(claim.pValue).toBeCloseTo(tTwoSidedP(-0.08 / Math.sqrt(0.09 / e), 549), 10);
    expect(claim.working.join(' ')).toMatch(/score test on the effective base/);
  });
});

test('nDesign is what the design leaves of a base; what has no design effect has none', async () => {
  const app = await recordsApp(
    COMPLEX.map((record, i) => ({ ...record, x: i % 17, w: i % 9 === 0 ? 0 : Number(record['w']) })),
    {
      disclosure: PUBLIC,
      design: { wave: 'w1', audience: 'all', weights: WEIGHTS, clusters: 'c' },
      questions: [single('q', [0, 1, 2, 3, 4]), { ...single('x', []), type: 'numeric', options: [] }],
    },
    { memory: true },
  );
  const { data, meta } = await get<EstimateRow>(app, 'estimates?measure=percent,mean,count,median&limit=100');
  const weighted = COMPLEX.filter((_, i) => i % 9 !== 0).length;
  const [share, mean, count, none] = [
    data.find(({ option, measure }) => option === 'q-1' && measure === 'percent'),
    data.find(({ measure }) => measure === 'mean'),
    data.find(({ measure }) => measure === 'count'),
    data.find(({ option, measure }) => option === 'q-4' && measure === 'percent'),
  ];
  for (const row of [share, mean])
    expect((row?.nDesign ?? 0) * (row?.designEffect ?? 0)).toBeCloseTo(weighted, 8);
  // Clusters answer alike: there is an answer whose base is far below Kish’s.
  expect(data.some(({ nDesign, nEffective }) => nDesign !== null && nDesign < (nEffective ?? 0) / 2)).toBe(
    true,
  );
  expect(count).toMatchObject({ nDesign: null, reasons: { nDesign: 'not-applicable-to-measure' } });
  expect(none).toMatchObject({ value: 0, nDesign: null, reasons: { nDesign: 'no-variance' } });
  expect(meta.method['interval']).not.toMatch(/clustering is not/);
});
