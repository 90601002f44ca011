import type { KeyObject } from 'node:crypto';
import { mkdir, symlink } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { copyDurably, sync } from '../files/durable.ts';
import type { Fault } from '../errors/faults.ts';
import { hashFolder, sha256Of } from '../repository/sha256.ts';
import type { ReleaseEntry } from '../schemas/dataset.ts';
import { RECORDS_FILE } from '../schemas/files.ts';
import { decideDisclosure } from './decide-disclosure.ts';
import { assertIsThere, checkDraft, type CheckedDraft } from './draft-files.ts';
import { explained } from './io-error.ts';
import { copyRecords, hasKeys } from './keyed-records.ts';
import { judgeVersion, type Judgement } from './judge-version.ts';
import { load, withDatabase, type OpenDatabase, type Work } from './load-release.ts';
import { makeStagedFolder, install, removeOrphan } from './install.ts';
import { readIndex, type ReleaseIndex } from './release-index.ts';
import { signRelease } from './signature.ts';
import { openStaging, type Staging } from './staging.ts';
import { removeWithdrawn } from './withdrawn-files.ts';
import { inWords } from './change-sentences.ts';

export interface PublishRequest {
  /** Folder of the draft. */
  readonly directory: string;
  /** Data directory, made if it is not there. */
  readonly data: string;
  /** When the release is dated (ISO 8601). */
  readonly released: string;
  /** Until when it is not shown to the public (ISO 8601). */
  readonly embargoedUntil: string | null;
  /** What changed, in words; none: told from the comparison. */
  readonly changes: readonly string[];
  /** Ed25519 private key that the release is signed with. */
  readonly key: KeyObject | null;
  /** Everything is checked, nothing is written. */
  readonly dryRun: boolean;
  /** File of the secret that keys of respondents are made from; left out: beside the data directory. */
  readonly recordSecret?: string | undefined;
}

export interface PublishContext extends Work {
  /** How long to wait for another publisher of the survey (ms). */
  readonly patience?: number;
  /** Told each step that is done. What it throws ends the work there, as a failure of the machine would. */
  readonly onStep?: (name: string) => void | Promise<void>;
}

export interface Published extends Judgement {
  /** `finished`: it was published by a run that did not come to its end, which is now made up for. */
  readonly state: 'published' | 'finished' | 'checked';
  readonly survey: string;
  readonly version: string;
  readonly entry: ReleaseEntry;
  /** Files of the draft's folder that are no part of a release. */
  readonly leftOut: readonly string[];
  /** What the checks of the draft, and its comparison with the newest release, say that is no fault. */
  readonly warnings: readonly Fault[];
  /** File of a secret that was made, as keys of respondents were needed for the first time. */
  readonly secretMade?: string;
}

const PATIENCE_MS = 10_000;

/**
 * The entry of a draft whose files stand together in a folder; what changed is not yet said.
 *
 * @throws InputFault if they are not what was checked
 */
async function entryOf(
  { survey, version, assertAreCopies }: CheckedDraft,
  folder: string,
  { released, embargoedUntil, changes, key }: PublishRequest,
  signal: AbortSignal,
): Promise<ReleaseEntry> {
  const { files } = await hashFolder(folder, signal);
  await assertAreCopies(files);
  const sha256 = sha256Of(files);
  const signature = key && signRelease({ survey, version, sha256 }, key);
  return { version, released, embargoedUntil, sha256, signature, changes: [...changes], withdrawn: null };
}

async function judgeDraft(
  draft: CheckedDraft,
  folder: string,
  unsaid: ReleaseEntry,
  { entries }: ReleaseIndex,
  data: string,
  database: OpenDatabase,
  signal: AbortSignal,
): Promise<Pick<Published, keyof Judgement | 'entry' | 'survey' | 'version' | 'leftOut' | 'warnings'>> {
  const { survey, version, leftOut, warnings } = draft;
  const release = await load(folder, survey, unsaid, database, signal);
  const judgement = await judgeVersion(release, join(data, survey), entries, database, signal);
  const first = entries.length === 0 ? 'First release.' : 'The releases before it were withdrawn.';
  const words = judgement.previous === null ? [first] : inWords(judgement.changes);
  const entry = { ...unsaid, changes: unsaid.changes.length > 0 ? unsaid.changes : words };
  return { ...judgement, survey, version, entry, leftOut, warnings: [...warnings, ...judgement.warnings] };
}

/** What the keys of respondents are made with, where records have some. */
const keysOf = (
  { codebook }: CheckedDraft,
  { data, dryRun, recordSecret: secretPath }: PublishRequest,
  { entries }: ReleaseIndex,
) => ({ codebook, data, entries, secretPath, dryRun });

