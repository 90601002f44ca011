import { identifier, literal } from '../../engine/quote.ts';
import type { WorkDatabase } from '../../engine/work-database.ts';
import { COMMA_NUMBER, PLAIN_NUMBER } from './number-forms.ts';
import { aggregateEach } from './profile.ts';
import { MARKS } from './value-marks.ts';

/** How a column of numbers is written that is one of texts at first sight. */
export interface NumbersAmongTexts {
  /** Texts that stand for no value. */
  readonly marks: readonly string[];
  /** Whether the numbers have a decimal comma. */
  readonly comma: boolean;
}

interface Found {
  /** Values that are neither numbers nor marks; likewise, where numbers have a decimal comma. */
  readonly odd: number;
  readonly oddWithComma: number;
  readonly marks: readonly string[] | null;
}

/**
 * Tells columns of many values that hold but numbers, marks for no value, and decimal commas; all by one look at the records.
 *
 * @param comma whether 1,5 may be a number
 * @returns the columns that are so, by name
 */
export async function numbersAmongTexts(
  database: WorkDatabase,
  names: readonly string[],
  comma: boolean,
): Promise<ReadonlyMap<string, NumbersAmongTexts>> {
  const marks = MARKS.map(literal).join(', ');
  const found = await aggregateEach(
    database,
    names,
    (name) => {
      const column = `CAST(${identifier(name)} AS VARCHAR)`;
      const isMark = `${column} IN (${marks})`;
      const odd = (pattern: string): string =>
        `count(*) FILTER (NOT ${isMark} AND NOT regexp_full_match(${column}, '${pattern}'))::DOUBLE`;
      return `{ odd: ${odd(PLAIN_NUMBER)}, oddWithComma: ${odd(COMMA_NUMBER)}, marks: list(DISTINCT ${column}) FILTER (${isMark}) }`;
    },
    'looking for texts among numbers',
  );
  const told = new Map<string, NumbersAmongTexts>();
  for (const { column, value } of found) {
    const { odd, oddWithComma, marks: there } = value as Found;
    const written = (there ?? []).toSorted();
    if (odd === 0 && written.length > 0) told.set(column, { marks: written, comma: false });
    else if (comma && oddWithComma === 0) told.set(column, { marks: written, comma: true });
  }
  return told;
}
