import { z } from 'zod';
import { QUALIFIERS } from '../vocabulary.ts';
import { coded } from './coded.ts';
import { fields } from './common.ts';

const locators = z.array(z.string().nullable()).meta({
  description: 'Where in each of `sources` the figure stands, in their order; null if not known.',
});
const value = z.number().meta({
  description:
    'The figure. Percentages are on the scale from 0 to 100, differences of them (net) from −100 to 100.',
});
const decimals = z.int().meta({ description: 'Digits after the point, as published.' });
const nQualifier = z.enum(QUALIFIERS).nullable().meta({
  description: 'How firmly the base is known: `more-than` 1100 is a bound, not a base.',
});

const alternative = z
  .object({
    value,
    decimals,
    qualifier: fields.qualifier,
    n: fields.n,
    nQualifier,
    sources: fields.sources,
    locators,
    note: fields.note,
  })
  .meta({ id: 'Alternative', description: 'Another version of the figure, from a source that disagrees.' });

export const estimateRow = z
  .object({
    ...coded.question,
    ...coded.item,
    ...coded.option,
    ...coded.wave,
    ...coded.audience,
    measure: fields.measure,
    value: value.nullable().meta({
      description: `${value.meta()?.description} Null if it is hidden, see \`reasons\`.`,
    }),
    decimals: decimals.nullable().meta({
      description: 'Digits after the point, as published. Null for figures that are computed from records.',
    }),
    qualifier: fields.qualifier,
    n: fields.n,
    nQualifier,
    baseFlag: fields.baseFlag,
    nEffective: z.number().nullable().meta({
      description:
        'Effective base: of published figures n, or n divided by the design effect; of computed ones (Σw)²/Σw² (Kish).',
    }),
    nDesign: z.number().nullable().meta({
      description:
        'Base of inference. Of computed figures: respondents with a weight, divided by `designEffect`, which knows clusters and strata as well; null where there is no design effect. Of published figures as `nEffective`.',
    }),
    standardError: fields.standardError,
    ciLower: fields.ciLower,
    ciUpper: fields.ciUpper,
    roundingLower: fields.roundingLower,
    roundingUpper: fields.roundingUpper,
    designEffect: z.number().nullable().meta({
      description:
        'Variance compared with a simple random sample. Of a published figure that of its sample, null where it is not known.',
    }),
    sd: z
      .number()
      .nullable()
      .meta({ description: 'Standard deviation of the answers, as published; means only.' }),
    quantile: z.number().nullable().meta({
      description: 'Which quantile, from 0 to 1: 0.5 is the median. Null for other measures.',
    }),
    status: z.enum(['reported', 'preferred', 'computed']).meta({
      description:
        '`reported` as published; `preferred` if sources disagree and this version was chosen, see `alternatives`; `computed` from records, or, of nets and differences, from published shares.',
    }),
    sources: fields.sources,
    locators,
    alternatives: z.array(alternative).meta({ description: 'The versions that other sources give.' }),
    reasons: fields.reasons,
    note: fields.note,
  })
  .meta({ id: 'Estimate', description: 'One figure with its base, precision and sources.' });
export type EstimateRow = z.infer<typeof estimateRow>;
