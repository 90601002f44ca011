import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { benjaminiHochberg, holm } from '../../src/stats/adjust.ts';
import { cohensH } from '../../src/stats/cohens-h.ts';
import { competitionRanks } from '../../src/stats/competition-ranks.ts';
import {
  betaQuantile,
  chiSquareUpperTail,
  fUpperTail,
  normalQuantile,
  normalTwoSidedP,
  normalUpperTail,
  tQuantile,
  tTwoSidedP,
} from '../../src/stats/distributions.ts';
import { kendallTauB } from '../../src/stats/kendall-tau.ts';
import { linearTrend } from '../../src/stats/linear-trend.ts';
import { miettinenNurminen } from '../../src/stats/miettinen-nurminen.ts';
import { newcombe } from '../../src/stats/newcombe.ts';
import { agrestiCoull, clopperPearson, jeffreys, wald } from '../../src/stats/proportion-intervals.ts';
import type { Interval, Proportion } from '../../src/stats/proportion.ts';
import { spearmanRho } from '../../src/stats/spearman-rho.ts';
import { differenceStandardError, pooledZTest, zTest } from '../../src/stats/two-proportion-test.ts';
import { waldDifference } from '../../src/stats/wald-difference.ts';
import { wilson } from '../../src/stats/wilson.ts';
import { Agreement, referenceCases } from './reference.ts';

const agreement = new Agreement();
const AGREEMENT = new URL('../reference/agreement.md', import.meta.url);

function checkInterval(
  statistic: string,
  source: string,
  id: string,
  actual: Interval,
  expected: readonly number[],
  tolerance: number,
): void {
  agreement.check(statistic, source, `${id} lower`, actual.lower, expected[0] ?? null, tolerance, true);
  agreement.check(statistic, source, `${id} upper`, actual.upper, expected[1] ?? null, tolerance, true);
}

const MPMATH = 'mpmath, 60 digits';
const FUNCTIONS: Readonly<Record<string, (...args: number[]) => number>> = {
  normal_quantile: (p = 0) => normalQuantile(p),
  normal_sf: (z = 0) => normalUpperTail(z),
  t_two_sided_p: (t = 0, df = 0) => tTwoSidedP(t, df),
  t_quantile: (p = 0, df = 0) => tQuantile(p, df),
  f_sf: (x = 0, d1 = 0, d2 = 0) => fUpperTail(x, d1, d2),
  chi2_sf: (x = 0, df = 0) => chiSquareUpperTail(x, df),
  beta_quantile: (p = 0, a = 0, b = 0) => betaQuantile(p, a, b),
};

test('distributions, far tails included', () => {
  const cases = referenceCases<{ fn: string; args: number[] }, { value: number }>('distributions').filter(
    ({ input }) => input.fn in FUNCTIONS,
  );
  expect(cases).toHaveLength(270);
  for (const { id, input, expected } of cases) {
    agreement.check(
      input.fn,
      MPMATH,
      `${id} ${JSON.stringify(input.args)}`,
      FUNCTIONS[input.fn]?.(...input.args) ?? null,
      expected.value,
      1e-10,
    );
  }
  expect(normalTwoSidedP(12)).toBeCloseTo(3.55e-33, 35);
});

type IntervalCase = Record<string, number[]>;
const PROPORTION_INTERVALS: [string, (p: Proportion, level: number) => Interval, number][] = [
  ['wilson', wilson, 1e-12],
  ['agresti_coull', agrestiCoull, 1e-12],
  ['wald', wald, 1e-12],
  ['clopper_pearson', clopperPearson, 1e-9],
  ['jeffreys', jeffreys, 1e-9],
];

test('intervals of a proportion, from counts and from percentages with a design effect', () => {
  const counts = referenceCases<{ x: number; n: number; level: number }, IntervalCase>('proportion_ci').map(
    (c) => ({
      ...c,
      share: { p: c.input.x / c.input.n, n: c.input.n },
      level: c.input.level,
    }),
  );
  const percents = referenceCases<{ p_percent: number; level: number }, IntervalCase>(
    'proportion_ci_topline',
  ).map((c) => ({
    ...c,
    share: { p: c.input.p_percent / 100, n: c.derived?.['n_eff'] ?? 0 },
    level: c.input.level,
  }));
  expect([counts.length, percents.length]).toEqual([246, 30]);
  for (const { id, share, level, expected } of [...counts, ...percents]) {
    for (const [name, interval, tolerance] of PROPORTION_INTERVALS) {
      checkInterval(
        `interval of a proportion: ${name}`,
        'statsmodels and R',
        id,
        interval(share, level),
        expected[name] ?? [],
        tolerance,
      );
    }
  }
});

