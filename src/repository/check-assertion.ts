import type { Assertion } from '../schemas/claims.ts';
import type { SurveyFile } from '../schemas/dataset.ts';
import { publishableAnswers } from './codebook-place.ts';
import { mustExist, type ReportPlace } from './must-exist.ts';

const ids = (list: readonly { readonly id: string }[]): string[] => list.map(({ id }) => id);

/** Checks that what an assertion names is there. @param path where the assertion stands */
export function checkAssertion(
  survey: Pick<SurveyFile, 'questions' | 'waves'>,
  assertion: Assertion,
  path: string,
  report: ReportPlace,
): void {
  const question = survey.questions.find(({ id }) => id === assertion.question);
  mustExist(report, 'question', `${path}.question`, assertion.question, ids(survey.questions));
  if (!question) return;
  const items = assertion.items === 'all' ? [] : (assertion.items ?? []);
  for (const id of items)
    mustExist(report, `item of ${question.id}`, `${path}.items`, id, ids(question.items));
  const isNet = assertion.measure === 'net';
  if (isNet && assertion.option === undefined)
    report(`${path}.option`, 'names the difference that a claim with the measure net is about');
  mustExist(
    report,
    `${isNet ? 'difference' : 'option'} of ${question.id}`,
    `${path}.option`,
    assertion.option ?? null,
    ids(isNet ? question.differences : publishableAnswers(question)),
  );
  const audiences = (name: string, named: readonly string[]): void => {
    for (const id of named)
      mustExist(report, `audience of ${question.id}`, `${path}.${name}`, id, question.audiences);
  };
  const waves = (name: string, named: readonly (string | undefined)[]): void => {
    for (const id of named) mustExist(report, 'wave', `${path}.${name}`, id ?? null, ids(survey.waves));
  };
  audiences('audience', assertion.audience === undefined ? [] : [assertion.audience]);
  audiences('between', assertion.between ?? []);
  waves('waves', assertion.waves ?? []);
  waves('from', [assertion.from]);
  waves('to', [assertion.to]);
}
