import { z } from 'zod';
import { asserts } from './claims.ts';
import { code, sha256, version } from './codes.ts';
import { SURVEY_FILE } from './files.ts';
import {
  DEFAULT_BASES,
  DEFAULT_NOISE,
  DISCLOSURE_METHODS,
  LABEL_BASES,
  MEASURES,
  NEVER_PUBLISHED,
  QUALIFIERS,
  QUESTION_TYPES,
  REPLICATE_METHODS,
  STATUSES,
  WORDINGS,
} from './vocabulary.ts';

/**
 * The files of a survey on disk. Objects are strict: a misspelt key is a fault that names the key,
 * never a value that is silently ignored.
 *
 * Every field says what it means, and shows a value: docs/format.md and the JSON Schemas are made from these words. A `title`
 * is a kind of value in two or three words, as the tables of that page name it.
 */
const id = code.meta({ title: 'code' });
const text = z.string().trim().min(1).max(4000).meta({ title: 'text' });
const note = text
  .nullable()
  .default(null)
  .meta({
    description: 'What else must be known about it.',
    examples: ['Read from a chart without figures.'],
  });
const day = z.iso.date().meta({ title: 'day' });
/** A day, a month or a year: sources are often dated no closer than that. */
const publicationDate = z
  .string()
  .regex(/^\d{4}(-\d{2}(-\d{2})?)?$/, 'must be YYYY, YYYY-MM or YYYY-MM-DD')
  .meta({ title: 'day, month or year' });
const url = z.url({ protocol: /^https?$/ }).meta({ title: 'http or https address' });
/** Names of columns of responses: one, several, or none. */
const columns = z
  .union([text.transform((name) => [name]), z.array(text).min(1)])
  .nullable()
  .default(null);
/** A value of a column as the records hold it. */
const codeValue = z.union([z.number(), z.string()]);
/** What stands for a thing in its column of responses; left out: its id. */
const recordCodes = z
  .union([codeValue.transform((value) => [value]), z.array(codeValue).min(1)])
  .optional()
  .meta({
    description: 'What stands for it in its column of the records: one value, or several. Left out: its id.',
    examples: [1, ['01', '1']],
  });
const label = text.meta({ description: 'What it is called.', examples: ['Spring 2024'] });
const sourceOf = (what: string) =>
  id.meta({ description: `Id of the source that ${what}.`, examples: ['press-release'] });

const source = z.strictObject({
  id: id.meta({
    description: 'Names the source in this file and in toplines.csv.',
    examples: ['press-release'],
  }),
  title: text.meta({ description: 'What the source is called.', examples: ['Tea at school, press release'] }),
  publisher: text
    .nullable()
    .default(null)
    .meta({
      description: 'Who published it; null if that is not known.',
      examples: ['School council'],
    }),
  published: publicationDate
    .nullable()
    .default(null)
    .meta({
      description: 'When, as exactly as it is known.',
      examples: ['2025-03-14', '2025-03', '2025'],
    }),
  url: url
    .nullable()
    .default(null)
    .meta({ description: 'Where it can be read.', examples: ['https://example.org/tea'] }),
  note,
});

const wave = z.strictObject({
  id: id.meta({ description: 'Names the wave.', examples: ['2025', 'spring-2025'] }),
  label,
  year: z
    .number()
    .min(1800)
    .max(2200)
    .meta({
      description:
        'The year of its fieldwork, from which changes per year are computed; 2024.5 is its middle.',
      examples: [2025],
    }),
  fieldwork: z
    .strictObject({
      start: day
        .nullable()
        .meta({ description: 'First day on which people were asked.', examples: ['2025-02-03'] }),
      end: day
        .nullable()
        .meta({ description: 'Last day on which people were asked.', examples: ['2025-02-17'] }),
    })
    .default({ start: null, end: null })
    .meta({
      description: 'When people were asked; null if that is not known.',
      examples: [{ start: '2025-02-03', end: '2025-02-17' }],
    }),
  code: recordCodes,
  note,
});

