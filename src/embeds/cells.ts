import { flagSign } from '../charts/bases.ts';
import { element, escaped } from '../charts/svg.ts';
import { missingWords, whole } from '../charts/words.ts';
import { BASE_FLAGS, REASONS, type BaseFlag, type Reason } from '../schemas/vocabulary.ts';

export type AnyRow = Readonly<Record<string, unknown>>;

/** Digits that a table for people shows; the address of the figures has all. */
const DIGITS = 5;

/** A number as people read it, with a minus and no sign of zero. */
const written = (value: number): string => {
  const shown = Number(value.toPrecision(DIGITS));
  return (Object.is(shown, -0) ? 0 : shown)
    .toLocaleString('en', { maximumFractionDigits: 4 })
    .replace('-', '−');
};

/** Why a field of a row is null, in words. */
export function reasonWords({ reasons }: AnyRow, field: string): string {
  const reason = (reasons as Readonly<Record<string, unknown>> | undefined)?.[field];
  return missingWords(typeof reason === 'string' && reason in REASONS ? (reason as Reason) : undefined);
}

/** The mark of a small base. */
export const flagOf = (row: AnyRow, field: string | undefined): string => {
  const flag = field === undefined ? null : row[field];
  return BASE_FLAGS.some((one) => one === flag) ? flagSign(flag as BaseFlag) : '';
};

/** The words of a code, or the code where they are not known. */
export function codeWords(row: AnyRow, code: string): string {
  const said = row[code === 'question' ? 'questionText' : `${code}Label`] ?? row[code];
  return typeof said === 'string' ? said : '';
}

/** A figure, or in words why there is none. */
export function figureCell(row: AnyRow, field: string, flag?: string): string {
  const value = row[field];
  return typeof value === 'number'
    ? element('td', { class: 'number' }, escaped(`${written(value)}${flagOf(row, flag)}`))
    : element('td', { class: 'missing' }, escaped(reasonWords(row, field)));
}

/** A number of respondents, with the mark of a small one. */
export function baseCell(row: AnyRow, field: string, flag: string): string {
  const value = row[field];
  return typeof value === 'number'
    ? element('td', { class: 'number' }, escaped(`${whole(value)}${flagOf(row, flag)}`))
    : element('td', { class: 'missing' }, escaped(reasonWords(row, field)));
}

/** Both ends of an interval; empty where there is none, which the notes of the figures explain. */
export function intervalCell(row: AnyRow, low: string, high: string): string {
  const [from, to] = [row[low], row[high]];
  const isKnown = typeof from === 'number' && typeof to === 'number';
  return element('td', { class: 'number' }, isKnown ? escaped(`${written(from)} to ${written(to)}`) : '');
}

export const headCell = (text: string, scope: 'col' | 'row'): string =>
  element('th', { scope }, escaped(text));
export const textCell = (text: string): string => element('td', {}, escaped(text));
