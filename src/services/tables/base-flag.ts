import { BASE_FLAGS, type BaseFlag, type Qualifier } from '../../schemas/vocabulary.ts';

/** Respondents below which a base is marked, as survey.json sets them. */
export interface BaseThresholds {
  readonly small: number;
  readonly verySmall: number;
}

/**
 * How a base is marked: `very-small` if n < `verySmall`, else `small` if n < `small`, else null. A mark is advice to the reader, and changes
 * no figure.
 *
 * A base that is only known as "more than n" is not known to be small, and has no mark; one of "less than n" is marked as the largest that it
 * may be, n − 1; one of "approximately n" as n.
 *
 * @param n respondents, unweighted, exactly as the row shows them (of perturbed counts the perturbed ones); null: not known, or hidden. It is
 *   then marked null too, so that a mark never tells of a base that is not shown
 * @param qualifier how firmly n is known
 * @example
 * baseFlag(49, { small: 100, verySmall: 50 }) // => 'very-small'
 */
export function baseFlag(
  n: number | null,
  { small, verySmall }: BaseThresholds,
  qualifier: Qualifier | null = 'exact',
): BaseFlag | null {
  if (n === null || qualifier === 'more-than') return null;
  const most = qualifier === 'less-than' ? n - 1 : n;
  if (most < verySmall) return 'very-small';
  return most < small ? 'small' : null;
}

/** The mark of the smallest of several bases, each as {@link baseFlag} marks it: null where none of them is known to be small. */
export function smallestBaseFlag(flags: readonly (BaseFlag | null)[]): BaseFlag | null {
  return BASE_FLAGS.findLast((flag) => flags.includes(flag)) ?? null;
}

/** What the marks of an answer stand for, with the thresholds of its survey. */
export const baseFlagMethod = ({ small, verySmall }: BaseThresholds): string =>
  `Advice, which changes no figure: small where n, unweighted, is below ${small}, very-small below ${verySmall}; null where it is not, or n is null or only known to be more.`;
