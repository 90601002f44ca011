import type { Answer } from '../formats/index.ts';
import type { Field } from '../schemas/fields.ts';
import { Rows } from '../schemas/rows.ts';
import type { Reason } from '../schemas/vocabulary.ts';
import { tableNotes, type AboutTable } from './about.ts';
import type { Cube } from './cube.ts';
import type { PickedAxis, Chosen } from './selection.ts';
import type { PxTable } from './table.ts';
import { CONTENTS, type PxValue } from './variable.ts';

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

/** The values at a place, one of each variable, the last the fastest. */
function valuesAt(axes: readonly PickedAxis[], place: number): PxValue[] {
  let rest = place;
  const found: PxValue[] = [];
  for (const { values } of axes.toReversed()) {
    found.unshift(values[rest % values.length] as PxValue);
    rest = Math.floor(rest / values.length);
  }
  return found;
}

const sizeOf = (axes: readonly PickedAxis[]): number =>
  axes.reduce((size, { values }) => size * values.length, 1);

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
  const columns = sizeOf(above);
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
  const rows = new Rows(sizeOf(side), (row) => {
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
  const { axes } = chosen;
  const contents = axes.find(({ variable }) => variable.code === CONTENTS);
  const others = axes.filter((axis) => axis !== contents);
  const steps = new Map<PickedAxis, number>();
  let step = 1;
  for (const axis of axes.toReversed()) {
    steps.set(axis, step);
    step *= axis.values.length;
  }
  const quantities = contents?.values ?? [];
  const jump = contents ? (steps.get(contents) ?? 0) : 0;
  const fields = [
    ...others.flatMap(({ variable: { code } }) => [
      column(code, 'text', `Code of ${code}.`),
      column(`${code}Label`, 'text', `What ${code} is called.`),
    ]),
    ...quantities.flatMap(({ code, label }) => [
      column(code, 'number', label),
      column(`${code}.reason`, 'text', `Why ${code} is null.`),
    ]),
  ];
  const rows = new Rows(sizeOf(others), (row) => {
    const values = valuesAt(others, row);
    const first = others.reduce((place, axis, i) => {
      const value = values[i] as PxValue;
      return place + axis.values.indexOf(value) * (steps.get(axis) ?? 0);
    }, 0);
    return Object.fromEntries([
      ...others.flatMap(({ variable: { code } }, i) => [
        [code, values[i]?.code ?? null] as const,
        [`${code}Label`, values[i]?.label ?? null] as const,
      ]),
      ...quantities.flatMap(({ code }, i) => {
        const place = first + i * jump;
        return [
          [code, cube.values[place] ?? null] as const,
          [`${code}.reason`, cube.status.get(place) ?? null] as const,
        ];
      }),
    ]);
  });
  return { rows, fields, single: false, picked: true, meta: metaOf(table, cube, about) };
}
