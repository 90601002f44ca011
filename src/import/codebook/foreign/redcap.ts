import { refuse } from '../../../errors/input-fault.ts';
import type { LabelledValue, SourceVariable } from '../../records/source.ts';
import type { MultipleResponseSet } from '../../sav/extensions.ts';
import { recordedCode, said, withoutMarkup, type ForeignCodebook } from './foreign-codebook.ts';

/** Heads of the columns that are read; dictionaries that a project was made from may leave out others. */
const HEADS = {
  name: /^(variable \/ field name|field_name)$/i,
  type: /^(field type|field_type)$/i,
  label: /^(field label|field_label)$/i,
  choices: /^(choices, calculations, or slider labels|select_choices_or_calculations)$/i,
  validation: /^(text validation type or show slider number|text_validation_type_or_show_slider_number)$/i,
  matrix: /^(matrix group name|matrix_group_name)$/i,
  section: /^(section header|section_header)$/i,
} as const;

type Field = Readonly<Record<keyof typeof HEADS, string>>;

const FIXED: Readonly<Record<string, readonly LabelledValue[]>> = {
  yesno: [
    { code: 1, label: 'Yes' },
    { code: 0, label: 'No' },
  ],
  truefalse: [
    { code: 1, label: 'True' },
    { code: 0, label: 'False' },
  ],
};
const CHOSEN_FROM = new Set(['radio', 'dropdown']);
const NUMBERS = /^(number|integer)/i;

/** Whether a table is a data dictionary of REDCap, by its head. */
export const isRedcap = (head: readonly string[]): boolean =>
  [HEADS.name, HEADS.type, HEADS.label].every((form) => head.some((name) => form.test(name.trim())));

/** `1, White | 2, Black`: a comma after the code alone divides. */
function choicesOf(text: string, file: string, field: string): LabelledValue[] {
  return text
    .split('|')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => {
      const comma = part.indexOf(',');
      if (comma < 1)
        return refuse(
          file,
          `field "${field}": the choice "${part}" is no code and label with a comma between`,
        );
      const code = recordedCode(part.slice(0, comma));
      return { code, label: withoutMarkup(part.slice(comma + 1)) ?? String(code) };
    });
}

/** How the column of a choice among several is called: `race___1`, in small letters, a minus as a dash below. */
const checkboxColumn = (field: string, code: string | number): string =>
  `${field}___${String(code)
    .toLowerCase()
    .replaceAll(/[^a-z0-9_]/g, '_')}`;

/** The section above the first field of each matrix, which is what all of it asks. */
function matrixTexts(fields: readonly Field[]): Map<string, string | null> {
  const texts = new Map<string, string | null>();
  for (const { matrix, section } of fields)
    if (matrix !== '' && !texts.has(matrix)) texts.set(matrix, withoutMarkup(section));
  return texts;
}

function describeField(
  field: Field,
  choices: readonly LabelledValue[],
  texts: ReadonlyMap<string, string | null>,
): { variables: SourceVariable[]; sets: MultipleResponseSet[] } {
  const { name, type, matrix, validation } = field;
  const label = withoutMarkup(field.label);
  if (type === 'checkbox') {
    const members = choices.map((choice) => ({ column: checkboxColumn(name, choice.code), ...choice }));
    return {
      variables: members.map((one) => said({ name: one.column, label: one.label })),
      sets: [
        {
          name: `$${name}`,
          label: label ?? '',
          type: 'multiple dichotomy',
          countedValue: '1',
          variables: members.map(({ column }) => column),
        },
      ],
    };
  }
  const values = FIXED[type] ?? (CHOSEN_FROM.has(type) ? choices : []);
  const isNumber = type === 'calc' || type === 'slider' || (type === 'text' && NUMBERS.test(validation));
  const group = texts.get(matrix) ?? null;
  return {
    variables: [
      said({
        name,
        label,
        kind: values.length > 0 ? 'categorical' : isNumber ? 'numeric' : null,
        values,
        ...(group === null ? {} : { group, item: label }),
      }),
    ],
    sets: [],
  };
}

/**
 * A data dictionary of REDCap (CSV): field types radio, dropdown, yesno, truefalse, checkbox, text, calc, slider; matrices.
 *
 * @param rows its rows, the head first
 * @throws InputFault for choices that cannot be read
 */
export function redcapCodebook(file: string, rows: readonly (readonly string[])[]): ForeignCodebook {
  const [head = [], ...body] = rows;
  const places = Object.fromEntries(
    Object.entries(HEADS).map(([key, form]) => [key, head.findIndex((name) => form.test(name.trim()))]),
  );
  const fields = body.map((row) =>
    Object.fromEntries(Object.entries(places).map(([key, at]) => [key, (row[at] ?? '').trim()])),
  ) as unknown as Field[];
  const texts = matrixTexts(fields);
  const described = fields
    .filter(({ name }) => name !== '')
    .map((field) => {
      const isChoice = field.type === 'checkbox' || CHOSEN_FROM.has(field.type);
      return describeField(field, isChoice ? choicesOf(field.choices, file, field.name) : [], texts);
    });
  return {
    file,
    what: 'a data dictionary of REDCap',
    title: null,
    describe: () => ({
      variables: described.flatMap(({ variables }) => variables),
      sets: described.flatMap(({ sets }) => sets),
    }),
  };
}
