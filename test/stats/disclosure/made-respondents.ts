import type { CodedRespondents, CodedVariable } from '../../../src/stats/disclosure/respondents.ts';

type MadeVariable = Pick<CodedVariable, 'size'> &
  Partial<Pick<CodedVariable, 'isPlace' | 'isOccasion' | 'isMean' | 'column'>> & {
    readonly of: (row: number) => number;
  };

/** Respondents of some variables, each with its options; −1: no answer. */
export function respondentsOf(rows: number, variables: readonly MadeVariable[]): CodedRespondents {
  return {
    counts: new Int32Array(rows).fill(1),
    design: new Int32Array(rows),
    variables: variables.map(({ of, ...one }, column): CodedVariable => {
      const codes = Int32Array.from({ length: rows }, (_, row) => of(row));
      const plain = { bands: null, isMean: false, isPlace: false, isOccasion: false };
      return { id: `v${column}`, column, codes, exact: codes, ...plain, ...one };
    }),
  };
}
