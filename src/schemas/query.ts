import { z } from 'zod';
import { VERSION_PATTERN } from './codes.ts';
import { codeInWords, LABELS, type Labels } from './words.ts';
import { MEASURES } from './vocabulary.ts';

/** A parameter that is given once: a repeated one is a fault, not a matter of which comes last. */
export const once = (value: unknown, ctx: z.RefinementCtx): unknown => {
  if (!Array.isArray(value)) return value;
  ctx.addIssue({ code: 'custom', message: 'is given more than once', input: value.join(',') });
  return z.NEVER;
};

/** Several codes: `a,b` and `a` given twice mean the same. Codes that stand twice count once. */
export const split = (value: unknown): unknown =>
  value === undefined
    ? undefined
    : [...new Set([value].flat().flatMap((part) => (typeof part === 'string' ? part.split(',') : [part])))];

/** Whether a code exists is for the codebook to say, which can name the nearest one. */
export const codeText = z.string().min(1, 'is empty').max(200, 'is longer than any code');

export const codes = (description: string, example: string) =>
  z.preprocess(
    split,
    z
      .array(codeText)
      .min(1)
      .max(1000)
      .optional()
      .meta({ description: `${description} One code or several with commas.`, examples: [[example]] }),
  );

/** Whole conditions: a comma is a part of one, so that several are given by repeating the parameter. */
export const repeated = (description: string, example: string, maximum: number) =>
  z.preprocess(
    (value) => (value === undefined ? undefined : [value].flat()),
    z
      .array(z.string().min(1, 'is empty').max(500, 'is longer than 500 characters'))
      .min(1)
      .max(maximum)
      .optional()
      .meta({ description, examples: [[example]], explode: true }),
  );

/** Which respondents of the records are looked at. */
export const filterParameter = repeated(
  'Keeps respondents: `variable:answer,answer`, nets of the codebook among the answers, or `variable:>=30` (also `>`, `<=`, `<`) for numbers. Repeated: all of them must fit.',
  'gender:female',
  20,
);

const singleCode = (description: string, example: string) =>
  z.preprocess(once, codeText.optional().meta({ description, examples: [example] }));

const LIMIT_MESSAGE = 'must be a whole number from 1 to 1000, or all';
const limit = z.preprocess(
  (value, ctx) => {
    const text = once(value, ctx);
    return typeof text === 'string' && /^\d{1,9}$/.test(text) ? Number(text) : text;
  },
  z
    .union(
      [z.int(LIMIT_MESSAGE).min(1, LIMIT_MESSAGE).max(1000, LIMIT_MESSAGE), z.literal('all', LIMIT_MESSAGE)],
      LIMIT_MESSAGE,
    )
    .default(100)
    .meta({
      description: 'Rows on a page; `all` for all rows at once, which are streamed where they are many.',
      examples: [100],
    }),
);

const cursor = z.preprocess(
  once,
  z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,200}$/, 'is not a cursor; take the address in meta.next')
    .optional()
    .meta({
      description: 'Where the page starts, as handed out in `meta.next`.',
      examples: ['MTAwLnhTM3ZhN0Vx'],
    }),
);

/** `sort=-gap,item`: names of fields of the rows, a minus for descending. */
function sort(sortable: readonly string[]) {
  const example = ['gap', 'change'].find((name) => sortable.includes(name)) ?? sortable[0];
  const names = sortable.flatMap((name) => [name, `-${name}`]);
  return z.preprocess(
    split,
    z
      .array(z.enum(names as [string, ...string[]], 'is not a field that can be sorted by'))
      .min(1)
      .max(20)
      .optional()
      .meta({
        description:
          'Fields to sort by, one after the other, with a minus for descending. Nulls come last; rows that are equal keep the order of the codebook.',
        examples: [[`-${example}`]],
      }),
  );
}

/** Fields of a row that hold one plain value, and so can be sorted by. */
function sortableFields(row: z.ZodObject): string[] {
  const plain = (schema: unknown): boolean => {
    const type = (schema as z.ZodType).def.type;
    if (type === 'nullable' || type === 'optional') return plain((schema as z.ZodNullable).unwrap());
    return ['string', 'number', 'int', 'enum', 'boolean'].includes(type);
  };
  return Object.entries(row.shape).flatMap(([name, schema]) =>
    plain(schema) && name !== 'note' ? [name] : [],
  );
}

export function formatParameter(ids: readonly string[]) {
  return z.preprocess(
    once,
    z
      .enum(ids as [string, ...string[]])
      .optional()
      .meta({
        description:
          'Representation of the answer. Left out, the header `Accept` decides; JSON if that is open too.',
        examples: ['json'],
      }),
  );
}

