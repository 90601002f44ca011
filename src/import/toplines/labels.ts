import { readFigure } from './figure.ts';
import { oneLine } from './table.ts';

/** What the column of labels is called where its rows are questions, items or options. */
export const ROW_LABELS = /^(questions?|items?|statements?|reasons?|options?|answers?|responses?|)$/i;
const QUESTIONS = /^questions?$/i;
const ITEMS = /^(items?|statements?|reasons?)$/i;
const OPTIONS = /^(options?|answers?|responses?)$/i;

export type RowKind = 'question' | 'item' | 'option';

/** What the rows are, by the name of their column; null: it does not say. */
export function rowKind(header: string): RowKind | null {
  if (QUESTIONS.test(header)) return 'question';
  if (ITEMS.test(header)) return 'item';
  return OPTIONS.test(header) ? 'option' : null;
}

/** Whether a row holds the numbers of respondents: `n=`, `Base`, `Unweighted base`. */
export const isBaseLabel = (label: string): boolean =>
  /^(unweighted )?(bases?|n|sample( size)?|(number of )?respondents)( ?[=:(].*)?$/i.test(oneLine(label));

/** Whether a row holds sums of weights, which say nothing of how many were asked. */
export const isWeightedBase = (label: string): boolean => /^weighted (base|n)\b/i.test(oneLine(label));

/** Whether a row holds the sum of those above. */
export const isSumLabel = (label: string): boolean => /^(sum|total)$/i.test(oneLine(label));

/** The head of a column of figures. */
export interface Head {
  /** The audience as it is called there; empty: the head names none. */
  readonly audience: string;
  /** The wave as it is called there; null: the head names none. */
  readonly wave: string | null;
  /** Respondents, `(n=250)`; null: not said. */
  readonly n: string | null;
}

const BASE = /[\s(,]*\b(?:n|base)\s?[=:]\s?([\d., ']+)\)?$/i;
const YEAR = /(?<![\d.,-])((?:19|20)\d\d)(?![\d.,-])/g;

/** The text without one part of it, and without what joined them. */
function without(text: string, start: number, length: number): string {
  const rest = `${text.slice(0, start)} ${text.slice(start + length)}`;
  return oneLine(rest.replaceAll(/\(\s*\)/g, ' ')).replaceAll(/^[\s,;:/–—-]+|[\s,;:/–—-]+$/g, '');
}

/**
 * Reads the head of a column: `CMOs`, `CMO 2014`, `2014: CMO (n=250)`.
 *
 * @param waves names of waves that are known, beside years
 */
export function readHead(text: string, waves: readonly string[], decimalComma: boolean): Head {
  const whole = oneLine(text);
  const base = BASE.exec(whole);
  const n = base ? readFigure(base[1] ?? '', decimalComma) : null;
  const head = base ? oneLine(whole.slice(0, base.index)) : whole;
  const rest = { n: n?.kind === 'figure' ? n.value : null };
  const lower = head.toLowerCase();
  const known = waves
    .filter((name) => name !== '')
    .toSorted((a, b) => b.length - a.length)
    .find((name) => ` ${lower} `.replaceAll(/[(),;:/]/g, ' ').includes(` ${name.toLowerCase()} `));
  if (known !== undefined)
    return {
      audience: without(head, lower.indexOf(known.toLowerCase()), known.length),
      wave: known,
      ...rest,
    };
  const years = [...head.matchAll(YEAR)];
  const [year] = years;
  // Two years name no wave: CMOs 2012 to 2014.
  if (!year || years.length > 1) return { audience: head, wave: null, ...rest };
  return { audience: without(head, year.index, year[0].length), wave: year[0], ...rest };
}
