import { z } from 'zod';
import { coded } from './coded.ts';
import { differenceFields, fields } from './common.ts';

const value = (letter: 'A' | 'B') =>
  z
    .number()
    .nullable()
    .meta({ description: `Figure of audience ${letter}; null if there is none, see \`reasons\`.` });
const rank = (letter: 'A' | 'B') =>
  z
    .int()
    .nullable()
    .meta({
      description: `Place of the item among the items of the question for audience ${letter}; 1 is the highest, ties share a place.`,
    });

export const gapRow = z
  .object({
    ...coded.question,
    ...coded.item,
    ...coded.option,
    ...coded.wave,
    measure: fields.measure,
    ...coded.audienceA,
    valueA: value('A'),
    nA: fields.n,
    baseFlagA: fields.baseFlag,
    ...coded.audienceB,
    valueB: value('B'),
    nB: fields.n,
    baseFlagB: fields.baseFlag,
    gap: z.number().nullable().meta({ description: 'valueA − valueB; percentage points for percentages.' }),
    ...differenceFields,
    effectSize: z.number().nullable().meta({
      description:
        "Cohen's h of two shares: 0.2 is small, 0.5 medium, 0.8 large; its sign is that of the gap.",
    }),
    leader: z.string().nullable().meta({
      description:
        'The audience with the larger figure (for ranks: the smaller number); `undetermined` if rounding leaves it open.',
    }),
    rankA: rank('A'),
    rankB: rank('B'),
    rankGap: z
      .int()
      .nullable()
      .meta({ description: 'rankA − rankB: negative if the item stands higher for audience A.' }),
    reasons: fields.reasons,
    note: fields.note,
  })
  .meta({ id: 'Gap', description: 'The difference between two audiences in one wave.' });
export type GapRow = z.infer<typeof gapRow>;
