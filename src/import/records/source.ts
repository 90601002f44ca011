import type { Code } from '../../engine/engine.ts';
import type { MultipleResponseSet } from '../sav/extensions.ts';

export interface LabelledValue {
  readonly code: Code;
  readonly label: string;
}

/** What the maker of a file, or of its codebook, says of one variable. */
export interface SourceVariable {
  readonly name: string;
  readonly label: string | null;
  /** Null: not said, to be told from the values. */
  readonly kind: 'categorical' | 'ordered' | 'numeric' | 'text' | null;
  /** Labels of values, those of missing values among them. */
  readonly values: readonly LabelledValue[];
  /** Values that count as no answer. */
  readonly missing: readonly Code[];
  /** Every number from the first to the second counts as no answer. */
  readonly missingRange: readonly [number, number] | null;
  /** What a reader of the draft should know of it. */
  readonly note: string | null;
}

/**
 * Records that have been read: the relation `source` of the working database, whose columns are numbers or text under
 * the names of the variables, in their order, with null for what is missing.
 */
export interface Source {
  /** Name of the file, for messages. */
  readonly file: string;
  readonly title: string | null;
  readonly variables: readonly SourceVariable[];
  readonly weight: string | null;
  readonly sets: readonly MultipleResponseSet[];
  /** Turns what went wrong while `source` was read into faults of the file; null: nothing that the file is to blame for. */
  readonly explain: ((error: Error) => Promise<never>) | null;
}

/** A variable of which only the name is known. */
export function undescribed(name: string): SourceVariable {
  return { name, label: null, kind: null, values: [], missing: [], missingRange: null, note: null };
}
