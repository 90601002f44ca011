import { ApiError } from './api-error.ts';
import type { ProblemError } from '../schemas/problem.ts';
import { nearestFirst } from './nearest.ts';

const MAXIMUM_ALLOWED = 100;
const MAXIMUM_VALUE = 200;

/** Faults of one kind that are named in one answer: what is allowed is searched for each of them. */
export const MAXIMUM_ERRORS = 20;

/**
 * A fault of one parameter, with the allowed values nearest first and the best one spelled out in the message.
 *
 * @param like what the allowed values are held against, if not the value: a misspelt name, say
 */
export function parameterError(
  where: ProblemError['in'],
  name: string,
  value: string | null,
  message: string,
  known?: readonly string[],
  like: string = value ?? '',
): ProblemError {
  const cut = value === null ? null : value.slice(0, MAXIMUM_VALUE);
  if (!known) return { in: where, name, value: cut, message };
  const allowed = nearestFirst(like, known);
  const hint = allowed[0] === undefined ? '' : `; the nearest that is allowed is "${allowed[0]}"`;
  return {
    in: where,
    name,
    value: cut,
    message: `${message}${hint}`,
    allowed: allowed.slice(0, MAXIMUM_ALLOWED),
  };
}

/** The 400 that lists every fault of a query. */
export function invalidQuery(errors: readonly ProblemError[]): ApiError {
  const detail = errors
    .map(({ name, value, message }) => `${name}${value === null ? '' : `=${value}`} ${message}`)
    .join('. ');
  return new ApiError('invalid-query', `${detail}.`, { errors });
}
