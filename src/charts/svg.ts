import { escaped } from '../html/escaped.ts';

/** Values of attributes; what is undefined is left out. */
type Attributes = Readonly<Record<string, string | number | undefined>>;

/** A length in pixels, to a hundredth. @throws RangeError for what is no number, which no picture may hold */
function length(value: number): string {
  if (!Number.isFinite(value)) throw new RangeError(`${value} has no place in a picture`);
  return String(Math.round(value * 100) / 100);
}

/**
 * An element of SVG. Only presentation attributes are used, neither `style` nor a script, so that the strictest policy of a page
 * lets it through.
 *
 * @param children elements and escaped texts
 */
export function element(name: string, attributes: Attributes, ...children: readonly string[]): string {
  const given = Object.entries(attributes)
    .filter((entry): entry is [string, string | number] => entry[1] !== undefined)
    .map(([key, value]) => ` ${key}="${typeof value === 'number' ? length(value) : escaped(value)}"`);
  return `<${name}${given.join('')}${children.length === 0 ? '/>' : `>${children.join('')}</${name}>`}`;
}

/** Elements together, moved to a place. */
export const moved = (x: number, y: number, ...children: readonly string[]): string =>
  element('g', { transform: `translate(${length(x)} ${length(y)})` }, ...children);

/**
 * The marks of one row of the answer, which they can be found by, with its words for who points at it or does not see it.
 *
 * @param index its place in the answer, from 0
 */
export const rowMarks = (index: number, words: string, ...marks: readonly string[]): string =>
  element('g', { 'data-row': index }, element('title', {}, escaped(words)), ...marks);

/** A straight line. */
export const line = (
  [x1, y1]: readonly [number, number],
  [x2, y2]: readonly [number, number],
  attributes: Attributes,
): string => element('line', { x1, y1, x2, y2, ...attributes });
