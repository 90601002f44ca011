/**
 * The closed word lists that datasets, queries and answers share. Every other module takes its enums from
 * here, so a word is spelled once.
 */
export const MEASURES = ['percent', 'rank', 'mean', 'count', 'median', 'quantile', 'total', 'net'] as const;
export type Measure = (typeof MEASURES)[number];
/** Measures that only Topline makes: a quantile needs to be told which, a net is made of shares. */
export const NEVER_PUBLISHED = ['quantile', 'net'] as const satisfies readonly Measure[];
/** Whether a figure of a measure can be one that somebody published. */
export const canBePublished = (
  measure: Measure,
): measure is Exclude<Measure, (typeof NEVER_PUBLISHED)[number]> =>
  !NEVER_PUBLISHED.some((one) => one === measure);

export const QUALIFIERS = ['exact', 'approximately', 'more-than', 'less-than'] as const;
export type Qualifier = (typeof QUALIFIERS)[number];

/** What a row of toplines.csv is: the only version of a figure, or one of several that disagree. */
export const STATUSES = ['reported', 'preferred', 'alternative'] as const;

export const QUESTION_TYPES = ['single', 'multiple', 'ranking', 'scale', 'numeric'] as const;
/** Those of which everybody gives one answer, so that shares of options add up. */
export const ONE_ANSWER_TYPES: ReadonlySet<(typeof QUESTION_TYPES)[number]> = new Set(['single', 'scale']);
/** How replicate weights were made. */
export const REPLICATE_METHODS = ['jk1', 'jkn', 'brr', 'fay', 'bootstrap'] as const;
/** How small numbers of records are protected. */
export const DISCLOSURE_METHODS = ['suppress', 'cell-key'] as const;
/** The noise of `cell-key` where a survey names none. */
export const DEFAULT_NOISE = { bound: 5, variance: 2 } as const;
export const WORDINGS = ['verbatim', 'reconstructed', 'unknown'] as const;
export const LABEL_BASES = ['published', 'inferred', 'unknown'] as const;

/** Why a number is null. An answer never holds a zero or a sentinel in the place of one of these. */
export const REASONS = {
  'base-unknown': 'The number of respondents behind the figure is not known, or only as a bound.',
  'not-asked': 'The audience was not asked the question.',
  'not-reported': 'The audience was asked, or may have been, but no source reports the figure.',
  'suppressed-low-base': 'The base is smaller than the survey allows to be shown.',
  'suppressed-disclosure': 'The figure is hidden because it could identify a respondent.',
  'wording-break': 'The wording or the base of the question changed between the waves.',
  'not-applicable-to-measure': 'The quantity is not defined for this measure.',
  'single-psu': 'A stratum has only one primary sampling unit, so its variance is not defined.',
  'inexact-figure':
    'The figure was published as approximate or as a bound, so its digits do not say how exact it is.',
  'design-unknown': 'How the sample was drawn is not published, so its design effect is not known.',
  'not-tested': 'The claim is not about significance, or is settled without a test.',
  'base-known': 'All bases are known, so that there is nothing to bound.',
  'no-variance':
    'Within each group all answers are the same, or everybody was asked, so that there is no sampling error to hold the difference against.',
  'not-ranked': 'There are fewer than two items with a figure to put in order.',
  'no-answers': 'Nobody in the group gave an answer that has a weight.',
  'waves-not-independent':
    'The same clusters or respondents were asked in several waves, which this statistic does not allow for.',
  'not-rounded': 'The figure is computed at full precision, so that no digits leave anything open.',
  'too-many-cells': 'The table has more cells than this statistic is worked out for.',
  'not-compared':
    'Columns are compared in tables of column percentages and of means. The total is held against none, a subtotal against none of its parts, and a column without another that it could be held against has no test.',
  'same-variable':
    'A variable stands in rows and columns, so that the columns differ by what they are: there is nothing to test.',
  'no-degrees-of-freedom': 'There are too few sampling units to say anything of the sampling error.',
  'overlapping-audiences':
    'Some respondents may be in both audiences, and it is not known how many, or how they weigh.',
  'overlapping-options': 'An answer may be in both options, so that their shares do not add up.',
  'inconsistent-bases': 'The figures or bases of a part and of the whole cannot both be right.',
  'bases-differ':
    'The items of the question were not answered by the same respondents, so that there is no one base; each item has its own.',
  'no-replicates':
    'The survey has replicate weights, which belong to another weight: of this one no sampling error can be had.',
  perturbed: 'The figure is perturbed to protect respondents, and this statistic cannot be given safely.',
  'same-year': 'Both waves carry the same year, so a change per year is not defined.',
} as const;
export type Reason = keyof typeof REASONS;

/** How a small base is marked, the smallest last. */
export const BASE_FLAGS = ['small', 'very-small'] as const;
export type BaseFlag = (typeof BASE_FLAGS)[number];
/** Respondents below which a base is marked where a survey sets nothing else. */
export const DEFAULT_BASES = { small: 100, verySmall: 50 } as const;

/** In the place of a weight's id: every respondent counts the same. */
export const UNWEIGHTED = 'none';

export const LEADER_UNDETERMINED = 'undetermined';
