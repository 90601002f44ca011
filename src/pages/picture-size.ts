import { ApiError } from '../errors/api-error.ts';
import { CHARTED } from '../routes/charted.ts';
import type { RouteContext } from '../routes/answer.ts';
import type { Addressed } from '../routes/release-resource.ts';
import type { ChosenChart, PictureSize } from './chart.ts';

/** Rows of a picture whose query does not say how many, as its address has them. */
const LIMIT = 100;

/**
 * How large a picture becomes, so that a page keeps room for it and nothing moves when it comes. How tall it is follows from its
 * words, so that it has to be drawn for that.
 *
 * @param widths pixels of each layout that is wanted
 * @returns a size for each; null where the picture is refused, which its own address then explains
 */
export async function pictureSizes(
  context: RouteContext,
  request: Addressed,
  { id, query }: ChosenChart,
  widths: readonly number[],
): Promise<readonly PictureSize[] | null> {
  const charted = CHARTED.find((one) => one.id === id);
  if (!charted) return null;
  try {
    const { frame } = await charted.prepare(context, request, { ...query, limit: LIMIT });
    const sizes: PictureSize[] = [];
    for (const width of widths) {
      const framed = await frame({ width, theme: 'light', title: 'none' });
      sizes.push({ width: framed.width, height: framed.height });
    }
    return sizes;
  } catch (error) {
    if (error instanceof ApiError) return null;
    throw error;
  }
}
