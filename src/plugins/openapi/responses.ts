import type { OpenAPIV3_1 } from 'openapi-types';
import { PROBLEMS, type ProblemCode } from '../../errors/api-error.ts';
import { problem } from '../../schemas/problem.ts';
import {
  ACCEPT_RANGES,
  CACHE_HEADERS,
  CHALLENGE,
  CONTENT_RANGE,
  DEPRECATION,
  FILE_NAME,
  RATE_LIMIT,
  refsTo,
  REQUEST_ID,
  RETRY_AFTER,
} from './headers.ts';

/** What follows from the way in which an answer is sent. */
interface Way {
  /** Whether the header Accept chooses among representations, where the parameter `format` does not. */
  readonly negotiated: boolean;
  /** Whether it can be compressed on its way. */
  readonly encoded: boolean;
  /** Whether caches may keep it, so that a client can ask whether it has changed. */
  readonly kept: boolean;
  /** Whether a part of it can be asked for. */
  readonly inRanges: boolean;
  /** Whether it names the file that it becomes. */
  readonly named: boolean;
  readonly problems: readonly ProblemCode[];
}

const KEPT = { encoded: true, kept: true, inRanges: true } as const;
const WAYS = {
  /** Rows in every representation; a long table is streamed, for which there may be no room. */
  table: {
    ...KEPT,
    negotiated: true,
    named: true,
    problems: ['not-acceptable', 'range-not-satisfiable', 'unavailable'],
  },
  /** A single thing in every representation. */
  object: {
    ...KEPT,
    negotiated: true,
    named: true,
    problems: ['not-acceptable', 'range-not-satisfiable'],
  },
  /** One of several texts. */
  choice: {
    ...KEPT,
    negotiated: true,
    named: false,
    problems: ['not-acceptable', 'range-not-satisfiable'],
  },
  /** One text, whatever is accepted. */
  document: { ...KEPT, negotiated: false, named: false, problems: ['range-not-satisfiable'] },
  /** A picture; what it is drawn of is computed, for which there may be no room. */
  picture: {
    ...KEPT,
    negotiated: false,
    named: true,
    problems: ['range-not-satisfiable', 'unavailable'],
  },
  /** A table in the format that its query names; what it is made of is computed, for which there may be no room. */
  cube: {
    ...KEPT,
    negotiated: false,
    named: true,
    problems: ['range-not-satisfiable', 'unavailable'],
  },
  /** A file that is streamed, for which there may be no room. */
  file: {
    negotiated: false,
    encoded: false,
    kept: true,
    inRanges: false,
    named: true,
    problems: ['unavailable'],
  },
  /** An answer to what was sent, for who sent it alone. */
  reply: {
    negotiated: false,
    encoded: false,
    kept: false,
    inRanges: false,
    named: false,
    problems: ['unavailable'],
  },
  /** What is so at this very moment, for those who watch the service. */
  state: { negotiated: false, encoded: false, kept: false, inRanges: false, named: false, problems: [] },
} as const satisfies Record<string, Way>;

/** What a route says of its answers, from which the document tells what they can be. */
export interface Declared {
  readonly sends: keyof typeof WAYS;
  /** The problems of its own, beside those that follow from how it sends, and those of every route. */
  readonly problems: readonly ProblemCode[];
  /** Whether the answer is made of releases, of which a key may open more. */
  readonly readsReleases: boolean;
  /** Whether a part of the address is free, and so may be too long. */
  readonly hasPathParameters: boolean;
  /** Whether something is sent to it, which may be too large, or of another kind. */
  readonly takesBody: boolean;
}

const OF_EVERY_ROUTE: readonly ProblemCode[] = [
  'invalid-query',
  'malformed-request',
  'unauthorized',
  'request-timeout',
  'expectation-failed',
  'rate-limited',
  'headers-too-large',
  'internal-error',
];

/** Told on a connection whose request cannot be read, and so has no id. */
const BEFORE_A_REQUEST: ReadonlySet<ProblemCode> = new Set(['request-timeout', 'headers-too-large']);

/** Where the document describes a problem. */
export const PROBLEM_REF = `#/components/schemas/${problem.meta()?.id ?? ''}`;

/** Problems that pass by themselves, and say when to ask again. */
const RETRIED: ReadonlySet<ProblemCode> = new Set(['rate-limited', 'unavailable', 'release-unavailable']);

const pascal = (code: string): string =>
  code.replace(/(^|-)([a-z])/g, (_, __, letter: string) => letter.toUpperCase());