/** An audience that is the parent of others and has no code of its own is all of them together. */
const audience = z.strictObject({
  id: id.meta({ description: 'Names the audience.', examples: ['students'] }),
  label: text.meta({ description: 'What it is called.', examples: ['Students'] }),
  parent: z
    .union([id, z.array(id).min(1)])
    .nullable()
    .default(null)
    .meta({
      description:
        'The audience, or audiences, that it is a part of. A parent without a code of its own is all of its parts together.',
      examples: ['all', ['cio', 'australia']],
    }),
  dimension: id
    .nullable()
    .default(null)
    .meta({
      description:
        'By what its parent was divided: two audiences of one dimension have nobody in common, two of different ones may.',
      examples: ['role', 'country'],
    }),
  code: recordCodes,
  note,
});

/** A margin in percentage points, whose digits carry meaning: a number, or text that keeps its last zeros ("3.0"). */
const points = z
  .union([z.number(), z.string()])
  .refine(
    (value) =>
      /^(0|[1-9]\d{0,2})(\.\d{1,9})?$/.test(String(value)) && Number(value) > 0 && Number(value) <= 100,
    'must be a plain decimal number above 0 and at most 100, such as 3.1, or "3.0" to keep its digits',
  )
  .meta({
    description: 'Half the width of the interval, in percentage points; as text it keeps its last zeros.',
    examples: [3.1, '3.0'],
  });

const sample = z.strictObject({
  wave: id.meta({ description: 'The wave.', examples: ['2025'] }),
  audience: id.nullable().meta({
    description: 'The audience; null is the wave as a whole.',
    examples: ['students', null],
  }),
  n: z
    .int()
    .positive()
    .meta({ description: 'How many were asked, unweighted.', examples: [400] }),
  qualifier: z
    .enum(QUALIFIERS)
    .default('exact')
    .meta({
      description: 'How firmly n was published. Only an exact n serves intervals and tests.',
      examples: ['more-than'],
    }),
  weightedN: z
    .number()
    .positive()
    .nullable()
    .default(null)
    .meta({
      description: 'How many they count for, weighted, in the figures of a larger audience.',
      examples: [382.5],
    }),
  designEffect: z
    .number()
    .positive()
    .nullable()
    .default(null)
    .meta({
      description:
        'Variance compared with that of a simple random sample of n, as published. At most one of this and marginOfError.',
      examples: [1.4],
    }),
  marginOfError: z
    .strictObject({
      points,
      level: z
        .number()
        .gt(0)
        .lt(1)
        .meta({ description: 'Confidence level that it was published for.', examples: [0.95] }),
    })
    .nullable()
    .default(null)
    .meta({
      description:
        'The margin of a share of 50 %, as published; a design effect follows from it. At most one of this and designEffect.',
      examples: [{ points: 3.1, level: 0.95 }],
    }),
  source: sourceOf('gives n'),
  note,
});

const pair = z.tuple([id, id]);

const item = z.strictObject({
  id: id.meta({ description: 'Names the item within its question.', examples: ['green-tea'] }),
  label: text
    .nullable()
    .meta({ description: 'What it is called; null if that is not known.', examples: ['Green tea'] }),
  labelBasis: z
    .enum(LABEL_BASES)
    .optional()
    .meta({
      description: 'Whether the label was published, or inferred by who made the dataset.',
      examples: ['published'],
    }),
  variable: text
    .optional()
    .meta({ description: 'Its column of the records, where each item has one.', examples: ['Q7_1'] }),
  note,
});

const option = z.strictObject({
  id: id.meta({ description: 'Names the option within its question.', examples: ['every-day'] }),
  label: text
    .nullable()
    .meta({ description: 'What it is called; null if that is not known.', examples: ['Every day'] }),
  code: codeValue.optional().meta({
    description: 'What stands for it in the column of the records. Left out: its id.',
    examples: [1, 'A'],
  }),
  note,
});

