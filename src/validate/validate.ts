import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openWorkDatabase, type Progress } from '../engine/work-database.ts';
import { refuse } from '../errors/input-fault.ts';
import type { Folder } from '../repository/read-folder.ts';
import { checkAnswers } from './answers.ts';
import { checkAsked } from './asked.ts';
import { checkReserved, checkServed, checkTexts } from './codebook.ts';
import { readDraft } from './read-draft.ts';
import type { Check, Findings } from './finding.ts';
import { checkNoise } from './noise.ts';
import { checkMemberships } from './membership.ts';
import { checkProposals } from './proposals.ts';
import { checkSamples } from './samples.ts';
import { checkReplicates } from './replicates.ts';
import { checkPublished } from './toplines.ts';

/** All that is checked, in the order in which it is told. A further check is a further line here. */
const CHECKS: readonly Check[] = [
  checkServed,
  checkReserved,
  checkMemberships,
  checkReplicates,
  checkAnswers,
  checkAsked,
  checkProposals,
  checkSamples,
  checkPublished,
  checkTexts,
  checkNoise,
];

interface Work {
  readonly signal: AbortSignal;
  readonly progress: Progress;
}

/**
 * Checks the folder of a draft, or of a release: the form of each file, every code, and whether the records hold what
 * survey.json says. Checks go on past faults as far as the files can be read.
 *
 * @throws InputFault if there is no such folder; ReleaseFault if it cannot be read
 */
export async function validateDraft(directory: string, work: Work): Promise<Findings> {
  return (await readAndValidate(directory, work, false)).findings;
}

/**
 * As {@link validateDraft}, with what was read.
 *
 * @param hashRecords whether the records are hashed too, before they are looked into
 */
export async function readAndValidate(
  directory: string,
  { signal, progress }: Work,
  hashRecords: boolean,
): Promise<{ findings: Findings; folder: Folder }> {
  const found = await stat(directory).catch(() => refuse(directory, 'there is no such folder'));
  if (!found.isDirectory()) refuse(directory, 'is no folder: name that of a draft, which holds survey.json');
  const folder = await mkdtemp(join(tmpdir(), 'topline-validate-'));
  const database = await openWorkDatabase(folder, signal, progress);
  try {
    const { draft, folder: read, faults } = await readDraft(directory, database, { hashRecords, signal });
    const findings: Findings[] = [{ faults, warnings: [] }];
    for (const check of CHECKS) findings.push(await check(draft));
    return {
      findings: {
        faults: findings.flatMap((one) => one.faults),
        warnings: findings.flatMap((one) => one.warnings),
      },
      folder: read,
    };
  } finally {
    database.close();
    await rm(folder, { recursive: true, force: true });
  }
}
