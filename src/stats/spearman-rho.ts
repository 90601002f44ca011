import { tTwoSidedP } from './distributions.ts';
import { checkPairs, tieSizes, type RankAgreement } from './rank-agreement.ts';

/** Up to this many items without ties, the p-value counts all n! orders (9! = 362,880). */
const EXACT_LIMIT = 9;

/** Ranks from the smallest value, with ties at the mean of their ranks. */
function midRanks(values: readonly number[]): number[] {
  return values.map((value) =>
    values.reduce((rank, other) => rank + (other < value ? 1 : other === value ? 0.5 : 0), 0.5),
  );
}

/** Pearson's correlation, or null if one list does not vary. */
function correlation(x: readonly number[], y: readonly number[]): number | null {
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  const [mx, my] = [mean(x), mean(y)];
  let [sxy, sxx, syy] = [0, 0, 0];
  x.forEach((value, i) => {
    const [dx, dy] = [value - mx, (y[i] ?? 0) - my];
    sxy += dx * dy;
    sxx += dx * dx;
    syy += dy * dy;
  });
  return sxx > 0 && syy > 0 ? sxy / Math.sqrt(sxx * syy) : null;
}

/** How many orders of 1…n have a sum of squared displacements of at most `limit`. */
function ordersWithin(limit: number, n: number, used = 0, position = 1, total = 0): number {
  if (total > limit) return 0;
  if (position > n) return 1;
  let count = 0;
  for (let rank = 1; rank <= n; rank += 1) {
    if ((used & (1 << rank)) === 0)
      count += ordersWithin(limit, n, used | (1 << rank), position + 1, total + (rank - position) ** 2);
  }
  return count;
}

/** Two-sided exact p-value: twice the share of orders at least as extreme, on the side that was observed. */
function exactP(squares: number, n: number): number {
  const centre = (n ** 3 - n) / 6;
  // The distribution is symmetric: displacements d and 2·centre − d are equally frequent.
  const extreme = Math.min(squares, 2 * centre - squares);
  let orders = 1;
  for (let i = 2; i <= n; i += 1) orders *= i;
  return Math.min(1, (2 * ordersWithin(extreme, n)) / orders);
}

/**
 * Spearman's rho: Pearson's correlation of the ranks, ties at the mean of their ranks.
 *
 * The p-value is of orders of items, all equally likely, not of samples of respondents; two-sided: exact, by counting all orders, without ties and up to 9 items; else from
 * t = ρ·√((n − 2)/(1 − ρ²)) with n − 2 degrees of freedom. Spearman (1904), Am J Psychol 15:72; Kendall (1970).
 *
 * @param x a number for each item
 * @param y another one, in the same order
 * @returns null with fewer than three items, or if all are tied in one list
 * @throws RangeError if the lists differ in length or hold something that is no finite number
 */
export function spearmanRho(x: readonly number[], y: readonly number[]): RankAgreement | null {
  checkPairs(x, y);
  const n = x.length;
  if (n < 3) return null;
  const [rx, ry] = [midRanks(x), midRanks(y)];
  const rho = correlation(rx, ry);
  if (rho === null) return null;
  const coefficient = Math.max(-1, Math.min(1, rho));
  if (tieSizes(x).length === n && tieSizes(y).length === n && n <= EXACT_LIMIT) {
    const squares = rx.reduce((total, rank, i) => total + (rank - (ry[i] ?? 0)) ** 2, 0);
    return { coefficient, pValue: exactP(squares, n), pMethod: 'exact' };
  }
  const t = coefficient * Math.sqrt((n - 2) / ((1 - coefficient) * (1 + coefficient)));
  return { coefficient, pValue: tTwoSidedP(t, n - 2), pMethod: 'asymptotic' };
}
