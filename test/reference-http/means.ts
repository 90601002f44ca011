import type { CrosstabRow } from '../../src/schemas/results/crosstab.ts';
import type { EstimateRow } from '../../src/schemas/results/estimate.ts';
import { same, sameInterval, WITHIN } from './numbers.ts';
import type { Asked, Query } from './served.ts';

type MeanRow = Pick<EstimateRow, 'value' | 'standardError' | 'ciLower' | 'ciUpper' | 'designEffect'>;

function sameMean(what: string, row: MeanRow, { expected }: Asked['one']): void {
  // A standardised variable has a mean of 0 but for rounding: its scale is that of its answers.
  const close = Math.abs((row.value ?? Number.NaN) - expected.mean) <= 1e-14 * (expected.sd ?? 0);
  if (!close || expected.mean === null) same(what, row.value, expected.mean, WITHIN.estimate);
  same(`${what}, SE`, row.standardError, expected.se, WITHIN.error);
  if (expected.ci_t) sameInterval(what, row, expected.ci_t, Math.abs(expected.mean) + expected.se);
  if (expected.deff_wr !== undefined)
    same(`${what}, design effect`, row.designEffect, expected.deff_wr, WITHIN.error);
}

async function estimatesAre({ one, plain, spec }: Asked): Promise<void> {
  const { expected, input } = one;
  const { data } = await plain.get<EstimateRow>('estimates', [
    ['question', plain.question(input.variable)],
    ['measure', 'mean,total'],
  ]);
  if (expected.n === 0) {
    if (data.length > 0) throw new Error('estimates: a mean of nobody');
    return;
  }
  const [average, total] = ['mean', 'total'].map((wanted) => data.find(({ measure }) => measure === wanted));
  if (!average || !total) throw new Error('estimates: no mean or no total');
  if (expected.n !== undefined) same('base', average.n, expected.n, 0);
  sameMean('mean', average, one);
  same('total', total.value, expected.total, WITHIN.estimate);
  // Under `adjust`, R holds the totals of a lonely unit against 0 and not against the mean of the sample.
  if (spec.lonely_psu === 'adjust') return;
  same('total, SE', total.standardError, expected.total_se, WITHIN.error);
  if (expected.total_ci_t)
    sameInterval('total', total, expected.total_ci_t, Math.abs(expected.total) + expected.total_se);
}

async function crosstabIs({ one, plain }: Asked, filters: Query): Promise<void> {
  const { expected, input } = one;
  const { data } = await plain.get<CrosstabRow>('crosstab', [
    ['rows', plain.question(input.variable)],
    ['measure', 'mean'],
    ...filters,
  ]);
  const [row] = data;
  if (!row || data.length > 1) throw new Error(`crosstab: ${data.length} rows`);
  sameMean('mean in a crosstab', row, one);
  if (expected.n !== undefined) same('base in a crosstab', row.base, expected.n, 0);
  if (expected.sum_w !== undefined)
    same('weight in a crosstab', row.baseWeighted, expected.sum_w, WITHIN.estimate);
}

export async function mean(asked: Asked): Promise<void> {
  const filters = asked.plain.filters(asked.one.domain);
  if (filters.length === 0) await estimatesAre(asked);
  await crosstabIs(asked, filters);
}

export async function quantile({ one, plain }: Asked): Promise<void> {
  const { expected, input } = one;
  const probabilities: readonly number[] = expected.probs;
  const { data } = await plain.get<EstimateRow>('estimates', [
    ['question', plain.question(input.variable)],
    ['measure', 'quantile,median'],
    ['quantile', probabilities.join(',')],
  ]);
  const { lower, upper, se } = expected.woodruff_ci_qrule_math.xlogit;
  probabilities.forEach((probability, i) => {
    const rows = data.filter((row) => row.quantile === probability);
    // The median is there by its name as well.
    if (rows.length !== (probability === 0.5 ? 2 : 1)) throw new Error(`${rows.length} of ${probability}`);
    for (const row of rows) {
      const what = `${row.measure} ${probability}`;
      same(`${what}, base`, row.n, expected.n, 0);
      same(what, row.value, expected.point_by_qrule.math[i], 0);
      same(`${what}, lower end`, row.ciLower, lower[i], 0);
      same(`${what}, upper end`, row.ciUpper, upper[i], 0);
      same(`${what}, SE`, row.standardError, se[i], WITHIN.error);
    }
  });
}
