import { readXlsx, type CellValue } from 'hucre/xlsx';
import type { Fault } from '../../errors/faults.ts';
import { InputFault, refuse } from '../../errors/input-fault.ts';
import { readWorkbookBytes, refuseWorkbook } from '../open-workbook.ts';
import type { LabelledValue } from '../records/source.ts';
import type { Codebook, CodebookVariable } from './codebook.ts';

/** A row of a sheet, by the names of its columns in lower case. */
type Row = ReadonlyMap<string, string>;

const textOf = (value: CellValue | undefined): string =>
  value === null || value === undefined ? '' : String(value).trim();

function rowsOf(rows: readonly (readonly CellValue[])[]): readonly Row[] {
  const [header = [], ...below] = rows;
  const names = header.map((name) => textOf(name).toLowerCase());
  return below.map((row) => new Map(names.map((name, i) => [name, textOf(row[i])])));
}

/** The label in the first language that has one: `label`, or `label::English (en)`. */
function labelOf(row: Row): string | null {
  const found = [...row].find(([name, text]) => /^label(?:::|$)/.test(name) && text !== '')?.[1];
  // Markup of forms, and values that are filled in, are no part of a text.
  return (
    found
      ?.replaceAll(/<[^>]*>|\*\*/g, '')
      .replaceAll(/\s+/g, ' ')
      .trim() || null
  );
}

/** Choices by the name of their list. */
function listsOf(choices: readonly Row[]): ReadonlyMap<string, readonly LabelledValue[]> {
  const named = choices.flatMap((row) => {
    const [list, code] = [
      row.get('list_name') ?? row.get('list name') ?? '',
      row.get('name') ?? row.get('value') ?? '',
    ];
    return list === '' || code === '' ? [] : [{ list, code, label: labelOf(row) ?? code }];
  });
  return Map.groupBy(named, ({ list }) => list);
}

function variablesOf(
  file: string,
  survey: readonly Row[],
  lists: ReturnType<typeof listsOf>,
): CodebookVariable[] {
  const path: string[] = [];
  const faults: Fault[] = [];
  const variables = survey.flatMap((row, i): CodebookVariable[] => {
    const [kind = '', list = ''] = (row.get('type') ?? '').replace(/^(begin|end)\s+/i, '$1_').split(/\s+/);
    const name = row.get('name') ?? '';
    if (/^begin_(?:group|repeat)$/i.test(kind)) path.push(name);
    if (/^end_(?:group|repeat)$/i.test(kind)) path.pop();
    const label = labelOf(row);
    if (name === '' || label === null || /^(?:begin|end)_|^note$/i.test(kind)) return [];
    const location = { row: i + 2, column: 'survey!name' };
    const whole = [...path, name].join('/');
    const common = { label, type: null, ordered: false, values: [], missing: [], location } as const;
    if (/^(?:integer|decimal|range)$/i.test(kind)) return [{ ...common, name: whole, type: 'numeric' }];
    if (!/^(?:select_one|select_multiple|rank)$/i.test(kind)) return [{ ...common, name: whole }];
    const values = lists.get(list)?.map(({ code, label: said }) => ({ code, label: said }));
    if (values === undefined) {
      faults.push({
        file,
        row: i + 2,
        column: 'survey!type',
        message: `there is no list "${list}" of choices`,
      });
      return [];
    }
    const own: CodebookVariable = { ...common, name: whole, type: 'categorical', values };
    if (/^select_one$/i.test(kind)) return [own];
    // Exports have all choices in one cell, a column a choice, or both.
    return [
      own,
      ...values.map((one) => ({ ...common, name: `${whole}/${one.code}`, label: `${label} [${one.label}]` })),
    ];
  });
  if (faults.length > 0) throw new InputFault(faults);
  return variables;
}

/**
 * Reads a form in XLSX, as KoboToolbox, ODK and SurveyCTO have them (https://xlsform.org): labels of questions and of choices, in the
 * first language of the form. Columns of an export are called by the names of the form, with their groups or without.
 *
 * @throws InputFault for what is no form, and for a list of choices that is not there
 */
export async function readXlsForm(path: string, file: string): Promise<Codebook> {
  const bytes = await readWorkbookBytes(path, file);
  const workbook = await readXlsx(bytes).catch((error: unknown) => refuseWorkbook(file, error));
  const sheet = (name: string): readonly Row[] | null => {
    const found = workbook.sheets.find((one) => one.name.toLowerCase() === name);
    return found ? rowsOf(found.rows) : null;
  };
  const survey = sheet('survey');
  if (survey === null || !survey.some((row) => row.has('type') && row.has('name')))
    return refuse(file, 'is no form: a sheet "survey" with the columns type, name and label is needed');
  const variables = variablesOf(file, survey, listsOf(sheet('choices') ?? []));
  if (variables.length === 0) refuse(file, 'describes no question');
  const title = sheet('settings')?.[0]?.get('form_title') ?? '';
  return { file, title: title === '' ? null : title, variables, sets: [], isOfMore: true };
}
