import { didYouMean } from '../errors/faults.ts';

/** A code that its list does not hold. */
interface UnknownCode {
  readonly what: string;
  readonly given: string;
  readonly known: readonly string[];
}

/** Told of each fault, by its place; and of a code that is not there, what there is. */
export type ReportPlace = (column: string, message: string, unknown?: UnknownCode) => void;

/** Reports a code that its list does not hold. `null` means that there is nothing to check. */
export function mustExist(
  report: ReportPlace,
  what: string,
  column: string,
  given: string | null,
  known: readonly string[],
): void {
  if (given === null || known.includes(given)) return;
  const allowed =
    known.length > 0 ? `: one of ${known.slice(0, 20).join(', ')}${known.length > 20 ? ', …' : ''}` : '';
  report(column, `unknown ${what} "${given}"${didYouMean(given, known)}${allowed}`, { what, given, known });
}
