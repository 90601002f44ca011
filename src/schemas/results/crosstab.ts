import { z } from 'zod';
import { fields, figuresMeta } from './common.ts';

const label = z.string().nullable().meta({ description: 'What to show to people; null if not known.' });
const variableLabel = z
  .string()
  .nullable()
  .meta({ description: 'The variable in words: the text of a question, the label of an item.' });
const kind = z.enum(['category', 'net', 'total']).meta({
  description: '`category`: an answer; `net`: answers taken together, a subtotal; `total`: all who answered.',
});
const rowKind = z.enum([...kind.options, 'base']).meta({
  description:
    '`category`: an answer, or an item of a question with items; `net`: answers taken together, a subtotal; `total`: all who answered; `base`: below the items of a question, who was asked them, with no value of its own.',
});

/** Measures of a crosstab, with what a cell then holds. */
export const CROSSTAB_MEASURES = {
  'column-percent': 'Share of the column, in percent.',
  'row-percent': 'Share of the row, in percent.',
  'total-percent': 'Share of the table, in percent.',
  count: 'Sum of the weights.',
  mean: 'Mean of the row variable in the column.',
} as const;
export type CrosstabMeasure = keyof typeof CROSSTAB_MEASURES;

/** What `adjust` takes for one family of tests. */
export const FAMILIES = {
  row: 'The pairs of columns of one row of a block, a block being one variable of the rows by one of the columns.',
  block: 'The pairs of columns of all rows of a block.',
  answer: 'All pairs of the answer.',
} as const;
export type Family = keyof typeof FAMILIES;

const measure = z.enum(Object.keys(CROSSTAB_MEASURES) as [CrosstabMeasure, ...CrosstabMeasure[]]);

export const crosstabRow = z
  .object({
    rowVariable: z.string().meta({ description: 'Variable of the rows; nested ones are joined with `*`.' }),
    rowVariableLabel: variableLabel,
    row: z.string().nullable().meta({
      description:
        'Answer, name of the subtotal, or item of a question whose items have one row each; null in the total and in the base.',
    }),
    rowLabel: label,
    rowKind,
    columnVariable: z
      .string()
      .nullable()
      .meta({ description: 'Variable of the columns; null in a table without columns.' }),
    columnVariableLabel: variableLabel,
    column: z.string().nullable().meta({
      description: 'Answer, name of the subtotal, or item of a choice among several; null in the total.',
    }),
    columnLabel: label,
    columnKind: kind,
    columnLetter: z.string().nullable().meta({
      description:
        'Letter that the column has in `letters` and in the heads of tables: each answer and each subtotal of a side has one, in their order. Null in the total.',
    }),
    measure: measure.meta({ description: 'What the value is.' }),
    value: z.number().nullable().meta({ description: 'What `measure` says. Percentages run from 0 to 100.' }),
    standardError: fields.standardError,
    ciLower: fields.ciLower,
    ciUpper: fields.ciUpper,
    letters: z.array(z.string()).nullable().meta({
      description:
        'Columns that this cell is significantly larger than, after the adjustment: capital letters at the first level of `lettersAt`, small ones at the second. Null where the column is compared with none.',
    }),
    n: z.int().nullable().meta({ description: 'Respondents in the cell, unweighted.' }),
    weighted: z.number().nullable().meta({ description: 'Sum of their weights.' }),
    base: z
      .int()
      .nullable()
      .meta({ description: 'Respondents that the value is a share (or mean) of, unweighted.' }),
    baseFlag: fields.baseFlag,
    baseWeighted: z.number().nullable().meta({ description: 'Sum of their weights.' }),
    baseEffective: z.number().nullable().meta({ description: 'Effective base, (Σw)²/Σw² (Kish).' }),
    baseDesign: z.number().nullable().meta({
      description:
        'Base of inference: respondents of the base with a weight, divided by `designEffect`. Unlike `baseEffective` it knows clusters and strata as well.',
    }),
    designEffect: z
      .number()
      .nullable()
      .meta({ description: 'Variance compared with a simple random sample.' }),
    reasons: fields.reasons,
  })
  .meta({ id: 'CrosstabCell', description: 'One cell of a crosstab, with its base and precision.' });
export type CrosstabRow = z.infer<typeof crosstabRow>;

