import { z } from 'zod';
import type { Look } from '../charts/chart.ts';
import { pictureParameters, scaleParameter } from '../schemas/picture-query.ts';
import { listParameters, type Paging } from '../schemas/query.ts';
import type { CheckedQuery } from './address.ts';
import type { Charted } from './charted.ts';

export type PictureQuery = Paging &
  CheckedQuery &
  z.infer<z.ZodObject<typeof pictureParameters>> & { readonly scale?: number };

/** What a picture takes: what picks the rows that it is of, and what says how it looks. */
export function pictureQuery({ row, parameters }: Charted, { scaled = false } = {}): z.ZodType<PictureQuery> {
  const { sort, limit, cursor } = listParameters(row);
  // The shapes of six resources are one list here, which keeps no types of single parameters.
  return z.strictObject({
    ...parameters,
    sort,
    limit,
    cursor,
    ...pictureParameters,
    ...(scaled ? { scale: scaleParameter } : {}),
  }) as unknown as z.ZodType<PictureQuery>;
}

/** What of a query says how a picture looks, and not what is drawn. */
export function lookAndSelection({ width, theme, title, scale = 1, ...selection }: PictureQuery): {
  readonly look: Look;
  readonly scale: number;
  readonly selection: CheckedQuery & Paging;
} {
  const own = title === 'none' || title === 'question' ? title : { own: title };
  return { look: { width, theme, title: own }, scale, selection };
}
