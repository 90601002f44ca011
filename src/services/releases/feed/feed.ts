import { createHash } from 'node:crypto';
import semver from 'semver';
import type { About } from '../../../repository/about.ts';
import type { ListedRelease } from '../../../repository/listed-release.ts';
import { liftsAt, type SurveyView, type View } from '../../../repository/view.ts';
import type { Withdrawn } from '../../../repository/withdrawn.ts';

/** Entries of a feed. Whoever polls it less often than that finds the rest under /releases. */
export const MAXIMUM_ENTRIES = 50;

/** A release as a feed tells of it. Addresses are those below the service. */
export interface FeedEntry {
  /** The same for ever: it follows from survey, version and hash. */
  readonly id: string;
  readonly survey: string;
  readonly version: string;
  readonly title: string;
  readonly publisher: string;
  /** When the release could first be seen (ms since 1970). */
  readonly updated: number;
  readonly changes: readonly string[];
  readonly licence: string | null;
  readonly address: string;
  /** What changed against the release before it; null for the first. */
  readonly diff: string | null;
}

/** A URN that follows from a name: a UUID of version 8 over its SHA-256 (RFC 9562, appendix B.2). */
export function nameUrn(name: string): string {
  const bytes = createHash('sha256').update(name).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  return `urn:uuid:${hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')}`;
}

/** A release that a feed may tell of, before what it is called is known. */
interface Candidate {
  readonly survey: string;
  readonly version: string;
  /** When the release could first be seen, or was withdrawn (ms since 1970). */
  readonly updated: number;
  /** Null where it was never read, and cannot be. */
  readonly entry: () => Promise<FeedEntry | null>;
}

const describe = async (release: ListedRelease | undefined): Promise<About | null> =>
  release === undefined ? null : (release.about ?? Promise.resolve(release.describe()).catch(() => null));

function releaseCandidate(release: ListedRelease, before: ListedRelease | undefined): Candidate {
  const { entry, id, version } = release;
  const updated = Math.max(Date.parse(entry.released), liftsAt(entry));
  const address = `/v1/surveys/${id}@${version}`;
  return {
    survey: id,
    version,
    updated,
    entry: async () => {
      const about = await describe(release);
      if (about === null) return null;
      return {
        id: nameUrn(`${id}@${version} ${entry.sha256}`),
        survey: id,
        version,
        title: `${about.title} ${version}`,
        publisher: about.publisher,
        updated,
        changes: entry.changes,
        licence: about.licence.name,
        address,
        diff: before ? `${address}/diff?from=${before.version}` : null,
      };
    },
  };
}

/** A withdrawn release, under the id that it had: readers take it for the old entry, changed. */
function withdrawnCandidate(
  survey: string,
  newest: ListedRelease | undefined,
  { version, sha256, at, reason, successor }: Withdrawn,
): Candidate {
  const updated = Date.parse(at);
  return {
    survey,
    version,
    updated,
    entry: async () => {
      const about = await describe(newest);
      return {
        id: nameUrn(`${survey}@${version} ${sha256}`),
        survey,
        version,
        // Of the files that said what it was called nothing is left.
        title: `${about?.title ?? survey} ${version} (withdrawn)`,
        publisher: about?.publisher ?? survey,
        updated,
        changes: [`Withdrawn: ${reason}`, ...(successor === null ? [] : [`${successor} takes its place.`])],
        licence: null,
        address: `/v1/surveys/${survey}@${version}`,
        diff: null,
      };
    },
  };
}

/**
 * The releases of these surveys, the one that could be seen, or was withdrawn, last first, and no more than fit into a feed: only
 * these are read, where they were not yet.
 *
 * @param gone surveys of which there is nothing but withdrawn releases
 */
export async function feedEntries(
  surveys: Iterable<Pick<SurveyView, 'id' | 'releases' | 'newest' | 'withdrawn'>>,
  gone: View['withdrawn'] = new Map(),
): Promise<FeedEntry[]> {
  const candidates = [
    ...[...surveys].flatMap(({ id, releases, newest, withdrawn }) => [
      ...releases.map((release, i) => releaseCandidate(release, releases[i - 1])),
      ...withdrawn.map((one) => withdrawnCandidate(id, newest, one)),
    ]),
    ...[...gone].flatMap(([id, all]) => all.map((one) => withdrawnCandidate(id, undefined, one))),
  ].toSorted(
    (a, b) =>
      b.updated - a.updated || a.survey.localeCompare(b.survey) || semver.rcompare(a.version, b.version),
  );
  const entries: FeedEntry[] = [];
  for (const { entry } of candidates) {
    if (entries.length >= MAXIMUM_ENTRIES) break;
    const made = await entry();
    if (made !== null) entries.push(made);
  }
  return entries;
}
