import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { refuse } from '../errors/input-fault.ts';
import { readJson } from '../repository/read-json.ts';
import { surveyFile, type SurveyFile } from '../schemas/dataset.ts';
import { RELEASE_FILES, SURVEY_FILE } from '../schemas/files.ts';

export interface DraftFiles {
  readonly directory: string;
  /** Names of the files that are published. */
  readonly names: readonly string[];
  /** Names of what is not. */
  readonly leftOut: readonly string[];
  /** @throws InputFault if a file is another one than it was when the draft was looked at first */
  assertUnchanged(): Promise<void>;
}

async function identities(directory: string, names: readonly string[]): Promise<string> {
  const all = names.map(async (name) => {
    const found = await stat(join(directory, name), { bigint: true });
    return [found.dev, found.ino, found.size, found.mtimeNs].join();
  });
  return (await Promise.all(all)).join('\n');
}

/** Looks at what there is in the folder of a draft. What no release has, such as the file it was made from, stays there. @throws InputFault if there is no such folder */
export async function findDraftFiles(directory: string): Promise<DraftFiles> {
  const all = await readdir(directory).catch((error: NodeJS.ErrnoException) =>
    refuse(
      directory,
      error.code === 'ENOENT' ? 'there is no such folder' : `cannot be read: ${error.message}`,
    ),
  );
  const names = RELEASE_FILES.filter((name) => all.includes(name));
  const before = await identities(directory, names);
  return {
    directory,
    names,
    leftOut: all.filter((name) => !names.includes(name) && !name.startsWith('.')).toSorted(),
    assertUnchanged: async () => {
      if ((await identities(directory, names)) !== before)
        refuse(directory, 'was changed while it was being published: run the command again');
    },
  };
}

/** Which release a draft, which has been found to be without fault, is to become, and its codebook. */
export async function readIdentity(
  directory: string,
): Promise<{ survey: string; version: string; codebook: SurveyFile }> {
  const codebook = surveyFile.parse(await readJson(directory, SURVEY_FILE));
  return { survey: codebook.id, version: codebook.version, codebook };
}