const question = z.strictObject({
  id: id.meta({ description: 'Names the question, also in addresses.', examples: ['drinks-tea'] }),
  text: text.nullable().meta({
    description: 'What was asked; null if it is not known.',
    examples: ['How often do you drink tea?'],
  }),
  wording: z
    .enum(WORDINGS)
    .meta({ description: 'Whether the text is what was asked, word for word.', examples: ['verbatim'] }),
  type: z.enum(QUESTION_TYPES).meta({
    description:
      'One answer, several, an order of items, a point of a scale, or a number. Shares of a single or scale question add up to 100.',
    examples: ['single'],
  }),
  audiences: z
    .array(id)
    .min(1)
    .meta({
      description: 'Who was asked. A gap needs both of its audiences here.',
      examples: [['students']],
    }),
  items: z
    .array(item)
    .default([])
    .meta({
      description: 'The rows of a battery, or the things that are put in order.',
      examples: [[{ id: 'green-tea', label: 'Green tea' }]],
    }),
  options: z
    .array(option)
    .default([])
    .meta({
      description: 'The answers that could be chosen, in their order.',
      examples: [[{ id: 'every-day', label: 'Every day', code: 1 }]],
    }),
  missing: z
    .array(
      z.strictObject({
        code: codeValue.meta({ description: 'The value of the column.', examples: [9] }),
        label: text.meta({ description: 'What it stands for.', examples: ['Refused'] }),
      }),
    )
    .default([])
    .meta({
      description: 'Values of the column that are no answer, and count in no base.',
      examples: [[{ code: 9, label: 'Refused' }]],
    }),
  chosen: z
    .array(codeValue)
    .min(1)
    .optional()
    .meta({
      description:
        'Of a multiple-choice question of records: what its columns hold where an item was chosen.',
      examples: [[1]],
    }),
  notChosen: z
    .array(codeValue)
    .min(1)
    .optional()
    .meta({
      description: 'Of the same: what they hold where an item was offered and not chosen.',
      examples: [[0]],
    }),
  asked: z
    .union([
      z.enum(['everyone', 'any']),
      z.strictObject({
        column: text.meta({
          description: 'A column of the records: asked were those who have a value in it.',
          examples: ['owns-a-car'],
        }),
      }),
    ])
    .optional()
    .meta({
      description:
        'Of a multiple-choice question of records, who was asked it, and so is in the base: everyone; any, those who chose at least one answer; or those who have a value in a column. Its columns are null for all others. Left out: the records say it of each answer.',
      examples: ['everyone', 'any', { column: 'owns-a-car' }],
    }),
  nets: z
    .array(
      z.strictObject({
        id: id.meta({
          description: 'Names the net, as an option of its own.',
          examples: ['at-least-weekly'],
        }),
        label: text.meta({ description: 'What it is called.', examples: ['At least once a week'] }),
        options: z
          .array(id)
          .min(1)
          .meta({ description: 'The options that it takes together.', examples: [['every-day', 'weekly']] }),
      }),
    )
    .default([])
    .meta({
      description: 'Options taken together, such as the two upper boxes of a scale.',
      examples: [
        [{ id: 'at-least-weekly', label: 'At least once a week', options: ['every-day', 'weekly'] }],
      ],
    }),
  differences: z
    .array(
      z.strictObject({
        id: id.meta({
          description: 'Names the difference, as an option of its own.',
          examples: ['net-daily'],
        }),
        label: text.meta({ description: 'What it is called.', examples: ['Every day less never'] }),
        plus: z
          .array(id)
          .min(1)
          .meta({ description: 'The options whose shares are added.', examples: [['every-day']] }),
        minus: z
          .array(id)
          .min(1)
          .meta({
            description: 'The options whose shares are subtracted; none that is in `plus`.',
            examples: [['never']],
          }),
      }),
    )
    .default([])
    .meta({
      description:
        'Shares of some answers less those of others, in percentage points from −100 to 100, such as approval less disapproval or the net promoter score; of a single or scale question. Served with the measure net.',
      examples: [[{ id: 'net-daily', label: 'Every day less never', plus: ['every-day'], minus: ['never'] }]],
    }),
  bands: z
    .array(z.number())
    .min(1)
    .optional()
    .meta({
      description: 'Of a numeric question: where its bands begin, ascending. Below the first is a band too.',
      examples: [[18, 30, 65]],
    }),
  breaks: z
    .array(
      z.strictObject({
        between: pair.meta({ description: 'The two waves.', examples: [['2012', '2013']] }),
        reason: text.meta({
          description: 'Why they are not compared.',
          examples: ['The answer "never" was new in 2013.'],
        }),
      }),
    )
    .default([])
    .meta({
      description: 'Waves between which the question changed, so that they are not compared.',
      examples: [[{ between: ['2012', '2013'], reason: 'The answer "never" was new in 2013.' }]],
    }),
  variable: text
    .optional()
    .meta({ description: 'Its column of the records, where it has a single one.', examples: ['Q7'] }),
  note,
});

