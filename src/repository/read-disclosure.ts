import { join } from 'node:path';
import { ReleaseFault } from '../errors/faults.ts';
import { readAs } from '../errors/read-as.ts';
import { DISCLOSURE_FORMAT, disclosureFile, type DisclosureFile } from '../schemas/disclosure-file.ts';
import { DISCLOSURE_FILE } from '../schemas/files.ts';
import { parseJson } from './read-json.ts';
import type { ReleaseFile } from './release-file.ts';
import { readText } from './read-text.ts';

function fail(message: string): never {
  throw new ReleaseFault([{ file: DISCLOSURE_FILE, row: null, column: null, message }]);
}

/**
 * Reads what was decided to be hidden of a release.
 *
 * @param files of the release, as they were hashed
 * @returns null where the release has no such file, or one that was decided in another way than now: then it is decided anew
 * @throws ReleaseFault if it is not what was hashed, has faults, or was decided from other files
 */
export async function readDisclosure(
  directory: string,
  files: readonly Pick<ReleaseFile, 'name' | 'sha256'>[],
): Promise<DisclosureFile | null> {
  const hashes = new Map(files.map(({ name, sha256 }) => [name, sha256]));
  const hash = hashes.get(DISCLOSURE_FILE);
  if (hash === undefined) return null;
  const read = await readText(join(directory, DISCLOSURE_FILE));
  if (read.sha256 !== hash) fail(read.problem ?? 'was changed while it was being read');
  const document = parseJson(DISCLOSURE_FILE, read);
  const format =
    typeof document === 'object' && document !== null && 'format' in document ? document.format : null;
  if (typeof format === 'string' && format !== DISCLOSURE_FORMAT) return null;
  const { data, faults } = readAs(disclosureFile, document, DISCLOSURE_FILE);
  if (data === null) throw new ReleaseFault(faults);
  const other = Object.entries(data.of).find(([name, sha256]) => hashes.get(name) !== sha256);
  if (other) fail(`was decided from another ${other[0]}: let \`publish\` make it, or leave it out`);
  return data;
}
