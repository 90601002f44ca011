import { atOnce, type InSteps } from './in-steps.ts';

/**
 * The solution X of A·X = B for a symmetric positive definite A, by Gauss and Jordan's elimination with partial pivoting.
 * Golub & Van Loan (2013), Matrix Computations, ch. 3.
 *
 * @param a n rows of n numbers
 * @param b n rows, as many columns as there are systems
 * @returns null if A is singular to working precision: a pivot is below 1e-14, so that A is best scaled to about 1
 * @example
 * solve([[2, 0], [0, 4]], [[1], [1]]) // => [[0.5], [0.25]]
 */
export function solve(
  a: readonly (readonly number[])[],
  b: readonly (readonly number[])[],
): number[][] | null {
  return atOnce(solveInSteps(a, b));
}

/** {@link solve} in steps, a column eliminated in each; null where that is. */
export function* solveInSteps(
  a: readonly (readonly number[])[],
  b: readonly (readonly number[])[],
): InSteps<number[][] | null> {
  const n = a.length;
  const rows = a.map((row, i) => Float64Array.from([...row, ...(b[i] ?? [])]));
  for (let i = 0; i < n; i += 1) {
    let pivot = i;
    for (let j = i + 1; j < n; j += 1)
      if (Math.abs(rows[j]?.[i] ?? 0) > Math.abs(rows[pivot]?.[i] ?? 0)) pivot = j;
    const [top, other] = [rows[pivot], rows[i]];
    if (!top || !other || Math.abs(top[i] ?? 0) < 1e-14) return null;
    rows[pivot] = other;
    rows[i] = top;
    const head = top[i] ?? 1;
    for (let k = i; k < top.length; k += 1) top[k] = (top[k] ?? 0) / head;
    rows.forEach((row, j) => {
      const factor = row[i] ?? 0;
      if (j === i || factor === 0) return;
      for (let k = i; k < row.length; k += 1) row[k] = (row[k] ?? 0) - factor * (top[k] ?? 0);
    });
    yield;
  }
  return rows.map((row) => [...row.subarray(n)]);
}
