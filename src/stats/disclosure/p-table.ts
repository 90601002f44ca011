import { attainableVariance, maximumEntropy, type NoiseDistribution } from './entropy.ts';

/** How counts are perturbed. */
export interface NoiseSettings {
  /** The most that a count may be off by. */
  readonly bound: number;
  /** The variance of the noise of counts of `minimum` or more. */
  readonly variance: number;
  /** Perturbed counts from 1 to one less than this do not occur. */
  readonly minimum: number;
}

/** The noise that a count may get, for each count. */
export interface PTable extends NoiseSettings {
  /** Of count i the entry i; of larger counts the last one. */
  readonly rows: readonly NoiseDistribution[];
  /** The variance of the noise of each row. */
  readonly variances: readonly number[];
}

/** What may be added to a count: at most the bound, no count below 0, none from 1 to one less than the minimum. */
export function supportOf(count: number, { bound, minimum }: NoiseSettings): number[] {
  if (count === 0) return [0];
  return Array.from({ length: 2 * bound + 1 }, (_, i) => i - bound).filter(
    (v) => count + v === 0 || count + v >= minimum,
  );
}

/** What a count below the minimum has of variance beyond the least that it can have. */
const MORE = 0.5;

/** Counts that have a row of their own: from `bound + minimum` on all counts have the same noise. */
const rowsOf = ({ bound, minimum }: NoiseSettings): number[] =>
  Array.from({ length: bound + minimum + 1 }, (_, count) => count);

/** Why there is no table with some settings; null: there is one. */
export type Impossible =
  | { readonly what: 'bound'; readonly least: number }
  | { readonly what: 'variance'; readonly most: number };

/**
 * Whether each count can get unbiased noise. A count of 1 must become 0 or the minimum at least, and 0 at most if it is below;
 * a variance is attainable for a count if it is at most −L·U, L and U the smallest and the largest noise that the count may get.
 */
export function whyImpossible(settings: NoiseSettings): Impossible | null {
  const ranges = rowsOf(settings)
    .slice(1)
    .map((count) => attainableVariance(supportOf(count, settings)));
  if (ranges.some((range) => range === null || range.most === 0))
    return { what: 'bound', least: settings.minimum };
  const most = Math.min(...ranges.map((range) => range?.most ?? 0));
  return settings.variance > most ? { what: 'variance', most } : null;
}

/**
 * The table of perturbation (p-table) of the cell-key method: for each count i the distribution of its noise v, with
 * Σp·v = 0 (unbiased), Σp·v² = variance, |v| ≤ bound, i + v ≥ 0 and i + v not from 1 to minimum − 1, and among all such that of the
 * largest entropy. A count of 0 stays 0. Of a count below the minimum only 0 and counts from the minimum on are near: its variance cannot
 * be less than i·(minimum − i), and gets ½ more than that, where `variance` is less: at the least of all two numbers would be left,
 * and many that are shown would exclude it.
 *
 * Fraser & Wooton (2005), A proposed method for confidentialising tabular output to protect against differencing; Marley & Leaver
 * (2011), A method for confidentialising user-defined tables; maximum entropy: Giessing (2016), Computational issues in the design of
 * transition probabilities and disclosure risk estimation for additive noise.
 *
 * @throws RangeError if {@link whyImpossible} says why there is none
 */
export function pTable(settings: NoiseSettings): PTable {
  if (whyImpossible(settings) !== null) throw new RangeError('no such noise is unbiased');
  const made = rowsOf(settings).map((count) => {
    const support = supportOf(count, settings);
    const { least, most } = attainableVariance(support) ?? { least: 0, most: 0 };
    const variance =
      least === 0 ? Math.min(settings.variance, most) : Math.max(settings.variance, least + MORE);
    return { variance, row: maximumEntropy(support, variance) };
  });
  return { ...settings, rows: made.map(({ row }) => row), variances: made.map(({ variance }) => variance) };
}

/** The largest variance of the noise of a count that may be shown as this one. */
export function varianceOfShown({ rows, variances }: PTable, shown: number): number {
  const last = rows.length - 1;
  return rows.reduce((most, { values, probabilities }, count) => {
    const isShown = values.some(
      (v, i) => (probabilities[i] ?? 0) > 0 && (count === last ? shown - v >= last : count + v === shown),
    );
    return isShown ? Math.max(most, variances[count] ?? 0) : most;
  }, 0);
}
