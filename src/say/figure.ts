import type { EstimateRow } from '../schemas/results/estimate.ts';
import { sourceWords, type SayContext } from './context.ts';
import {
  saidBase,
  computedNumber,
  hedgeOf,
  saidInterval,
  publishedNumber,
  saidUnit,
  withUnit,
} from './numbers.ts';
import { audienceNamed, subjectWords, waveNamed } from './subject.ts';

/**
 * The sentence that may be said of one figure: what it is of, of whom, when, how firmly it is known, its base and its source.
 *
 * @param row a row of estimates with its words
 * @returns null where the figure is hidden: of it nothing is said
 */
export function sayFigure(row: EstimateRow, context: SayContext): string | null {
  const { value, decimals, measure, qualifier, alternatives } = row;
  if (value === null) return null;
  const number = decimals === null ? computedNumber(value, measure) : publishedNumber(value, decimals);
  const shown = withUnit(number, measure);
  const others = alternatives.map(
    (one) => `${hedgeOf(one.qualifier)}${withUnit(publishedNumber(one.value, one.decimals), measure)}`,
  );
  const beside = [
    saidBase(row.n, row.nQualifier, row.baseFlag),
    ...saidInterval(row.ciLower, row.ciUpper, context.confidence, measure, saidUnit(measure).figure[1]),
    ...(others.length > 0 ? [`contested: other sources give ${others.join(', ')}`] : []),
    sourceWords(context, row.sources),
  ];
  const when = waveNamed(row.wave, row.waveLabel);
  const who = audienceNamed(row.audience, row.audienceLabel);
  return `In ${when}, ${subjectWords(row)} among ${who} was ${hedgeOf(qualifier)}${shown} (${beside.join('; ')}).`;
}
