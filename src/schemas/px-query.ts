import { z } from 'zod';
import { once, split } from './query.ts';

/** Formats of data, the default first. */
export const OUTPUT_FORMATS = ['json-stat2', 'csv', 'xlsx', 'html', 'px', 'json-px', 'parquet'] as const;
export type OutputId = (typeof OUTPUT_FORMATS)[number];

/** Words for how an answer is written. */
export const OUTPUT_PARAMS = [
  'UseCodes',
  'UseTexts',
  'UseCodesAndTexts',
  'IncludeTitle',
  'SeparatorTab',
  'SeparatorSpace',
  'SeparatorSemicolon',
] as const;
export type OutputParam = (typeof OUTPUT_PARAMS)[number];

const LONGEST = 200;
const word = z.string().max(LONGEST, `is longer than ${LONGEST} characters`);

/** Words whatever their case: `usecodes` is `UseCodes`. */
const inCase = (value: unknown, known: readonly string[]): unknown =>
  typeof value === 'string'
    ? (known.find((one) => one.toLowerCase() === value.trim().toLowerCase()) ?? value)
    : value;

const emptyAsNone = (value: unknown): unknown => (value === '' ? undefined : value);

const one = (description: string, example: string) =>
  z.preprocess(
    (value, ctx) => emptyAsNone(once(value, ctx)),
    word.optional().meta({ description, examples: [example] }),
  );

const wholeNumber = (description: string, example: number, maximum: number) => {
  const message = `must be a whole number from 1 to ${maximum}`;
  return z.preprocess(
    (value, ctx) => {
      const text = emptyAsNone(once(value, ctx));
      return typeof text === 'string' && /^\d{1,9}$/.test(text) ? Number(text) : text;
    },
    z
      .int(message)
      .min(1, message)
      .max(maximum, message)
      .optional()
      .meta({ description, examples: [example] }),
  );
};

/** Python writes `True`. */
const flag = (description: string) =>
  z.preprocess(
    (value, ctx) => {
      const text = emptyAsNone(once(value, ctx));
      return inCase(text, ['true', 'false']);
    },
    z
      .enum(['true', 'false'])
      .optional()
      .meta({ description, examples: ['true'] }),
  );

const codes = (description: string, example: string) =>
  z.preprocess(
    (value) => (value === undefined || value === '' ? undefined : split(value)),
    z
      .array(word)
      .max(20)
      .optional()
      .meta({ description, examples: [[example]] }),
  );

const lang = one('Language of the answer: one of the surveys. Left out: that of the table.', 'en');

/** Of a list of tables. */
export const tablesParameters = {
  lang,
  query: one(
    'Only tables in whose survey, question, items or options these words are found, best first.',
    'digital',
  ),
  pastDays: wholeNumber('Only tables that were released within so many days.', 3650, 100_000),
  includeDiscontinued: flag('Whether tables that go on no more are listed too; there are none.'),
  pageNumber: wholeNumber('Which page.', 1, 1_000_000),
  pageSize: wholeNumber('Tables on a page.', 100, 100_000),
};

/** Of what is about one table, or one code list. */
export const pxLanguage = { lang };

/** Texts with commas between; those within brackets belong to an expression, such as `range(a,b)`. */
const expressions = (text: string): string[] =>
  text
    .split(/,(?![^()]*\))/)
    .map((part) => part.trim())
    .filter((part) => part !== '');

const deep = <Inner extends z.ZodType>(inner: Inner, change: (values: readonly unknown[]) => unknown) =>
  z.preprocess((value) => {
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, given]) => [name, change([given].flat())]));
  }, inner);

const codelist = deep(
  z
    .record(z.string(), word)
    .optional()
    .meta({
      description: 'A code list by variable: its values stand in the place of those of the variable.',
      examples: [{ option: 'nonvoters.q5.nets' }],
    }),
  (values) => values[0],
);

const valueCodes = deep(
  z
    .record(z.string(), z.array(word).max(5000))
    .optional()
    .meta({
      description:
        'Values by variable: codes with commas, `*` and `?` for any characters and one, `top(n)`, `bottom(n)`, `from(code)`, `to(code)`, `range(code,code)`. Of waves the top is the latest.',
      examples: [{ wave: ['top(1)'] }],
    }),
  (values) => values.flatMap((value) => (typeof value === 'string' ? expressions(value) : [])),
);