/** Replicate weights, in place of strata and clusters. */
const replicates = z.strictObject({
  method: z
    .enum(REPLICATE_METHODS)
    .meta({ description: 'How the replicate weights were made.', examples: ['jkn'] }),
  columns: z
    .array(text)
    .min(2)
    .meta({ description: 'The columns of the replicate weights.', examples: [['rw1', 'rw2', 'rw3']] }),
  weight: id.optional().meta({
    description: 'Id of the weight that the replicates belong to. Left out: the first.',
    examples: ['final'],
  }),
  fay: z
    .number()
    .min(0)
    .lt(1)
    .optional()
    .meta({
      description: 'Fay’s coefficient k: needed for the method fay, and only there.',
      examples: [0.3],
    }),
  rscales: z
    .array(z.number().nonnegative())
    .optional()
    .meta({
      description:
        'Factor of each replicate, such as (n − 1)/n of its stratum for jkn, where it is needed. Left out: 1 each.',
      examples: [[0.5, 0.5, 0.75]],
    }),
  scale: z
    .number()
    .positive()
    .optional()
    .meta({ description: 'Factor of the whole. Left out: what the method says.', examples: [0.0125] }),
  mse: z
    .boolean()
    .default(false)
    .meta({
      description:
        'Whether deviations are taken from the estimate of the full sample, not from the mean of the replicates.',
      examples: [true],
    }),
  degreesOfFreedom: z
    .int()
    .positive()
    .optional()
    .meta({
      description: 'Sampling units minus strata. Left out: the rank of the replicate weights minus 1.',
      examples: [79],
    }),
});

const design = z.strictObject({
  wave: text.meta({
    description: 'The column that holds the wave; or the id of the wave that all records belong to.',
    examples: ['wave', '2025'],
  }),
  audience: text.meta({
    description: 'The column that holds the audience; or the id of the audience that all belong to.',
    examples: ['role', 'students'],
  }),
  source: id
    .nullable()
    .default(null)
    .meta({ description: 'Id of the source that the records are from.', examples: ['records'] }),
  weights: z
    .array(
      z.strictObject({
        id: id.meta({
          description: 'Names the weight in queries; `none` is taken.',
          examples: ['final'],
        }),
        column: text.meta({ description: 'Its column of numbers.', examples: ['w'] }),
        label: text.meta({ description: 'What it is called.', examples: ['Final weight'] }),
      }),
    )
    .default([])
    .meta({
      description:
        'Weights. The first is used where a query names none; without any, everybody counts the same.',
      examples: [[{ id: 'final', column: 'w', label: 'Final weight' }]],
    }),
  strata: columns.meta({
    description: 'Column, or columns by stage, of the strata.',
    examples: ['region', ['region', 'school']],
  }),
  clusters: columns.meta({
    description: 'Column, or columns by stage, of the clusters (primary sampling units).',
    examples: ['school', ['school', 'class']],
  }),
  fpc: columns.meta({
    description:
      'Column, or columns by stage, of the population of each stratum, or of the share of it that was sampled.',
    examples: ['N'],
  }),
  lonelyPsu: z
    .enum(['fail', 'adjust', 'remove'])
    .default('fail')
    .meta({
      description:
        'What becomes of a stratum with a single cluster: no variance, centred on the mean of all, or counted as certain.',
      examples: ['adjust'],
    }),
  sharedClusters: z
    .boolean()
    .default(false)
    .meta({
      description:
        'Whether the same clusters (or panel members) were asked in several waves, so that waves are not independent.',
      examples: [true],
    }),
  replicates: replicates
    .nullable()
    .default(null)
    .meta({
      description: 'Replicate weights, in place of strata, clusters and fpc.',
      examples: [{ method: 'jk1', columns: ['rw1', 'rw2'], degreesOfFreedom: 1 }],
    }),
});
export type Design = z.infer<typeof design>;

