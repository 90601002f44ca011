/** How p-values of one family are adjusted for being many. */
export type Adjustment = 'none' | 'holm' | 'bh';

function check(pValues: readonly (number | null)[]): void {
  for (const p of pValues)
    if (p !== null && !(p >= 0 && p <= 1))
      throw new RangeError(`a p-value must be between 0 and 1, not ${p}`);
}

/** The tests that there are, from the smallest p-value to the largest, with their positions in the input. */
function ascending(pValues: readonly (number | null)[]): { p: number; position: number }[] {
  return pValues
    .flatMap((p, position) => (p === null ? [] : [{ p, position }]))
    .toSorted((a, b) => a.p - b.p);
}

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
  check(pValues);
  const adjusted: (number | null)[] = pValues.map(() => null);
  const ordered = ascending(pValues);
  let running = 0;
  ordered.forEach(({ p, position }, i) => {
    running = Math.max(running, Math.min(1, (ordered.length - i) * p));
    adjusted[position] = running;
  });
  return adjusted;
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
  check(pValues);
  const adjusted: (number | null)[] = pValues.map(() => null);
  const ordered = ascending(pValues);
  let running = 1;
  ordered.toReversed().forEach(({ p, position }, i) => {
    running = Math.min(running, (ordered.length / (ordered.length - i)) * p);
    adjusted[position] = running;
  });
  return adjusted;
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
  if (method === 'holm') return holm(pValues);
  if (method === 'bh') return benjaminiHochberg(pValues);
  check(pValues);
  return [...pValues];
}