export function snippetParameter(
  languages: readonly { readonly id: string; readonly description: string }[],
) {
  return z.preprocess(
    once,
    z
      .enum(languages.map(({ id }) => id) as [string, ...string[]])
      .optional()
      .meta({
        description: `Code that gets this very answer, instead of the answer: ${languages.map(({ id, description }) => `\`${id}\` (${description})`).join(', ')}.`,
        examples: ['curl'],
      }),
  );
}

/** `fields=question,gap`: which fields of the rows, in which order. */
function fields(names: readonly string[]) {
  const example = names.filter((name) => ['question', 'gap', 'change', 'value', 'id'].includes(name));
  return z.preprocess(
    split,
    z
      .array(z.enum(names as [string, ...string[]], 'is not a field of the rows'))
      .min(1)
      .optional()
      .meta({
        description: 'Fields of the rows that are wanted, in the order of the columns. Left out: all.',
        examples: [example.length > 0 ? example : names.slice(0, 2)],
      }),
  );
}

const labels = z.preprocess(
  once,
  z
    .enum(Object.keys(LABELS) as [Labels, ...Labels[]])
    .optional()
    .meta({
      description: `Whether rows have codes, words or both: ${Object.entries(LABELS)
        .map(([id, description]) => `\`${id}\` (${description})`)
        .join(
          ', ',
        )}. Left out: \`both\`, but for \`html\` and \`markdown\`, which are for people: \`texts\`. Lists within a row and within \`meta\` have both.`,
      examples: ['both'],
    }),
);

/** By the schema of their rows: tables, pictures and documents of the same rows take the same parameters. */
const known = new WeakMap<z.ZodObject, ReturnType<typeof makeListParameters>>();

/** Parameters of every list; `labels` only where rows have words beside codes. */
export function listParameters(row: z.ZodObject): ReturnType<typeof makeListParameters> {
  const parameters = known.get(row) ?? makeListParameters(row);
  known.set(row, parameters);
  return parameters;
}

function makeListParameters(row: z.ZodObject) {
  const names = Object.keys(row.shape);
  const worded = names.some((name) => codeInWords(name) !== undefined);
  return {
    sort: sort(sortableFields(row)),
    fields: fields(names),
    ...(worded ? { labels } : {}),
    limit,
    cursor,
  };
}

const measure = z.preprocess(
  split,
  z
    .array(z.enum(MEASURES))
    .min(1)
    .optional()
    .meta({ description: 'Only figures of these measures.', examples: [['percent']] }),
);

/** Parameters that pick figures; each route takes those that mean something to it. */
export const figureParameters = {
  question: codes('Only these questions.', 'need-to-align'),
  item: codes('Only these items of batteries.', 'reason-12'),
  option: codes('Only these answer categories, nets and differences.', 'agree'),
  wave: codes('Only these waves.', '2012'),
  audience: codes('Only these audiences.', 'cmo'),
  measure,
  source: codes('Only figures that these sources give.', 'twelve-reasons'),
};

export const pairParameters = {
  between: z.preprocess(
    split,
    z
      .array(codeText)
      .optional()
      .meta({
        minItems: 2,
        maxItems: 2,
        description:
          'Two audiences: the first minus the second. Left out: the pairs that the survey declares.',
        examples: [['cio', 'cmo']],
      }),
  ),
};

export const waveRangeParameters = {
  from: singleCode('The earlier wave. Left out: each wave is compared with the one before.', '2012'),
  to: singleCode('The later wave. Left out: each wave is compared with the one before.', '2014'),
};

const ADJUSTMENTS = ['none', 'holm', 'bh'] as const;

const CONFIDENCE_MESSAGE = 'must be a number from 0.5 to 0.999, such as 0.95';
/** A level as it is written in an address, as a number; anything else as it is. */
const level = (text: unknown): unknown =>
  typeof text === 'string' && /^0?\.\d{1,15}$/.test(text) ? Number(text) : text;
export const confidence = z.preprocess(
  (value, ctx) => level(once(value, ctx)),
  z
    .number(CONFIDENCE_MESSAGE)
    .min(0.5, CONFIDENCE_MESSAGE)
    .max(0.999, CONFIDENCE_MESSAGE)
    .default(0.95)
    .meta({
      description:
        'Confidence level of intervals; a difference is significant if its p-value is below 1 minus this.',
      examples: [0.95],
    }),
);

const LEVELS_MESSAGE =
  'must be one or two numbers from 0.5 to 0.999, the higher first, such as 0.95,0.9: that of capital and that of small letters';
