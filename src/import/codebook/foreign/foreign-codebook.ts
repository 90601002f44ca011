import type { MultipleResponseSet } from '../../sav/extensions.ts';
import type { Code } from '../../../engine/engine.ts';
import { undescribed, type SourceVariable } from '../../records/source.ts';

/** What it says of the columns of a file. */
export interface Description {
  readonly variables: readonly SourceVariable[];
  readonly sets: readonly MultipleResponseSet[];
}

/**
 * A codebook that another program wrote. It describes all that was asked, of which a file of records may hold a part, under names that
 * are made of its own.
 */
export interface ForeignCodebook {
  readonly file: string;
  /** What it is, such as `a data dictionary of REDCap`. */
  readonly what: string;
  readonly title: string | null;
  /** @param columns the names of the columns of the records, in their order */
  describe(columns: readonly string[]): Description;
}

/** A column of which only what is given is said. */
export const said = (given: Pick<SourceVariable, 'name'> & Partial<SourceVariable>): SourceVariable => ({
  ...undescribed(given.name),
  ...given,
});

/** A code as records hold it: a number where it is written as one. */
export function recordedCode(text: string): Code {
  const trimmed = text.trim();
  return /^-?(0|[1-9]\d{0,14})(\.\d+)?$/.test(trimmed) ? Number(trimmed) : trimmed;
}

/** A text without blanks that are none of its words; null: there are none. */
export function plainWords(text: string | null | undefined): string | null {
  const words = (text ?? '').replaceAll(/\s+/g, ' ').trim();
  return words === '' ? null : words;
}

/** The entities that editors write; others stay as they are. */
const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  rsquo: '’',
  lsquo: '‘',
  rdquo: '”',
  ldquo: '“',
  ndash: '–',
  mdash: '—',
  hellip: '…',
};

function characterOf(name: string): string | null {
  const [, hex, decimal] = /^#(?:x([\da-f]+)|(\d+))$/i.exec(name) ?? [];
  if (hex === undefined && decimal === undefined) return ENTITIES[name.toLowerCase()] ?? null;
  const point = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
  return point > 0 && point <= 0x10_ff_ff ? String.fromCodePoint(point) : null;
}

/** The words of a text with markup; null: there are none. */
export function withoutMarkup(markup: string | null | undefined): string | null {
  const text = (markup ?? '')
    .replaceAll(/<(script|style)\b[\s\S]*?<\/\1\s*>/gi, ' ')
    // Marks within a line divide no words.
    .replaceAll(/<\/?(?:a|b|em|font|i|span|strong|sub|sup|u)\b[^<>]*>/gi, '')
    .replaceAll(/<\/?[a-z][^<>]*>/gi, ' ')
    .replaceAll(/&(#x?[\da-f]+|[a-z]+);/gi, (entity, name: string) => characterOf(name) ?? entity);
  return plainWords(text);
}