const MORE_TEA = {
  quantity: 'gap',
  question: 'drinks-tea',
  option: 'every-day',
  between: ['teachers', 'students'],
  waves: ['2025'],
  relation: 'larger-than',
} as const;

const claim = z.strictObject({
  id: id.meta({ description: 'Names the claim, also in addresses.', examples: ['gap-is-closing'] }),
  source: sourceOf('makes the claim'),
  locator: text
    .nullable()
    .default(null)
    .meta({ description: 'Where in the source it stands.', examples: ['paragraph 4'] }),
  text: text.meta({ description: 'What it says.', examples: ['Teachers drink more tea than students.'] }),
  asserts: asserts.meta({
    description: 'The same in a form that is computed: one assertion, or several that must all hold.',
    examples: [MORE_TEA],
  }),
  note,
});

export const surveyFile = z.strictObject({
  $schema: text.optional().meta({
    description:
      'Where an editor finds the JSON Schema of this file: an address, or a path beside it. Kept, and read by nothing else.',
    examples: ['.survey.schema.json', `https://surveys.example.org/schemas/${SURVEY_FILE}`],
  }),
  format: z
    .literal('topline/1')
    .meta({ description: 'The format of the files of this release.', examples: ['topline/1'] }),
  id: id.meta({ description: 'Names the survey; its folder has the same name.', examples: ['tea'] }),
  version: version.meta({
    title: 'version',
    description: 'Number of the release; its folder has the same name.',
    examples: ['1.0.0'],
  }),
  title: text.meta({ description: 'What the survey is called.', examples: ['Tea at school'] }),
  description: text.meta({
    description: 'What it asked, whom, and why.',
    examples: ['How often students and teachers of one school drink tea.'],
  }),
  publisher: text.meta({ description: 'Who made the survey.', examples: ['School council'] }),
  language: z
    .string()
    .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'must be a language tag such as en or pt-BR')
    .meta({
      title: 'language tag',
      description: 'The language of its questions.',
      examples: ['en', 'pt-BR'],
    }),
  licence: z
    .strictObject({
      name: text.nullable().meta({
        description: 'Name of the licence; null if it is not known, and then note says so.',
        examples: ['CC BY 4.0'],
      }),
      url: url.nullable().meta({
        description: 'Where it can be read.',
        examples: ['https://creativecommons.org/licenses/by/4.0/'],
      }),
      note,
    })
    .meta({
      description: 'What may be done with the dataset. Never guessed: what is not known is null.',
      examples: [{ name: null, url: null, note: 'Not decided yet.' }],
    }),
  citation: text.meta({
    description: 'How the survey is to be cited.',
    examples: ['School council, Tea at school (2025).'],
  }),
  sources: z
    .array(source)
    .min(1)
    .meta({
      description: 'Where figures, samples, records and claims are from.',
      examples: [[{ id: 'press-release', title: 'Tea at school, press release' }]],
    }),
  waves: z
    .array(wave)
    .min(1)
    .meta({
      description: 'Rounds of fieldwork, in the order of time.',
      examples: [[{ id: '2025', label: '2025', year: 2025 }]],
    }),
  audiences: z
    .array(audience)
    .min(1)
    .meta({
      description: 'Groups of people whose answers are reported apart.',
      examples: [[{ id: 'students', label: 'Students' }]],
    }),
  samples: z
    .array(sample)
    .default([])
    .meta({
      description: 'How many were asked, for figures whose row in toplines.csv has no n.',
      examples: [[{ wave: '2025', audience: 'students', n: 400, source: 'press-release' }]],
    }),
  panel: z
    .boolean()
    .default(false)
    .meta({
      description:
        'Whether the same people were asked in every wave, so that waves are not independent. Of records design.sharedClusters says it.',
      examples: [true],
    }),
  comparisons: z
    .array(
      z.strictObject({
        between: pair.meta({ description: 'First minus second.', examples: [['students', 'teachers']] }),
      }),
    )
    .default([])
    .meta({
      description: 'Pairs of audiences whose gaps are shown where a query names none. Empty: all pairs.',
      examples: [[{ between: ['students', 'teachers'] }]],
    }),
  questions: z
    .array(question)
    .min(1)
    .meta({
      description: 'What was asked.',
      examples: [
        [
          {
            id: 'drinks-tea',
            text: 'How often do you drink tea?',
            wording: 'verbatim',
            type: 'single',
            audiences: ['students'],
          },
        ],
      ],
    }),
  design: design
    .nullable()
    .default(null)
    .meta({
      description: 'How records are placed and weighted; needed with responses.parquet, null without.',
      examples: [{ wave: '2025', audience: 'role' }],
    }),
  disclosure: z
    .strictObject({
      minimumBase: z
        .int()
        .min(0)
        .default(0)
        .meta({
          description: 'Base below which no figure of records is shown; 0 sets no limit.',
          examples: [30],
        }),
      minimumCell: z
        .int()
        .min(0)
        .default(0)
        .meta({
          description:
            'Respondents below which a cell is hidden; 0 hides only cells of one, and none if publicRecords is true.',
          examples: [5],
        }),
      publicRecords: z
        .boolean()
        .default(false)
        .meta({
          description: 'Anybody has the records anyway, so that a cell of one respondent may be shown.',
          examples: [true],
        }),
      method: z
        .enum(DISCLOSURE_METHODS)
        .default('suppress')
        .meta({
          description:
            'How small numbers are protected: `suppress` hides them, and what they could be had from; `cell-key` hides nothing but small bases, and adds noise to every count, the same in whatever query.',
          examples: ['suppress'],
        }),
      noise: z
        .strictObject({
          bound: z
            .int()
            .min(2)
            .max(100)
            .default(DEFAULT_NOISE.bound)
            .meta({
              description:
                'The most that a count may be off by, at least minimumCell: so many respondents more or fewer are shown.',
              examples: [5],
            }),
          variance: z
            .number()
            .min(1)
            .max(100)
            .default(DEFAULT_NOISE.variance)
            .meta({
              description:
                'Variance of the noise of a count, at most the bound: its root is what a count is off by typically.',
              examples: [2],
            }),
        })
        .nullable()
        .default(null)
        .meta({
          description:
            'How much noise `cell-key` adds; null: bound 5 and variance 2. Only with method `cell-key`.',
          examples: [{ bound: 5, variance: 2 }],
        }),
      recordId: z
        .string()
        .min(1)
        .nullable()
        .default(null)
        .meta({
          description:
            'Column of responses.parquet with an id of each respondent, from which `cell-key` makes keys, so that noise stays the same from release to release; it is never served. Null: keys are made from the place of the row, and stay only as long as rows keep their places. Only with method `cell-key`.',
          examples: ['respondent'],
        }),
    })
    .default({
      minimumBase: 0,
      minimumCell: 0,
      publicRecords: false,
      method: 'suppress',
      noise: null,
      recordId: null,
    })
    .meta({
      description: 'What is hidden of records, so that nobody can be recognised.',
      examples: [{ minimumBase: 30, minimumCell: 5, publicRecords: false }],
    }),
  bases: z
    .strictObject({
      small: z
        .int()
        .min(1)
        .default(DEFAULT_BASES.small)
        .meta({
          description: 'Respondents, unweighted, below which the base of a figure is marked `small`.',
          examples: [100],
        }),
      verySmall: z
        .int()
        .min(1)
        .default(DEFAULT_BASES.verySmall)
        .meta({
          description: 'Respondents below which it is marked `very-small`; at most `small`.',
          examples: [50],
        }),
    })
    .default({ ...DEFAULT_BASES })
    .meta({
      description:
        'Which bases are marked as small (`baseFlag`), of published figures and of records. A mark is advice and hides nothing; `disclosure` does.',
      examples: [{ small: 75, verySmall: 30 }],
    }),
  claims: z
    .array(claim)
    .default([])
    .meta({
      description: 'What sources say about the figures; it is checked against them.',
      examples: [
        [
          {
            id: 'more-tea',
            source: 'press-release',
            text: 'Teachers drink more tea than students.',
            asserts: MORE_TEA,
          },
        ],
      ],
    }),
  notes: z
    .array(text)
    .default([])
    .meta({
      description: 'What else must be known to read the figures.',
      examples: [['The leaflet gives no base for teachers.']],
    }),
});
export type SurveyFile = z.infer<typeof surveyFile>;
export type Claim = SurveyFile['claims'][number];
export type Question = SurveyFile['questions'][number];
export type PublishedSample = SurveyFile['samples'][number];

