import type { Release } from '../repository/release.ts';
import type { Thing } from '../repository/thing.ts';
import { diff, type ThingChange } from '../repository/diff.ts';
import { levelOfChange } from './change-levels.ts';
import { highest, type Level } from './level.ts';
import type { OpenDatabase } from './load-release.ts';
import { recordsChange } from './records-change.ts';

/** One change, and what it asks of the number of the release. */
export interface GradedChange extends Omit<ThingChange, 'thing'> {
  readonly level: Level;
  readonly thing: Thing | { readonly subject: 'records' };
  /** What is not told by the rest; null where there is no more to say. */
  readonly why: string | null;
}

export interface Comparison {
  /** The highest level of all changes; `patch` where there is none. */
  readonly level: Level;
  readonly changes: readonly GradedChange[];
}

/** Waves stand in the order of time, which trends follow. */
function reorderedWaves(from: Release, to: Release): GradedChange[] {
  const common = (one: Release, other: Release): string[] =>
    one.survey.waves.map(({ id }) => id).filter((id) => other.waveIndex(id) >= 0);
  const [before, after] = [common(from, to), common(to, from)];
  if (before.join() === after.join()) return [];
  const why = 'the order of waves is the order of time';
  return [
    {
      level: 'major',
      change: 'changed',
      thing: { subject: 'survey', id: to.id },
      field: 'waves',
      from: before,
      to: after,
      why,
    },
  ];
}

/** All that changed from one release to another, each with its level, the highest first. */
export async function compareReleases(
  from: Release,
  to: Release,
  database: OpenDatabase,
): Promise<Comparison> {
  const records = await recordsChange(from, to, database);
  const changes: GradedChange[] = [
    ...diff(from, to).map((row) => ({ ...row, level: levelOfChange(row, { from, to }), why: null })),
    ...reorderedWaves(from, to),
    ...(records
      ? [{ ...records, thing: { subject: 'records' as const }, field: null, from: null, to: null }]
      : []),
  ];
  const ranks = { major: 0, minor: 1, patch: 2 };
  return {
    level: highest(changes.map(({ level }) => level)),
    changes: changes.toSorted((a, b) => ranks[a.level] - ranks[b.level]),
  };
}
