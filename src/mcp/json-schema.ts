import { z } from 'zod';

type Json = Record<string, unknown>;

/** A list of tools is read whole by an assistant, before it asks for anything: what fields of answers are is said in few words, or not. */
const LONGEST = 60;

/** A schema that stands by itself: with an id of its own it would be a reference to a part of it. */
function withoutReference({ $schema: _schema, $ref, $defs, ...json }: Json): Json {
  const defined = $defs as Record<string, Json> | undefined;
  const name = typeof $ref === 'string' ? $ref.replace('#/$defs/', '') : null;
  const root = name === null ? json : { ...defined?.[name], ...json };
  const others = Object.entries(defined ?? {}).filter(([one]) => one !== name);
  return others.length === 0 ? root : { ...root, $defs: Object.fromEntries(others) };
}

/** What tells of a schema: of an input in full, of an output in short. */
function schemaOf(schema: z.ZodType, isInput: boolean): Json {
  const json = z.toJSONSchema(schema, {
    io: 'output',
    unrepresentable: 'any',
    reused: 'inline',
    override({ jsonSchema }) {
      const { minimum, maximum, properties = {}, required = [] } = jsonSchema;
      // What zod adds to every whole number.
      if (minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
      if (maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
      delete jsonSchema['explode'];
      delete jsonSchema.id;
      if (isInput) {
        const isGiven = (name: string): boolean =>
          Object.hasOwn(Object(properties[name]) as object, 'default');
        if (required.length > 0) jsonSchema.required = required.filter((name) => !isGiven(name));
        return;
      }
      // A later version may add fields.
      if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
      if (String(jsonSchema.description).length > LONGEST) delete jsonSchema.description;
    },
  });
  return withoutReference(json);
}

/** The arguments of a tool as JSON Schema: only what has no default must be given. */
export const inputSchemaOf = (schema: z.ZodObject): Json & { type: 'object' } => ({
  ...schemaOf(schema, true),
  type: 'object',
});

/** What a tool answers as JSON Schema. */
export const outputSchemaOf = (schema: z.ZodObject): Json & { type: 'object' } => ({
  ...schemaOf(schema, false),
  type: 'object',
});
