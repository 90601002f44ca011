import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import semver from 'semver';
import { refuse } from '../errors/input-fault.ts';
import { sync, writeDurably } from '../files/durable.ts';
import type { ReleaseEntry } from '../schemas/dataset.ts';
import { INDEX_FILE } from '../schemas/files.ts';
import { explained } from './io-error.ts';
import { findRelease, refuseSurvey } from './find-release.ts';
import { readIndex } from './release-index.ts';
import { openStaging } from './staging.ts';
import { removeWithdrawn, whatIsLeft } from './withdrawn-files.ts';

export interface WithdrawRequest {
  readonly data: string;
  readonly survey: string;
  readonly version: string;
  /** Why, in words that everybody reads. */
  readonly reason: string;
  /** The version that takes its place; null: none does. */
  readonly successor: string | null;
  /** When (ISO 8601). */
  readonly at: string;
  /** Everything is checked, nothing is changed. */
  readonly dryRun: boolean;
}

export interface WithdrawContext {
  readonly signal: AbortSignal;
  /** How long to wait for another publisher of the survey (ms). */
  readonly patience?: number;
  /** Told each step that is done. What it throws ends the work there, as a failure of the machine would. */
  readonly onStep?: (name: string) => void | Promise<void>;
}

export interface WithdrawResult {
  /** `finished`: it was withdrawn before; what was left of its files is gone now. */
  readonly state: 'withdrawn' | 'finished' | 'checked';
  readonly survey: string;
  readonly version: string;
  readonly sha256: string;
  readonly withdrawn: NonNullable<ReleaseEntry['withdrawn']>;
  /** The newest release that is left; null: none is. */
  readonly newest: string | null;
}

const PATIENCE_MS = 10_000;

/** @throws InputFault if it is no release that can take the place of another */
function checkSuccessor(
  entries: readonly ReleaseEntry[],
  { survey, version, successor }: WithdrawRequest,
): void {
  if (successor === null) return;
  if (successor === version)
    refuse('--successor', `${version} is the release that is withdrawn: name another`);
  if (findRelease(entries, successor, survey).withdrawn !== null)
    refuse('--successor', `${survey} ${successor} was withdrawn itself: name a release that is there`);
}

function resultOf(
  state: WithdrawResult['state'],
  { survey, version }: WithdrawRequest,
  entry: ReleaseEntry,
  withdrawn: WithdrawResult['withdrawn'],
  entries: readonly ReleaseEntry[],
): WithdrawResult {
  const left = entries.filter((one) => one.withdrawn === null && one.version !== version);
  const [newest = null] = left.map((one) => one.version).toSorted(semver.rcompare);
  return { state, survey, version, sha256: entry.sha256, withdrawn, newest };
}

async function withdrawClaimed(
  request: WithdrawRequest,
  staging: string | null,
  step: (name: string) => Promise<void>,
  onCommit: () => void,
): Promise<WithdrawResult> {
  const { data, survey, version, reason, successor, at } = request;
  const folder = join(data, survey);
  const index = await readIndex(folder);
  const { entries } = index;
  if (entries.length === 0) return refuseSurvey(data, survey);
  const entry = findRelease(entries, version, survey);
  const path = join(folder, version);
  if ((await whatIsLeft(path)) === 'other')
    refuse(path, 'is a link, or a file: what it leads to would stay. Put the folder itself in its place');
  if (entry.withdrawn !== null) {
    if (staging !== null) await removeWithdrawn(folder, entries);
    return resultOf('finished', request, entry, entry.withdrawn, entries);
  }
  checkSuccessor(entries, request);
  const withdrawn = { at, reason, successor };
  if (staging === null) return resultOf('checked', request, entry, withdrawn, entries);
  const draft = join(staging, INDEX_FILE);
  const text = index.withdrawing(version, withdrawn);
  await writeDurably(draft, text);
  await step('index written');
  // From here on nobody serves it, whatever becomes of its files.
  await rename(draft, join(folder, INDEX_FILE));
  onCommit();
  await step('index placed');
  await sync(folder);
  await step('index synced');
  await removeWithdrawn(folder, (await readIndex(folder)).entries);
  await step('files removed');
  return resultOf('withdrawn', request, entry, withdrawn, entries);
}

/**
 * Withdraws a release for good: the index says so first, by one rename, then its files go. Its number and its hash stay in
 * the index, so that the number is never used again and a copy can be recognised. Ended at any moment, the release is whole
 * or withdrawn; what is left of its files then goes when the command is run again, or something is published.
 *
 * @throws InputFault if there is no such release, or no such successor
 * @throws BusyError if somebody else publishes or withdraws a release of the survey at the time
 * @throws PublishIoError if the machine is in the way
 */
export async function withdrawRelease(
  request: WithdrawRequest,
  { patience = PATIENCE_MS, onStep, signal }: WithdrawContext,
): Promise<WithdrawResult> {
  const { data, survey, version } = request;
  let isCommitted = false;
  const step = async (name: string): Promise<void> => {
    // Past the point of no return there is nothing to be called off any more.
    if (!isCommitted) signal.throwIfAborted();
    await onStep?.(name);
  };
  try {
    // What is wrong with the request is told without waiting for anybody.
    const checked = await withdrawClaimed(request, null, step, () => undefined);
    if (request.dryRun) return checked;
    const staging = await openStaging({ data, survey, version, patience, signal });
    try {
      await step('staging opened');
      return await withdrawClaimed(request, staging.folder, step, () => {
        isCommitted = true;
      });
    } finally {
      await staging.close();
    }
  } catch (error) {
    const state = isCommitted
      ? 'is withdrawn, but files of it may be left: run the command again'
      : 'is not withdrawn, and nothing was changed';
    throw explained(error, `${survey} ${version} ${state}`);
  }
}
