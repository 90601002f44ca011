import type { SurveyFile } from '../schemas/dataset.ts';
import type { AudienceRelations } from './audience-relation.ts';
import type { FigureKey } from './figures.ts';

/** Children of one dimension that have more respondents together than the audience that they are parts of. */
export interface CrowdedDimension {
  readonly wave: string;
  readonly parent: string;
  /** Null: in a survey without dimensions. */
  readonly dimension: string | null;
  readonly children: readonly string[];
  /** Respondents of the children together. */
  readonly sum: number;
  /** Respondents of the parent. */
  readonly n: number;
}

/** A base that is known exactly. */
export interface ExactBase extends Omit<FigureKey, 'audience'> {
  readonly audience: string;
  /** Respondents. */
  readonly n: number;
}

/** The children of an audience, by their dimension. */
function divisions(relations: AudienceRelations, parent: string): [string | null, string[]][] {
  const byDimension = Map.groupBy(relations.tree.children(parent), (child) =>
    relations.dimensionUnder(parent, child),
  );
  // Where audiences have dimensions, those without one are known to overlap.
  return [...byDimension].filter(([dimension]) => dimension !== null || !relations.hasDimensions);
}

/** Audiences that are divided, and how. */
type Divided = readonly (readonly [parent: string, divisions: readonly [string | null, string[]][]])[];

/** Divisions that cannot be ones, by the bases of their parts in one wave. */
function crowdedBy(
  divided: Divided,
  wave: string,
  baseOf: ReadonlyMap<string, number>,
  wholeOf: ReadonlyMap<string, number>,
): CrowdedDimension[] {
  return divided.flatMap(([parent, parts]) => {
    const n = baseOf.get(parent) ?? wholeOf.get(parent);
    if (n === undefined) return [];
    return parts.flatMap(([dimension, children]): CrowdedDimension[] => {
      const known = children.filter((child) => baseOf.has(child));
      const sum = known.reduce((total, child) => total + (baseOf.get(child) ?? 0), 0);
      return sum > n ? [{ wave, parent, dimension, children: known, sum, n }] : [];
    });
  });
}

/** What the bases of one thing in a wave have in common. */
const coordinatesOf = ({
  question,
  item,
  option,
  measure,
  wave,
}: Omit<ExactBase, 'audience' | 'n'>): string => [wave, question, item, option, measure].join('|');

/**
 * Where the exact bases of the children of one dimension in a wave add up to more than their parent's: then somebody is in two
 * of them. Bases of samples are looked at, and bases that figures have of their own; one entry a wave, parent and dimension.
 */
export function crowdedDimensions(
  relations: AudienceRelations,
  samples: SurveyFile['samples'],
  figures: readonly ExactBase[],
): CrowdedDimension[] {
  return crowdedAmong(relations, samples, Map.groupBy(figures, coordinatesOf).values());
}

/** As {@link crowdedDimensions}, of bases that stand together already where they are of one thing in one wave. */
export function crowdedAmong(
  relations: AudienceRelations,
  samples: SurveyFile['samples'],
  groups: Iterable<readonly ExactBase[]>,
): CrowdedDimension[] {
  if (relations.tree.ids.every((id) => relations.tree.parents(id).length === 0)) return [];
  const exact = samples.flatMap(({ wave, audience, n, qualifier }) =>
    audience !== null && qualifier === 'exact' ? [{ wave, audience, n }] : [],
  );
  const inWave = (wave: string): ReadonlyMap<string, number> =>
    new Map(exact.flatMap((one) => (one.wave === wave ? [[one.audience, one.n] as const] : [])));
  const waves = new Map([...new Set(exact.map(({ wave }) => wave))].map((wave) => [wave, inWave(wave)]));
  const divided: Divided = relations.tree.ids.map((id) => [id, divisions(relations, id)]);
  const found = [
    ...[...waves].flatMap(([wave, bases]) => crowdedBy(divided, wave, bases, bases)),
    ...Array.from(groups, (group) => {
      const wave = group[0]?.wave ?? '';
      const own = new Map(group.map(({ audience, n }) => [audience, n]));
      return crowdedBy(divided, wave, own, waves.get(wave) ?? new Map());
    }).flat(),
  ];
  return [
    ...new Map(
      found.toReversed().map((one) => [[one.wave, one.parent, one.dimension].join('|'), one]),
    ).values(),
  ].toReversed();
}
