import type { ComparisonRow } from '../../src/schemas/results/crosstab.ts';
import type { GapRow } from '../../src/schemas/results/gap.ts';
import type { TrendRow } from '../../src/schemas/results/trend.ts';
import { tQuantile, tTwoSidedP } from '../../src/stats/distributions.ts';
import { same, sameInterval, WITHIN } from './numbers.ts';
import type { Asked, Query, ServedSurvey } from './served.ts';

type Adjustment = 'none' | 'holm' | 'bh';

/** A difference as any resource gives it, in the units of the answers: shares from 0 to 1. */
interface Difference {
  readonly difference: number | null;
  readonly standardError: number | null;
  readonly ciLower: number | null;
  readonly ciUpper: number | null;
  readonly statistic: number | null;
  readonly pValue: number | null;
  readonly pAdjusted: number | null;
}

/** A pair of the reference: a − b. */
interface Pair {
  readonly a: number;
  readonly b: number;
  readonly diff: number;
  readonly se: number;
  readonly t: number;
  readonly p_t: number;
  readonly ci_t: readonly [number, number];
  readonly p_t_holm?: number;
  readonly p_t_bh?: number;
}

/** The same difference with other degrees of freedom: interval and p follow from R's t. */
function withDf({ a, b, diff, se, t }: Pair, df: number): Pair {
  const half = tQuantile(0.975, df) * se;
  return { a, b, diff, se, t, p_t: tTwoSidedP(t, df), ci_t: [diff - half, diff + half] };
}

/** The pair the other way round, b − a. */
const turned = ({ a, b, diff, t, ci_t: [lower, upper], ...rest }: Pair): Pair => ({
  ...rest,
  a: b,
  b: a,
  diff: -diff,
  t: -t,
  ci_t: [-upper, -lower],
});

const units = (row: Difference, factor: number): Difference => ({
  ...row,
  difference: row.difference === null ? null : row.difference / factor,
  standardError: row.standardError === null ? null : row.standardError / factor,
  ciLower: row.ciLower === null ? null : row.ciLower / factor,
  ciUpper: row.ciUpper === null ? null : row.ciUpper / factor,
});

/** The difference, its standard error and their ratio: what does not depend on degrees of freedom. */
function sameDifference(what: string, row: Difference, pair: Pair, scale: number): void {
  // A difference is as exact as what it is a difference of.
  const close = Math.abs((row.difference ?? Number.NaN) - pair.diff) <= WITHIN.estimate * scale;
  if (!close) same(what, row.difference, pair.diff, WITHIN.estimate);
  same(`${what}, SE`, row.standardError, pair.se, WITHIN.error);
  same(`${what}, t`, row.statistic, pair.t, WITHIN.test);
}

function samePair(what: string, row: Difference, pair: Pair, adjustment: Adjustment, scale: number): void {
  sameDifference(what, row, pair, scale);
  sameInterval(what, row, pair.ci_t, scale);
  same(`${what}, p`, row.pValue, pair.p_t, WITHIN.test);
  const adjusted = { none: pair.p_t, holm: pair.p_t_holm, bh: pair.p_t_bh }[adjustment];
  if (adjusted !== undefined) same(`${what}, ${adjustment}`, row.pAdjusted, adjusted, WITHIN.test);
}

/** What a case compares: the shares of a code, or means. */
function quantity({ one }: Asked, survey: ServedSurvey): { query: Query; factor: number } {
  const { variable = '', code } = one.input;
  const question = ['question', survey.question(variable)] as const;
  return code === undefined
    ? { query: [question, ['measure', 'mean']], factor: 1 }
    : { query: [question, ['option', survey.option(variable, code)], ['measure', 'percent']], factor: 100 };
}

/** Rows of `crosstab/comparisons` of the groups of a case, or of some of them. */
async function comparisons(
  { one, plain }: Asked,
  adjustment: Adjustment,
  among: readonly number[],
): Promise<ComparisonRow[]> {
  const { variable = '', code, group = '' } = one.input;
  const { data } = await plain.get<ComparisonRow>('crosstab/comparisons', [
    ['rows', plain.question(variable)],
    ['columns', plain.question(group)],
    ['measure', code === undefined ? 'mean' : 'column-percent'],
    ['adjust', adjustment],
    ...plain.filters(among.length > 0 ? [{ variable: group, in: among }] : []),
  ]);
  const option = code === undefined ? null : plain.option(variable, code);
  return data.filter(({ row }) => row === option);
}

/** What a difference is as exact as: shares are parts of 1, means are of any size. */
const scaleOf = ({ one }: Asked, { valueA, valueB }: Pick<GapRow, 'valueA' | 'valueB'>): number =>
  one.input.code === undefined ? Math.abs(valueA ?? 0) + Math.abs(valueB ?? 0) : 1;

