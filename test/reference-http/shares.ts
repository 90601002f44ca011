import type { CrosstabRow } from '../../src/schemas/results/crosstab.ts';
import type { EstimateRow } from '../../src/schemas/results/estimate.ts';
import { same, sameInterval, shareInterval, WITHIN } from './numbers.ts';
import type { Asked, Query, ServedSurvey } from './served.ts';

const PERCENT = 100;
const LEVEL = 0.95;

/** One code of a variable, as the reference has it. */
interface Level {
  readonly code: number;
  readonly n?: number;
  readonly sum_w?: number;
  readonly estimate: number;
  readonly se: number;
  readonly deff_wr?: number | null;
  readonly total?: number;
  readonly total_se?: number;
  readonly total_ci_t?: readonly [number | null, number | null];
}

/** The shares of all codes of a variable; of replicate weights R's answer has no bases and totals. */
interface Distribution {
  readonly n?: number;
  readonly sum_w?: number;
  readonly df: number;
  readonly levels: readonly Level[];
  readonly vcov?: readonly (readonly number[])[];
}

type Figure = Pick<EstimateRow, 'value' | 'standardError' | 'ciLower' | 'ciUpper'>;

const share = ({ value, standardError, ciLower, ciUpper }: Figure): Figure => {
  const part = (percent: number | null) => (percent === null ? null : percent / PERCENT);
  return {
    value: part(value),
    standardError: part(standardError),
    ciLower: part(ciLower),
    ciUpper: part(ciUpper),
  };
};

function sameShare(
  what: string,
  row: Figure & Pick<EstimateRow, 'designEffect'>,
  level: Level,
  df: number,
  effective: number | null,
): void {
  const figure = share(row);
  same(`${what}, share`, figure.value, level.estimate, WITHIN.estimate);
  same(`${what}, its SE`, figure.standardError, level.se, WITHIN.error, 1);
  // The noise of a standard error of 0 is in the ends as well.
  const scale = level.se < 1e-9 ? 1e3 : 1;
  sameInterval(what, figure, shareInterval({ ...level, df }, effective, LEVEL), scale);
  if (level.deff_wr !== undefined)
    same(`${what}, design effect`, row.designEffect, level.deff_wr, WITHIN.error, 1);
}

function sameTotal(what: string, row: Figure, level: Level, scale: number, { spec }: Asked): void {
  if (level.total === undefined || level.total_se === undefined || !level.total_ci_t) return;
  same(`${what}, total`, row.value, level.total, WITHIN.estimate);
  // Under `adjust`, R holds the totals of a lonely unit against 0 and not against the mean of the sample.
  if (spec.lonely_psu === 'adjust') return;
  same(`${what}, SE of the total`, row.standardError, level.total_se, WITHIN.error, scale);
  sameInterval(`${what}, total`, row, level.total_ci_t, scale);
}

const find = <Row>(what: string, rows: readonly Row[], is: (row: Row) => boolean): Row => {
  const found = rows.find(is);
  if (!found) throw new Error(`${what}: there is no such row`);
  return found;
};

/** Shares of a group against rows of `estimates`. */
async function estimatesAre(
  asked: Asked,
  survey: ServedSurvey,
  variable: string,
  expected: Distribution,
  place: Query = [],
): Promise<void> {
  const { data } = await survey.get<EstimateRow>('estimates', [
    ['question', survey.question(variable)],
    ['measure', 'percent,count'],
    ...place,
  ]);
  for (const level of expected.levels) {
    const option = survey.option(variable, level.code);
    const what = `estimates, ${option}`;
    const rows = data.filter((row) => row.option === option);
    const percent = find(what, rows, ({ measure }) => measure === 'percent');
    if (expected.n !== undefined) same(`${what}, base`, percent.n, expected.n, 0);
    sameShare(what, percent, level, expected.df, percent.nEffective);
    const count = find(what, rows, ({ measure }) => measure === 'count');
    sameTotal(what, count, level, expected.sum_w ?? 0, asked);
  }
}

