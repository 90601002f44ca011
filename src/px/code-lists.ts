import type { Question, SurveyFile } from '../schemas/dataset.ts';
import { uniqueLabels } from './unique-labels.ts';
import { writeCodeListId, type TableId } from './table-id.ts';

/** Values that can stand in the place of those of a variable. */
export interface PxCodeList {
  readonly id: string;
  readonly label: string;
  /** Whether its values are values of the variable, or are made of several of them. */
  readonly type: 'Aggregation' | 'Valueset';
  /** Code of the variable. */
  readonly variable: string;
  readonly values: readonly {
    readonly code: string;
    readonly label: string;
    /** The values of the variable that it is made of. */
    readonly valueMap: readonly string[];
  }[];
}

type Listed = { readonly code: string; readonly label: string | null; readonly valueMap: readonly string[] };

const labelled = (values: readonly Listed[]): PxCodeList['values'] => {
  const labels = uniqueLabels(values);
  return values.map(({ code, valueMap }, i) => ({ code, label: labels[i] ?? code, valueMap }));
};

/**
 * The code lists of a table: answers taken together (nets), differences of answers, and the audiences of each division of the survey.
 *
 * @param audiences codes of those that the table has
 */
export function codeListsOf(
  id: TableId,
  survey: Pick<SurveyFile, 'audiences'>,
  { nets, differences }: Pick<Question, 'nets' | 'differences'>,
  audiences: readonly string[],
): PxCodeList[] {
  const there = survey.audiences.filter((audience) => audiences.includes(audience.id));
  const dimensions = [...new Set(there.flatMap(({ dimension }) => dimension ?? []))];
  const lists = [
    {
      list: 'nets',
      label: 'Answers taken together',
      type: 'Aggregation' as const,
      variable: 'option',
      values: nets.map((net) => ({ code: net.id, label: net.label, valueMap: net.options })),
    },
    {
      list: 'differences',
      label: 'Answers less others',
      type: 'Aggregation' as const,
      variable: 'option',
      values: differences.map((one) => ({
        code: one.id,
        label: one.label,
        valueMap: [...one.plus, ...one.minus],
      })),
    },
    ...dimensions.map((dimension) => ({
      list: `audience-${dimension}`,
      label: `By ${dimension}`,
      type: 'Valueset' as const,
      variable: 'audience',
      values: there
        .filter((audience) => audience.dimension === dimension)
        .map((audience) => ({ code: audience.id, label: audience.label, valueMap: [audience.id] })),
    })),
  ];
  return lists
    .filter(({ values }) => values.length > 0)
    .map(({ list, values, ...rest }) => ({
      id: writeCodeListId({ ...id, list }),
      ...rest,
      values: labelled(values),
    }));
}