async function comparisonsAre(
  asked: Asked,
  pairs: readonly Pair[],
  df: number,
  adjustment: Adjustment,
  among: readonly number[] = [],
): Promise<void> {
  const { one, plain } = asked;
  const { group = '', code } = one.input;
  const rows = await comparisons(asked, adjustment, among);
  for (const pair of pairs) {
    const [a, b] = [plain.option(group, pair.a), plain.option(group, pair.b)];
    const row = rows.find(({ columnA, columnB }) => columnA === a && columnB === b);
    if (!row) throw new Error(`comparisons: no ${a} and ${b}`);
    same(`comparison of ${a} and ${b}, df`, row.df, df, 0);
    // Of a share, the rows of the other answers are adjusted together with this one.
    const { p_t_holm: _holm, p_t_bh: _bh, ...alone } = pair;
    const compared = code === undefined ? pair : alone;
    samePair(
      `comparison of ${a} and ${b}`,
      units(row, code === undefined ? 1 : 100),
      compared,
      adjustment,
      scaleOf(asked, row),
    );
  }
}

async function gapsAre(asked: Asked, pairs: readonly Pair[], adjustment: Adjustment): Promise<void> {
  const survey = asked.placed('audience');
  const { query, factor } = quantity(asked, survey);
  const { group = '' } = asked.one.input;
  const { data } = await survey.get<GapRow>('gaps', [...query, ['adjust', adjustment]]);
  // A group of nobody has no gaps.
  const there = data.filter(({ gap }) => gap !== null);
  if (pairs.length !== there.length) throw new Error(`${there.length} gaps, but ${pairs.length} pairs`);
  for (const pair of pairs) {
    const [a, b] = [survey.option(group, pair.a), survey.option(group, pair.b)];
    const row = data.find(({ audienceA, audienceB }) => audienceA === a && audienceB === b);
    if (!row) throw new Error(`gaps: no ${a} and ${b}`);
    const difference = units({ ...row, difference: row.gap }, factor);
    samePair(`gap of ${a} and ${b}`, difference, pair, adjustment, scaleOf(asked, row));
  }
}

/**
 * Waves are compared as trends: the later minus the earlier, which is the pair the other way round, with the degrees of
 * freedom of these two samples.
 */
async function trendsAre(asked: Asked, pairs: readonly Pair[]): Promise<void> {
  const survey = asked.placed('wave');
  const { query, factor } = quantity(asked, survey);
  const { group = '' } = asked.one.input;
  const groups: readonly { readonly code: number; readonly n: number }[] = asked.one.expected.groups;
  for (const pair of pairs) {
    const [from, to] = [survey.option(group, pair.a), survey.option(group, pair.b)];
    const { data } = await survey.get<TrendRow>('trends', [...query, ['from', from], ['to', to]]);
    const [row] = data;
    if (!row || data.length > 1) throw new Error(`trends: ${data.length} rows`);
    const both = groups.filter(({ code }) => code === pair.a || code === pair.b);
    const df = both.reduce((sum, { n }) => sum + n - 1, 0);
    const what = `trend from ${from} to ${to}`;
    const change = units({ ...row, difference: row.change }, factor);
    samePair(what, change, turned(withDf(pair, df)), 'none', 1);
  }
}

export async function pairwiseDifference(asked: Asked): Promise<void> {
  const { pairs, df } = asked.one.expected as { readonly pairs: readonly Pair[]; readonly df: number };
  for (const adjustment of ['none', 'holm', 'bh'] as const) {
    await comparisonsAre(asked, pairs, df, adjustment);
    await gapsAre(asked, pairs, adjustment);
  }
  if (asked.hasWaves) await trendsAre(asked, pairs);
}

/**
 * R's test of two groups has a degree of freedom less than the design, as a regression has; here a difference has those of
 * the design. Estimate, standard error and t are the same; interval and p are R's t with one degree more.
 */
export async function twoGroups(asked: Asked): Promise<void> {
  const { estimate, se, statistic, df_design: df } = asked.one.expected;
  const { group = '', groups = [] } = asked.one.input;
  const [first = 0, second = 0] = groups;
  const given = {
    a: second,
    b: first,
    diff: estimate,
    se,
    t: statistic,
    p_t: Number.NaN,
    ci_t: [0, 0],
  } as const;
  const survey = asked.placed('audience');
  const { query, factor } = quantity(asked, survey);
  const between = `${survey.option(group, second)},${survey.option(group, first)}`;
  const { data } = await survey.get<GapRow>('gaps', [...query, ['between', between]]);
  const [row] = data;
  if (!row || data.length > 1) throw new Error(`gaps: ${data.length} rows`);
  const difference = units({ ...row, difference: row.gap }, factor);
  // R has taken the other groups away; a gap counts the units of all audiences.
  sameDifference(`gap of ${between}`, difference, given, scaleOf(asked, row));
  await comparisonsAre(asked, [turned(withDf(given, df))], df, 'none', groups);
}
