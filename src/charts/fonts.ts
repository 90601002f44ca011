import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Font } from 'fontkit';

/** How heavy letters are: of texts, and of titles and figures. */
export type Weight = 400 | 600;

const inPackages = createRequire(import.meta.url);
/** What reads fonts is loaded with the first picture. */
const fontkit = (): typeof import('fontkit') => inPackages('fontkit') as typeof import('fontkit');
const pathOf = (name: string): string => inPackages.resolve(`@expo-google-fonts/${name}`);

/** The font of nearly everything: Latin, Greek and Cyrillic, in two weights. */
const INTER: Readonly<Record<Weight, string>> = {
  400: 'inter/400Regular/Inter_400Regular.ttf',
  600: 'inter/600SemiBold/Inter_600SemiBold.ttf',
};
const JAPANESE = 'noto-sans-jp/400Regular/NotoSansJP_400Regular.ttf';
const KOREAN = 'noto-sans-kr/400Regular/NotoSansKR_400Regular.ttf';
const CHINESE = 'noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf';

/** Fonts for a script, tried in their order. Ideographs look as in Japanese or Korean where kana or Hangul stand beside them. */
const OF_SCRIPTS: readonly (readonly [RegExp, readonly string[]])[] = [
  [/\p{Script=Arabic}/u, ['noto-sans-arabic/400Regular/NotoSansArabic_400Regular.ttf']],
  [/\p{Script=Hebrew}/u, ['noto-sans-hebrew/400Regular/NotoSansHebrew_400Regular.ttf']],
  [/\p{Script=Hiragana}|\p{Script=Katakana}/u, [JAPANESE, CHINESE]],
  [/\p{Script=Hangul}/u, [KOREAN, CHINESE]],
  [/\p{Script=Han}|\p{Script=Bopomofo}|[\u3000-\u303f\uff00-\uffef]/u, [CHINESE, KOREAN]],
];

const loaded = new Map<string, Font>();

/** A font, read once. Those of ten megabytes are read when the first text needs them. */
function fontAt(name: string): Font {
  const known = loaded.get(name);
  if (known) return known;
  const font = fontkit().create(readFileSync(pathOf(name)));
  if (!('hasGlyphForCodePoint' in font)) throw new Error(`${name} is a collection of fonts`);
  loaded.set(name, font);
  return font;
}

/**
 * Scripts whose letters join or have marks, each with its font. The program that makes pixels draws boxes, or nothing, for a line in
 * which some letters join and others are of no letter that their font has.
 */
const ALONE: readonly (readonly [script: RegExp, font: string])[] = [
  [/\p{Script=Arabic}/u, 'noto-sans-arabic/400Regular/NotoSansArabic_400Regular.ttf'],
  [/\p{Script=Hebrew}/u, 'noto-sans-hebrew/400Regular/NotoSansHebrew_400Regular.ttf'],
];

/** What no font needs to have: spaces, joiners, marks of direction. */
const WITHOUT_GLYPH = /[\p{Default_Ignorable_Code_Point}\s]/u;

/** The fonts that the texts of one picture are drawn and measured with: no others, whatever the system has. */
export class Fonts {
  readonly #others: readonly string[];
  readonly #advances: Readonly<Record<Weight, Map<string, number | null>>> = {
    400: new Map(),
    600: new Map(),
  };

  /** @param text all texts of the picture; what scripts they are in says which fonts are loaded */
  constructor(text: string) {
    this.#others = [...new Set(OF_SCRIPTS.flatMap(([script, names]) => (script.test(text) ? names : [])))];
  }

  /** Paths of the files, the first first. */
  get files(): readonly string[] {
    return [...Object.values(INTER), ...this.#others].map(pathOf);
  }

  /** The width of a character, in ems; null: no font has it. */
  advance(character: string, weight: Weight): number | null {
    const advances = this.#advances[weight];
    const known = advances.get(character);
    if (known !== undefined) return known;
    const point = character.codePointAt(0) ?? 0;
    const font = [INTER[weight], ...this.#others].map(fontAt).find((one) => one.hasGlyphForCodePoint(point));
    const advance = font ? font.glyphForCodePoint(point).advanceWidth / font.unitsPerEm : null;
    advances.set(character, advance);
    return advance;
  }

  /** Whether a text cannot be one line: it holds a script that joins, and characters that the font of that script has not. */
  static cannotShareLine(text: string): boolean {
    return ALONE.some(
      ([script, name]) =>
        script.test(text) &&
        Array.from(text).some(
          (one) => !WITHOUT_GLYPH.test(one) && !fontAt(name).hasGlyphForCodePoint(one.codePointAt(0) ?? 0),
        ),
    );
  }

  /** The characters of a text that no font has, each once. */
  missing(text: string): string[] {
    return [...new Set(text)].filter(
      (character) => !WITHOUT_GLYPH.test(character) && this.advance(character, 400) === null,
    );
  }
}
