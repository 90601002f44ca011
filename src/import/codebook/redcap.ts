import { InputFault } from '../../errors/input-fault.ts';
import type { Fault } from '../../errors/faults.ts';
import { divideCsv } from '../csv/dialect.ts';
import type { LabelledValue } from '../records/source.ts';
import type { Codebook, CodebookVariable } from './codebook.ts';

const NAME = 'Variable / Field Name';
const TYPE = 'Field Type';
const LABEL = 'Field Label';
const CHOICES = 'Choices, Calculations, OR Slider Labels';
const FORM = 'Text Validation Type OR Show Slider Number';

/** Fields of which an export has no column. */
const NOT_EXPORTED = new Set(['descriptive', 'file', 'signature']);
const NUMBERS = /^(?:integer|number(?:_.*)?)$/;
const PRESET: Readonly<Record<string, readonly LabelledValue[]>> = {
  yesno: [
    { code: '1', label: 'Yes' },
    { code: '0', label: 'No' },
  ],
  truefalse: [
    { code: '1', label: 'True' },
    { code: '0', label: 'False' },
  ],
};

/** Whether the first line of a CSV file is that of a data dictionary of REDCap. */
export const isRedcapDictionary = (text: string): boolean => {
  const [line = ''] = text.split('\n');
  return line.includes(NAME) && line.includes(TYPE);
};

const plain = (text: string): string =>
  text
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();

/** `1, Yes | 0, No` as codes and labels; null where a choice has no label. */
function choicesOf(text: string): readonly LabelledValue[] | null {
  const choices = text
    .split('|')
    .filter((one) => one.trim() !== '')
    .map((one) => /^\s*([^,]+?)\s*,(.*)$/s.exec(one));
  return choices.every((one) => one !== null)
    ? choices.map((one) => ({ code: one[1] ?? '', label: plain(one[2] ?? '') || (one[1] ?? '') }))
    : null;
}

/**
 * Reads a data dictionary of REDCap, as it is downloaded there: labels of fields and of their choices. A field of checkboxes is a column a
 * choice, `race___1`, as raw exports have it.
 *
 * @throws InputFault for choices that are not read, with their line
 */
export function readRedcapDictionary(file: string, text: string): Codebook {
  const [first, ...rows] = divideCsv(file, text.replace(/^\uFEFF/, '')).records;
  const header = (first?.record ?? []).map((name) => name.trim());
  const faults: Fault[] = [];
  const variables = rows.flatMap(({ record, info }): CodebookVariable[] => {
    const cell = (name: string): string => (record[header.indexOf(name)] ?? '').trim();
    const [name, type] = [cell(NAME), cell(TYPE).toLowerCase()];
    if (name === '' || NOT_EXPORTED.has(type)) return [];
    const location = { row: info.lines, column: NAME };
    const label = plain(cell(LABEL)) || null;
    const common = { name, label, type: null, ordered: false, values: [], missing: [], location } as const;
    if (!['radio', 'dropdown', 'checkbox', 'yesno', 'truefalse'].includes(type))
      return [{ ...common, type: NUMBERS.test(cell(FORM)) || type === 'slider' ? 'numeric' : null }];
    const values = PRESET[type] ?? choicesOf(cell(CHOICES));
    if (values === null || values.length === 0) {
      faults.push({
        file,
        row: info.lines,
        column: CHOICES,
        message: `"${name}" has no choices such as "1, Yes | 0, No"`,
      });
      return [];
    }
    if (type !== 'checkbox') return [{ ...common, type: 'categorical', values }];
    return values.map((choice) => ({
      ...common,
      // A code below zero has an underscore for its sign.
      name: `${name}___${String(choice.code).toLowerCase().replace(/^-/, '_')}`,
      label: `${label ?? name} (choice=${choice.label})`,
    }));
  });
  if (variables.length === 0 && faults.length === 0)
    faults.push({ file, row: 1, column: null, message: 'describes no field' });
  if (faults.length > 0) throw new InputFault(faults);
  return { file, title: null, variables, sets: [], isOfMore: true };
}
