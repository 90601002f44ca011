import { didYouMean } from '../errors/faults.ts';
import { identifier } from '../engine/quote.ts';
import { columnsOfQuestion } from '../repository/named-columns.ts';
import { NOTHING, Report, type Check } from './finding.ts';

/**
 * Of questions that were asked of those who have a value in a column: the column is there, and nobody else has an answer, as
 * readers are told that others are not in the base.
 */
export const checkAsked: Check = async ({ survey, records }) => {
  if (!survey || !records) return NOTHING;
  const report = new Report();
  for (const [i, question] of survey.questions.entries()) {
    const { asked, id } = question;
    if (typeof asked !== 'object') continue;
    const path = `questions[${i}].asked.column`;
    const { column } = asked;
    if (!records.columns.has(column)) {
      report.fault(
        path,
        `responses.parquet has no column "${column}"${didYouMean(column, [...records.columns.keys()])}`,
      );
      continue;
    }
    const answers = columnsOfQuestion(question)
      .map(([, name]) => name)
      .filter((name) => records.columns.has(name));
    if (answers.length === 0) continue;
    const [row] = await records.database.rows(
      `SELECT count(*)::DOUBLE AS n FROM responses WHERE ${identifier(column)} IS NULL AND coalesce(${answers.map((name) => `CAST(${identifier(name)} AS VARCHAR)`).join(', ')}) IS NOT NULL`,
      'looking for who was asked',
    );
    const n = Number(row?.['n'] ?? 0);
    if (n > 0)
      report.fault(
        path,
        `${n} ${n === 1 ? 'record has' : 'records have'} no value in "${column}" and answers to "${id}" all the same, so that they are in its base: name the column that says who was asked, or leave their answers empty`,
      );
  }
  return report;
};
