/** A value of a column, and how often it occurs. */
export interface CellText {
  readonly text: string;
  readonly n: number;
}

/** What stands between answers in one cell, those first that hardly stand within one. */
export const SEPARATORS = ['\n', ';', '|', ',', ' '] as const;

/** How cells are divided into answers. */
export interface Division {
  readonly separator: string;
  /** The answers, in the order in which they are met. */
  readonly pieces: readonly string[];
  /** Those of them that hold the separator themselves. */
  readonly joined: readonly string[];
  /** Pieces that are no answers of the question but the words of a few respondents. */
  readonly rare: readonly string[];
}

/** What fewer wrote, in many words, is their own. */
const FEW = 5;
const MANY_WORDS = 4;
/** Whether a text is the words of respondents and no answer: what one alone wrote is so in any case. */
export const isOwnWords = (piece: string, n: number): boolean =>
  n < 2 || (n < FEW && piece.split(/\s+/).length >= MANY_WORDS);
/** How much of what stands between separators must be answers: less where a person says that they divide answers. */
const COVERED = 0.8;
const COVERED_AS_SAID = 0.5;
/** Hardly an answer holds one of these itself. */
const STRONG: ReadonlySet<string> = new Set(['\n', ';', '|']);
/** As many answers as a question may be offered with. */
export const MOST_PIECES = 100;

/** Within an answer that holds the separator it is written so while cells are divided. */
export const INSIDE = '\u001f';

/** All that `String.prototype.trim` takes off, for SQL, whose `trim` takes off but the plain blank. */
const BLANKS =
  '\t\n\v\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff';
/** In SQL: a text without blanks at its ends, as {@link splitCell} takes them off. */
export const trimSql = (text: string): string =>
  `trim(${text}, ${Array.from(BLANKS, (blank) => `chr(${blank.codePointAt(0) ?? 0})`).join(' || ')})`;

/** The answers in a cell, in their order; what holds the separator itself stays whole. */
export function splitCell(text: string, separator: string, joined: readonly string[]): string[] {
  const safe = joined.reduce((rest, one) => rest.replaceAll(one, one.replaceAll(separator, INSIDE)), text);
  return safe
    .split(separator)
    .map((piece) => piece.replaceAll(INSIDE, separator).trim())
    .filter((piece) => piece !== '');
}

const longestFirst = (texts: readonly string[]): string[] =>
  texts.toSorted((a, b) => b.length - a.length || (a < b ? -1 : 1));

/** Divides cells whose answers are known by their codes or labels; null where anything in them is not known. */
export function divideKnown(
  cells: readonly CellText[],
  known: readonly string[],
  separators: readonly string[],
): Division | null {
  const names = new Set(known);
  for (const separator of separators) {
    const joined = longestFirst(known.filter((one) => one.includes(separator)));
    const split = cells.map(({ text }) => splitCell(text, separator, joined));
    const isSeveral =
      split.some((pieces) => pieces.length > 1) || cells.some(({ text }) => text.endsWith(separator));
    if (isSeveral && split.every((pieces) => pieces.every((piece) => names.has(piece))))
      return { separator, pieces: known, joined, rare: [] };
  }
  return null;
}

interface Counted {
  n: number;
  readonly cells: Set<string>;
  alone: boolean;
}

function count(
  cells: readonly CellText[],
  separator: string,
  joined: readonly string[],
): Map<string, Counted> {
  const counts = new Map<string, Counted>();
  for (const { text, n } of cells) {
    const pieces = new Set(splitCell(text, separator, joined));
    for (const piece of pieces) {
      const counted = counts.get(piece) ?? { n: 0, cells: new Set<string>(), alone: false };
      counted.n += n;
      counted.cells.add(text);
      counted.alone ||= pieces.size === 1;
      counts.set(piece, counted);
    }
  }
  return counts;
}

