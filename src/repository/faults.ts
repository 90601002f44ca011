import { distance } from 'fastest-levenshtein';
import type { z } from 'zod';

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

/** ` (did you mean "x"?)` where a known word is close to the given one, else nothing. */
export function didYouMean(given: string, known: readonly string[]): string {
  const [best] = [...known].toSorted((a, b) => distance(given, a) - distance(given, b));
  return best !== undefined && distance(given, best) <= Math.max(2, given.length / 3)
    ? ` (did you mean "${best}"?)`
    : '';
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
    message: issue.message,
  }));
}
