import { didYouMean, ReleaseFault, type Fault } from '../../errors/faults.ts';
import { parseToplines } from '../../repository/toplines.ts';
import { CODE_PATTERN } from '../../schemas/codes.ts';
import { codeOf } from '../code.ts';
import { InputFault } from '../../errors/input-fault.ts';
import type { SurveyBuilder } from './survey-builder.ts';
import { readFigure } from './figure.ts';
import { measureOf } from './measure.ts';
import type { ToplineOptions } from './options.ts';
import type { DraftRow, ToplineColumn } from './row.ts';
import type { Table } from './table.ts';

/** Columns that may be left out: those that an option or a default fills, and those that may be empty. */
const LEFT_OUT: readonly ToplineColumn[] = [
  'measure',
  'source',
  'item',
  'option',
  'qualifier',
  'n',
  'locator',
  'status',
  'note',
];
const CODES = ['question', 'item', 'option', 'wave', 'audience', 'source'] as const;

/** Faults of the header, in the words of whoever reads toplines.csv. */
function headerFaults(table: Table, header: readonly string[]): Fault[] {
  const whole = [...header, ...LEFT_OUT.filter((name) => !header.includes(name))];
  try {
    parseToplines(`${whole.map((name) => `"${name.replaceAll('"', '""')}"`).join(',')}\n`);
    return [];
  } catch (error) {
    if (!(error instanceof ReleaseFault)) throw error;
    return error.faults.map(({ column, message }) => {
      const index = column === null ? -1 : header.indexOf(column);
      const location = table.locationOf(0, index < 0 ? null : index);
      return {
        file: table.file,
        row: location.row,
        column: index < 0 && location.row !== null ? column : location.column,
        message: index < 0 && location.row === null && column !== null ? `${column}: ${message}` : message,
      };
    });
  }
}

/** A number as toplines.csv has it, where the cell shows one in another way; else the cell. */
function plainNumber(
  { decimalComma }: Table,
  cells: Map<string, string>,
  name: 'value' | 'n' | 'weightedN' | 'sd',
): void {
  const read = readFigure(cells.get(name) ?? '', decimalComma);
  if (read.kind !== 'figure' || (read.isPercent && (name !== 'value' || cells.get('measure') !== 'percent')))
    return;
  const qualifier = name === 'n' ? 'nQualifier' : 'qualifier';
  if (read.qualifier !== 'exact') {
    // What the column says beside it stays the truth: <5 as "exact" is left to be refused.
    if (name === 'sd' || name === 'weightedN' || (cells.get(qualifier) ?? '') !== '') return;
    cells.set(qualifier, read.qualifier);
  }
  cells.set(name, read.value);
}

/** @throws InputFault for options that say what the columns say */
function refuseOptions({ file }: Table, header: readonly string[], options: ToplineOptions): void {
  const given = (['wave', 'audience', 'source', 'measure', 'question'] as const).filter(
    (name) => options[name] !== null && header.includes(name),
  );
  const faults: Fault[] = given.map((name) => ({
    file,
    row: null,
    column: name,
    message: `the table has this column: leave --${name} out`,
  }));
  if (options.missing.length > 0)
    faults.push({
      file,
      row: null,
      column: 'value',
      message: 'a row without a figure is left out here: leave --missing out',
    });
  if (faults.length > 0) throw new InputFault(faults);
}

/** What stands in the cells of columns that the table does not have. @throws InputFault for a measure that there is not */
function missingCells(
  { file }: Table,
  header: readonly string[],
  options: ToplineOptions,
  draft: SurveyBuilder,
): [ToplineColumn, string][] {
  return [
    ...(header.includes('measure') ? [] : [['measure', measureOf(file, options.measure)] as const]),
    ...(header.includes('source') ? [] : [['source', draft.source(options.source)] as const]),
  ].map(([name, cell]) => [name, cell]);
}

/**
 * Reads a table that has the columns of toplines.csv. Those that may be empty may be left out; so may `measure`, which is
 * then --measure or percent, and `source`, which is --source or named after the file.
 *
 * @throws InputFault with all that is wrong with its header, its codes or the number of its cells
 */
export function readContract(table: Table, options: ToplineOptions, draft: SurveyBuilder): DraftRow[] {
  const header = (table.rows[0] ?? []).map((name) => name.trim());
  const faults = headerFaults(table, header);
  if (faults.length > 0) throw new InputFault(faults);
  refuseOptions(table, header, options);
  const missing = missingCells(table, header, options, draft);
  const rows: DraftRow[] = [];
  table.rows.slice(1).forEach((texts, i) => {
    const row = i + 1;
    const fault = (column: number | null, message: string): void => {
      faults.push({ file: table.file, ...table.locationOf(row, column), message });
    };
    if (texts.every((text) => text.trim() === '')) return;
    if (texts.length !== header.length)
      return fault(null, `${texts.length} cells, but the header has ${header.length}`);
    const cells = new Map<string, string>([
      ...missing,
      ...header.map((name, column) => [name, (texts[column] ?? '').trim()] as const),
    ]);
    for (const name of CODES) {
      const code = cells.get(name) ?? '';
      if (code === '' || CODE_PATTERN.test(code)) continue;
      const near = codeOf(code);
      fault(
        header.indexOf(name),
        `"${code}" is no code: lower-case letters, digits and hyphens, 64 at most${near === null ? '' : didYouMean(near, [near])}`,
      );
    }
    for (const name of ['value', 'n', 'weightedN', 'sd'] as const)
      if (cells.has(name)) plainNumber(table, cells, name);
    rows.push({
      cells: Object.fromEntries(cells),
      table,
      row,
      columnOf: (name) => (name === null || !header.includes(name) ? null : header.indexOf(name)),
    });
  });
  if (rows.length === 0 && faults.length === 0)
    faults.push({ file: table.file, ...table.locationOf(0, null), message: 'has no figures under it' });
  if (faults.length > 0) throw new InputFault(faults);
  const isSourceTold = header.includes('source');
  for (const { cells } of rows) addCodes(draft, isSourceTold ? cells : { ...cells, source: '' });
  return rows;
}

const TYPES: Readonly<Record<string, 'ranking' | 'numeric'>> = {
  rank: 'ranking',
  mean: 'numeric',
  median: 'numeric',
  total: 'numeric',
};

/** Adds the codes of a row to the draft. Empty ones are told when the row is checked. */
function addCodes(draft: SurveyBuilder, cells: DraftRow['cells']): void {
  const of = (name: ToplineColumn): string => cells[name] ?? '';
  // A code that is there is that thing, whatever its label.
  const isThere = (list: readonly { readonly id: string }[], id: string): boolean =>
    list.some((one) => one.id === id);
  if (of('wave') !== '' && !isThere(draft.survey.waves, of('wave'))) draft.wave(of('wave'));
  if (of('audience') !== '') draft.audienceById(of('audience'));
  if (of('source') !== '' && !isThere(draft.survey.sources, of('source'))) draft.source(of('source'));
  if (of('question') === '') return;
  const question = draft.questionById(of('question'));
  if (of('audience') !== '') draft.asked(question, of('audience'));
  if (of('item') !== '') draft.item(question, of('item'), null);
  if (of('option') !== '') draft.option(question, of('option'), null);
  const type = TYPES[of('measure')];
  if (type !== undefined) draft.typed(question, type);
}
