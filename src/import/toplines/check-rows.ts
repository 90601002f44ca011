import { checkSurvey, checkToplines } from '../../repository/check.ts';
import type { Fault } from '../../errors/faults.ts';
import { readAs } from '../../errors/read-as.ts';
import { figureFaults } from '../../repository/figures.ts';
import type { LocatedTopline } from '../../repository/toplines.ts';
import { surveyFile, toplineRow, TOPLINE_COLUMNS } from '../../schemas/dataset.ts';
import { InputFault } from '../../errors/input-fault.ts';
import type { DraftSurvey } from '../records/questions.ts';
import { withPlaceholders } from '../../validate/unfilled.ts';
import type { DraftRow } from './row.ts';
import { whereOf } from './wide-layout.ts';
import { SURVEY_FILE } from '../../schemas/files.ts';

/**
 * Checks the rows as they will be checked when they are served, and says what is wrong where it stands in the table.
 *
 * @throws InputFault with every fault
 */
export function checkRows(file: string, drafts: readonly DraftRow[], survey: DraftSurvey): void {
  const faults: Fault[] = [];
  /** Rows are numbered by their position in the list, since a row of a wide table holds several. */
  const translate = ({ row, column, message }: Fault): Fault => {
    const draft = drafts[row ?? -1];
    if (!draft) return { file, row, column, message };
    const { table } = draft;
    const index = draft.columnOf(column);
    const location = table.locationOf(draft.row, index);
    const said = message.replaceAll(/\bline (\d+)/g, (_, number: string) => {
      const other = drafts[Number(number)];
      return other ? whereOf(other.table.locationOf(other.row, other.columnOf(column))) : '';
    });
    return { file, ...location, message: index === null && column !== null ? `${column}: ${said}` : said };
  };
  const rows: LocatedTopline[] = [];
  drafts.forEach(({ cells }, line) => {
    const whole = Object.fromEntries(TOPLINE_COLUMNS.map((name) => [name, cells[name] ?? '']));
    const read = readAs(toplineRow, whole, file, line);
    if (read.data !== null) rows.push({ line, row: read.data });
    faults.push(...read.faults.map(translate));
  });
  if (faults.length > 0) throw new InputFault(faults);
  const parsed = readAs(surveyFile, withPlaceholders({ ...survey }), SURVEY_FILE);
  if (parsed.data === null) throw new InputFault(parsed.faults);
  faults.push(
    ...checkSurvey(parsed.data),
    ...[...checkToplines(parsed.data, rows), ...figureFaults(rows)].map(translate),
  );
  if (faults.length > 0) throw new InputFault(faults);
}
