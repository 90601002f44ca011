import { didYouMean } from '../errors/faults.ts';

/** Told of each fault, by its place. */
export type ReportPlace = (column: string, message: string) => void;

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
  report(column, `unknown ${what} "${given}"${didYouMean(given, known)}${allowed}`);
}
