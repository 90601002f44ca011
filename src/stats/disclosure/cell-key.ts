import type { PTable } from './p-table.ts';

/** Keys are whole numbers below this. */
export const KEYS = 2 ** 32;

/** The sum of keys, modulo 2³². */
export const addKeys = (a: number, b: number): number => (a + b) % KEYS;

/** What is left of a sum of keys, modulo 2³². */
export const subtractKeys = (whole: number, part: number): number => (whole - part + KEYS) % KEYS;

/**
 * One-to-one on whole numbers of 32 bits, and without a pattern that sums of keys would show: the finaliser of MurmurHash3
 * (Appleby 2011). The key of a whole is the sum of those of its parts; without this its noise would follow from theirs.
 */
function mixed(key: number): number {
  let h = key >>> 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** Different for each count and purpose, so that a key tells nothing of the noise of another count that has it. */
const salted = (key: number, count: number, purpose: number): number =>
  mixed(addKeys(mixed((key ^ purpose) >>> 0), Math.imul(count, 0x9e3779b1) >>> 0));

const NOISE = 0x5bd1e995;
const ROUNDING = 0x1b873593;

/**
 * The noise of a count: the value of its row of the p-table at u = h(key, count)/2³², by the inverse of the distribution, h one-to-one
 * in the key. Over all keys it has the distribution of the row, to within 2⁻³² of a probability.
 *
 * @param count respondents of the cell, 0 or more
 * @param key the sum of their keys modulo 2³²
 */
export function noiseOf({ rows }: PTable, count: number, key: number): number {
  const row = rows[Math.min(count, rows.length - 1)];
  if (!row) throw new RangeError('the table has no rows');
  const u = salted(key, count, NOISE) / KEYS;
  let below = 0;
  // Where rounding leaves the sum of all a little below 1, the last that can be is taken.
  let chosen = 0;
  for (const [i, probability] of row.probabilities.entries()) {
    if (probability === 0) continue;
    chosen = row.values[i] ?? 0;
    below += probability;
    if (u < below) break;
  }
  return chosen;
}

/** Respondents of a cell, the sum of their weights and that of their keys. */
export interface KeyedSum {
  readonly n: number;
  readonly w: number;
  readonly key: number;
}

/** A cell as it is shown. */
export interface PerturbedSum {
  readonly n: number;
  readonly w: number;
}

/** The power of two that is nearest to a mean weight, by ratio: what mean weights of cells are rounded by. */
export const weightUnit = (meanWeight: number): number => 2 ** Math.round(Math.log2(meanWeight));

/** The step that the mean weight of a cell is rounded to: the unit by a power of two of at least as many as the cell is shown with. */
const stepOf = (shown: number, unit: number): number => unit * 2 ** -Math.ceil(Math.log2(shown));

/** A mean weight in steps to so many digits is the same in whatever order weights were added up. */
const DIGITS = 10;

/**
 * A cell as it is shown: n' = n + noise, and w' = n'·w̄', w̄' the mean weight w̄ = Σw/n rounded to a step s up or down so that its mean over
 * all keys is w̄: floor(w̄/s + h(key, n)/2³²)·s. n'·s is at most the unit, so that w' is off by less than that. The exact mean weights of a
 * whole and of its parts would be an equation that whole numbers solve in one way, and noise that is no rounding would tell the key
 * where weights are known. Mean times perturbed count: Thompson, Broadfoot & Elazar (2013), Methodology for the automatic
 * confidentialisation of statistical outputs from remote servers at the Australian Bureau of Statistics.
 *
 * @param unit {@link weightUnit} of all records; null: respondents have no weights, and w' = n'
 */
export function perturbed(table: PTable, { n, w, key }: KeyedSum, unit: number | null): PerturbedSum {
  const shown = n + noiseOf(table, n, key);
  if (shown === 0 || n === 0) return { n: shown, w: 0 };
  if (unit === null) return { n: shown, w: shown };
  const step = stepOf(shown, unit);
  const steps = Number((w / n / step).toPrecision(DIGITS));
  return { n: shown, w: shown * step * Math.floor(steps + salted(key, n, ROUNDING) / KEYS) };
}

/** The most that the rounding of its mean weight adds to the variance of w' of a cell that is shown with n' respondents: (n'·s/2)². */
export const roundingVariance = (shown: number, unit: number | null): number =>
  unit === null || shown === 0 ? 0 : ((shown * stepOf(shown, unit)) / 2) ** 2;
