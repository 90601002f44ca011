import { didYouMean, type Fault } from '../../errors/faults.ts';
import { InputFault } from '../../errors/input-fault.ts';
import { TOPLINE_COLUMNS } from '../../schemas/dataset.ts';
import { CODE_PATTERN } from '../../schemas/codes.ts';
import { readContract } from './contract.ts';
import type { ToplineOptions } from './options.ts';
import type { DraftRow } from './row.ts';
import type { SurveyBuilder } from './survey-builder.ts';
import { oneLine, type Table } from './table.ts';

/** Columns of toplines.csv whose cells are codes, in the order in which one needs the other. */
const CODED = ['wave', 'audience', 'source', 'question', 'item', 'option'] as const;

/** Which column of a table each name stands for. @throws InputFault for what is none of them */
function placesOf({ file, rows }: Table, given: readonly string[]): ReadonlyMap<string, number> {
  const header = (rows[0] ?? []).map(oneLine);
  const faults: Fault[] = [];
  const places = new Map<string, number>();
  const wrong = (message: string): void => {
    faults.push({ file, row: null, column: null, message: `--columns ${message}` });
  };
  for (const text of given) {
    const border = text.indexOf('=');
    const [name, column] = [text.slice(0, border).trim(), oneLine(text.slice(border + 1))];
    if (border < 1) wrong(`"${text}": name=column is right, such as value=pct`);
    else if (!(TOPLINE_COLUMNS as readonly string[]).includes(name))
      wrong(
        `"${text}": there is no "${name}"${didYouMean(name, TOPLINE_COLUMNS)}: one of ${TOPLINE_COLUMNS.join(', ')}`,
      );
    else if (!header.includes(column))
      wrong(`"${text}": the table has no column "${column}"${didYouMean(column, header)}`);
    else places.set(name, header.indexOf(column));
  }
  // What is called as in toplines.csv need not be named.
  for (const name of TOPLINE_COLUMNS)
    if (!places.has(name) && header.includes(name)) places.set(name, header.indexOf(name));
  if (faults.length > 0) throw new InputFault(faults);
  return places;
}

/** A code for what a cell says, under which its label stands in the draft. */
function codeIn(draft: SurveyBuilder, name: (typeof CODED)[number], text: string, question: string): string {
  if (text === '') return '';
  if (name === 'wave') return draft.wave(text);
  if (name === 'source') return draft.source(text);
  if (name === 'audience')
    return CODE_PATTERN.test(text) ? draft.audienceById(text) : draft.audienceByLabel(text);
  if (name === 'question')
    return CODE_PATTERN.test(text) ? draft.questionById(text) : draft.questionByLabel(text);
  if (question === '') return text;
  return name === 'item' ? draft.item(question, text) : draft.option(question, text);
}

/**
 * Reads long tables whose columns have other names than those of toplines.csv: each row is a figure, and labels become codes.
 *
 * @param given each as name=column
 * @throws InputFault with all that is wrong
 */
export function readLong(
  sheets: readonly Table[],
  given: readonly string[],
  options: ToplineOptions,
  draft: SurveyBuilder,
): { rows: readonly DraftRow[]; notes: readonly string[] } {
  const notes: string[] = [];
  const rows = sheets.flatMap((table) => {
    const places = placesOf(table, given);
    const names = [...places.keys()];
    const unused = (table.rows[0] ?? []).filter(
      (name, i) => oneLine(name) !== '' && ![...places.values()].includes(i),
    );
    if (unused.length > 0)
      notes.push(
        `left out ${unused.map((name) => `"${oneLine(name)}"`).join(', ')}: --columns says nothing of them`,
      );
    // What all rows share stands in a column too.
    const shared = (['question', 'wave', 'audience'] as const).flatMap((name) => {
      const value = options[name];
      return value === null || places.has(name) ? [] : [[name, value] as const];
    });
    const columns = [...names, ...shared.map(([name]) => name)];
    const body = table.rows.slice(1).map((row) => {
      if (row.every((text) => oneLine(text) === '')) return columns.map(() => '');
      const cells = new Map<string, string>([
        ...names.map((name) => [name, oneLine(row[places.get(name) ?? -1] ?? '')] as const),
        ...shared,
      ]);
      for (const name of CODED)
        if (cells.has(name))
          cells.set(name, codeIn(draft, name, cells.get(name) ?? '', cells.get('question') ?? ''));
      return columns.map((name) => cells.get(name) ?? '');
    });
    const long: Table = {
      ...table,
      rows: [columns, ...body],
      locationOf: (row, column) =>
        table.locationOf(row, column === null ? null : (places.get(columns[column] ?? '') ?? null)),
    };
    return readContract(long, { ...options, question: null, wave: null, audience: null }, draft);
  });
  return { rows, notes };
}
