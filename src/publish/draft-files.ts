import { join } from 'node:path';
import { refuse } from '../errors/input-fault.ts';
import { ReleaseFault, type Fault } from '../errors/faults.ts';
import { fileMark } from '../repository/marks.ts';
import type { ReleaseFile } from '../repository/release-file.ts';
import type { SurveyFile } from '../schemas/dataset.ts';
import { RECORDS_FILE } from '../schemas/files.ts';
import { readAndValidate } from '../validate/validate.ts';
import type { Work } from './load-release.ts';

/** A draft without faults, as it was read. */
export interface CheckedDraft {
  readonly directory: string;
  readonly survey: string;
  readonly version: string;
  /** Names of the files that are published. */
  readonly names: readonly string[];
  /** Names of what else is in the folder, which stays there, such as the file that the draft was made from. */
  readonly leftOut: readonly string[];
  /** What the checks say that is no fault. */
  readonly warnings: readonly Fault[];
  /**
   * Makes sure that what is to be released is what was checked.
   *
   * @param files the copies
   * @throws InputFault if one of them is another than the file that was read
   */
  readonly assertAreCopies: (files: readonly ReleaseFile[]) => Promise<void>;
}

function refuseChanged(directory: string, name: string): never {
  return refuse(join(directory, name), 'was changed while it was being published: run the command again');
}

/** @throws InputFault if a file of a draft that was there is gone */
export async function assertIsThere(directory: string, name: string): Promise<void> {
  if ((await fileMark(join(directory, name))) === 'none') refuseChanged(directory, name);
}

function identityOf(survey: SurveyFile | null, faults: readonly Fault[]): SurveyFile {
  if (survey === null || faults.length > 0) throw new ReleaseFault(faults);
  return survey;
}

/**
 * Reads a draft, once, and checks it.
 *
 * @throws InputFault if there is no such folder; ReleaseFault with all that is wrong with it
 */
export async function checkDraft(directory: string, work: Work): Promise<CheckedDraft> {
  // The records are read again and again while they are checked: what is hashed before must be there afterwards as well.
  const records = join(directory, RECORDS_FILE);
  const before = await fileMark(records);
  const { findings, folder } = await readAndValidate(directory, work, true);
  const { id, version } = identityOf(folder.survey, findings.faults);
  return {
    directory,
    survey: id,
    version,
    names: folder.names,
    leftOut: folder.others,
    warnings: findings.warnings,
    assertAreCopies: async (files) => {
      for (const name of folder.names)
        if (files.find((file) => file.name === name)?.sha256 !== folder.hashes.get(name))
          refuseChanged(directory, name);
      if ((await fileMark(records)) !== before) refuseChanged(directory, RECORDS_FILE);
    },
  };
}
