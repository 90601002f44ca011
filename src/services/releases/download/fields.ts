import type { TOPLINE_COLUMNS } from '../../../schemas/dataset.ts';
import { MEASURES, QUALIFIERS, STATUSES } from '../../../schemas/vocabulary.ts';

/** A column as a Table Schema describes it (Frictionless Data). */
interface Field {
  readonly type: 'string' | 'number' | 'integer';
  readonly description: string;
  readonly constraints?: Readonly<Record<string, unknown>>;
}

const needed = { required: true };
const qualifier = (what: string): Field => ({
  type: 'string',
  description: `How firmly ${what} was published; empty: exact.`,
  constraints: { enum: [...QUALIFIERS] },
});

const FIELDS: Readonly<Record<(typeof TOPLINE_COLUMNS)[number], Field>> = {
  question: { type: 'string', description: 'Question id, as in survey.json.', constraints: needed },
  item: { type: 'string', description: 'Item id; empty if the question has no items.' },
  option: { type: 'string', description: 'Option id; empty if the figure is not of one answer category.' },
  wave: { type: 'string', description: 'Wave id.', constraints: needed },
  audience: { type: 'string', description: 'Audience id.', constraints: needed },
  measure: {
    type: 'string',
    description: 'What the figure is; a percent is on the scale from 0 to 100, rank 1 is the highest.',
    constraints: { ...needed, enum: MEASURES.filter((measure) => measure !== 'quantile') },
  },
  value: {
    type: 'number',
    description:
      'The figure with the digits as they were published: 69 stands for [68.5, 69.5), 69.0 for [68.95, 69.05). Read it as text where that matters.',
    constraints: needed,
  },
  qualifier: qualifier('the figure'),
  n: {
    type: 'integer',
    description:
      'Base: the respondents behind the figure. Empty: see the samples in survey.json; if those say nothing, it is not known.',
    constraints: { minimum: 1 },
  },
  nQualifier: qualifier('the base'),
  weightedN: {
    type: 'number',
    description: 'The base as it counts in the figure of a larger audience, if it was published.',
    constraints: { exclusiveMinimum: 0 },
  },
  sd: {
    type: 'number',
    description: 'Standard deviation behind a mean, if it was published.',
    constraints: { minimum: 0 },
  },
  source: { type: 'string', description: 'Id of the source that gives the figure.', constraints: needed },
  locator: { type: 'string', description: 'Where in the source it stands.' },
  status: {
    type: 'string',
    description:
      'Where sources disagree, one version is preferred and the others are alternative; empty: reported.',
    constraints: { enum: [...STATUSES] },
  },
  note: { type: 'string', description: 'What else must be known to read the row.' },
};

const isColumn = (name: string): name is keyof typeof FIELDS => Object.hasOwn(FIELDS, name);

/** The Table Schema of toplines.csv, its fields in the order of the file. */
export function toplinesSchema(columns: readonly string[]) {
  return {
    fields: columns.filter(isColumn).map((name) => ({ name, ...FIELDS[name] })),
    missingValues: [''],
  };
}