const DIFFERENCE_INTERVALS: [string, (a: Proportion, b: Proportion, level: number) => Interval, number][] = [
  ['newcombe', newcombe, 1e-12],
  ['wald', waldDifference, 1e-12],
  ['miettinen_nurminen', miettinenNurminen, 1e-8],
];

test('intervals of a difference, from counts and from percentages', () => {
  const counts = referenceCases<Record<'x1' | 'n1' | 'x2' | 'n2' | 'level', number>, IntervalCase>(
    'diff_proportion_ci',
  ).map((c) => ({
    ...c,
    a: { p: c.input.x1 / c.input.n1, n: c.input.n1 },
    b: { p: c.input.x2 / c.input.n2, n: c.input.n2 },
  }));
  const percents = referenceCases<
    Record<'p1_percent' | 'p2_percent' | 'level', number>,
    IntervalCase & Record<string, unknown>
  >('diff_proportion_ci_topline').map((c) => ({
    ...c,
    a: { p: c.input.p1_percent / 100, n: c.derived?.['n1_eff'] ?? 0 },
    b: { p: c.input.p2_percent / 100, n: c.derived?.['n2_eff'] ?? 0 },
  }));
  expect([counts.length, percents.length]).toEqual([86, 20]);
  for (const { id, a, b, input, expected } of [...counts, ...percents]) {
    for (const [name, interval, tolerance] of DIFFERENCE_INTERVALS) {
      checkInterval(
        `interval of a difference: ${name}`,
        'statsmodels and R',
        id,
        interval(a, b, input.level),
        expected[name] ?? [],
        tolerance,
      );
    }
  }
  for (const { id, a, b, expected } of percents) {
    const numbers = expected as unknown as Record<string, number | null>;
    const pooled = pooledZTest(a, b);
    agreement.check(
      'standard error of a difference',
      'formula in numpy and R',
      id,
      differenceStandardError(a, b),
      numbers['se_unpooled'] ?? null,
      1e-10,
    );
    agreement.check(
      'pooled z of percentages: z',
      'statsmodels and R',
      id,
      pooled?.z ?? null,
      numbers['z_pooled'] ?? null,
      1e-10,
      true,
    );
    agreement.check(
      'pooled z of percentages: p',
      'statsmodels and R',
      id,
      pooled?.p ?? null,
      numbers['p_pooled'] ?? null,
      1e-10,
    );
    agreement.check(
      "Cohen's h",
      'statsmodels and R',
      id,
      cohensH(a.p, b.p),
      numbers['cohens_h'] ?? null,
      1e-10,
      true,
    );
  }
});

test('two-proportion tests, p-values down to 1e-300', () => {
  const cases = referenceCases<Record<'x1' | 'n1' | 'x2' | 'n2', number>, Record<string, number | null>>(
    'two_proportion_tests',
  );
  expect(cases).toHaveLength(61);
  for (const { id, input, expected } of cases) {
    const [a, b] = [
      { p: input.x1 / input.n1, n: input.n1 },
      { p: input.x2 / input.n2, n: input.n2 },
    ];
    const [pooled, unpooled] = [pooledZTest(a, b), zTest(a.p - b.p, differenceStandardError(a, b))];
    const source = 'statsmodels and R';
    agreement.check('pooled z: z', source, id, pooled?.z ?? null, expected['z_pooled'] ?? null, 1e-10);
    agreement.check('pooled z: p', source, id, pooled?.p ?? null, expected['p_pooled'] ?? null, 1e-10);
    agreement.check('unpooled z: z', source, id, unpooled?.z ?? null, expected['z_unpooled'] ?? null, 1e-10);
    agreement.check('unpooled z: p', source, id, unpooled?.p ?? null, expected['p_unpooled'] ?? null, 1e-10);
    agreement.check("Cohen's h", source, id, cohensH(a.p, b.p), expected['cohens_h'] ?? null, 1e-10, true);
  }
});

test('adjusted p-values', () => {
  const cases = referenceCases<{ p: (number | null)[] }, Record<'holm' | 'bh', (number | null)[]>>(
    'p_adjust',
  );
  expect(cases).toHaveLength(12);
  for (const { id, input, expected } of cases) {
    for (const [name, ours] of [
      ['holm', holm(input.p)],
      ['bh', benjaminiHochberg(input.p)],
    ] as const) {
      expect(ours).toHaveLength(expected[name].length);
      ours.forEach((p, i) =>
        agreement.check(
          `adjusted p-values: ${name}`,
          'R p.adjust',
          `${id}[${i}]`,
          p,
          expected[name][i] ?? null,
          1e-14,
          true,
        ),
      );
    }
  }
});

