import type { z } from 'zod';
import type { Fault } from './faults.ts';
import { misfitInWords, withValue } from './issue-words.ts';
import { branchesOf, schemaAt } from './schema-form.ts';

/** What is wrong at a place of a document. */
interface Misfit {
  readonly path: readonly PropertyKey[];
  readonly message: string;
  /** It is another kind of thing altogether than what is right. */
  readonly otherKind: boolean;
  /** How many things are wrong there. */
  readonly count: number;
}

/** The words of an issue that its schema has none for. */
const UNSAID = '';

const valueAt = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>((inner, part) => (Object(inner) as Record<PropertyKey, unknown>)[part], value);

const countOf = (misfits: readonly Misfit[]): number => misfits.reduce((sum, { count }) => sum + count, 0);

/** Of forms that a value may have, the faults of the one that it comes nearest to; null: it has none of them. */
function nearestMisfits(branches: readonly z.core.$ZodType[], value: unknown): readonly Misfit[] | null {
  const tried = branches
    .map((branch) => misfitsOf(branch as z.ZodType, value))
    .filter((misfits) => !misfits.some(({ path, otherKind }) => otherKind && path.length === 0))
    .toSorted((a, b) => countOf(a) - countOf(b));
  return tried[0] ?? null;
}

function misfitsOfIssue(schema: z.core.$ZodType, value: unknown, issue: z.core.$ZodIssue): readonly Misfit[] {
  const { path, code, message } = issue;
  const at = schemaAt(schema, path) ?? schema;
  const given = valueAt(value, path);
  if (message !== UNSAID) return [{ path, message: withValue(message, given), otherKind: false, count: 1 }];
  const nearest = code === 'invalid_union' ? nearestMisfits(branchesOf(at), given) : null;
  if (nearest) return nearest.map((one) => ({ ...one, path: [...path, ...one.path] }));
  const otherKind = code === 'invalid_type' || code === 'invalid_value' || code === 'invalid_union';
  const count = code === 'unrecognized_keys' ? issue.keys.length : 1;
  return [{ path, message: misfitInWords(issue, at, given), otherKind, count }];
}

function misfitsOf(schema: z.ZodType, value: unknown): readonly Misfit[] {
  const { error } = schema.safeParse(value, { error: () => UNSAID });
  return error?.issues.flatMap((issue) => misfitsOfIssue(schema, value, issue)) ?? [];
}

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
 * Reads a value of a file as what a schema says that it is: the one way from a schema to faults. Each says what was found, and
 * what would be right.
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
  const result = schema.safeParse(value);
  if (result.success) return { data: result.data, faults: [] };
  const faults = misfitsOf(schema, value).map(({ path, message }) => ({
    file,
    row,
    column: pathOf(path),
    message,
  }));
  return { data: null, faults };
}
