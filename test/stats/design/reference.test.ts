import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { designDegreesOfFreedom, taylorCovariance } from './from-tallies.ts';
import {
  bases,
  designEffect,
  effectiveBase,
  weightedMean,
  weightedShare,
  weightedTotal,
  type LinearisedEstimate,
} from '../../../src/stats/design/linearised-estimates.ts';
import { logitInterval } from '../../../src/stats/design/logit-interval.ts';
import { weightedQuantile, woodruffInterval } from '../../../src/stats/design/quantile.ts';
import { replicateCovariance } from '../../../src/stats/design/replicate.ts';
import { raoScott } from '../../../src/stats/design/rao-scott.ts';
import type { Tally } from '../../../src/stats/design/tally.ts';
import { tQuantile, tTwoSidedP } from '../../../src/stats/distributions.ts';
import { beside, needs } from '../../components.ts';
import { DesignedSample, inDomain, readRows, type Condition, type DesignSpec, type Row } from './records.ts';

/**
 * R's survey package, case by case. The California files are public data and stand in this project; the others come
 * with packages under the GPL and are read beside the project, where they are.
 */
const HERE = new URL('../../reference/micro/', import.meta.url);
const BESIDE = new URL('../../../../shared/reference/micro/', import.meta.url);

interface Case {
  readonly id: string;
  readonly kind: string;
  readonly design: string;
  readonly domain?: readonly Condition[];
  readonly level?: number;
  readonly input: Readonly<Record<string, unknown>>;
  // oxlint-disable-next-line typescript/no-explicit-any -- as many shapes as kinds, each checked number by number
  readonly expected: any;
}

/** Numbers are equal within a relative tolerance; a standard error of 0 may be rounding noise in R. */
function equal(
  actual: number | null | undefined,
  expected: number | null | undefined,
  tolerance: number,
  scale = 0,
): void {
  if (expected === null || expected === undefined) {
    expect(actual ?? null).toBeNull();
    return;
  }
  if (Math.abs((actual ?? Number.NaN) - expected) <= 1e-9 * scale) return;
  const difference = Math.abs((actual ?? Number.NaN) - expected) / Math.abs(expected);
  if (!(actual === expected || difference <= tolerance))
    throw new Error(`${actual}, but ${expected} expected (${difference})`);
}

class Checker {
  readonly #sample: DesignedSample;
  readonly #rows: readonly Row[];
  readonly #case: Case;

  constructor(rows: readonly Row[], sample: DesignedSample, one: Case) {
    this.#rows = rows;
    this.#sample = sample;
    this.#case = one;
  }

  get #inside(): (row: Row) => boolean {
    return (row) => inDomain(row, this.#case.domain ?? []);
  }