const output = {
  outputFormat: z.preprocess(
    (value, ctx) => inCase(emptyAsNone(once(value, ctx)), OUTPUT_FORMATS),
    z
      .enum(OUTPUT_FORMATS)
      .optional()
      .meta({ description: 'Format of the answer; left out: json-stat2.', examples: ['csv'] }),
  ),
  outputFormatParams: z.preprocess(
    (value) => {
      if (value === undefined || value === '') return undefined;
      const given = split(value);
      return Array.isArray(given) ? given.map((param) => inCase(param, OUTPUT_PARAMS)) : given;
    },
    z
      .array(z.enum(OUTPUT_PARAMS))
      .max(20)
      .optional()
      .meta({
        description:
          'How it is written: codes, texts or both (csv, xlsx, html), with its title, and what stands between the cells of csv.',
        examples: [['UseCodes']],
      }),
  ),
};

/** Of metadata. */
export const metadataParameters = {
  lang,
  defaultSelection: flag('Whether code lists of the default selection are applied; it has none.'),
  savedQuery: one('Id of a saved query: its code lists are applied.', 'i6ZWyszLL0rOz8ksLgYA'),
  codelist,
  outputFormat: z.preprocess(
    (value, ctx) => inCase(emptyAsNone(once(value, ctx)), ['json-stat2']),
    z
      .enum(['json-stat2'])
      .optional()
      .meta({
        description: 'The one format of metadata, which some clients name.',
        examples: ['json-stat2'],
      }),
  ),
};

/** How data is written. */
export const outputParameters = { lang, ...output };

/** Of data. */
export const dataParameters = {
  lang,
  valueCodes,
  codelist,
  ...output,
  heading: codes('Variables that stand above, with commas.', 'wave'),
  stub: codes('Variables that stand at the side, with commas.', 'option'),
};

/** An object whose fields are known whatever the case of their names; others are refused. */
const known = <Shape extends z.ZodRawShape>(shape: Shape, meta: z.core.GlobalMeta = {}) =>
  z.preprocess(
    (value) =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? Object.fromEntries(
            Object.entries(value).map(([name, given]) => [inCase(name, Object.keys(shape)), given]),
          )
        : value,
    z.strictObject(shape).meta(meta),
  );

const listOfWords = z.array(word).max(5000);
const variableSelection = known({
  variableCode: word.meta({ description: 'The variable.' }),
  codelist: word.nullish().meta({ description: 'The code list that its values are of.' }),
  valueCodes: listOfWords
    .nullish()
    .meta({ description: 'Codes and expressions, as in `valueCodes` of an address.' }),
});

/** A selection as it is sent. */
export const selectionBody = known(
  {
    selection: z
      .array(variableSelection)
      .max(20)
      .nullish()
      .meta({ description: 'What is wanted of each variable; empty: the default selection.' }),
    placement: known({
      heading: z.array(word).max(20).nullish().meta({ description: 'Variables above.' }),
      stub: z.array(word).max(20).nullish().meta({ description: 'Variables at the side.' }),
    })
      .nullish()
      .meta({ description: 'Where the variables stand.' }),
  },
  {
    id: 'PxSelectionBody',
    description: 'What is wanted of a table.',
    examples: [
      {
        selection: [
          { variableCode: 'option', valueCodes: ['*'] },
          { variableCode: 'wave', valueCodes: ['top(1)'] },
          { variableCode: 'audience', valueCodes: ['*'] },
          { variableCode: 'ContentsCode', valueCodes: ['percent', 'percent.n'] },
        ],
      },
    ],
  },
);

/** A query that is to be saved. */
export const savedQueryBody = known(
  {
    id: word.nullish().meta({ description: 'Passed over: the id follows from the query.' }),
    tableId: word.meta({ description: 'The table.' }),
    language: word.nullish().meta({ description: 'Language of the answer.' }),
    selection: selectionBody,
    outputFormat: z.preprocess(
      (value) => inCase(value, OUTPUT_FORMATS),
      z.enum(OUTPUT_FORMATS).nullish().meta({ description: 'Format of its data.' }),
    ),
    outputFormatParams: z
      .array(z.preprocess((value) => inCase(value, OUTPUT_PARAMS), z.enum(OUTPUT_PARAMS)))
      .max(20)
      .nullish()
      .meta({ description: 'How it is written.' }),
  },
  {
    id: 'PxSavedQueryBody',
    description: 'A query that is to be saved.',
    examples: [
      {
        tableId: 'cmo-cio-alignment.need-to-align@1.0.0',
        language: 'en',
        selection: {
          selection: [
            { variableCode: 'audience', valueCodes: ['*'] },
            { variableCode: 'option', valueCodes: ['*'] },
            { variableCode: 'wave', valueCodes: ['top(1)'] },
            { variableCode: 'ContentsCode', valueCodes: ['percent'] },
          ],
        },
        outputFormat: 'csv',
      },
    ],
  },
);
