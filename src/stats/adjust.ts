import { ascendingInSteps } from './ascending.ts';
import { atOnce, type InSteps } from './in-steps.ts';

/** How p-values of one family are adjusted for being many. */
export type Adjustment = 'none' | 'holm' | 'bh';

/** Adjusts one p-value of a family; null stays null. */
type Adjuster = (pValue: number | null) => number | null;

/** P-values that are looked at in one step. */
const LOOKED_AT = 16_384;

/** The p-values that there are, from the smallest to the largest. @throws RangeError */
function* ordered(pValues: readonly (number | null)[]): InSteps<Float64Array> {
  const found = new Float64Array(pValues.length);
  let length = 0;
  for (const [i, p] of pValues.entries()) {
    if (p !== null) {
      if (!(p >= 0 && p <= 1)) throw new RangeError(`a p-value must be between 0 and 1, not ${p}`);
      found[length++] = p;
    }
    if (i % LOOKED_AT === 0) yield;
  }
  return yield* ascendingInSteps(found.slice(0, length));
}

/** The first position of a number among sorted ones that hold it. */
function positionOf(sorted: Float64Array, p: number): number {
  let [low, high] = [0, sorted.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as number) < p) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Finds what belongs to a p-value among sorted ones. */
const lookup =
  (sorted: Float64Array, adjusted: Float64Array): Adjuster =>
  (p) =>
    p === null ? null : (adjusted[positionOf(sorted, p)] as number);

/**
 * Holm's step-down adjustment: with it, the chance of even one false finding in the family stays below the level.
 *
 *     p̃₍ᵢ₎ = max over j ≤ i of min(1, (m − j + 1)·p₍ⱼ₎)      m tests, p₍₁₎ ≤ … ≤ p₍ₘ₎
 *
 * Null stays null and is not counted in m. Holm (1979), Scand J Stat 6:65.
 *
 * @param pValues from 0 to 1; null for what was not tested
 * @returns in the same order, from 0 to 1; null for what was not tested
 * @throws RangeError if a p-value is not between 0 and 1
 * @example
 * holm([0.01, null, 0.04]) // => [0.02, null, 0.04]
 */
export function holm(pValues: readonly (number | null)[]): (number | null)[] {
  return pValues.map(atOnce(adjusterInSteps(pValues, 'holm')));
}

function holmAdjuster(sorted: Float64Array): Adjuster {
  let running = 0;
  // Of equal p-values the first has the largest multiple, which all others keep.
  const adjusted = sorted.map((p, i) => (running = Math.max(running, Math.min(1, (sorted.length - i) * p))));
  return lookup(sorted, adjusted);
}

/**
 * Benjamini and Hochberg's step-up adjustment: with it, the share of false findings among all findings stays below
 * the level on average.
 *
 *     p̃₍ᵢ₎ = min over j ≥ i of min(1, m/j·p₍ⱼ₎)      m tests, p₍₁₎ ≤ … ≤ p₍ₘ₎
 *
 * Null stays null and is not counted in m. Benjamini & Hochberg (1995), JRSS B 57:289.
 *
 * @param pValues from 0 to 1; null for what was not tested
 * @returns in the same order, from 0 to 1; null for what was not tested
 * @throws RangeError if a p-value is not between 0 and 1
 * @example
 * benjaminiHochberg([0.01, null, 0.04]) // => [0.02, null, 0.04]
 */
export function benjaminiHochberg(pValues: readonly (number | null)[]): (number | null)[] {
  return pValues.map(atOnce(adjusterInSteps(pValues, 'bh')));
}

function benjaminiHochbergAdjuster(sorted: Float64Array): Adjuster {
  const adjusted = new Float64Array(sorted.length);
  let running = 1;
  // Of equal p-values the last has the smallest multiple, which all before it keep.
  for (let i = sorted.length - 1; i >= 0; i -= 1) {
    running = Math.min(running, (sorted.length / (i + 1)) * (sorted[i] as number));
    adjusted[i] = running;
  }
  return lookup(sorted, adjusted);
}

/**
 * Looks at a family of p-values once, in steps as a family of hundreds of thousands takes long to be sorted, and then adjusts each of them by
 * itself. `none` leaves them as they are.
 *
 * @param pValues from 0 to 1; null for what was not tested
 * @returns the adjusted p-value, from 0 to 1, of a p-value of the family; of null it is null
 * @throws RangeError if a p-value is not between 0 and 1
 */
export function* adjusterInSteps(pValues: readonly (number | null)[], method: Adjustment): InSteps<Adjuster> {
  const sorted = yield* ordered(pValues);
  if (method === 'holm') return holmAdjuster(sorted);
  return method === 'bh' ? benjaminiHochbergAdjuster(sorted) : (p) => p;
}

/**
 * Adjusts a family of p-values by name; `none` leaves them as they are.
 *
 * @param pValues from 0 to 1; null for what was not tested
 * @returns in the same order, from 0 to 1; null for what was not tested
 * @throws RangeError if a p-value is not between 0 and 1
 * @example
 * adjust([0.01, 0.04], 'none') // => [0.01, 0.04]
 */
export function adjust(pValues: readonly (number | null)[], method: Adjustment): (number | null)[] {
  return pValues.map(atOnce(adjusterInSteps(pValues, method)));
}
