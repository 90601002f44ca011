import { expect } from 'vitest';
import { codeInWords } from '../../src/schemas/words.ts';
import type { ReadBack } from './readers.ts';

const PAGES = new Set(['html', 'markdown']);
const TEXTUAL = new Set(['csv', 'csv-excel', 'html', 'markdown']);

/** An answer as JSON has it. */
export interface Json {
  readonly data: Record<string, unknown> | Record<string, unknown>[];
  readonly meta: Record<string, unknown>;
}

/** A value as a text of a cell. */
export const asText = (value: unknown): string => {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
};

/** Compares every cell of a file with the JSON of the same answer. Returns how many were compared. */
export function compareCells(id: string, json: Json, read: ReadBack): number {
  const rows = [json.data].flat();
  expect(read.rows).toHaveLength(rows.length);
  let compared = 0;
  rows.forEach((row, i) => {
    for (const [name, value] of Object.entries(row)) {
      const found = read.rows[i]?.[name];
      const where = `${id}, row ${i}, ${name}`;
      if (id === 'csv-excel' && typeof value === 'number') {
        expect(Number(asText(found).replace(',', '.')), where).toBe(value);
        expect(found, where).not.toContain('.');
      }
      // Cells of a column that holds both numbers and texts are texts.
      // A page shows the code where the words are not known.
      else if (PAGES.has(id))
        expect(asText(found), where).toBe(asText(value ?? row[codeInWords(name) ?? '']));
      else if (TEXTUAL.has(id)) expect(asText(found), where).toBe(asText(value));
      else if (typeof value !== 'object' && typeof found === typeof value) expect(found, where).toBe(value);
      else if (id === 'ndjson' || id === 'json-records') expect(found, where).toEqual(value);
      else if (value === null) expect(found ?? null, where).toBeNull();
      else expect(asText(found), where).toBe(asText(value));
      compared += 1;
    }
  });
  return compared;
}
