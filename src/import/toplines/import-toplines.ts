import { copyFile, stat, writeFile } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import { readAs } from '../../errors/read-as.ts';
import { OPTIONAL_TOPLINE_COLUMNS, surveyFile, TOPLINE_COLUMNS } from '../../schemas/dataset.ts';
import { readCodebook } from '../codebook/read-codebook.ts';
import { InputFault, refuse } from '../../errors/input-fault.ts';
import { keptNote, readKeptSurvey } from '../kept-survey.ts';
import { NO_METADATA, withMetadata } from '../metadata.ts';
import type { Running } from '../records/options.ts';
import type { DraftSurvey } from '../records/questions.ts';
import { withPlaceholders } from '../../validate/unfilled.ts';
import { inWorkspace } from '../workspace.ts';
import { writeSurvey } from '../write-survey.ts';
import { checkRows } from './check-rows.ts';
import { readContract } from './contract.ts';
import { readCsvTable } from './csv-table.ts';
import { isContractHeader } from './detect.ts';
import { SurveyBuilder } from './survey-builder.ts';
import type { ToplineOptions, ToplineSummary } from './options.ts';
import type { DraftRow } from './row.ts';
import type { Table } from './table.ts';
import { readLong } from './long.ts';
import { withNets } from './long-nets.ts';
import { readWide } from './wide.ts';
import { readXlsxTables } from './xlsx-table.ts';
import { RECORDS_FILE, TOPLINES_FILE } from '../../schemas/files.ts';

/** The tables of a file: one, or those of all sheets of a workbook. */
async function readSheets(path: string, sheet: string | null): Promise<readonly Table[]> {
  const file = basename(path);
  const ending = extname(path).toLowerCase();
  const found = await stat(path).catch(() => refuse(path, 'there is no such file'));
  if (!found.isFile()) refuse(path, 'is no file: name a table of figures');
  if (found.size === 0) refuse(file, 'is empty: a table of figures is needed');
  if (ending === '.xlsx') return readXlsxTables(path, sheet);
  if (!['.csv', '.tsv', '.txt'].includes(ending))
    refuse(file, `cannot be read as a table of figures by its ending "${ending}": .csv, .tsv or .xlsx`);
  if (sheet !== null) refuse(file, '--sheet is for XLSX: a CSV file has no sheets');
  return [await readCsvTable(path)];
}

interface FoundSurvey {
  readonly survey: DraftSurvey | null;
  readonly notes: readonly string[];
}

/**
 * The survey.json that is named; or that of the draft that is replaced; or the one beside the table.
 *
 * @throws InputFault if it is none, or is at fault
 */
async function readSurvey(path: string, { codebook, force, into }: ToplineOptions): Promise<FoundSurvey> {
  const kept = force && codebook === null ? await readKeptSurvey(into) : null;
  const found = kept ?? (await readCodebook(path, codebook));
  if (found === null) return { survey: null, notes: [] };
  if (found.kind !== 'survey')
    return refuse(
      found.codebook.file,
      'describes variables of records: for published figures name a survey.json',
    );
  const { data, faults } = readAs(surveyFile, withPlaceholders(found.document), found.file);
  if (data === null) throw new InputFault(faults);
  return { survey: found.document as unknown as DraftSurvey, notes: kept ? [keptNote(kept.file)] : [] };
}

/** The rows as toplines.csv, without the columns that nobody needs. */
function toCsv(rows: readonly DraftRow[]): string {
  const columns = TOPLINE_COLUMNS.filter(
    (name) =>
      !OPTIONAL_TOPLINE_COLUMNS.includes(name) || rows.some(({ cells }) => (cells[name] ?? '') !== ''),
  );
  return stringify([columns, ...rows.map(({ cells }) => columns.map((name) => cells[name] ?? ''))]);
}

/** The figures of all sheets: long tables, which have the columns of toplines.csv, or wide ones. */
function readFigures(
  sheets: readonly Table[],
  options: ToplineOptions,
  draft: SurveyBuilder,
): { rows: readonly DraftRow[]; notes: readonly string[] } {
  const [first, ...others] = sheets;
  const long = (rows: readonly DraftRow[], told: readonly string[]) => {
    const notes = [...told];
    return { rows: withNets(rows, draft, notes), notes };
  };
  if (options.columns !== undefined && options.columns.length > 0) {
    const { rows, notes } = readLong(sheets, options.columns, options, draft);
    return long(rows, notes);
  }
  if (first && others.length === 0 && isContractHeader(first.rows[0] ?? []))
    return long(readContract(first, options, draft), []);
  return readWide(sheets, options, draft);
}

const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

/**
 * Makes the draft of a release from published figures: `toplines.csv` and `survey.json`. Takes CSV or XLSX, either with the
 * columns of toplines.csv or as a wide table. The folder is there whole at the end, or not at all.
 *
 * @throws InputFault for all that is wrong with the input; the reason of the signal if the work is called off
 */
export async function importToplines(
  path: string,
  options: ToplineOptions,
  running: Pick<Running, 'signal' | 'onTemporary'>,
): Promise<ToplineSummary> {
  return inWorkspace(options.into, options.force, running, async (workspace) => {
    const codebook = await readSurvey(path, options);
    const sheets = await readSheets(path, options.sheet);
    const file = basename(path);
    running.signal.throwIfAborted();
    const draft = new SurveyBuilder(file, codebook.survey);
    const { rows, notes } = readFigures(sheets, options, draft);
    draft.finish();
    checkRows(file, rows, draft.survey);
    await writeFile(join(workspace.draft, TOPLINES_FILE), toCsv(rows));
    const { metadata = NO_METADATA } = options;
    await writeSurvey(workspace.draft, withMetadata(draft.survey, metadata, codebook.survey !== null));
    await keepRecords(options.into, workspace.draft, draft.survey);
    const occurring = (name: 'question' | 'wave' | 'audience' | 'source'): string[] => [
      ...new Set(rows.flatMap(({ cells }) => cells[name] ?? [])),
    ];
    return {
      file,
      into: options.into,
      kind: 'toplines',
      figures: rows.length,
      questions: occurring('question').length,
      waves: occurring('wave'),
      audiences: occurring('audience'),
      sources: occurring('source'),
      notes: [...codebook.notes, ...notes, ...draft.added],
    };
  });
}

/** Records of a draft that is replaced stay, as long as its survey.json says what they are. */
async function keepRecords(into: string, draft: string, survey: DraftSurvey): Promise<void> {
  const records = join(into, RECORDS_FILE);
  if (!(await isThere(records))) return;
  if (!survey.design)
    refuse(
      into,
      'holds records, and the new survey.json would not describe them: name theirs with --codebook',
    );
  await copyFile(records, join(draft, RECORDS_FILE));
}
