/** Where the wording of a question may end and that of an item begin. */
export const BORDER = /(?:[:?.!…]+(?:\s[-–—])?|\s[-–—])\s+/g;

/** Divides labels such as `Media used: radio` into what they share and what they do not; null if they share nothing. */
export function divideLabels(labels: readonly string[]): { text: string; items: string[] } | null {
  const [first = ''] = labels;
  let best: { text: string; items: string[] } | null = null;
  for (const { 0: border, index } of first.matchAll(BORDER)) {
    const head = first.slice(0, index + border.length);
    if (labels.every((label) => label.startsWith(head) && label.length > head.length))
      best = {
        text: head.trim().replace(/(?:\s*[:–—-])+$/, ''),
        items: labels.map((label) => label.slice(head.length).trim()),
      };
    const tail = first.slice(index + border.length);
    const ending = border + tail;
    if (
      best === null &&
      tail !== '' &&
      labels.every((label) => label.endsWith(ending) && label.length > ending.length)
    )
      best = { text: tail.trim(), items: labels.map((label) => label.slice(0, -ending.length).trim()) };
  }
  return best;
}
