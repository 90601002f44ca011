import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { ApiError, PROBLEMS, type ProblemCode } from '../errors/api-error.ts';
import { LONGEST_PART } from '../schemas/codes.ts';
import type { Problem, ProblemError } from '../schemas/problem.ts';
import { MAXIMUM_ERRORS, parameterError } from '../errors/parameter-error.ts';
import { invalidQuery } from '../errors/parameter-error.ts';
import { PAGE_POLICY, PAGE_TYPE } from '../html/frame.ts';
import { errorPage, NO_SUCH_PARAMETER, wantsPage } from './error-page.ts';
import { shortage } from '../errors/shortage.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Whether it is for people, who get errors as pages too, unless they ask for data. */
    isPage?: boolean;
  }
}

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
  if (error.validationContext === 'body') return bodyErrors(error);
  const schema = request.routeOptions.schema?.querystring;
  const known = schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
  const { query } = request;
  return (error.validation as unknown as ZodFault[])
    .slice(0, MAXIMUM_ERRORS)
    .flatMap(({ keyword, instancePath, message = 'is not valid', params }) => {
      if (keyword === 'unrecognized_keys') {
        const text = known.length > 0 ? NO_SUCH_PARAMETER : 'this address takes no parameters';
        return (params.keys ?? [])
          .slice(0, MAXIMUM_ERRORS)
          .map((name) => parameterError('query', name, sentValue(query, name), text, known, name));
      }
      const [, name = '', index] = instancePath.split('/');
      const text = params.values && !message.startsWith('is ') ? 'is not one of the allowed values' : message;
      return [parameterError('query', name, sentValue(query, name, index), text, allowedValues(params))];
    });
}

/** Faults of a body, each by its place in it. */
function bodyErrors(error: FastifyError): ProblemError[] {
  return (error.validation as unknown as ZodFault[])
    .slice(0, MAXIMUM_ERRORS)
    .flatMap(({ keyword, instancePath, message = 'is not valid', params }) => {
      const place = instancePath.replace(/^\//, '').replaceAll('/', '.') || 'body';
      const names = keyword === 'unrecognized_keys' ? (params.keys ?? []).slice(0, MAXIMUM_ERRORS) : null;
      return names
        ? names.map((name) => parameterError('body', place, name, 'is not a field there'))
        : [parameterError('body', place, null, message, allowedValues(params))];
    });
}

/** Errors of the framework that are the client's doing. */
const FRAMEWORK_ERRORS: Readonly<Record<string, { code: ProblemCode; detail: string }>> = {
  FST_ERR_BAD_URL: {
    code: 'malformed-request',
    detail: 'The address cannot be decoded. Write special characters as %XX.',
  },
  FST_ERR_CTP_BODY_TOO_LARGE: {
    code: 'body-too-large',
    detail: 'The body has more bytes than are taken here.',
  },
  FST_ERR_CTP_INVALID_MEDIA_TYPE: {
    code: 'unsupported-media-type',
    detail: 'The body is not JSON, by the header Content-Type.',
  },
  FST_ERR_MAX_PARAM_LENGTH: {
    code: 'address-too-long',
    detail: `A part of the address is longer than ${LONGEST_PART.toLocaleString('en')} characters.`,
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

/** Answers an error. */
type SendProblem = (error: FastifyError | ApiError, request: FastifyRequest, reply: FastifyReply) => void;

/**
 * What answers errors: as data, or to who prefers them as pages.
 *
 * @param base what stands before every path of a page
 */
export const problemSender =
  (base: string): SendProblem =>
  (error, request, reply) => {
    // The signal is made when it is first asked for: of a client that is still there nobody needs it here.
    if (request.raw.destroyed && error === request.signal.reason) {
      request.log.info('the client has left before it was answered');
      // Nobody is there to be sent anything.
      reply.hijack();
      return;
    }
    const short = error instanceof ApiError ? null : shortage(error);
    if (short !== null) request.log.error({ err: error }, 'something of the machine is short');
    const apiError = short ?? toApiError(error, request);
    if (apiError === null) request.log.error({ err: error }, 'request failed');
    const answer =
      apiError ??
      new ApiError(
        'internal-error',
        'The request could not be answered. The cause is in our log under the request id.',
      );
    for (const name of OF_REPRESENTATIONS) reply.removeHeader(name);
    const problem = makeProblem(answer, request.url.slice(0, 2000), request.id);
    const isPage = wantsPage(request.headers.accept, request.routeOptions.config?.isPage === true);
    const already = reply.getHeader('vary');
    reply
      .code(answer.status)
      .headers({
        ...answer.headers,
        vary: typeof already === 'string' ? `Accept, ${already}` : 'Accept',
        'content-type': isPage ? PAGE_TYPE : PROBLEM_TYPE,
        'cache-control': 'no-store',
        ...(isPage && { 'content-security-policy': PAGE_POLICY }),
      })
      .send(isPage ? errorPage(base, problem) : JSON.stringify(problem));
  };

/** One shape for every error, whoever raises it. `addresses` are the documented ones, for the hint of a 404. */
export function errorAnswers(
  app: FastifyInstance,
  send: SendProblem,
  addresses: () => readonly string[],
): void {
  app.setErrorHandler<FastifyError>(send);
  app.setNotFoundHandler((request) => {
    const path = request.url.split('?')[0] ?? '';
    throw new ApiError('unknown-address', `There is nothing at ${path.slice(0, 200)}.`, {
      errors: [parameterError('path', 'address', path, 'is not an address of this service', addresses())],
    });
  });
}
