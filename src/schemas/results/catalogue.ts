import { z } from 'zod';
import { DISCLOSURE_METHODS, LABEL_BASES, QUALIFIERS, QUESTION_TYPES, WORDINGS } from '../vocabulary.ts';
import { fields } from './common.ts';

const label = z.string().nullable().meta({ description: 'What to show to people; null if not known.' });

const counts = z
  .object({
    waves: z.int().meta({ description: 'Waves.' }),
    audiences: z.int().meta({ description: 'Audiences.' }),
    questions: z.int().meta({ description: 'Questions.' }),
    figures: z.int().meta({ description: 'Published figures.' }),
    sources: z.int().meta({ description: 'Sources.' }),
    claims: z.int().meta({ description: 'Claims.' }),
  })
  .meta({ description: 'How much of each the release holds.' });

export const surveyRow = z
  .object({
    id: z.string().meta({ description: 'Survey id; append @version for a fixed release.' }),
    title: z.string().meta({ description: 'What the survey is called.' }),
    description: z.string().meta({ description: 'What it is about, in a few sentences.' }),
    publisher: z.string().meta({ description: 'Who publishes it.' }),
    language: z.string().meta({ description: 'Language of the texts, as a language tag.' }),
    release: z.string().meta({ description: 'Version of the newest release.' }),
    released: z.string().meta({ description: 'When it was released (ISO 8601).' }),
    waves: z.array(z.string()).meta({ description: 'Wave ids in the order of time.' }),
    audiences: z.array(z.string()).meta({ description: 'Audience ids.' }),
  })
  .meta({ id: 'SurveySummary', description: 'A survey, by its newest release.' });

export const surveyObject = z
  .object({
    id: z.string().meta({ description: 'Survey id.' }),
    title: z.string().meta({ description: 'What the survey is called.' }),
    description: z.string().meta({ description: 'What it is about, in a few sentences.' }),
    publisher: z.string().meta({ description: 'Who publishes it.' }),
    language: z.string().meta({ description: 'Language of the texts, as a language tag.' }),
    licence: z
      .object({
        name: z.string().nullable().meta({ description: 'Name of the licence; null if it is not known.' }),
        url: z.string().nullable().meta({ description: 'Address of its text; null if it has none.' }),
        note: z.string().nullable().meta({ description: 'What else must be known about it.' }),
      })
      .meta({ description: 'What may be done with the figures; null where it is not known.' }),
    citation: z.string().meta({ description: 'How to cite the release.' }),
    release: z.string().meta({ description: 'Version of the release.' }),
    released: z.string().meta({ description: 'When it was released (ISO 8601).' }),
    sha256: z
      .string()
      .meta({ description: 'What `LC_ALL=C sha256sum * | sha256sum` prints in the folder of the release.' }),
    changes: z.array(z.string()).meta({ description: 'What this release changed.' }),
    waves: z.array(z.string()).meta({ description: 'Wave ids in the order of time.' }),
    audiences: z.array(z.string()).meta({ description: 'Audience ids.' }),
    panel: z.boolean().meta({
      description:
        'Whether the same people were asked in every wave: then published figures of two waves have no standard error of their change.',
    }),
    comparisons: z.array(z.array(z.string())).meta({
      description: 'The pairs of audiences that gaps are shown for by default, first minus second.',
    }),
    questions: z.array(z.string()).meta({ description: 'Question ids, in the order of the survey.' }),
    counts,
    weights: z
      .array(
        z.object({
          id: z.string().meta({ description: 'Id of the weight, as `weight` takes it.' }),
          label: z.string().meta({ description: 'What it is called.' }),
        }),
      )
      .nullable()
      .meta({
        description:
          'Weights of figures that are computed from records, the default first; null where there are no records.',
      }),
    disclosure: z
      .object({
        minimumBase: z.int().meta({ description: 'Respondents that a figure needs at least.' }),
        minimumCell: z.int().meta({ description: 'Respondents that a cell needs at least.' }),
        publicRecords: z.boolean().meta({ description: 'Whether the records themselves are public.' }),
        method: z.enum(DISCLOSURE_METHODS).meta({
          description: '`suppress`: small numbers are hidden; `cell-key`: noise is added to every count.',
        }),
        noise: z
          .object({
            bound: z.int().meta({ description: 'The most that a count is changed by.' }),
            variance: z.number().meta({ description: 'Variance of the noise of a count.' }),
          })
          .nullable()
          .meta({ description: 'The noise of counts of records; null: none is added.' }),
      })
      .meta({ description: 'How small numbers of records are protected.' }),
    bases: z
      .object({
        small: z.int().meta({ description: 'Respondents below which a base is marked `small`.' }),
        verySmall: z.int().meta({ description: 'Respondents below which it is marked `very-small`.' }),
      })
      .meta({ description: 'Which bases `baseFlag` marks.' }),
    notes: z.array(z.string()).meta({ description: 'What must be known to read the figures.' }),
  })
  .meta({ id: 'Survey', description: 'What a release of a survey is about.' });

