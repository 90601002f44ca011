import type { GapTrendRow } from '../schemas/results/gap-trend.ts';
import { sourceWords, type SayContext } from './context.ts';
import { saidInterval, sizeWords, saidUnit } from './numbers.ts';
import { audienceNamed, subjectWords, waveNamed } from './subject.ts';
import { isInexact, tellingOf, TESTED, untestedWords, writerOf } from './telling.ts';

/** How a gap moved. Of one that turned round, the test is of the change: not of who leads now. */
const VERBS = { closing: 'narrowed', widening: 'widened', reversed: 'turned' } as const;

const isVerb = (direction: string | null): direction is keyof typeof VERBS =>
  direction !== null && direction in VERBS;

/**
 * The sentence that may be said of the change of a gap. That it narrowed or widened is said on the same conditions as that one of
 * two figures is higher.
 *
 * @param row a row of gap trends with its words
 * @returns null where there is no such change
 */
export function sayGapTrend(row: GapTrendRow, context: SayContext): string | null {
  const { change, gapFrom, gapTo, direction, measure } = row;
  const telling = tellingOf({ ...row, value: change, isSettled: isVerb(direction) });
  if (telling === null || change === null || gapFrom === null || gapTo === null) return null;
  const written = writerOf(row);
  const hedge = isInexact(row) ? 'about ' : '';
  const [from, to] = [gapFrom, gapTo].map((gap) => `${hedge}${sizeWords(written(gap), measure)}`);
  const [first, last] = [waveNamed(row.waveFrom, row.waveFromLabel), waveNamed(row.waveTo, row.waveToLabel)];
  const a = audienceNamed(row.audienceA, row.audienceALabel);
  const b = audienceNamed(row.audienceB, row.audienceBLabel);
  const gap = `the gap ${a} minus ${b} in ${subjectWords(row)}`;
  const beside = [
    ...(telling.kind === 'significant' ? [telling.why] : []),
    ...saidInterval(
      row.ciLower,
      row.ciUpper,
      context.confidence,
      measure,
      `${saidUnit(measure).difference} of change`,
    ),
    ...(row.baseFlag === null ? [] : [`smallest base ${row.baseFlag.replace('-', ' ')}`]),
    sourceWords(context, []),
  ].join('; ');
  if (telling.kind === 'open' || !isVerb(direction))
    return `No change can be told in ${gap} between ${first} (${from}) and ${last} (${to}): ${telling.why} (${beside}).`;
  const text = `${gap} ${VERBS[direction]} from ${from} in ${first} to ${to} in ${last}`;
  return telling.kind === 'significant'
    ? `Between ${first} and ${last}, ${text}${TESTED} (${beside}).`
    : `In the published figures, ${text}${untestedWords(telling.why)} (${beside}).`;
}