export const comparisonRow = z
  .object({
    rowVariable: crosstabRow.shape.rowVariable,
    rowVariableLabel: variableLabel,
    row: crosstabRow.shape.row,
    rowLabel: label,
    columnVariable: z.string().meta({ description: 'Variable of the columns.' }),
    columnVariableLabel: variableLabel,
    columnA: z.string().meta({ description: 'The column that is subtracted from.' }),
    columnALabel: label,
    valueA: z.number().nullable().meta({ description: 'Figure of column A.' }),
    columnB: z.string().meta({ description: 'The column that is subtracted.' }),
    columnBLabel: label,
    valueB: z.number().nullable().meta({ description: 'Figure of column B.' }),
    difference: z.number().nullable().meta({ description: 'valueA − valueB.' }),
    standardError: fields.standardError,
    ciLower: fields.ciLower,
    ciUpper: fields.ciUpper,
    statistic: z.number().nullable().meta({
      description:
        't of the linearised difference; where counts are small and it decides, pooled z on effective bases, see `note`.',
    }),
    df: z.number().nullable().meta({ description: 'Degrees of freedom of t.' }),
    pValue: fields.pValue,
    pAdjusted: fields.pAdjusted,
    significant: fields.significant,
    reasons: fields.reasons,
    note: fields.note,
  })
  .meta({
    id: 'ColumnComparison',
    description: 'Two columns of one row of a crosstab, held against each other.',
  });
export type ComparisonRow = z.infer<typeof comparisonRow>;

const test = z
  .object({
    rowVariable: z.string().meta({ description: 'As in the cells.' }),
    row: z.string().nullable().meta({
      description:
        'The item that is tested, where the items of a question are rows; null: the variable as a whole.',
    }),
    columnVariable: z.string().meta({ description: 'As in the cells.' }),
    column: z.string().nullable().meta({
      description:
        'The item that is tested, where the items of a question are columns; null: the variable as a whole.',
    }),
    statistic: z.number().nullable().meta({ description: 'F of the Rao–Scott test.' }),
    numeratorDf: z
      .number()
      .nullable()
      .meta({ description: 'Degrees of freedom of the numerator of F; null without a test.' }),
    denominatorDf: z
      .number()
      .nullable()
      .meta({ description: 'Degrees of freedom of its denominator; null without a test.' }),
    pValue: fields.pValue,
    pearson: z
      .number()
      .nullable()
      .meta({ description: 'Chi-squared of the weighted shares scaled to n, not adjusted for the design.' }),
    reasons: fields.reasons,
  })
  .meta({ id: 'IndependenceTest', description: 'Do the columns differ at all? Rao–Scott, second order.' });
export type TestRow = z.infer<typeof test>;

const column = z
  .object({
    variable: z.string().nullable().meta({ description: 'Variable of the columns; null without columns.' }),
    code: z.string().nullable().meta({ description: 'Answer, or name of the subtotal; null: the total.' }),
    label,
    kind,
    letter: z.string().nullable().meta({ description: 'As `columnLetter` of the cells; null: the total.' }),
    field: z.string().meta({
      description:
        'Name of its field with `layout=wide`: what is shown to people and the letter, after the variable where there are several.',
    }),
  })
  .meta({ id: 'CrosstabColumn', description: 'A column of a crosstab: its letter, code and label.' });
export type ColumnRow = z.infer<typeof column>;
const columns = z
  .array(column)
  .meta({ description: 'The columns of each side in their order, each side with its total.' });

export const comparisonsMeta = figuresMeta
  .extend({ columns })
  .meta({ id: 'ColumnComparisonsMeta', description: 'What belongs to comparisons of columns as a whole.' });

export const crosstabMeta = figuresMeta
  .extend({
    columns,
    tests: z.array(test).meta({ description: 'The test of each block of rows and columns.' }),
  })
  .meta({ id: 'CrosstabMeta', description: 'What belongs to a crosstab as a whole.' });

export const crosstabSize = z
  .object({
    rows: z.int().meta({ description: 'Rows, totals included.' }),
    columns: z.int().meta({ description: 'Columns, totals included.' }),
    cells: z.int().meta({ description: 'Cells of the answer: rows in `data`.' }),
    largestTable: z.int().meta({ description: 'Cells that the largest block is counted over.' }),
    maximumCells: z.int().meta({ description: 'Cells that a block may be counted over.' }),
    respondents: z.int().nullable().meta({ description: 'Respondents within the filters, unweighted.' }),
    reasons: fields.reasons,
  })
  .meta({ id: 'CrosstabSize', description: 'How large a crosstab would be.' });
