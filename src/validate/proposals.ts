import { proposedRole } from '../schemas/proposed-role.ts';
import { shellWord } from '../errors/shell-word.ts';
import { NOTHING, Report, type Check } from './finding.ts';
import { columnsOfDesign, columnsOfQuestion } from '../repository/named-columns.ts';

/**
 * Asks about columns that look like weights, strata or clusters by their names: those of which survey.json says nothing, and those
 * that would be published as questions.
 */
export const checkProposals: Check = ({ survey, records }) => {
  if (!survey || !records) return NOTHING;
  const report = new Report();
  const known = new Set(columnsOfDesign(survey).map(([, column]) => column));
  for (const [name, { kind }] of records.columns) {
    const role = proposedRole(name, kind === 'number');
    if (role === null || known.has(name)) continue;
    const asked = survey.questions.findIndex((question) =>
      columnsOfQuestion(question).some(([, column]) => column === name),
    );
    const part = role === 'weight' ? 'weights' : role;
    if (asked < 0)
      report.warn(
        `design.${part}`,
        `"${name}" looks like ${role === 'weight' ? 'a weight' : role} by its name, and is not used: name it here (topline import --${role} ${shellWord(name)}), or leave it out of responses.parquet`,
      );
    else if (role === 'weight')
      report.warn(
        `questions[${asked}]`,
        `"${name}" looks like a weight by its name, and would be published as answers: is it one, it belongs into design.weights`,
      );
  }
  return report;
};
