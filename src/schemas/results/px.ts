import { z } from 'zod';
import { OUTPUT_FORMATS, OUTPUT_PARAMS } from '../px-query.ts';

/** What PxWebApi 2 answers with, as its specification of January 2026 has it. */

/** A text, and what it is. */
const text = (description: string) => z.string().meta({ description });
const texts = (description: string) => z.array(z.string()).meta({ description });

const link = z
  .object({
    rel: z.string().meta({ description: 'How what it leads to belongs here.' }),
    hreflang: z.string().meta({ description: 'Language of what it leads to.' }),
    href: z.string().meta({ description: 'Address.' }),
  })
  .meta({ id: 'PxLink', description: 'A link to what belongs to it.' });
const links = z.array(link).meta({ description: 'What belongs to it.' });
const language = z.string().meta({ description: 'Language of the answer: that of the survey.' });

const table = z
  .object({
    id: z.string().meta({ description: 'Id of the table: survey and question, with @version where fixed.' }),
    label: z.string().meta({ description: 'The words of the question.' }),
    description: z.string().meta({ description: 'The survey that asked it.' }),
    sortCode: z.string().meta({ description: 'Place of the question in the codebook.' }),
    updated: z.string().meta({ description: 'When its figures were released.' }),
    firstPeriod: z.string().nullable().meta({ description: 'The first wave.' }),
    lastPeriod: z.string().nullable().meta({ description: 'The last wave.' }),
    category: z.enum(['public']).meta({ description: 'Whom it is for.' }),
    variableNames: z.array(z.string()).meta({ description: 'Codes of its variables.' }),
    discontinued: z.boolean().meta({ description: 'Always false: a table of the newest release goes on.' }),
    source: z.string().meta({ description: 'Who made the survey.' }),
    subjectCode: z.string().meta({ description: 'Id of the survey.' }),
    timeUnit: z.enum(['Annual', 'Other']).meta({ description: 'Annual where all waves are years.' }),
    paths: z
      .array(z.array(z.object({ id: text('Id of the survey.'), label: text('Title of the survey.') })))
      .meta({ description: 'Where it stands: below its survey.' }),
    links,
  })
  .meta({ id: 'PxTable', description: 'A question of a survey, as a table.' });

export const pxTable = table
  .extend({ language })
  .meta({ id: 'PxTableResponse', description: 'A table by itself.' });

export const pxTables = z
  .object({
    language,
    tables: z.array(table).meta({ description: 'The tables of this page.' }),
    page: z
      .object({
        pageNumber: z.int().meta({ description: 'Number of this page.' }),
        pageSize: z.int().meta({ description: 'Tables on a page.' }),
        totalElements: z.int().meta({ description: 'Tables on all pages.' }),
        totalPages: z.int().meta({ description: 'Pages; at least one.' }),
        links,
      })
      .meta({ description: 'Which part of the list this is.' }),
    links,
  })
  .meta({ id: 'PxTables', description: 'Tables, page by page.' });

export const pxConfig = z
  .object({
    apiVersion: z.string().meta({ description: 'Version of the specification.' }),
    appVersion: z.string().meta({ description: 'Version of this software.' }),
    languages: z
      .array(z.object({ id: text('Tag of the language.'), label: text('Its name in itself.') }))
      .meta({ description: 'Languages of the surveys.' }),
    defaultLanguage: z.string().meta({ description: 'The language of most surveys.' }),
    maxDataCells: z.int().meta({ description: 'Cells that one answer may have (`MAX_CELLS`).' }),
    maxCallsPerTimeWindow: z.int().meta({
      description:
        'Calls that one address may make in a window (`RATE_LIMIT_PER_MINUTE`); 1,000,000 where there is no limit.',
    }),
    timeWindow: z.int().meta({ description: 'Seconds of a window.' }),
    license: z
      .string()
      .meta({ description: 'Licence of the surveys where all have the same; each table names its own.' }),
    sourceReferences: z
      .array(z.object({ language: text('Tag of the language.'), text: text('Whom to cite.') }))
      .meta({ description: 'How to cite, by language.' }),
    defaultDataFormat: z.string().meta({ description: 'Format of data where none is named.' }),
    dataFormats: z.array(z.string()).meta({ description: 'Formats of data.' }),
    features: z.array(z.object({ id: text('Its name.') })).meta({ description: 'What else it does.' }),
  })
  .meta({ id: 'PxConfig', description: 'What a client must know of the service.' });

