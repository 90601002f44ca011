import { didYouMean } from '../../../errors/faults.ts';
import { refuse } from '../../../errors/input-fault.ts';
import type { LabelledValue, SourceVariable } from '../../records/source.ts';
import type { MultipleResponseSet } from '../../sav/extensions.ts';
import {
  recordedCode,
  said,
  withoutMarkup,
  type Description,
  type ForeignCodebook,
} from './foreign-codebook.ts';

type Row = Readonly<Record<string, string>>;

/** The sheets that are read, each as its rows, the head first. */
export interface XlsFormSheets {
  readonly survey: readonly (readonly string[])[];
  readonly choices: readonly (readonly string[])[];
  readonly settings: readonly (readonly string[])[];
}

/** One thing that was asked, with the groups that it stands in. */
interface Asked {
  readonly name: string;
  readonly label: string | null;
  readonly type: string;
  /** List of its answers, where it has one. */
  readonly list: string | null;
  /** Names of the groups around it, the outermost first. */
  readonly path: readonly string[];
  /** The words of the table of questions that it is a row of. */
  readonly table: string | null;
}

/** Types whose second word is a list of the sheet of choices. */
const LISTED = new Set(['select_one', 'select_multiple', 'rank']);
const NUMBERS = new Set(['integer', 'decimal', 'range']);
/** What exports write between the name of a group and that of a question, or a question and an answer. */
const DIVIDERS = ['/', ':', '.', '-', '_'];

/** Rows by the names of their columns; a label is that of the first language. */
function rowsOf([head = [], ...body]: readonly (readonly string[])[]): Row[] {
  const names = head.map((name) => name.trim().toLowerCase());
  const label = names.findIndex((name) => /^label(::.*)?$/.test(name));
  return body.map((row) => ({
    ...Object.fromEntries(names.map((name, i) => [name, (row[i] ?? '').trim()])),
    label: (row[label] ?? '').trim(),
  }));
}

/** The words of a label; forms mark some by stars. */
const words = (row: Row): string | null =>
  withoutMarkup((row['label'] ?? '').replaceAll(/(\*\*|__|\*)(?=\S)(.+?)(?<=\S)\1/g, '$2'));

/** Answers by their lists, each in its order. */
function listsOf(rows: readonly Row[]): Map<string, LabelledValue[]> {
  const lists = new Map<string, LabelledValue[]>();
  for (const row of rows) {
    const [list, name] = [row['list_name'] ?? row['list name'] ?? '', row['name'] ?? row['value'] ?? ''];
    if (list === '' || name === '') continue;
    const code = recordedCode(name);
    const values = lists.get(list) ?? [];
    values.push({ code, label: words(row) ?? name });
    lists.set(list, values);
  }
  return lists;
}

function askedOf(file: string, rows: readonly Row[], lists: ReadonlyMap<string, unknown>): Asked[] {
  const groups: { name: string; table: string | null }[] = [];
  return rows.flatMap((row, i): Asked[] => {
    const [type = '', list = null] =
      (row['type'] ?? '').toLowerCase() === '' ? [] : (row['type'] ?? '').split(/\s+/);
    const kind = type.toLowerCase();
    const name = row['name'] ?? '';
    const label = words(row);
    if (kind === 'begin' || kind.startsWith('begin_')) {
      const isTable = /\b(table-list|list-nolabel|label)\b/.test(row['appearance'] ?? '');
      groups.push({ name, table: isTable ? label : null });
      return [];
    }
    if (kind === 'end' || kind.startsWith('end_')) {
      groups.pop();
      return [];
    }
    if (name === '' || kind === '' || kind === 'note') return [];
    // The head is the first row.
    if (LISTED.has(kind) && !lists.has(list ?? ''))
      refuse(
        file,
        `sheet survey, row ${i + 2}: there is no list "${list ?? ''}"${didYouMean(list ?? '', [...lists.keys()])}`,
      );
    return [
      {
        name,
        label,
        type: kind,
        list: kind.startsWith('select') || kind === 'rank' ? list : null,
        path: groups.map((group) => group.name),
        table: groups.at(-1)?.table ?? null,
      },
    ];
  });
}

/** What the column of something may be called: its name, or that with names of the groups around it before. */
function namesOf({ name, path }: Asked): string[] {
  const inGroups = path.flatMap((_, i) =>
    DIVIDERS.map((divider) => [...path.slice(path.length - 1 - i), name].join(divider)),
  );
  return [name, ...inGroups];
}

/** The columns of a choice among several, one an answer, where there are such. */
function columnsOfAnswers(
  names: readonly string[],
  values: readonly LabelledValue[],
  columns: ReadonlySet<string>,
): { name: string; answers: { column: string; label: string }[] } | null {
  for (const name of names)
    for (const divider of DIVIDERS) {
      const answers = values
        .map(({ code, label }) => ({ column: `${name}${divider}${code}`, label }))
        .filter(({ column }) => columns.has(column));
      if (answers.length > 1) return { name, answers };
    }
  return null;
}

function describeAsked(
  asked: Asked,
  lists: ReadonlyMap<string, readonly LabelledValue[]>,
  columns: ReadonlySet<string>,
): Description {
  const { label, type, list, table } = asked;
  const values = (list === null ? undefined : lists.get(list)) ?? [];
  const names = namesOf(asked);
  const own = names.find((name) => columns.has(name)) ?? asked.name;
  const variables: SourceVariable[] = [];
  const sets: MultipleResponseSet[] = [];
  if (type === 'select_multiple') {
    const found = columnsOfAnswers(names, values, columns);
    if (found) {
      variables.push(...found.answers.map((one) => said({ name: one.column, label: one.label })));
      sets.push({
        // So that a column of this name that repeats them all is known.
        name: `$${found.name}`,
        label: label ?? '',
        type: 'multiple dichotomy',
        countedValue: '1',
        variables: found.answers.map(({ column }) => column),
      });
      return { variables, sets };
    }
  }
  variables.push(
    said({
      name: own,
      label,
      kind: NUMBERS.has(type) ? 'numeric' : values.length > 0 ? 'categorical' : null,
      values,
      ...(table === null ? {} : { group: table, item: label }),
    }),
  );
  return { variables, sets };
}

/** Whether sheets are those of a form. */
export const isXlsForm = ({ survey }: XlsFormSheets): boolean => {
  const head = new Set((survey[0] ?? []).map((name) => name.trim().toLowerCase()));
  return head.has('type') && head.has('name');
};

/**
 * A form as KoboToolbox, ODK and SurveyCTO have it: the sheets `survey`, `choices` and `settings` of a workbook.
 *
 * @throws InputFault for a list of answers that is not there
 */
export function xlsForm(file: string, sheets: XlsFormSheets): ForeignCodebook {
  const lists = listsOf(rowsOf(sheets.choices));
  const asked = askedOf(file, rowsOf(sheets.survey), lists);
  const [settings] = rowsOf(sheets.settings);
  return {
    file,
    what: 'a form (XLSForm)',
    title: withoutMarkup(settings?.['form_title']),
    describe: (columns) => {
      const known = new Set(columns);
      const described = asked.map((one) => describeAsked(one, lists, known));
      return {
        variables: described.flatMap(({ variables }) => variables),
        sets: described.flatMap(({ sets }) => sets),
      };
    },
  };
}