/** Shares of a group against one column of a crosstab. */
async function crosstabIs(
  asked: Asked,
  variable: string,
  expected: Distribution,
  query: Query,
  column: string | null,
): Promise<void> {
  const { plain: survey } = asked;
  for (const measure of ['column-percent', 'count'] as const) {
    const { data } = await survey.get<CrosstabRow>('crosstab', [
      ['rows', survey.question(variable)],
      ['measure', measure],
      ...query,
    ]);
    for (const level of expected.levels) {
      const option = survey.option(variable, level.code);
      const what = `crosstab, ${measure}, ${option} of ${column}`;
      const cell = find(what, data, (row) => row.row === option && row.column === column);
      if (measure === 'count') {
        sameTotal(what, cell, level, expected.sum_w ?? 0, asked);
        continue;
      }
      sameShare(what, cell, level, expected.df, cell.baseEffective);
      if (level.n !== undefined) same(`${what}, n`, cell.n, level.n, 0);
      if (expected.n !== undefined) same(`${what}, base`, cell.base, expected.n, 0);
      if (level.sum_w !== undefined) same(`${what}, weight`, cell.weighted, level.sum_w, WITHIN.estimate);
      if (expected.sum_w !== undefined)
        same(`${what}, weight of the base`, cell.baseWeighted, expected.sum_w, WITHIN.estimate);
    }
  }
}

/** Covariances show in the errors of two answers taken together: Var(a + b) = Var(a) + Var(b) + 2 Cov(a, b). */
async function netsAre(
  { plain }: Asked,
  variable: string,
  { levels, vcov }: Distribution,
  query: Query,
): Promise<void> {
  if (!vcov) return;
  const pairs = levels.flatMap((a, i) =>
    levels.slice(i + 1).map((b, j) => ({
      id: `net-${a.code}-${b.code}`,
      options: [a.code, b.code].map((code) => plain.option(variable, code)).join(','),
      variance: [
        [i, i],
        [i + 1 + j, i + 1 + j],
        [i, i + 1 + j],
        [i, i + 1 + j],
      ].reduce((sum, [k = 0, l = 0]) => sum + (vcov[k]?.[l] ?? Number.NaN), 0),
    })),
  );
  const question = plain.question(variable);
  const { data } = await plain.get<CrosstabRow>('crosstab', [
    ['rows', question],
    ...pairs.map(({ id, options }) => ['net', `${question}:${id}:${options}`] as const),
    ...query,
  ]);
  for (const { id, variance } of pairs) {
    const { standardError } = share(find(id, data, (row) => row.row === id && row.column === null));
    same(`${id}, SE`, standardError, Math.sqrt(Math.max(0, variance)), WITHIN.test, 10);
  }
}

export async function distribution(asked: Asked): Promise<void> {
  const { one, plain } = asked;
  const { variable = '' } = one.input;
  const filters = plain.filters(one.domain);
  if (filters.length === 0) await estimatesAre(asked, plain, variable, one.expected);
  await crosstabIs(asked, variable, one.expected, filters, null);
  await netsAre(asked, variable, one.expected, filters);
}

export async function groupDistribution(asked: Asked): Promise<void> {
  const { one, plain, placed, hasWaves } = asked;
  const { variable = '', group = '' } = one.input;
  const columns: Query = [['columns', plain.question(group)]];
  for (const expected of one.expected as readonly (Distribution & { group: { code: number } })[]) {
    const place = plain.option(group, expected.group.code);
    await crosstabIs(asked, variable, expected, columns, place);
    await estimatesAre(asked, placed('audience'), variable, expected, [['audience', place]]);
    if (hasWaves) await estimatesAre(asked, placed('wave'), variable, expected, [['wave', place]]);
  }
}

export async function proportionInterval({ one, plain }: Asked): Promise<void> {
  const { expected, level = LEVEL } = one;
  const { variable = '', code = Number.NaN } = one.input;
  const { data } = await plain.get<EstimateRow>('estimates', [
    ['question', plain.question(variable)],
    ['option', plain.option(variable, code)],
    ['measure', 'percent'],
    ['confidence', String(level)],
  ]);
  const row = find('estimates', data, () => data.length === 1);
  const figure = share(row);
  same('base', row.n, expected.n, 0);
  same('share', figure.value, expected.estimate, WITHIN.estimate);
  same('SE', figure.standardError, expected.se, WITHIN.error, 1);
  const none = expected.estimate === 0 || expected.estimate === 1;
  const limits = none ? shareInterval(expected, row.nEffective, level) : expected.methods.xlogit.ci;
  sameInterval('interval', figure, limits, 1);
}
