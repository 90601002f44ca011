import { namesOf } from '../repository/thing.ts';
import type { GradedChange } from './compare-releases.ts';

const MOST_NAMED = 5;

const plural = (subject: string, n: number): string =>
  subject === 'records' || n === 1 ? subject : `${subject}s`;

/** A value as people read it: a text as it is, anything else as JSON. */
export const asText = (value: unknown): string =>
  value === null || value === undefined ? 'none' : typeof value === 'string' ? value : JSON.stringify(value);

/** All that names a thing, as people read it; the records of a release have no name. */
export const nameOf = (thing: GradedChange['thing']): string =>
  thing.subject === 'records' ? '' : namesOf(thing).filter(Boolean).join(', ');

function sentence(group: readonly GradedChange[]): string {
  const [first] = group as [GradedChange, ...GradedChange[]];
  const { thing, change, field, why } = first;
  const { subject } = thing;
  if (subject === 'records') return `Records ${change}: ${why ?? ''}.`;
  const ids = [...new Set(group.map((row) => nameOf(row.thing)))];
  const fields = [...new Set(group.flatMap((row) => row.field ?? []))];
  const what = subject === 'survey' ? 'Survey' : `${ids.length} ${plural(subject, ids.length)}`;
  const names = ids.length <= MOST_NAMED && subject !== 'survey' ? `: ${ids.join('; ')}` : '';
  if (subject === 'figure' && field === 'value' && group.length <= MOST_NAMED)
    return `${group.length === 1 ? 'Figure' : 'Figures'} changed: ${group
      .map((row) => `${nameOf(row.thing)} from ${asText(row.from)} to ${asText(row.to)}`)
      .join('; ')}.`;
  return `${what} ${change}${fields.length > 0 ? ` (${fields.join(', ')})` : ''}${names}.`;
}

/** What changed, in a few sentences for releases.json, what weighs most first. */
export function inWords(changes: readonly GradedChange[]): string[] {
  const groups = Map.groupBy(changes, ({ level, thing: { subject }, change, field }) =>
    [level, subject, change, subject === 'figure' && field === 'value'].join('|'),
  );
  return [...groups.values()].map((group) => sentence(group).slice(0, 4000));
}
