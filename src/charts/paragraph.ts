import { escaped } from '../html/escaped.ts';
import { element } from './svg.ts';
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

/**
 * Scripts whose letters join, or have marks, each with its font. The program that makes pixels takes another font for letters that one
 * has not, but gives up where letters become fewer by joining, and draws boxes: so these are given their font by name. A line
 * has one of them at most (`Typesetter.wrap`).
 */
const OWN_FONT: Readonly<Record<string, string>> = {
  arabic: "'Noto Sans Arabic', sans-serif",
  hebrew: "'Noto Sans Hebrew', sans-serif",
};
/** Runs of words of one of them. */
const RUNS =
  /(?<arabic>\p{Script=Arabic}(?:[\p{Script=Arabic}\p{Mn} ]*[\p{Script=Arabic}\p{Mn}])?)|(?<hebrew>\p{Script=Hebrew}(?:[\p{Script=Hebrew}\p{Mn} ]*[\p{Script=Hebrew}\p{Mn}])?)/gu;

/** A text, escaped, in which words of scripts that need it have fonts of their own. */
function inFonts(text: string): string {
  let [written, from] = ['', 0];
  for (const { 0: run, index, groups = {} } of text.matchAll(RUNS)) {
    const family = groups['arabic'] === undefined ? OWN_FONT['hebrew'] : OWN_FONT['arabic'];
    written += escaped(text.slice(from, index)) + element('tspan', { 'font-family': family }, escaped(run));
    from = index + run.length;
  }
  return written + escaped(text.slice(from));
}

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
  return element('text', attributes, inFonts(isolated(text)));
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
