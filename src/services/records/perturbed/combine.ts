import type { Reason } from '../../../schemas/vocabulary.ts';
import { noisySum } from '../../../stats/disclosure/noisy-difference.ts';
import { noisyError, type NoisyFigure } from '../../../stats/disclosure/noisy-figure.ts';
import type { CombinationEstimate } from '../compare-estimates.ts';
import type { PerturbedFigure } from './perturbed-figure.ts';

/** Why two figures cannot be compared; null: they are of groups that have nobody in common. */
function whyNot(a: PerturbedFigure, b: PerturbedFigure): Reason | null {
  const apart = a.base.flatMap((set, axis) => {
    const other = b.base[axis] ?? null;
    if (set === null || other === null || [...set].some((atom) => other.has(atom))) return [];
    return [a.variables[axis]?.id ?? ''];
  });
  if (apart.length === 0) return 'perturbed';
  return a.sharesClusters && apart.every((id) => id === 'wave') ? 'waves-not-independent' : null;
}

/** The figures of a sum, or why they have none. */
function independent(figures: readonly PerturbedFigure[]): readonly NoisyFigure[] | Reason {
  const known: NoisyFigure[] = [];
  for (const [i, one] of figures.entries()) {
    if (typeof one.figure === 'string') return one.figure;
    known.push(one.figure);
    for (const other of figures.slice(0, i)) {
      const why = whyNot(one, other);
      if (why !== null) return why;
    }
  }
  return known;
}

/** Degrees of freedom of a sum: those of the design, else of all respondents in it. */
export function degreesOfSum(figures: readonly PerturbedFigure[]): number {
  const dfs = figures.map(({ figure }) => (typeof figure === 'string' ? 0 : figure.df));
  const design = figures[0]?.designDf ?? null;
  return design === null ? dfs.reduce((sum, df) => sum + df, 0) : Math.min(design, ...dfs);
}

/** The variance of each figure, or why it is not known. */
export function variancesOfPerturbed(figures: readonly PerturbedFigure[]): readonly number[] | Reason {
  const known = independent(figures);
  return typeof known === 'string' ? known : known.map((figure) => noisyError(figure) ** 2);
}

/**
 * Σc·figure of perturbed figures of one table, of groups that have nobody in common.
 *
 * @param against the value that is tested, shares from 0 to 1
 * @returns a reason where groups overlap, whose noise is not told apart, or a figure has no variance
 */
export function combinePerturbed(
  parts: readonly (readonly [coefficient: number, figure: PerturbedFigure])[],
  against: number,
): CombinationEstimate | Reason {
  const figures = parts.map(([, figure]) => figure);
  const known = independent(figures);
  if (typeof known === 'string') return known;
  const df = degreesOfSum(figures);
  const sum = noisySum(
    known.map((figure, i) => [parts[i]?.[0] ?? 0, figure] as const),
    df,
    against,
  );
  const free = df >= 1;
  return {
    ...sum,
    reason: null,
    testReason: sum.test ? null : free ? 'no-variance' : 'no-degrees-of-freedom',
    intervalReason: sum.interval(0.95) ? null : 'no-degrees-of-freedom',
    note: null,
  };
}

/** How differences of perturbed figures are tested. */
export const PERTURBED_DIFFERENCE_METHOD = {
  interval:
    'Of shares squared and added from the two single intervals (MOVER, Zou & Donner 2008); of means and of sums of several ± t·SE.',
  test: 'Of two shares pooled z on effective bases, z = (p₁ − p₂)/√(p̄q̄(1/e₁ + 1/e₂) + v₁ + v₂), v the variance that noise adds to a share, read from t; of means and of sums of several t. Two-sided; groups that overlap are not tested.',
  standardError: 'Root of the sum of the variances of the figures, of sampling and of noise.',
  degreesOfFreedom:
    'Those of the design, else respondents as shown minus strata, of all groups that are compared.',
} as const;

/** How intervals of perturbed figures are made. */
export const PERTURBED_INTERVAL_METHOD =
  'Shares: the interval of sampling (logit scale, t; at 0 and 100 % Clopper–Pearson on the effective base), squared and added with the width of the noise, t·√(its variance), cut at 0 and 100 %. Means: ± t·SE. Counts and totals have none.';
