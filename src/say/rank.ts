import type { RankRow } from '../schemas/results/rank.ts';
import { sourceWords, type SayContext } from './context.ts';
import { audienceNamed, inQuotes, waveNamed } from './subject.ts';

/** The place, as far as it can be told. */
function placeWords({ rank, rankLower, rankUpper, tied, of }: RankRow): string {
  const among = of === null ? '' : ` of ${of}`;
  if (rankLower === null || rankUpper === null)
    return `was published on place ${rank}${among}, approximately: its place cannot be told`;
  if (rankLower !== rankUpper)
    return `stood somewhere on places ${rankLower} to ${rankUpper}${among}, no more can be told`;
  return tied > 1 ? `shared place ${rank}${among}` : `stood on place ${rank}${among}`;
}

/**
 * The sentence that may be said of the place of an item: the places that are open, and that an order has no sampling error.
 *
 * @param row a row of ranks with its words
 */
export function sayRank(row: RankRow, context: SayContext): string {
  const { item, itemLabel, option, optionLabel, basis } = row;
  const answer = option === null ? '' : ` by ${inQuotes(optionLabel ?? option)}`;
  const by = basis === 'published' ? 'as published' : 'by its figure';
  const when = waveNamed(row.wave, row.waveLabel);
  const who = audienceNamed(row.audience, row.audienceLabel);
  const question = inQuotes(row.questionText ?? row.question);
  return `In ${when}, among ${who}, in ${question}, ${inQuotes(itemLabel ?? item)} ${placeWords(row)}${answer} (${by}; places take no sampling error into account; ${sourceWords(context, row.sources)}).`;
}
