import { z } from 'zod';
import { releasesFile, surveyFile } from './dataset.ts';
import { INDEX_FILE, SURVEY_FILE } from './files.ts';

type Json = Record<string, unknown>;

/** What zod adds of its own accord to whole numbers: the ends of what JavaScript counts exactly. */
function withoutSafeBounds(schema: Json): void {
  if (schema['minimum'] === Number.MIN_SAFE_INTEGER) delete schema['minimum'];
  if (schema['maximum'] === Number.MAX_SAFE_INTEGER) delete schema['maximum'];
}

/**
 * Examples and defaults of what zod reads in several forms (one column or a list of them), and so leaves out of the schema of what is
 * read: ours are written as they stand in a file.
 */
function withWords(schema: Json, zodSchema: z.core.$ZodType): void {
  const { examples } = z.globalRegistry.get(zodSchema) ?? {};
  if (examples !== undefined) schema['examples'] ??= examples;
  if (zodSchema instanceof z.ZodDefault && !('default' in schema))
    schema['default'] = zodSchema.def.defaultValue;
}

/** The files that there is a schema of: what reads each, and what is said of it. */
export const DESCRIBED_FILES = {
  survey: {
    schema: surveyFile,
    title: SURVEY_FILE,
    description: 'What the figures of a release mean, in the format topline/1.',
  },
  releases: {
    schema: releasesFile,
    title: INDEX_FILE,
    description: 'The releases of a survey, in the format topline/1.',
  },
} as const;

type DescribedFile = keyof typeof DESCRIBED_FILES;

/** A file as it is written, which may leave out what has a default. */
function print(name: DescribedFile): Json {
  const { schema, title, description } = DESCRIBED_FILES[name];
  const { $schema, ...rest } = z.toJSONSchema(schema, {
    io: 'input',
    override: ({ jsonSchema, zodSchema }) => {
      withoutSafeBounds(jsonSchema);
      withWords(jsonSchema, zodSchema);
    },
  }) as Json;
  return { $schema, title, description, ...rest };
}

const printed = new Map<DescribedFile, Json>();

/**
 * The JSON Schema (draft 2020-12) of a file of a survey, printed from what reads it when it is first asked for. It refuses a misspelt
 * key, a value of another kind and a missing field; what is between two values, or two files, only `validate` sees.
 */
export function fileSchema(name: DescribedFile): Json {
  const schema = printed.get(name) ?? print(name);
  printed.set(name, schema);
  return schema;
}

/** A JSON Schema as it is written to a file and sent. */
export const printedSchema = (name: DescribedFile): string =>
  `${JSON.stringify(fileSchema(name), null, 2)}\n`;
