import type { View } from '../repository/view.ts';
import { describedSurveys, type DescribedSurvey } from '../services/releases/described.ts';
import type { Release } from '../repository/release.ts';
import type { Question } from '../schemas/dataset.ts';
import { address } from './address.ts';

/** Values of parameters by name. */
export type FormValues = Readonly<Record<string, string>>;

/** The rows and columns of the bundled survey that examples are made of; in another one they mostly are not there. */
const ROWS = 'q5';
const COLUMNS = 'voter-category';
/** Answers of a question that makes a handy table. */
const FEWEST = 2;
const MOST = 8;

/** Newest releases of surveys, the one that was released last first, with what is said of them. */
export async function newestReleases({ surveys }: View): Promise<DescribedSurvey[]> {
  const all = await describedSurveys(surveys.values());
  return all.toSorted((a, b) => b.survey.newest.entry.released.localeCompare(a.survey.newest.entry.released));
}

const isHandy = ({ type, items, options }: Question): boolean =>
  (type === 'single' || type === 'scale') &&
  items.length === 0 &&
  options.length >= FEWEST &&
  options.length <= MOST;

/** Rows and columns of a table of a survey: of two questions with few answers, or of one by the audiences. */
function tableOf({ survey, questions }: Release): FormValues {
  const handy = survey.questions.filter(isHandy).map(({ id }) => id);
  const rows = questions.has(ROWS) ? ROWS : (handy[0] ?? survey.questions[0]?.id);
  if (rows === undefined) return {};
  const columns = questions.has(COLUMNS)
    ? COLUMNS
    : (handy.findLast((id) => id !== rows) ?? (survey.audiences.length > 1 ? 'audience' : undefined));
  return { rows, ...(columns !== undefined && { columns }) };
}

/**
 * What the form of an operation is filled with, so that its first answer is one that says something: the newest survey that
 * it can be asked of, and in it what has to be named.
 *
 * @param releases as `newestReleases` gives them
 * @param publicUrl where clients find the service, where that is known
 * @param path of the operation, such as `/v1/surveys/{survey}/gaps`
 */
export async function formValues(
  releases: readonly DescribedSurvey[],
  publicUrl: string | undefined,
  path: string,
): Promise<FormValues> {
  const isOfRecords = /\/(?:crosstab|variables)\b/.test(path);
  const fits = ({ about }: DescribedSurvey): boolean =>
    isOfRecords ? about.hasRecords : !path.includes('{claim}') || about.hasClaims;
  const found = releases.find(fits) ?? releases[0];
  const release = await found?.survey.newest.loadOrNull();
  if (!release) return {};
  const [question] = release.survey.questions;
  const [claim] = release.survey.claims;
  return {
    // A filter of searches is left empty.
    ...(path.includes('{survey}') && { survey: release.id }),
    ...(path.includes('{question}') && question && { question: question.id }),
    ...(path.includes('{claim}') && claim && { claim: claim.id }),
    ...(/\/crosstab\b/.test(path) && tableOf(release)),
    // For people: one line a row.
    ...(path.endsWith('/crosstab') && { layout: 'wide' }),
    ...(path === '/oembed' &&
      publicUrl !== undefined && { url: address(publicUrl, `/v1/surveys/${release.id}/estimates`, {}) }),
  };
}
