import type { OpenAPIV3_1 } from 'openapi-types';
import type { FormValues } from './docs-values.ts';

type Operation = OpenAPIV3_1.OperationObject;
type Parameter = OpenAPIV3_1.ParameterObject;

/** What of an example is shown in a form: whoever wants it whole asks, and is answered. */
const ELEMENTS = 1;
const LETTERS = 200;
const LINES = 6;

const cutText = (text: string): string => (text.length > LETTERS ? `${text.slice(0, LETTERS - 1)}…` : text);

/** An example with the first element of each list, and the first lines of each text. */
export function shortened(example: unknown, isWhole = true): unknown {
  if (typeof example === 'string') {
    if (!isWhole) return cutText(example);
    const lines = example.split('\n');
    return [...lines.slice(0, LINES).map(cutText), ...(lines.length > LINES ? ['…'] : [])].join('\n');
  }
  if (Array.isArray(example)) return example.slice(0, ELEMENTS).map((one: unknown) => shortened(one, false));
  if (typeof example !== 'object' || example === null) return example;
  return Object.fromEntries(Object.entries(example).map(([name, value]) => [name, shortened(value, false)]));
}

/** A list with commas is a line of text, which is how it is written; Swagger UI has a field and two buttons for each code. */
function withTextField(parameter: Parameter): Parameter {
  const { schema, explode, style: _style, ...rest } = parameter;
  const {
    type,
    items,
    default: preset,
    enum: _enum,
    minItems: _min,
    maxItems: _max,
    ...said
  } = (schema ?? {}) as OpenAPIV3_1.ArraySchemaObject;
  const isChosenFromFew = 'enum' in (items ?? {}) && parameter.name !== 'sort';
  if (type !== 'array' || explode !== false || isChosenFromFew) return parameter;
  return {
    ...rest,
    schema: {
      type: 'string',
      ...(said.examples !== undefined && { examples: said.examples.map((one) => [one].flat().join(',')) }),
      ...(preset !== undefined && { default: [preset].flat().join(',') }),
    },
  };
}

function inForm(parameter: Parameter, values: FormValues): Parameter {
  const field = withTextField(parameter);
  const { name } = parameter;
  const value = values[name];
  const example = value ?? ([parameter.example ?? []].flat() as unknown[]).join(',');
  // Of what may be left out nothing is filled in but what makes the first answer one to look at.
  return value === undefined && !(parameter.required ?? false) ? field : { ...field, example };
}

/**
 * The document as a form is made of it: the same operations with the same parameters, fields that are filled with what is
 * served, short examples, and a lock only where a key is needed.
 *
 * @param valuesOf what the form of an operation is filled with, by its path
 */
export function formDocument(
  document: OpenAPIV3_1.Document,
  valuesOf: (path: string) => FormValues,
): OpenAPIV3_1.Document {
  const { security: _locks, ...form } = structuredClone(document);
  for (const [path, item] of Object.entries(form.paths ?? {})) {
    const operation: Operation | undefined = item?.get ?? item?.post;
    if (!operation) continue;
    const values = valuesOf(path);
    const ok = operation.responses?.['200'];
    if (ok !== undefined && !('$ref' in ok))
      for (const media of Object.values(ok.content ?? {}))
        if (media.example !== undefined) media.example = shortened(media.example);
    operation.parameters = (operation.parameters ?? []).map((one) =>
      '$ref' in one ? one : inForm(one, values),
    );
  }
  return form;
}
