import type { Reason } from '../../../schemas/vocabulary.ts';
import { noisyError, noisyInterval, type NoisyFigure } from '../../../stats/disclosure/noisy-figure.ts';
import type { AtomSets } from '../axes.ts';
import type { Precision } from '../precision.ts';
import type { Variable } from '../variables.ts';
import type { Perturbation } from './perturbation.ts';

/** A figure of perturbed counts as it is compared with others of its table. */
export interface PerturbedFigure {
  /** Its value and variances, or why there are none. */
  readonly figure: NoisyFigure | Reason;
  /** Who it is about: the atoms of each variable. */
  readonly base: AtomSets;
  readonly variables: readonly Variable[];
  /** Whether waves share clusters, so that they are not independent. */
  readonly sharesClusters: boolean;
  /** Degrees of freedom of the design, where they are not those of the respondents; null: they are. */
  readonly designDf: number | null;
}

/** What is said of the precision of a figure without any. */
export const noPrecision = (reason: Reason): Precision => ({
  standardError: null,
  designEffect: null,
  nDesign: null,
  interval: () => null,
  reason,
});

/** The precision of a figure in the units that it is shown in: shares in percent. */
export function perturbedPrecision(figure: NoisyFigure | Reason, deff: number | Reason): Precision {
  if (typeof figure === 'string') return noPrecision(figure);
  const factor = figure.kind === 'share' ? 100 : 1;
  return {
    standardError: noisyError(figure) * factor,
    designEffect: typeof deff === 'number' ? deff : null,
    nDesign: figure.effective,
    interval: (level) => {
      const limits = noisyInterval(figure, level);
      return limits && { lower: limits.lower * factor, upper: limits.upper * factor };
    },
    reason: figure.df >= 1 ? null : 'no-degrees-of-freedom',
  };
}

/** A figure with what it is compared by. */
export const comparedAs = (
  figure: NoisyFigure | Reason,
  base: AtomSets,
  variables: readonly Variable[],
  { records, designDf }: Perturbation,
): PerturbedFigure => ({
  figure,
  base,
  variables,
  sharesClusters: records.design.sharedClusters,
  designDf,
});
