import type { Reason } from '../schemas/vocabulary.ts';
import { missingWords, percentLevel } from './words.ts';

/** What of a row says how exact it is. */
interface Precision {
  readonly ciLower: number | null;
  readonly roundingLower: number | null;
  readonly reasons: Readonly<Record<string, Reason>>;
}

/**
 * How intervals and rounding are drawn, where any is, and how many rows have no interval.
 *
 * @param what what the intervals are of
 */
export function precisionWords(rows: readonly Precision[], confidence: number, what: string): string[] {
  const withInterval = rows.filter(({ ciLower }) => ciLower !== null).length;
  const reasons = new Set(
    rows.flatMap(({ ciLower, reasons: { ciLower: why } }) =>
      ciLower === null && why ? [missingWords(why)] : [],
    ),
  );
  const which = withInterval === 0 ? 'any row' : `${rows.length - withInterval} of ${rows.length} rows`;
  return [
    ...(withInterval > 0
      ? [`Line with ends: ${percentLevel(confidence)} confidence interval of ${what} (sampling only).`]
      : []),
    ...(rows.some(({ roundingLower }) => roundingLower !== null)
      ? ['Thin line without ends, below: what the published digits leave open (rounding only).']
      : []),
    ...(reasons.size > 0 ? [`No interval of sampling for ${which}: ${[...reasons].join('; ')}.`] : []),
  ];
}
