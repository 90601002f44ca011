import type { Change } from './compare.ts';

const MOST_NAMED = 5;

const plural = (subject: Change['subject'], n: number): string =>
  subject === 'records' || n === 1 ? subject : `${subject}s`;

/** A value as people read it: a text as it is, anything else as JSON. */
export const asText = (value: unknown): string =>
  value === null || value === undefined ? 'none' : typeof value === 'string' ? value : JSON.stringify(value);

/** The place of a figure without the bars that stand for what it does not have. */
export const placeName = (id: string): string => id.split('|').filter(Boolean).join(', ');

function sentence(group: readonly Change[]): string {
  const [first] = group as [Change, ...Change[]];
  const { subject, change, field, why } = first;
  if (subject === 'records') return `Records ${change}: ${why ?? ''}.`;
  const ids = [...new Set(group.map(({ id }) => id))];
  const fields = [...new Set(group.flatMap((row) => row.field ?? []))];
  const what = subject === 'survey' ? 'Survey' : `${ids.length} ${plural(subject, ids.length)}`;
  const names = ids.length <= MOST_NAMED && subject !== 'survey' ? `: ${ids.map(placeName).join('; ')}` : '';
  if (subject === 'figure' && field === 'value' && group.length <= MOST_NAMED)
    return `${group.length === 1 ? 'Figure' : 'Figures'} changed: ${group
      .map((row) => `${placeName(row.id)} from ${asText(row.from)} to ${asText(row.to)}`)
      .join('; ')}.`;
  return `${what} ${change}${fields.length > 0 ? ` (${fields.join(', ')})` : ''}${names}.`;
}

/** What changed, in a few sentences for releases.json, what weighs most first. */
export function inWords(changes: readonly Change[]): string[] {
  const groups = Map.groupBy(changes, ({ level, subject, change, field }) =>
    [level, subject, change, subject === 'figure' && field === 'value'].join('|'),
  );
  return [...groups.values()].map((group) => sentence(group).slice(0, 4000));
}
