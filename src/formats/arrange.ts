import { codeInWords, isPlace } from '../schemas/words.ts';
import type { Field } from '../schemas/fields.ts';
import { cellText, reasonOf, wordOrCode } from './cell-text.ts';
import type { Row } from './format.ts';

/** What people look for first in a row, in this order; all else follows in the order of the fields. */
const FIRST =
  'value gap change rank verdict difference letters ciLower ciUpper pValue significant leader direction valueA valueB valueFrom valueTo gapFrom gapTo n baseFlag nA nB base'.split(
    ' ',
  );

/** A field that is the same in all rows. */
export interface CommonField {
  readonly field: Field;
  /** The value as text; null: there is none. */
  readonly text: string | null;
  /** Why there is none, where that is known. */
  readonly reason: string | undefined;
}

/** A table as people read it. */
export interface Arrangement {
  /** Fields that say together of what a row is; none: the first column does. */
  readonly names: readonly Field[];
  readonly columns: readonly Field[];
  /** What is the same in all rows, and so is said once. */
  readonly common: readonly CommonField[];
}

/** The fields as they are asked for, each a column. */
export const asAsked = (fields: readonly Field[]): Arrangement => ({
  names: [],
  columns: fields,
  common: [],
});

const isName = ({ name }: Field): boolean =>
  (codeInWords(name) !== undefined && !isPlace(name)) || ['id', 'version', 'name', 'text'].includes(name);

/**
 * Puts a table in order for people: what a row is of in one column, the figure next to it, and what is the same in all rows said once.
 *
 * It yields nothing, between fields, so that others have their turns.
 *
 * @param rows all rows of the answer, or so many of them that what is the same in them is the same in all
 */
export function* arrange(
  fields: readonly Field[],
  rows: readonly Row[],
): Generator<string, Arrangement, undefined> {
  const [first] = rows;
  const textIn = (row: Row, name: string): string => cellText(wordOrCode(row, name));
  const isCommon = ({ name }: Field): boolean =>
    rows.length > 1 &&
    first !== undefined &&
    rows.every(
      (row) => textIn(row, name) === textIn(first, name) && reasonOf(row, name) === reasonOf(first, name),
    );
  const hoisted: Field[] = [];
  for (const field of fields) {
    if (isCommon(field)) hoisted.push(field);
    yield '';
  }
  const shown = fields.filter((field) => !hoisted.includes(field));
  const named = shown.filter(isName);
  const names = named.length > 0 ? named : shown.slice(0, 1);
  const rest = shown.filter((field) => !names.includes(field));
  const place = ({ name }: Field): number => (FIRST.includes(name) ? FIRST.indexOf(name) : FIRST.length);
  return {
    names,
    columns: rest.toSorted((a, b) => place(a) - place(b)),
    common: hoisted.map((field) => {
      const text = first === undefined ? '' : textIn(first, field.name);
      return {
        field,
        text: text === '' || text === '[]' || text === '{}' ? null : text,
        reason: first === undefined ? undefined : reasonOf(first, field.name),
      };
    }),
  };
}
