import { element, escaped } from './svg.ts';
import type { TextStyle, Typesetter } from './typesetter.ts';

/** Distance of two lines, by their size. */
const LEADING = 1.35;

interface TextLook extends TextStyle {
  readonly fill: string;
  readonly anchor?: 'start' | 'middle' | 'end';
  readonly italic?: boolean;
  /** A colour around the letters, where lines run behind them. */
  readonly halo?: string;
}

/** The first strong letter says in which direction a text runs. */
const RIGHT_TO_LEFT = /^[^\p{L}]*[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u;
/** Marks that let a text run from right to left, whatever stands around it. */
const isolated = (text: string): string => (RIGHT_TO_LEFT.test(text) ? `\u2067${text}\u2069` : text);

/** One line of text on a base line. */
export function label(
  text: string,
  x: number,
  y: number,
  { size, weight = 400, fill, anchor = 'start', italic = false, halo }: TextLook,
): string {
  const attributes = {
    x,
    y,
    'font-size': size,
    'font-weight': weight === 400 ? undefined : weight,
    'font-style': italic ? 'italic' : undefined,
    'text-anchor': anchor === 'start' ? undefined : anchor,
    fill,
    ...(halo === undefined
      ? {}
      : { stroke: halo, 'stroke-width': 3, 'stroke-linejoin': 'round', 'paint-order': 'stroke' }),
  };
  return element('text', attributes, escaped(isolated(text)));
}

/** Lines of text, the first with its top at `y`. */
export function lines(texts: readonly string[], x: number, y: number, look: TextLook): string {
  return texts
    .map((text, i) => label(text, x, y + look.size * (1 + i * LEADING) - look.size * 0.1, look))
    .join('');
}

/** Height of so many lines. */
export const heightOf = (count: number, { size }: TextStyle): number => count * size * LEADING;

/** Texts, each wrapped to a width, and the height that they take. */
export function paragraphs(
  text: Typesetter,
  texts: readonly string[],
  x: number,
  y: number,
  width: number,
  look: TextLook,
): { readonly svg: string; readonly height: number } {
  const wrapped = texts.flatMap((one) => text.wrap(one, width, look));
  return { svg: lines(wrapped, x, y, look), height: heightOf(wrapped.length, look) };
}
