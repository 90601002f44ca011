import { LRUCache } from 'lru-cache';
import { ApiError } from '../errors/api-error.ts';
import type { Release } from '../repository/release.ts';
import { CHARTED } from '../routes/charted.ts';
import type { RouteContext } from '../routes/answer.ts';
import { lookAndSelection, pictureQuery } from '../routes/picture-query.ts';
import type { Addressed } from '../routes/release-resource.ts';
import { chartAddress, lookOf, type ChosenChart, type PictureSize } from './chart.ts';

/** Sizes that are kept of a release. */
const MOST_KEPT = 2000;

/** Draws a picture as its own address does. @throws ApiError for one that is refused */
async function drawnSize(
  context: RouteContext,
  request: Addressed,
  { id, query }: ChosenChart,
  width: number,
): Promise<PictureSize | null> {
  const charted = CHARTED.find((one) => one.id === id);
  if (charted === undefined) return null;
  const checked = pictureQuery(charted).safeParse({ ...query, ...lookOf(width) });
  if (!checked.success) return null;
  const { look, selection } = lookAndSelection(checked.data);
  const { frame } = await charted.prepare(context, request, selection);
  const { width: drawn, height } = await frame(look);
  return { width: drawn, height };
}

/**
 * How large pictures become, so that a page keeps room for them and nothing moves when they come. How tall one is follows from its
 * words, so that it has to be drawn for that: once for as long as its release is held, since a release does not change, and
 * whatever else the page is asked for has no part in its picture.
 */
export class PictureSizes {
  readonly #context: RouteContext;
  /** Of each release by the address of the picture: two for a question, and one for each crosstab that was asked for last. */
  readonly #known = new WeakMap<Release, LRUCache<string, PictureSize>>();

  constructor(context: RouteContext) {
    this.#context = context;
  }

  /**
   * @param release the one that the request names
   * @param widths pixels of each layout that is wanted
   * @returns a size for each; null where the picture is refused, which its own address then explains
   */
  async of(
    request: Addressed,
    release: Release,
    chart: ChosenChart,
    widths: readonly number[],
  ): Promise<readonly PictureSize[] | null> {
    const known = this.#known.get(release) ?? new LRUCache<string, PictureSize>({ max: MOST_KEPT });
    this.#known.set(release, known);
    const sizes: PictureSize[] = [];
    try {
      for (const width of widths) {
        const at = chartAddress(release, chart, 'svg', lookOf(width));
        const size = known.get(at) ?? (await drawnSize(this.#context, request, chart, width));
        if (size === null) return null;
        known.set(at, size);
        sizes.push(size);
      }
    } catch (error) {
      // Not kept: it may be that there is no time for it now.
      if (error instanceof ApiError) return null;
      throw error;
    }
    return sizes;
  }
}
