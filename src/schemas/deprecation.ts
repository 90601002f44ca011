import { z } from 'zod';

/** What will go, or has begun to: declared in the schema of a route, or in the `meta` of a query parameter. */
export interface Deprecation {
  /** The day on which it is, or was, deprecated: `2027-01-31`. */
  readonly since: string;
  /** The day on which it stops to work, not before `since`; null: not yet decided. */
  readonly sunset: string | null;
  /** What to use instead, in words. */
  readonly instead: string;
  /** Address of what explains it: an absolute one, or a path of this service. */
  readonly about: string;
}

/** A deprecation, and of what: a query parameter, or the whole route (null). */
export interface Deprecated extends Deprecation {
  readonly parameter: string | null;
}

const moment = (day: string): number => {
  const time = Date.parse(`${day}T00:00:00Z`);
  if (!/^\d{4}-\d\d-\d\d$/.test(day) || Number.isNaN(time))
    throw new Error(`deprecation: ${day} is no day; write it as 2027-01-31`);
  return time;
};

interface Wrapping {
  readonly innerType?: unknown;
  readonly in?: unknown;
  readonly out?: unknown;
}

/** A schema and all that it is wrapped around: `meta` may have been said of any of them. */
function* layersOf(schema: z.ZodType): Generator<z.ZodType, void, undefined> {
  yield schema;
  const { innerType, in: input, out: output } = schema.def as Wrapping;
  for (const inner of [innerType, input, output]) if (inner instanceof z.ZodType) yield* layersOf(inner);
}

/** By schema: most parameters are those of many routes. */
const declared = new WeakMap<z.ZodType, { readonly deprecation: Deprecation | undefined }>();

function declaredOf(schema: z.ZodType): Deprecation | undefined {
  const found = declared.get(schema);
  if (found) return found.deprecation;
  let deprecation: Deprecation | undefined;
  for (const layer of layersOf(schema))
    deprecation ??= z.globalRegistry.get(layer)?.['deprecation'] as Deprecation | undefined;
  declared.set(schema, { deprecation });
  return deprecation;
}

/**
 * All that is deprecated of a route.
 *
 * @param route what the route itself declares
 * @param querystring its parameters
 * @throws Error if a day is none, or something would be gone before it is deprecated (RFC 9745, section 4)
 */
export function deprecatedOf(route: Deprecation | undefined, querystring: unknown): Deprecated[] {
  const parameters =
    querystring instanceof z.ZodType
      ? [...layersOf(querystring)].flatMap((one) =>
          one instanceof z.ZodObject ? Object.entries(one.shape) : [],
        )
      : [];
  const found = [
    ...(route ? [{ ...route, parameter: null }] : []),
    ...parameters.flatMap(([parameter, schema]) => {
      const deprecation = declaredOf(schema as z.ZodType);
      return deprecation ? [{ ...deprecation, parameter }] : [];
    }),
  ];
  for (const { since, sunset } of found)
    if (sunset !== null && moment(sunset) < moment(since))
      throw new Error(`deprecation: ${sunset} is before ${since}`);
  return found;
}

/** The headers `Deprecation` (RFC 9745) and `Sunset` (RFC 8594); of several things the earliest day counts. */
export function deprecationHeaders(found: readonly Deprecation[]): Record<string, string> {
  const since = Math.min(...found.map((one) => moment(one.since)));
  const sunset = Math.min(...found.map((one) => (one.sunset === null ? Infinity : moment(one.sunset))));
  return {
    deprecation: `@${since / 1000}`,
    ...(sunset === Infinity ? {} : { sunset: new Date(sunset).toUTCString() }),
  };
}

/** The deprecation in words, for the OpenAPI document. */
export const deprecationText = ({ since, sunset, instead }: Deprecation): string =>
  `**Deprecated** since ${since}${sunset === null ? '' : `, gone after ${sunset}`}: ${instead}`;
