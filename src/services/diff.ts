import { isDeepStrictEqual } from 'node:util';
import type { Figure } from '../repository/figures.ts';
import { figureKey } from '../repository/figures.ts';
import type { Release } from '../repository/release.ts';
import type { DiffRow } from '../schemas/results/diff.ts';

type Subject = DiffRow['subject'];
type Fields = Readonly<Record<string, unknown>>;

/** A part of a release that can be told from others by name: the unit of a diff. */
interface Part {
  readonly subject: Subject;
  readonly id: string;
  readonly fields: Fields;
}

const FIGURE_PLACE = new Set(['question', 'item', 'option', 'wave', 'audience', 'measure', 'decimals']);

/** The value as it was printed, so that 69 and 69.0 are seen to differ. */
function printed(version: Pick<Figure, 'value' | 'decimals'>): string {
  return version.value.toFixed(version.decimals);
}

function figurePart(figure: Figure): Part {
  const fields = Object.fromEntries(Object.entries(figure).filter(([name]) => !FIGURE_PLACE.has(name)));
  return {
    subject: 'figure',
    id: figureKey(figure),
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

function parts({ survey, figures }: Release): Part[] {
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
  const listed = (subject: Subject, list: readonly ({ id: string } & object)[], prefix = ''): Part[] =>
    list.map(({ id: own, ...fields }) => ({ subject, id: `${prefix}${own}`, fields: fields as Fields }));
  return [
    { subject: 'survey', id, fields: rest },
    ...listed('source', sources),
    ...listed('wave', waves),
    ...listed('audience', audiences),
    ...samples.map(({ wave, audience, ...fields }) => ({
      subject: 'sample' as const,
      id: `${wave}|${audience ?? ''}`,
      fields,
    })),
    ...comparisons.map(({ between }) => ({
      subject: 'comparison' as const,
      id: between.join('|'),
      fields: {},
    })),
    ...questions.flatMap(({ items, options, ...question }) => [
      ...listed('question', [question]),
      ...listed('item', items, `${question.id}|`),
      ...listed('option', options, `${question.id}|`),
    ]),
    ...listed('claim', claims),
    ...figures.map(figurePart),
  ];
}

const name = ({ subject, id }: Part): string => `${subject} ${id}`;

/**
 * What changed from one release to another: each source, wave, audience, sample, comparison, question, item,
 * option, claim and figure that came or went, and each field of one that changed.
 */
export function diff(from: Release, to: Release): DiffRow[] {
  const [before, after] = [parts(from), parts(to)];
  const old = new Map(before.map((part) => [name(part), part]));
  const kept = new Set(after.map(name));
  const removed = before
    .filter((part) => !kept.has(name(part)))
    .map(({ subject, id, fields }): DiffRow => ({
      change: 'removed',
      subject,
      id,
      field: null,
      from: fields,
      to: null,
    }));
  const rest = after.flatMap((part): DiffRow[] => {
    const { subject, id, fields } = part;
    const earlier = old.get(name(part));
    if (!earlier) return [{ change: 'added', subject, id, field: null, from: null, to: fields }];
    const names = [...new Set([...Object.keys(earlier.fields), ...Object.keys(fields)])];
    return names
      .filter((field) => !isDeepStrictEqual(earlier.fields[field], fields[field]))
      .map((field) => ({
        change: 'changed',
        subject,
        id,
        field,
        from: earlier.fields[field] ?? null,
        to: fields[field] ?? null,
      }));
  });
  return [...removed, ...rest];
}
