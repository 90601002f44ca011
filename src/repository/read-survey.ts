import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import semver from 'semver';
import { CODE_PATTERN } from '../schemas/codes.ts';
import type { ReleaseEntry } from '../schemas/dataset.ts';
import type { RecordsReader } from './records-reader.ts';
import { formatFault, ReleaseFault } from '../errors/faults.ts';
import { loadRelease, readReleaseIndex } from './load.ts';
import { fileMark, folderMark } from './marks.ts';
import type { Release } from './release.ts';
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
  /** Tells what files of records hold; left out: releases with records are refused. */
  readonly records?: RecordsReader | undefined;
  /** Ends the reading early. */
  readonly signal?: AbortSignal | undefined;
}

/** What no file has, so that the next look reads again. */
const UNKNOWN = 'unknown';

function faultsOf(error: unknown): string[] {
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

function passes(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined;
  return PASSING.has((cause as NodeJS.ErrnoException | undefined)?.code ?? '');
}

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

/** The release that an entry of the index names, without reading it, if it was read before. */
function known(before: StoredSurvey | undefined, entry: ReleaseEntry): Release | undefined {
  const release = before?.releases.find(
    ({ entry: { version, sha256 } }) => version === entry.version && sha256 === entry.sha256,
  );
  return !release || JSON.stringify(release.entry) === JSON.stringify(entry)
    ? release
    : release.withEntry(entry);
}

async function isAsItWas(folder: string, { index, refused }: StoredSurvey): Promise<boolean> {
  if ((await fileMark(join(folder, INDEX_FILE))) !== index) return false;
  for (const [version, mark] of refused) if ((await folderMark(join(folder, version))) !== mark) return false;
  return true;
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
  { records, signal }: ReadOptions,
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
  const releases: Release[] = [];
  const refusals: HeldRefusal[] = [];
  const refused = new Map<string, string>();
  for (const entry of entries) {
    // Its files are gone, or on their way out.
    if (entry.withdrawn !== null) continue;
    const held = known(before, entry);
    if (held) {
      releases.push(held);
      continue;
    }
    const directory = join(folder, entry.version);
    const mark = await folderMark(directory);
    try {
      releases.push(await loadRelease(directory, id, entry, records, signal));
    } catch (error) {
      refused.set(entry.version, passes(error) ? UNKNOWN : mark);
      const faults = faultsOf(error);
      refusals.push({
        survey: id,
        version: entry.version,
        faults,
        shown: faults,
        visibleFrom: liftsAt(entry),
      });
    }
  }
  releases.sort((a, b) => semver.compare(a.version, b.version));
  return { id, index, refused, releases, refusals, withdrawn: entries.filter((entry) => entry.withdrawn) };
}
