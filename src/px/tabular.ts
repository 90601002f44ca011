import type { Answer } from '../formats/index.ts';
import type { Field } from '../schemas/fields.ts';
import { Rows } from '../schemas/rows.ts';
import type { Reason } from '../schemas/vocabulary.ts';
import { tableNotes, type AboutTable } from './about.ts';
import type { Cube } from './cube.ts';
import { longTable, valuesAt } from './places.ts';
import { cellCount, type Chosen } from './selection.ts';
import type { PxTable } from './table.ts';
import type { PxValue } from './variable.ts';

/** How values are written where a table has room for one of both. */
export type Naming = 'codes' | 'texts' | 'both';

const nameOf = ({ code, label }: Pick<PxValue, 'code' | 'label'>, naming: Naming): string =>
  naming === 'codes' ? code : naming === 'texts' || code === label ? label : `${code} ${label}`;

/** Names for columns, no two alike. */
function distinct(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((wanted) => {
    let free = wanted;
    for (let count = 2; taken.has(free); count += 1) free = `${wanted} (${count})`;
    taken.add(free);
    return free;
  });
}

/** What belongs to the whole of a table, as formats take it. */
function metaOf(table: PxTable, cube: Cube, about: AboutTable): Answer['meta'] {
  const { release } = table;
  return {
    title: table.label,
    survey: release.id,
    release: release.version,
    sha256: release.entry.sha256,
    updated: table.updated,
    citation: about.citation,
    software: about.software,
    permalink: about.permalink,
    method: cube.method,
    notes: tableNotes(table, cube).map(({ text }) => text),
  };
}

const column = (name: string, type: Field['type'], description: string): Field => ({
  name,
  type,
  description,
});

/** A table as it is placed: a row for each combination at the side, a column for each above. */
export function wideAnswer(
  table: PxTable,
  chosen: Chosen,
  cube: Cube,
  about: AboutTable,
  naming: Naming,
): Answer {
  const { axes, stub } = chosen;
  const [side, above] = [axes.slice(0, stub.length), axes.slice(stub.length)];
  const columns = cellCount({ axes: above });
  const heads = Array.from({ length: columns }, (_, i) =>
    valuesAt(above, i)
      .map((value) => nameOf(value, naming))
      .join(' '),
  );
  const sides = side.map(({ variable }) => nameOf(variable, naming));
  const names = distinct([...sides, ...heads.map((head) => head || table.label)]);
  const [sideNames, headNames] = [names.slice(0, side.length), names.slice(side.length)];
  const fields = [
    ...sideNames.map((name, i) => column(name, 'text', side[i]?.variable.label ?? name)),
    ...headNames.map((name) => column(name, 'number', name)),
  ];
  const rows = new Rows(cellCount({ axes: side }), (row) => {
    const reasons: Record<string, Reason> = {};
    const values = valuesAt(side, row).map((value, i) => [sideNames[i], nameOf(value, naming)] as const);
    const cells = headNames.map((name, i) => {
      const place = row * columns + i;
      const reason = cube.status.get(place);
      if (reason !== undefined) reasons[name] = reason;
      return [name, cube.values[place] ?? null] as const;
    });
    return { ...Object.fromEntries([...values, ...cells]), reasons };
  });
  const surroundings = {
    base: about.site,
    title: table.label,
    page: about.page,
    files: [],
    trail: [],
    isArranged: false,
  };
  return { rows, fields, single: false, picked: true, meta: metaOf(table, cube, about), surroundings };
}

/** A table a row a combination of values, with codes and words of each variable, and each quantity with the reason why it is missing. */
export function longAnswer(table: PxTable, chosen: Chosen, cube: Cube, about: AboutTable): Answer {
  const { keys, contents, count, row: rowAt, step } = longTable(chosen);
  const quantities = contents?.values ?? [];
  const fields = [
    ...keys.flatMap(({ variable: { code } }) => [
      column(code, 'text', `Code of ${code}.`),
      column(`${code}Label`, 'text', `What ${code} is called.`),
    ]),
    ...quantities.flatMap(({ code, label }) => [
      column(code, 'number', label),
      column(`${code}.reason`, 'text', `Why ${code} is null.`),
    ]),
  ];
  const rows = new Rows(count, (index) => {
    const { values, place: first } = rowAt(index);
    return Object.fromEntries([
      ...keys.flatMap(({ variable: { code } }, i) => [
        [code, values[i]?.code ?? null] as const,
        [`${code}Label`, values[i]?.label ?? null] as const,
      ]),
      ...quantities.flatMap(({ code }, i) => {
        const place = first + i * step;
        return [
          [code, cube.values[place] ?? null] as const,
          [`${code}.reason`, cube.status.get(place) ?? null] as const,
        ];
      }),
    ]);
  });
  return { rows, fields, single: false, picked: true, meta: metaOf(table, cube, about) };
}
