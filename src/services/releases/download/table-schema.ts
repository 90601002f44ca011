import { toplineRow, type TOPLINE_COLUMNS } from '../../../schemas/dataset.ts';
import { MEASURES, QUALIFIERS, STATUSES } from '../../../schemas/vocabulary.ts';

/** A column as a Table Schema describes it (Frictionless Data). */
interface Field {
  readonly type: 'string' | 'number' | 'integer';
  readonly description: string;
  readonly constraints?: Readonly<Record<string, unknown>>;
}

const needed = { required: true };

/** What a table of columns says beside their meaning, which the schema of the file has. */
const FIELDS: Readonly<Record<(typeof TOPLINE_COLUMNS)[number], Omit<Field, 'description'>>> = {
  question: { type: 'string', constraints: needed },
  item: { type: 'string' },
  option: { type: 'string' },
  wave: { type: 'string', constraints: needed },
  audience: { type: 'string', constraints: needed },
  measure: {
    type: 'string',
    constraints: { ...needed, enum: MEASURES.filter((measure) => measure !== 'quantile') },
  },
  value: { type: 'number', constraints: needed },
  qualifier: { type: 'string', constraints: { enum: [...QUALIFIERS] } },
  n: { type: 'integer', constraints: { minimum: 1 } },
  nQualifier: { type: 'string', constraints: { enum: [...QUALIFIERS] } },
  weightedN: { type: 'number', constraints: { exclusiveMinimum: 0 } },
  sd: { type: 'number', constraints: { minimum: 0 } },
  source: { type: 'string', constraints: needed },
  locator: { type: 'string' },
  status: { type: 'string', constraints: { enum: [...STATUSES] } },
  note: { type: 'string' },
};

const isColumn = (name: string): name is keyof typeof FIELDS => Object.hasOwn(FIELDS, name);

/** The Table Schema of toplines.csv, its fields in the order of the file. */
export function toplinesSchema(columns: readonly string[]) {
  return {
    fields: columns.filter(isColumn).map((name): Field & { name: string } => {
      const { type, ...rest } = FIELDS[name];
      return { name, type, description: toplineRow.shape[name].meta()?.description ?? '', ...rest };
    }),
    missingValues: [''],
  };
}
