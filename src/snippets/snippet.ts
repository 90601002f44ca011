/** What code is written for: an answer, by its address and form. */
export interface Request {
  /** Absolute address of the answer. */
  readonly url: string;
  /** Id of the representation; JSON if the query names none. */
  readonly format: string;
  /** Whether the representation is bytes rather than text. */
  readonly binary: boolean;
  /** Name of the file that it becomes. */
  readonly fileName: string;
  /** Names of columns of texts that look like numbers, such as the codes of waves: a reader of CSV must be told. */
  readonly texts: readonly string[];
  /** Names of columns of truth values. */
  readonly truths: readonly string[];
  /** Whether it is a single thing rather than a table. */
  readonly single: boolean;
  /** Whether there are rows beyond those of this page. */
  readonly more: boolean;
  /** Absolute address of a picture of the same; null: there is none. */
  readonly picture: string | null;
}

/** Code in one language that gets an answer and shows it. */
export interface Snippet {
  readonly id: string;
  readonly description: string;
  code(request: Request): string;
}

/** What to say where the answer is one page of several. */
export const MORE = 'These are not all rows: limit=all in the address gives all of them at once.';

/** What to say before the address of a picture. */
export const PICTURE = 'The same as a picture';

/** A text in double quotes as JSON writes it, in ASCII alone: Python, R and JavaScript read it as the same text. */
export function quoted(text: string): string {
  return JSON.stringify(text).replaceAll(
    /[^\x20-\x7e]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

export const codeLines = (...all: readonly (string | false)[]): string =>
  all.map((line) => (line === false ? '' : `${line}\n`)).join('');
