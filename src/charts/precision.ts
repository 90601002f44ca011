import type { Reason } from '../schemas/vocabulary.ts';
import { missingWords, percentLevel } from './words.ts';

/** Both ends of an interval. */
export type Ends = readonly [low: number, high: number];

/** Both ends of an interval; null where one is not known. */
const ends = (low: number | null | undefined, high: number | null | undefined): Ends | null =>
  low === null || low === undefined || high === null || high === undefined ? null : [low, high];

/** What of a row says how exact it is. */
interface Precision {
  readonly ciLower: number | null;
  readonly ciUpper: number | null;
  readonly roundingLower: number | null;
  readonly roundingUpper: number | null;
}

/** Between which figures the sample leaves the figure of a row, at the level of the answer. */
export const samplingRange = ({ ciLower, ciUpper }: Pick<Precision, 'ciLower' | 'ciUpper'>): Ends | null =>
  ends(ciLower, ciUpper);
/** Between which figures its published digits leave it. */
export const roundingRange = ({ roundingLower, roundingUpper }: Precision): Ends | null =>
  ends(roundingLower, roundingUpper);

/** Why rows have no interval of sampling, each reason once. */
export const whyNoInterval = (
  rows: readonly (Pick<Precision, 'ciLower'> & { readonly reasons: Readonly<Record<string, Reason>> })[],
): string[] => [
  ...new Set(
    rows.flatMap(({ ciLower, reasons: { ciLower: why } }) =>
      ciLower === null && why ? [missingWords(why)] : [],
    ),
  ),
];

/**
 * How intervals and rounding are drawn, where any is, and how many rows have no interval.
 *
 * @param what what the intervals are of
 */
export function precisionWords(
  rows: readonly (Precision & { readonly reasons: Readonly<Record<string, Reason>> })[],
  confidence: number,
  what: string,
): string[] {
  const withInterval = rows.filter((row) => samplingRange(row) !== null).length;
  const reasons = whyNoInterval(rows);
  const which = withInterval === 0 ? 'any row' : `${rows.length - withInterval} of ${rows.length} rows`;
  return [
    ...(withInterval > 0
      ? [`Line with ends: ${percentLevel(confidence)} confidence interval of ${what} (sampling only).`]
      : []),
    ...(rows.some((row) => roundingRange(row) !== null)
      ? ['Thin line without ends, below: what the published digits leave open (rounding only).']
      : []),
    ...(reasons.length > 0 ? [`No interval of sampling for ${which}: ${reasons.join('; ')}.`] : []),
  ];
}
