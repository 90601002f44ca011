import { z } from 'zod';
import { fields } from './common.ts';

export const rankRow = z
  .object({
    question: fields.question,
    item: z.string().meta({ description: 'Item id.' }),
    option: fields.option,
    wave: fields.wave,
    audience: fields.audience,
    measure: fields.measure,
    value: z.number().meta({ description: 'The figure that is ranked, or the rank as published.' }),
    rank: z.int().meta({
      description:
        'Place of the item, 1 = highest. Ties share a place, and the next place is skipped (1, 2, 2, 4).',
    }),
    tied: z.int().meta({ description: 'Items on this place, this one included.' }),
    of: z.int().meta({ description: 'Items with a figure for this audience and wave.' }),
    basis: z.enum(['computed', 'published']).meta({
      description: '`computed` from published shares, or `published` as a rank and passed through.',
    }),
    sources: fields.sources,
    note: fields.note,
  })
  .meta({ id: 'Rank', description: 'The place of one item for one audience in one wave.' });
export type RankRow = z.infer<typeof rankRow>;
