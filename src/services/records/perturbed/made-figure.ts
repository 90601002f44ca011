import {
  noisyMean,
  noisyShare,
  type NoisyFigure,
  type ShownSum,
} from '../../../stats/disclosure/noisy-figure.ts';
import type { Reason } from '../../../schemas/vocabulary.ts';
import type { NoisyCount } from './noisy-table.ts';
import type { Perturbation } from './perturbation.ts';

/** A figure that is made of perturbed counts. */
export interface MadeFigure {
  /** Null: nobody answered, as shown. */
  readonly value: number | null;
  /** Value and variances, or why there are none: the design effect is not known, or nobody answered. */
  readonly figure: NoisyFigure | Reason;
}

function made(known: NoisyFigure | null, deff: number | Reason): MadeFigure {
  if (known === null) return { value: null, figure: 'no-answers' };
  return { value: known.value, figure: typeof deff === 'number' ? known : deff };
}

/** Without a design effect a value can be told all the same, which does not depend on it. */
const orNone = (deff: number | Reason): number => (typeof deff === 'number' ? deff : 1);

/** A share, from 0 to 1. @param deff the design effect of its question, or why it is not known */
export function madeShare(
  part: NoisyCount,
  base: NoisyCount,
  deff: number | Reason,
  perturbation: Perturbation,
): MadeFigure {
  return made(noisyShare(part, base, orNone(deff), perturbation.degreesOfFreedom(base.n)), deff);
}

/** The mean of a scale, of its answers as they are shown. @param deff as of shares */
export function madeMean(
  answers: readonly (ShownSum & { readonly value: number })[],
  base: NoisyCount,
  deff: number | Reason,
  perturbation: Perturbation,
): MadeFigure {
  return made(noisyMean(answers, base.n, orNone(deff), perturbation.degreesOfFreedom(base.n)), deff);
}
