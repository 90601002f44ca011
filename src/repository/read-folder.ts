import { access, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ReleaseFault, type Fault } from '../errors/faults.ts';
import { readAs } from '../errors/read-as.ts';
import { surveyFile, type SurveyFile } from '../schemas/dataset.ts';
import { RECORDS_FILE, RELEASE_FILES, SURVEY_FILE, TOPLINES_FILE } from '../schemas/files.ts';
import { hashFile } from './hash-file.ts';
import { parseJson } from './read-json.ts';
import { readBytes, readText, type ReadBytes, type ReadText } from './read-text.ts';
import { ToplinesFile } from './toplines-file.ts';

/** What stands in the folder of a draft or of a release, as far as it can be read, and all that is wrong with its form. */
export interface Folder {
  /** Null where it is missing or has faults. */
  readonly survey: SurveyFile | null;
  /** Null where there are none, or they have faults. */
  readonly toplines: ToplinesFile | null;
  /** The path of the records; null where there are none. They are not looked into: that takes an engine. */
  readonly records: string | null;
  /** Names of the files of a release that are there. */
  readonly names: readonly string[];
  /** Names of what else is there, which is no part of a release. */
  readonly others: readonly string[];
  /** The sha256 of each file as it was read, in hexadecimal digits, by name; of the records only where that was asked for. */
  readonly hashes: ReadonlyMap<string, string>;
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

/** How a folder is read. */
export interface ReadingOptions {
  /** A release has nothing to be filled in, and needs none. */
  readonly prepare?: Prepare | undefined;
  /** Whether the records are hashed too, which reads them whole. */
  readonly hashRecords?: boolean;
  /** Ends the hashing of records early. */
  readonly signal?: AbortSignal | undefined;
}

const aboutFile = (file: string, message: string): Fault => ({ file, row: null, column: null, message });

function fail(file: string, error: unknown): never {
  const message = error instanceof Error ? error.message : String(error);
  throw new ReleaseFault([aboutFile(file, `cannot be read: ${message}`)], { cause: error });
}

function parseSurvey(read: ReadText, prepare: Prepare | undefined): [SurveyFile | null, Fault[]] {
  const document = parseJson(SURVEY_FILE, read);
  if (typeof document !== 'object' || document === null || Array.isArray(document))
    return [null, [aboutFile(SURVEY_FILE, 'must be a JSON object')]];
  const given = document as Record<string, unknown>;
  const prepared = prepare?.(given) ?? { document: given, faults: [] };
  const { data, faults } = readAs(surveyFile, prepared.document, SURVEY_FILE);
  return [data, [...prepared.faults, ...faults]];
}

async function parseToplines(
  { bytes, problem, cause }: ReadBytes,
  isListed: boolean,
): Promise<ToplinesFile | null> {
  if (problem !== null) throw new ReleaseFault([aboutFile(TOPLINES_FILE, problem)], { cause });
  if (bytes === null && isListed)
    throw new ReleaseFault([aboutFile(TOPLINES_FILE, 'is a link to a file that is not there')]);
  return bytes === null ? null : ToplinesFile.read(bytes);
}

/**
 * Reads the folder of a draft or of a release: the one reader of them. Whoever calls it decides what the faults mean, and
 * asks of the records what it needs. Each file is read once, so that its hash is that of what was parsed.
 *
 * @throws ReleaseFault if the folder itself cannot be read; the reason of the signal if that ended the hashing
 */
export async function readFolder(
  directory: string,
  { prepare, hashRecords = false, signal }: ReadingOptions = {},
): Promise<Folder> {
  const faults: Fault[] = [];
  let cause: unknown;
  const faultsAside = async <T>(work: () => T | Promise<T>): Promise<T | null> => {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof ReleaseFault)) throw error;
      faults.push(...error.faults);
      cause ??= error.cause;
      return null;
    }
  };
  const all = await readdir(directory).catch((error: unknown) => fail(directory, error));
  const names = RELEASE_FILES.filter((name) => all.includes(name));
  const hashes = new Map<string, string>();
  const read = async <Read extends { readonly sha256: string | null }>(
    name: string,
    reader: (path: string) => Promise<Read>,
  ): Promise<Read> => {
    const found = await reader(join(directory, name));
    if (found.sha256 !== null) hashes.set(name, found.sha256);
    return found;
  };
  const ofSurvey = await read(SURVEY_FILE, readText);
  const [survey, told] = (await faultsAside(() => parseSurvey(ofSurvey, prepare))) ?? [null, []];
  faults.push(...told);
  const before = faults.length;
  const ofToplines = await read(TOPLINES_FILE, readBytes);
  const toplines = await faultsAside(() => parseToplines(ofToplines, names.includes(TOPLINES_FILE)));
  const records = await faultsAside(async () => {
    if (!names.includes(RECORDS_FILE)) return null;
    const path = join(directory, RECORDS_FILE);
    await access(path).catch((error: unknown) => fail(RECORDS_FILE, error));
    if (hashRecords) {
      const { sha256 } = await hashFile(path, undefined, signal).catch((error: unknown) => {
        signal?.throwIfAborted();
        return fail(RECORDS_FILE, error);
      });
      hashes.set(RECORDS_FILE, sha256);
    }
    return path;
  });
  if (toplines === null && records === null && faults.length === before)
    faults.push(
      aboutFile(TOPLINES_FILE, `is missing, and so is ${RECORDS_FILE}: a release needs one of them`),
    );
  if (survey !== null && survey.design !== null && !names.includes(RECORDS_FILE))
    faults.push(aboutFile(RECORDS_FILE, `is missing, but ${SURVEY_FILE} has a design`));
  const others = all.filter((name) => !names.includes(name) && !name.startsWith('.')).toSorted();
  return { survey, toplines, records, names, others, hashes, faults, cause };
}
