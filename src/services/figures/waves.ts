import type { ReleaseFigures } from './release-figures.ts';
import type { Question } from '../../schemas/dataset.ts';
import type { FigureQuery } from '../../schemas/query.ts';
import type { Reason } from '../../schemas/vocabulary.ts';

/** Two waves that are compared, the earlier first. */
export type WavePair = readonly [from: string, to: string];

/**
 * The pairs of waves of one series that a query asks for. Without `from` and `to`, each wave with a figure is
 * compared with the one before it that has one; with one of them, that wave with all on the other side; with
 * both, exactly those two. A series that the query names and that has a figure in one wave only is paired with
 * the neighbouring wave, so that the answer can say what is missing.
 *
 * @param present the waves that have a figure, in the order of time
 */
export function wavePairs(
  release: ReleaseFigures,
  present: readonly string[],
  { from, to }: FigureQuery,
  named: boolean,
): WavePair[] {
  const order = release.survey.waves.map(({ id }) => id);
  if (from !== undefined && to !== undefined) return [[from, to]];
  if (from !== undefined)
    return present.filter((wave) => order.indexOf(wave) > order.indexOf(from)).map((wave) => [from, wave]);
  if (to !== undefined)
    return present.filter((wave) => order.indexOf(wave) < order.indexOf(to)).map((wave) => [wave, to]);
  const [only, second] = present;
  if (named && only !== undefined && second === undefined) {
    const [before, after] = [order[order.indexOf(only) - 1], order[order.indexOf(only) + 1]];
    if (after !== undefined) return [[only, after]];
    return before === undefined ? [] : [[before, only]];
  }
  return present.slice(1).map((wave, i) => [present[i] ?? wave, wave]);
}

/** The first break of a question that lies between two waves, or undefined if they can be compared. */
export function breakBetween(
  release: ReleaseFigures,
  question: Question,
  [from, to]: WavePair,
): Question['breaks'][number] | undefined {
  const at = (wave: string): number => release.waveIndex(wave);
  return question.breaks.find(({ between }) => at(from) <= at(between[0]) && at(to) >= at(between[1]));
}

/** A change divided by the years between two waves; null with a reason where that is not defined. */
export function changePerYear(
  release: ReleaseFigures,
  change: number | null,
  [from, to]: WavePair,
): { perYear: number | null; reason: Reason | null } {
  const year = (wave: string): number => release.survey.waves[release.waveIndex(wave)]?.year ?? Number.NaN;
  const years = year(to) - year(from);
  if (change === null) return { perYear: null, reason: null };
  return years > 0 ? { perYear: change / years, reason: null } : { perYear: null, reason: 'same-year' };
}

export const WAVES_METHOD =
  'Later wave minus earlier wave. Waves between which the wording or the base of the question changed are not compared.';
export const PER_YEAR_METHOD = 'Change divided by the difference of the years of the waves.';
