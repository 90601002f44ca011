import type { Qualifier } from '../../schemas/vocabulary.ts';

/** What a cell of a table of figures says. */
export type CellReading =
  /** That there is no figure. */
  | { readonly kind: 'none' }
  /** A figure, its digits as they were printed, with a point before the decimals. */
  | {
      readonly kind: 'figure';
      readonly value: string;
      readonly qualifier: Qualifier;
      readonly isPercent: boolean;
    }
  | { readonly kind: 'text' };

const NONE = new Set(['', '-', '--', '---', '–', '—', '−', 'n/a', 'na', 'n.a.', '..']);
const QUALIFIERS: Readonly<Record<string, Qualifier>> = {
  '<': 'less-than',
  '>': 'more-than',
  '~': 'approximately',
  '≈': 'approximately',
};
const WITH_POINT = /^(?<whole>0|[1-9]\d*|[1-9]\d{0,2}(?:[, ']\d{3})+)?(?:\.(?<decimals>\d+))?$/;
const WITH_COMMA = /^(?<whole>0|[1-9]\d*|[1-9]\d{0,2}(?:[. ']\d{3})+)?(?:,(?<decimals>\d+))?$/;

/**
 * Reads a cell: `69`, `69 %`, `69.0`, `1,234`, `<1`; with a decimal comma `69,0` and `1.234`. Digits are kept as they
 * stand, so that 69.0 stays closer than 69.
 *
 * @param missing further texts that say that there is no figure, beside the empty one, –, n/a and ..
 * @example
 * readFigure('69,0 %', true) // => { kind: 'figure', value: '69.0', qualifier: 'exact', isPercent: true }
 */
export function readFigure(
  text: string,
  decimalComma: boolean,
  missing: ReadonlySet<string> = new Set(),
): CellReading {
  const plain = text.replaceAll(/[\s\u00A0\u202F\u2009]+/g, ' ').trim();
  if (missing.has(plain) || NONE.has(plain.toLowerCase())) return { kind: 'none' };
  const match = /^([<>~≈])?\s?([-−])?([\d.,' ]*?)\s?(%)?$/.exec(plain);
  if (!match) return { kind: 'text' };
  const [, mark, minus, number = '', percent] = match;
  const digits = (decimalComma ? WITH_COMMA : WITH_POINT).exec(number)?.groups;
  const whole = digits?.['whole']?.replaceAll(/\D/g, '');
  const decimals = digits?.['decimals'];
  if (whole === undefined && decimals === undefined) return { kind: 'text' };
  return {
    kind: 'figure',
    value: `${minus === undefined ? '' : '-'}${whole ?? '0'}${decimals === undefined ? '' : `.${decimals}`}`,
    qualifier: mark === undefined ? 'exact' : (QUALIFIERS[mark] ?? 'exact'),
    isPercent: percent !== undefined,
  };
}

/** Whether numbers are written with a decimal comma: some are that can be nothing else. */
export function hasDecimalComma(rows: readonly (readonly string[])[]): boolean {
  return rows.some((row) => row.some((cell) => /^\s*[-−<>~≈]?\s?\d+,(\d{1,2}|\d{4,})\s?%?\s*$/.test(cell)));
}
