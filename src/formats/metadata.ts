import { cellText } from './cell-text.ts';
import type { Answer } from './format.ts';

/** What belongs to the whole of an answer, in the sections that people look for. */
export interface Metadata {
  /** Release, permalink, citation, counts and all else that is not below. */
  readonly about: readonly (readonly [string, unknown])[];
  /** Every choice behind the numbers, by name. */
  readonly method: readonly (readonly [string, unknown])[];
  readonly notes: readonly string[];
}

const entries = (value: unknown): [string, unknown][] =>
  typeof value === 'object' && value !== null ? Object.entries(value) : [];

/** `meta` for people: names and values. */
export function metadataOf({ meta }: Answer): Metadata {
  const { method, notes, ...about } = meta;
  return {
    about: entries(about),
    method: entries(method),
    notes: Array.isArray(notes) ? notes.map(cellText) : [],
  };
}

/** `meta` as keys and texts for files that hold such pairs: texts as they are, all else as JSON. */
export function keyValues({ meta }: Answer): [string, string][] {
  return Object.entries(meta).map(([name, value]) => [
    name,
    typeof value === 'string' ? value : JSON.stringify(value),
  ]);
}
