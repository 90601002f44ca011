import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { ReleaseFault, type Fault } from '../errors/faults.ts';
import { readAs } from '../errors/read-as.ts';
import { surveyFile, type SurveyFile } from '../schemas/dataset.ts';
import { RECORDS_FILE, SURVEY_FILE, TOPLINES_FILE } from '../schemas/files.ts';
import { readJson } from './read-json.ts';
import { readText } from './read-text.ts';
import { parseToplinesInParts, type LocatedTopline } from './toplines.ts';

/** What stands in the folder of a draft or of a release, as far as it can be read, and all that is wrong with its form. */
export interface Folder {
  /** Null where it is missing or has faults. */
  readonly survey: SurveyFile | null;
  /** Null where there are none, or they have faults. */
  readonly toplines: readonly LocatedTopline[] | null;
  /** The path of the records; null where there are none. They are not looked into: that takes an engine. */
  readonly records: string | null;
  readonly faults: readonly Fault[];
  /** The first error of the machine that was in the way, such as a disk that did not answer; undefined where none was. */
  readonly cause: unknown;
}

/**
 * Looks at the document before its form is checked: a draft has gaps that are to be filled in, told in other words than a
 * wrong value is.
 */
export type Prepare = (document: Record<string, unknown>) => {
  readonly document: Record<string, unknown>;
  readonly faults: readonly Fault[];
};

const aboutFile = (file: string, message: string): Fault => ({ file, row: null, column: null, message });

async function readSurvey(
  directory: string,
  prepare: Prepare | undefined,
): Promise<[SurveyFile | null, Fault[]]> {
  const document = await readJson(directory, SURVEY_FILE);
  if (typeof document !== 'object' || document === null || Array.isArray(document))
    return [null, [aboutFile(SURVEY_FILE, 'must be a JSON object')]];
  const given = document as Record<string, unknown>;
  const prepared = prepare?.(given) ?? { document: given, faults: [] };
  const { data, faults } = readAs(surveyFile, prepared.document, SURVEY_FILE);
  return [data, [...prepared.faults, ...faults]];
}

async function readToplines(directory: string): Promise<readonly LocatedTopline[] | null> {
  const { text, problem, cause } = await readText(join(directory, TOPLINES_FILE));
  if (problem !== null) throw new ReleaseFault([aboutFile(TOPLINES_FILE, problem)], { cause });
  return text === null ? null : parseToplinesInParts(text);
}

/**
 * Reads the folder of a draft or of a release: the one reader of them. Whoever calls it decides what the faults mean, and
 * asks of the records what it needs.
 *
 * @param prepare see there; a release has nothing to be filled in, and needs none
 * @throws Error of the machine that is no fault of the files
 */
export async function readFolder(directory: string, prepare?: Prepare): Promise<Folder> {
  const faults: Fault[] = [];
  let cause: unknown;
  const faultsAside = async <T>(work: Promise<T>): Promise<T | null> =>
    work.catch((error: unknown) => {
      if (!(error instanceof ReleaseFault)) throw error;
      faults.push(...error.faults);
      cause ??= error.cause;
      return null;
    });
  const [survey, told] = (await faultsAside(readSurvey(directory, prepare))) ?? [null, []];
  faults.push(...told);
  const before = faults.length;
  const toplines = await faultsAside(readToplines(directory));
  const path = join(directory, RECORDS_FILE);
  const records = await access(path).then(
    () => path,
    () => null,
  );
  if (toplines === null && records === null && faults.length === before)
    faults.push(
      aboutFile(TOPLINES_FILE, `is missing, and so is ${RECORDS_FILE}: a release needs one of them`),
    );
  if (survey !== null && survey.design !== null && records === null)
    faults.push(aboutFile(RECORDS_FILE, `is missing, but ${SURVEY_FILE} has a design`));
  return { survey, toplines, records, faults, cause };
}
