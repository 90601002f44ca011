import { didYouMean } from '../errors/faults.ts';
import type { Column } from '../engine/engine.ts';
import { identifier, literal } from '../engine/quote.ts';
import { columnsOfQuestion } from '../repository/named-columns.ts';
import type { Question } from '../schemas/dataset.ts';
import { NOTHING, Report, type Check } from './finding.ts';

/** In SQL: whether a column holds an answer, and not a code that survey.json says is none, such as that of who was not asked. */
function holdsAnswer(name: string, { kind }: Column, { missing }: Question): string {
  const none = missing.flatMap(({ code }) => {
    if ((typeof code === 'number') !== (kind === 'number')) return [];
    return typeof code === 'number' ? [String(code)] : [literal(code)];
  });
  const column = identifier(name);
  return none.length === 0
    ? `${column} IS NOT NULL`
    : `(${column} IS NOT NULL AND ${column} NOT IN (${none.join(', ')}))`;
}

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
    const answers = columnsOfQuestion(question).flatMap(([, name]) => {
      const known = records.columns.get(name);
      return known ? [holdsAnswer(name, known, question)] : [];
    });
    if (answers.length === 0) continue;
    const [row] = await records.database.rows(
      `SELECT count(*)::DOUBLE AS n FROM responses WHERE ${identifier(column)} IS NULL AND (${answers.join(' OR ')})`,
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
