import type { OpenAPIV3_1 } from 'openapi-types';

/** Of everything that caches may keep. */
export const CACHE_HEADERS: Record<string, OpenAPIV3_1.HeaderObject> = {
  ETag: { description: 'Strong tag of these bytes, for If-None-Match.', schema: { type: 'string' } },
  'Last-Modified': {
    description: 'When the answer last changed, for If-Modified-Since.',
    schema: { type: 'string' },
  },
  'Cache-Control': {
    description:
      'A year and `immutable` under an @version address; a minute elsewhere, and never beyond the next embargo.',
    schema: { type: 'string' },
  },
  Link: {
    description:
      'canonical (the permalink), cite-as (what to cite), describedby, next, license, and other representations.',
    schema: { type: 'string' },
  },
};

/** Of every answer to a request that could be read. */
export const REQUEST_ID: Record<string, OpenAPIV3_1.HeaderObject> = {
  'X-Request-Id': { description: 'Id of the request, as in the logs.', schema: { type: 'string' } },
};

/** Of what is meant to become a file. */
export const FILE_NAME: Record<string, OpenAPIV3_1.HeaderObject> = {
  'Content-Disposition': {
    description: 'Name of the file that the answer becomes: survey, release and resource.',
    schema: { type: 'string' },
  },
};

/** Of what can be had in parts. */
export const ACCEPT_RANGES: Record<string, OpenAPIV3_1.HeaderObject> = {
  'Accept-Ranges': {
    description: '`bytes` where parts can be asked for; absent where a long answer is streamed.',
    schema: { type: 'string' },
  },
};

export const CONTENT_RANGE: Record<string, OpenAPIV3_1.HeaderObject> = {
  'Content-Range': {
    description: 'Which bytes these are, of how many; in a 416 how many there are.',
    schema: { type: 'string' },
  },
};

/** Of what is going to go. */
export const DEPRECATION: Record<string, OpenAPIV3_1.HeaderObject> = {
  Deprecation: {
    description:
      'Since when what was asked for is deprecated (RFC 9745): `@` and seconds since 1970. The link with `rel="deprecation"` explains it.',
    schema: { type: 'string' },
  },
  Sunset: {
    description: 'When it stops to work (RFC 8594), where that is decided.',
    schema: { type: 'string' },
  },
};

/** Of a problem with an access key. */
export const CHALLENGE: Record<string, OpenAPIV3_1.HeaderObject> = {
  'WWW-Authenticate': {
    description: 'What is asked for, and what was wrong with what was sent (RFC 6750).',
    schema: { type: 'string' },
  },
};

/** Of a problem that time mends. */
export const RETRY_AFTER: Record<string, OpenAPIV3_1.HeaderObject> = {
  'Retry-After': { description: 'Seconds after which to try again.', schema: { type: 'string' } },
};

/** Of every answer that counts towards the limit of a client. */
export const RATE_LIMIT: Record<string, OpenAPIV3_1.HeaderObject> = {
  RateLimit: {
    description:
      'What is left of the limit of the client, and in how many seconds it is whole again, such as `"default";r=42;t=17` (draft-ietf-httpapi-ratelimit-headers-10). Only where the service sets a limit.',
    schema: { type: 'string' },
  },
  'RateLimit-Policy': {
    description:
      'The limit: requests (`q`) in so many seconds (`w`), such as `"default";q=100;w=60`. A request costs one; a crosstab, a table as a whole and one in a representation that takes long to write cost ten where the answer is not kept. Only where the service sets a limit.',
    schema: { type: 'string' },
  },
};

/** Every header that is described once for all answers. */
export const ALL_HEADERS: Record<string, OpenAPIV3_1.HeaderObject> = {
  ...CACHE_HEADERS,
  ...REQUEST_ID,
  ...FILE_NAME,
  ...ACCEPT_RANGES,
  ...CONTENT_RANGE,
  ...CHALLENGE,
  ...RETRY_AFTER,
  ...RATE_LIMIT,
};

/** Headers by reference to the components. */
export const refsTo = (
  headers: Readonly<Record<string, OpenAPIV3_1.HeaderObject>>,
): Record<string, OpenAPIV3_1.ReferenceObject> =>
  Object.fromEntries(Object.keys(headers).map((name) => [name, { $ref: `#/components/headers/${name}` }]));
