import type { Reason } from '../../schemas/vocabulary.ts';

/** The `reasons` of a row: from a field's name to why it is null; fields that are not null are left out. */
export function reasonsFor(entries: Readonly<Record<string, Reason | null>>): Record<string, Reason> {
  return Object.fromEntries(
    Object.entries(entries).filter((entry): entry is [string, Reason] => entry[1] !== null),
  );
}
