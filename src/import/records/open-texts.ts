import type { Code } from '../../engine/engine.ts';
import { identifier, literal } from '../../engine/quote.ts';
import type { Profile } from './profile.ts';

/** A text that fewer respondents gave is theirs, until a codebook says that it is an answer. */
const FEW = 5;
/** Below so many rare texts nothing is told: a short list of answers has some. */
const SOME = 3;
const LONG_WORDS = 5;
/** What is written in the place of rare texts. */
export const OTHER_TEXTS = 'Other, in words of their own';

/** A name of what is said beside the answers: other, please specify; comments. */
const OF_WORDS =
  /(?:^|[\s_.[(-])(?:other|others|oth|otro|otra|autre|andere|sonstige|specify|text|txt|comments?|remarks?|verbatim|open|oe|feedback|suggestions?)(?:$|[\s_.\])?:-])/i;

const words = (code: Code): number => String(code).split(/\s+/).length;

/** What a column of texts without a codebook is: answers, words of respondents, or answers and some words beside them. */
export type TextKind =
  | { readonly kind: 'answers' }
  | { readonly kind: 'words' }
  | { readonly kind: 'mixed'; readonly frequent: readonly Code[]; readonly rare: number };

/**
 * Tells answers from words of respondents by how often they come: what is chosen from a list comes again, what is written does
 * not.
 *
 * @param listed texts that a codebook names, as answers or as none
 * @param hasCodebook whether it names answers: what it does not name is beside them
 */
export function kindOfTexts(
  name: string,
  { values: all, present }: Profile,
  listed: ReadonlySet<Code>,
  hasCodebook: boolean,
): TextKind {
  if (all === null) return hasCodebook ? { kind: 'answers' } : { kind: 'words' };
  const values = all.filter(({ code }) => !listed.has(code));
  if (values.length === 0) return { kind: 'answers' };
  const once = values.filter(({ n }) => n === 1);
  const rare = values.filter(({ n }) => n < FEW);
  const frequent = values.filter(({ n }) => n >= FEW);
  const known = all.filter(({ code, n }) => listed.has(code) || n >= FEW);
  const covered = known.reduce((sum, { n }) => sum + n, 0);
  const isSaid = OF_WORDS.test(name);
  const mostlyOnce = once.length >= SOME && once.length > values.length / 2;
  const ownWords = rare.filter(({ code }) => words(code) >= LONG_WORDS);
  const mostlyOwn = ownWords.length >= SOME && ownWords.length > values.length / 2;
  const besides = isSaid && rare.length >= values.length / 2;
  // A sentence that one respondent wrote, or some in few words, beside answers that many gave.
  const sentences =
    once.some(({ code }) => words(code) >= LONG_WORDS) ||
    once.filter(({ code }) => words(code) >= SOME).length >= SOME;
  const isList = frequent.length >= 2 && covered >= 0.8 * present;
  if (!mostlyOnce && !mostlyOwn && !besides && !(sentences && isList)) return { kind: 'answers' };
  return hasCodebook || (!besides && isList)
    ? { kind: 'mixed', frequent: frequent.map(({ code }) => code), rare: rare.length }
    : { kind: 'words' };
}

/** In SQL: a column of texts with one text in the place of all that are no answers. */
export function withoutRareTexts(name: string, frequent: readonly Code[], missing: readonly Code[]): string {
  const column = `CAST(${identifier(name)} AS VARCHAR)`;
  const listed = [...new Set([...frequent, ...missing])].map((code) => literal(String(code))).join(', ');
  return `CASE WHEN ${column} IN (${listed}) THEN ${column} WHEN ${column} IS NOT NULL THEN ${literal(OTHER_TEXTS)} END`;
}
