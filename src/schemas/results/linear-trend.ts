import { z } from 'zod';
import { coded } from './coded.ts';
import { fields } from './common.ts';

const heterogeneity = (description: string) => z.number().nullable().meta({ description });

export const linearTrendRow = z
  .object({
    ...coded.question,
    ...coded.item,
    ...coded.option,
    ...coded.audience,
    measure: fields.measure,
    waves: z.array(z.string()).meta({ description: 'The waves that the line goes through.' }),
    slope: z.number().nullable().meta({ description: 'Change per year.' }),
    standardError: fields.standardError,
    ciLower: fields.ciLower,
    ciUpper: fields.ciUpper,
    statistic: z.number().nullable().meta({
      description: 'z of the slope; t where the figures are computed from records.',
    }),
    pValue: fields.pValue,
    heterogeneityQ: heterogeneity("Cochran's Q: do the waves differ at all?"),
    heterogeneityDf: z.int().nullable().meta({ description: 'Degrees of freedom of Q.' }),
    heterogeneityP: heterogeneity('p-value of Q.'),
    reasons: fields.reasons,
  })
  .meta({ id: 'LinearTrend', description: 'A straight line through three or more waves.' });
export type LinearTrendRow = z.infer<typeof linearTrendRow>;
