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

/**
 * How many variables a table of some records may have, filters and waves among them; null: any number. Where small cells are hidden,
 * which tables are served is decided table by table.
 */
export const variableLimit = ({ noise }: Records): VariableLimit | null => (noise === null ? null : NOISY);
