import type { Problem, ProblemError } from '../schemas/problem.ts';

/** Every kind of error that a client can meet. The id is the last part of the problem's `type`. */
export const PROBLEMS = {
  'invalid-query': {
    status: 400,
    title: 'The query is not valid',
    hint: 'Each entry of `errors` names a parameter, the value that was sent and the values that are allowed, nearest first.',
  },
  'unsafe-combination': {
    status: 400,
    title: 'These variables are not shown together',
    hint: 'Small groups could be told apart. Ask for fewer variables at once: `allowed` in `errors` lists combinations that are served.',
  },
  'malformed-request': {
    status: 400,
    title: 'The request cannot be read',
    hint: 'The address or the request itself breaks the rules of HTTP. Percent-encode special characters in addresses.',
  },
  unauthorized: {
    status: 401,
    title: 'The access key is missing or not valid',
    hint: 'Send a key that is valid as `Authorization: Bearer tl_…`. What is public needs no key: leave the header out.',
  },
  forbidden: {
    status: 403,
    title: 'The access key does not reach this far',
    hint: 'The header WWW-Authenticate names the scope that a key needs here. The operator of the service hands out keys.',
  },
  'unknown-address': {
    status: 404,
    title: 'There is nothing at this address',
    hint: 'The document at /openapi.json lists every address.',
  },
  'unknown-survey': {
    status: 404,
    title: 'There is no such survey',
    hint: '/v1/surveys lists the surveys. Append @version for a fixed release.',
  },
  'unknown-release': {
    status: 404,
    title: 'There is no such release',
    hint: '/v1/surveys/{survey}/releases lists the releases. A release that does not exist is never answered with another one.',
  },
  'too-many-cells': {
    status: 403,
    title: 'The selection has more cells than an answer may',
    hint: '`maxDataCells` of /px/v2/config says how many. Select fewer values, or ask in parts.',
  },
  'no-records': {
    status: 404,
    title: 'The release has no records',
    hint: 'A crosstab is computed from respondents’ records. This release holds published figures: see /v1/surveys/{survey}/estimates.',
  },
  'unknown-question': {
    status: 404,
    title: 'There is no such question',
    hint: '/v1/surveys/{survey}/questions lists the questions of the release.',
  },
  'unknown-table': {
    status: 404,
    title: 'There is no such table',
    hint: '/px/v2/tables lists the tables: survey and question with a point between, and @version for a fixed release.',
  },
  'unknown-code-list': {
    status: 404,
    title: 'There is no such code list',
    hint: '/px/v2/tables/{id}/metadata names the code lists of a table.',
  },
  'unknown-saved-query': {
    status: 404,
    title: 'There is no such saved query',
    hint: 'The id of a saved query is the query itself: take it whole, as POST /px/v2/savedqueries gave it.',
  },
  'unknown-claim': {
    status: 404,
    title: 'There is no such claim',
    hint: '/v1/surveys/{survey}/claims lists the claims of the release.',
  },
  'unknown-problem': {
    status: 404,
    title: 'There is no such kind of problem',
    hint: '/v1/problems lists the kinds of problem.',
  },
  'method-not-allowed': {
    status: 405,
    title: 'The method is not allowed here',
    hint: 'Almost everything here is read with GET or HEAD. The header Allow lists the methods of the address.',
  },
  'not-acceptable': {
    status: 406,
    title: 'No representation fits the header Accept',
    hint: 'Ask for one of the media types in `errors`, or use the parameter `format`.',
  },
  'release-withdrawn': {
    status: 410,
    title: 'The release was withdrawn',
    hint: '`withdrawn` says when, why, and which release takes its place, if one does. /v1/surveys/{survey}/releases lists all.',
  },
  'request-timeout': {
    status: 408,
    title: 'The request took too long to arrive',
    hint: 'Send the whole request at once.',
  },
  'body-too-large': {
    status: 413,
    title: 'The body is too large',
    hint: 'Ask for less at once, in several requests.',
  },
  'address-too-long': {
    status: 414,
    title: 'The address is too long',
    hint: 'Ask for fewer codes at once; the lists page with `limit` and `cursor`.',
  },
  'unsupported-media-type': {
    status: 415,
    title: 'The body is of another kind than is taken here',
    hint: 'Send JSON, with the header `Content-Type: application/json`.',
  },
  'range-not-satisfiable': {
    status: 416,
    title: 'The range begins behind the end',
    hint: 'The header Content-Range says how many bytes there are. Leave Range out for all of them.',
  },
  'expectation-failed': {
    status: 417,
    title: 'What the header Expect asks for cannot be had',
    hint: 'Leave Expect out, or send `100-continue`, the only expectation that there is.',
  },
  'rate-limited': {
    status: 429,
    title: 'Too many requests',
    hint: 'Wait for as many seconds as the header Retry-After says. Answers under an @version address can be kept for ever.',
  },
  'headers-too-large': {
    status: 431,
    title: 'The headers are too large',
    hint: 'Send fewer or shorter headers.',
  },
  'internal-error': {
    status: 500,
    title: 'Something went wrong on our side',
    hint: 'The request is not at fault. Quote `requestId` when you report it.',
  },
  'release-unavailable': {
    status: 503,
    title: 'The files of the release are not what was released',
    hint: 'Other releases go on. Try again after as many seconds as the header Retry-After says; /readyz says what is wrong.',
  },
  unavailable: {
    status: 503,
    title: 'The service is not available now',
    hint: 'Try again after as many seconds as the header Retry-After says.',
  },
} as const satisfies Record<string, { status: number; title: string; hint: string }>;
export type ProblemCode = keyof typeof PROBLEMS;

/** An error that is meant for the client. Anything else that is thrown is ours, and is answered as a masked 500. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly code: ProblemCode;
  readonly errors: readonly ProblemError[];
  readonly headers: Readonly<Record<string, string>>;
  /** What a withdrawn release was, and why it is gone. */
  readonly withdrawn: Problem['withdrawn'];

  constructor(
    code: ProblemCode,
    detail: string,
    {
      errors = [],
      headers = {},
      withdrawn,
    }: {
      errors?: readonly ProblemError[];
      headers?: Record<string, string>;
      withdrawn?: Problem['withdrawn'];
    } = {},
  ) {
    super(detail);
    this.code = code;
    this.errors = errors;
    this.headers = headers;
    this.withdrawn = withdrawn;
  }

  get status(): number {
    return PROBLEMS[this.code].status;
  }
}
