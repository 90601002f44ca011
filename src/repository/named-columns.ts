import type { SurveyFile } from '../schemas/dataset.ts';

/** A column of the records, by its name, and where survey.json names it, such as `design.weights[0].column`. */
export type NamedColumn = readonly [path: string, column: string];

const listed = (path: string, names: readonly string[] | null | undefined): NamedColumn[] =>
  (names ?? []).map((name, i) => [`${path}[${i}]`, name]);

/** The columns by which respondents are placed, weighted and sampled; wave and audience may be constants. */
export function columnsOfDesign({ design }: SurveyFile): NamedColumn[] {
  if (design === null) return [];
  return [
    ['design.wave', design.wave],
    ['design.audience', design.audience],
    ...design.weights.map(({ column }, i): NamedColumn => [`design.weights[${i}].column`, column]),
    ...listed('design.strata', design.strata),
    ...listed('design.clusters', design.clusters),
    ...listed('design.fpc', design.fpc),
    ...listed('design.replicates.columns', design.replicates?.columns),
  ];
}

/** The columns of the answers to a question, or to its items. */
export const columnsOfQuestion = ({
  variable,
  items,
}: Pick<SurveyFile['questions'][number], 'variable' | 'items'>): NamedColumn[] => [
  ...(variable === undefined ? [] : [['variable', variable] satisfies NamedColumn]),
  ...items.flatMap((item, i): NamedColumn[] =>
    item.variable === undefined ? [] : [[`items[${i}].variable`, item.variable]],
  ),
];

/** The column that says who was asked a question. */
const columnOfAsked = ({ asked }: SurveyFile['questions'][number]): NamedColumn[] =>
  typeof asked === 'object' ? [['asked.column', asked.column]] : [];

/** Every column of records that survey.json names for something that is asked for or counted by. */
export const namedColumns = (survey: SurveyFile): NamedColumn[] => [
  ...columnsOfDesign(survey),
  ...survey.questions.flatMap((question, i) =>
    [...columnsOfQuestion(question), ...columnOfAsked(question)].map(([path, column]): NamedColumn => [
      `questions[${i}].${path}`,
      column,
    ]),
  ),
];
