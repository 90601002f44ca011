import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { ApiError, PROBLEMS, type ProblemCode } from '../errors/api-error.ts';
import type { Problem, ProblemError } from '../schemas/problem.ts';
import { MAXIMUM_ERRORS, parameterError } from '../errors/parameter-error.ts';
import { invalidQuery } from '../errors/parameter-error.ts';

export const PROBLEM_TYPE = 'application/problem+json; charset=utf-8';

/** The document of an error (RFC 9457). */
export function makeProblem(error: ApiError, instance: string, requestId: string): Problem {
  const { status, title } = PROBLEMS[error.code];
  return {
    type: `/v1/problems/${error.code}`,
    title,
    status,
    detail: error.message,
    instance,
    requestId,
    errors: [...error.errors],
    ...(error.withdrawn && { withdrawn: error.withdrawn }),
  };
}

/** What the zod validator reports of one fault. */
interface ZodFault {
  readonly keyword: string;
  readonly instancePath: string;
  readonly message?: string;
  readonly params: {
    readonly keys?: readonly string[];
    readonly values?: readonly unknown[];
    readonly minimum?: number;
    readonly maximum?: number;
    readonly origin?: string;
  };
}

/** The value of a parameter as it was sent, or the one of its values that a fault is about. */
function sentValue(query: unknown, name: string, index?: string): string | null {
  const raw = new Map(Object.entries(query ?? {})).get(name);
  if (raw === undefined) return null;
  const text = [raw].flat().join(',');
  return index === undefined ? text : ([...new Set(text.split(','))][Number(index)] ?? text);
}

/** What a fault says would be right: the values of a list, or the end of a range that was passed. */
function allowedValues({ values, origin, minimum, maximum }: ZodFault['params']): string[] | undefined {
  if (values) return values.map(String);
  const end = minimum ?? maximum;
  return origin === 'int' || origin === 'number'
    ? end === undefined
      ? undefined
      : [String(end)]
    : undefined;
}

function queryErrors(error: FastifyError, request: FastifyRequest): ProblemError[] {
  const schema = request.routeOptions.schema?.querystring;
  const known = schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
  const { query } = request;
  return (error.validation as unknown as ZodFault[])
    .slice(0, MAXIMUM_ERRORS)
    .flatMap(({ keyword, instancePath, message = 'is not valid', params }) => {
      if (keyword === 'unrecognized_keys') {
        const text = known.length > 0 ? 'there is no such parameter' : 'this address takes no parameters';
        return (params.keys ?? [])
          .slice(0, MAXIMUM_ERRORS)
          .map((name) => parameterError('query', name, sentValue(query, name), text, known, name));
      }
      const [, name = '', index] = instancePath.split('/');
      const text = params.values && !message.startsWith('is ') ? 'is not one of the allowed values' : message;
      return [parameterError('query', name, sentValue(query, name, index), text, allowedValues(params))];
    });
}

/** Errors of the framework that are the client's doing. */
const FRAMEWORK_ERRORS: Readonly<Record<string, { code: ProblemCode; detail: string }>> = {
  FST_ERR_BAD_URL: {
    code: 'malformed-request',
    detail: 'The address cannot be decoded. Write special characters as %XX.',
  },
  FST_ERR_MAX_PARAM_LENGTH: {
    code: 'address-too-long',
    detail: 'A part of the address is longer than 200 characters.',
  },
};

function toApiError(error: FastifyError, request: FastifyRequest): ApiError | null {
  if (error instanceof ApiError) return error;
  if (error.validation) return invalidQuery(queryErrors(error, request));
  const known = FRAMEWORK_ERRORS[error.code];
  if (known) return new ApiError(known.code, known.detail);
  const status = error.statusCode ?? 500;
  return status >= 400 && status < 500 ? new ApiError('malformed-request', error.message) : null;
}

/** What was said of a representation that is not sent after all. */
const OF_REPRESENTATIONS = [
  'accept-ranges',
  'content-disposition',
  'content-encoding',
  'content-length',
  'etag',
  'last-modified',
  'link',
];

export function sendProblem(
  error: FastifyError | ApiError,
  request: FastifyRequest,
  reply: FastifyReply,
): void {
  const apiError = toApiError(error, request);
  if (apiError === null) request.log.error({ err: error }, 'request failed');
  const answer =
    apiError ??
    new ApiError(
      'internal-error',
      'The request could not be answered. The cause is in our log under the request id.',
    );
  for (const name of OF_REPRESENTATIONS) reply.removeHeader(name);
  reply
    .code(answer.status)
    .headers({ ...answer.headers, 'content-type': PROBLEM_TYPE, 'cache-control': 'no-store' })
    .send(JSON.stringify(makeProblem(answer, request.url.slice(0, 2000), request.id)));
}

/** One shape for every error, whoever raises it. `addresses` are the documented ones, for the hint of a 404. */
export function errorAnswers(app: FastifyInstance, addresses: () => readonly string[]): void {
  app.setErrorHandler<FastifyError>(sendProblem);
  app.setNotFoundHandler((request) => {
    const path = request.url.split('?')[0] ?? '';
    throw new ApiError('unknown-address', `There is nothing at ${path.slice(0, 200)}.`, {
      errors: [parameterError('path', 'address', path, 'is not an address of this service', addresses())],
    });
  });
}
