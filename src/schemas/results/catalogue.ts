import { z } from 'zod';
import { LABEL_BASES, QUALIFIERS, QUESTION_TYPES, WORDINGS } from '../vocabulary.ts';
import { fields } from './common.ts';

const label = z.string().nullable().meta({ description: 'What to show to people; null if not known.' });

const counts = z
  .object({
    waves: z.int(),
    audiences: z.int(),
    questions: z.int(),
    figures: z.int(),
    sources: z.int(),
    claims: z.int(),
  })
  .meta({ description: 'How much of each the release holds.' });

export const surveyRow = z
  .object({
    id: z.string().meta({ description: 'Survey id; append @version for a fixed release.' }),
    title: z.string(),
    description: z.string(),
    publisher: z.string(),
    language: z.string().meta({ description: 'Language of the texts, as a language tag.' }),
    release: z.string().meta({ description: 'Version of the newest release.' }),
    released: z.string().meta({ description: 'When it was released (ISO 8601).' }),
    waves: z.array(z.string()).meta({ description: 'Wave ids in the order of time.' }),
    audiences: z.array(z.string()).meta({ description: 'Audience ids.' }),
  })
  .meta({ id: 'SurveySummary', description: 'A survey, by its newest release.' });

export const surveyObject = z
  .object({
    id: z.string(),
    title: z.string(),
    description: z.string(),
    publisher: z.string(),
    language: z.string(),
    licence: z
      .object({ name: z.string().nullable(), url: z.string().nullable(), note: z.string().nullable() })
      .meta({ description: 'What may be done with the figures; null where it is not known.' }),
    citation: z.string(),
    release: z.string(),
    released: z.string(),
    sha256: z.string(),
    changes: z.array(z.string()).meta({ description: 'What this release changed.' }),
    waves: z.array(z.string()),
    audiences: z.array(z.string()),
    panel: z.boolean().meta({
      description:
        'Whether the same people were asked in every wave: then published figures of two waves have no standard error of their change.',
    }),
    comparisons: z.array(z.array(z.string())).meta({
      description: 'The pairs of audiences that gaps are shown for by default, first minus second.',
    }),
    questions: z.array(z.string()),
    counts,
    weights: z
      .array(z.object({ id: z.string(), label: z.string() }))
      .nullable()
      .meta({
        description:
          'Weights of figures that are computed from records, the default first; null where there are no records.',
      }),
    disclosure: z
      .object({ minimumBase: z.int(), minimumCell: z.int(), publicRecords: z.boolean() })
      .meta({ description: 'Smallest base and cell that are shown.' }),
    notes: z.array(z.string()),
  })
  .meta({ id: 'Survey', description: 'What a release of a survey is about.' });

export const releaseRow = z
  .object({
    version: z.string(),
    released: z.string().meta({ description: 'When it was released (ISO 8601).' }),
    sha256: z
      .string()
      .meta({ description: 'What `LC_ALL=C sha256sum * | sha256sum` prints in the folder of the release.' }),
    signature: z
      .object({
        algorithm: z.literal('ed25519'),
        key: z.string().meta({ description: 'The sha256 of the public key (DER, SubjectPublicKeyInfo).' }),
        value: z.string().meta({ description: 'The signature, in base64.' }),
      })
      .nullable()
      .meta({
        description:
          'Signature of the text `topline-release/1`, survey, version and sha256, each followed by a line feed; null if the release is not signed.',
      }),
    changes: z.array(z.string()),
    address: z.string().meta({ description: 'Address that stays on this release for ever.' }),
    withdrawn: z.string().nullable().meta({
      description:
        'When it was withdrawn (ISO 8601): its address answers 410 since then, and its number is never used again; null: it was not.',
    }),
    withdrawnReason: z
      .string()
      .nullable()
      .meta({ description: 'Why it was withdrawn, in the words of the publisher; null: it was not.' }),
    successor: z
      .string()
      .nullable()
      .meta({ description: 'The version that takes the place of a withdrawn one; null: none is named.' }),
  })
  .meta({ id: 'Release', description: 'An immutable version of the dataset.' });

const sample = z.object({
  audience: z.string().nullable().meta({ description: 'Null: the wave as a whole.' }),
  n: z.int().meta({ description: 'Respondents.' }),
  qualifier: z.enum(QUALIFIERS),
  weightedN: z.number().nullable().meta({
    description: 'Respondents as they count in the figures of a larger audience; null if not published.',
  }),
  designEffect: z.number().nullable().meta({
    description: 'Variance compared with a simple random sample, as published; null if not published.',
  }),
  marginOfError: z.object({ points: z.number(), level: z.number() }).nullable().meta({
    description:
      'Half the width of the interval of a share of 50 %, in percentage points, and its confidence level, as published; null if not published.',
  }),
  source: z.string(),
  note: fields.note,
});

export const waveRow = z
  .object({
    id: z.string(),
    label: z.string(),
    year: z.number(),
    fieldworkStart: z.string().nullable(),
    fieldworkEnd: z.string().nullable(),
    samples: z.array(sample).meta({ description: 'How many were asked, as far as it is known.' }),
    note: fields.note,
  })
  .meta({ id: 'Wave', description: 'A round of fieldwork.' });

export const audienceRow = z
  .object({
    id: z.string(),
    label: z.string(),
    parent: z.string().nullable().meta({
      description: 'The audience that this one is a part of; of several the first. Null: of none.',
    }),
    parents: z.array(z.string()).meta({ description: 'All audiences that this one is directly a part of.' }),
    dimension: z.string().nullable().meta({
      description:
        'By what its parent was divided, such as country: audiences of one dimension have nobody in common. Null: not said.',
    }),
    note: fields.note,
  })
  .meta({ id: 'Audience', description: 'A population group whose answers are reported separately.' });

export const sourceRow = z
  .object({
    id: z.string(),
    title: z.string(),
    publisher: z.string().nullable(),
    published: z.string().nullable().meta({ description: 'Date, as closely as it is known.' }),
    url: z.string().nullable(),
    figures: z
      .int()
      .meta({ description: 'Figures of the release that this source gives, alternatives included.' }),
    note: fields.note,
  })
  .meta({ id: 'Source', description: 'A publication that figures are taken from.' });

export const questionRow = z
  .object({
    id: z.string(),
    text: z.string().nullable(),
    wording: z
      .enum(WORDINGS)
      .meta({ description: 'Whether `text` is the exact wording, a reconstruction, or unknown.' }),
    type: z.enum(QUESTION_TYPES),
    audiences: z.array(z.string()).meta({ description: 'Who was asked.' }),
    waves: z.array(z.string()).meta({ description: 'Waves with a figure, or with answers.' }),
    items: z.array(
      z.object({
        id: z.string(),
        label,
        labelBasis: z
          .enum(LABEL_BASES)
          .meta({ description: 'Whether the label was published, inferred, or is unknown.' }),
        note: fields.note,
      }),
    ),
    options: z.array(z.object({ id: z.string(), label, note: fields.note })),
    nets: z
      .array(z.object({ id: z.string(), label: z.string(), options: z.array(z.string()) }))
      .meta({ description: 'Options that are also shown together in tables.' }),
    bands: z
      .array(z.object({ id: z.string(), label: z.string() }))
      .meta({ description: 'Bands that a number falls into in tables and filters.' }),
    breaks: z
      .array(z.object({ between: z.array(z.string()), reason: z.string() }))
      .meta({ description: 'Waves that must not be compared.' }),
    note: fields.note,
  })
  .meta({ id: 'Question', description: 'What was asked, and of whom.' });
