import { z } from 'zod';
import { asserts } from './claims.ts';
import { code, sha256, version } from './codes.ts';
import {
  LABEL_BASES,
  MEASURES,
  QUALIFIERS,
  QUESTION_TYPES,
  REPLICATE_METHODS,
  STATUSES,
  WORDINGS,
} from './vocabulary.ts';

/**
 * The files of a survey on disk. Objects are strict: a misspelt key is a fault that names the key,
 * never a value that is silently ignored.
 */
const text = z.string().trim().min(1).max(4000);
const note = text.nullable().default(null);
const day = z.iso.date();
/** A day, a month or a year: sources are often dated no closer than that. */
const publicationDate = z.string().regex(/^\d{4}(-\d{2}(-\d{2})?)?$/, 'must be YYYY, YYYY-MM or YYYY-MM-DD');
const url = z.url({ protocol: /^https?$/ });
/** Names of columns of responses: one, several, or none. */
const columns = z
  .union([text.transform((name) => [name]), z.array(text).min(1)])
  .nullable()
  .default(null);
/** A value of a column as the records hold it. */
const codeValue = z.union([z.number(), z.string()]);
/** What stands for a thing in its column of responses; left out: its id. */
const recordCodes = z.union([codeValue.transform((value) => [value]), z.array(codeValue).min(1)]).optional();

const source = z.strictObject({
  id: code,
  title: text,
  publisher: text.nullable().default(null),
  published: publicationDate.nullable().default(null),
  url: url.nullable().default(null),
  note,
});

const wave = z.strictObject({
  id: code,
  label: text,
  year: z.number().min(1800).max(2200),
  fieldwork: z
    .strictObject({ start: day.nullable(), end: day.nullable() })
    .default({ start: null, end: null }),
  code: recordCodes,
  note,
});

/** An audience that is the parent of others and has no code of its own is all of them together. */
const audience = z.strictObject({
  id: code,
  label: text,
  /** The audience, or audiences, that it is a part of. */
  parent: z
    .union([code, z.array(code).min(1)])
    .nullable()
    .default(null),
  /** By what its parent was divided: audiences of one dimension (countries) have nobody in common. */
  dimension: code.nullable().default(null),
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
  );

const sample = z.strictObject({
  wave: code,
  audience: code.nullable(),
  n: z.int().positive(),
  qualifier: z.enum(QUALIFIERS).default('exact'),
  /** Respondents as they count in the figures of a larger audience. */
  weightedN: z.number().positive().nullable().default(null),
  /** Variance compared with a simple random sample of n, as published. */
  designEffect: z.number().positive().nullable().default(null),
  /** Half the width of the interval of a share of 50 %, in percentage points, as published; instead of a design effect. */
  marginOfError: z
    .strictObject({
      points,
      level: z.number().gt(0).lt(1),
    })
    .nullable()
    .default(null),
  source: code,
  note,
});

const pair = z.tuple([code, code]);

const item = z.strictObject({
  id: code,
  label: text.nullable(),
  labelBasis: z.enum(LABEL_BASES).optional(),
  variable: text.optional(),
  note,
});

const option = z.strictObject({ id: code, label: text.nullable(), code: codeValue.optional(), note });

const question = z.strictObject({
  id: code,
  text: text.nullable(),
  wording: z.enum(WORDINGS),
  type: z.enum(QUESTION_TYPES),
  audiences: z.array(code).min(1),
  items: z.array(item).default([]),
  options: z.array(option).default([]),
  missing: z.array(z.strictObject({ code: codeValue, label: text })).default([]),
  /** Of a multiple-choice question: what its columns hold where an item was chosen, and where it was offered and not chosen. */
  chosen: z.array(codeValue).min(1).optional(),
  notChosen: z.array(codeValue).min(1).optional(),
  /** Options taken together, such as the two upper boxes of a scale. */
  nets: z.array(z.strictObject({ id: code, label: text, options: z.array(code).min(1) })).default([]),
  /** Of a numeric question: where its bands begin, ascending; below the first is a band too. */
  bands: z.array(z.number()).min(1).optional(),
  breaks: z.array(z.strictObject({ between: pair, reason: text })).default([]),
  variable: text.optional(),
  note,
});

/** Replicate weights, in place of strata and clusters. */
const replicates = z.strictObject({
  method: z.enum(REPLICATE_METHODS),
  columns: z.array(text).min(2),
  /** The weight that the replicates belong to; left out: the first. */
  weight: code.optional(),
  /** Fay's coefficient k. */
  fay: z.number().min(0).lt(1).optional(),
  /** Factor of each replicate, (n_h − 1)/n_h for JKn; left out: 1 each. */
  rscales: z.array(z.number().nonnegative()).optional(),
  /** Factor of the whole; left out: what the method says. */
  scale: z.number().positive().optional(),
  /** Deviations from the estimate of the full sample, not from the mean of the replicates. */
  mse: z.boolean().default(false),
  degreesOfFreedom: z.int().positive().optional(),
});

const design = z.strictObject({
  /** Column that holds the wave; or the id of the wave that all belong to. */
  wave: text,
  /** Column that holds the audience; or the id of the audience that all belong to. */
  audience: text,
  /** The source that the records are from. */
  source: code.nullable().default(null),
  weights: z.array(z.strictObject({ id: code, column: text, label: text })).default([]),
  strata: columns,
  clusters: columns,
  fpc: columns,
  lonelyPsu: z.enum(['fail', 'adjust', 'remove']).default('fail'),
  /** Whether the same clusters (or panel members) were asked in several waves, so that waves are not independent. */
  sharedClusters: z.boolean().default(false),
  replicates: replicates.nullable().default(null),
});
export type Design = z.infer<typeof design>;

const claim = z.strictObject({
  id: code,
  source: code,
  locator: text.nullable().default(null),
  text,
  asserts,
  note,
});

export const surveyFile = z.strictObject({
  format: z.literal('topline/1'),
  id: code,
  version,
  title: text,
  description: text,
  publisher: text,
  language: z
    .string()
    .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'must be a language tag such as en or pt-BR'),
  licence: z.strictObject({ name: text.nullable(), url: url.nullable(), note }),
  citation: text,
  sources: z.array(source).min(1),
  waves: z.array(wave).min(1),
  audiences: z.array(audience).min(1),
  samples: z.array(sample).default([]),
  /** The same people were asked in every wave; of records `design.sharedClusters` says it. */
  panel: z.boolean().default(false),
  comparisons: z.array(z.strictObject({ between: pair })).default([]),
  questions: z.array(question).min(1),
  design: design.nullable().default(null),
  disclosure: z
    .strictObject({
      minimumBase: z.int().min(0).default(0),
      minimumCell: z.int().min(0).default(0),
      /** Anybody has the records anyway, so that a cell of one respondent may be shown. */
      publicRecords: z.boolean().default(false),
    })
    .default({ minimumBase: 0, minimumCell: 0, publicRecords: false }),
  claims: z.array(claim).default([]),
  notes: z.array(text).default([]),
});
export type SurveyFile = z.infer<typeof surveyFile>;
export type Claim = SurveyFile['claims'][number];
export type Question = SurveyFile['questions'][number];
export type Sample = SurveyFile['samples'][number];

