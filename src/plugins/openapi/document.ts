import type { OpenAPIV3_1 } from 'openapi-types';
import { deprecationText, type Deprecation } from '../../schemas/deprecation.ts';
import { ALL_HEADERS, DEPRECATION } from './headers.ts';
import {
  PROBLEM_REF,
  problemResponse,
  problemsOf,
  responseName,
  responsesOf,
  type Declared,
} from './responses.ts';

/** Answers of live calls: by operation and media type, and by kind of problem. */
export interface Examples {
  readonly answers: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly problems: Readonly<Record<string, unknown>>;
}

type Operation = OpenAPIV3_1.OperationObject;
type Json = Record<string, unknown>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Rebuilds a JSON value, children first. */
function mapJson(value: unknown, change: (node: Json) => unknown): unknown {
  if (Array.isArray(value)) return value.map((child) => mapJson(child, change));
  if (!isObject(value)) return value;
  return change(
    Object.fromEntries(Object.entries(value).map(([name, child]) => [name, mapJson(child, change)])),
  );
}

/** What zod adds of its own accord: bounds of every integer, and a ban on fields that a later version may add. */
function withoutNoise({ minimum, maximum, additionalProperties, ...rest }: Json): Json {
  return {
    ...rest,
    ...(minimum === undefined || minimum === Number.MIN_SAFE_INTEGER ? {} : { minimum }),
    ...(maximum === undefined || maximum === Number.MAX_SAFE_INTEGER ? {} : { maximum }),
    ...(additionalProperties === undefined || additionalProperties === false ? {} : { additionalProperties }),
  };
}

/**
 * The provider writes each component for answers (X) and for requests (XInput); those that nothing refers to go. They stand by name:
 * as given, they would stand as the modules that describe them happened to be loaded.
 */
function withoutUnused(document: OpenAPIV3_1.Document): OpenAPIV3_1.Document {
  const schemas = Object.fromEntries(
    Object.entries(document.components?.schemas ?? {}).toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );
  const kept = { ...document, components: { ...document.components, schemas } };
  for (let before = -1; before !== Object.keys(schemas).length;) {
    before = Object.keys(schemas).length;
    const text = JSON.stringify(kept) + `"${PROBLEM_REF}"`;
    for (const name of Object.keys(schemas)) {
      if (!text.includes(`"#/components/schemas/${name}"`)) delete schemas[name];
    }
  }
  return kept;
}

/** An example as an address has it. */
const shownExample = (name: string, example: unknown): string =>
  isObject(example)
    ? Object.entries(example)
        .map(([key, value]) => `${name}[${key}]=${[value].flat().join(',')}`)
        .join('&')
    : [example].flat().join(',');

/**
 * Swagger UI fills a form with the examples of parameters. For one that must be given that helps; filters would
 * exclude each other, so theirs move into the schema, where they are only shown.
 */
function withMovedExample(parameter: OpenAPIV3_1.ParameterObject): OpenAPIV3_1.ParameterObject {
  const { example, ...rest } = parameter;
  if (parameter.required || example === undefined) return parameter;
  return Object.assign(rest, {
    description: `${rest.description ?? ''} Example: \`${shownExample(parameter.name, example)}\`.`,
    schema: { ...rest.schema, examples: [example] },
  });
}

/** Lists are written with commas, but where a comma is a part of what is listed; the schema says so, and the parameter must. */
function withListStyle(parameter: OpenAPIV3_1.ParameterObject): OpenAPIV3_1.ParameterObject {
  const { explode = false, ...schema } = (parameter.schema ?? {}) as OpenAPIV3_1.SchemaObject & {
    explode?: boolean;
  };
  if (schema.type === 'object') return { ...parameter, style: 'deepObject', explode: true };
  if (schema.type !== 'array') return parameter;
  return { ...parameter, style: 'form', explode, schema } as OpenAPIV3_1.ParameterObject;
}

/** Moves a declared deprecation from a schema to where OpenAPI and readers look for it. */
function markDeprecated(
  target: { deprecated?: boolean; description?: string },
  { deprecation, ...rest }: { readonly deprecation?: Deprecation },
): typeof rest {
  if (!deprecation) return rest;
  target.deprecated = true;
  target.description = [target.description, deprecationText(deprecation)].filter(Boolean).join(' ');
  return rest;
}

function tellDeprecations(operation: Operation & { 'x-deprecation'?: Deprecation }): boolean {
  const { 'x-deprecation': deprecation } = operation;
  delete operation['x-deprecation'];
  markDeprecated(operation, deprecation ? { deprecation } : {});
  const parameters = (operation.parameters ?? []) as OpenAPIV3_1.ParameterObject[];
  for (const parameter of parameters)
    parameter.schema = markDeprecated(parameter, (parameter.schema ?? {}) as { deprecation?: Deprecation });
  return [operation, ...parameters].some(({ deprecated }) => deprecated);
}

/** Shows the example of a body where clients look for it. */
function showBody({ requestBody }: Operation): void {
  if (requestBody === undefined || '$ref' in requestBody) return;
  for (const media of Object.values(requestBody.content)) {
    const [example] = examplesIn(media.schema);
    if (example !== undefined) media.example = example;
  }
}

/** The examples of a schema, or of the one that it refers to or may be. */
function examplesIn(schema: unknown): unknown[] {
  if (!isObject(schema)) return [];
  const { examples, anyOf } = schema;
  return Array.isArray(examples) ? examples : Array.isArray(anyOf) ? anyOf.flatMap(examplesIn) : [];
}

/** @returns whether it, or a parameter of it, is going to go */
function completeOperation(operation: Operation, declared: Declared, examples: Examples): boolean {
  const { operationId = '', parameters, responses } = operation;
  const status = responses?.['201'] === undefined ? '200' : '201';
  const ok = responses?.[status];
  if (ok === undefined || '$ref' in ok) throw new Error(`${operationId} does not say what it answers`);
  operation.parameters = (parameters ?? []).map((one) =>
    '$ref' in one ? one : withListStyle(withMovedExample(one)),
  );
  const isGoing = tellDeprecations(operation);
  for (const [type, media] of Object.entries(ok.content ?? {})) {
    const example = examples.answers[operationId]?.[type];
    if (example !== undefined) media.example = example;
  }
  showBody(operation);
  operation.responses = responsesOf(declared, ok, isGoing, status);
  return isGoing;
}

/**
 * Adds what cannot be said in a route's schema: headers, problems, and examples of live answers.
 *
 * @param declared what each route says of its answers, by operation id
 */
export function completeDocument(
  raw: OpenAPIV3_1.Document,
  declared: ReadonlyMap<string, Declared>,
  examples: Examples,
): OpenAPIV3_1.Document {
  const document = withoutUnused(mapJson(raw, withoutNoise) as OpenAPIV3_1.Document);
  const responses: Record<string, OpenAPIV3_1.ResponseObject> = {};
  let isAnyGoing = false;
  for (const [path, item] of Object.entries(document.paths ?? {})) {
    for (const operation of [item?.get, item?.post]) {
      if (!operation) continue;
      const said = declared.get(operation.operationId ?? '');
      if (!said) throw new Error(`${path} does not say how it answers`);
      isAnyGoing = completeOperation(operation, said, examples) || isAnyGoing;
      for (const codes of problemsOf(said))
        responses[responseName(codes)] ??= problemResponse(codes, examples.problems);
    }
  }
  const headers = { ...ALL_HEADERS, ...(isAnyGoing ? DEPRECATION : {}) };
  document.components = { ...document.components, headers, responses };
  return document;
}