const timestamp = z.iso.datetime({ offset: true }).meta({ title: 'moment with an offset' });

/** An Ed25519 signature of a release: the fingerprint of the public key, and the signature in base64. */
const signature = z.strictObject({
  algorithm: z.literal('ed25519').meta({ description: 'The algorithm.', examples: ['ed25519'] }),
  key: sha256.meta({
    title: '64 hexadecimal digits',
    description: 'SHA-256 of the public key, its fingerprint.',
    examples: ['3f0a52b1c9d84e67a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718'],
  }),
  value: z
    .string()
    .regex(/^[A-Za-z0-9+/]{86}==$/, 'must be 64 bytes in base64')
    .meta({
      title: '64 bytes in base64',
      description: 'The signature of the survey, the version and the sha256.',
      examples: [`${'k7Qx'.repeat(21)}Ag==`],
    }),
});

const withdrawal = z.strictObject({
  at: timestamp.meta({ description: 'When it was withdrawn.', examples: ['2025-05-02T08:30:00Z'] }),
  reason: text.meta({
    description: 'Why, in words that everybody reads.',
    examples: ['A respondent asked for erasure.'],
  }),
  successor: version
    .nullable()
    .default(null)
    .meta({
      title: 'version',
      description: 'The release that takes its place; null: none does.',
      examples: ['1.0.1'],
    }),
});

