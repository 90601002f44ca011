/** What has a code and is called something, if that is known. */
interface Labelled {
  readonly code: string;
  readonly label: string | null;
}

/**
 * Words for each code, no two alike: clients of this dialect find values by their words. What is called nothing, or like another, has its code
 * beside it or in its place.
 */
export function uniqueLabels(values: readonly Labelled[]): string[] {
  const words = values.map(({ code, label }) => (label ?? code).replaceAll(/\s+/g, ' ').trim() || code);
  const count = new Map<string, number>();
  for (const word of words) count.set(word.toLowerCase(), (count.get(word.toLowerCase()) ?? 0) + 1);
  const taken = new Set<string>();
  return words.map((word, i) => {
    const { code } = values[i] as Labelled;
    let label = count.get(word.toLowerCase()) === 1 || word === code ? word : `${word} (${code})`;
    while (taken.has(label.toLowerCase())) label = `${label} (${code})`;
    taken.add(label.toLowerCase());
    return label;
  });
}