/** The problems that a route can answer with: those of one status together, which an answer tells apart by `type`. */
export function problemsOf({ sends, problems, hasPathParameters, takesBody }: Declared): ProblemCode[][] {
  const wanted = new Set<ProblemCode>([
    ...OF_EVERY_ROUTE,
    ...(hasPathParameters ? (['address-too-long'] as const) : []),
    ...(takesBody ? (['body-too-large', 'unsupported-media-type'] as const) : []),
    ...WAYS[sends].problems,
    ...problems,
  ]);
  // In the order of the catalogue, so that one set of problems has one name.
  const all = (Object.keys(PROBLEMS) as ProblemCode[]).filter((code) => wanted.has(code));
  return [...Map.groupBy(all, (code) => PROBLEMS[code].status).values()];
}

/** The name of the response that some problems share. */
export const responseName = (codes: readonly ProblemCode[]): string => codes.map(pascal).join('Or');

/** The response of some problems of one status: which they are is in its text, in its schema and in its examples. */
export function problemResponse(
  codes: readonly ProblemCode[],
  examples: Readonly<Record<string, unknown>>,
): OpenAPIV3_1.ResponseObject {
  const text = (code: ProblemCode): string => `${PROBLEMS[code].title}. ${PROBLEMS[code].hint}`;
  const [only, ...others] = codes;
  const types = codes.map((code) => `/v1/problems/${code}`);
  const shown = codes.filter((code) => examples[code] !== undefined);
  return {
    description:
      only !== undefined && others.length === 0
        ? text(only)
        : codes.map((code) => `\`${code}\`: ${text(code)}`).join('\n\n'),
    headers: refsTo({
      ...(codes.every((code) => BEFORE_A_REQUEST.has(code)) ? {} : REQUEST_ID),
      ...(codes.includes('unauthorized') || codes.includes('forbidden') ? CHALLENGE : {}),
      ...(codes.includes('range-not-satisfiable') ? CONTENT_RANGE : {}),
      ...(codes.some((code) => RETRIED.has(code)) ? RETRY_AFTER : {}),
      ...(codes.includes('rate-limited') ? RATE_LIMIT : {}),
    }),
    content: {
      'application/problem+json': {
        schema: { allOf: [{ $ref: PROBLEM_REF }, { properties: { type: { enum: types } } }] },
        ...(shown.length === 0
          ? {}
          : { examples: Object.fromEntries(shown.map((code) => [code, { value: examples[code] }])) }),
      },
    },
  };
}

/** The request headers that choose an answer. */
function varyOf(
  { negotiated, encoded }: Way,
  readsReleases: boolean,
): Record<string, OpenAPIV3_1.HeaderObject> {
  const names = [
    ...(encoded ? ['`Accept-Encoding`'] : []),
    ...(negotiated ? ['`Accept`, unless the query names what is wanted'] : []),
    ...(readsReleases ? ['`Authorization`'] : []),
  ];
  if (names.length === 0) return {};
  return {
    Vary: {
      description: `Headers of a request that choose the answer: ${names.join('; ')}.`,
      schema: { type: 'string' },
    },
  };
}

/**
 * All that a route can answer with.
 *
 * @param ok its 200, whose headers are added
 * @param isGoing whether it, or a parameter of it, is deprecated
 * @param status of the answer where all is well
 */
export function responsesOf(
  declared: Declared,
  ok: OpenAPIV3_1.ResponseObject,
  isGoing: boolean,
  status = '200',
): Record<string, OpenAPIV3_1.ResponseObject | OpenAPIV3_1.ReferenceObject> {
  const way: Way = WAYS[declared.sends];
  const headers = {
    ...refsTo({
      ...(way.kept ? CACHE_HEADERS : {}),
      ...(way.named ? FILE_NAME : {}),
      ...(way.inRanges ? ACCEPT_RANGES : {}),
      ...(isGoing ? DEPRECATION : {}),
      ...REQUEST_ID,
      ...(declared.sends === 'state' ? {} : RATE_LIMIT),
    }),
    ...varyOf(way, declared.readsReleases),
  };
  const part = {
    description:
      'The bytes that the header `Range` asks for, one range such as `bytes=0-1023` or `bytes=-8`, in the media type of the whole.',
    headers: { ...headers, ...refsTo(CONTENT_RANGE) },
  };
  const unchanged = {
    description: 'The client already holds this answer (If-None-Match or If-Modified-Since).',
  };
  return {
    [status]: { ...ok, headers },
    ...(way.inRanges ? { '206': part } : {}),
    ...(way.kept ? { '304': unchanged } : {}),
    ...Object.fromEntries(
      problemsOf(declared).map((codes) => [
        String(PROBLEMS[codes[0] ?? 'internal-error'].status),
        { $ref: `#/components/responses/${responseName(codes)}` },
      ]),
    ),
  };
}
