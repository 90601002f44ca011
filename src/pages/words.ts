import type { Release } from '../repository/release.ts';
import type { Question, SurveyFile } from '../schemas/dataset.ts';
import type { Qualifier } from '../schemas/vocabulary.ts';

/** Words of a question, for who reads a page: its own, or that they are not known. */
export const questionWords = ({ text, id }: Pick<Question, 'text' | 'id'>): string =>
  text ?? `Question ${id}`;

const LIST = new Intl.ListFormat('en', { type: 'conjunction' });

/** Names in a sentence: `a, b, and c`. */
export const inSentence = (names: readonly string[]): string => LIST.format(names);

/** What audiences are called. */
export const audienceWords = ({ audiences }: SurveyFile, ids: readonly string[]): string[] =>
  ids.map((id) => audiences.find((one) => one.id === id)?.label ?? id);

/** What a wave is called. */
export const waveWords = ({ waves }: Pick<SurveyFile, 'waves'>, wave: string): string =>
  waves.find(({ id }) => id === wave)?.label ?? wave;

/** A day as people write it: 29 November 2026. Of UTC, as releases are dated. */
export const dayWords = (time: string): string =>
  new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(time));

/** What was asked, in a few words. */
export const TYPE_WORDS: Readonly<Record<Question['type'], string>> = {
  single: 'One answer',
  multiple: 'Several answers',
  ranking: 'An order of items',
  scale: 'A point of a scale',
  numeric: 'A number',
};

const WORDING_WORDS: Readonly<Record<Question['wording'], string>> = {
  verbatim: 'These are the words of the question.',
  reconstructed: 'The exact words are not known; these say what was asked.',
  // As every import has it: a file of data does not say whether its labels are the questionnaire.
  unknown: 'As the publisher has it; not checked against the questionnaire.',
};

/** Whether the words of a question are those that were read out. */
export const wordingWords = ({ text, wording }: Pick<Question, 'text' | 'wording'>): string =>
  text === null ? 'The words of the question are not known.' : WORDING_WORDS[wording];

/** A number with its noun: `1 question`, `1,147 questions`. */
export const counted = (n: number, noun: string): string =>
  `${n.toLocaleString('en')} ${noun}${n === 1 ? '' : 's'}`;

/** From the first to the last year of the waves. */
export function yearsOf({ survey }: Pick<Release, 'survey'>): string {
  const years = survey.waves.map(({ year }) => Math.floor(year));
  const [first, last] = [Math.min(...years), Math.max(...years)];
  return first === last ? String(first) : `${first} to ${last}`;
}

/** What stands before a number that was not published as exact. */
export const QUALIFIER_WORDS: Readonly<Record<Qualifier, string>> = {
  exact: '',
  approximately: 'about ',
  'more-than': 'more than ',
  'less-than': 'less than ',
};
