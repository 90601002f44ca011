import type { CrosstabRow, TestRow } from '../../src/schemas/results/crosstab.ts';
import { same, WITHIN } from './numbers.ts';
import type { Asked } from './served.ts';

/** Measures of a cell, with the names that the reference has for the figure and its standard error. */
const MEASURES = [
  ['count', 'sum_w', 'sum_w_se', 1],
  ['total-percent', 'total_prop', 'total_prop_se', 100],
  ['row-percent', 'row_prop', 'row_prop_se', 100],
  ['column-percent', 'col_prop', 'col_prop_se', 100],
] as const;

export async function crosstab({ one, plain }: Asked): Promise<void> {
  const { row = '', col = '' } = one.input;
  const { cells, n, sum_w: weight } = one.expected;
  for (const [measure, figure, error, factor] of MEASURES) {
    const { data } = await plain.get<CrosstabRow>('crosstab', [
      ['rows', plain.question(row)],
      ['columns', plain.question(col)],
      ['measure', measure],
    ]);
    const total = data.find((cell) => cell.row === null && cell.column === null);
    same(`${measure}, respondents`, total?.n, n, 0);
    same(`${measure}, weight`, total?.weighted, weight, WITHIN.estimate);
    for (const expected of cells) {
      const [r, c] = [plain.option(row, expected.row), plain.option(col, expected.col)];
      const what = `${measure}, ${r} by ${c}`;
      const cell = data.find((one_) => one_.row === r && one_.column === c);
      if (!cell) throw new Error(`${what}: there is no such cell`);
      same(`${what}, n`, cell.n, expected.n, 0);
      const divided = (value: number | null) => (value === null ? null : value / factor);
      same(what, divided(cell.value), expected[figure], WITHIN.estimate);
      const scale = measure === 'count' ? weight : 1;
      same(`${what}, SE`, divided(cell.standardError), expected[error], WITHIN.error, scale);
    }
  }
}

export async function chisq({ one, plain, placed, hasWaves }: Asked): Promise<void> {
  const { row = '', col = '' } = one.input;
  const { expected } = one;
  const surveys = [
    { survey: plain, columns: plain.question(col) },
    ...(hasWaves ? [{ survey: placed('wave'), columns: 'wave' }] : []),
  ];
  for (const { survey, columns } of surveys) {
    const { data, meta } = await survey.get<CrosstabRow>('crosstab', [
      ['rows', survey.question(row)],
      ['columns', columns],
    ]);
    const [test] = meta['tests'] as readonly TestRow[];
    same('respondents', data.find((cell) => cell.row === null && cell.column === null)?.n, expected.n, 0);
    if (!test) throw new Error('there is no test');
    if (expected.F.note) {
      if (test.statistic !== null || test.reasons['statistic'] !== 'single-psu')
        throw new Error(`a test where R has none: ${expected.F.note}`);
      continue;
    }
    const within = expected.ill_conditioned ? 1e-6 : WITHIN.test;
    same('chi-squared', test.pearson, expected.pearson_x2_scaled_to_n, WITHIN.error);
    same('F', test.statistic, expected.F.statistic, within);
    same('df of the numerator', test.numeratorDf, expected.F.ndf, within);
    same('df of the denominator', test.denominatorDf, expected.F.ddf, within);
    same('p', test.pValue, expected.F.p_value, within);
  }
}
