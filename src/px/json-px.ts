import { tableNotes, type AboutTable } from './about.ts';
import { reasonText, type Cube } from './cube.ts';
import { decimalText } from './decimal-text.ts';
import type { Chosen } from './selection.ts';
import type { PxTable } from './table.ts';
import { longTable } from './places.ts';
import { CONTENTS } from './variable.ts';

/**
 * What was picked of a table as the JSON of PxWebApi 1: a row for each combination of values, with a column for each quantity. Its values are
 * texts, and a missing one is `..`, with its reason among the comments.
 */
export function jsonPxOf(table: PxTable, chosen: Chosen, cube: Cube, about: AboutTable): object {
  const { keys, contents: axis, count, row, step } = longTable(chosen);
  const contents = axis?.values ?? [{ code: CONTENTS, label: table.label, notes: [] }];
  const textAt = (place: number): string => {
    const value = cube.values[place];
    return value === null || value === undefined ? '..' : decimalText(value);
  };
  const data = Array.from({ length: count }, (_, index) => {
    const { values, place } = row(index);
    return {
      key: values.map(({ code }) => code),
      values: contents.map((_content, i) => textAt(place + i * step)),
    };
  });
  const reasons = [...new Set(cube.status.values())];
  return {
    columns: [
      ...keys.map(({ variable: { code, label, role } }) => ({
        code,
        text: label,
        type: role === 'time' ? 't' : 'd',
      })),
      ...contents.map(({ code, label }) => ({ code, text: label, type: 'c' })),
    ],
    comments: [...tableNotes(table, cube).map(({ text }) => text), ...reasons.map(reasonText)].map(
      (comment) => ({
        variable: '',
        value: '',
        comment,
      }),
    ),
    data,
    metadata: [{ updated: table.updated, label: table.label, source: about.source, link: about.permalink }],
  };
}
