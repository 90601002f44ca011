import { join } from 'node:path';
import { Engines } from '../engine/engines.ts';
import { writeDurably } from '../files/durable.ts';
import { hashFolder } from '../repository/sha256.ts';
import type { SurveyFile } from '../schemas/dataset.ts';
import { DISCLOSURE_FILE, RECORDS_FILE, SURVEY_FILE } from '../schemas/files.ts';
import { Records } from '../services/records/records.ts';
import { isDecided, reachVerdict, storedVerdict } from '../services/records/verdict.ts';
import type { Work } from './load-release.ts';

/** Rows that may be looked at: some minutes of work at most. */
const BUDGET = 2_000_000_000;

const ENGINE = {
  memoryMegabytes: 1000,
  threads: 2,
  timeoutMs: 600_000,
  maximumCells: 1,
  concurrency: 1,
  queue: 1000,
  cacheRows: 0,
};

/** Gives everything else a turn, so that a signal gets through. */
const pause = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/**
 * Decides what of the records of a release is hidden, and writes it beside them; where nothing has to be decided, as anybody has
 * the records, counts are perturbed, or there are no records, it does nothing.
 *
 * @param folder of the release, with all its other files
 * @returns whether there is such a file now
 */
export async function decideDisclosure(
  folder: string,
  codebook: SurveyFile,
  { signal, progress }: Work,
): Promise<boolean> {
  if (codebook.design === null) return false;
  const engines = new Engines(ENGINE);
  try {
    const engine = await engines.open(join(folder, RECORDS_FILE), folder);
    const records = new Records(codebook, codebook.design, engine);
    if (!isDecided(records)) return false;
    progress('deciding what is hidden', null);
    const verdict = await reachVerdict(records, {
      budget: BUDGET,
      pause: async () => {
        signal.throwIfAborted();
        await pause();
      },
    });
    const { files } = await hashFolder(folder, signal);
    const hashOf = (wanted: string): string => files.find(({ name }) => name === wanted)?.sha256 ?? '';
    const of = { [SURVEY_FILE]: hashOf(SURVEY_FILE), [RECORDS_FILE]: hashOf(RECORDS_FILE) } as const;
    await writeDurably(join(folder, DISCLOSURE_FILE), `${JSON.stringify(storedVerdict(verdict, of))}\n`);
    return true;
  } finally {
    await engines.close();
  }
}
