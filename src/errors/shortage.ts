import { ApiError } from './api-error.ts';

/** Soon enough: descriptors come back when clients go. */
const RETRY_SECONDS = '5';

/** What the process, or the machine, may be out of for a while, by the codes of the operating system. */
const SHORT: Readonly<Record<string, string>> = {
  EMFILE: 'file descriptors',
  ENFILE: 'file descriptors',
  ENOMEM: 'memory',
  EAGAIN: 'threads',
};

/** What engines say of the same, who hand on the words of the operating system and not its code. */
const WORDS: readonly (readonly [RegExp, string])[] = [
  [/Too many open files/i, 'file descriptors'],
  [/Cannot allocate memory/i, 'memory'],
];

/** What is lacking, by an error and by those that it was caused by; null: it is another kind of error. */
function lackOf(error: unknown): string | null {
  for (let one = error; one instanceof Error; one = one.cause) {
    const { code = '', message } = one as NodeJS.ErrnoException;
    const lack = SHORT[code] ?? WORDS.find(([words]) => words.test(message))?.[1];
    if (lack !== undefined) return lack;
  }
  return null;
}

/**
 * What a client is told of an error that is no fault of the software nor of the request, and passes by itself: the process has
 * no more descriptors, memory or threads for the moment.
 *
 * @returns null for any other error
 */
export function shortage(error: unknown): ApiError | null {
  const lack = lackOf(error);
  if (lack === null) return null;
  return new ApiError('unavailable', `The service has no ${lack} left. Try again in a few seconds.`, {
    headers: { 'retry-after': RETRY_SECONDS },
  });
}
