import type { Fault } from '../errors/faults.ts';
import type { LocatedTopline } from '../repository/toplines.ts';
import type { Question, SurveyFile, ToplineRow } from '../schemas/dataset.ts';
import { halfUnitOf, inUnits, UNIT } from './decimal-units.ts';
import type { Findings } from './finding.ts';
import { inToplines, subjectOf, type TopLines } from './toplines-figures.ts';

const total = (rows: readonly ToplineRow[], of: (value: string) => number): number =>
  rows.reduce((sum, { value }) => sum + of(value), 0);

/** Whether each respondent is in one option at most, so that the shares of all are a hundred percent. */
const isExclusive = ({ type }: Question): boolean => type === 'single' || type === 'scale';

function range(sum: number, slack: number): string {
  return `${sum / UNIT}, and with rounding ${(sum - slack) / UNIT} to ${(sum + slack) / UNIT}`;
}

/**
 * The shares of the options of a question of which only one can be chosen.
 *
 *     | Σ v − 100 | ≤ Σ ½·10^−d      v the shares, d the decimals of each
 *
 * Over 100 by more than rounding is a fault, even where options have no figure: no rounding makes it possible. Under 100
 * is a warning, and only where every option has an exact figure: some may have been left out of the codebook.
 */
function checkGroup(
  question: Question,
  group: readonly LocatedTopline[],
): { fault?: Fault; warning?: Fault } {
  // A share given as a bound from below or as it is counts at least as much; others might be anything less.
  const rows = group
    .map(({ row }) => row)
    .filter(({ qualifier }) => qualifier === 'exact' || qualifier === 'more-than');
  const last = group.at(-1);
  const [first] = rows;
  if (!first || !last || rows.length < 2) return {};
  const sum = total(rows, inUnits);
  const slack = total(rows, halfUnitOf);
  const what = `the options of ${subjectOf(first)} add up to ${range(sum, slack)}`;
  if (sum - slack > 100 * UNIT)
    return {
      fault: inToplines(
        last,
        'value',
        `${what}: no more than 100 is right; if several could be chosen, the type of the question is "multiple"`,
      ),
    };
  const exact = new Set(group.flatMap(({ row }) => (row.qualifier === 'exact' ? [row.option] : [])));
  const isWhole = question.options.every(({ id }) => exact.has(id));
  if (isWhole && sum + slack < 100 * UNIT)
    return {
      warning: inToplines(
        last,
        'value',
        `${what}: 100 would be right; is an option missing from the codebook?`,
      ),
    };
  return {};
}

/** Shares of a single-choice question or a scale add up to 100 within rounding. */
export function checkShares(survey: SurveyFile, toplines: TopLines): Findings {
  const questions = new Map(survey.questions.filter(isExclusive).map((question) => [question.id, question]));
  const groups = toplines.groups(
    ['question', 'item', 'wave', 'audience'],
    ({ question, option, measure }) => {
      // A net is the sum of others, under an id of its own.
      const known = questions.get(question)?.options.some(({ id }) => id === option) ?? false;
      return measure === 'percent' && known;
    },
  );
  const found = groups.map((group) => {
    const question = questions.get(group[0]?.row.question ?? '');
    return question ? checkGroup(question, group) : {};
  });
  return {
    faults: found.flatMap(({ fault }) => fault ?? []),
    warnings: found.flatMap(({ warning }) => warning ?? []),
  };
}