/** Answers that hold the separator: pieces that never occur but one behind the other, in cells that differ otherwise. */
function joinPieces(cells: readonly CellText[], separator: string): string[] {
  const joined: string[] = [];
  const glue = separator === ' ' ? ' ' : `${separator} `;
  for (let round = 0; round < 20; round += 1) {
    const counts = count(cells, separator, longestFirst(joined));
    const follows = new Map<string, string | null>();
    const precedes = new Map<string, string | null>();
    for (const { text } of cells) {
      const pieces = splitCell(text, separator, longestFirst(joined));
      pieces.forEach((piece, i) => {
        const [next, before] = [pieces[i + 1] ?? null, pieces[i - 1] ?? null];
        follows.set(piece, follows.has(piece) && follows.get(piece) !== next ? null : next);
        precedes.set(piece, precedes.has(piece) && precedes.get(piece) !== before ? null : before);
      });
    }
    const pair = [...counts].find(([piece, { n, cells: where }]) => {
      const next = follows.get(piece);
      if (next === null || next === undefined || precedes.get(next) !== piece) return false;
      const both = counts.get(next);
      return (
        both?.n === n &&
        n >= FEW &&
        where.size >= 3 &&
        cells.some(({ text }) => text.includes(piece + glue + next))
      );
    });
    if (!pair) break;
    const [piece] = pair;
    joined.push(piece + glue + String(follows.get(piece)));
  }
  return longestFirst(joined);
}

/**
 * Divides cells of which no codebook says what may stand in them. They are several answers if the pieces come together in many
 * ways, and in different numbers; so "Yes, always" and "No, never" are none.
 */
function divideBy(cells: readonly CellText[], separator: string, isSure: boolean): Division | null {
  const joined = separator === ' ' ? [] : joinPieces(cells, separator);
  const inCells = cells.map(({ text }) => splitCell(text, separator, joined));
  // Who ticks an answer ticks it once.
  if (!isSure && inCells.some((pieces) => new Set(pieces).size !== pieces.length)) return null;
  const counts = count(cells, separator, joined);
  const total = [...counts.values()].reduce((sum, { n }) => sum + n, 0);
  const answers = [...counts].filter(([piece, { n }]) => !isOwnWords(piece, n));
  const isAnswer = new Set(answers.map(([piece]) => piece));
  const rare = [...counts.keys()].filter((piece) => !isAnswer.has(piece));
  const covered = answers.reduce((sum, [, { n }]) => sum + n, 0);
  // Comments may hold what a person says divides answers, too.
  const enough = isSure ? COVERED_AS_SAID : COVERED;
  if (answers.length < 2 || answers.length > MOST_PIECES || covered < enough * total) return null;
  const combinations = new Set(
    inCells.map((pieces) =>
      pieces
        .filter((piece) => isAnswer.has(piece))
        .toSorted()
        .join('\u001e'),
    ),
  );
  const sizes = new Set(inCells.map(({ length }) => length));
  const names = answers.map(([piece]) => piece);
  const division = { separator, pieces: names, joined, rare };
  if (isSure) return division;
  const several = [...sizes].some((size) => size > 1);
  const free = answers.filter(([, { cells: where }]) => where.size >= 2).length;
  const isStrong = STRONG.has(separator);
  const isVaried = isStrong
    ? combinations.size >= answers.length / 2
    : sizes.size > 1 && combinations.size > answers.length;
  if (!several || !isVaried || free < answers.length / 2) return null;
  if (separator === ' ') {
    // Words are divided by blanks too: only codes and short names are taken for answers.
    const areNames = names.every((piece) => /^[\p{Ll}\d][\p{Ll}\d_-]*$/u.test(piece));
    const areCodes = names.every((piece) => /^\d+$/.test(piece));
    const isFree = Math.max(...sizes) >= 3 && combinations.size > 1.5 * answers.length;
    if (!areNames || !(areCodes || isFree)) return null;
  }
  // A number with a comma in it is no two answers.
  if (separator === ',' && cells.every(({ text }) => /^-?\d+(?:,\d+)?$/.test(text))) {
    const isAscending = cells.every(({ text }) => {
      const [a, b] = text.split(',').map(Number);
      return b === undefined || (a ?? 0) < b;
    });
    if (!isAscending) return null;
  }
  return division;
}

/** Divides the cells of a column into answers; null where each holds one. */
export function divideCells(cells: readonly CellText[], separators: readonly string[]): Division | null {
  for (const separator of separators) {
    if (!cells.some(({ text }) => text.includes(separator))) continue;
    const found = divideBy(cells, separator, false);
    if (found) return found;
  }
  return null;
}

/** Divides cells by what a person says divides them; null where most of what comes out is words of respondents. */
export const divideAsSaid = (cells: readonly CellText[], separator: string): Division | null =>
  divideBy(cells, separator, true);
