import { comparePlaces } from '../../repository/codebook-place.ts';
import type { FigureKey } from '../../repository/figures.ts';
import { turns } from '../../turns/turns.ts';
import type { Estimate } from './estimate.ts';
import type { ReleaseFigures } from './release-figures.ts';

/**
 * Published figures, which are made when they are wanted, and other things with a figure's coordinates among them, in the order of
 * the codebook: at one place what was published comes first.
 */
export class Selection<Other extends FigureKey> {
  readonly length: number;
  readonly #release: ReleaseFigures;
  readonly #others: readonly Other[];
  /** Places of published figures; below 0 those of others, counted from −1. */
  readonly #order: ArrayLike<number>;

  private constructor(release: ReleaseFigures, others: readonly Other[], order: ArrayLike<number>) {
    this.#release = release;
    this.#others = others;
    this.#order = order;
    this.length = order.length;
  }

  /**
   * @param picked where published figures stand, in order
   * @param others in the order of the codebook
   */
  static async of<Other extends FigureKey>(
    release: ReleaseFigures,
    picked: ArrayLike<number>,
    others: readonly Other[],
  ): Promise<Selection<Other>> {
    if (others.length === 0) return new Selection(release, others, picked);
    const { figures, placeInCodebook } = release.release;
    const order = new Int32Array(picked.length + others.length);
    let at = 0;
    await turns.map(others, (other, i) => {
      const place = placeInCodebook(other);
      for (; at < picked.length; at += 1) {
        if (comparePlaces(figures.placeOf(picked[at] as number), place) > 0) break;
        order[at + i] = picked[at] as number;
      }
      order[at + i] = -1 - i;
    });
    for (; at < picked.length; at += 1) order[at + others.length] = picked[at] as number;
    return new Selection(release, others, order);
  }

  /** What stands at a place from 0. */
  at(index: number): Estimate | Other {
    const place = this.#order[index] as number;
    return place < 0 ? (this.#others[-1 - place] as Other) : this.#release.publishedAt(place);
  }

  /** What it is of, without its being made. */
  keyAt(index: number): FigureKey {
    const place = this.#order[index] as number;
    return place < 0 ? (this.#others[-1 - place] as Other) : this.#release.release.figures.keyOf(place);
  }

  /** All of them, made in turns. */
  all(): Promise<(Estimate | Other)[]> {
    return turns.map(Array(this.length).keys(), (index) => this.at(index));
  }
}
