import type { SurveyFile } from '../../../schemas/dataset.ts';
import type { SavVariable } from './variables.ts';

/** A question with several answers, one variable an answer. */
export interface SavSet {
  /** With its `$`. */
  readonly name: string;
  readonly label: string;
  /** What a variable holds where its answer was chosen. */
  readonly counted: string;
  readonly variables: readonly SavVariable[];
}

/**
 * The questions with several answers as sets of dichotomies. Where more than one value means that an answer was chosen, there is no
 * such set.
 */
export function savSets(survey: SurveyFile, variables: readonly SavVariable[]): SavSet[] {
  const byColumn = new Map(variables.map((variable) => [variable.column, variable]));
  return survey.questions.flatMap(({ id, text, type, items, chosen }) => {
    const members = items.flatMap(({ variable }) =>
      variable === undefined ? [] : (byColumn.get(variable) ?? []),
    );
    const [counted, ...others] = chosen ?? [];
    if (type !== 'multiple' || members.length < 2 || counted === undefined || others.length > 0) return [];
    return [
      {
        name: `$${id.replaceAll('-', '_')}`.slice(0, 64),
        label: text ?? id,
        counted: String(counted),
        variables: members,
      },
    ];
  });
}
