import type { ColumnValues } from '../../../engine/rows.ts';
import { ELEMENT_BYTES, segmentsOf } from './segments.ts';
import type { SavVariable } from './variables.ts';

const NO_VALUE = -Number.MAX_VALUE;
const BLANK = 0x20;

/** How many bytes a case takes. */
export function caseBytes(variables: readonly SavVariable[]): number {
  let elements = 0;
  for (const [i, variable] of variables.entries())
    for (const segment of segmentsOf(variable, i)) elements += segment.elements;
  return elements * ELEMENT_BYTES;
}

/** Writes one column into the cases. @param at where it begins in each @returns where the next one begins */
function writeColumn(
  cases: Buffer,
  size: number,
  at: number,
  { variable, index, values }: { variable: SavVariable; index: number; values: ColumnValues },
): number {
  const dropped = new Set<unknown>(variable.missing.dropped);
  if (variable.width === 0) {
    for (const [row, value] of values.entries())
      cases.writeDoubleLE(
        typeof value === 'number' && !dropped.has(value) ? value : NO_VALUE,
        row * size + at,
      );
    return at + ELEMENT_BYTES;
  }
  const segments = segmentsOf(variable, index);
  const text = Buffer.alloc(variable.width);
  for (const [row, value] of values.entries()) {
    text.fill(BLANK);
    if (typeof value === 'string' && !dropped.has(value)) text.write(value);
    let [from, to] = [0, row * size + at];
    for (const { bytes, elements } of segments) {
      text.copy(cases, to, from, from + bytes);
      from += bytes;
      to += elements * ELEMENT_BYTES;
    }
  }
  return segments.reduce((sum, { elements }) => sum + elements * ELEMENT_BYTES, at);
}

/** Rows as cases of SPSS, nothing compressed. A text that is missing is blank: SPSS has no other. @param columns one for each variable */
export function savCases(variables: readonly SavVariable[], columns: readonly ColumnValues[]): Buffer {
  const size = caseBytes(variables);
  const cases = Buffer.alloc(size * (columns[0]?.length ?? 0), BLANK);
  let at = 0;
  for (const [index, variable] of variables.entries())
    at = writeColumn(cases, size, at, { variable, index, values: columns[index] ?? [] });
  return cases;
}
