import { parentPort } from 'node:worker_threads';
import type { ReleaseEntry } from '../schemas/dataset.ts';
import { aboutOf, type About } from './about.ts';
import type { Hashed } from './hash-file.ts';
import { readRelease } from './load.ts';
import { ReleaseFile } from './release-file.ts';
import { ReleaseFolder } from './release-folder.ts';

/** What a thread of checks is asked: a release, and its files as they were when their hashes were checked. */
export interface CheckAsked {
  readonly id: string;
  readonly entry: ReleaseEntry;
  readonly directory: string;
  readonly files: readonly { readonly name: string; readonly path: string; readonly hashed: Hashed }[];
}

/** What lists say of a release that is right; null: it has faults, or could not be read. Who asked looks for himself then. */
async function check({ id, entry, directory, files }: CheckAsked): Promise<About | null> {
  const folder = new ReleaseFolder(
    directory,
    files.map(({ name, path, hashed }) => new ReleaseFile(name, path, hashed)),
  );
  return readRelease(folder, id, entry, {}).then(aboutOf, () => null);
}

parentPort?.on('message', (asked: CheckAsked) => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  void check(asked).then((about) => parentPort?.postMessage(about));
});
