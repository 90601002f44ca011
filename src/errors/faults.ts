import { z } from 'zod';
import { nearest } from './nearest.ts';

/** One thing that is wrong with a file of a dataset, and where. */
export interface Fault {
  readonly file: string;
  /** Line of the file, from 1; null where the fault is not on one line. */
  readonly row: number | null;
  /** Name of the column, or the path of the value inside a JSON document. */
  readonly column: string | null;
  readonly message: string;
}

/** `file:row:column: what`, leaving out what is not known. */
export function formatFault({ file, row, column, message }: Fault): string {
  return `${[file, row, column].filter((part) => part !== null).join(':')}: ${message}`;
}

/** A release that cannot be served, with every fault that was found. */
export class ReleaseFault extends Error {
  override readonly name = 'ReleaseFault';
  readonly faults: readonly Fault[];

  constructor(faults: readonly Fault[], options?: ErrorOptions) {
    super(faults.map(formatFault).join('\n'), options);
    this.faults = faults;
  }
}

/** ` (did you mean "x"?)` where a known word was probably meant, else nothing. */
export function didYouMean(given: string, known: readonly string[]): string {
  const best = nearest(given, known);
  return best === null ? '' : ` (did you mean "${best}"?)`;
}

/** A value of a document, as a message shows it. */
const shown = (value: unknown): string => {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
};

const listed = (words: readonly unknown[]): string => words.map(String).join(', ');

function aboutKeys(keys: readonly string[], known: readonly string[]): string {
  return keys
    .map((key) => {
      const near = didYouMean(key, known);
      const allowed = near === '' && known.length > 0 ? `: one of ${listed(known)}` : '';
      return `unknown key "${key}"${near}${allowed}`;
    })
    .join('; ');
}

function aboutValue(name: string, given: unknown, allowed: readonly unknown[]): string {
  const [only, ...others] = allowed;
  const right = others.length === 0 ? shown(only) : `one of ${listed(allowed)}`;
  if (given === undefined) return `is missing: ${right}`;
  if (others.length === 0) return `must be ${right}, not ${shown(given)}`;
  const near = typeof given === 'string' ? didYouMean(given, allowed.map(String)) : '';
  return `unknown ${name} ${shown(given)}${near}: ${right}`;
}

/**
 * The words for what a file of a dataset holds and may not: give it to `safeParse` as `error`, which alone knows the value
 * and the keys that there are. What it has no words for is left to the schema.
 */
export const inPlainWords: z.core.$ZodErrorMap = (issue) => {
  if (issue.code === 'unrecognized_keys') {
    const { inst } = issue;
    const known = inst instanceof z.ZodObject ? Object.keys(inst.shape) : [];
    return aboutKeys(issue.keys, known);
  }
  if (issue.code !== 'invalid_value') return undefined;
  const name = issue.path?.findLast((part) => typeof part === 'string');
  return aboutValue(name ?? 'value', issue.input, issue.values);
};

/** What zod says by itself, where a document was read without `inPlainWords`. */
function plainly(issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys' && issue.message.startsWith('Unrecognized'))
    return aboutKeys(issue.keys, []);
  if (issue.code === 'invalid_value' && issue.message.startsWith('Invalid'))
    return `must be ${issue.values.length === 1 ? shown(issue.values[0]) : `one of ${listed(issue.values)}`}`;
  return issue.message;
}

/** Turns what zod found in a JSON document into faults, with the path written as in JavaScript. */
export function zodFaults(file: string, error: z.ZodError, row: number | null = null): Fault[] {
  return error.issues.map((issue) => ({
    file,
    row,
    column:
      issue.path
        .map((part, i) => (typeof part === 'number' ? `[${part}]` : `${i > 0 ? '.' : ''}${String(part)}`))
        .join('') || null,
    message: plainly(issue),
  }));
}
