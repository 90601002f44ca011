import { REASONS, type Reason } from '../schemas/vocabulary.ts';
import type { Cube } from './cube.ts';
import { tableNotes, type AboutTable } from './about.ts';
import type { PickedAxis, Chosen } from './selection.ts';
import type { PxTable } from './table.ts';
import { writeTableId } from './table-id.ts';
import { CONTENTS, type PxNote } from './variable.ts';

/** Whether each note is one that must be shown, by its place; undefined where there is none. */
const mandatoryOf = (notes: readonly PxNote[]): Record<string, boolean> | undefined => {
  const found = notes.flatMap(({ mandatory }, i) => (mandatory ? [[String(i), true] as const] : []));
  return found.length > 0 ? Object.fromEntries(found) : undefined;
};

const textsOf = (notes: readonly PxNote[]): string[] => notes.map(({ text }) => text);

/** An object from the codes of values, without those that have nothing. */
const byCode = <Made>(
  { values }: PickedAxis,
  make: (code: string, index: number) => Made | undefined,
): Record<string, Made> =>
  Object.fromEntries(
    values.flatMap(({ code }, i) => {
      const made = make(code, i);
      return made === undefined ? [] : [[code, made] as const];
    }),
  );

/** What is said of the quantities alone: units, periods, and what kind of numbers they are. */
function contentsExtension(axis: PickedAxis, { period }: AboutTable): object {
  if (axis.variable.code !== CONTENTS) return {};
  return {
    refperiod: byCode(axis, () => period),
    measuringType: byCode(axis, () => 'Other'),
    priceType: byCode(axis, () => 'NotApplicable'),
    adjustment: byCode(axis, () => 'None'),
  };
}

function dimension(table: PxTable, axis: PickedAxis, about: AboutTable): object {
  const { variable, values } = axis;
  const units = new Map(table.contents.map(({ code, unit, decimals }) => [code, { base: unit, decimals }]));
  const notes = byCode(axis, (_, i) => {
    const own = values[i]?.notes ?? [];
    return own.length > 0 ? [...own] : undefined;
  });
  const codelists = table.codeLists
    .filter((list) => list.variable === variable.code)
    .map(({ id, label, type }) => ({
      id,
      label,
      type,
      links: [{ rel: 'metadata', hreflang: about.language, href: `${about.base}/codelists/${id}` }],
    }));
  const noteMandatory = mandatoryOf(variable.notes);
  return {
    label: variable.label,
    ...(variable.notes.length > 0 ? { note: textsOf(variable.notes) } : {}),
    category: {
      index: byCode(axis, (_, i) => i),
      label: byCode(axis, (_, i) => values[i]?.label),
      ...(Object.keys(notes).length > 0 ? { note: notes } : {}),
      ...(variable.code === CONTENTS ? { unit: byCode(axis, (code) => units.get(code)) } : {}),
    },
    extension: {
      elimination: variable.elimination !== null,
      ...(variable.elimination === null ? {} : { eliminationValueCode: variable.elimination }),
      ...(noteMandatory ? { noteMandatory } : {}),
      show: 'value',
      ...contentsExtension(axis, about),
      // As the specification has it, and as pxwebpy looks for it.
      codelists,
      codeLists: codelists,
    },
  };
}

/** The reasons of an answer, in words. */
function reasonsIn({ status }: Cube): Record<string, string> {
  const there: readonly Reason[] = [...new Set(status.values())];
  return Object.fromEntries(there.map((reason) => [reason, REASONS[reason]]));
}

/**
 * What was picked of a table as JSON-stat 2.0, as PxWebApi writes it.
 *
 * @param cube its cells; null: only what describes them
 */
export function jsonStatOf(table: PxTable, chosen: Chosen, cube: Cube | null, about: AboutTable): object {
  const { axes, heading, stub } = chosen;
  const notes = tableNotes(table, cube);
  const noteMandatory = mandatoryOf(notes);
  const codes = axes.map(({ variable }) => variable.code);
  const time = axes.find(({ variable }) => variable.role === 'time');
  const metric = axes.find(({ variable }) => variable.role === 'metric');
  return {
    version: '2.0',
    class: 'dataset',
    ...(URL.canParse(about.permalink) ? { href: about.permalink } : {}),
    label: table.label,
    source: about.source,
    updated: table.updated,
    ...(notes.length > 0 ? { note: textsOf(notes) } : {}),
    role: {
      ...(time ? { time: [time.variable.code] } : {}),
      ...(metric ? { metric: [metric.variable.code] } : {}),
    },
    id: codes,
    size: axes.map(({ values }) => values.length),
    dimension: Object.fromEntries(axes.map((axis) => [axis.variable.code, dimension(table, axis, about)])),
    extension: {
      ...(noteMandatory ? { noteMandatory } : {}),
      px: {
        tableid: writeTableId(table.id),
        decimals: Math.max(0, ...table.contents.map(({ decimals }) => decimals)),
        'official-statistics': false,
        aggregallowed: false,
        language: about.language,
        contents: table.label,
        descriptiondefault: true,
        description: table.label,
        heading,
        stub,
        matrix: writeTableId(table.id),
        'subject-code': table.id.survey,
        'subject-area': about.title,
        survey: about.title,
      },
      firstPeriod: about.firstPeriod,
      lastPeriod: about.lastPeriod,
      discontinued: false,
      contact: [{ raw: about.source, organization: about.source }],
      topline: {
        survey: table.release.id,
        release: table.release.version,
        sha256: table.release.entry.sha256,
        citation: about.citation,
        permalink: about.permalink,
        software: about.software,
        ...(cube ? { method: cube.method, reasons: reasonsIn(cube) } : {}),
      },
    },
    value: cube ? cube.values : null,
    ...(cube && cube.status.size > 0
      ? { status: Object.fromEntries([...cube.status].map(([place, reason]) => [String(place), reason])) }
      : {}),
  };
}
