import { z } from 'zod';
import { didYouMean, type Fault } from './faults.ts';

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

/** The words for what a file may not hold. What it has no words for is left to the schema. */
const inPlainWords: z.core.$ZodErrorMap = (issue) => {
  if (issue.code === 'unrecognized_keys') {
    const { inst } = issue;
    const known = inst instanceof z.ZodObject ? Object.keys(inst.shape) : [];
    return aboutKeys(issue.keys, known);
  }
  if (issue.code !== 'invalid_value') return undefined;
  const name = issue.path?.findLast((part) => typeof part === 'string');
  return aboutValue(name ?? 'value', issue.input, issue.values);
};

/** The path of a value inside a document, written as in JavaScript; null for the document itself. */
function pathOf(path: readonly PropertyKey[]): string | null {
  const names = path.map((part, i) =>
    typeof part === 'number' ? `[${part}]` : `${i > 0 ? '.' : ''}${String(part)}`,
  );
  return names.join('') || null;
}

/** A value as a schema has it; or null, and why it cannot be had. */
export type ReadAs<T> =
  | { readonly data: T; readonly faults: readonly [] }
  | { readonly data: null; readonly faults: Fault[] };

/**
 * Reads a value of a file as what a schema says that it is: the one way from a schema to faults.
 *
 * @param file what the faults call the file
 * @param row the line that the value stands on, if it stands on one
 */
export function readAs<S extends z.ZodType>(
  schema: S,
  value: unknown,
  file: string,
  row: number | null = null,
): ReadAs<z.output<S>> {
  const result = schema.safeParse(value, { error: inPlainWords });
  if (result.success) return { data: result.data, faults: [] };
  const faults = result.error.issues.map(({ path, message }) => ({
    file,
    row,
    column: pathOf(path),
    message,
  }));
  return { data: null, faults };
}
