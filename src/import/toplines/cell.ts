import { readFigure, type CellReading } from './figure.ts';
import type { Marks } from './marks.ts';
import { oneLine } from './table.ts';

/** How cells of a table are read. */
export interface CellRules {
  readonly decimalComma: boolean;
  /** Texts that stand for no figure. */
  readonly missing: ReadonlySet<string>;
  readonly marks: Marks;
  /** Letters that columns may have in tests of significance, in lower case. */
  readonly letters: ReadonlySet<string>;
}

/** What a cell says, and what stands beside its figure. */
export type ReadCell = CellReading & {
  /** Letters of significance, in the order in which they stand. */
  readonly letters?: string;
  /** A mark that is passed over. */
  readonly mark?: string;
};

const LETTERS_BEHIND = /^(.*[\d%])\s*[([]?\s*([A-Za-z](?:[\s,/]*[A-Za-z])*)\s*[)\]]?$/;

/** Whether a text is nothing but letters of columns, each once. */
export function areLetters(text: string, known: ReadonlySet<string>): boolean {
  const plain = text.replaceAll(/[\s,/()[\]]/g, '');
  const each = plain.toLowerCase().split('');
  const isOneCase = plain === plain.toUpperCase() || plain === plain.toLowerCase();
  return (
    plain !== '' &&
    isOneCase &&
    each.every((letter) => known.has(letter)) &&
    new Set(each).size === each.length
  );
}

/** The figure without a mark that `--mark` says is to be passed over, and the mark; null where there is none. */
function withoutMark(text: string, marks: Marks): { rest: string; mark: string; isNone: boolean } | null {
  for (const [mark, { kind }] of [...marks].toSorted(([a], [b]) => b.length - a.length)) {
    if (kind === 'figure') continue;
    if (text.endsWith(mark))
      return { rest: text.slice(0, -mark.length).trim(), mark, isNone: kind === 'none' };
    if (text.startsWith(mark)) return { rest: text.slice(mark.length).trim(), mark, isNone: kind === 'none' };
  }
  return null;
}

/**
 * Reads a cell with what may stand beside its figure: marks, of which a person says what they mean, and letters of significance, which
 * are those of other columns: `42% B` is 42 per cent with the letter B.
 */
export function readCell(text: string, rules: CellRules): ReadCell {
  const { decimalComma, missing, marks, letters } = rules;
  const whole = oneLine(text);
  // Said by a person, it holds also where a cell could be read otherwise: <1 as 0.5.
  const meaning = marks.get(whole) ?? marks.get(whole.replace(/\s?%$/, ''));
  if (meaning?.kind === 'figure') return { ...meaning, isPercent: whole.endsWith('%') };
  if (meaning !== undefined) return { kind: 'none' };
  const read = readFigure(whole, decimalComma, missing);
  if (read.kind !== 'text') return read;
  const marked = withoutMark(whole, marks);
  if (marked !== null) {
    const rest = readCell(marked.rest, rules);
    if (rest.kind === 'none' || (rest.kind === 'figure' && marked.isNone)) return { kind: 'none' };
    if (rest.kind === 'figure') return { ...rest, mark: [marked.mark, rest.mark ?? []].flat().join(' ') };
  }
  const [, figure = '', behind = ''] = LETTERS_BEHIND.exec(whole) ?? [];
  if (!areLetters(behind, letters)) return { kind: 'text' };
  const rest = readCell(figure, rules);
  return rest.kind === 'figure' ? { ...rest, letters: behind.replaceAll(/[\s,/]+/g, ' ') } : { kind: 'text' };
}
