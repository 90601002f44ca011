import type { LabelledValue } from '../records/source.ts';

/** What a codebook says of one variable, and where it says so. */
export interface CodebookVariable {
  readonly name: string;
  readonly label: string | null;
  readonly type: 'categorical' | 'numeric' | 'string' | null;
  readonly ordered: boolean;
  readonly values: readonly LabelledValue[];
  readonly missing: readonly LabelledValue[];
  readonly location: { readonly row: number | null; readonly column: string | null };
}

export interface Codebook {
  readonly file: string;
  readonly title: string | null;
  readonly variables: readonly CodebookVariable[];
}
