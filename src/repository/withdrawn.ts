import semver from 'semver';
import type { ReleaseEntry } from '../schemas/dataset.ts';

/** A release that was withdrawn, as it can be told of. */
export interface Withdrawn {
  readonly version: string;
  readonly released: string;
  readonly sha256: string;
  readonly signature: ReleaseEntry['signature'];
  readonly changes: readonly string[];
  /** When (ISO 8601). */
  readonly at: string;
  readonly reason: string;
  /** The version that takes its place; null: none is named, or not to everybody yet. */
  readonly successor: string | null;
}

/**
 * The moment (ms since 1970) from which on everyone knows of a release. One that was withdrawn under embargo was never
 * there for anybody: Infinity.
 */
export function publicMoment({ embargoedUntil, withdrawn }: ReleaseEntry): number {
  const lifted = embargoedUntil === null ? -Infinity : Date.parse(embargoedUntil);
  return withdrawn !== null && lifted > Date.parse(withdrawn.at) ? Infinity : lifted;
}

/**
 * The withdrawn releases among the entries of an index that can be told of, oldest version first.
 *
 * @param now null: all of them, for those who may see everything
 */
export function withdrawnAt(entries: readonly ReleaseEntry[], now: number | null): Withdrawn[] {
  const isKnown = (entry: ReleaseEntry | undefined): boolean =>
    entry !== undefined && (now === null || publicMoment(entry) <= now);
  return entries
    .flatMap((entry) => {
      const { version, released, sha256, signature, changes, withdrawn } = entry;
      if (withdrawn === null || !isKnown(entry)) return [];
      const { at, reason } = withdrawn;
      const named = entries.find((one) => one.version === withdrawn.successor);
      const successor = isKnown(named) ? withdrawn.successor : null;
      return [{ version, released, sha256, signature, changes, at, reason, successor }];
    })
    .toSorted((a, b) => semver.compare(a.version, b.version));
}
