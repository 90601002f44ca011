import { DEFAULT_NOISE } from '../schemas/vocabulary.ts';
import type { Question, SurveyFile } from '../schemas/dataset.ts';
import { averagedNoise } from '../stats/disclosure/averaged-noise.ts';
import { NOTHING, Report, type Check } from './finding.ts';

/** Noise that is left after averaging and is still worth its name (standard deviation, respondents): rounded, a number is often wrong. */
const ENOUGH = 0.5;
/** The most that `disclosure.noise.variance` can be. */
const MOST = 100;

/** How many answers each variable has that a question makes. */
function answersOf({ type, options, items, bands }: Question): number[] {
  const answers = type === 'multiple' ? 2 : type === 'numeric' ? (bands?.length ?? 0) + 1 : options.length;
  return Array.from({ length: Math.max(1, items.length) }, () => answers);
}

/** How many answers each variable has that tables may be of: a number that is no band splits nothing. */
function variablesOf({ waves, audiences, questions }: SurveyFile): number[] {
  return [waves.length, audiences.length, ...questions.flatMap(answersOf)].filter((answers) => answers > 1);
}

/** What averaging over all tables leaves of the noise of the groups that it is worst for, by how many answers make them. */
function leftOf(survey: SurveyFile, variance: number): { answers: 1 | 2; left: number }[] {
  // The group that most tables split is of the variables with the most answers.
  const others = variablesOf(survey).toSorted((a, b) => b - a);
  return ([2, 1] as const).map((answers) => ({
    answers,
    left: averagedNoise(variance, others.slice(answers), answers === 2 ? 1 : 2),
  }));
}

const rounded = (value: number): string => value.toFixed(value < 0.1 ? 2 : 1);

/** Whether the noise of cell keys is enough for the survey, and what a publisher should know of it. */
export const checkNoise: Check = ({ survey }) => {
  if (survey?.disclosure.method !== 'cell-key') return NOTHING;
  const report = new Report();
  const { recordId, minimumCell, noise } = survey.disclosure;
  const { bound, variance } = noise ?? DEFAULT_NOISE;
  if (recordId === null)
    report.warn(
      'disclosure.recordId',
      'is not set: keys are made from the places of rows, and a release with rows in other places gets new noise, from which, with the old, more can be told than from either; name a column with an id of each respondent',
    );
  const smallest = Math.max(2, minimumCell);
  if (bound < 2 * smallest)
    report.warn(
      'disclosure.noise.bound',
      `${bound} is less than twice ${smallest} (minimumCell): whoever has every answer may know of some small groups within less than ${smallest} respondents how many they are; ${2 * smallest} is safer`,
    );
  for (const { answers, left } of leftOf(survey, variance)) {
    if (left >= ENOUGH) continue;
    const needed = Math.ceil(variance * (ENOUGH / left) ** 2);
    const cure =
      needed > MOST
        ? 'no noise is enough for so many variables: serve fewer of them, or use "suppress"'
        : `a variance of ${needed} leaves ${ENOUGH} (and a bound of at least ${Math.max(bound, needed)} allows it), or serve fewer variables`;
    const said = `${variance} is little for so many variables: whoever averages over all tables that split a group of ${answers === 2 ? 'two answers' : 'one answer'} is left with noise of ±${rounded(left)} respondents in its number, where it is not small; ${cure}`;
    // Of two answers most groups are small; what one answer alone makes seldom is.
    if (answers === 2) report.fault('disclosure.noise.variance', said);
    else report.warn('disclosure.noise.variance', said);
  }
  return report;
};
