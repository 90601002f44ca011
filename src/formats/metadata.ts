import { cellText } from './cell-text.ts';
import type { Answer } from './format.ts';

/** What belongs to the whole of an answer, in the sections that people look for. */
export interface Metadata {
  /** Release, permalink, citation, counts and all else that is not below. */
  readonly about: readonly (readonly [string, string])[];
  /** Every choice behind the numbers, by name. */
  readonly method: readonly (readonly [string, string])[];
  readonly notes: readonly string[];
}

const entries = (value: unknown): [string, string][] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).map(([name, part]) => [name, cellText(part)])
    : [];

/** `meta` for people: names and texts. */
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