  #codes(variable: string): number[] {
    const codes = new Set(
      this.#rows
        .map((row) => row[variable] ?? '')
        .filter((value) => value !== '')
        .map(Number),
    );
    return [...codes].toSorted((a, b) => a - b);
  }

  #variance(tallies: readonly Tally[], estimates: readonly (LinearisedEstimate | null)[]): number[][] | null {
    return taylorCovariance(
      this.#sample.design,
      tallies,
      estimates.map((one) => one?.score ?? { constant: [], slope: null }),
    );
  }

  /** Shares of the codes of a variable among the rows of a domain. */
  distribution(expected = this.#case.expected, inGroup: (row: Row) => boolean = () => true): void {
    const variable = String(this.#case.input['variable']);
    const codes: number[] = expected.levels.map(({ code }: { code: number }) => code);
    const tallies = this.#sample.tally((row) =>
      this.#inside(row) && inGroup(row) && row[variable] !== '' ? codes.indexOf(Number(row[variable])) : null,
    );
    const all = () => true;
    const base = bases(tallies, all);
    expect([base.n, base.nonzero]).toEqual([expected.n, expected.n_nonzero_weight ?? 0]);
    if (expected.n === 0) return;
    equal(base.w, expected.sum_w, 1e-12);
    const df = designDegreesOfFreedom(this.#sample.design, tallies);
    expect(df).toBe(expected.df);
    const shares = codes.map((_, i) => weightedShare(tallies, codes.length, (cell) => cell === i, all));
    const totals = codes.map((_, i) => weightedTotal(tallies, codes.length, (cell) => cell === i));
    const [v, vTotals] = [this.#variance(tallies, shares), this.#variance(tallies, totals)];
    codes.forEach((_, i) => {
      const level = expected.levels[i];
      const share = shares[i]?.estimate ?? 0;
      const se = Math.sqrt(Math.max(0, v?.[i]?.[i] ?? 0));
      equal(share, level.estimate, 1e-12);
      equal(se, level.se, 1e-10, 1);
      if (df !== null && df > 0) {
        equal(share - tQuantile(0.975, df) * se, level.ci_t[0], 1e-9, 1);
        equal(share + tQuantile(0.975, df) * se, level.ci_t[1], 1e-9, 1);
      }
      if (level.deff_wr)
        equal(designEffect(v?.[i]?.[i] ?? 0, share * (1 - share), base.nonzero), level.deff_wr, 1e-10);
      equal(totals[i]?.estimate, level.total, 1e-12);
      // With `adjust`, the deviation of a total from the mean of the sample is not a sum of deviations from 0.
      if (this.#sample.design.lonelyPsu !== 'adjust')
        equal(Math.sqrt(Math.max(0, vTotals?.[i]?.[i] ?? 0)), level.total_se, 1e-10, base.w);
      if (expected.vcov) codes.forEach((__, j) => equal(v?.[i]?.[j], expected.vcov[i][j], 1e-10, 1e-6));
    });
  }

  groupDistribution(): void {
    const group = String(this.#case.input['group']);
    for (const expected of this.#case.expected)
      this.distribution(
        expected,
        (row) => Number(row[group] === '' ? Number.NaN : row[group]) === expected.group.code,
      );
  }

  mean(): void {
    const { expected, input } = this.#case;
    const variable = String(input['variable']);
    const tallies = this.#sample.tally(
      (row) => (this.#inside(row) && row[variable] !== '' ? 0 : null),
      variable,
    );
    const all = () => true;
    const mean = weightedMean(tallies, 1, all);
    expect(bases(tallies, all).n).toBe(expected.n);
    expect(designDegreesOfFreedom(this.#sample.design, tallies)).toBe(expected.df);
    // A standardised variable has a mean of 0 but for rounding.
    equal(mean?.estimate ?? null, expected.mean, 1e-12, 1e-6);
    if (expected.mean === null) return;
    const v = this.#variance(tallies, [mean])?.[0]?.[0] ?? Number.NaN;
    equal(Math.sqrt(Math.max(0, v)), expected.se, 1e-10, Math.abs(expected.mean));
    const { nonzero, w } = bases(tallies, all);
    const wx2 = tallies.reduce((sum, { x }) => sum + (x?.wx2 ?? 0), 0);
    if (expected.deff_wr)
      equal(designEffect(v, wx2 / w - expected.mean ** 2, nonzero), expected.deff_wr, 1e-8);
  }

  proportionInterval(): void {
    const { expected, input, level = 0.95 } = this.#case;
    const variable = String(input['variable']);
    const tallies = this.#sample.tally((row) =>
      this.#inside(row) && row[variable] !== '' ? (Number(row[variable]) === input['code'] ? 1 : 0) : null,
    );
    const all = () => true;
    const share = weightedShare(tallies, 2, (cell) => cell === 1, all);
    const se = Math.sqrt(Math.max(0, this.#variance(tallies, [share])?.[0]?.[0] ?? Number.NaN));
    equal(share?.estimate, expected.estimate, 1e-12);
    equal(se, expected.se, 1e-10, 1);
    const { w, w2 } = bases(tallies, all);
    const interval = logitInterval(share?.estimate ?? 0, se, expected.df, effectiveBase(w, w2), level);
    if (share?.estimate === 0 || share?.estimate === 1) {
      // R leaves these undefined; the interval here is that of Clopper and Pearson.
      expect(interval === null ? null : interval.upper - interval.lower).toBeGreaterThan(0);
      return;
    }
    const [lower, upper] = expected.methods.xlogit.ci as [number, number];
    equal(interval?.lower, lower, 1e-9);
    equal(interval?.upper, upper, 1e-9);
  }

  #table(): { tallies: Tally[]; rows: number[]; columns: number[]; size: number } {
    const [row, column] = [String(this.#case.input['row']), String(this.#case.input['col'])];
    const used = this.#rows.filter((one) => this.#inside(one) && one[row] !== '' && one[column] !== '');
    const [rows, columns] = [this.#codes(row), this.#codes(column)].map((codes, i) =>
      codes.filter((code) => used.some((one) => Number(one[i === 0 ? row : column]) === code)),
    ) as [number[], number[]];
    const tallies = this.#sample.tally((one) =>
      used.includes(one)
        ? rows.indexOf(Number(one[row])) * columns.length + columns.indexOf(Number(one[column]))
        : null,
    );
    return { tallies, rows, columns, size: rows.length * columns.length };
  }

  crosstab(): void {
    const { tallies, rows, columns, size } = this.#table();
    const all = () => true;
    for (const cell of this.#case.expected.cells) {
      const [i, j] = [rows.indexOf(cell.row), columns.indexOf(cell.col)];
      const here = (index: number) => index === i * columns.length + j;
      const estimates = [
        weightedTotal(tallies, size, here),
        weightedShare(tallies, size, here, all),
        weightedShare(tallies, size, here, (index) => Math.floor(index / columns.length) === i),
        weightedShare(tallies, size, here, (index) => index % columns.length === j),
      ];
      const v = this.#variance(tallies, estimates);
      expect(bases(tallies, here).n).toBe(cell.n);
      [
        ['sum_w', 'sum_w_se'],
        ['total_prop', 'total_prop_se'],
        ['row_prop', 'row_prop_se'],
        ['col_prop', 'col_prop_se'],
      ].forEach(([value = '', error = ''], k) => {
        equal(estimates[k]?.estimate, cell[value], 1e-12);
        equal(
          Math.sqrt(Math.max(0, v?.[k]?.[k] ?? 0)),
          cell[error],
          1e-10,
          k === 0 ? bases(tallies, all).w : 1,
        );
      });
    }
  }

  chisq(): void {
    const { expected } = this.#case;
    const { tallies, rows, columns, size } = this.#table();
    const shares = Array.from({ length: size }, (_, i) =>
      weightedShare(
        tallies,
        size,
        (cell) => cell === i,
        () => true,
      ),
    );
    const v = this.#variance(tallies, shares);
    const { n } = bases(tallies, () => true);
    expect(n).toBe(expected.n);
    if (v === null) {
      expect(JSON.stringify(expected.F)).toContain('only one PSU');
      return;
    }
    const result = raoScott(
      shares.map((share) => share?.estimate ?? 0),
      rows.length,
      columns.length,
      v,
      n,
      expected.df_design,
    );
    equal(result?.pearson, expected.pearson_x2_scaled_to_n, 1e-10);
    const tolerance = expected.ill_conditioned ? 1e-6 : 1e-9;
    equal(result?.f, expected.F.statistic, tolerance);
    equal(result?.numeratorDf, expected.F.ndf, tolerance);
    equal(result?.denominatorDf, expected.F.ddf, tolerance);
    equal(result?.pValue, expected.F.p_value, tolerance);
  }

  /** Estimates of groups side by side: shares of a code, or means. */
  #groups(codes: readonly number[]) {
    const { input } = this.#case;
    const [group, variable] = [String(input['group']), String(input['variable'])];
    const numeric = input['code'] === undefined;
    const has = (row: Row) =>
      this.#inside(row) &&
      row[variable] !== '' &&
      codes.includes(row[group] === '' ? Number.NaN : Number(row[group]));
    const chosen = (row: Row) => (!numeric && Number(row[variable]) === input['code'] ? 1 : 0);
    const tallies = this.#sample.tally(
      (row) => (has(row) ? codes.indexOf(Number(row[group])) * 2 + chosen(row) : null),
      numeric ? variable : undefined,
    );
    const estimates = codes.map((_, i) => {
      const whole = (cell: number) => Math.floor(cell / 2) === i;
      return numeric
        ? weightedMean(tallies, codes.length * 2, whole)
        : weightedShare(tallies, codes.length * 2, (cell) => cell === i * 2 + 1, whole);
    });
    return { estimates, v: this.#variance(tallies, estimates) };
  }

  pairwise(): void {
    const { expected } = this.#case;
    const codes: number[] = expected.groups.map(({ code }: { code: number }) => code);
    const { estimates, v } = this.#groups(codes);
    for (const pair of expected.pairs) {
      const [i, j] = [codes.indexOf(pair.a), codes.indexOf(pair.b)];
      const se = Math.sqrt((v?.[i]?.[i] ?? 0) + (v?.[j]?.[j] ?? 0) - 2 * (v?.[i]?.[j] ?? 0));
      const difference = (estimates[i]?.estimate ?? 0) - (estimates[j]?.estimate ?? 0);
      equal(difference, pair.diff, 1e-10, 1e-3);
      equal(se, pair.se, 1e-9);
      equal(tTwoSidedP(difference / se, expected.df), pair.p_t, 1e-8);
    }
  }

  ttest(): void {
    const { expected, input } = this.#case;
    const { estimates, v } = this.#groups(input['groups'] as number[]);
    const se = Math.sqrt((v?.[0]?.[0] ?? 0) + (v?.[1]?.[1] ?? 0) - 2 * (v?.[0]?.[1] ?? 0));
    const difference = (estimates[1]?.estimate ?? 0) - (estimates[0]?.estimate ?? 0);
    equal(difference, expected.estimate, 1e-10, 1e-3);
    equal(se, expected.se, 1e-9);
  }

  quantile(): void {
    const { expected, input } = this.#case;
    const variable = String(input['variable']);
    const has = (row: Row) => this.#inside(row) && row[variable] !== '';
    const codes = [...new Set(this.#rows.filter(has).map((row) => Number(row[variable])))].toSorted(
      (a, b) => a - b,
    );
    const tallies = this.#sample.tally((row) => (has(row) ? codes.indexOf(Number(row[variable])) : null));
    const values = codes.map((value, i) => ({ value, w: bases(tallies, (cell) => cell === i).w }));
    const df = designDegreesOfFreedom(this.#sample.design, tallies) ?? 0;
    expect(df).toBe(expected.df);
    (expected.probs as number[]).forEach((p, i) => {
      const quantile = weightedQuantile(values, p);
      expect(quantile).toBe(expected.point_by_qrule.math[i]);
      const share = weightedShare(
        tallies,
        codes.length,
        (cell) => (codes[cell] ?? 0) <= (quantile ?? 0),
        () => true,
      );
      const se = Math.sqrt(this.#variance(tallies, [share])?.[0]?.[0] ?? Number.NaN);
      const interval = logitInterval(share?.estimate ?? 0, se, df, null, 0.95);
      if (!interval) return;
      const { lower, upper } = expected.woodruff_ci_qrule_math.xlogit;
      expect(woodruffInterval(values, interval)).toEqual({ lower: lower[i], upper: upper[i] });
    });
  }

  run(): void {
    if (this.#case.expected.error !== undefined) {
      // Where R refuses for a lonely unit, there is no variance.
      const variable = String(this.#case.input['variable']);
      const tallies = this.#sample.tally((row) => (this.#inside(row) && row[variable] !== '' ? 0 : null));
      expect(
        this.#variance(tallies, [
          weightedShare(
            tallies,
            1,
            () => true,
            () => true,
          ),
        ]),
      ).toBeNull();
      return;
    }
    const kinds: Readonly<Record<string, () => void>> = {
      distribution: () => this.distribution(),
      group_distribution: () => this.groupDistribution(),
      mean: () => this.mean(),
      proportion_ci: () => this.proportionInterval(),
      crosstab: () => this.crosstab(),
      chisq: () => this.chisq(),
      quantile: () => this.quantile(),
      pairwise_difference: () => this.pairwise(),
      ttest: () => this.ttest(),
    };
    kinds[this.#case.kind]?.();
  }
}

/** Kinds that nothing here computes yet. */
const NOT_YET = new Set(['ratio', 'column_z', 'ranktest', 'linear_trend']);

describe.each([
  ['apistrat', HERE, 102],
  ['apiclus1', HERE, 38],
  ['apiclus2', HERE, 24],
  ['edge', HERE, 78],
  ['chile', BESIDE, 93],
  ['gss_waves', BESIDE, 18],
] as const)('%s', (name, folder, count) => {
  const file = new URL(`${name}.ref.json`, folder);
  if (!existsSync(file)) {
    test('is here', needs(beside(file.pathname)), () => undefined);
    return;
  }
  const { designs, cases } = JSON.parse(readFileSync(file, 'utf8')) as {
    designs: Record<string, DesignSpec>;
    cases: Case[];
  };
  const rows = readRows(new URL(`${name}.csv`, folder));
  const offered = cases.filter(
    ({ kind, design }) => !NOT_YET.has(kind) && designs[design]?.lonely_psu !== 'average',
  );
  const samples = new Map(Object.entries(designs).map(([id, spec]) => [id, new DesignedSample(rows, spec)]));

  test('holds the cases that are expected', () => {
    expect(offered).toHaveLength(count);
  });

  test.each(offered)('$id', (one) => {
    const sample = samples.get(one.design);
    if (!sample) throw new Error('no such design');
    new Checker(rows, sample, one).run();
  });
});

interface ReplicateFile {
  readonly replicate: { weights: string; repweights: string[]; scale: number; rscales: number[] };
  readonly cases: {
    id: string;
    kind: string;
    mse: boolean;
    input: { variable: string };
    expected: Record<string, unknown>;
  }[];
}

describe('replicate weights', () => {
  const { replicate, cases } = JSON.parse(
    readFileSync(new URL('rep_jk1.ref.json', HERE), 'utf8'),
  ) as ReplicateFile;
  const rows = readRows(new URL('rep_jk1.csv', HERE));

  test.each(cases)('$id', ({ kind, mse, input: { variable }, expected }) => {
    const levels = (expected['levels'] ?? []) as { code: number; estimate: number; se: number }[];
    const estimates = (weights: string): number[] => {
      const sum = (of: (row: Row) => number) =>
        rows.reduce((total, row) => total + Number(row[weights]) * of(row), 0);
      if (kind === 'mean')
        return [sum((row) => Number(row[variable])) / sum(() => 1), sum((row) => Number(row[variable]))];
      return levels.map(({ code }) => sum((row) => (Number(row[variable]) === code ? 1 : 0)) / sum(() => 1));
    };
    const v = replicateCovariance(estimates(replicate.weights), replicate.repweights.map(estimates), {
      ...replicate,
      mse,
    });
    if (kind === 'mean') {
      equal(Math.sqrt(v[0]?.[0] ?? 0), expected['se'] as number, 1e-10);
      equal(Math.sqrt(v[1]?.[1] ?? 0), expected['total_se'] as number, 1e-10);
      return;
    }
    levels.forEach(({ se }, k) => equal(Math.sqrt(v[k]?.[k] ?? 0), se, 1e-10));
    (expected['vcov'] as number[][]).forEach((row, k) =>
      row.forEach((value, l) => equal(v[k]?.[l], value, 1e-9)),
    );
  });

  test('need a factor each', () => {
    expect(() => replicateCovariance([1], [[1], [2]], { scale: 1, rscales: [1], mse: false })).toThrow(
      RangeError,
    );
    expect(() => replicateCovariance([1], [[1]], { scale: 1, rscales: [1], mse: false })).toThrow(RangeError);
  });
});
