import type { ColumnValues } from '../../../engine/rows.ts';
import { ELEMENT_BYTES, SYSTEM_MISSING, type CaseLayout, type PlacedVariable } from './segments.ts';

const BLANK = 0x20;

/** Writes one column into the cases. @param size bytes of a case */
function writeColumn(
  cases: Buffer,
  size: number,
  { variable, segments, element }: PlacedVariable,
  values: ColumnValues,
): void {
  const at = element * ELEMENT_BYTES;
  const dropped = new Set<unknown>(variable.missing.dropped);
  if (variable.width === 0) {
    for (const [row, value] of values.entries())
      cases.writeDoubleLE(
        typeof value === 'number' && !dropped.has(value) ? value : SYSTEM_MISSING,
        row * size + at,
      );
    return;
  }
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
}

/** Rows as cases of SPSS, nothing compressed. A text that is missing is blank: SPSS has no other. @param columns one for each variable */
export function savCases({ variables, bytes }: CaseLayout, columns: readonly ColumnValues[]): Buffer {
  const cases = Buffer.alloc(bytes * (columns[0]?.length ?? 0), BLANK);
  for (const [i, placed] of variables.entries()) writeColumn(cases, bytes, placed, columns[i] ?? []);
  return cases;
}
