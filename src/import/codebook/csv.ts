import { didYouMean, type Fault } from '../../errors/faults.ts';
import { InputFault } from '../../errors/input-fault.ts';
import { divideCsv } from '../csv/dialect.ts';
import type { LabelledValue } from '../records/source.ts';
import type { Codebook, CodebookVariable } from './codebook.ts';

const COLUMNS = ['variable', 'label', 'code', 'value', 'missing'] as const;

function checkHeader(file: string, row: number, header: readonly string[]): void {
  const faults: Fault[] = header
    .filter((name, i) => !(COLUMNS as readonly string[]).includes(name) || header.indexOf(name) !== i)
    .map((column) => ({
      file,
      row,
      column,
      message: `unknown column, or one that stands twice${didYouMean(column, COLUMNS)}; the columns are ${COLUMNS.join(', ')}`,
    }));
  if (!header.includes('variable'))
    faults.push({ file, row, column: 'variable', message: 'the column is missing' });
  if (faults.length > 0) throw new InputFault(faults);
}

interface Growing {
  label: string | null;
  readonly values: LabelledValue[];
  readonly missing: LabelledValue[];
  readonly row: number;
}

/**
 * Reads a codebook in CSV: the columns `variable,label,code,value,missing`, one line a value, divided as records are. The
 * label of a variable stands on any of its lines, `value` is the label of the code, and `missing` is `true` or empty.
 *
 * @throws InputFault with every fault of its form
 */
export function readCsvCodebook(file: string, text: string): Codebook {
  const [first, ...rows] = divideCsv(file, text).records;
  const header = first?.record ?? [];
  const top = first?.info.lines ?? 1;
  checkHeader(file, top, header);
  const faults: Fault[] = [];
  const variables = new Map<string, Growing>();
  for (const { record, info } of rows) {
    const row = info.lines;
    const fault = (column: string | null, message: string): void => {
      faults.push({ file, row, column, message });
    };
    if (record.length !== header.length) {
      fault(null, `${record.length} cells, but the header has ${header.length}`);
      continue;
    }
    const cell = (name: (typeof COLUMNS)[number]): string => (record[header.indexOf(name)] ?? '').trim();
    const name = cell('variable');
    if (name === '') {
      fault('variable', 'is empty: name the variable on every line');
      continue;
    }
    const variable = variables.get(name) ?? { label: null, values: [], missing: [], row };
    variables.set(name, variable);
    const label = cell('label');
    if (label !== '' && variable.label !== null && variable.label !== label)
      fault('label', `"${name}" has the label "${variable.label}" already, on a line before`);
    if (label !== '') variable.label ??= label;
    const [code, value, missing] = [cell('code'), cell('value'), cell('missing').toLowerCase()];
    if (!['', 'true', 'false'].includes(missing)) fault('missing', `"${missing}" must be true, or empty`);
    if (code === '') {
      if (value !== '' || missing === 'true') fault('code', 'is empty, but the line describes a value');
      continue;
    }
    (missing === 'true' ? variable.missing : variable.values).push({ code, label: value || code });
  }
  if (variables.size === 0 && faults.length === 0)
    faults.push({ file, row: top, column: null, message: 'describes no variable' });
  if (faults.length > 0) throw new InputFault(faults);
  return {
    file,
    title: null,
    variables: [...variables].map(([name, { label, values, missing, row }]): CodebookVariable => ({
      name,
      label,
      type: values.length > 0 ? 'categorical' : null,
      ordered: false,
      values,
      missing,
      location: { row, column: 'variable' },
    })),
  };
}
