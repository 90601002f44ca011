import type { TrendRow } from '../schemas/results/trend.ts';
import { sourceWords, type SayContext } from './context.ts';
import { basesWords, saidInterval, sizeWords, saidUnit, withUnit } from './numbers.ts';
import { audienceNamed, subjectWords, waveNamed } from './subject.ts';
import { isInexact, tellingOf, TESTED, untestedWords, writerOf } from './telling.ts';

/**
 * The sentence that may be said of the change between two waves. That a figure rose or fell is said on the same conditions as that
 * one of two is higher.
 *
 * @param row a row of trends with its words
 * @returns null where there is no change: a figure is hidden, or the waves must not be compared
 */
export function sayTrend(row: TrendRow, context: SayContext): string | null {
  const { change, valueFrom, valueTo, direction, measure } = row;
  const isSettled = direction === 'up' || direction === 'down';
  const telling = tellingOf({ ...row, value: change, isSettled });
  if (telling === null || change === null || valueFrom === null || valueTo === null) return null;
  const written = writerOf(row);
  const hedge = isInexact(row) ? 'about ' : '';
  const from = `${hedge}${withUnit(written(valueFrom), measure)}`;
  const to = `${hedge}${withUnit(written(valueTo), measure)}`;
  const [first, last] = [waveNamed(row.waveFrom, row.waveFromLabel), waveNamed(row.waveTo, row.waveToLabel)];
  const who = audienceNamed(row.audience, row.audienceLabel);
  const subject = subjectWords(row);
  const beside = [
    ...(telling.kind === 'significant' ? [telling.why] : []),
    ...saidInterval(row.ciLower, row.ciUpper, context.confidence, measure, saidUnit(measure).difference),
    basesWords([row.nFrom, row.baseFlagFrom], [row.nTo, row.baseFlagTo]),
    sourceWords(context, []),
  ].join('; ');
  if (telling.kind === 'open')
    return `Among ${who}, no change can be told in ${subject} between ${first} (${from}) and ${last} (${to}): ${telling.why} (${beside}).`;
  const verb = direction === 'up' ? 'rose' : 'fell';
  const text = `${subject} ${verb} from ${from} in ${first} to ${to} in ${last}, by ${sizeWords(written(Math.abs(change)), measure)}`;
  return telling.kind === 'significant'
    ? `Among ${who}, ${text}${TESTED} (${beside}).`
    : `In the published figures, among ${who}, ${text}${untestedWords(telling.why)} (${beside}).`;
}
