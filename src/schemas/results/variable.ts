import { z } from 'zod';
import { QUESTION_TYPES } from '../vocabulary.ts';
import { coded } from './coded.ts';

const label = z.string().nullable().meta({ description: 'What to show to people; null if not known.' });
const id = z.string().meta({ description: 'How a query names it.' });

/** What a variable is. */
const VARIABLE_KINDS = {
  wave: 'the rounds of fieldwork',
  audience: 'the groups that respondents are in',
  question: 'a question; one with items stands for all of them',
  item: 'one item of a question',
} as const;
export type VariableKind = keyof typeof VARIABLE_KINDS;

const option = z
  .object({
    id,
    label,
    kind: z.enum(['category', 'net']).meta({
      description:
        '`category`: an answer; `net`: answers taken together, such as an audience that others are a part of.',
    }),
    codes: z
      .array(z.union([z.string(), z.number()]))
      .nullable()
      .meta({
        description:
          'What stands for it in its column of the records; null of items, whose columns have codes of their own.',
      }),
    shown: z.boolean().meta({
      description:
        'Whether it is a row (or a column) of a table. That an item was not chosen is none, nor is an audience that everybody is in: filters may name them.',
    }),
  })
  .meta({ id: 'VariableOption', description: 'An answer that a variable tells apart.' });

const band = z
  .object({
    id,
    label,
    from: z.number().nullable().meta({ description: 'The least number in it; null: it has no lower end.' }),
    below: z
      .number()
      .nullable()
      .meta({ description: 'The number that it ends before; null: it has no upper end.' }),
  })
  .meta({
    id: 'VariableBand',
    description: 'A band of numbers, which rows, columns and filters name like an answer.',
  });

const net = z
  .object({
    id,
    label,
    options: z.array(z.string()).meta({ description: 'Ids of the options that it takes together.' }),
  })
  .meta({ id: 'VariableNet', description: 'A subtotal that the codebook declares.' });

const item = z
  .object({ id: z.string().meta({ description: 'Code of the item.' }), label, variable: id })
  .meta({ id: 'VariableItem', description: 'An item of a question, a variable of its own.' });

export const variableRow = z
  .object({
    id: z.string().meta({
      description:
        'How `rows`, `columns` and `filter` name it: a question, `question.item`, `wave` or `audience`.',
    }),
    label: z.string().nullable().meta({
      description: 'The variable in words: the text of a question, the label of an item; null if not known.',
    }),
    kind: z.enum(Object.keys(VARIABLE_KINDS) as [VariableKind, ...VariableKind[]]).meta({
      description: `What it is. ${Object.entries(VARIABLE_KINDS)
        .map(([kind, text]) => `\`${kind}\`: ${text}.`)
        .join(' ')}`,
    }),
    question: z.string().nullable().meta({ description: 'Its question; null of waves and audiences.' }),
    questionText: coded.question.questionText,
    item: z.string().nullable().meta({ description: 'Its item; null if it is none.' }),
    itemLabel: coded.item.itemLabel,
    type: z.enum(QUESTION_TYPES).nullable().meta({
      description: 'Type of its question; null of waves and audiences.',
    }),
    optionCount: z.int().meta({
      description: 'How many options it has, bands of numbers among them, subtotals of the codebook not.',
    }),
    options: z.array(option).meta({
      description:
        'Answers that it tells apart, in the order of the codebook; of a choice among several items the items. Empty of numbers, which have bands.',
    }),
    bands: z.array(band).meta({
      description: 'Bands of a number; empty where the codebook declares none, and of other variables.',
    }),
    nets: z.array(net).meta({ description: 'Subtotals that the codebook declares.' }),
    items: z
      .array(item)
      .meta({ description: 'Its items, each a variable of its own in this list; empty if it has none.' }),
    rows: z.boolean().meta({ description: 'Whether it can be rows of shares and counts.' }),
    columns: z.boolean().meta({ description: 'Whether it can be columns.' }),
    filter: z.boolean().meta({ description: 'Whether `filter` may name it.' }),
    range: z.enum(['any', 'bands']).nullable().meta({
      description:
        'Which ranges a filter may take of its numbers: `any`, or those that end where `bands` do; null: none.',
    }),
    nest: z.boolean().meta({ description: 'Whether it can be nested in another one, `a*b`.' }),
    mean: z.boolean().meta({ description: 'Whether it has a mean: `measure=mean`.' }),
  })
  .meta({
    id: 'Variable',
    description: 'A variable of the records: what rows, columns and filters of crosstabs may name.',
  });
