/** The largest prime below 2²⁶: products of two residues are exact in double precision. */
const PRIME = 67_108_859;

const at = (values: ArrayLike<number>, index: number): number => values[index] ?? 0;

const reduce = (value: number): number => {
  const rest = value - Math.floor(value / PRIME) * PRIME;
  return rest < 0 ? rest + PRIME : rest >= PRIME ? rest - PRIME : rest;
};

/** 1/value by Fermat's little theorem. */
function inverse(value: number): number {
  let [result, base] = [1, value];
  for (let exponent = PRIME - 2; exponent > 0; exponent = Math.floor(exponent / 2)) {
    if (exponent % 2 === 1) result = reduce(result * base);
    base = reduce(base * base);
  }
  return result;
}

/** row − factor·other, from a column on. */
function subtract(row: Float64Array, other: Float64Array, factor: number, from: number): void {
  const negative = PRIME - factor;
  for (let k = from; k < row.length; k += 1) {
    const value = at(other, k);
    if (value !== 0) row[k] = reduce(at(row, k) + negative * value);
  }
}

/**
 * Which unknowns a system of sums determines, whatever their values: those whose unit vector is in the row space of the
 * equations. In the reduced echelon form these are the pivots whose row has nothing else in it.
 *
 * Counted modulo a prime near 2²⁶, so nothing is rounded. An unknown that is determined over the rationals could be missed only
 * if the prime divided every minor that proves it; minors of such systems of sums are small.
 *
 * @param equations each a list of the unknowns (0 to unknowns − 1) that are summed
 */
export function determined(unknowns: number, equations: readonly (readonly number[])[]): boolean[] {
  const pivots: (Float64Array | undefined)[] = Array.from({ length: unknowns });
  for (const equation of equations.toSorted((a, b) => a.length - b.length)) {
    const row = new Float64Array(unknowns);
    for (const unknown of equation) row[unknown] = 1;
    for (let k = 0; k < unknowns; k += 1) {
      const head = at(row, k);
      if (head === 0) continue;
      const pivot = pivots[k];
      if (pivot) {
        subtract(row, pivot, head, k);
        continue;
      }
      const scale = inverse(head);
      pivots[k] = row.map((value) => reduce(value * scale));
      break;
    }
  }
  for (let k = unknowns - 1; k >= 0; k -= 1) {
    const pivot = pivots[k];
    if (!pivot) continue;
    for (let later = k + 1; later < unknowns; later += 1) {
      const [value, other] = [at(pivot, later), pivots[later]];
      if (value !== 0 && other) subtract(pivot, other, value, later);
    }
  }
  return Array.from(pivots, (pivot) => pivot?.filter((value) => value !== 0).length === 1);
}
