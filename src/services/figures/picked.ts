import { LRUCache } from 'lru-cache';
import type { FigureChoice, PublishedFigures } from '../../repository/published-figures.ts';
import { turns } from '../../turns/turns.ts';

/** Published figures that a choice picks: where they stand, in order. */
export interface Picked {
  readonly figures: Uint32Array;
  /** The first of each sample, and all that are contested. */
  readonly witnesses: readonly number[];
}

/** Places kept of one release: the pages of a long table are cut out of one choice. */
const MAXIMUM_KEPT = 2_000_000;

const known = new WeakMap<PublishedFigures, LRUCache<string, Picked>>();

/** Picks published figures, in turns; what was picked last is kept. */
export async function pickedOf(
  figures: PublishedFigures,
  { question, item, option, wave, audience, measure, source }: FigureChoice,
): Promise<Picked> {
  const kept =
    known.get(figures) ??
    new LRUCache<string, Picked>({
      maxSize: MAXIMUM_KEPT,
      sizeCalculation: ({ figures: { length }, witnesses }) => 1 + length + witnesses.length,
    });
  known.set(figures, kept);
  const choice = { question, item, option, wave, audience, measure, source };
  const key = JSON.stringify(choice);
  const before = kept.get(key);
  if (before) return before;
  const places = await turns.finish(figures.pick(choice));
  const picked = { figures: places, witnesses: await turns.finish(figures.witnesses(places)) };
  kept.set(key, picked);
  return picked;
}