const releaseEntry = z.strictObject({
  version: version.meta({
    title: 'version',
    description: 'Number of the release, and name of its folder.',
    examples: ['1.0.0'],
  }),
  released: timestamp.meta({ description: 'When it was published.', examples: ['2025-03-14T09:00:00Z'] }),
  embargoedUntil: timestamp
    .nullable()
    .default(null)
    .meta({
      description: 'Until when it is hidden from all who have no key for previews; null: it is not.',
      examples: ['2025-04-01T06:00:00+02:00'],
    }),
  sha256: sha256.meta({
    title: '64 hexadecimal digits',
    description: 'What the files of the folder must add up to: see below.',
    examples: ['346a9d981ab438df84c9b15d6b9f9ce479c36058b0e95cacacdae3a787cdee6d'],
  }),
  signature: signature
    .nullable()
    .default(null)
    .meta({
      description: 'Signature of the publisher; null: none.',
      examples: [
        {
          algorithm: 'ed25519',
          key: '3f0a52b1c9d84e67a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718',
          value: `${'k7Qx'.repeat(21)}Ag==`,
        },
      ],
    }),
  changes: z
    .array(text)
    .default([])
    .meta({
      description: 'What changed since the release before, in words.',
      examples: [['First release.']],
    }),
  withdrawn: withdrawal
    .nullable()
    .default(null)
    .meta({
      description:
        'That it was withdrawn: its files are gone, its number and its hash stay; null: it was not. Written by `topline withdraw`.',
      examples: [
        { at: '2025-05-02T08:30:00Z', reason: 'A respondent asked for erasure.', successor: '1.0.1' },
      ],
    }),
});
export const releasesFile = z.array(releaseEntry).min(1);
export type ReleaseEntry = z.infer<typeof releaseEntry>;

/**
 * The columns of toplines.csv. `nQualifier` may be left out (a base is exact unless it says otherwise), and so may `weightedN`,
 * the base as it counts in the figure of a larger audience, and `sd`, the standard deviation behind a mean.
 */