/** All but the writing: what would be published, or why not. */
async function check(draft: CheckedDraft, request: PublishRequest, work: Work): Promise<Published> {
  return withDatabase(work, async (database, temporary) => {
    const folder = join(temporary, 'release');
    await mkdir(folder);
    const index = await readIndex(join(request.data, draft.survey));
    for (const name of draft.names) {
      await assertIsThere(draft.directory, name);
      if (name === RECORDS_FILE && hasKeys(draft.codebook))
        await copyRecords(draft.directory, folder, database, keysOf(draft, request, index));
      else await symlink(resolve(draft.directory, name), join(folder, name));
    }
    await decideDisclosure(folder, draft.codebook, work);
    const entry = await entryOf(draft, folder, request, work.signal);
    const result = await judgeDraft(draft, folder, entry, index, request.data, database, work.signal);
    return { state: 'checked', ...result };
  });
}

async function publishStaged(
  draft: CheckedDraft,
  staging: Staging,
  request: PublishRequest,
  work: Work,
  step: (name: string) => Promise<void>,
  onCommit: () => void,
): Promise<Published> {
  const { survey, version, codebook, directory, names, leftOut, warnings } = draft;
  const { data } = request;
  const index = await readIndex(join(data, survey));
  const isListed = (one: string): boolean => index.entries.some((entry) => entry.version === one);
  for (const one of staging.interrupted)
    if (one !== version && !isListed(one)) await removeOrphan(join(data, survey, one));
  await removeWithdrawn(join(data, survey), index.entries);
  const staged = await makeStagedFolder(staging, survey, version);
  let secretMade: string | null = null;
  for (const name of names) {
    const isKeyed = name === RECORDS_FILE && hasKeys(codebook);
    const copying = isKeyed
      ? withDatabase(work, async (database) => {
          secretMade = await copyRecords(directory, staged, database, keysOf(draft, request, index));
        })
      : copyDurably(join(directory, name), join(staged, name));
    await copying.catch(async (error: unknown) => {
      await assertIsThere(directory, name);
      throw error;
    });
    await step(`${name} copied`);
  }
  if (await decideDisclosure(staged, codebook, work)) await step('disclosure decided');
  await sync(staged);
  await step('files synced');
  const unsaid = await entryOf(draft, staged, request, work.signal);
  await step('files hashed');
  const listed = index.entries.find((entry) => entry.version === version);
  if (
    listed?.sha256 === unsaid.sha256 &&
    listed.withdrawn === null &&
    staging.interrupted.includes(version)
  ) {
    await sync(join(data, survey));
    const nothing = { previous: null, level: null, right: null, changes: [], warnings };
    return {
      state: 'finished',
      ...nothing,
      survey,
      version,
      entry: listed,
      leftOut,
    };
  }
  const result = await withDatabase(work, (database) =>
    judgeDraft(draft, staged, unsaid, index, data, database, work.signal),
  );
  await step('draft compared');
  const text = index.with(result.entry);
  await install({
    staging,
    staged,
    data,
    survey,
    version,
    sha256: unsaid.sha256,
    index: text,
    step,
    onCommit,
  });
  return { state: 'published', ...result, ...(secretMade === null ? {} : { secretMade }) };
}

/**
 * Makes a draft the next release of its survey. Its files are copied beside where they will stand, synced, hashed, compared with the newest
 * release and moved there; the index, which is what makes a release of them, comes last. Ended at any moment, by a signal,
 * a crash or a full disk, the old releases are whole and the new one is there wholly or not at all; what is left is removed by the next run.
 *
 * @throws ReleaseFault or InputFault if the draft has faults or its number is not right
 * @throws BusyError if somebody else publishes a release of the survey at the time
 * @throws PublishIoError if the machine is in the way
 */
export async function publishRelease(
  request: PublishRequest,
  { patience = PATIENCE_MS, onStep, ...work }: PublishContext,
): Promise<Published> {
  const draft = await checkDraft(request.directory, work);
  if (request.dryRun) return check(draft, request, work);
  const { survey, version } = draft;
  let isCommitted = false;
  const step = async (name: string): Promise<void> => {
    // Past the point of no return there is nothing to be called off any more.
    if (!isCommitted) work.signal.throwIfAborted();
    await onStep?.(name);
  };
  let staging: Staging | null = null;
  try {
    await mkdir(request.data, { recursive: true });
    staging = await openStaging({ data: request.data, survey, version, patience, signal: work.signal });
    await step('staging opened');
    const result = await publishStaged(draft, staging, request, work, step, () => {
      isCommitted = true;
    });
    await staging.close();
    await step('staging closed');
    return result;
  } catch (error) {
    await staging?.close().catch(() => {});
    const state = isCommitted
      ? 'is published, but what came after failed, so that a crash of the machine could undo it'
      : 'is not published, and nothing was changed';
    throw explained(error, `${survey} ${version} ${state}`);
  }
}
