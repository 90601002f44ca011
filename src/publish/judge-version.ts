import { join } from 'node:path';
import semver from 'semver';
import { ReleaseFault, type Fault } from '../errors/faults.ts';
import type { Release } from '../repository/release.ts';
import type { ReleaseEntry } from '../schemas/dataset.ts';
import { compareReleases, type GradedChange } from './compare-releases.ts';
import { isLower, LEVEL_MEANINGS, levelBetween, nextVersion, type Level } from './level.ts';
import { load, type OpenDatabase } from './load-release.ts';
import { smallDifferences } from './small-differences.ts';
import { nameOf } from './change-sentences.ts';
import { SURVEY_FILE } from '../schemas/files.ts';

/** What a draft is beside the newest release. */
export interface Judgement {
  /** The newest release, null if there is none. */
  readonly previous: string | null;
  /** What its changes ask of its number; null for a first release. */
  readonly level: Level | null;
  /** The lowest number that is right; null for a first release, which may have any. */
  readonly right: string | null;
  readonly changes: readonly GradedChange[];
  /** What is no fault, but should be known before it is published. */
  readonly warnings: readonly Fault[];
}

const MOST_SHOWN = 3;

const isAllowed = (level: Level | null, needed: Level): boolean => level !== null && !isLower(level, needed);

function examples(changes: readonly GradedChange[], level: Level): string {
  const found = changes.filter((change) => change.level === level);
  const shown = found
    .slice(0, MOST_SHOWN)
    .map(({ thing, field, change, why }) =>
      thing.subject === 'records'
        ? `records ${change}: ${why ?? ''}`
        : `${thing.subject} ${nameOf(thing)} ${change}${field === null ? '' : ` (${field})`}`,
    );
  const more = found.length > MOST_SHOWN ? ` and ${found.length - MOST_SHOWN} more` : '';
  return shown.length > 0 ? `${shown.join('; ')}${more}` : 'nothing else has changed';
}

/** The newest of some releases, or null. */
function newestOf(entries: readonly ReleaseEntry[]): ReleaseEntry | null {
  return entries.toSorted((a, b) => semver.rcompare(a.version, b.version))[0] ?? null;
}

async function loadNewest(
  folder: string,
  survey: string,
  entry: ReleaseEntry,
  database: OpenDatabase,
  signal: AbortSignal,
): Promise<Release> {
  try {
    return await load(join(folder, entry.version), survey, entry, database, signal);
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof ReleaseFault)) throw error;
    const why = 'the newest release is damaged, so that nothing can be compared with it';
    throw new ReleaseFault(
      error.faults.map((fault) => ({ ...fault, message: `${fault.message} (${entry.version}: ${why})` })),
      { cause: error },
    );
  }
}

/** Why a number cannot be used that is not above all that were. */
function numberProblem(entries: readonly ReleaseEntry[], version: string, last: string): string {
  const listed = entries.find((entry) => entry.version === version);
  if (listed === undefined) return `${version} is below the newest release, ${last}`;
  return listed.withdrawn === null
    ? `${version} is published already, and a release never changes (the newest is ${last})`
    : `${version} was withdrawn, and its number is not used again`;
}

function refuseNumber(message: string): never {
  throw new ReleaseFault([{ file: SURVEY_FILE, row: null, column: 'version', message }]);
}

/**
 * Compares a draft with the newest release of its survey.
 *
 * @throws ReleaseFault if the number of the draft exists, is not above the newest one, or is too low for what changed
 */
export async function judgeVersion(
  draft: Release,
  folder: string,
  entries: readonly ReleaseEntry[],
  database: OpenDatabase,
  signal: AbortSignal,
): Promise<Judgement> {
  const newest = newestOf(entries.filter(({ withdrawn }) => withdrawn === null));
  const last = newestOf(entries)?.version;
  const isUsedUp = last !== undefined && !semver.gt(draft.version, last);
  if (!newest) {
    if (isUsedUp)
      refuseNumber(
        `${numberProblem(entries, draft.version, last)}; right is ${nextVersion(last, 'patch')} or more`,
      );
    return { previous: null, level: null, right: null, changes: [], warnings: [] };
  }
  const before = await loadNewest(folder, draft.id, newest, database, signal);
  const { level, changes } = await compareReleases(before, draft, database);
  const next = nextVersion(newest.version, level);
  // Numbers rise, also above those of releases that were withdrawn.
  const right = last === undefined || semver.gt(next, last) ? next : nextVersion(last, 'patch');
  const given = levelBetween(newest.version, draft.version);
  if (isUsedUp || !isAllowed(given, level)) {
    const problem = isUsedUp
      ? numberProblem(entries, draft.version, last)
      : `${draft.version} is a ${given} release after ${newest.version}, but the changes are ${level}`;
    refuseNumber(
      `${problem}; right is ${right} (${level}: ${LEVEL_MEANINGS[level]}): ${examples(changes, level)}`,
    );
  }
  const warnings = await smallDifferences(before, draft, database);
  return { previous: newest.version, level, right, changes, warnings };
}
