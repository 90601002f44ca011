import { z } from 'zod';
import { coded } from './coded.ts';
import { differenceFields, fields } from './common.ts';

const TREND_DIRECTIONS = ['up', 'down', 'flat', 'undetermined'] as const;

const value = (end: string) =>
  z
    .number()
    .nullable()
    .meta({ description: `Figure of the ${end} wave; null if there is none, see \`reasons\`.` });

export const trendRow = z
  .object({
    ...coded.question,
    ...coded.item,
    ...coded.option,
    ...coded.audience,
    measure: fields.measure,
    ...coded.waveFrom,
    valueFrom: value('earlier'),
    nFrom: fields.n,
    baseFlagFrom: fields.baseFlag,
    ...coded.waveTo,
    valueTo: value('later'),
    nTo: fields.n,
    baseFlagTo: fields.baseFlag,
    change: z
      .number()
      .nullable()
      .meta({ description: 'valueTo − valueFrom; percentage points for percentages.' }),
    perYear: fields.perYear,
    ...differenceFields,
    direction: z.enum(TREND_DIRECTIONS).nullable().meta({
      description:
        'Where the figure moved: `flat` if both waves show the same digits, `undetermined` if rounding leaves it open. A rank goes `up` when its number falls.',
    }),
    reasons: fields.reasons,
    note: fields.note,
  })
  .meta({ id: 'Trend', description: 'The difference between two waves for one audience.' });
export type TrendRow = z.infer<typeof trendRow>;
