import { z } from 'zod';
import { coded } from './coded.ts';
import { differenceFields, fields } from './common.ts';

const GAP_TREND_DIRECTIONS = ['closing', 'widening', 'steady', 'reversed', 'undetermined'] as const;

export const gapTrendRow = z
  .object({
    ...coded.question,
    ...coded.item,
    ...coded.option,
    measure: fields.measure,
    ...coded.audienceA,
    ...coded.audienceB,
    ...coded.waveFrom,
    gapFrom: z.number().nullable().meta({ description: 'Gap of the earlier wave.' }),
    ...coded.waveTo,
    gapTo: z.number().nullable().meta({ description: 'Gap of the later wave.' }),
    change: z.number().nullable().meta({ description: 'gapTo − gapFrom.' }),
    perYear: fields.perYear,
    baseFlag: fields.baseFlag.meta({
      description:
        'The mark of the smallest known base of the four figures: `small` or `very-small`, as `baseFlagA` of a gap. Null where none is known to be small.',
    }),
    ...differenceFields,
    direction: z.enum(GAP_TREND_DIRECTIONS).nullable().meta({
      description:
        '`closing` or `widening`: the distance between the audiences fell or grew; `reversed`: the other audience leads now; `steady`: the digits are the same; `undetermined`: rounding leaves it open.',
    }),
    reasons: fields.reasons,
    note: fields.note,
  })
  .meta({ id: 'GapTrend', description: 'How the gap between two audiences moved from one wave to another.' });
export type GapTrendRow = z.infer<typeof gapTrendRow>;
