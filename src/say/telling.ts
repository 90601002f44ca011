import { REASONS, type Reason } from '../schemas/vocabulary.ts';
import type { Measure } from '../schemas/vocabulary.ts';
import { computedNumber, publishedNumber, saidP } from './numbers.ts';

/**
 * What may be said of a difference:
 * - `significant`: it is larger than sampling error explains, and the digits settle which way it goes
 * - `published`: nobody can test it, and in the published figures its direction is certain, however they were rounded
 * - `open`: no difference can be told, and why
 */
export type Tellable =
  | { readonly kind: 'significant'; readonly why: string }
  | { readonly kind: 'published'; readonly why: string }
  | { readonly kind: 'open'; readonly why: string };

/** What decides what may be said: the fields of a row of differences. */
export interface Difference {
  /** The difference; null: there is none, so that nothing is said. */
  readonly value: number | null;
  /** Whether its direction holds, however its figures were rounded. */
  readonly isSettled: boolean;
  readonly pValue: number | null;
  readonly pAdjusted: number | null;
  readonly significant: boolean | null;
  readonly reasons: Readonly<Record<string, Reason>>;
}

/** Why there is no test of figures that are not in doubt themselves, in words. */
const UNTESTED: Readonly<Partial<Record<Reason, string>>> = {
  'base-unknown': 'not all bases are known',
  'not-applicable-to-measure': 'there is no test of figures of this kind',
  'overlapping-audiences': 'it is not known how many respondents are in both audiences',
  'waves-not-independent': 'the same people were asked in both waves',
};

/** Whether the figures of a difference were published, and not computed from records. */
const isPublished = ({ reasons }: Pick<Difference, 'reasons'>): boolean =>
  reasons['roundingLower'] !== 'not-rounded';

/** Whether one of the figures was published as approximate, or as a bound. */
export const isInexact = ({ reasons }: Pick<Difference, 'reasons'>): boolean =>
  reasons['roundingLower'] === 'inexact-figure';

const asClause = (sentence: string): string =>
  `${sentence.charAt(0).toLowerCase()}${sentence.slice(1).replace(/\.$/, '')}`;

/** What may be said of a difference; null: nothing, since there is none. */
export function tellingOf(difference: Difference): Tellable | null {
  const { value, isSettled, pValue, pAdjusted, significant, reasons } = difference;
  if (value === null) return null;
  const open = (why: string): Tellable => ({ kind: 'open', why });
  if (isInexact(difference)) return open('a figure was published as approximate');
  if (!isSettled) return open(value === 0 ? 'the figures are the same' : 'rounding leaves it open');
  const p = pAdjusted === null ? '' : ` (${saidP(pAdjusted, pAdjusted !== pValue)})`;
  if (significant === true) return { kind: 'significant', why: p.slice(2, -1) };
  if (significant === false) return open(`sampling error may explain it${p}`);
  const reason = reasons['significant'] ?? reasons['pValue'];
  const why = reason && UNTESTED[reason];
  if (why !== undefined && isPublished(difference)) return { kind: 'published', why };
  return open(reason === undefined ? 'there is no test of it' : asClause(REASONS[reason]));
}

/** How the numbers of a row are written: with the digits that were published, or those of computed ones. */
export const writerOf = (
  row: Pick<Difference, 'reasons'> & { readonly measure: Measure },
): ((value: number) => string) =>
  isPublished(row) ? (value) => publishedNumber(value) : (value) => computedNumber(value, row.measure);

/** What is added where a difference cannot be tested. */
export const untestedWords = (why: string): string =>
  `; whether sampling error explains it cannot be told: ${why}`;

/** What is added where it was tested, and is there. */
export const TESTED = ', which sampling error does not explain';
