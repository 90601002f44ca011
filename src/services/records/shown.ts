import type { Reason } from '../../schemas/vocabulary.ts';
import type { AtomSets } from './axes.ts';
import type { Variable } from './variables.ts';

/** Whether a figure is shown, and whether its base is. */
export interface Shown {
  /** Null: it is shown. */
  readonly reason: Reason | null;
  /** Whether the base is hidden as well. */
  readonly base: boolean;
  /** Whether standard error, interval and tests are withheld, although the figure is shown. */
  readonly withoutPrecision: boolean;
}

/** A figure that is shown with all that is known of it. */
export const SHOWN: Shown = { reason: null, base: false, withoutPrecision: false };

/** What of a table must not be shown. */
export interface Hiding {
  /** Whether anything in the table is hidden, or its precision is. */
  readonly any: boolean;
  /**
   * @param answers the axes whose answers the base is made of; the others say who is in the base
   * @param base who is in the base, where `sets` does not tell: a variable may part both the base and the answers
   */
  of(sets: AtomSets, answers: readonly Variable[], base?: AtomSets): Shown;
}