export const pxDataset = z
  .object({
    version: z.literal('2.0').meta({ description: 'Of JSON-stat.' }),
    class: z.literal('dataset').meta({ description: 'Always dataset.' }),
    href: z.string().optional().meta({ description: 'Permanent address of the same figures.' }),
    label: z.string().meta({ description: 'The words of the question.' }),
    source: z.string().meta({ description: 'Who made the survey.' }),
    updated: z.string().meta({ description: 'When its figures were released.' }),
    note: z.array(z.string()).optional().meta({ description: 'Footnotes.' }),
    role: z
      .object({
        time: texts('The variable of time.').optional(),
        metric: texts('The variable of quantities.').optional(),
      })
      .meta({ description: 'Which variable is time, and which the quantities.' }),
    id: z.array(z.string()).meta({ description: 'Codes of the variables, those of the stub first.' }),
    size: z.array(z.int()).meta({ description: 'How many values each has.' }),
    dimension: z
      .record(
        z.string(),
        z.looseObject({
          label: text('What it is called.'),
          category: z
            .looseObject({
              index: z.record(z.string(), z.int()).meta({ description: 'Place of each value.' }),
              label: z.record(z.string(), z.string()).meta({ description: 'Words of each value.' }),
            })
            .meta({ description: 'Its values; units and footnotes of some.' }),
          extension: z
            .looseObject({
              elimination: z.boolean().meta({ description: 'Whether it can be left out of a selection.' }),
            })
            .meta({ description: 'Code lists, and what else PxWeb says of a variable.' }),
        }),
      )
      .meta({ description: 'The variables with their values.' }),
    extension: z
      .looseObject({
        px: z
          .looseObject({ tableid: text('Id of the table.') })
          .meta({ description: 'Keywords of px files.' }),
        topline: z
          .looseObject({
            survey: text('Survey id.'),
            release: text('Version of the release.'),
            permalink: text('Permanent address of the same figures in /v1.'),
          })
          .meta({ description: 'Release, method, and the reasons in words.' }),
      })
      .meta({ description: 'What px files say of a table; under `topline` release, permalink and method.' }),
    value: z
      .array(z.number().nullable())
      .nullable()
      .meta({ description: 'The cells, the last variable the fastest; null in metadata.' }),
    status: z
      .record(z.string(), z.string())
      .optional()
      .meta({ description: 'Why a cell is null, by its place: the reason codes of /v1.' }),
  })
  .meta({ id: 'PxDataset', description: 'A table as JSON-stat 2.0.' });

/** A table as PxWebApi 1 has it. */
export const pxRows = z
  .object({
    columns: z
      .array(
        z.object({
          code: text('Code of a variable or a quantity.'),
          text: text('What it is called.'),
          type: z.enum(['d', 't', 'c']).meta({ description: 'A variable, time, or a quantity.' }),
        }),
      )
      .meta({ description: 'What the keys and the values of a row are, in order.' }),
    comments: z
      .array(
        z.object({
          variable: text('The variable that it is about; empty: the table.'),
          value: text('The value that it is about; empty: the table.'),
          comment: text('A footnote, or why values are missing.'),
        }),
      )
      .meta({ description: 'Footnotes.' }),
    data: z
      .array(
        z.object({
          key: texts('A value of each variable.'),
          values: texts('A number for each quantity, as a text; `..` is none.'),
        }),
      )
      .meta({ description: 'A row for each combination of values.' }),
    metadata: z
      .array(
        z.object({
          updated: text('When its figures were released.'),
          label: text('The words of the question.'),
          source: text('Who made the survey.'),
          link: text('Permanent address of the same figures in /v1.'),
        }),
      )
      .meta({ description: 'What it is of.' }),
  })
  .meta({ id: 'PxRows', description: 'A table as the JSON of PxWebApi 1 (`json-px`).' });

const variableSelection = z.object({
  variableCode: z.string().meta({ description: 'The variable.' }),
  codelist: z.string().nullable().meta({ description: 'The code list that its values are of.' }),
  valueCodes: z.array(z.string()).meta({ description: 'The values.' }),
});
const placement = z
  .object({ heading: texts('Variables above.'), stub: texts('Variables at the side.') })
  .meta({ description: 'Where the variables stand.' });

export const pxSelection = z
  .object({
    selection: z.array(variableSelection).meta({ description: 'The values that are selected.' }),
    placement,
    language,
    links,
  })
  .meta({ id: 'PxSelection', description: 'A selection, every value by its code.' });

export const pxCodeList = z
  .object({
    id: z.string().meta({ description: 'Id of the code list.' }),
    label: z.string().meta({ description: 'What it is called.' }),
    language,
    languages: z.array(z.string()).meta({ description: 'Languages that it is there in.' }),
    elimination: z.boolean().meta({ description: 'Always false: each value stands for itself.' }),
    type: z
      .enum(['Aggregation', 'Valueset'])
      .meta({ description: 'Whether its values are made of several, or are some of the variable.' }),
    values: z
      .array(
        z.object({
          code: text('Its code.'),
          label: text('What it is called.'),
          valueMap: texts('The values of the variable that it is made of.'),
          notes: z
            .array(
              z.object({
                mandatory: z.boolean().meta({ description: 'Whether it must be shown.' }),
                text: text('The note.'),
              }),
            )
            .meta({ description: 'Footnotes.' }),
        }),
      )
      .meta({ description: 'Its values, and those of the variable that each is made of.' }),
    links,
  })
  .meta({ id: 'PxCodeList', description: 'Values in the place of those of a variable.' });

export const pxSavedQuery = z
  .object({
    language,
    id: z.string().meta({ description: 'The query itself, packed: nothing is kept of it.' }),
    savedQuery: z
      .object({
        id: text('Its id, again.'),
        tableId: text('The table.'),
        language,
        selection: z
          .object({
            selection: z
              .array(variableSelection)
              .meta({ description: 'What is wanted of each variable, in codes and expressions.' }),
            placement: placement.optional(),
          })
          .meta({ description: 'What is wanted of the table.' }),
        outputFormat: z.enum(OUTPUT_FORMATS).optional().meta({ description: 'Format of its data.' }),
        outputFormatParams: z.array(z.enum(OUTPUT_PARAMS)).meta({ description: 'How it is written.' }),
      })
      .meta({ description: 'What was saved.' }),
    links,
  })
  .meta({ id: 'PxSavedQuery', description: 'A query that was saved.' });