export const TOPLINE_COLUMNS = [
  'question',
  'item',
  'option',
  'wave',
  'audience',
  'measure',
  'value',
  'qualifier',
  'n',
  'nQualifier',
  'weightedN',
  'sd',
  'source',
  'locator',
  'status',
  'note',
] as const;
export const OPTIONAL_TOPLINE_COLUMNS: readonly string[] = ['nQualifier', 'weightedN', 'sd'];

const emptyIsNull = (value: unknown): unknown => (value === '' ? null : value);
const orDefault = (fallback: string) => (value: unknown) =>
  value === '' || value === undefined ? fallback : value;

/** A decimal number as it was printed: the digits after the point carry meaning, so it stays text. */
const printedNumber = z
  .string()
  .regex(/^-?(0|[1-9]\d{0,11})(\.\d{1,9})?$/, 'must be a plain decimal number such as 69 or 69.0');

const qualifierOf = (what: string) =>
  z
    .preprocess(orDefault('exact'), z.enum(QUALIFIERS))
    .meta({ description: `How firmly ${what} was published; empty: exact.`, examples: ['more-than'] });

export const toplineRow = z.strictObject({
  question: id.meta({ description: 'Question id, as in survey.json.', examples: ['drinks-tea'] }),
  item: z
    .preprocess(emptyIsNull, id.nullable())
    .meta({ description: 'Item id; empty if the question has no items.', examples: ['green-tea'] }),
  option: z.preprocess(emptyIsNull, id.nullable()).meta({
    description:
      'Option id, or that of a net; empty if the figure is not of one answer category. A net that has no row here is computed from its options.',
    examples: ['every-day'],
  }),
  wave: id.meta({ description: 'Wave id.', examples: ['2025'] }),
  audience: id.meta({ description: 'Audience id.', examples: ['students'] }),
  measure: z
    .enum(MEASURES)
    .exclude(NEVER_PUBLISHED)
    .meta({
      description: 'What the figure is; a percent is on the scale from 0 to 100, rank 1 is the highest.',
      examples: ['percent'],
    }),
  value: printedNumber.meta({
    title: 'decimal number',
    description:
      'The figure with the digits as they were published: 69 stands for [68.5, 69.5), 69.0 for [68.95, 69.05). Read it as text where that matters.',
    examples: ['69', '69.0'],
  }),
  qualifier: qualifierOf('the figure'),
  n: z
    .preprocess(
      emptyIsNull,
      z
        .string()
        .regex(/^[1-9]\d{0,11}$/, 'must be a whole number of respondents, or empty')
        .transform(Number)
        .nullable(),
    )
    .meta({
      title: 'whole number above 0',
      description:
        'Base: the respondents behind the figure. Empty: see the samples in survey.json; if those say nothing, it is not known.',
      examples: ['400'],
    }),
  nQualifier: qualifierOf('the base'),
  weightedN: z
    .preprocess(
      (value) => (value === '' || value === undefined ? null : value),
      printedNumber
        .transform(Number)
        .refine((value) => value > 0, 'must be more than 0')
        .nullable(),
    )
    .meta({
      title: 'decimal number above 0',
      description: 'The base as it counts in the figure of a larger audience, if it was published.',
      examples: ['382.5'],
    }),
  sd: z
    .preprocess(
      (value) => (value === '' || value === undefined ? null : value),
      printedNumber
        .transform(Number)
        .refine((value) => value >= 0, 'must not be negative')
        .nullable(),
    )
    .meta({
      title: 'decimal number, not negative',
      description: 'Standard deviation behind a mean, if it was published.',
      examples: ['1.2'],
    }),
  source: id.meta({ description: 'Id of the source that gives the figure.', examples: ['press-release'] }),
  locator: z
    .preprocess(emptyIsNull, text.nullable())
    .meta({ description: 'Where in the source it stands.', examples: ['page 2'] }),
  status: z.preprocess(orDefault('reported'), z.enum(STATUSES)).meta({
    description:
      'Where sources disagree, one version is preferred and the others are alternative; empty: reported.',
    examples: ['preferred'],
  }),
  note: z
    .preprocess(emptyIsNull, text.nullable())
    .meta({ description: 'What else must be known to read the row.', examples: ['Read from a chart.'] }),
});
export type ToplineRow = z.infer<typeof toplineRow>;