test('rank correlations', () => {
  const cases = referenceCases<{ x: number[]; y: number[] }, Record<string, number | null | undefined>>(
    'rank_correlation',
  );
  expect(cases).toHaveLength(25);
  for (const { id, input, expected } of cases) {
    const [tau, rho] = [kendallTauB(input.x, input.y), spearmanRho(input.x, input.y)];
    agreement.check(
      "Kendall's tau-b",
      'SciPy and R',
      id,
      tau?.coefficient ?? null,
      expected['kendall_tau_b'] ?? null,
      1e-10,
    );
    agreement.check(
      "Spearman's rho",
      'SciPy and R',
      id,
      rho?.coefficient ?? null,
      expected['spearman_rho'] ?? null,
      1e-10,
    );
    const tauP = tau?.pMethod === 'exact' ? expected['kendall_p_exact'] : expected['kendall_p_asymptotic'];
    const rhoP = rho?.pMethod === 'exact' ? expected['spearman_p_exact'] : expected['spearman_p_t'];
    if (tau)
      agreement.check(
        `Kendall's tau-b: p, ${tau.pMethod}`,
        'SciPy and R',
        id,
        tau.pValue,
        tauP ?? null,
        1e-9,
      );
    if (rho)
      agreement.check(`Spearman's rho: p, ${rho.pMethod}`, 'SciPy and R', id, rho.pValue, rhoP ?? null, 1e-9);
  }
});

test('competition ranks', () => {
  const cases = referenceCases<{ x: number[] }, { desc_min: number[] }>('ranks');
  expect(cases).toHaveLength(10);
  for (const { id, input, expected } of cases) {
    competitionRanks(input.x).forEach((rank, i) =>
      agreement.check('ranks', 'SciPy rankdata and R', `${id}[${i}]`, rank, expected.desc_min[i] ?? null, 0),
    );
  }
});

interface WavesExpected {
  readonly differences: readonly {
    from: number;
    to: number;
    diff: number;
    se: number;
    z: number;
    p_value: number;
  }[];
  readonly slope: number | null;
  readonly slope_se: number;
  readonly slope_z: number;
  readonly slope_p: number;
  readonly slope_ci: readonly number[];
  readonly heterogeneity_q: number;
  readonly heterogeneity_p: number;
}

test('weighted linear trends and wave-to-wave changes', () => {
  const cases = referenceCases<
    { p: number[]; n: number[]; deff: number[]; time: number[]; level: number },
    WavesExpected
  >('waves');
  expect(cases).toHaveLength(10);
  for (const { id, input, expected } of cases) {
    const shares = input.p.map((p, i) => ({ p, n: (input.n[i] ?? 0) / (input.deff[i] ?? 1) }));
    for (const { from, to, se, z, p_value: p } of expected.differences) {
      const [a, b] = [shares[to - 1], shares[from - 1]];
      if (!a || !b) throw new Error('no such wave');
      const error = differenceStandardError(a, b);
      agreement.check('change between waves: SE', 'formula in numpy and R', id, error, se, 1e-9);
      agreement.check(
        'change between waves: p',
        'formula in numpy and R',
        id,
        zTest(a.p - b.p, error)?.p ?? null,
        p,
        1e-9,
      );
      expect(zTest(a.p - b.p, error)?.z).toBeCloseTo(z, 9);
    }
    if (input.p.length < 3) continue;
    const trend = linearTrend(
      shares.map(({ p, n }, i) => ({ time: input.time[i] ?? 0, estimate: p, variance: (p * (1 - p)) / n })),
      input.level,
    );
    const source = 'statsmodels WLS and R lm';
    for (const [name, ours, theirs] of [
      ['slope', trend?.slope, expected.slope],
      ['SE', trend?.standardError, expected.slope_se],
      ['z', trend?.z, expected.slope_z],
      ['p', trend?.pValue, expected.slope_p],
      ['lower', trend?.interval.lower, expected.slope_ci[0]],
      ['upper', trend?.interval.upper, expected.slope_ci[1]],
      ['Q', trend?.heterogeneity.q, expected.heterogeneity_q],
      ['p of Q', trend?.heterogeneity.pValue, expected.heterogeneity_p],
    ] as const) {
      agreement.check(`linear trend: ${name}`, source, id, ours ?? null, theirs ?? null, 1e-9);
    }
  }
});

// The last test of the file: all others have gathered what they compared.
test('the table of agreement is up to date', () => {
  const table = agreement.toMarkdown();
  if (process.env['UPDATE_AGREEMENT']) writeFileSync(AGREEMENT, table);
  expect(
    readFileSync(AGREEMENT, 'utf8'),
    'UPDATE_AGREEMENT=1 npx vitest run test/stats/reference.test.ts',
  ).toBe(table);
});
