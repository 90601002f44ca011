import { tableNotes, type AboutTable } from './about.ts';
import { reasonText, type Cube } from './cube.ts';
import { decimalText } from './decimal-text.ts';
import type { Chosen } from './selection.ts';
import type { PxTable } from './table.ts';
import { CONTENTS } from './variable.ts';

/**
 * What was picked of a table as the JSON of PxWebApi 1: a row for each combination of values, with a column for each quantity. Its values are
 * texts, and a missing one is `..`, with its reason among the comments.
 */
export function jsonPxOf(table: PxTable, chosen: Chosen, cube: Cube, about: AboutTable): object {
  const { axes } = chosen;
  const at = axes.findIndex(({ variable }) => variable.code === CONTENTS);
  const keys = axes.filter((_, i) => i !== at);
  const contents = axes[at]?.values ?? [{ code: CONTENTS, label: table.label, notes: [] }];
  const sizes = axes.map(({ values }) => values.length);
  const steps = sizes.map((_, i) => sizes.slice(i + 1).reduce((product, size) => product * size, 1));
  const step = at < 0 ? 0 : (steps[at] ?? 0);
  const textAt = (place: number): string => {
    const value = cube.values[place];
    return value === null || value === undefined ? '..' : decimalText(value);
  };
  const count = keys.reduce((product, { values }) => product * values.length, 1);
  const data = Array.from({ length: count }, (_, row) => {
    let [rest, place] = [row, 0];
    const key: string[] = [];
    for (const axis of keys.toReversed()) {
      const index = rest % axis.values.length;
      rest = Math.floor(rest / axis.values.length);
      key.unshift(axis.values[index]?.code ?? '');
      place += index * (steps[axes.indexOf(axis)] ?? 0);
    }
    return { key, values: contents.map((_content, i) => textAt(place + i * step)) };
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
