import type { Reason } from '../../schemas/vocabulary.ts';

/** The `reasons` of a row: from a field's name to why it is null; fields that are not null are left out. */
export function reasonsFor(entries: Readonly<Record<string, Reason | null>>): Record<string, Reason> {
  const reasons: Record<string, Reason> = {};
  for (const field in entries) {
    const reason = entries[field];
    if (reason) reasons[field] = reason;
  }
  return reasons;
}