const timestamp = z.iso.datetime({ offset: true });

/** An Ed25519 signature of a release: the fingerprint of the public key, and the signature in base64. */
const signature = z.strictObject({
  algorithm: z.literal('ed25519'),
  key: sha256,
  value: z.string().regex(/^[A-Za-z0-9+/]{86}==$/, 'must be 64 bytes in base64'),
});

const releaseEntry = z.strictObject({
  version,
  released: timestamp,
  embargoedUntil: timestamp.nullable().default(null),
  sha256,
  signature: signature.nullable().default(null),
  changes: z.array(text).default([]),
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

export const toplineRow = z.strictObject({
  question: code,
  item: z.preprocess(emptyIsNull, code.nullable()),
  option: z.preprocess(emptyIsNull, code.nullable()),
  wave: code,
  audience: code,
  measure: z.enum(MEASURES).exclude(['quantile']),
  value: printedNumber,
  qualifier: z.preprocess(orDefault('exact'), z.enum(QUALIFIERS)),
  n: z.preprocess(
    emptyIsNull,
    z
      .string()
      .regex(/^[1-9]\d{0,11}$/, 'must be a whole number of respondents, or empty')
      .transform(Number)
      .nullable(),
  ),
  nQualifier: z.preprocess(orDefault('exact'), z.enum(QUALIFIERS)),
  weightedN: z.preprocess(
    (value) => (value === '' || value === undefined ? null : value),
    printedNumber
      .transform(Number)
      .refine((value) => value > 0, 'must be more than 0')
      .nullable(),
  ),
  sd: z.preprocess(
    (value) => (value === '' || value === undefined ? null : value),
    printedNumber
      .transform(Number)
      .refine((value) => value >= 0, 'must not be negative')
      .nullable(),
  ),
  source: code,
  locator: z.preprocess(emptyIsNull, text.nullable()),
  status: z.preprocess(orDefault('reported'), z.enum(STATUSES)),
  note: z.preprocess(emptyIsNull, text.nullable()),
});
export type ToplineRow = z.infer<typeof toplineRow>;
