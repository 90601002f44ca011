import { html, type Content } from '../html/html.ts';
import { scrollBox } from '../html/scroll-box.ts';
import { headingOf } from '../schemas/words.ts';
import { cellText } from './cell-text.ts';

/** Characters from which on texts of a list stand below each other. */
const LONG = 40;

type Thing = Readonly<Record<string, unknown>>;

const isThing = (value: unknown): value is Thing =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const lines = (all: readonly Content[]): Content =>
  html`<ul>${all.map((one) => html`<li dir="auto">${one}</li>`)}</ul>`;

/** Things beside each other: a row for each, and a column for each field that one of them has. */
function tableOf(name: string, things: readonly Thing[]): Content {
  const fields = [...new Set(things.flatMap((thing) => Object.keys(thing)))].filter((field) =>
    things.some((thing) => (thing[field] ?? null) !== null),
  );
  return scrollBox(
    name,
    html`<table><thead><tr>${fields.map((field) => html`<th scope="col">${headingOf(field)}</th>`)}</tr></thead><tbody>
${things.map((thing) => html`<tr>${fields.map((field) => html`<td dir="auto">${valueInWords(headingOf(field), thing[field])}</td>`)}</tr>\n`)}</tbody></table>`,
  );
}

/**
 * A value of an answer as people read it, whatever it is made of: lists of short texts in a line and of long ones below each other,
 * things as tables, and a dash for what is not there.
 *
 * @param name what it is called, for those who do not see where it stands
 */
export function valueInWords(name: string, value: unknown): Content {
  if (value === null || value === undefined) return '–';
  if (isThing(value)) {
    const parts = Object.entries(value);
    return parts.length === 0
      ? '–'
      : lines(parts.map(([part, of]) => html`${headingOf(part)}: ${valueInWords(headingOf(part), of)}`));
  }
  if (!Array.isArray(value)) return cellText(value);
  const list: readonly unknown[] = value;
  if (list.length === 0) return '–';
  if (list.every(isThing)) return tableOf(name, list);
  const texts = list.map((one) => (typeof one === 'object' ? null : cellText(one)));
  const isShort = texts.every((text) => text !== null && text.length <= LONG);
  return isShort ? texts.join(', ') : lines(list.map((one) => valueInWords(name, one)));
}