export const releaseRow = z
  .object({
    version: z.string().meta({ description: 'Number of the version.' }),
    released: z.string().meta({ description: 'When it was released (ISO 8601).' }),
    sha256: z
      .string()
      .meta({ description: 'What `LC_ALL=C sha256sum * | sha256sum` prints in the folder of the release.' }),
    signature: z
      .object({
        algorithm: z.literal('ed25519').meta({ description: 'How it was signed.' }),
        key: z.string().meta({ description: 'The sha256 of the public key (DER, SubjectPublicKeyInfo).' }),
        value: z.string().meta({ description: 'The signature, in base64.' }),
      })
      .nullable()
      .meta({
        description:
          'Signature of the text `topline-release/1`, survey, version and sha256, each followed by a line feed; null if the release is not signed.',
      }),
    changes: z.array(z.string()).meta({ description: 'What this release changed.' }),
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
  qualifier: z.enum(QUALIFIERS).meta({ description: 'How firmly n was published.' }),
  weightedN: z.number().nullable().meta({
    description: 'Respondents as they count in the figures of a larger audience; null if not published.',
  }),
  designEffect: z.number().nullable().meta({
    description: 'Variance compared with a simple random sample, as published; null if not published.',
  }),
  marginOfError: z
    .object({
      points: z.number().meta({ description: 'Half the width of the interval, in percentage points.' }),
      level: z.number().meta({ description: 'Confidence level of the interval.' }),
    })
    .nullable()
    .meta({
      description:
        'Half the width of the interval of a share of 50 %, in percentage points, and its confidence level, as published; null if not published.',
    }),
  source: z.string().meta({ description: 'Id of the source that gives n.' }),
  note: fields.note,
});

export const waveRow = z
  .object({
    id: z.string().meta({ description: 'Wave id.' }),
    label: z.string().meta({ description: 'What it is called.' }),
    year: z
      .number()
      .meta({ description: 'Year of its fieldwork, from which changes per year are computed.' }),
    fieldworkStart: z
      .string()
      .nullable()
      .meta({ description: 'First day on which people were asked; null if not known.' }),
    fieldworkEnd: z
      .string()
      .nullable()
      .meta({ description: 'Last day on which people were asked; null if not known.' }),
    samples: z.array(sample).meta({ description: 'How many were asked, as far as it is known.' }),
    note: fields.note,
  })
  .meta({ id: 'Wave', description: 'A round of fieldwork.' });

export const audienceRow = z
  .object({
    id: z.string().meta({ description: 'Audience id.' }),
    label: z.string().meta({ description: 'What it is called.' }),
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
    id: z.string().meta({ description: 'Source id.' }),
    title: z.string().meta({ description: 'What the source is called.' }),
    publisher: z.string().nullable().meta({ description: 'Who published it; null if not known.' }),
    published: z.string().nullable().meta({ description: 'Date, as closely as it is known.' }),
    url: z.string().nullable().meta({ description: 'Where it can be read; null if not known.' }),
    figures: z
      .int()
      .meta({ description: 'Figures of the release that this source gives, alternatives included.' }),
    note: fields.note,
  })
  .meta({ id: 'Source', description: 'A publication that figures are taken from.' });

export const questionRow = z
  .object({
    id: z.string().meta({ description: 'Question id.' }),
    text: z.string().nullable().meta({ description: 'What was asked; null if not known.' }),
    wording: z
      .enum(WORDINGS)
      .meta({ description: 'Whether `text` is the exact wording, a reconstruction, or unknown.' }),
    type: z
      .enum(QUESTION_TYPES)
      .meta({ description: 'One answer, several, an order of items, a point of a scale, or a number.' }),
    audiences: z.array(z.string()).meta({ description: 'Who was asked.' }),
    waves: z.array(z.string()).meta({ description: 'Waves with a figure, or with answers.' }),
    items: z
      .array(
        z.object({
          id: z.string().meta({ description: 'Item id.' }),
          label,
          labelBasis: z
            .enum(LABEL_BASES)
            .meta({ description: 'Whether the label was published, inferred, or is unknown.' }),
          note: fields.note,
        }),
      )
      .meta({ description: 'Rows of a battery, or things that are put in order; empty: there are none.' }),
    options: z
      .array(z.object({ id: z.string().meta({ description: 'Option id.' }), label, note: fields.note }))
      .meta({ description: 'Answers that could be chosen, in their order.' }),
    nets: z
      .array(
        z.object({
          id: z.string().meta({ description: 'Id of the net.' }),
          label: z.string().meta({ description: 'What it is called.' }),
          options: z.array(z.string()).meta({ description: 'Ids of the options that it takes together.' }),
        }),
      )
      .meta({
        description:
          'Options that are also shown together, wherever an option is: in tables, and as `option` of figures with the measure percent.',
      }),
    differences: z
      .array(
        z.object({
          id: z.string().meta({ description: 'Id of the difference.' }),
          label: z.string().meta({ description: 'What it is called.' }),
          plus: z.array(z.string()).meta({ description: 'Ids of the options whose shares are added.' }),
          minus: z.array(z.string()).meta({ description: 'Ids of the options whose shares are subtracted.' }),
        }),
      )
      .meta({
        description:
          'Shares of some options less those of others, as `option` of figures with the measure net.',
      }),
    bands: z
      .array(
        z.object({
          id: z.string().meta({ description: 'Id of the band.' }),
          label: z.string().meta({ description: 'What it is called.' }),
        }),
      )
      .meta({ description: 'Bands that a number falls into in tables and filters.' }),
    breaks: z
      .array(
        z.object({
          between: z.array(z.string()).meta({ description: 'The two waves.' }),
          reason: z.string().meta({ description: 'Why they are not compared.' }),
        }),
      )
      .meta({ description: 'Waves that must not be compared.' }),
    note: fields.note,
  })
  .meta({ id: 'Question', description: 'What was asked, and of whom.' });
