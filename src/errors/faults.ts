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

/** An error that tells of all faults that were found. It says of what: see the classes that extend it. */
export abstract class FaultError extends Error {
  readonly faults: readonly Fault[];

  constructor(faults: readonly Fault[], options?: ErrorOptions) {
    super(faults.map(formatFault).join('\n'), options);
    this.faults = faults;
  }
}

/** A release, or a draft that is to be one, that cannot be served. */
export class ReleaseFault extends FaultError {
  override readonly name = 'ReleaseFault';
}

/** ` (did you mean "x"?)` where a known word was probably meant, else nothing. */
export function didYouMean(given: string, known: readonly string[]): string {
  const best = nearest(given, known);
  return best === null ? '' : ` (did you mean "${best}"?)`;
}
