import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import semver from 'semver';
import { CODE_PATTERN } from '../schemas/codes.ts';
import type { ReleaseEntry } from '../schemas/dataset.ts';
import { formatFault, ReleaseFault } from '../errors/faults.ts';
import { ListedRelease } from './listed-release.ts';
import { readReleaseIndex, verifiedFolder } from './load.ts';
import { fileMark, folderMark, tellMark } from './marks.ts';
import type { ReleaseStore } from './release-store.ts';
import { hashFolder, hashFolderAtOnce } from './sha256.ts';
import { ApiError } from '../errors/api-error.ts';
import { liftsAt, type HeldRefusal, type HeldSurvey } from './view.ts';
import { INDEX_FILE } from '../schemas/files.ts';

/** A survey as it was read, and what tells whether it must be read again. */
export interface StoredSurvey extends HeldSurvey {
  /** Mark of releases.json. */
  readonly index: string;
  /** Marks of the folders of refused releases, by version: their files may still arrive. */
  readonly refused: ReadonlyMap<string, string>;
}

/** What the reading of a survey may use, and what ends it. */
export interface ReadOptions {
  /** Reads what is in releases, and holds it. */
  readonly store: ReleaseStore;
  /**
   * The moment (ms since 1970) of a start, at which nobody is answered yet: small files are hashed without a pause, and of each survey
   * the newest release that can be seen is read, and those above it; all others are pending. Null: whatever is new is read.
   */
  readonly start: number | null;
  /** Ends the reading early. */
  readonly signal: AbortSignal;
}

/** What no file has, so that the next look reads again. */
const UNKNOWN = 'unknown';

/** What is wrong, a sentence each. */
export function faultsOf(error: unknown): string[] {
  if (error instanceof ReleaseFault) return error.faults.map(formatFault);
  return [error instanceof Error ? error.message : String(error)];
}

/** Faults of the machine, the network or a busy engine that pass without a file changing. */
const PASSING = new Set([
  'unavailable',
  'EIO',
  'ESTALE',
  'EMFILE',
  'ENFILE',
  'EAGAIN',
  'ETIMEDOUT',
  'ENOTCONN',
  'EHOSTDOWN',
]);

/** The code of what caused an error; empty: there is none. */
function causeOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  return (cause as NodeJS.ErrnoException | undefined)?.code ?? '';
}

const passes = (error: unknown): boolean => PASSING.has(causeOf(error));

/** Whether nothing is wrong with a release but that what adds up its records cannot be asked of them now. */
export const isWithoutEngine = (error: unknown): boolean =>
  causeOf(error) === 'unavailable' || (error instanceof ApiError && error.code === 'unavailable');

const MOMENT = /\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)/g;

/** Why an index cannot be used: in full for the log, for everyone without anything that it may say of an embargo. */
async function refuseIndex(folder: string, id: string, error: unknown): Promise<HeldRefusal> {
  const faults = faultsOf(error);
  const [kind = 'is not a list of releases'] = / is not JSON| is not UTF-8/.exec(faults[0] ?? '') ?? [];
  const text = await readFile(join(folder, INDEX_FILE), 'utf8').catch(() => null);
  const moments = [...(text ?? '').matchAll(MOMENT)].map(([moment]) => Date.parse(moment));
  return {
    survey: id,
    version: null,
    faults,
    shown: [`${INDEX_FILE}: ${text === null ? 'cannot be read' : kind.trim()}; the log says more`],
    // A folder without an index is no survey yet: its first release may be on its way, and may be embargoed.
    visibleFrom: text === null ? Infinity : Math.max(-Infinity, ...moments.filter(Number.isFinite)),
  };
}

/** The release that an entry of the index names, without reading it, if it is listed already. */
function known(
  before: StoredSurvey | undefined,
  entry: ReleaseEntry,
  store: ReleaseStore,
): ListedRelease | undefined {
  const release = before?.releases.find(
    ({ entry: { version, sha256 } }) => version === entry.version && sha256 === entry.sha256,
  );
  if (!release || JSON.stringify(release.entry) === JSON.stringify(entry)) return release;
  const renewed = release.withEntry(entry);
  store.renew(release, renewed);
  return renewed;
}

/** A release that is not served, and the mark of its folder with which it is not. */
interface RefusedRelease {
  readonly refusal: HeldRefusal;
  readonly mark: string;
}

/**
 * A release that is not served, and why.
 *
 * @param mark of its folder before it was found out
 */
