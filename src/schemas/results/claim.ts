import { z } from 'zod';
import { QUALIFIERS } from '../vocabulary.ts';
import { coded } from './coded.ts';
import { fields } from './common.ts';

const VERDICTS = {
  supported: 'The figures bear the claim out.',
  contradicted: 'The figures say the opposite, or another number.',
  'not-supported':
    'The figures do not bear the claim out, even where everything that is not known is taken in its favour.',
  undecidable: 'What is known does not settle it: a figure or a base is missing, or rounding leaves it open.',
} as const;
export type ClaimVerdict = keyof typeof VERDICTS;

const verdict = z.enum(Object.keys(VERDICTS) as [ClaimVerdict, ...ClaimVerdict[]]).meta({
  description: Object.entries(VERDICTS)
    .map(([id, text]) => `\`${id}\`: ${text}`)
    .join(' '),
});
const reason = z.string().meta({ description: 'Why, in a sentence.' });
const working = z.array(z.string()).meta({ description: 'The computation, step by step.' });
const pValue = z.number().nullable().meta({
  description: 'Two-sided p-value, if the claim is about significance and all bases are known.',
});
const bestPValue = z.number().nullable().meta({
  description:
    'Smallest p-value that the claim could have, if a base is not known: each such base is taken as the most favourable one.',
});

export const claimFigure = z
  .object({
    ...coded.question,
    ...coded.item,
    ...coded.option,
    ...coded.wave,
    ...coded.audience,
    measure: fields.measure,
    value: z.number().meta({ description: 'The figure, as `measure` says.' }),
    n: fields.n,
    nQualifier: z
      .enum(QUALIFIERS)
      .nullable()
      .meta({ description: 'How firmly n was published; null if n is not known.' }),
    sources: fields.sources,
  })
  .meta({ id: 'ClaimFigure', description: 'A figure that a claim is checked against.' });

const alternative = z
  .object({
    assuming: z.string().meta({ description: 'Which contested figure is taken in its other version.' }),
    verdict,
    reason,
    pValue,
    bestPValue,
    working,
  })
  .meta({
    id: 'ClaimAlternative',
    description: 'The verdict if a contested figure is taken as another source gives it.',
  });

export const claimRow = z
  .object({
    claim: z.string().meta({ description: 'Claim id.' }),
    text: z.string().meta({ description: 'What the source claims, in our words.' }),
    source: z.string().meta({ description: 'The source that claims it.' }),
    locator: z.string().nullable().meta({ description: 'Where in the source.' }),
    verdict,
    reason,
    pValue,
    bestPValue,
    contested: z.boolean().meta({ description: 'Whether another version of a figure changes the verdict.' }),
    working,
    figures: z.array(claimFigure).meta({ description: 'The figures that it is checked against.' }),
    alternatives: z
      .array(alternative)
      .meta({ description: 'The verdict under each other version of a contested figure.' }),
    reasons: fields.reasons,
    note: fields.note,
  })
  .meta({ id: 'Claim', description: 'A statement of a source, checked against the figures.' });
export type ClaimRow = z.infer<typeof claimRow>;

/** The same of a claim that is no source's: somebody asks whether it holds. */
export const checkedClaimRow = claimRow
  .omit({ claim: true, text: true, source: true, locator: true, note: true })
  .meta({ id: 'CheckedClaim', description: 'A claim that was sent, checked against the figures.' });
export type CheckedClaim = z.infer<typeof checkedClaimRow>;
