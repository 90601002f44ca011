/**
 * How far two programs may be apart, relative to the larger of the two figures: they add in another order, and
 * iterate to quantiles of t and tails of F in other ways. R prints 15 digits.
 */
const RELATIVE: Readonly<Record<string, number>> = {
  standardError: 1e-10,
  designEffect: 1e-10,
  ciLower: 1e-9,
  ciUpper: 1e-9,
  pValue: 1e-9,
  pAdjusted: 1e-9,
  // Ratios of an estimate and its standard error, or made of covariances.
  statistic: 1e-10,
  pearson: 1e-10,
  numeratorDf: 1e-10,
  denominatorDf: 1e-10,
  effectSize: 1e-10,
};
const ESTIMATE = 1e-12;
const EXACT = new Set(['n', 'base', 'nA', 'nB', 'df', 'quantile']);
/** R leaves rounding noise where nothing varies. */
const NO_ERROR = 1e-9;
/** Differences of figures, which lose the digits that the figures have in common. */
const DIFFERENCES = new Set(['difference', 'gap']);
const SCALE_OF_DIFFERENCES = 100;

/** Whether what was served is what another program found, for a field of an answer. */
export function agrees(field: string, served: unknown, expected: number): boolean {
  if (typeof served !== 'number') return false;
  if (EXACT.has(field)) return served === expected;
  if (field === 'standardError' && expected < NO_ERROR) return served < NO_ERROR;
  const scale = DIFFERENCES.has(field)
    ? SCALE_OF_DIFFERENCES
    : Math.max(Math.abs(served), Math.abs(expected));
  return Math.abs(served - expected) <= (RELATIVE[field] ?? ESTIMATE) * scale;
}
