import { createHash } from 'node:crypto';
import semver from 'semver';
import type { Release } from '../../../repository/release.ts';
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

function feedEntry({ survey, entry, id, version }: Release, before: Release | undefined): FeedEntry {
  const address = `/v1/surveys/${id}@${version}`;
  return {
    id: nameUrn(`${id}@${version} ${entry.sha256}`),
    survey: id,
    version,
    title: `${survey.title} ${version}`,
    publisher: survey.publisher,
    updated: Math.max(Date.parse(entry.released), liftsAt(entry)),
    changes: entry.changes,
    licence: survey.licence.name,
    address,
    diff: before ? `${address}/diff?from=${before.version}` : null,
  };
}

/** A withdrawn release, under the id that it had: readers take it for the old entry, changed. */
function withdrawnEntry(
  survey: string,
  newest: Release | undefined,
  { version, sha256, at, reason, successor }: Withdrawn,
): FeedEntry {
  return {
    id: nameUrn(`${survey}@${version} ${sha256}`),
    survey,
    version,
    // Of the files that said what it was called nothing is left.
    title: `${newest?.survey.title ?? survey} ${version} (withdrawn)`,
    publisher: newest?.survey.publisher ?? survey,
    updated: Date.parse(at),
    changes: [`Withdrawn: ${reason}`, ...(successor === null ? [] : [`${successor} takes its place.`])],
    licence: null,
    address: `/v1/surveys/${survey}@${version}`,
    diff: null,
  };
}

/**
 * The releases of these surveys, the one that could be seen, or was withdrawn, last first, and no more than fit into a feed.
 *
 * @param gone surveys of which there is nothing but withdrawn releases
 */
export function feedEntries(
  surveys: Iterable<Pick<SurveyView, 'id' | 'releases' | 'newest' | 'withdrawn'>>,
  gone: View['withdrawn'] = new Map(),
): FeedEntry[] {
  return [
    ...[...surveys].flatMap(({ id, releases, newest, withdrawn }) => [
      ...releases.map((release, i) => feedEntry(release, releases[i - 1])),
      ...withdrawn.map((one) => withdrawnEntry(id, newest, one)),
    ]),
    ...[...gone].flatMap(([id, all]) => all.map((one) => withdrawnEntry(id, undefined, one))),
  ]
    .toSorted(
      (a, b) =>
        b.updated - a.updated || a.survey.localeCompare(b.survey) || semver.rcompare(a.version, b.version),
    )
    .slice(0, MAXIMUM_ENTRIES);
}
