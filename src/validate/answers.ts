import type { Code } from '../engine/engine.ts';
import { allowedCodes } from '../repository/check-values.ts';
import type { Question } from '../schemas/dataset.ts';
import { countValues, listCounts, MOST_CODES, type Count } from './counts.ts';
import type { DraftRecords } from './read-draft.ts';
import { NOTHING, Report, type Check } from './finding.ts';

/** Why codes that look the same are not. */
function hint(unknown: readonly Count[], codes: ReadonlySet<Code>): string {
  const known = new Set([...codes].map(String));
  if (!unknown.some(({ code }) => known.has(String(code)))) return '';
  return typeof unknown[0]?.code === 'string'
    ? ': the records hold it as text, survey.json as a number'
    : ': the records hold it as a number, survey.json as text';
}

async function checkColumn(
  records: DraftRecords,
  report: Report,
  path: string,
  question: Question,
  name: string,
): Promise<ReadonlySet<Code> | null> {
  const allowed = allowedCodes(question);
  if (allowed === null || !records.columns.has(name)) return null;
  const counts = await countValues(records, name);
  if (counts === null) {
    report.fault(
      `${path}.variable`,
      `"${name}" holds more than ${MOST_CODES} different values: no question has so many options`,
    );
    return null;
  }
  const present = counts.filter(({ code }) => code !== null);
  const unknown = present.filter(({ code }) => code !== null && !allowed.codes.has(code));
  if (unknown.length > 0) {
    report.fault(
      `${path}.${allowed.where}`,
      `the records hold ${listCounts(unknown)} in "${name}", which is ${allowed.what}${hint(unknown, allowed.codes)}`,
    );
  }
  if (present.length === 0) report.warn(path, `no record has a value in "${name}"`);
  return new Set(present.flatMap(({ code }) => code ?? []));
}

/** Every value that occurs in the columns of a question is one that survey.json knows. */
export const checkAnswers: Check = async ({ survey, records }) => {
  if (!survey || !records) return NOTHING;
  const report = new Report();
  for (const [i, question] of survey.questions.entries()) {
    const path = `questions[${i}]`;
    const names = [question.variable ?? [], ...question.items.map(({ variable }) => variable ?? [])].flat();
    const occurring = new Set<Code>();
    let isChecked = false;
    for (const name of names) {
      const codes = await checkColumn(records, report, path, question, name);
      isChecked ||= codes !== null;
      for (const code of codes ?? []) occurring.add(code);
    }
    if (!isChecked || question.type === 'multiple') continue;
    question.options.forEach(({ id, code }, j) => {
      if (!occurring.has(code ?? id))
        report.warn(`${path}.options[${j}]`, `"${id}" never occurs in the records`);
    });
  }
  return report;
};
