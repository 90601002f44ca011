import { normalTwoSidedP } from './distributions.ts';
import { checkPairs, tieSizes, type RankAgreement } from './rank-agreement.ts';

/** Up to this many pairs without ties, the p-value counts all orders. */
const EXACT_LIMIT = 50;

/** The share of all orders of n items that have at most k inversions: a convolution, one item after the other. */
function inversionsAtMost(k: number, n: number): number {
  let shares = [1];
  for (let items = 2; items <= n; items += 1) {
    const next: number[] = Array.from({ length: shares.length + items - 1 }, () => 0);
    shares.forEach((share, inversions) => {
      for (let more = 0; more < items; more += 1)
        next[inversions + more] = (next[inversions + more] ?? 0) + share / items;
    });
    shares = next;
  }
  return shares.slice(0, k + 1).reduce((sum, share) => sum + share, 0);
}

const choose2 = (t: number): number => (t * (t - 1)) / 2;
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** Variance of S under no agreement, corrected for ties in both lists. Kendall (1970), Rank Correlation Methods, §4. */
function varianceOfS(n: number, tx: readonly number[], ty: readonly number[]): number {
  const f = (t: number): number => t * (t - 1) * (2 * t + 5);
  const g = (t: number): number => t * (t - 1) * (t - 2);
  const [pairsX, pairsY] = [sum(tx.map((t) => t * (t - 1))), sum(ty.map((t) => t * (t - 1)))];
  return (
    (f(n) - sum(tx.map(f)) - sum(ty.map(f))) / 18 +
    (n > 2 ? (sum(tx.map(g)) * sum(ty.map(g))) / (9 * g(n)) : 0) +
    (pairsX * pairsY) / (2 * n * (n - 1))
  );
}

/**
 * Kendall's tau-b: of all pairs of items, how many more stand in the same order in both lists than in opposite
 * orders, corrected for ties.
 *
 *     τ_b = S / √((n₀ − n₁)(n₀ − n₂))      S = concordant − discordant pairs, n₀ = n(n−1)/2,
 *                                           n₁ and n₂ the pairs tied in x and in y
 *
 * The p-value is of orders of items, all equally likely, not of samples of respondents; two-sided: exact, by counting all orders, without ties and up to 50 items; else normal with the
 * variance of S corrected for ties, without continuity correction. Kendall (1970), Rank Correlation Methods.
 *
 * @returns null with fewer than two items, or if all are tied in one list
 * @throws RangeError if the lists differ in length or hold something that is no finite number
 */
export function kendallTauB(x: readonly number[], y: readonly number[]): RankAgreement | null {
  checkPairs(x, y);
  const n = x.length;
  let s = 0;
  for (let i = 0; i < n; i += 1) {
    for (let j = 0; j < i; j += 1)
      s += Math.sign((x[i] ?? 0) - (x[j] ?? 0)) * Math.sign((y[i] ?? 0) - (y[j] ?? 0));
  }
  const [tx, ty] = [tieSizes(x), tieSizes(y)];
  const pairs = choose2(n);
  const scale = Math.sqrt((pairs - sum(tx.map(choose2))) * (pairs - sum(ty.map(choose2))));
  if (!(scale > 0)) return null;
  const coefficient = s / scale;
  if (tx.length === n && ty.length === n && n <= EXACT_LIMIT) {
    const inversions = (pairs - Math.abs(s)) / 2;
    return { coefficient, pValue: Math.min(1, 2 * inversionsAtMost(inversions, n)), pMethod: 'exact' };
  }
  return {
    coefficient,
    pValue: normalTwoSidedP(s / Math.sqrt(varianceOfS(n, tx, ty))),
    pMethod: 'asymptotic',
  };
}
