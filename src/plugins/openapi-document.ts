import type { OpenAPIV3_1 } from 'openapi-types';
import { PROBLEMS, type ProblemCode } from '../errors.ts';
import { deprecationText, type Deprecation } from '../schemas/deprecation.ts';
import { problem } from '../schemas/problem.ts';
import { CHALLENGE, CONTENT_RANGE, DEPRECATION, FILE_HEADERS, HEADERS, refsTo } from './openapi-headers.ts';

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

/** The provider writes each component for answers (X) and for requests (XInput); those that nothing refers to go. */
function withoutUnused(document: OpenAPIV3_1.Document): OpenAPIV3_1.Document {
  const schemas = { ...document.components?.schemas };
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

/** Answers about this very moment. */
const UNCACHED: ReadonlySet<string> = new Set(['/healthz', '/readyz', '/metrics']);

const PROBLEM_REF = `#/components/schemas/${problem.meta()?.id ?? ''}`;

const pascal = (code: string): string =>
  code.replace(/(^|-)([a-z])/g, (_, __, letter: string) => letter.toUpperCase());

function problemResponse(code: ProblemCode, example: unknown): OpenAPIV3_1.ResponseObject {
  const { title, hint } = PROBLEMS[code];
  return {
    description: `${title}. ${hint}`,
    ...(code === 'unauthorized' || code === 'forbidden' ? { headers: CHALLENGE } : {}),
    ...(code === 'range-not-satisfiable' ? { headers: refsTo(CONTENT_RANGE) } : {}),
    content: {
      'application/problem+json': {
        schema: { $ref: PROBLEM_REF },
        ...(example === undefined ? {} : { example }),
      },
    },
  };
}

/** The problems that an operation can answer with, by status. */
function problemsOf(path: string, operation: Operation): ProblemCode[] {
  const parameters = (operation.parameters ?? []) as OpenAPIV3_1.ParameterObject[];
  const named = (name: string): boolean => parameters.some((parameter) => parameter.name === name);
  return [
    'invalid-query',
    'unauthorized',
    ...(path === '/metrics' ? (['forbidden'] as const) : []),
    ...(path.includes('{question}') ? (['unknown-question'] as const) : []),
    ...(path.includes('{claim}') ? (['unknown-claim'] as const) : []),
    ...(path.includes('{survey}') && !/\{question\}|\{claim\}/.test(path)
      ? (['unknown-survey'] as const)
      : []),
    ...(path.includes('{problem}') ? (['unknown-problem'] as const) : []),
    ...(named('format') ? (['not-acceptable', 'range-not-satisfiable'] as const) : []),
    'rate-limited',
    'internal-error',
    ...(named('weight') || named('limit') ? (['unavailable'] as const) : []),
  ];
}

/**
 * Swagger UI fills a form with the examples of parameters. For one that must be given that helps; filters would
 * exclude each other, so theirs move into the schema, where they are only shown.
 */
function placeExample(parameter: OpenAPIV3_1.ParameterObject): OpenAPIV3_1.ParameterObject {
  const { example, ...rest } = parameter;
  if (parameter.required || example === undefined) return parameter;
  return Object.assign(rest, {
    description: `${rest.description ?? ''} Example: \`${[example].flat().join(',')}\`.`,
    schema: { ...rest.schema, examples: [example] },
  });
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

/** @returns whether it, or a parameter of it, is going to go */
function completeOperation(path: string, operation: Operation, examples: Examples): boolean {
  const id = operation.operationId ?? '';
  operation.parameters =
    (operation.parameters as OpenAPIV3_1.ParameterObject[] | undefined)?.map(placeExample) ?? [];
  const isGoing = tellDeprecations(operation);
  const ok = operation.responses?.['200'] as OpenAPIV3_1.ResponseObject;
  const cached = !UNCACHED.has(path);
  const file = operation.parameters.some((parameter) => 'name' in parameter && parameter.name === 'format');
  const { 'X-Request-Id': requestId, ...ofCaches } = HEADERS;
  ok.headers = refsTo({
    ...(cached ? ofCaches : {}),
    ...(file ? FILE_HEADERS : {}),
    ...(isGoing ? DEPRECATION : {}),
    ...(requestId ? { 'X-Request-Id': requestId } : {}),
  });
  for (const [type, media] of Object.entries(ok.content ?? {})) {
    const example = examples.answers[id]?.[type];
    if (example !== undefined) media.example = example;
  }
  operation.responses = {
    '200': ok,
    ...(file
      ? {
          '206': {
            description:
              'The bytes that the header `Range` asks for, one range such as `bytes=0-1023` or `bytes=-8`, in the media type of the whole.',
            headers: refsTo({ ...HEADERS, ...FILE_HEADERS, ...CONTENT_RANGE }),
          },
        }
      : {}),
    ...(cached
      ? {
          '304': {
            description: 'The client already holds this answer (If-None-Match or If-Modified-Since).',
          },
        }
      : {}),
    ...Object.fromEntries(
      problemsOf(path, operation).map((code) => [
        String(PROBLEMS[code].status),
        { $ref: `#/components/responses/${pascal(code)}` },
      ]),
    ),
  };
  return isGoing;
}

/** Adds what cannot be said in a route's schema: headers, problems, and examples of live answers. */
export function completeDocument(raw: OpenAPIV3_1.Document, examples: Examples): OpenAPIV3_1.Document {
  const document = withoutUnused(mapJson(raw, withoutNoise) as OpenAPIV3_1.Document);
  const used = new Set<ProblemCode>();
  let isAnyGoing = false;
  for (const [path, item] of Object.entries(document.paths ?? {})) {
    const operation = item?.get;
    if (!operation) continue;
    problemsOf(path, operation).forEach((code) => used.add(code));
    isAnyGoing = completeOperation(path, operation, examples) || isAnyGoing;
  }
  document.components = {
    ...document.components,
    headers: { ...HEADERS, ...FILE_HEADERS, ...CONTENT_RANGE, ...(isAnyGoing ? DEPRECATION : {}) },
    responses: Object.fromEntries(
      [...used].map((code) => [pascal(code), problemResponse(code, examples.problems[code])]),
    ),
  };
  return document;
}
