/** What must be known to read something, and whether whoever shows it must show this too. */
export interface PxNote {
  readonly text: string;
  readonly mandatory: boolean;
}

/** One value of a variable. */
export interface PxValue {
  readonly code: string;
  /** Words, unlike those of every other value of the variable. */
  readonly label: string;
  readonly notes: readonly string[];
}

/** A variable of a table: its code, its words, and its values in the order of the codebook. */
export interface PxVariable {
  readonly code: string;
  readonly label: string;
  readonly role: 'time' | 'metric' | null;
  readonly values: readonly PxValue[];
  /** The value that stands for all where a selection leaves the variable out; null: it must be named. */
  readonly elimination: string | null;
  readonly notes: readonly PxNote[];
}

/** Code of the variable of quantities: what clients of this dialect look for. */
export const CONTENTS = 'ContentsCode';

/** Value of what is said of all answers together, such as a mean; no code of a survey begins so. */
export const WHOLE = '_all';
