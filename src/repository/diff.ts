import { isDeepStrictEqual } from 'node:util';
import type { Figure } from './figures.ts';
import type { Release } from './release.ts';
import type { DiffRow } from '../schemas/results/diff.ts';
import { idOf, type Thing } from './thing.ts';

type Fields = Readonly<Record<string, unknown>>;

/** A thing and what is said of it: the unit of a diff. */
interface DescribedThing {
  readonly thing: Thing;
  readonly fields: Fields;
}

/** One change: of a thing as a whole, or of one of its fields. */
export interface ThingChange extends Omit<DiffRow, 'subject' | 'id'> {
  readonly thing: Thing;
}

/** The value as it was printed, so that 69 and 69.0 are seen to differ. */
function printed(version: Pick<Figure, 'value' | 'decimals'>): string {
  return version.value.toFixed(version.decimals);
}

function describedFigure(figure: Figure): DescribedThing {
  const { question, item, option, wave, audience, measure, decimals: _decimals, ...fields } = figure;
  return {
    thing: { subject: 'figure', question, item, option, wave, audience, measure },
    fields: {
      ...fields,
      value: printed(figure),
      alternatives: figure.alternatives.map(({ decimals, ...version }) => ({
        ...version,
        value: printed({ ...version, decimals }),
      })),
    },
  };
}

function describedThings({ survey, figures }: Release): DescribedThing[] {
  const {
    id,
    format: _format,
    version: _version,
    sources,
    waves,
    audiences,
    samples,
    comparisons,
    questions,
    claims,
    ...rest
  } = survey;
  const listed = (
    name: (id: string) => Thing,
    list: readonly ({ id: string } & object)[],
  ): DescribedThing[] =>
    list.map(({ id: own, ...fields }) => ({ thing: name(own), fields: fields as Fields }));
  return [
    { thing: { subject: 'survey', id }, fields: rest },
    ...listed((own) => ({ subject: 'source', id: own }), sources),
    ...listed((own) => ({ subject: 'wave', id: own }), waves),
    ...listed((own) => ({ subject: 'audience', id: own }), audiences),
    ...samples.map(({ wave, audience, ...fields }) => ({
      thing: { subject: 'sample' as const, wave, audience },
      fields,
    })),
    ...comparisons.map(({ between }) => ({
      thing: { subject: 'comparison' as const, between },
      fields: {},
    })),
    ...questions.flatMap(({ items, options, ...question }) => [
      ...listed((own) => ({ subject: 'question', id: own }), [question]),
      ...listed((own) => ({ subject: 'item', question: question.id, id: own }), items),
      ...listed((own) => ({ subject: 'option', question: question.id, id: own }), options),
    ]),
    ...listed((own) => ({ subject: 'claim', id: own }), claims),
    ...Array.from(figures, describedFigure),
  ];
}

const name = ({ thing }: DescribedThing): string => `${thing.subject} ${idOf(thing)}`;

/**
 * What changed from one release to another: each source, wave, audience, sample, comparison, question, item,
 * option, claim and figure that came or went, and each field of one that changed.
 */
export function diff(from: Release, to: Release): ThingChange[] {
  const [before, after] = [describedThings(from), describedThings(to)];
  const old = new Map(before.map((described) => [name(described), described]));
  const kept = new Set(after.map(name));
  const removed = before
    .filter((described) => !kept.has(name(described)))
    .map(({ thing, fields }): ThingChange => ({
      change: 'removed',
      thing,
      field: null,
      from: fields,
      to: null,
    }));
  const rest = after.flatMap((described): ThingChange[] => {
    const { thing, fields } = described;
    const earlier = old.get(name(described));
    if (!earlier) return [{ change: 'added', thing, field: null, from: null, to: fields }];
    const names = [...new Set([...Object.keys(earlier.fields), ...Object.keys(fields)])];
    return names
      .filter((field) => !isDeepStrictEqual(earlier.fields[field], fields[field]))
      .map((field) => ({
        change: 'changed',
        thing,
        field,
        from: earlier.fields[field] ?? null,
        to: fields[field] ?? null,
      }));
  });
  return [...removed, ...rest];
}

/** A change as an answer gives it. */
export const diffRowOf = ({ change, thing, field, from, to }: ThingChange): DiffRow => ({
  change,
  subject: thing.subject,
  id: idOf(thing),
  field,
  from,
  to,
});
