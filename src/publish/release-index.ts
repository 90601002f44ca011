import { join } from 'node:path';
import { readReleaseIndex } from '../repository/load.ts';
import { readText } from '../repository/read-text.ts';
import type { ReleaseEntry } from '../schemas/dataset.ts';
import { INDEX_FILE } from '../schemas/files.ts';

/** The releases of a survey, as its index lists them. */
export interface ReleaseIndex {
  readonly entries: readonly ReleaseEntry[];
  /** The text of an index with one more release; what the others say stays as it is. */
  with(entry: ReleaseEntry): string;
  /** The text of an index in which a release is withdrawn; all else stays as it is. */
  withdrawing(version: string, withdrawn: NonNullable<ReleaseEntry['withdrawn']>): string;
}

/** Reads the index of a survey; one that is not there lists nothing. @throws ReleaseFault if it is broken */
export async function readIndex(folder: string): Promise<ReleaseIndex> {
  const { text, problem, cause } = await readText(join(folder, INDEX_FILE));
  if (cause !== undefined) throw cause;
  const isThere = text !== null || problem !== null;
  const entries = isThere ? await readReleaseIndex(folder) : [];
  const before = text === null ? [] : (JSON.parse(text) as unknown[]);
  return {
    entries,
    with: ({ signature, withdrawn, ...entry }) => {
      const added = {
        ...entry,
        ...(signature && { signature }),
        ...(withdrawn && { withdrawn }),
      };
      return `${JSON.stringify([...before, added], null, 2)}\n`;
    },
    withdrawing: (version, withdrawn) => {
      const after = before.map((entry, i) =>
        entries[i]?.version === version ? { ...(entry as object), withdrawn } : entry,
      );
      return `${JSON.stringify(after, null, 2)}\n`;
    },
  };
}
