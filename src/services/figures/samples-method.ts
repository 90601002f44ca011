import type { Estimate } from './estimate.ts';
import { weightMethod } from './nested-difference.ts';
import { exactBase } from './sampled.ts';
import type { Overlap, Samples } from './samples.ts';

/** Two published figures that were held against each other. */
export interface ComparedPair {
  readonly figures: readonly [Estimate, Estimate];
  readonly overlap: Overlap;
}

const SENTENCES = {
  disjoint: 'Audiences are taken as independent samples that have nobody in common.',
  siblings:
    'That audiences with one parent have nobody in common is taken for granted: the survey does not say by what they were divided.',
  overlapping:
    'Where some respondents may be in both audiences, or how many is not known, there is no standard error, interval or test.',
} as const;

export const WAVES_INDEPENDENT = 'Waves are taken as independent samples.';
export const PANEL =
  'The same people were asked in every wave (a panel), and how their answers go together is not published: changes have no standard error, interval or test.';

/** Pairs of published figures of a wave, with how their samples overlap. */
export function comparedPairs(
  samples: Samples,
  pairs: readonly { readonly a: Estimate | undefined; readonly b: Estimate | undefined }[],
): ComparedPair[] {
  return pairs.flatMap(({ a, b }) =>
    a && b && !a.computed && !b.computed
      ? [{ figures: [a, b] as const, overlap: samples.relation(a.wave, a.audience, b.audience) }]
      : [],
  );
}

/** Whether two audiences are disjoint only because nobody says by what their parent was divided. */
function areSiblings({ relations }: Samples, [a, b]: ComparedPair['figures']): boolean {
  if (relations.hasDimensions) return false;
  const above = relations.tree.ancestors(b.audience);
  return [...relations.tree.ancestors(a.audience).keys()].some((id) => above.has(id));
}

const hasUnknownBase = ({ figures }: ComparedPair): boolean =>
  figures.some((figure) => exactBase(figure) === null);

/** What is assumed of who is in both of two audiences that were compared, by what occurred. */
export function overlapMethod(samples: Samples, pairs: readonly ComparedPair[]): string {
  const of = (...overlaps: Overlap[]): ComparedPair[] =>
    pairs.filter(({ overlap }) => overlaps.includes(overlap));
  const [disjoint, nested] = [of('disjoint'), of('part', 'whole')];
  const sentences = [
    disjoint.length > 0 || pairs.length === 0 ? SENTENCES.disjoint : '',
    disjoint.some(({ figures }) => areSiblings(samples, figures)) ? SENTENCES.siblings : '',
    nested.length > 0 ? weightMethod(nested.map(({ figures }) => figures)) : '',
    nested.some(hasUnknownBase) || of('overlapping').length > 0 ? SENTENCES.overlapping : '',
  ];
  return sentences.filter((sentence) => sentence !== '').join(' ');
}

/** The sentences on intervals, tests and standard errors: those on parts and wholes where some were compared. */
export interface Sentences {
  readonly interval: string;
  readonly test: string;
  readonly standardError: string;
}

/** Where nothing of the kind was worked out. */
export const NOT_WORKED_OUT: Sentences = {
  interval: 'None, see samples.',
  test: 'None, see samples.',
  standardError: 'None, see samples.',
};

/** Whether some pair is a part and its whole. */
const isNested = (pairs: readonly ComparedPair[]): boolean =>
  pairs.some(({ overlap }) => overlap === 'part' || overlap === 'whole');

/** Those of the kinds of pairs that were compared. */
export function sentencesFor(
  { apart, nested }: Readonly<Record<'apart' | 'nested', Sentences>>,
  pairs: readonly ComparedPair[],
): Sentences {
  const hasDisjoint = pairs.some(({ overlap }) => overlap === 'disjoint');
  if (!isNested(pairs)) return hasDisjoint || pairs.length === 0 ? apart : NOT_WORKED_OUT;
  if (!hasDisjoint) return nested;
  const both = (name: keyof Sentences): string => `${apart[name]} ${nested[name]}`;
  return { interval: both('interval'), test: both('test'), standardError: both('standardError') };
}
