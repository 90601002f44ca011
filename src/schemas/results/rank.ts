import { z } from 'zod';
import { coded } from './coded.ts';
import { fields } from './common.ts';

const place = z.int().nullable();

export const rankRow = z
  .object({
    ...coded.question,
    ...coded.item,
    item: z.string().meta({ description: 'Item id.' }),
    ...coded.option,
    ...coded.wave,
    ...coded.audience,
    measure: fields.measure,
    value: z.number().meta({ description: 'The figure that is ranked, or the rank as published.' }),
    rank: z.int().meta({
      description:
        'Place of the item, 1 = highest. Ties share a place, and the next place is skipped (1, 2, 2, 4).',
    }),
    rankLower: place.meta({
      description:
        'Highest place that the printed digits allow: 1 + the items that are certainly above, however the figures were rounded. Null if the figure was published as approximate.',
    }),
    rankUpper: place.meta({
      description:
        'Lowest place that the printed digits allow: 1 + the items that may be above, items without a figure among them. Null if the figure was published as approximate.',
    }),
    tied: z.int().meta({ description: 'Items that are known to be on this place, this one included.' }),
    of: place.meta({
      description:
        'Items with a figure for this audience and wave. Of ranks as published: the length of the list that was published, null where it is not known.',
    }),
    basis: z.enum(['computed', 'published']).meta({
      description: '`computed` from published shares, or `published` as a rank and passed through.',
    }),
    sources: fields.sources,
    reasons: fields.reasons,
    note: fields.note,
  })
  .meta({ id: 'Rank', description: 'The place of one item for one audience in one wave.' });
export type RankRow = z.infer<typeof rankRow>;
