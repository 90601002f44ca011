import { CODE_PATTERN } from '../schemas/codes.ts';

/** Latin letters that are no letter with an accent. */
const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
};

/**
 * A text as a code: lower case, accents taken off, all else hyphens; long ones are cut at a hyphen where there is one.
 *
 * @returns null for a text without a Latin letter or digit
 * @example
 * codeOf('Très satisfait') // => 'tres-satisfait'
 */
export function codeOf(text: string, longest = 64): string | null {
  const plain = text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[ßæœøłđðþı]/g, (letter) => LETTERS[letter] ?? letter)
    .replaceAll(/['’]/g, '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '');
  if (!CODE_PATTERN.test(plain.slice(0, 1))) return null;
  if (plain.length <= longest) return plain;
  const cut = plain.slice(0, longest + 1);
  const hyphen = cut.lastIndexOf('-');
  return (hyphen > longest / 2 ? cut.slice(0, hyphen) : cut.slice(0, longest)).replace(/-+$/, '');
}

/** Gives out codes that differ from all given before: the second `x` becomes `x-2`. */
export class UniqueCodes {
  readonly #given = new Set<string>();

  give(code: string): string {
    for (let i = 1; ; i += 1) {
      const suffix = i === 1 ? '' : `-${i}`;
      const candidate = code.slice(0, 64 - suffix.length).replace(/-+$/, '') + suffix;
      if (this.#given.has(candidate)) continue;
      this.#given.add(candidate);
      return candidate;
    }
  }
}

/** The id of a value: of its label, or where that gives none, of the value itself. */
export function idOfValue(value: string | number, label: string | null, otherwise: string): string {
  const fromLabel = label === null ? null : codeOf(label, 40);
  if (fromLabel !== null) return fromLabel;
  const minus = typeof value === 'number' && value < 0 ? 'minus-' : '';
  return codeOf(`${minus}${String(value).replace(/^-/, '')}`, 40) ?? otherwise;
}