export function refuseRelease(
  survey: string,
  entry: ReleaseEntry,
  error: unknown,
  mark: string,
): RefusedRelease {
  const faults = faultsOf(error);
  const refusal = {
    survey,
    version: entry.version,
    faults,
    shown: faults,
    visibleFrom: liftsAt(entry),
  };
  return { refusal, mark: passes(error) ? UNKNOWN : mark };
}

/** A survey without a release that turned out to have faults. */
export function withoutRelease(
  survey: StoredSurvey,
  release: ListedRelease,
  { refusal, mark }: RefusedRelease,
): StoredSurvey {
  return {
    ...survey,
    releases: survey.releases.filter((one) => one !== release),
    refusals: [...survey.refusals, refusal],
    refused: new Map(survey.refused).set(release.version, mark),
  };
}

async function areRefusedAsTheyWere(folder: string, { refused }: StoredSurvey): Promise<boolean> {
  for (const [version, mark] of refused) if ((await folderMark(join(folder, version))) !== mark) return false;
  return true;
}

/** Whether nothing has changed since a survey was read: its index, the folders of what was refused. */
export function isAsItWas(folder: string, survey: StoredSurvey): Promise<boolean> {
  // One promise a survey: all of them are looked at each time.
  return new Promise((resolve) => {
    tellMark(join(folder, INDEX_FILE), (mark) => {
      if (mark !== survey.index || survey.refused.size === 0) resolve(mark === survey.index);
      else resolve(areRefusedAsTheyWere(folder, survey));
    });
  });
}

/**
 * Reads the folder of a survey: only what changed since it was last read. A release that was read already stays the
 * object that it is. With an index that cannot be used, the releases of the last one stay.
 *
 * @returns `before` itself where nothing has changed
 */
export async function readSurveyFolder(
  folder: string,
  id: string,
  before: StoredSurvey | undefined,
  { store, start, signal }: ReadOptions,
): Promise<StoredSurvey> {
  if (!CODE_PATTERN.test(id)) {
    const faults = ['the name of the folder is not a survey id: lower-case letters, digits and hyphens'];
    const refusal = { survey: id, version: null, faults, shown: faults, visibleFrom: -Infinity };
    return (
      before ?? { id, index: UNKNOWN, refused: new Map(), releases: [], refusals: [refusal], withdrawn: [] }
    );
  }
  if (before && (await isAsItWas(folder, before))) return before;
  // Marks are taken before the reading, so that what changes meanwhile is seen next time.
  const index = await fileMark(join(folder, INDEX_FILE));
  let entries: ReleaseEntry[];
  try {
    entries = await readReleaseIndex(folder);
  } catch (error) {
    const { releases = [], withdrawn = [] } = before ?? {};
    const refusals = [await refuseIndex(folder, id, error)];
    return { id, index: passes(error) ? UNKNOWN : index, refused: new Map(), releases, refusals, withdrawn };
  }
  const releases: ListedRelease[] = [];
  const found = new Map<string, RefusedRelease>();
  /** Whether there is one that can be seen and is right; at a start those below it can wait. */
  let isServed = false;
  // Their files are gone, or on their way out.
  const there = entries.filter(({ withdrawn }) => withdrawn === null);
  for (const entry of there.toSorted((a, b) => semver.rcompare(a.version, b.version))) {
    const held = known(before, entry, store);
    if (held) {
      releases.unshift(held);
      continue;
    }
    const directory = join(folder, entry.version);
    // At a start what is refused is read once more at the first look, rather than each folder be looked at twice.
    const mark = start === null ? await folderMark(directory) : UNKNOWN;
    try {
      const files = await verifiedFolder(directory, entry, (path) =>
        start === null ? hashFolder(path, signal) : hashFolderAtOnce(path, signal),
      );
      const release = new ListedRelease(id, entry, files, store);
      if (start === null || !isServed)
        await store.take(release).catch((error: unknown) => {
          // It is listed, and told to whoever asks, until its records can be asked for.
          if (!isWithoutEngine(error)) throw error;
        });
      isServed ||= start !== null && liftsAt(entry) <= start;
      releases.unshift(release);
    } catch (error) {
      found.set(entry.version, refuseRelease(id, entry, error, mark));
    }
  }
  const all = there.flatMap(({ version }) => found.get(version) ?? []);
  return {
    id,
    index,
    refused: new Map(all.map(({ refusal, mark }) => [refusal.version ?? '', mark])),
    releases,
    refusals: all.map(({ refusal }) => refusal),
    withdrawn: entries.filter((entry) => entry.withdrawn),
  };
}
