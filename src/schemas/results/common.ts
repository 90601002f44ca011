import { z } from 'zod';
import { BASE_FLAGS, MEASURES, QUALIFIERS, REASONS } from '../vocabulary.ts';

/** Fields that several kinds of rows share. Each is described once. */
export const fields = {
  question: z.string().meta({ description: 'Question id.' }),
  item: z.string().nullable().meta({ description: 'Item id; null if the question has no items.' }),
  option: z.string().nullable().meta({
    description:
      'Option id, or that of a net or a difference of options; null if the figure is not of one answer category.',
  }),
  wave: z.string().meta({ description: 'Wave id.' }),
  audience: z.string().meta({ description: 'Audience id.' }),
  measure: z.enum(MEASURES).meta({
    description:
      'What the figure is. A percent is on the scale from 0 to 100; rank 1 is the highest; a net is a difference of shares in percentage points, from −100 to 100; a count computed from records is the sum of the weights.',
  }),
  qualifier: z.enum(QUALIFIERS).meta({ description: 'How firmly the figure was published.' }),
  n: z
    .int()
    .nullable()
    .meta({ description: 'Unweighted base: the respondents behind the figure. Null if not known.' }),
  baseFlag: z.enum(BASE_FLAGS).nullable().meta({
    description:
      'Whether the base, unweighted, is so small that the figure is to be read with care: `small` below 100 respondents, `very-small` below 50, unless the survey sets other numbers (`bases`). Null where it is not, and where the base is null or only known to be more than a number.',
  }),
  roundingLower: z.number().nullable().meta({
    description:
      'Lowest value that the published digits allow; of a difference the end itself is not included. Rounding only: sampling error is not in it.',
  }),
  roundingUpper: z.number().nullable().meta({
    description: 'Highest value that the published digits allow (end not included, but for a share of 100).',
  }),
  ciLower: z.number().nullable().meta({
    description: 'Lower end of the confidence interval. Sampling error only: rounding is not in it.',
  }),
  ciUpper: z.number().nullable().meta({ description: 'Upper end of the confidence interval.' }),
  standardError: z.number().nullable().meta({ description: 'Standard error, in the units of the figure.' }),
  statistic: z.number().nullable().meta({
    description:
      'Test statistic. Of published figures z for shares and differences of them (net), and t for means; of computed ones t, or z on effective bases where a `note` says so.',
  }),
  pValue: z.number().nullable().meta({ description: 'Two-sided p-value, from 0 to 1, not adjusted.' }),
  pAdjusted: z
    .number()
    .nullable()
    .meta({ description: 'p-value after the adjustment that `adjust` asks for.' }),
  significant: z.boolean().nullable().meta({
    description: 'Whether pAdjusted is below 1 − confidence. Null is not false: it cannot be said.',
  }),
  perYear: z.number().nullable().meta({ description: 'Change divided by the years between the waves.' }),
  sources: z.array(z.string()).meta({ description: 'Ids of the sources that give this value.' }),
  reasons: z
    .record(z.string(), z.enum(Object.keys(REASONS) as [keyof typeof REASONS, ...(keyof typeof REASONS)[]]))
    .meta({
      description: `Why a field is null: from the field's name to a code. ${Object.entries(REASONS)
        .map(([id, text]) => `\`${id}\`: ${text}`)
        .join(' ')}`,
    }),
  note: z.string().nullable().meta({ description: 'What else must be known to read the row.' }),
} as const;

/** What every difference shows of its precision: sampling, rounding, test. */
export const differenceFields = {
  ciLower: fields.ciLower,
  ciUpper: fields.ciUpper,
  roundingLower: fields.roundingLower,
  roundingUpper: fields.roundingUpper,
  standardError: fields.standardError,
  statistic: fields.statistic,
  pValue: fields.pValue,
  pAdjusted: fields.pAdjusted,
  significant: fields.significant,
} as const;

const method = z
  .record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())]))
  .meta({ id: 'Method', description: 'Every choice behind the numbers, by name.' });
export type Method = z.infer<typeof method>;

const permalink = z.string().meta({
  description: 'Address of this very answer, pinned to the release. It never changes.',
});
const software = z.string().meta({
  description:
    'Name and version of the software that computed the answer. Figures, bases and texts of a release never change; what is computed from them may be corrected by a later version, and entity tags change with it.',
  examples: ['topline 0.1.0'],
});
const notes = z
  .array(z.string())
  .meta({ description: 'What must be known to read the answer, such as contested figures.' });
const paging = {
  count: z.int().meta({ description: 'Rows in this answer.' }),
  total: z.int().meta({ description: 'Rows on all pages.' }),
  next: z.string().nullable().meta({ description: 'Address of the next page; null on the last.' }),
};
const release = {
  survey: z.string().meta({ description: 'Survey id.' }),
  release: z.string().meta({ description: 'Version of the release that answers.' }),
  sha256: z.string().meta({ description: 'Hash of the release, as in /releases.' }),
  citation: z.string().meta({ description: 'How to cite the release.' }),
};

export const listMeta = z
  .object({
    software,
    permalink: permalink.meta({ description: 'Address of this answer.' }),
    ...paging,
    notes,
  })
  .meta({ id: 'ListMeta', description: 'What belongs to a list as a whole.' });

export const releaseListMeta = z
  .object({ ...release, software, permalink, ...paging, notes })
  .meta({ id: 'ReleaseListMeta', description: 'What belongs to a list of a release as a whole.' });

export const objectMeta = z
  .object({ ...release, software, permalink, notes })
  .meta({ id: 'ObjectMeta', description: 'What belongs to a single thing of a release.' });

export const claimMeta = z
  .object({ ...release, software, permalink, method, notes })
  .meta({ id: 'ClaimMeta', description: 'What belongs to a checked claim as a whole.' });

export const checkMeta = z
  .object({ ...release, software, method, notes })
  .meta({ id: 'CheckMeta', description: 'What belongs to a claim that was sent and checked as a whole.' });

export const figuresMeta = z
  .object({ ...release, software, permalink, method, ...paging, notes })
  .meta({ id: 'FiguresMeta', description: 'What belongs to a table of figures as a whole.' });
