import { stat, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { openWorkDatabase } from '../engine/work-database.ts';
import { formatFault, type Fault } from '../errors/faults.ts';
import { refuse } from '../errors/input-fault.ts';
import { addWave } from '../import/add-wave/add-wave.ts';
import { importRecords } from '../import/records/import-records.ts';
import { overviewOf, type Overview, type SaidByImport } from '../import/overview.ts';
import { readDraft } from '../validate/read-draft.ts';
import { validateDraft } from '../validate/validate.ts';
import { toRecordOptions, type Given } from './import-options.ts';
import type { CommandIo } from './io.ts';
import { overviewPage } from './overview-page.ts';
import { overviewText } from './overview-text.ts';
import { inTrialFolder, trialDraft } from './trial.ts';

/** What is looked at, and what its checks find. */
interface Looked extends Overview {
  /** Faults but for what is yet to be filled in. */
  readonly faults: readonly Fault[];
  /** What only a person knows, and is yet to be filled in. */
  readonly open: readonly string[];
}

/**
 * Looks at a draft: what each of its columns is, and what its checks find.
 *
 * @param folder for what is written on the way
 * @throws InputFault for a folder that holds no records, or whose survey.json cannot be read
 */
async function lookAtDraft(
  directory: string,
  folder: string,
  said: SaidByImport | undefined,
  { signal, progress }: Pick<CommandIo, 'signal' | 'progress'>,
): Promise<Looked> {
  const { faults, warnings } = await validateDraft(directory, { signal, progress });
  const database = await openWorkDatabase(folder, signal, progress);
  try {
    const { draft } = await readDraft(directory, database, { signal });
    const { survey, records } = draft;
    if (survey === null || records === null)
      return refuse(
        directory,
        faults.length > 0
          ? `cannot be looked at: ${faults.map(formatFault).join('; ')}`
          : 'holds no records of respondents: topline validate tells of published figures',
      );
    const isOpen = ({ message }: Fault): boolean => message.startsWith('is missing: ');
    return {
      ...(await overviewOf({ survey, records }, warnings, said)),
      faults: faults.filter((fault) => !isOpen(fault)),
      open: faults.filter(isOpen).map(({ column }) => column ?? ''),
    };
  } finally {
    database.close();
  }
}

/** Makes the draft of a file of records where nobody sees it, and looks at that. */
async function lookAtFile(path: string, given: Given, folder: string, io: CommandIo): Promise<Looked> {
  if (given.into === undefined && given.addWave !== undefined)
    refuse(path, '--add-wave adds to a draft: name its folder with --into');
  const into = await trialDraft(folder, given);
  const { signal, progress } = io;
  const options = toRecordOptions({ ...given, into });
  if (given.addWave !== undefined) {
    const { leftOut, changes, notes } = await addWave(path, options, given.addWave, { signal, progress });
    const told = changes.map(({ question, what }) => `changed ${question}: ${what}`);
    return lookAtDraft(into, folder, { leftOut, notes: [...told, ...notes] }, io);
  }
  return lookAtDraft(into, folder, await importRecords(path, options, { signal, progress }), io);
}

/** How an overview is told. */
export interface LookOptions {
  readonly json?: true;
  /** File of the page; undefined: none is written. */
  readonly page?: string;
}

/**
 * Tells what each column of a file of records, or of a draft, is taken for. Nothing is written but the page that was asked for.
 *
 * @throws InputFault for what an import would refuse
 */
export async function look(path: string, given: Given & LookOptions, io: CommandIo): Promise<void> {
  const isFolder = (await stat(path).catch(() => null))?.isDirectory() ?? false;
  const looked = await inTrialFolder(io, (folder) =>
    isFolder ? lookAtDraft(path, folder, undefined, io) : lookAtFile(path, given, folder, io),
  );
  io.bar.stop();
  if (given.page !== undefined) await writeFile(given.page, overviewPage(basename(path), looked));
  if (given.json) {
    io.out(JSON.stringify({ ok: true, file: basename(path), ...looked }));
    return;
  }
  const { faults, open } = looked;
  io.out(
    [
      overviewText(basename(path), looked),
      ...(faults.length > 0 ? ['', ...faults.map((fault) => `fault: ${formatFault(fault)}`)] : []),
      ...(open.length > 0 ? ['', `to be filled in by you: ${open.join(', ')}`] : []),
      ...(given.page === undefined ? [] : ['', `page: ${given.page}`]),
      ...(isFolder ? [] : ['', 'nothing was written']),
    ].join('\n'),
  );
}
