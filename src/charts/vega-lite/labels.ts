/** Letters of a line of a label, about: beside the marks, and above a column of them. */
const LINE = 44;
export const COLUMN_LINE = 16;
/** Takes no room: it tells two labels apart that read alike, which would else be one place of an axis. */
const APART = '\u200b';

/** A text in lines that end between words, which Vega does not break by itself; a word that is longer than a line stays whole. */
export function inLines(text: string, letters: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1);
    if (last === undefined || last.length + word.length + 1 > letters) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}

/** What makes an axis show the lines of a label below each other: labels are data, and never part of an expression. */
export const LINES = "split(datum.label, '\\n')";

/**
 * A label for each thing, in lines, and another for each other thing.
 *
 * @param keyOf what things are the same
 * @param say what they are called, which two may share
 * @param letters of a line, about
 */
export function labelsOf<Thing>(
  things: readonly Thing[],
  keyOf: (thing: Thing) => string,
  say: (thing: Thing) => string,
  letters = LINE,
): (thing: Thing) => string {
  const labels = new Map<string, string>();
  const used = new Set<string>();
  for (const thing of things) {
    const key = keyOf(thing);
    if (labels.has(key)) continue;
    let label = inLines(say(thing), letters).join('\n');
    while (used.has(label)) label += APART;
    used.add(label);
    labels.set(key, label);
  }
  return (thing) => labels.get(keyOf(thing)) ?? '';
}

/** Pixels between an axis at the top and its labels, of which the lines below the first one stand there. */
export const paddingFor = (labels: readonly string[]): number =>
  Math.max(4, ...labels.map((label) => (label.split('\n').length - 1) * 13 + 4));

/** Pixels that a place of an axis needs for the labels that stand there. */
export const stepFor = (labels: readonly string[], least: number): number =>
  Math.max(least, ...labels.map((label) => label.split('\n').length * 13 + 8));
