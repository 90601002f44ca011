import type { LabelledValue, SourceVariable } from '../records/source.ts';
import type { MultipleResponseSet } from '../sav/extensions.ts';

/** What a codebook says of one variable, and where it says so. */
export interface CodebookVariable {
  readonly name: string;
  readonly label: string | null;
  readonly type: 'categorical' | 'numeric' | 'string' | null;
  readonly ordered: boolean;
  readonly values: readonly LabelledValue[];
  readonly missing: readonly LabelledValue[];
  /** Everything between two values counts as no answer; left out: nothing does. */
  readonly missingRange?: SourceVariable['missingRange'];
  readonly location: { readonly row: number | null; readonly column: string | null };
}

export interface Codebook {
  readonly file: string;
  readonly title: string | null;
  readonly variables: readonly CodebookVariable[];
  /** Questions with several answers; left out: it says nothing of them. */
  readonly sets?: readonly MultipleResponseSet[];
  /** Whether it describes a whole instrument or study, so that it may name variables which a file does not have. */
  readonly isOfMore?: boolean;
}
