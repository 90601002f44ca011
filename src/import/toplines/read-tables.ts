import type { Fault } from '../../errors/faults.ts';
import type { CellRules } from './cell.ts';
import { toldBy } from './body-cells.ts';
import { isUnit, rowKind } from './labels.ts';
import { casesOfSets } from './cases-of-sets.ts';
import { summaryOfAnswers } from './summary-of-answers.ts';
import { withoutEarlierWaves } from './earlier-waves.ts';
import { labelsInFront } from './labels-in-front.ts';
import { validFrequencies } from './frequencies.ts';
import { parseMarks } from './marks.ts';
import type { ToplineOptions } from './options.ts';
import { isSurelyQuestion, questionOfTitles } from './questions-of-titles.ts';
import { splitTables } from './split-tables.ts';
import { oneLine, type Table } from './table.ts';
import { audiencesOverColumns } from './transpose.ts';
import { readBody, type Body } from './wide-body.ts';
import { readLayout, whereOf, type Layout } from './wide-layout.ts';
import type { ReportFault } from './wide-subjects.ts';

/** A table that was read, before its labels become codes. */
export interface ReadTable {
  readonly table: Table;
  readonly layout: Layout;
  readonly body: Body;
  /** The question above the table; null: there is none. */
  readonly title: string | null;
  readonly report: ReportFault;
}

interface Reading {
  readonly options: ToplineOptions;
  readonly measure: string;
  /** Names of waves that are known. */
  readonly waves: readonly string[];
}

/** Whether a line of text between rows is a question: where one stands above the table, it must look like one. */
function questionLines(
  { question }: ToplineOptions,
  table: Table,
  layout: Layout,
  title: string | null,
): (text: string) => boolean {
  // A title that only may be a question gives way to a line of text right above the answers.
  const first = table.rows
    .slice(layout.header + 1)
    .find(
      (row) =>
        row.some((text) => oneLine(text) !== '') &&
        toldBy(oneLine(row[0] ?? '')) === null &&
        !row.every((text) => text.trim() === '' || isUnit(text)),
    );
  const isSetOff = first !== undefined && first.slice(1).every((text) => text.trim() === '');
  const isWeak = title === null || (!isSurelyQuestion(title) && isSetOff);
  if (question !== null || rowKind(layout.rowHead) === 'question') return () => false;
  return (text) => (isWeak ? questionOfTitles([`${text}?`]) !== null : /\?/.test(text) || /^q\d/i.test(text));
}

/** Reads one table as far as that needs no codes; null where it has no head, or not all of it is understood. */
function readOne(
  table: Table,
  { options, measure, waves }: Reading,
  faults: Fault[],
  notes: string[],
): Omit<ReadTable, 'report'> | null {
  const report: ReportFault = (row, column, message) => {
    faults.push({ file: table.file, ...table.locationOf(row, column), message });
  };
  const rules = {
    decimalComma: table.decimalComma,
    missing: new Set(options.missing),
    marks: parseMarks(table.file, options.marks ?? []),
  };
  const layout = readLayout(table, options, measure, rules, waves, report);
  if (layout === null || faults.length > 0) return null;
  const found = questionOfTitles(layout.titles.map(({ text }) => text));
  const isNeeded =
    layout.labels.length === 1 && options.question === null && rowKind(layout.rowHead) !== 'question';
  const title = isNeeded ? found : null;
  for (const { row, text } of layout.titles)
    if (title === null || !text.endsWith(title))
      notes.push(`left out ${whereOf(table.locationOf(row, 0))}: "${text}" stands above the table`);
  notes.push(...layout.notes);
  const own: CellRules = { ...rules, letters: layout.letters };
  const body = readBody(
    table,
    layout,
    measure,
    own,
    questionLines(options, table, layout, title),
    report,
    notes,
  );
  return { table, layout, body, title };
}

const SHARES_OF_ROWS =
  'has no shares of columns under it: those of rows are of the groups that the rows are. Export the table with these groups as columns and their column percentages (Column N %)';

/** Whether the head says that all numbers are shares of rows, or of the table. */
const ofRows = ({ rows }: Table, { header }: Layout): boolean =>
  rows
    .slice(0, header + 1)
    .some((row) => row.some((text) => /^row\s?(?:n\s?)?(?:%|percent)/i.test(oneLine(text))));

/** Tables that programs print beside those of shares. */
const OF_PROGRAMS =
  /^(?:case processing summary|case summary|chi-?square tests?|symmetric measures|directional measures|risk estimate|tests? of|pearson chi-square tests|comparisons of column proportions|descriptive statistics|notes|group statistics|correlations)\b/i;

/** A table without a question of its own, and with the answers of the one above it, is of the same question: its banner goes on. */
function underQuestionAbove<T extends Omit<ReadTable, 'report'>>(
  table: T | null,
  above: ReadTable | null,
): T | null {
  if (
    table === null ||
    table.title !== null ||
    above === null ||
    above.title === null ||
    table.body.rows.length === 0
  )
    return table;
  const answers = new Set(above.body.rows.map(({ label }) => label.toLowerCase()));
  const isSame = table.body.rows.every(
    ({ label, question }) => question === '' && answers.has(label.toLowerCase()),
  );
  return isSame ? { ...table, title: above.title } : table;
}

/**
 * Reads all tables of the sheets, as far as that needs no codes. Sheets and tables without figures are passed over, unless there is but
 * one.
 *
 * @param report takes what is wrong
 */
export function readTables(
  sheets: readonly Table[],
  reading: Reading,
  faults: Fault[],
  notes: string[],
): readonly ReadTable[] {
  const tables = sheets.flatMap((sheet) =>
    splitTables(withoutEarlierWaves(labelsInFront(sheet), notes)).map((given, i) => ({
      given,
      isFirst: i === 0,
    })),
  );
  let above: ReadTable | null = null;
  return tables.flatMap(({ given, isFirst }): ReadTable[] => {
    const own: Fault[] = [];
    const said: string[] = [];
    const name = oneLine(given.rows.flat().find((cell) => cell.trim() !== '') ?? '');
    if (tables.length > 1 && OF_PROGRAMS.test(name)) {
      notes.push(
        `left out ${whereOf(given.locationOf(0, 0))} and what follows, "${name}": it holds no shares`,
      );
      return [];
    }
    const table = audiencesOverColumns(summaryOfAnswers(casesOfSets(validFrequencies(given))), said);
    if (isFirst) above = null;
    const one = underQuestionAbove(readOne(table, reading, own, said), above);
    const report = (row: number, column: number | null, message: string): void => {
      faults.push({ file: table.file, ...table.locationOf(row, column), message });
    };
    const hasFigures = one?.body.rows.some(({ figures }) => figures.length > 0) ?? false;
    if (tables.length > 1 && !hasFigures && own.length === 0) {
      const text = given.rows.flat().find((cell) => cell.trim() !== '');
      if (text !== undefined)
        notes.push(
          `left out ${whereOf(given.locationOf(0, 0))} and what follows, "${text.trim().slice(0, 60)}": it holds no figures`,
        );
      return [];
    }
    faults.push(...own);
    notes.push(...said);
    if (one === null) {
      if (own.length === 0)
        report(0, null, 'holds no table: a row with the names of the audiences is needed');
      return [];
    }
    if (own.length === 0 && !hasFigures)
      report(one.layout.header, null, ofRows(table, one.layout) ? SHARES_OF_ROWS : 'has no figures under it');
    above = { ...one, report };
    return [above];
  });
}
