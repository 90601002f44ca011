import { turns } from '../turns/turns.ts';
import { batches } from './cell-text.ts';
import type { Answer } from './format.ts';

/** Fields of answers, which have an order that the alphabet does not know, with the field that says it. */
const ORDERED: Readonly<Record<string, string | null>> = {
  option: 'optionOrder',
  optionLabel: 'optionOrder',
  // Rows and columns of a table stand in their order.
  rowLabel: null,
  columnLabel: null,
};

/** Rows up to which a file says the order: it stands before them, so that all must have been seen. */
const MAXIMUM_ROWS = 10_000;

/** The fields of an answer that are ordered dictionaries. */
export const orderedFields = ({ fields, rows }: Answer): Answer['fields'] =>
  rows.length > MAXIMUM_ROWS ? [] : fields.filter(({ name }) => Object.hasOwn(ORDERED, name));

/**
 * The answers of each ordered field, in the order of the codebook, as ordered dictionaries of Arrow have them, so that
 * pandas and R plot them in that order. Answers of several questions that have one place keep the order of the rows.
 */
export async function levelsOf(answer: Answer): Promise<ReadonlyMap<string, readonly string[]>> {
  const ordered = orderedFields(answer);
  if (ordered.length === 0) return new Map();
  const places = ordered.map(({ name }) => ({ name, of: new Map<string, number>() }));
  for (const batch of batches(answer.rows)) {
    for (const row of batch) {
      for (const { name, of } of places) {
        const text = row[name];
        if (typeof text !== 'string') continue;
        const by = ORDERED[name];
        const place = by ? Number(row[by] ?? Infinity) : of.size;
        of.set(text, Math.min(of.get(text) ?? Infinity, place));
      }
    }
    await turns.pause();
  }
  return new Map(
    places.map(({ name, of }) => [
      name,
      [...of].toSorted(([, a], [, b]) => (a === b ? 0 : a - b)).map(([text]) => text),
    ]),
  );
}
