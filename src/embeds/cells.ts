import { flagSign } from '../charts/bases.ts';
import { missingWords, whole } from '../charts/words.ts';
import { html, type Content, type Markup } from '../html/html.ts';
import { scrollBox } from '../html/scroll-box.ts';
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
function reasonWords({ reasons }: AnyRow, field: string): string {
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

export const numberCell = (text: string): Markup => html`<td class="number">${text}</td>`;

/** Why there is no number, in its place. */
export const missingCell = (row: AnyRow, field: string): Markup =>
  html`<td class="missing">${reasonWords(row, field)}</td>`;

/** A figure, or in words why there is none. */
export function figureCell(row: AnyRow, field: string, flag?: string): Markup {
  const value = row[field];
  return typeof value === 'number'
    ? numberCell(`${written(value)}${flagOf(row, flag)}`)
    : missingCell(row, field);
}

/** A number of respondents, with the mark of a small one. */
export function baseCell(row: AnyRow, field: string, flag: string): Markup {
  const value = row[field];
  return typeof value === 'number'
    ? numberCell(`${whole(value)}${flagOf(row, flag)}`)
    : missingCell(row, field);
}

/** Both ends of an interval; empty where there is none, which the notes of the figures explain. */
export function intervalCell(row: AnyRow, low: string, high: string): Markup {
  const [from, to] = [row[low], row[high]];
  const isKnown = typeof from === 'number' && typeof to === 'number';
  return numberCell(isKnown ? `${written(from)} to ${written(to)}` : '');
}

export const headCell = (text: string, scope: 'col' | 'row'): Markup =>
  html`<th scope="${scope}">${text}</th>`;
export const textCell = (text: string): Markup => html`<td>${text}</td>`;

/** A table with its caption, which scrolls by itself where it has no room. */
export const captioned = (caption: string, heads: Content, lines: Content): Markup =>
  scrollBox(
    caption,
    html`<table><caption>${caption}</caption><thead><tr>${heads}</tr></thead><tbody>${lines}</tbody></table>`,
    'table',
  );
