import { z } from 'zod';
import { invalidQuery, MAXIMUM_ERRORS, parameterError } from '../errors/parameter-error.ts';
import type { ProblemError } from '../schemas/problem.ts';

const shown = (value: unknown): string | null =>
  value === undefined ? null : typeof value === 'string' ? value : JSON.stringify(value);

function errorsOf(
  issue: z.core.$ZodIssue,
  given: Readonly<Record<string, unknown>>,
  known: readonly string[],
): ProblemError[] {
  if (issue.code === 'unrecognized_keys')
    return issue.keys
      .slice(0, MAXIMUM_ERRORS)
      .map((name) =>
        parameterError('body', name, shown(given[name]), 'there is no such argument', known, name),
      );
  const [name = 'arguments', index] = issue.path.map(String);
  const value = given[name];
  const part = Array.isArray(value) && index !== undefined ? (value as unknown[])[Number(index)] : value;
  const allowed = issue.code === 'invalid_value' ? issue.values.map(String) : undefined;
  const isMissing = value === undefined && issue.code === 'invalid_type';
  // Some say themselves what is needed.
  const isUnsaid = isMissing && !issue.message.startsWith('is needed');
  const message = isUnsaid ? 'is needed' : allowed ? 'is not one of the allowed values' : issue.message;
  return [parameterError('body', name, shown(part), message, allowed)];
}

/** The arguments of a tool, checked by its schema. @throws ApiError `invalid-query` with all faults at once */
export function readArguments<Schema extends z.ZodObject>(schema: Schema, given: object): z.output<Schema> {
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  const known = Object.keys(schema.shape);
  const fields = new Map(Object.entries(given));
  const own = Object.fromEntries(fields) as Readonly<Record<string, unknown>>;
  throw invalidQuery(
    result.error.issues.slice(0, MAXIMUM_ERRORS).flatMap((issue) => errorsOf(issue, own, known)),
  );
}
