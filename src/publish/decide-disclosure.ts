import { join } from 'node:path';
import { writeDurably } from '../files/durable.ts';
import { hashFile } from '../repository/hash-file.ts';
import type { SurveyFile } from '../schemas/dataset.ts';
import { DISCLOSURE_FILE, RECORDS_FILE, SURVEY_FILE } from '../schemas/files.ts';
import { RecordsCodebook } from '../services/records/records-codebook.ts';
import { isDecided, reachVerdict, storedVerdict } from '../services/records/verdict.ts';
import { withDatabase, type Work } from './load-release.ts';
import { openPatterns } from './pattern-engine.ts';

/** Rows that may be looked at: a minute or two of work at most. */
const BUDGET = 600_000_000;

const STAGE = 'deciding what is hidden';

/** Lets whatever else there is have its turn, so that a signal gets through. */
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/**
 * Decides what of the records of a release is hidden, and writes it beside them; where nothing has to be decided, as anybody has
 * the records, counts are perturbed, or there are no records, it does nothing.
 *
 * @param folder of the release, with all its other files
 * @returns whether there is such a file now
 */
export async function decideDisclosure(folder: string, survey: SurveyFile, work: Work): Promise<boolean> {
  const { signal, progress } = work;
  if (survey.design === null) return false;
  const codebook = new RecordsCodebook(survey, survey.design);
  if (!isDecided(codebook)) return false;
  const verdict = await withDatabase(work, async (open) => {
    const engine = await openPatterns(await open(), join(folder, RECORDS_FILE), STAGE);
    progress(STAGE, null);
    return reachVerdict(codebook, engine, {
      budget: BUDGET,
      pause: async () => {
        signal.throwIfAborted();
        await turn();
      },
    });
  });
  const hashOf = async (name: string): Promise<string> =>
    (await hashFile(join(folder, name), undefined, signal)).sha256;
  const of = {
    [SURVEY_FILE]: await hashOf(SURVEY_FILE),
    [RECORDS_FILE]: await hashOf(RECORDS_FILE),
  } as const;
  await writeDurably(join(folder, DISCLOSURE_FILE), `${JSON.stringify(storedVerdict(verdict, of))}\n`);
  return true;
}
