import { html, type Markup } from '../../../html/html.ts';

/** A word of a text: as it is compared, and where it stands. */
interface Word {
  readonly word: string;
  readonly start: number;
  readonly end: number;
}

/** Finds words by the rules of Unicode (UAX 29), also in scripts that put no spaces between them. */
const segmenter = new Intl.Segmenter('en', { granularity: 'word' });

/** A word without case, accents and compatibility forms. */
const folded = (word: string): string => word.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();

/** The words of a text, in their order. */
export function wordsOf(text: string): Word[] {
  return [...segmenter.segment(text)].flatMap(({ segment, index, isWordLike = false }) => {
    const word = isWordLike ? folded(segment) : '';
    return word === '' ? [] : [{ word, start: index, end: index + segment.length }];
  });
}

/** A text as HTML: escaped, with the words that were found in `<mark>`. */
export function highlight(text: string, found: (word: string) => boolean): string {
  const parts: (string | Markup)[] = [];
  let done = 0;
  for (const { word, start, end } of wordsOf(text)) {
    if (!found(word)) continue;
    parts.push(text.slice(done, start), html`<mark>${text.slice(start, end)}</mark>`);
    done = end;
  }
  return html`${parts}${text.slice(done)}`.text;
}
