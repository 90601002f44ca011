import type { SavVariable } from './variables.ts';

/** A number, or 8 bytes of a text: what a case is made of. */
export const ELEMENT_BYTES = 8;
/** What stands for a number that is missing. */
export const SYSTEM_MISSING = -Number.MAX_VALUE;
/** A text of more bytes is spread over several variables. */
const LONG = 255;
/** So many bytes of its width each of them stands for. */
const STEP = 252;

/** One variable as it stands in the file: the whole of a variable, or a piece of one whose texts are very long. */
export interface Segment {
  /** Unique, of at most 8 letters and digits. */
  readonly shortName: string;
  /** Bytes that are declared; 0 of a number. */
  readonly width: number;
  /** Bytes of the text that stand in it. */
  readonly bytes: number;
  readonly elements: number;
}

export const isVeryLong = ({ width }: SavVariable): boolean => width > LONG;

function segmentOf(shortName: string, width: number, bytes: number): Segment {
  return { shortName, width, bytes, elements: Math.max(1, Math.ceil(width / ELEMENT_BYTES)) };
}

/** The pieces that a variable is written in, the first with its own name. @param index its place among the variables, from 0 */
function segmentsOf(variable: SavVariable, index: number): Segment[] {
  const { width } = variable;
  const name = `V${index + 1}`;
  if (!isVeryLong(variable)) return [segmentOf(name, width, width)];
  const count = Math.ceil(width / STEP);
  return Array.from({ length: count }, (_, i) =>
    segmentOf(
      i === 0 ? name : `S${index + 1}_${i.toString(36).toUpperCase()}`,
      i === count - 1 ? width - STEP * i : LONG,
      Math.max(0, Math.min(LONG, width - LONG * i)),
    ),
  );
}

/** A variable, the pieces that it is written in, and the element of a case at which they begin, from 0. */
export interface PlacedVariable {
  readonly variable: SavVariable;
  readonly segments: readonly Segment[];
  readonly element: number;
}

/** How a case is made of variables. */
export interface CaseLayout {
  readonly variables: readonly PlacedVariable[];
  /** Bytes of a case. */
  readonly bytes: number;
}

/** Places variables one behind the other. */
export function caseLayoutOf(variables: readonly SavVariable[]): CaseLayout {
  let elements = 0;
  const placed = variables.map((variable, i) => {
    const segments = segmentsOf(variable, i);
    const element = elements;
    for (const segment of segments) elements += segment.elements;
    return { variable, segments, element };
  });
  return { variables: placed, bytes: elements * ELEMENT_BYTES };
}
