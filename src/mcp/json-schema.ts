import { z } from 'zod';

type Json = Record<string, unknown>;

/** What tells of a schema: of an input in full, of an output without what the interface's own document says at length. */
function schemaOf(schema: z.ZodType, isInput: boolean): Json {
  const { $schema: _, ...json } = z.toJSONSchema(schema, {
    io: 'output',
    unrepresentable: 'any',
    reused: 'inline',
    override({ jsonSchema }) {
      const { minimum, maximum } = jsonSchema;
      // What zod adds to every whole number.
      if (minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
      if (maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
      // A later version may add fields.
      if (!isInput && jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
      if (!isInput && String(jsonSchema.description).length > LONGEST) delete jsonSchema.description;
      delete jsonSchema['explode'];
      delete jsonSchema.id;
    },
  });
  return json as Json;
}

/** A list of tools is read whole by an assistant, before it asks for anything. */
const LONGEST = 80;

/** The arguments of a tool as JSON Schema: only what has no default must be given. */
export function inputSchemaOf(schema: z.ZodObject): Json & { type: 'object' } {
  const needed = Object.entries(schema.shape).filter(
    ([, field]) => !(field as z.ZodType).safeParse(undefined).success,
  );
  return { ...schemaOf(schema, true), type: 'object', required: needed.map(([name]) => name) };
}

/** What a tool answers as JSON Schema. */
export const outputSchemaOf = (schema: z.ZodObject): Json & { type: 'object' } => ({
  ...schemaOf(schema, false),
  type: 'object',
});
