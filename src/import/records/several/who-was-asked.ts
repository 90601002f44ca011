import { identifier } from '../../../engine/quote.ts';

/** Everyone, those who ticked anything, or those who have a value in a column. */
export type WhoWasAsked = 'everyone' | 'any' | { readonly column: string };

/**
 * An indicator where the file says only what was chosen: 1 or 0 for whoever was asked, else null.
 *
 * @param chosen in SQL: whether this item was chosen
 * @param any in SQL: whether any item of the question was
 */
export function indicator(asked: WhoWasAsked, chosen: string, any: string): string {
  const value = `CASE WHEN ${chosen} THEN 1 ELSE 0 END`;
  if (asked === 'everyone') return value;
  return `CASE WHEN ${asked === 'any' ? any : `${identifier(asked.column)} IS NOT NULL`} THEN ${value} END`;
}

/** In SQL: 1 where a column holds anything, whatever that is. */
export const saysWhether = (column: string): string =>
  `CASE WHEN ${identifier(column)} IS NOT NULL THEN 1 END`;

/** Who was asked, in words that name the flag which would have it otherwise. */
export function askedInWords(asked: WhoWasAsked): string {
  if (asked === 'everyone') return 'taken as asked of everyone; --asked any or --asked COLUMN says otherwise';
  return asked === 'any'
    ? 'asked are those who ticked any, as --asked says'
    : `asked are those who have a value in ${asked.column}, as --asked says`;
}
