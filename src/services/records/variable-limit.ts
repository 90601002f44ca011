import { MAX_DIMENSIONS } from '../../stats/disclosure/lattice.ts';
import type { Records } from './records.ts';

/** How many variables a table may have, and why no more. */
export interface VariableLimit {
  readonly most: number;
  readonly why: string;
}

/** Each further variable of perturbed counts multiplies the sums from which noise could be averaged out. */
const NOISY: VariableLimit = {
  most: 3,
  why: 'as noise is added to counts and could be averaged out of larger tables',
};
const HIDING: VariableLimit = {
  most: MAX_DIMENSIONS,
  why: 'as what must be hidden is worked out over all of them',
};

/** How many variables a table of some records may have, filters and waves among them; null: any number. */
export function variableLimit({ noise, minimumCell }: Records): VariableLimit | null {
  if (noise !== null) return NOISY;
  return minimumCell > 1 ? HIDING : null;
}
