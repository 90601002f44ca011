import semver from 'semver';

/** How much a change asks of whoever uses the figures, from least to most: the part of a version that it raises. */
export const LEVELS = ['patch', 'minor', 'major'] as const;
export type Level = (typeof LEVELS)[number];

export const LEVEL_MEANINGS: Readonly<Record<Level, string>> = {
  major: 'a figure that was there changed, or is gone',
  minor: 'figures, waves, questions or audiences were added, or bases corrected',
  patch: 'no figure changed: labels, notes, sources, texts',
};

/** The highest of some levels; that of no change at all is `patch`. */
export function highest(levels: readonly Level[]): Level {
  return LEVELS.findLast((level) => levels.includes(level)) ?? 'patch';
}

export const isLower = (a: Level, b: Level): boolean => LEVELS.indexOf(a) < LEVELS.indexOf(b);

/** The version that follows another by a change of this level: 1.4.2 by a minor one is 1.5.0. */
export function nextVersion(version: string, level: Level): string {
  const next = semver.inc(version, level);
  if (next === null) throw new RangeError(`not a version: ${version}`);
  return next;
}

/** The level by which a version is above another; null if it is not above it. */
export function levelBetween(from: string, to: string): Level | null {
  if (!semver.gt(to, from)) return null;
  if (semver.major(to) > semver.major(from)) return 'major';
  return semver.minor(to) > semver.minor(from) ? 'minor' : 'patch';
}
