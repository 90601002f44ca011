import { z } from 'zod';
import { coded } from './coded.ts';
import { fields } from './common.ts';

const coefficient = (what: string) =>
  z
    .number()
    .nullable()
    .meta({ description: `${what}, from −1 (reversed) to 1 (the same order).` });
const pValue = z.number().nullable().meta({
  description:
    'Two-sided p-value of no agreement at all: of orders of the items, not of the sampling of respondents.',
});
const pMethod = z
  .enum(['exact', 'asymptotic'])
  .nullable()
  .meta({ description: 'Whether the p-value counts all orders or is an approximation.' });

export const agreementRow = z
  .object({
    ...coded.question,
    ...coded.option,
    ...coded.wave,
    measure: fields.measure,
    ...coded.audienceA,
    ...coded.audienceB,
    items: z.int().meta({ description: 'Items with a place for both audiences.' }),
    tauB: coefficient("Kendall's tau-b"),
    tauPValue: pValue,
    tauPAdjusted: fields.pAdjusted,
    tauMethod: pMethod,
    rho: coefficient("Spearman's rho"),
    rhoPValue: pValue,
    rhoPAdjusted: fields.pAdjusted,
    rhoMethod: pMethod,
    reasons: fields.reasons,
  })
  .meta({ id: 'RankAgreement', description: 'How far the orders of two audiences agree.' });
export type AgreementRow = z.infer<typeof agreementRow>;
