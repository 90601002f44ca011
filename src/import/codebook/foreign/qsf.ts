import { z } from 'zod';
import { readAs } from '../../../errors/read-as.ts';
import { InputFault } from '../../../errors/input-fault.ts';
import type { LabelledValue, SourceVariable } from '../../records/source.ts';
import { recordedCode, said, withoutMarkup, type ForeignCodebook } from './foreign-codebook.ts';

/** Lists by number are objects, or arrays where nothing was taken out of them. */
const listed = z
  .union([z.record(z.string(), z.unknown()), z.array(z.unknown())])
  .transform((list) => Object.entries(list).filter(([, one]) => one !== null))
  .nullish();
const order = z.array(z.union([z.string(), z.number()])).nullish();
const values = z
  .union([z.record(z.string(), z.union([z.string(), z.number()])), z.array(z.unknown()), z.literal(false)])
  .nullish();

const question = z.object({
  DataExportTag: z.string().min(1),
  QuestionText: z.string().nullish(),
  QuestionType: z.string(),
  Selector: z.string().nullish(),
  SubSelector: z.string().nullish(),
  Choices: listed,
  ChoiceOrder: order,
  Answers: listed,
  AnswerOrder: order,
  RecodeValues: values,
  ChoiceDataExportTags: values,
});
type Question = z.infer<typeof question>;

const qsf = z.object({
  SurveyEntry: z.object({ SurveyName: z.string().nullish() }),
  SurveyElements: z.array(z.looseObject({ Element: z.string(), Payload: z.unknown() })),
});

interface Choice {
  /** As the survey numbers it. */
  readonly id: string;
  /** As records have it. */
  readonly code: string;
  readonly label: string;
}

/** The value of a key of a list that may be missing, or be an array. */
function valueIn(list: Question['RecodeValues'], key: string): string | null {
  if (typeof list !== 'object' || list === null) return null;
  const found: unknown = Reflect.get(list, key);
  return typeof found === 'string' || typeof found === 'number' ? String(found) : null;
}

function choicesOf(
  list: Question['Choices'],
  sorted: Question['ChoiceOrder'],
  recoded: Question['RecodeValues'],
): Choice[] {
  const known = new Map(list ?? []);
  const ids = [...new Set([...(sorted ?? []).map(String), ...known.keys()])].filter((id) => known.has(id));
  return ids.map((id) => {
    const one = known.get(id);
    const display: unknown = typeof one === 'object' && one !== null ? Reflect.get(one, 'Display') : null;
    return {
      id,
      code: valueIn(recoded, id) ?? id,
      label: withoutMarkup(typeof display === 'string' ? display : null) ?? id,
    };
  });
}

const labelled = (choices: readonly Choice[]): LabelledValue[] =>
  choices.map(({ code, label }) => ({ code: recordedCode(code), label }));

/** Names that the column of a row may have: one of its own, or the tag with the number or the code of the row. */
const rowNames = (
  { DataExportTag: tag, ChoiceDataExportTags: own }: Question,
  { id, code }: Choice,
): string[] => [...new Set([valueIn(own, id) ?? `${tag}_${id}`, `${tag}_${id}`, `${tag}_${code}`])];

/** The first of some names that a column has; the first of all if none has one. */
const oneOf = (names: readonly string[], columns: ReadonlySet<string>): string =>
  names.find((name) => columns.has(name)) ?? names[0] ?? '';

function describeQuestion(asked: Question, columns: ReadonlySet<string>): SourceVariable[] {
  const { DataExportTag: tag, QuestionType: type, Selector: selector, SubSelector: sub } = asked;
  const text = withoutMarkup(asked.QuestionText);
  const isMatrix = type === 'Matrix';
  const choices = choicesOf(asked.Choices, asked.ChoiceOrder, isMatrix ? null : asked.RecodeValues);
  const answers = choicesOf(asked.Answers, asked.AnswerOrder, asked.RecodeValues);
  const row = (choice: Choice, more: Partial<SourceVariable>): SourceVariable =>
    said({
      name: oneOf(rowNames(asked, choice), columns),
      label: text,
      group: text ?? tag,
      item: choice.label,
      ...more,
    });
  if (type === 'MC') {
    const isSeveral = /^(MA|MSB)/.test(selector ?? '');
    if (!isSeveral || columns.has(tag))
      return [
        said({
          name: tag,
          label: text,
          kind: selector === 'NPS' ? 'numeric' : 'categorical',
          values: selector === 'NPS' ? [] : labelled(choices),
        }),
      ];
    return choices.map((choice) => row(choice, {}));
  }
  if (isMatrix && sub === 'MultipleAnswer')
    return choices.flatMap((choice) =>
      answers.map((answer) =>
        said({
          name: oneOf(
            rowNames(asked, choice).flatMap((name) => [`${name}_${answer.id}`, `${name}_${answer.code}`]),
            columns,
          ),
          label: text,
          group: [text, choice.label].filter((part) => part !== null).join(' – '),
          item: answer.label,
        }),
      ),
    );
  if (isMatrix && (selector === 'Likert' || selector === 'Bipolar' || selector === 'Profile'))
    return choices.map((choice) => row(choice, { kind: 'ordered', values: labelled(answers) }));
  if (type === 'Slider' || type === 'CS' || type === 'RO')
    return choices.map((choice) => row(choice, { kind: 'numeric' }));
  // Texts are left to what stands in them; displays ask nothing.
  return type === 'TE' && selector !== 'FORM' ? [said({ name: tag, label: text })] : [];
}

/** Whether a document is a survey of Qualtrics. */
export const isQsf = (document: Readonly<Record<string, unknown>>): boolean =>
  'SurveyEntry' in document && 'SurveyElements' in document;

/**
 * A survey of Qualtrics (`.qsf`): choices, matrices, sliders, ranks, with recoded values and export tags.
 *
 * @throws InputFault with every fault of its form
 */
export function qsfCodebook(file: string, document: Readonly<Record<string, unknown>>): ForeignCodebook {
  const { data, faults } = readAs(qsf, document, file);
  if (data === null) throw new InputFault(faults);
  // What is no question, or one that was never named, describes no column.
  const asked = data.SurveyElements.flatMap(({ Element, Payload }) => {
    if (Element !== 'SQ') return [];
    const parsed = question.safeParse(Payload);
    return parsed.success ? [parsed.data] : [];
  });
  return {
    file,
    what: 'a survey of Qualtrics',
    title: data.SurveyEntry.SurveyName ?? null,
    describe: (columns) => {
      const known = new Set(columns);
      return { variables: asked.flatMap((one) => describeQuestion(one, known)), sets: [] };
    },
  };
}
