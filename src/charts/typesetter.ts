import { Fonts, type Weight } from './fonts.ts';

/** A size of letters in pixels, and their weight. */
export interface TextStyle {
  readonly size: number;
  readonly weight?: Weight;
}

/**
 * Browsers that have not Inter set the text in a font of theirs, some of which are wider. Kerning, which is left out of the sum
 * of the letters, makes lines narrower.
 */
const ALLOWANCE = 1.04;

/** Where a line may end: after a space that is none to keep, and after signs within addresses and compounds, but not within numbers. */
const PIECES = /(?<=[ \t\n\u3000/?&=;–-])|(?<=,)(?!\d)/u;
const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** Measures and wraps texts by the widths of the letters of the fonts, so that nothing is cut. */
export class Typesetter {
  readonly #fonts: Fonts;

  constructor(fonts: Fonts) {
    this.#fonts = fonts;
  }

  /** Width of a line in pixels: never less than what is drawn. */
  width(text: string, { size, weight = 400 }: TextStyle): number {
    let ems = 0;
    for (const character of text) ems += this.#fonts.advance(character, weight) ?? 1;
    return ems * size * ALLOWANCE;
  }

  /** The widest of some texts. */
  widest(texts: readonly string[], style: TextStyle): number {
    return Math.max(0, ...texts.map((text) => this.width(text, style)));
  }

  /**
   * A text in lines that are no wider than asked, broken between words, and within a word only where that alone is wider.
   * There is a line even of an empty text.
   */
  wrap(text: string, width: number, style: TextStyle): string[] {
    const lines: string[] = [];
    let current = '';
    // Widths add up: each letter is measured once.
    let taken = 0;
    for (const piece of text.split(PIECES).flatMap((part) => this.#fitting(part, width, style))) {
      const isFull = taken + this.width(piece.trimEnd(), style) > width;
      if (current !== '' && (isFull || Fonts.cannotShareLine(current + piece))) {
        lines.push(current.trim());
        current = '';
        taken = 0;
      }
      current += piece;
      taken += this.width(piece, style);
    }
    if (current.trim() !== '' || lines.length === 0) lines.push(current.trim());
    return lines;
  }

  /** A piece, or where it is too wide for any line or of several scripts, its letters, which can then stand in several lines. */
  #fitting(piece: string, width: number, style: TextStyle): string[] {
    if (this.width(piece.trimEnd(), style) <= width && !Fonts.cannotShareLine(piece)) return [piece];
    return Array.from(graphemes.segment(piece), ({ segment }) => segment);
  }
}
