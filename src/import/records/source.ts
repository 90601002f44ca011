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
  /** Everything from the first to the second counts as no answer: numbers, or dates as text. */
  readonly missingRange: readonly [Code, Code] | null;
  /** What a reader of the draft should know of it. */
  readonly note: string | null;
  /** The question that it belongs to with others, and what it is among them, as the header says; null: it does not. */
  readonly group: string | null;
  readonly item: string | null;
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
  /** Whether 1,5 is a number: the file is not divided by commas. */
  readonly decimalComma: boolean;
  /** Whether a row without any value may be no record: spreadsheets write such below their tables. */
  readonly mayHaveEmptyRows: boolean;
  /** What a person should know of how it was read. */
  readonly notes: readonly string[];
  /** Turns what went wrong while `source` was read into faults of the file; null: nothing that the file is to blame for. */
  readonly explain: ((error: Error) => Promise<never>) | null;
}

/** A variable of which only the name is known. */
export function undescribed(name: string): SourceVariable {
  return {
    name,
    label: null,
    kind: null,
    values: [],
    missing: [],
    missingRange: null,
    note: null,
    group: null,
    item: null,
  };
}
