import { fUpperTail } from '../distributions.ts';
import { atOnce, type InSteps } from '../in-steps.ts';
import { solveInSteps } from '../linear-system.ts';

/** The second-order Rao–Scott test of independence in a weighted table. */
export interface RaoScott {
  /** Pearson's chi-squared of the weighted shares scaled to n, not adjusted. */
  readonly pearson: number;
  /** X²/tr Δ */
  readonly f: number;
  /** d₀; not whole. */
  readonly numeratorDf: number;
  /** d₀·ν */
  readonly denominatorDf: number;
  /** Of independence. */
  readonly pValue: number;
}

/** A contrast of cells, as what of it is not 0: cell and coefficient. */
type Contrast = readonly (readonly [cell: number, coefficient: number])[];

/** Contrasts of the interaction: (e_i − e_r)⊗(e_j − e_c), which no effect of rows or columns alone moves. */
function interactions(rows: number, columns: number): Contrast[] {
  const [lastRow, last] = [(rows - 1) * columns, columns - 1];
  const contrasts: Contrast[] = [];
  for (let row = 0; row < lastRow; row += columns)
    for (let column = 0; column < last; column += 1)
      contrasts.push([
        [row + column, 1],
        [row + last, -1],
        [lastRow + column, -1],
        [lastRow + last, 1],
      ]);
  return contrasts;
}

/** C′MC for contrasts C, a row in each step. */
function* sandwich(
  contrasts: readonly Contrast[],
  matrix: (k: number, l: number) => number,
): InSteps<number[][]> {
  const sums: number[][] = [];
  for (const left of contrasts) {
    sums.push(
      contrasts.map((right) => {
        let sum = 0;
        for (const [l, d] of right) {
          let inner = 0;
          for (const [k, c] of left) inner += c * matrix(k, l);
          sum += d * inner;
        }
        return sum;
      }),
    );
    yield;
  }
  return sums;
}

/**
 * The Rao–Scott test with the second-order (Satterthwaite) correction, as F:
 *
 *     F = X²/tr Δ on d₀ and d₀·ν degrees of freedom      d₀ = (tr Δ)²/tr(Δ²)
 *
 * X² = n·Σ(p − rc)²/(rc) on the weighted shares; Δ = (C′D⁻¹C/n)⁻¹·C′D⁻¹VD⁻¹C the generalised design effects, C contrasts of the
 * interaction, D the shares on a diagonal, V their design-based covariance; ν = primary units − strata. Rao & Scott
 * (1984), Ann Stat 12:46; Thomas & Rao (1987), JASA 82:630.
 *
 * @param shares of all cells, row by row; they sum to 1. Rows and columns without any weight are left out beforehand
 * @param rows how many rows the table has
 * @param columns how many columns
 * @param covariance of the shares, in their order
 * @param n respondents in the table
 * @param df ν, the degrees of freedom of the design
 * @returns null for a table with one row or column, without degrees of freedom, or without variance
 */
export function raoScott(
  shares: readonly number[],
  rows: number,
  columns: number,
  covariance: readonly (readonly number[])[],
  n: number,
  df: number,
): RaoScott | null {
  return atOnce(raoScottInSteps(shares, rows, columns, covariance, n, df));
}

/**
 * {@link raoScott} in steps: the work grows with the third power of the cells.
 *
 * @param shares of all cells, row by row
 * @param rows how many rows the table has
 * @param columns how many columns
 * @param covariance of the shares, in their order
 * @param n respondents in the table
 * @param df ν, the degrees of freedom of the design
 * @returns null where that is
 */
export function* raoScottInSteps(
  shares: readonly number[],
  rows: number,
  columns: number,
  covariance: readonly (readonly number[])[],
  n: number,
  df: number,
): InSteps<RaoScott | null> {
  if (rows < 2 || columns < 2 || !(df > 0)) return null;
  const at = (i: number, j: number): number => shares[i * columns + j] ?? 0;
  const range = (size: number): number[] => Array.from({ length: size }, (_, i) => i);
  const rowShares = range(rows).map((i) => range(columns).reduce((sum, j) => sum + at(i, j), 0));
  const columnShares = range(columns).map((j) => range(rows).reduce((sum, i) => sum + at(i, j), 0));
  let pearson = 0;
  rowShares.forEach((r, i) => columnShares.forEach((c, j) => (pearson += (at(i, j) - r * c) ** 2 / (r * c))));
  pearson *= n;

  const inverse = shares.map((p) => (p > 0 ? 1 / p : 0));
  const contrasts = interactions(rows, columns);
  const independent = yield* sandwich(contrasts, (k, l) => (k === l ? (inverse[k] ?? 0) / n : 0));
  const observed = yield* sandwich(
    contrasts,
    (k, l) => (inverse[k] ?? 0) * (covariance[k]?.[l] ?? 0) * (inverse[l] ?? 0),
  );
  const delta = yield* solveInSteps(independent, observed);
  if (!delta) return null;
  const trace = delta.reduce((sum, row, i) => sum + (row[i] ?? 0), 0);
  const squares = delta.reduce(
    (sum, row, i) => sum + row.reduce((inner, value, j) => inner + value * (delta[j]?.[i] ?? 0), 0),
    0,
  );
  if (!(trace > 0 && squares > 0)) return null;
  const numeratorDf = trace ** 2 / squares;
  const [f, denominatorDf] = [pearson / trace, numeratorDf * df];
  return { pearson, f, numeratorDf, denominatorDf, pValue: fUpperTail(f, numeratorDf, denominatorDf) };
}
