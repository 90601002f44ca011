/**
 * What names of fields say of words: `itemLabel` stands beside `item` and says what it is called; `waveYear` and `optionOrder`
 * say where a code has its place on an axis. Routes, services and formats derive from the names what `labels` leaves out.
 */

const TEXT_OF_QUESTION = 'questionText';
const LABEL = 'Label';

/** The field whose code a field says in words, such as `item` of `itemLabel`; undefined of a field that says none. */
export function codeInWords(field: string): string | undefined {
  if (field === TEXT_OF_QUESTION) return 'question';
  return field.endsWith(LABEL) && field.length > LABEL.length ? field.slice(0, -LABEL.length) : undefined;
}

/** The field that says a code in words, were it there. */
export const wordsFor = (code: string): string =>
  code === 'question' ? TEXT_OF_QUESTION : `${code}${LABEL}`;

/** Whether a field says when a wave was, or which of the options one is. */
export const isPlace = (field: string): boolean => /^wave\w*(?:Year|Start|End)$|^optionOrder$/.test(field);

/** What `labels` takes, with what each leaves in the rows. */
export const LABELS = {
  both: 'codes, and the words beside them',
  codes: 'codes alone',
  texts: 'words in the place of the codes',
} as const;
export type Labels = keyof typeof LABELS;

const ABBREVIATIONS: Readonly<Record<string, string>> = { ci: 'CI', n: 'n', rho: 'rho', sd: 'SD', p: 'p' };

/** The name of a field as people write it: `ciLower` is `CI lower`, `nA` is `n A`. */
export function headingOf(field: string): string {
  const [first = '', ...others] = field.split(/(?=[A-Z])/);
  const start = ABBREVIATIONS[first] ?? `${first.charAt(0).toUpperCase()}${first.slice(1)}`;
  return [start, ...others.map((word) => (word.length === 1 ? word : word.toLowerCase()))].join(' ');
}
