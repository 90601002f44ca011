import { checkPopulations } from '../repository/check-populations.ts';
import { checkRecords } from '../repository/check-records.ts';
import { checkSurvey, checkToplines } from '../repository/check.ts';
import { figureFaults } from '../repository/figures.ts';
import { namedColumns } from '../repository/named-columns.ts';
import { populationsIn } from './populations.ts';
import { NOTHING, Report, type Check } from './finding.ts';
import { RECORD_KEY, RECORDS_FILE } from '../schemas/files.ts';

/** What a release is refused for when it is served: codes and columns that are not there. */
export const checkServed: Check = async ({ survey, toplines, records }) => {
  if (!survey) return NOTHING;
  const populations = records
    ? await checkPopulations(survey, records.columns, (query) =>
        populationsIn(records.database, 'responses', query),
      )
    : NOTHING;
  return {
    faults: [
      ...checkSurvey(survey),
      ...(toplines ? [...checkToplines(survey, toplines), ...figureFaults(toplines)] : []),
      ...(records ? checkRecords(survey, records.columns) : []),
      ...populations.faults,
    ],
    warnings: populations.warnings,
  };
};

/** A column of the name that is kept for keys of respondents: only `publish` makes one, and only for noise. */
export const checkReserved: Check = ({ survey, records }) => {
  const taken = [...(records?.columns.keys() ?? [])].find((name) => name.toLowerCase() === RECORD_KEY);
  // A draft that was made from a release has keys; whether they are the right ones is seen when it is published.
  const isFromRelease = taken === RECORD_KEY && survey?.disclosure.method === 'cell-key';
  if (taken === undefined || isFromRelease) return NOTHING;
  const message = `the name is reserved for keys of respondents, which topline publish makes where disclosure.method is "cell-key": take the column out`;
  return { faults: [{ file: RECORDS_FILE, row: null, column: taken, message }], warnings: [] };
};

/** Texts that readers need and that are not there, and columns that nobody can ask for. */
export const checkTexts: Check = ({ survey, records }) => {
  if (!survey) return NOTHING;
  const report = new Report();
  survey.questions.forEach((question, i) => {
    const path = `questions[${i}]`;
    if (question.text === null && question.items.length === 0)
      report.warn(`${path}.text`, `"${question.id}" has no text`);
    for (const part of ['options', 'items'] as const) {
      const bare = question[part].filter(({ label }) => label === null).map(({ id }) => id);
      if (bare.length > 0)
        report.warn(`${path}.${part}`, `${bare.join(', ')} of "${question.id}" have no label`);
    }
  });
  const named = new Set([
    ...namedColumns(survey).map(([, column]) => column),
    survey.disclosure.recordId ?? undefined,
    RECORD_KEY,
  ]);
  for (const name of records?.columns.keys() ?? []) {
    if (named.has(name)) continue;
    const message =
      'survey.json does not name the column: nothing serves it, so leave it out if it could identify respondents';
    report.warnings.push({ file: RECORDS_FILE, row: null, column: name, message });
  }
  return report;
};
