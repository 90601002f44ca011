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

/** A file as it is written, which may leave out what has a default. */
function print(schema: z.ZodType, title: string, description: string): Json {
  const { $schema, ...rest } = z.toJSONSchema(schema, {
    io: 'input',
    override: ({ jsonSchema, zodSchema }) => {
      withoutSafeBounds(jsonSchema);
      withWords(jsonSchema, zodSchema);
    },
  }) as Json;
  return { $schema, title, description, ...rest };
}

/**
 * The JSON Schemas (draft 2020-12) of the files of a survey, by name, printed from what reads them. They refuse a misspelt key, a
 * value of another kind and a missing field; what is between two values, or two files, only `validate` sees.
 */
export const JSON_SCHEMAS = {
  survey: print(surveyFile, SURVEY_FILE, 'What the figures of a release mean, in the format topline/1.'),
  releases: print(releasesFile, INDEX_FILE, 'The releases of a survey, in the format topline/1.'),
} as const;

/** A JSON Schema as it is written to a file and sent. */
export const printedSchema = (name: keyof typeof JSON_SCHEMAS): string =>
  `${JSON.stringify(JSON_SCHEMAS[name], null, 2)}\n`;
