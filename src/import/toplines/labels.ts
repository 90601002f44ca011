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

const WEIGHTED =
  /^(?:weighted|wtd\.?)\s+(?:bases?|n|sample(?: size)?|total|count|respondents)\b|^column population$|^(?:bases?|n|sample|total)\s?\(?(?:weighted|wtd\.?)\)?$/i;
const UNWEIGHTED =
  /^(?:unweighted|unwtd\.?|unweight(?:ed)?)\s+(?:bases?|n|rows?|sample(?: size)?|total|count|respondents)\b|^(?:bases?|n|sample|total)\s?\(?(?:unweighted|unwtd\.?)\)?$/i;
const BASES =
  /^(?:bases?|\(?n\)?|n ?size|sample(?: size)?|(?:number of |total )?respondents|total \(n\)|total n|total sample|total count(?: \(all\))?|column n|column sample size|base n)(?: ?[=:(].*)?$/i;

/** Whether a row holds sums of weights, which say nothing of how many were asked. */
export const isWeightedBase = (label: string): boolean => WEIGHTED.test(oneLine(label));

/** Whether a row holds the numbers of respondents: `n=`, `Base`, `Unweighted base`. */
export const isBaseLabel = (label: string): boolean =>
  !isWeightedBase(label) && (BASES.test(oneLine(label)) || UNWEIGHTED.test(oneLine(label)));

/** Whether a row holds the sum of those above. */
export const isSumLabel = (label: string): boolean => /^(?:sums?|totals?|sigma)$/i.test(oneLine(label));

/** Whether an effective base is meant, which is neither how many were asked nor a sum of weights. */
export const isEffectiveBase = (label: string): boolean =>
  /^effective (?:bases?|n|sample(?: size)?)\b/i.test(oneLine(label));

/** Whether a row holds margins of error: `Margin of error (95 %)`, `MoE`, `+/-`. */
export const isMarginLabel = (label: string): boolean =>
  /^(?:margins? of (?:sampling )?error|moe|\+\/-|±)(?:\b|\s|$)/i.test(oneLine(label));

/** Whether a column or an audience is that of all who were asked. */
export const isTotal = (label: string): boolean =>
  /^(?:grand |us |gb |uk )?(?:total|net|all|overall|everyone|all (?:adults|respondents|voters|people|persons|americans|britons|participants)|total (?:sample|adults|respondents|population)|adults|gesamt|insgesamt|ensemble)(?: \(?[a-z]\)?)?$/i.test(
    oneLine(label),
  );

const COUNT_UNIT = /^(?:counts?|frequency|freq\.?|#|number|observed count|no\.)$/i;
const PERCENT_UNIT =
  /^(?:%|percent|percentage|per cent|(?:col(?:umn)?|valid)\s?(?:n\s?)?(?:%|percent)|% within .+|(?:column|col)\.?\s?%|pct)$/i;
const OTHER_UNIT =
  /^(?:(?:row|table|total|cumulative|layer)\s?(?:n\s?)?(?:%|percent)|% of total|cumulative percent|expected count|(?:adjusted |standardi[sz]ed )?residual)$/i;

/** What a kind of number is, as tables say it in a head or a column. */
export type Unit = 'percent' | 'count' | 'base' | 'weighted base' | 'margin' | 'other';

/** @returns null for what is no kind of number */
export function unitFor(text: string): Unit | null {
  const plain = oneLine(text);
  if (PERCENT_UNIT.test(plain)) return 'percent';
  if (COUNT_UNIT.test(plain)) return 'count';
  if (OTHER_UNIT.test(plain)) return 'other';
  if (isWeightedBase(plain)) return 'weighted base';
  if (isMarginLabel(plain)) return 'margin';
  // With a number it is a base, and no kind of number.
  return isBaseLabel(plain) && !/[=:]\s?\d/.test(plain) ? 'base' : null;
}

export const isUnit = (text: string): boolean => unitFor(text) !== null;

/** Words by which a year belongs to what people did, and not to when they were asked. */
const OF_PEOPLE =
  /\b(?:vot(?:e|es|ed|ers?|ing)|born|birth|elections?|since|before|after|later|earlier|until|joined|graduat\w+|moved|arriv\w+|referendum|cohort|class of|turned|bought|hired|retired)\b/i;

/** The head of a column of figures. */
export interface Head {
  /** The audience as it is called there; empty: the head names none. */
  readonly audience: string;
  /** The wave as it is called there; null: the head names none. */
  readonly wave: string | null;
  /** The head without respondents, the wave still in it. */
  readonly text: string;
  /** Respondents, `(n=250)`; null: not said. */
  readonly n: string | null;
}

const BASE = /[\s(,]*\b(?:unweighted\s+)?(?:n|base)\s?[=:]\s?([\d., ']+)\)?$/i;
const YEAR_ALONE = /^(?:19|20)\d\d$/;
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
  const rest = { text: head, n: n?.kind === 'figure' ? n.value : null };
  const lower = head.toLowerCase();
  const known = waves
    .filter((name) => name !== '')
    .toSorted((a, b) => b.length - a.length)
    .find((name) => ` ${lower} `.replaceAll(/[(),;:/]/g, ' ').includes(` ${name.toLowerCase()} `));
  if (known !== undefined && !(YEAR_ALONE.test(known) && OF_PEOPLE.test(head)))
    return {
      audience: without(head, lower.indexOf(known.toLowerCase()), known.length),
      wave: known,
      ...rest,
    };
  const years = [...head.matchAll(YEAR)];
  const [year] = years;
  // Two years name no wave: CMOs 2012 to 2014.
  if (!year || years.length > 1 || OF_PEOPLE.test(head)) return { audience: head, wave: null, ...rest };
  return { audience: without(head, year.index, year[0].length), wave: year[0], ...rest };
}
