import type { ComparisonRow, CrosstabRow } from '../../src/schemas/results/crosstab.ts';
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

/** The difference and its standard error: what does not depend on degrees of freedom, or on counts. */
function sameDifference(what: string, row: Difference, pair: Pair, scale: number): void {
  // A difference is as exact as what it is a difference of.
  const close = Math.abs((row.difference ?? Number.NaN) - pair.diff) <= WITHIN.estimate * scale;
  if (!close) same(what, row.difference, pair.diff, WITHIN.estimate);
  same(`${what}, SE`, row.standardError, pair.se, WITHIN.error);
}

/** The share of a group: counts and interval, by the code of the group. */
type Cells = ReadonlyMap<number, Pick<CrosstabRow, 'n' | 'base' | 'value' | 'ciLower' | 'ciUpper'>>;

/** Fewer on either side of a share in either group, and p and interval are by a rule of their own. */
const FEW = 5;

function hasFew(cells: Cells, { a, b }: Pair): boolean {
  return [a, b].some((code) => {
    const { n, base } = cells.get(code) ?? {};
    return typeof n === 'number' && typeof base === 'number' && Math.min(n, base - n) < FEW;
  });
}

/** R's estimate and SE hold; p is not below that of R's t, and the interval is added up from those of the two shares. */
function samePairOfFew(what: string, row: Difference, pair: Pair, cells: Cells): void {
  const [a, b] = [cells.get(pair.a), cells.get(pair.b)];
  const side = (from: number | null | undefined, to: number | null | undefined): number =>
    ((to ?? Number.NaN) - (from ?? Number.NaN)) / 100;
  const [lower, upper] = [
    pair.diff - Math.hypot(side(a?.ciLower, a?.value), side(b?.value, b?.ciUpper)),
    pair.diff + Math.hypot(side(a?.value, a?.ciUpper), side(b?.ciLower, b?.value)),
  ];
  const known = ![a, b].some((one) => one?.ciLower === null);
  sameInterval(what, row, known ? [lower, upper] : [null, null], 1);
  if (!((row.pValue ?? 1) >= pair.p_t * (1 - WITHIN.test)))
    throw new Error(`${what}: p is ${row.pValue}, below ${pair.p_t} of t`);
}

function samePair(
  what: string,
  row: Difference,
  pair: Pair,
  adjustment: Adjustment,
  scale: number,
  cells: Cells,
): void {
  sameDifference(what, row, pair, scale);
  if (hasFew(cells, pair)) {
    samePairOfFew(what, row, pair, cells);
    return;
  }
  same(`${what}, t`, row.statistic, pair.t, WITHIN.test);
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

/** The shares of the groups of a case as a crosstab has them; empty for means. */
async function cellsOf({ one, plain }: Asked, among: readonly number[] = []): Promise<Cells> {
  const { variable = '', code, group = '' } = one.input;
  if (code === undefined) return new Map();
  const { data } = await plain.get<CrosstabRow>('crosstab', [
    ['rows', plain.question(variable)],
    ['columns', plain.question(group)],
    ...plain.filters(among.length > 0 ? [{ variable: group, in: among }] : []),
  ]);
  const codes: readonly number[] = one.input.groups ?? one.expected.groups.map((found: Group) => found.code);
  return new Map(
    codes.flatMap((groupCode) => {
      const [row, column] = [plain.option(variable, code), plain.option(group, groupCode)];
      const cell = data.find((found) => found.row === row && found.column === column);
      return cell ? [[groupCode, cell]] : [];
    }),
  );
}

interface Group {
  readonly code: number;
  readonly n: number;
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
  const cells = await cellsOf(asked, among);
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
      cells,
    );
  }
}

async function gapsAre(asked: Asked, pairs: readonly Pair[], adjustment: Adjustment): Promise<void> {
  const survey = asked.placed('audience');
  const { query, factor } = quantity(asked, survey);
  const { group = '' } = asked.one.input;
  const { data } = await survey.get<GapRow>('gaps', [...query, ['adjust', adjustment]]);
  const cells = await cellsOf(asked);
  // A group of nobody has no gaps.
  const there = data.filter(({ gap }) => gap !== null);
  if (pairs.length !== there.length) throw new Error(`${there.length} gaps, but ${pairs.length} pairs`);
  for (const pair of pairs) {
    const [a, b] = [survey.option(group, pair.a), survey.option(group, pair.b)];
    const row = data.find(({ audienceA, audienceB }) => audienceA === a && audienceB === b);
    if (!row) throw new Error(`gaps: no ${a} and ${b}`);
    const difference = units({ ...row, difference: row.gap }, factor);
    samePair(`gap of ${a} and ${b}`, difference, pair, adjustment, scaleOf(asked, row), cells);
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
  const groups: readonly Group[] = asked.one.expected.groups;
  const cells = await cellsOf(asked);
  for (const pair of pairs) {
    const [from, to] = [survey.option(group, pair.a), survey.option(group, pair.b)];
    const { data } = await survey.get<TrendRow>('trends', [...query, ['from', from], ['to', to]]);
    const [row] = data;
    if (!row || data.length > 1) throw new Error(`trends: ${data.length} rows`);
    const both = groups.filter(({ code }) => code === pair.a || code === pair.b);
    const df = both.reduce((sum, { n }) => sum + n - 1, 0);
    const what = `trend from ${from} to ${to}`;
    const change = units({ ...row, difference: row.change }, factor);
    samePair(what, change, turned(withDf(pair, df)), 'none', 1, cells);
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
  if (!hasFew(await cellsOf(asked), given))
    same(`gap of ${between}, t`, difference.statistic, given.t, WITHIN.test);
  await comparisonsAre(asked, [turned(withDf(given, df))], df, 'none', groups);
}
