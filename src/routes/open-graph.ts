import type { ChartId } from '../charts/index.ts';
import { address, type CheckedQuery } from './address.ts';

/** Pixels of a picture that is shown beside a link: as wide as most services want it. */
const WIDTH = 1200;

/** The picture that services show beside a link (Open Graph). */
export interface SharedPicture {
  readonly href: string;
  readonly width: number;
  readonly type: 'image/png';
}

/**
 * The address of the picture of some figures, as `og:image` wants it: absolute, and so null where `PUBLIC_URL` is not set.
 *
 * @param survey as in an address: `small`, or `small@1.0.0`, which does not change
 * @param selection what picks the rows
 * @param width in pixels
 */
export function sharedPicture(
  publicUrl: string | undefined,
  survey: string,
  id: ChartId,
  selection: CheckedQuery,
  width = WIDTH,
): SharedPicture | null {
  if (publicUrl === undefined) return null;
  const path = `/v1/surveys/${encodeURIComponent(survey).replace('%40', '@')}/charts/${id}.png`;
  return { href: address(publicUrl, path, { ...selection, width }), width, type: 'image/png' };
}
