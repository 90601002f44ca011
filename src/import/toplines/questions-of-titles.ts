/** Lines above a table that say something about it, and are no question. */
const ABOUT =
  /^(?:table|tab\.|figure|chart|bases?|sources?|fieldwork|sample|notes?|among|asked|results?|surveys?|poll|prepared|conducted|dates?|page|back|return|columns?|weight(?:ed|ing)?|unweighted|filter|significan|proportions|overlap|\*|%|©|q?\s*index|contents|all (?:figures|percentages))(?:\b|$)/i;
/** The name of a whole publication. */
const OF_ALL =
  /\b(?:survey|poll|polling|tracker|topline)s? (?:results?|reports?|tables?|data|questionnaires?)\b|^(?:www\.|https?:)/i;
/** Who was asked, or how it was weighted, in brackets. */
const ASIDE = /^[[(].*[\])]\??$/;
const NUMBER_OF_TABLE = /^(?:table|tab\.?)\s+[\w.]+\s*[.:–—-]*\s*/i;
const NUMBER_OF_QUESTION = /^(?:q(?:uestion)?\.?\s?\d+[a-z]?|q[a-z]{0,3}\d+\w*)\b/i;

/** Whether a line in brackets, or the end of a question, says that not all were asked: `[Asked to those who vote; n=1,204]`. */
export const isOfSome = (text: string): boolean =>
  /[[(][^[\]()]*[\])]$/.test(text) &&
  /[[(][^[\]()]*\b(?:asked|only|base|n|those|who|among|excluding|if|respondents|filter)\b[^[\]()]*[\])]$/i.test(
    text,
  );

/** Whether a title asks something, or has the number of a question, and is not only long enough to be one. */
export const isSurelyQuestion = (title: string): boolean =>
  title.includes('?') || NUMBER_OF_QUESTION.test(title);

/**
 * The question among the lines above a table: the last that asks something, or that has the number of a question, or is long enough to be
 * one; null where there is none.
 */
export function questionOfTitles(titles: readonly string[]): string | null {
  const texts = titles
    .map((title) => title.replace(NUMBER_OF_TABLE, '').trim())
    .filter((title) => title !== '' && !/^base\b/i.test(title));
  const open = texts.filter((title) => !ABOUT.test(title) && !OF_ALL.test(title) && !ASIDE.test(title));
  return (
    open.findLast((title) => title.includes('?')) ??
    open.findLast((title) => NUMBER_OF_QUESTION.test(title)) ??
    open.findLast((title) => title.split(/\s+/).length >= 4) ??
    null
  );
}