/** `lettersAt=0.95,0.9`: what is wrong is told of the whole, since each of the two may be right by itself. */
export const lettersAtParameter = z.preprocess(
  (value, ctx) => {
    if (value === undefined) return undefined;
    const given = [value].flat().flatMap((part) => (typeof part === 'string' ? part.split(',') : [part]));
    const levels = given.map(level);
    const [capital, small] = levels;
    const inRange = levels.every((one) => typeof one === 'number' && one >= 0.5 && one <= 0.999);
    const descend = small === undefined || Number(capital) > Number(small);
    if (inRange && descend && levels.length <= 2) return levels;
    ctx.addIssue({ code: 'custom', message: LEVELS_MESSAGE, input: given.map(String).join(',') });
    return z.NEVER;
  },
  z
    .array(z.number(LEVELS_MESSAGE).min(0.5).max(0.999))
    .min(1)
    .max(2)
    .optional()
    .meta({
      description:
        'Levels of letters: capital ones where a difference is significant at the first, small ones at the second, which is lower; with one level there are no small letters. Left out: `confidence`, and 0.9 where that is higher.',
      examples: [[0.95, 0.9]],
    }),
);

/** @param over the p-values that are one family */
const adjustOver = (over: string) =>
  z.preprocess(
    once,
    z
      .enum(ADJUSTMENTS)
      .default('none')
      .meta({
        description: `Adjustment of p-values for many comparisons, over ${over}: Holm, or Benjamini–Hochberg.`,
        examples: ['holm'],
      }),
  );
export const adjustParameter = adjustOver('all rows of the answer before paging');
/** Of tables, whose tests are of several families. */
export const adjustInFamilyParameter = adjustOver('what `family` says');

export const weightParameter = singleCode(
  'Weight of figures that are computed from records: one that the survey declares, or `none`. Left out: the first that it declares.',
  'none',
);

const QUANTILE_MESSAGE = 'must be a number above 0 and below 1, such as 0.25';
export const quantileParameter = z.preprocess(
  (value, ctx) => {
    const values = split(value);
    if (!Array.isArray(values)) return values;
    const wrong = values.find((one) => !/^0?\.\d{1,6}$/.test(String(one)));
    if (wrong === undefined) return values.map(Number);
    ctx.addIssue({ code: 'custom', message: QUANTILE_MESSAGE, input: wrong });
    return z.NEVER;
  },
  z
    .array(z.number(QUANTILE_MESSAGE).gt(0, QUANTILE_MESSAGE).lt(1, QUANTILE_MESSAGE))
    .min(1)
    .max(20)
    .optional()
    .meta({
      description:
        'Quantiles of numeric questions, computed from records. One or several with commas; `measure=median` gives the median alone.',
      examples: [[0.25, 0.75]],
    }),
);

const versionText = z.string().regex(VERSION_PATTERN, 'is not a version such as 1.0.0');

export const diffParameters = {
  from: z.preprocess(
    once,
    versionText
      .optional()
      .meta({ description: 'The older release. Left out: the one before `to`.', examples: ['1.0.0'] }),
  ),
  to: z.preprocess(
    once,
    versionText
      .optional()
      .meta({ description: 'The newer release. Left out: the one that is addressed.', examples: ['1.1.0'] }),
  ),
};

/** What a schema lets through, as it is handed on: nobody changes it any more. */
type Frozen<T> = { readonly [K in keyof T]: FrozenValue<T[K]> };
type FrozenValue<T> = T extends (infer Element)[] ? readonly Element[] : T;
/** A query whose form one of these schemas has checked. */
export type Checked<Schema extends z.ZodType> = Frozen<z.infer<Schema>>;

/** Every parameter that picks figures, or says how they are compared. */
const figureQuery = z.object({
  ...figureParameters,
  ...pairParameters,
  ...waveRangeParameters,
  confidence,
  adjust: adjustParameter,
  weight: weightParameter,
  quantile: quantileParameter,
  filter: filterParameter,
});
/** What the services are asked for: of all these parameters, those that a route takes. */
export type FigureQuery = Partial<Checked<typeof figureQuery>>;

/** How a list is sorted and cut into pages; without `limit` everything is on one page. */
export type Paging = Partial<Checked<z.ZodObject<ReturnType<typeof listParameters>>>>;

/** The part of an address that names a survey, or a release of it. */
export const reference = (example: string) =>
  z.object({
    survey: z.string().meta({
      description: 'Survey id, for the newest release; with @version, for that release and no other.',
      examples: [example],
    }),
  });
export const surveyReference = reference('cmo-cio-alignment@1.0.0');
/** Of a release that holds records. */
export const recordsReference = reference('nonvoters@1.0.0');
export const questionReference = surveyReference.extend({
  question: z.string().meta({ description: 'Question id.', examples: ['need-to-align'] }),
});
