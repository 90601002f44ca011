import type { GapRow } from '../schemas/results/gap.ts';
import { sourceWords, type SayContext } from './context.ts';
import { basesWords, saidInterval, sizeWords, saidUnit, withUnit } from './numbers.ts';
import { audienceNamed, subjectWords, waveNamed } from './subject.ts';
import { LEADER_UNDETERMINED } from '../schemas/vocabulary.ts';
import { isInexact, tellingOf, TESTED, untestedWords, writerOf } from './telling.ts';

/**
 * The sentence that may be said of the difference between two audiences. That one is higher is said only where the difference is
 * significant, or, of published figures that cannot be tested, where rounding cannot change it; else no difference can be told.
 *
 * @param row a row of gaps with its words
 * @returns null where there is no gap: a figure is hidden, was not asked for, or was published as a bound
 */
export function sayGap(row: GapRow, context: SayContext): string | null {
  const { gap, valueA, valueB, leader, measure } = row;
  const isSettled = leader !== null && leader !== LEADER_UNDETERMINED;
  const telling = tellingOf({ ...row, value: gap, isSettled });
  if (telling === null || gap === null || valueA === null || valueB === null) return null;
  const written = writerOf(row);
  const a = {
    who: audienceNamed(row.audienceA, row.audienceALabel),
    figure: withUnit(written(valueA), measure),
  };
  const b = {
    who: audienceNamed(row.audienceB, row.audienceBLabel),
    figure: withUnit(written(valueB), measure),
  };
  const when = waveNamed(row.wave, row.waveLabel);
  const subject = subjectWords(row);
  const unit = saidUnit(measure).difference;
  const isTurned = telling.kind !== 'open' && leader === row.audienceB && measure !== 'rank';
  // Of the higher minus the lower, as the sentence has it.
  const [lower, upper] = isTurned
    ? [row.ciUpper && -row.ciUpper, row.ciLower && -row.ciLower]
    : [row.ciLower, row.ciUpper];
  const beside = [
    ...(telling.kind === 'significant' ? [telling.why] : []),
    ...saidInterval(lower, upper, context.confidence, measure, unit),
    basesWords([row.nA, row.baseFlagA], [row.nB, row.baseFlagB]),
    sourceWords(context, []),
  ].join('; ');
  if (telling.kind === 'open') {
    const figures = isInexact(row) ? [`about ${a.figure}`, `about ${b.figure}`] : [a.figure, b.figure];
    return `In ${when}, no difference can be told between ${a.who} (${figures[0]}) and ${b.who} (${figures[1]}) in ${subject}: ${telling.why} (${beside}).`;
  }
  const [high, low] = leader === row.audienceA ? [a, b] : [b, a];
  const size = sizeWords(written(Math.abs(gap)), measure);
  const text = `${subject} was higher among ${high.who} (${high.figure}) than among ${low.who} (${low.figure}), by ${size}`;
  return telling.kind === 'significant'
    ? `In ${when}, ${text}${TESTED} (${beside}).`
    : `In the published figures for ${when}, ${text}${untestedWords(telling.why)} (${beside}).`;
}
