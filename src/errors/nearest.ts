import { distance } from 'fastest-levenshtein';

/** What is longer is cut: it is no slip of the pen, and distances of long texts take long. */
const LONGEST = 200;

/** From so many characters on, the start of a word means the word; a shorter start must end where a part of it ends. */
const START = 3;

/** Whether `given` is how `word` begins, such as `voter` for `voter-category`. */
function begins(word: string, given: string): boolean {
  if (given === '' || word.length === given.length || !word.startsWith(given)) return false;
  return given.length >= START || !/[\p{L}\p{N}]/u.test(word.charAt(given.length));
}

interface Nearness {
  readonly word: string;
  /** Slips between what was given and the word; a word that was only begun counts as one slip. */
  readonly slips: number;
}

function ranked(given: string, known: readonly string[]): Nearness[] {
  const cut = given.slice(0, LONGEST);
  const lower = cut.toLowerCase();
  return known
    .map((word) => {
      const small = word.toLowerCase();
      const edits = distance(lower, small);
      const slips = begins(small, lower) ? Math.min(edits, 1) : edits;
      const inCase = lower === cut && small === word ? edits : distance(cut, word);
      return { word, slips, edits, inCase };
    })
    .toSorted((a, b) => a.slips - b.slips || a.edits - b.edits || a.inCase - b.inCase);
}

/**
 * The known words, the ones most like the given first: by the number of letters to be changed, added or left out, no matter
 * their case. A word that begins with what was given comes as near as a word with one slip. Words as near as each other keep
 * their order.
 */
export function nearestFirst(given: string, known: readonly string[]): string[] {
  return ranked(given, known).map(({ word }) => word);
}

/**
 * The known word that was probably meant; null where none is near enough: at most two slips, or a third of the letters of what
 * was given.
 */
export function nearest(given: string, known: readonly string[]): string | null {
  const [best] = ranked(given, known);
  const most = Math.max(2, Math.min(given.length, LONGEST) / 3);
  return best && best.slips <= most ? best.word : null;
}
