import { csv } from './csv.ts';
import type { Format } from './format.ts';
import { json } from './json.ts';

/** All representations, the default first. Routes, OpenAPI, negotiation and the README derive from this list. */
export const FORMATS: readonly [Format, ...Format[]] = [json, csv];

export const FORMAT_IDS: readonly string[] = FORMATS.map(({ id }) => id);

export function formatById(id: string): Format | undefined {
  return FORMATS.find((format) => format.id === id);
}

export type { Answer, Format } from './format.ts';
