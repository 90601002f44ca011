import { z } from 'zod';
import {
  adjustInFamilyParameter,
  codes,
  codeText,
  confidence,
  filterParameter,
  lettersAtParameter,
  once,
  repeated,
  split,
  weightParameter,
} from './query.ts';
import { CROSSTAB_MEASURES, FAMILIES, type CrosstabMeasure, type Family } from './results/crosstab.ts';

/** Parameters of a crosstab. */
export function crosstabParameters<Layout extends string>(layouts: readonly [Layout, ...Layout[]]) {
  const measures = Object.keys(CROSSTAB_MEASURES) as [CrosstabMeasure, ...CrosstabMeasure[]];
  const families = Object.keys(FAMILIES) as [Family, ...Family[]];
  const described = Object.entries(CROSSTAB_MEASURES).map(([id, text]) => `\`${id}\`: ${text}`);
  return {
    rows: z.preprocess(
      split,
      z
        .array(codeText)
        .min(1)
        .max(200)
        .meta({
          description:
            'Variables of the rows, which `/variables` lists: one or several with commas, nested ones joined with `*`. A question with items stands for all of them. With measure=mean, numeric ones.',
          examples: [['q5']],
        }),
    ),
    columns: codes('Variables of the columns, as for `rows`; left out: the total alone.', 'voter-category'),
    filter: filterParameter,
    net: repeated(
      'A subtotal: `variable:name:option,option`. Repeat it for several; the codebook may declare others.',
      'q16:easy:very-easy,somewhat-easy',
      20,
    ),
    wave: codes(
      'Only these waves. Left out: the newest, or all where `wave` is among the rows or columns.',
      '2020',
    ),
    weight: weightParameter,
    measure: z.preprocess(
      once,
      z
        .enum(measures)
        .default('column-percent')
        .meta({ description: `What a cell holds. ${described.join(' ')}`, examples: ['column-percent'] }),
    ),
    layout: z.preprocess(
      once,
      z
        .enum(layouts)
        .default(layouts[0])
        .meta({
          description:
            '`long`: one record a cell, with everything that is known of it; `wide`: one record a row, for people, with a field for each column, named as in the head of a printed table: `Always (A)`; `grid`: one record an item, for questions with items and a table without columns, with a field for each answer.',
          examples: ['wide'],
        }),
    ),
    confidence,
    lettersAt: lettersAtParameter,
    adjust: adjustInFamilyParameter,
    family: z.preprocess(
      once,
      z
        .enum(families)
        .default('row')
        .meta({
          description: `Tests that \`adjust\` takes together. ${Object.entries(FAMILIES)
            .map(([id, text]) => `\`${id}\`: ${text}`)
            .join(' ')}`,
          examples: ['row'],
        }),
    ),
  };
}
