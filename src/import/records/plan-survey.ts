import type { FoundCodebook } from '../codebook/read-codebook.ts';
import { designColumns, surveyColumns, type SurveyColumns } from '../codebook/survey.ts';
import { InputFault } from '../../errors/input-fault.ts';
import type { Plan } from './import-plan.ts';
import { withoutRareTexts } from './open-texts.ts';
import type { ImportOptions } from './options.ts';
import type { SeveralAnswers } from './several/several-answers.ts';
import { saysWhether } from './several/who-was-asked.ts';
import { sortVariables, type ReadRecords } from './sort-variables.ts';

type GivenSurvey = Extract<FoundCodebook, { kind: 'survey' }>;

/** Columns of questions with several answers, in SQL, each for those who were asked by what the document says. */
function indicatorsOf(
  { file }: GivenSurvey,
  { indicators }: SurveyColumns,
  several: readonly SeveralAnswers[],
  given: ImportOptions['asked'],
): Map<string, string> {
  const derived = new Map<string, string>();
  for (const { items, said } of several)
    for (const { column, sql } of items) {
      const named = indicators.get(column);
      if (named === undefined) continue;
      const { asked } = named;
      if (said === null && asked && given && JSON.stringify(asked) !== JSON.stringify(given))
        throw new InputFault([
          {
            file,
            row: null,
            column: named.path,
            message: 'says otherwise than --asked: give only one of them',
          },
        ]);
      derived.set(column, sql(asked ?? given ?? 'everyone'));
    }
  return derived;
}

/** Questions of which the document has some answers, and the records further ones, which would be lost without a word. */
function furtherAnswers(
  { file }: GivenSurvey,
  { indicators }: SurveyColumns,
  several: readonly SeveralAnswers[],
): string[] {
  return several.flatMap(({ name, items }) => {
    const further = items.filter(({ column }) => !indicators.has(column));
    if (further.length === 0 || further.length === items.length) return [];
    const labels = further.map(({ column, label }) => JSON.stringify(label ?? column));
    return [
      `${name}: ${file} does not have the ${further.length === 1 ? 'answer' : 'answers'} ${labels.join(', ')}, and so they are left out`,
    ];
  });
}

/** What is written where a survey.json is given: the columns that it names, as it describes them. @throws InputFault */
export async function planSurvey(
  given: GivenSurvey,
  read: ReadRecords,
  options: ImportOptions,
): Promise<Plan> {
  const { source } = read;
  const { roles, keep } = options;
  const design = designColumns(given.document);
  const { several } = await sortVariables(read, options, design, design);
  const made = several.flatMap(({ items }) => items.map(({ column }) => column));
  const said = surveyColumns(given, source, roles, made);
  const inFile = new Set(source.variables.map(({ name }) => name));
  const kept = new Set([...said.columns, ...said.askedBy, ...keep]);
  const flags = said.askedBy.filter((name) => !said.columns.includes(name) && !keep.includes(name));
  const used = several.filter(({ items }) => items.some(({ column }) => said.indicators.has(column)));
  return {
    columns: [
      ...source.variables.map(({ name }) => name).filter((name) => kept.has(name)),
      ...made.filter((name) => kept.has(name) && !inFile.has(name)),
    ],
    derived: new Map([
      ...indicatorsOf(given, said, several, options.asked),
      ...[...said.texts].map(
        ([name, { codes, missing }]) => [name, withoutRareTexts(name, codes, missing)] as const,
      ),
      ...flags.map((name) => [name, saysWhether(name)] as const),
    ]),
    survey: given.document,
    questions: Array.isArray(given.document['questions']) ? given.document['questions'].length : 0,
    weights: said.weights,
    wave: said.wave,
    several,
    asText: said.asText,
    leftOut: source.variables
      .filter(({ name }) => !kept.has(name) && !used.some(({ variables }) => variables.includes(name)))
      .map(({ name }) => ({ variable: name, reason: 'not-named', why: `${given.file} does not name it` })),
    notes: [...source.notes, ...furtherAnswers(given, said, several)],
  };
}
